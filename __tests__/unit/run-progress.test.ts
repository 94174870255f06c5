import { describe, expect, test } from '@jest/globals'
import { DAY, HOUR } from '../../src/domain/clock.js'
import { encodeStagedPair } from '../../src/tokens/staged-pair.js'
import { runInProcess } from '../support/in-process.js'
import { createWorld, type World } from '../support/world.js'

const LOOKED_AT = [{ kind: 'listed', count: 3 }, { kind: 'touching', count: 3 }, { kind: 'verifying' }]
const PROVED = [{ kind: 'probing_store' }, { kind: 'store_verified' }]
const SAVED = [{ kind: 'saving_pair' }, { kind: 'pair_staged' }, { kind: 'pair_settled' }]

const expired = () => {
  const world = createWorld()
  world.sandbox.clock.advance(15 * DAY)
  return world
}
/** Another run got a new pair, and ended before it finalized it. */
const staged = (world: World) => {
  const old = world.sandbox.headHunter.pair(world.pair.accessToken)
  if (old) old.refreshed = true
  const pair = world.sandbox.headHunter.issuePair()
  world.sandbox.github.setSecret('HH_REFRESH_TOKEN', encodeStagedPair(pair))
  world.sandbox.clock.advance(HOUR)
  return pair
}

describe('the progress of a run', () => {
  test('only the touches, with a valid access token', async () => {
    const { recorder } = await runInProcess(createWorld())
    expect(recorder.events).toEqual(LOOKED_AT)
  })

  test('the test write, the refresh and the save', async () => {
    const { recorder } = await runInProcess(expired())
    expect(recorder.events).toEqual([...PROVED, { kind: 'refreshing' }, ...SAVED, ...LOOKED_AT])
  })

  test('the exchange of a code', async () => {
    const world = createWorld()
    const { code } = world.sandbox.headHunter.authorizationCode()
    const { recorder } = await runInProcess(world, { 'auth-code': code })
    expect(recorder.events).toEqual([...PROVED, { kind: 'exchanging_code' }, ...SAVED, ...LOOKED_AT])
  })

  test('the finalization of a staged pair, whose tokens are masked', async () => {
    const world = expired()
    const pair = staged(world)
    const { recorder } = await runInProcess(world)
    expect(recorder.events).toEqual([{ kind: 'pair_settled' }, ...LOOKED_AT])
    expect(recorder.masked).toContain(pair.accessToken)
    expect(recorder.masked).toContain(pair.refreshToken)
  })

  test('the save of a pair from a recovery code', async () => {
    const world = expired()
    const put = /^PUT \/repos\/.*\/secrets\//
    world.sandbox.faults.add({ service: 'github', route: put, kind: 'http_503', nth: 2, times: 999 })
    const failing = await runInProcess(world)
    world.sandbox.faults.clear()
    world.sandbox.clock.advance(5 * HOUR)
    const { recorder } = await runInProcess(world, { 'auth-code': failing.recorder.codes[0] ?? '' })
    expect(recorder.events).toEqual([...SAVED, ...LOOKED_AT])
  })

  test('the test write of a run by hand', async () => {
    const { recorder } = await runInProcess(createWorld(), {}, { byHand: true })
    expect(recorder.events).toEqual(expect.arrayContaining([...PROVED, ...LOOKED_AT]))
    expect(recorder.events).toHaveLength(PROVED.length + LOOKED_AT.length)
  })
})
