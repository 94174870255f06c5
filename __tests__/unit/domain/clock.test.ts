import { expect, test } from '@jest/globals'
import { HOUR, systemClock } from '../../../src/domain/clock.js'

test('the machine’s own clock and chance', () => {
  const before = Date.now()
  expect(systemClock.now()).toBeGreaterThanOrEqual(before)
  const drawn = systemClock.random()
  expect(drawn >= 0 && drawn < 1).toBe(true)
})

test('a sleep ends at once when it was aborted before, and when it is aborted meanwhile', async () => {
  const controller = new AbortController()
  const sleeping = systemClock.sleep(HOUR, controller.signal)
  controller.abort()
  await sleeping
  await systemClock.sleep(HOUR, controller.signal)
  await systemClock.sleep(0)
})
