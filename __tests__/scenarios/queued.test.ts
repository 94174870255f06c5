import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { SandboxUrls } from '../../sandbox/sandbox.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.js'
import { type ActionOptions, install, runAction } from '../support/action.js'
import { createWorld, type Inputs, type World } from '../support/world.js'

let action: ReturnType<typeof install>
let world: World
let urls: SandboxUrls & { close(): Promise<void> }

beforeAll(() => {
  action = install()
})
afterAll(() => action.remove())
beforeEach(async () => {
  world = createWorld()
  urls = await world.sandbox.listen()
})
afterEach(() => urls.close())

/** The run that the runner names is number 42. */
const run = (given: Inputs = {}, options: Partial<ActionOptions> = {}) =>
  runAction(action.folder, world, given, { urls, fast: true, ...options })

/** The pair that the workflow hands over was spent by somebody else. */
const spend = () => {
  world.sandbox.clock.advance(15 * DAY)
  world.pair.refreshed = true
  return world.sandbox.headHunter.issuePair()
}

describe('a refresh token that was spent', () => {
  test('by a run that saved its pair after this one was queued: nothing to do', async () => {
    const newer = spend()
    const { github, clock } = world.sandbox
    github.addRun({ id: 42, createdAt: clock.now() - HOUR, jobStartedAt: clock.now() })
    clock.advance(-30 * MINUTE)
    github.setSecret('HH_ACCESS_TOKEN', newer.accessToken)
    github.setSecret('HH_REFRESH_TOKEN', newer.refreshToken)
    clock.advance(30 * MINUTE)
    const { accessToken, refreshToken } = world.pair
    const { exit, stdout } = await run({ 'access-token': accessToken, 'refresh-token': refreshToken })
    expect([exit, /#refreshed_elsewhere/.test(stdout)]).toEqual([0, true])
  })

  test.each([
    ['on schedule', 'schedule'],
    ['by hand', 'workflow_dispatch'],
  ])(
    'elsewhere, with both secrets pasted in one minute, %s: red, since this run holds the newest pair',
    async (_, event) => {
      spend()
      const { github, clock } = world.sandbox
      github.setSecret('HH_ACCESS_TOKEN', world.pair.accessToken)
      github.setSecret('HH_REFRESH_TOKEN', world.pair.refreshToken)
      clock.advance(10 * MINUTE)
      github.addRun({ id: 42, jobStartedAt: clock.now() })
      clock.advance(5 * MINUTE)
      const { exit, stdout } = await run({}, { event })
      expect([exit, /::error .*#refresh_token_spent/.test(stdout)]).toEqual([1, true])
    },
  )

  test('the same with a GitHub App that can read runs, in a private repository', async () => {
    await urls.close()
    world = createWorld({ app: { secrets: 'write', actions: 'read' } })
    urls = await world.sandbox.listen()
    spend()
    const { github, clock } = world.sandbox
    for (const repository of github.state.repositories) repository.private = true
    github.setSecret('HH_ACCESS_TOKEN', world.pair.accessToken)
    github.setSecret('HH_REFRESH_TOKEN', world.pair.refreshToken)
    clock.advance(10 * MINUTE)
    github.addRun({ id: 42, jobStartedAt: clock.now() })
    clock.advance(5 * MINUTE)
    const { exit, stdout } = await run()
    expect([exit, /::error .*#refresh_token_spent/.test(stdout)]).toEqual([1, true])
  })
})
