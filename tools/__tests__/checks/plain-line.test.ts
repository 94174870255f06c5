import { expect, test } from '@jest/globals'
import { plainLine } from '../../jest/plain-line-reporter.mjs'

test('a run closes with what passed, failed and was skipped; a suite that could not start failed', () => {
  const results = { numPassedTests: 12, numFailedTests: 2, numPendingTests: 1, numRuntimeErrorTestSuites: 1 }

  expect(plainLine(results)).toBe('12 passed, 3 failed, 1 skipped')
})
