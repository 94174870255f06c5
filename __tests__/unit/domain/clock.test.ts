import { expect, jest, test } from '@jest/globals'
import { DAY, HOUR, systemClock } from '../../../src/domain/clock.js'

test('the machine’s own clock and chance', () => {
  const before = Date.now()
  expect(systemClock.now()).toBeGreaterThanOrEqual(before)
  const since = systemClock.monotonic()
  expect(systemClock.monotonic()).toBeGreaterThanOrEqual(since)
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

test('a sleep longer than any timer is one all the same', async () => {
  jest.useFakeTimers()
  let over = false
  void systemClock.sleep(60 * DAY).then(() => {
    over = true
  })
  await jest.advanceTimersByTimeAsync(60 * DAY - 1)
  expect(over).toBe(false)
  await jest.advanceTimersByTimeAsync(1)
  expect(over).toBe(true)
  jest.useRealTimers()
})
