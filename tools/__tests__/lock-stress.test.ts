import { expect, test } from '@jest/globals'
import { canIsolate, stress } from '../lock-stress/stress.mjs'

/** Only the superuser of Linux can make containers. */
const inContainers = canIsolate() ? test : test.skip

const NEVER = { twoInside: 0, refused: 0 }

test('the lock of .env is held by one process at a time, though some are killed and suspended', async () => {
  const { twoInside, refused, rounds } = await stress({ rounds: 60 })
  expect({ twoInside, refused }).toEqual(NEVER)
  expect(rounds).toBeGreaterThanOrEqual(60)
}, 300_000)

inContainers(
  'so it is where each container has mounted the file, and nothing else',
  async () => {
    const { twoInside, refused } = await stress({ rounds: 60, mounted: true })
    expect({ twoInside, refused }).toEqual(NEVER)
  },
  300_000,
)
