import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { SandboxUrls } from '../../sandbox/sandbox.js'
import { DAY, HOUR } from '../../src/domain/clock.js'
import { type ActionOptions, install, runAction } from '../support/action.js'
import { createWorld, type Inputs, type World } from '../support/world.js'

let action: ReturnType<typeof install>
let world: World
let urls: SandboxUrls & { close(): Promise<void> }

beforeAll(() => {
  action = install()
})
afterAll(() => action.remove())
const open = async (options = {}) => {
  await urls?.close()
  world = createWorld(options)
  urls = await world.sandbox.listen()
}
beforeEach(() => open())
afterEach(() => urls.close())

const run = (given: Inputs = {}, options: Partial<ActionOptions> = {}) =>
  runAction(action.folder, world, given, { urls, ...options })
const headHunterCalls = () =>
  world.sandbox.requests.filter(({ service }) => service === 'headHunter').map(({ route }) => route)

describe('in an empty folder that holds only action.yml and dist', () => {
  test('touches three resumes; after 15 days rotates, and the next run works with what was saved', async () => {
    const first = await run()
    expect(first.stderr).toBe('')
    expect(first.exit).toBe(0)
    expect(first.outputs).toMatchObject({
      touched: '3',
      skipped: '0',
      failed: '0',
      'tokens-rotated': 'false',
    })
    expect(first.outputs['next-touch-at']).toBe('2026-01-05T13:01:00Z')

    world.sandbox.clock.advance(15 * DAY)
    const rotating = await run()
    expect(rotating.exit).toBe(0)
    expect(rotating.outputs).toMatchObject({
      touched: '3',
      'tokens-rotated': 'true',
      'access-token-expires-at': '2026-02-03T09:01:00Z',
    })
    const saved = world.sandbox.github.secrets()
    expect(saved.HH_ACCESS_TOKEN).not.toBe(world.pair.accessToken)
    expect(world.sandbox.headHunter.accepts(saved.HH_ACCESS_TOKEN ?? '')).toBe(true)

    world.sandbox.clock.advance(5 * HOUR)
    const next = await run()
    expect(next.outputs).toMatchObject({ touched: '3', 'tokens-rotated': 'false' })
    expect(world.sandbox.headHunter.touches()).toHaveLength(9)
  })

  test.each(['job', undefined] as const)(
    'with %s as the token: a warning from the first day, red and unspent at rotation',
    async (kind) => {
      await open(kind === undefined ? {} : { token: kind })
      const given: Inputs = kind === undefined ? { 'github-token': '' } : {}
      const first = await run(given)
      expect(first.exit).toBe(0)
      expect(first.stdout).toContain('::warning title=')

      world.sandbox.clock.advance(15 * DAY)
      const rotation = await run(given)
      expect(rotation.exit).toBe(1)
      expect(rotation.stdout).toContain('::error title=')
      expect(rotation.outputs).toMatchObject({ touched: '0', skipped: '0', failed: '0', resumes: '[]' })
      expect(world.sandbox.headHunter.refreshable(world.pair.refreshToken)).toBe(true)
    },
  )

  test('a new pair is saved also if the log is closed', async () => {
    world.sandbox.clock.advance(15 * DAY)
    const { exit, outputs } = await run(
      {},
      {
        onStart: (_, stopReading) => {
          world.sandbox.watch(({ route }, phase) => {
            if (route === 'POST /token' && phase === 'done') stopReading()
          })
        },
      },
    )
    const { HH_REFRESH_TOKEN = '' } = world.sandbox.github.secrets()
    expect(HH_REFRESH_TOKEN).not.toBe(world.pair.refreshToken)
    expect(world.sandbox.headHunter.refreshable(HH_REFRESH_TOKEN)).toBe(true)
    expect([exit, outputs['tokens-rotated']]).toEqual([0, 'true'])
  })

  test('a run with nothing to touch ends after one request to HeadHunter', async () => {
    await run()
    world.sandbox.requests.length = 0
    const { outputs, exit } = await run()
    expect(exit).toBe(0)
    expect(outputs).toMatchObject({ touched: '0', skipped: '3' })
    expect(JSON.parse(outputs.resumes ?? '')).toEqual(
      Array.from({ length: 3 }, () => ({
        id: expect.stringMatching(/^…[0-9a-f]{4}$/),
        title: expect.stringMatching(/^resume \d/),
        outcome: 'skipped',
        reason: 'too_early',
        nextTouchAt: '2026-01-05T13:01:00Z',
      })),
    )
    expect(headHunterCalls()).toEqual(['GET /resumes/mine'])
  })
})

describe('each input has its effect', () => {
  const touched = () => world.sandbox.headHunter.touches().map(({ resumeId }) => resumeId)

  test('resume-ids', async () => {
    const chosen = world.resumes[1]?.id ?? ''
    await run({ 'resume-ids': chosen })
    expect(touched()).toEqual([chosen])
  })

  test('auth-code and redirect-uri', async () => {
    const application = world.sandbox.headHunter.state.applications[0]
    if (application) application.redirectUri = 'https://me.example/back'
    const { code } = world.sandbox.headHunter.authorizationCode()
    const { outputs } = await run({ 'auth-code': code, 'redirect-uri': 'https://me.example/back' })
    expect(outputs['tokens-rotated']).toBe('true')
    expect(world.sandbox.github.secrets().HH_ACCESS_TOKEN).not.toBe(world.pair.accessToken)
  })

  test('access-token-secret, refresh-token-secret, environment', async () => {
    await open({ environment: 'home' })
    world.sandbox.clock.advance(15 * DAY)
    const place = { environment: 'home' }
    await run({ ...place, 'access-token-secret': 'MY_A', 'refresh-token-secret': 'MY_R' })
    expect(Object.keys(world.sandbox.github.secrets(place)).sort()).toEqual([
      'HH_ACCESS_TOKEN',
      'HH_REFRESH_TOKEN',
      'MY_A',
      'MY_R',
    ])
  })

  test('max-wait', async () => {
    for (const resume of world.resumes) resume.updatedAt = world.sandbox.clock.now() - 4 * HOUR + 20_000
    let lists = 0
    world.sandbox.watch(({ route }, phase) => {
      // What the run slept through passes here, too, before it looks again.
      if (route === 'GET /resumes/mine' && phase === 'arrived' && ++lists === 2)
        world.sandbox.clock.advance(30_000)
    })
    const { outputs, stdout } = await run({ 'max-wait': '1m' }, { fast: true })
    expect(outputs.touched).toBe('3')
    expect(stdout).toMatch(/wait/i)
  })

  test('dry-run', async () => {
    const { outputs, exit } = await run({ 'dry-run': 'true' })
    expect(exit).toBe(0)
    expect(outputs).toMatchObject({ touched: '0', skipped: '3' })
    expect(outputs.resumes).toContain('dry_run')
    expect(touched()).toEqual([])
  })

  test('language', async () => {
    const russian = await run({ language: 'ru' })
    expect(russian.summary).toMatch(/[а-я]{4}/)
    expect((await run()).summary).not.toMatch(/[а-я]{4}/)
  })

  test('host, user-agent, api-url', async () => {
    await run({ host: 'rabota.by', 'user-agent': 'MyResume/1.0 (me@example.com)' })
    const [request] = world.sandbox.requests
    expect(request?.query).toMatchObject({ host: 'rabota.by', locale: 'EN' })
    expect(request?.headers).toMatchObject({
      'user-agent': 'MyResume/1.0 (me@example.com)',
      'hh-user-agent': 'MyResume/1.0 (me@example.com)',
    })
  })

  test('request-timeout', async () => {
    world.sandbox.faults.add({ route: 'GET /resumes/mine', kind: 'stall', times: 9 })
    const { stdout, exit } = await run({ 'request-timeout': '2s' }, { fast: true })
    expect(exit).toBe(1)
    expect(stdout).toContain('troubleshooting.md#timed_out')
  })

  test('github-api-url with a path, as of GitHub Enterprise Server', async () => {
    world.sandbox.clock.advance(15 * DAY)
    const { outputs } = await run({ 'github-api-url': `${urls.githubUrl}/api/v3` })
    expect(outputs['tokens-rotated']).toBe('true')
  })

  test.each([
    ['always', true],
    ['auto', true],
    ['never', false],
  ])('redact: %s', async (redact, hidden) => {
    const { stdout, outputs, summary } = await run({ redact })
    const shown = `${stdout}${JSON.stringify(outputs)}${summary}`
    for (const { id, title } of world.resumes) {
      expect(shown.includes(id)).toBe(!hidden)
      expect(shown.includes(String(title))).toBe(!hidden)
    }
  })

  test('redact: auto in a private repository hides nothing', async () => {
    const { summary } = await run({}, { payload: { repository: { private: true, visibility: 'private' } } })
    expect(summary).toContain(world.resumes[0]?.id)
  })

  test.each([
    ['always', ['touched', 'early']],
    ['changes', ['touched']],
    ['problems', []],
    ['never', []],
  ])('telegram, notify: %s', async (notify, expected) => {
    const bot = world.sandbox.telegram.addBot()
    const chat = world.sandbox.telegram.addChat({ type: 'supergroup', threads: [7] })
    const given = { notify, 'telegram-bot-token': bot, 'telegram-chat-id': `${chat.id}/7` }
    await run(given)
    const afterTouch = world.sandbox.telegram.messages.length
    await run(given)
    const afterEarly = world.sandbox.telegram.messages.length - afterTouch
    expect([...(afterTouch ? ['touched'] : []), ...(afterEarly ? ['early'] : [])]).toEqual(expected)
    for (const message of world.sandbox.telegram.messages) expect(message.threadId).toBe(7)
  })

  test('a run by hand proves that the pair can be saved', async () => {
    await open({ token: 'read-only' })
    const { exit, outputs } = await run({}, { event: 'workflow_dispatch' })
    expect(outputs.touched).toBe('3')
    expect(exit).toBe(1)
  })

  test('invalid inputs: every problem at once, and no request at all', async () => {
    const bot = world.sandbox.telegram.addBot()
    const { exit, stdout, outputs } = await run({
      'client-secret': ' ',
      'max-wait': 'soon',
      'telegram-bot-token': bot,
      'telegram-chat-id': '',
    })
    expect(exit).toBe(1)
    for (const name of ['client-secret', 'max-wait', 'telegram-chat-id']) expect(stdout).toContain(name)
    expect(outputs).toMatchObject({ touched: '0', skipped: '0', failed: '0', resumes: '[]' })
    expect(world.sandbox.requests).toEqual([])
  })
})
