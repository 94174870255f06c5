import { expect, test } from '@jest/globals'
import { isCron } from '../../../../src/cli/setup/workflow.js'

test.each([
  ['13,43 * * * *', true],
  [' */5 0-23/2 1,15 JAN-MAR mon ', true],
  ['60 * * * *', false],
  ['0 24 * * *', false],
  ['* * 0 * *', false],
  ['* * * * 7', false],
  ['* * * *', false],
  ['@daily', false],
  ['каждый час', false],
  ['a b c d e', false],
  ["1 * * * *'", false],
])('cron %j: %j', (text, is) => expect(isCron(text)).toBe(is))
