import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { jwtVerify } from 'jose'
import type { GitHubApp, Installation } from '../../sandbox/github/state.js'
import type { SandboxUrls } from '../../sandbox/sandbox.js'
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/clock.js'
import { type ActionOptions, install, runAction, secretsOf, visibleLog } from '../support/action.js'
import { createWorld, type Inputs, type World } from '../support/world.js'

let action: ReturnType<typeof install>
let world: World
let app: GitHubApp
let installation: Installation
let urls: SandboxUrls & { close(): Promise<void> }

beforeAll(() => {
  action = install()
})
afterAll(() => action.remove())
beforeEach(async () => {
  world = createWorld({ app: { secrets: 'write' } })
  if (world.installation === undefined) throw new Error('not installed')
  installation = world.installation
  app = installation.app
  urls = await world.sandbox.listen()
})
afterEach(() => urls.close())

const run = async (given: Inputs = {}, options: Partial<ActionOptions> = {}) => {
  const ended = await runAction(action.folder, world, given, { urls, ...options })
  const shown = `${visibleLog(ended.stdout)}${ended.summary}${JSON.stringify(ended.outputs)}`
  for (const secret of secretsOf(world.sandbox)) expect(shown).not.toContain(secret)
  expect(ended.stderr).toBe('')
  return ended
}
const asking = (tail: string) =>
  world.sandbox.requests.filter(({ service, path }) => service === 'github' && path.endsWith(tail))
const tokens = () => asking('/access_tokens')

/** Resumes that can be touched in three hours, and an access token that expires in two. */
const waitingWorld = () => {
  const { clock, headHunter } = world.sandbox
  clock.advance(14 * DAY - 2 * HOUR)
  for (const resume of world.resumes) resume.updatedAt = clock.now() - HOUR
  expect(headHunter.accepts(world.pair.accessToken)).toBe(true)
  let lists = 0
  world.sandbox.watch(({ route }, phase) => {
    // What the run slept through passes here, too, before it looks again.
    if (route === 'GET /resumes/mine' && phase === 'arrived' && ++lists === 2) clock.advance(3 * HOUR)
  })
}

describe('a GitHub App, through dist/index.js', () => {
  test('rotates a pair that expired, with a token for this repository and one permission', async () => {
    world.sandbox.clock.advance(15 * DAY)
    const { exit, outputs, stdout } = await run()
    expect([exit, outputs['tokens-rotated'], outputs.touched]).toEqual([0, 'true', '3'])
    expect(tokens().map(({ body }) => JSON.parse(body))).toEqual([
      { repositories: ['touch'], permissions: { secrets: 'write' } },
    ])
    expect(world.sandbox.github.writes.at(-1)?.by).toBe('app')
    expect(stdout).not.toMatch(/::(warning|error)/)
  })

  test('signs with its key in a way that another library takes', async () => {
    world.sandbox.clock.set(Date.now())
    await run({}, { event: 'workflow_dispatch' })
    const [request] = asking('/installation')
    const jwt = request?.headers.authorization?.split(' ')[1] ?? ''
    const checked = await jwtVerify(jwt, app.publicKey, { issuer: app.clientId, algorithms: ['RS256'] })
    expect((checked.payload.exp ?? 0) - Date.now() / SECOND).toBeLessThan(600)
  })

  test('makes a fresh token after a wait of hours, and saves the pair that expired meanwhile', async () => {
    waitingWorld()
    const { exit, outputs } = await run({ 'max-wait': '5h' }, { event: 'workflow_dispatch', leaping: true })
    expect([exit, outputs.touched, outputs['tokens-rotated']]).toEqual([0, '3', 'true'])
    // The first try of the second one goes by a clock that has not passed exactly as much.
    expect(tokens().filter(({ status }) => status === 201)).toHaveLength(2)
    const saved = world.sandbox.github.secrets()
    expect(world.sandbox.headHunter.accepts(saved.HH_ACCESS_TOKEN ?? '')).toBe(true)
    expect(world.sandbox.headHunter.refreshable(saved.HH_REFRESH_TOKEN ?? '')).toBe(true)
  })

  test.each([-10, 10])('copes with a clock that is %i minutes off', async (minutes) => {
    world.sandbox.clock.set(Date.now() + minutes * MINUTE)
    const { headHunter, github } = world.sandbox
    headHunter.expire(world.pair.accessToken)
    const { exit, outputs } = await run()
    expect([exit, outputs['tokens-rotated']]).toEqual([0, 'true'])
    expect(asking('/installation')).toHaveLength(2)
    expect(github.secrets()).not.toHaveProperty('HH_RESUME_TOUCH_PROBE')
  })

  test.each<[string, () => void, string]>([
    [
      'a key that GitHub refuses',
      () => {
        app.publicKey = world.sandbox.github.addApp().publicKey
      },
      'github_app_key_refused',
    ],
    [
      'an App that is not installed on the repository',
      () => {
        installation.repositories = ['applicant/another']
      },
      'github_app_not_installed',
    ],
    [
      'an App without the permission',
      () => {
        installation.permissions = { metadata: 'read', actions: 'read' }
      },
      'github_app_permission_missing',
    ],
    [
      'an App that is suspended',
      () => {
        installation.suspendedAt = world.sandbox.clock.now()
      },
      'github_app_suspended',
    ],
  ])(
    '%s: a warning beside the touches; at the rotation red, and nothing is spent',
    async (_, change, reason) => {
      change()
      const early = await run()
      expect([early.exit, early.outputs.touched]).toEqual([0, '3'])
      expect(early.stdout).toMatch(new RegExp(`::warning .*troubleshooting\\.md#${reason}`))
      world.sandbox.clock.advance(15 * DAY)
      const late = await run()
      expect([late.exit, late.outputs.touched, late.outputs['tokens-rotated']]).toEqual([1, '0', 'false'])
      expect(late.stdout).toMatch(new RegExp(`::error .*troubleshooting\\.md#${reason}`))
      expect(world.sandbox.headHunter.refreshable(world.pair.refreshToken)).toBe(true)
      expect(tokens()).toEqual([])
    },
  )

  test.each<[Inputs, string]>([
    [{ 'github-app-private-key': '' }, 'github-app-private-key'],
    [{ 'github-app-client-id': '' }, 'github-app-client-id'],
    [{ 'github-app-private-key': 'nonsense' }, 'github-app-private-key'],
    [{ 'github-token': 'github_pat_X' }, 'github-token'],
  ])('invalid inputs send no request: %j', async (given, named) => {
    const { exit, stdout } = await run(given)
    expect(exit).toBe(1)
    expect(stdout).toMatch(new RegExp(`::error .*${named}`))
    expect(world.sandbox.requests).toEqual([])
  })
})
