import { expect, test } from '@jest/globals'
import { requestIdOf, retryAfterMs, serverTime } from '../../../src/http/headers.js'

test.each([
  ['Mon, 05 Jan 2026 09:00:00 GMT', Date.UTC(2026, 0, 5, 9)],
  ['Mon, 05 Jan 2026 09:00:00 GMT, Mon, 05 Jan 2026 09:00:01 GMT', Date.UTC(2026, 0, 5, 9)],
  ['Mon, 99 Jan 2026 09:00:00 GMT', 7],
  ['1', 7],
  ['2026-01-05T09:00:00Z', 7],
  [undefined, 7],
])('the Date header %j', (date, at) => {
  expect(serverTime({ headers: date === undefined ? {} : { date } }, 7)).toBe(at)
})

const NOW = Date.UTC(2026, 0, 5, 9)
const DATE = 'Mon, 05 Jan 2026 09:00:00 GMT'

test.each([
  ['7', 7_000],
  ['0.5', 500],
  ['Mon, 05 Jan 2026 09:00:30 GMT', 30_000],
  ['0', 1],
  ['-5', 1],
  ['Mon, 05 Jan 2026 08:00:00 GMT', 1],
  ['Wed, 21 Oct 2026 07:28:00 GMT', 1],
  ['86401', 1],
  ['99999999999999999999', 1],
  ['Infinity', 1],
  ['soon', 1],
  ['', 1],
])('Retry-After: %s', (value, waitMs) => {
  const headers = { 'retry-after': value, date: DATE }
  // This machine's clock is wrong by days: a date is meant by the server's.
  expect(retryAfterMs({ headers }, NOW - 5 * 86_400_000, 1)).toBe(waitMs)
})

test('without Retry-After', () => {
  expect(retryAfterMs({ headers: {} }, NOW, 1)).toBe(1)
})

test.each([
  [{ 'x-request-id': '1aF-' }, '1aF-'],
  [{ 'x-request-id': '1aF-, 1aF-' }, '1aF-'],
  [{ 'x-request-id': '::error::x,1aF-' }, '1aF-'],
  [{ 'x-request-id': '1aF-', 'x-github-request-id': 'B:1' }, '1aF-'],
  [{ 'x-request-id': 'no id', 'x-github-request-id': 'B:1' }, 'B:1'],
  [{ 'x-github-request-id': 'B:1' }, 'B:1'],
  [{}, undefined],
])('the request id of %j', (headers, id) => {
  expect(requestIdOf({ headers })).toBe(id)
})
