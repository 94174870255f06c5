import { afterEach, describe, expect, test } from '@jest/globals'
import { DAY, HOUR, MINUTE } from '../../src/domain/clock.js'
import { createStage, envFileOf, type Stage } from './stage.js'

let stage: Stage
afterEach(() => stage.close())

/** A run on each of these days, counted from the first one; what each of them ended with. */
async function liveThrough(days: number[]) {
  const begun = stage.sandbox.clock.now()
  const exits: number[] = []
  for (const day of days) {
    stage.sandbox.clock.set(begun + day * DAY)
    exits.push((await stage.run('touch')).exit)
  }
  return exits
}
const DAYS = [1, 15, 16, 31, 32, 47, 62]
const ALWAYS_GREEN = DAYS.map(() => 0)

describe('the pair in the environment, and another one in the file', () => {
  test('as in a container, which keeps its environment: what was saved is used whole, for months', async () => {
    stage = createStage({ envFile: undefined })
    stage.write('.env', envFileOf(stage, { pair: false }))
    const { accessToken, refreshToken } = stage.world.pair
    Object.assign(stage.env, { HH_ACCESS_TOKEN: accessToken, HH_REFRESH_TOKEN: refreshToken })
    expect(await liveThrough(DAYS)).toEqual(ALWAYS_GREEN)
    expect(stage.sandbox.headHunter.touches()).toHaveLength(3 * DAYS.length)
  })

  test('and a check says so, too', async () => {
    stage = createStage()
    const { accessToken, refreshToken } = stage.world.pair
    Object.assign(stage.env, { HH_ACCESS_TOKEN: accessToken, HH_REFRESH_TOKEN: refreshToken })
    await liveThrough([15])
    stage.sandbox.clock.advance(DAY)
    const { exit, stdout } = await stage.run('doctor')
    expect([exit, stdout]).toEqual([0, expect.not.stringContaining('✗')])
  })

  test('one that no longer works in the file: the given one is used to its end, and replaces it', async () => {
    stage = createStage()
    const { headHunter } = stage.sandbox
    headHunter.end(stage.world.pair.accessToken, 'revoked')
    const { accessToken, refreshToken } = headHunter.issuePair()
    Object.assign(stage.env, { HH_ACCESS_TOKEN: accessToken, HH_REFRESH_TOKEN: refreshToken })
    expect(await liveThrough(DAYS)).toEqual(ALWAYS_GREEN)
  })

  test('white space within quotes in the file makes no other pair of it', async () => {
    stage = createStage()
    const { refreshToken } = stage.world.pair
    stage.write('.env', stage.read('.env').replace(refreshToken, `"${refreshToken} "`))
    expect(await liveThrough(DAYS)).toEqual(ALWAYS_GREEN)
  })
})

test('another run renews the pair while this one waits: it uses the new one', async () => {
  stage = createStage()
  const { clock, headHunter } = stage.sandbox
  for (const resume of headHunter.state.resumes) resume.updatedAt = clock.now() - 3 * HOUR
  stage.world.pair.expiresAt = clock.now() + 30 * MINUTE
  const other = clock.sleep(40 * MINUTE).then(() => stage.run('touch'))
  const { exit, stdout } = await stage.run('touch', '--max-wait', '2h')
  expect([(await other).exit, exit]).toEqual([0, 0])
  expect(stdout).not.toContain('Another run')
  expect(headHunter.touches()).toHaveLength(3)
  expect(stage.sandbox.requests.filter(({ route }) => route === 'POST /token')).toHaveLength(1)
})
