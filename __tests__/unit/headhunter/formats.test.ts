import { expect, test } from '@jest/globals'
import { oneLine, parseMoment, serverTime } from '../../../src/headhunter/formats.js'

test.each([
  ['2015-05-10T04:00:00+0300', Date.UTC(2015, 4, 10, 1)],
  ['2015-05-10T04:00:00+03:00', Date.UTC(2015, 4, 10, 1)],
  ['2015-05-10T04:00:00-0330', Date.UTC(2015, 4, 10, 7, 30)],
  ['2015-05-10T04:00:00+0000', Date.UTC(2015, 4, 10, 4)],
  ['2015-05-10T04:00:00', undefined],
  ['2015-05-10', undefined],
  ['2015-13-10T04:00:00+0300', undefined],
  ['2015-05-10T25:00:00+0300', undefined],
  ['2015-05-10T04:00:00+0300 ', undefined],
  ['10 May 2015', undefined],
  ['', undefined],
])('the moment %j', (value, at) => {
  expect(parseMoment(value)).toBe(at)
})

test.each([
  ['Mon, 05 Jan 2026 09:00:00 GMT', Date.UTC(2026, 0, 5, 9)],
  ['Mon, 99 Jan 2026 09:00:00 GMT', 7],
  ['1', 7],
  ['2026-01-05T09:00:00Z', 7],
  [undefined, 7],
])('the Date header %j', (date, at) => {
  expect(serverTime({ status: 200, body: '', headers: date === undefined ? {} : { date } }, 7)).toBe(at)
})

test.each([
  ['  a \t b\r\n', 'a b'],
  ['a\u0000\u001b[31mb', 'a [31mb'],
  ['Ведущий 👩🏽‍💻 <b>', 'Ведущий 👩🏽‍💻 <b>'],
])('%j on one line', (value, line) => {
  expect(oneLine(value)).toBe(line)
})
