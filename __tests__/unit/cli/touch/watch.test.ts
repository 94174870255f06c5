import { describe, expect, test } from '@jest/globals'
import { waitAfter } from '../../../../src/cli/touch/watch.js'
import { HOUR, MINUTE, SECOND } from '../../../../src/domain/clock.js'
import { reportOfInvalidInputs } from '../../../../src/domain/report.js'

describe('when to look again', () => {
  const endedAt = 1_000_000_000
  const report = (...times: (number | undefined)[]) => ({
    ...reportOfInvalidInputs([]),
    endedAt,
    resumes: times.map((nextTouchAt) => ({ nextTouchAt }) as never),
  })
  test.each([
    [[endedAt + HOUR, endedAt + 4 * HOUR], 0, HOUR + 2 * SECOND],
    [[endedAt - HOUR], 0, 30 * SECOND],
    [[undefined], 0, 15 * MINUTE],
    [[], 1, 15 * MINUTE],
    [[endedAt + 10 * SECOND], 3, HOUR],
    [[endedAt + 4 * HOUR], 50, 4 * HOUR + 2 * SECOND],
    [[], 50, 2 * HOUR],
  ])('%j after %i problems', (times, problems, wait) => {
    expect(waitAfter(report(...times), problems)).toBe(wait)
  })
})
