import { expect, test } from '@jest/globals'
import { stress } from '../lock-stress/stress.mjs'

test('the lock of .env is held by one process at a time, though some are killed and suspended', async () => {
  const { twoInside, refused, rounds } = await stress({ rounds: 60 })
  expect({ twoInside, refused }).toEqual({ twoInside: 0, refused: 0 })
  expect(rounds).toBeGreaterThanOrEqual(60)
}, 300_000)
