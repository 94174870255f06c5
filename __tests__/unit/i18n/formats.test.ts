import { describe, expect, test } from '@jest/globals'
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import { catalogue, type Language } from '../../../src/i18n/index.js'

describe('formats', () => {
  test.each([
    [0, '0 resumes', '0 резюме'],
    [1, '1 resume', '1 резюме'],
    [2, '2 resumes', '2 резюме'],
    [5, '5 resumes', '5 резюме'],
    [21, '21 resumes', '21 резюме'],
  ])('%d resumes', (count, english, russian) => {
    const counts = { touched: count, wouldTouch: 0, later: 0, failed: 0 }
    const said = (language: Language) => catalogue(language).report.result(counts, 0)
    expect(said('en')).toBe(count === 0 ? '' : `${english} raised`)
    expect(said('ru')).toBe(count === 0 ? '' : `Поднято ${russian}`)
  })

  test('the whole result, each part once', () => {
    const counts = { touched: 0, wouldTouch: 2, later: 1, failed: 3 }
    expect(catalogue('en').report.result(counts, 2)).toBe(
      '2 resumes would be raised, 1 too early, 3 failed, 2 problems',
    )
    expect(catalogue('ru').report.result(counts, 5)).toBe(
      'Было бы поднято 2 резюме, для 1 ещё рано, не удалось поднять 3, 5 проблем',
    )
  })

  test.each([
    [0, '1 second', '1 секунду'],
    [1, '1 second', '1 секунду'],
    [2 * SECOND, '2 seconds', '2 секунды'],
    [5 * SECOND, '5 seconds', '5 секунд'],
    [MINUTE, '1 minute', '1 минуту'],
    [2 * MINUTE, '2 minutes', '2 минуты'],
    [11 * MINUTE, '11 minutes', '11 минут'],
    [21 * MINUTE, '21 minutes', '21 минуту'],
    [HOUR, '1 hour', '1 час'],
    [3 * HOUR + 59_001, '3 hours 1 minute', '3 часа 1 минуту'],
    [DAY + HOUR + MINUTE, '1 day 1 hour', '1 день 1 час'],
    [14 * DAY, '14 days', '14 дней'],
    [DAY + SECOND, '1 day 1 second', '1 день 1 секунду'],
  ])('%d ms', (length, english, russian) => {
    expect(catalogue('en').formats.duration(length)).toBe(english)
    expect(catalogue('ru').formats.duration(length)).toBe(russian)
  })

  test.each([
    [1, '1 s', '1 с'],
    [4 * HOUR - MINUTE + 1, '3 h 59 min', '3 ч 59 мин'],
    [14 * DAY + HOUR, '14 d 1 h', '14 дн. 1 ч'],
  ])('%d ms where room is short', (length, english, russian) => {
    expect(catalogue('en').formats.span(length)).toBe(english)
    expect(catalogue('ru').formats.span(length)).toBe(russian)
  })
})

describe('a moment', () => {
  /** 21:36 on 24 November in Moscow. */
  const now = Date.UTC(2026, 10, 24, 18, 36)
  const at = (language: Language, timeZone = 'Europe/Moscow') =>
    catalogue(language, { kind: 'workflow' }, { timeZone, now: () => now }).formats

  test.each([
    ['later today', now + HOUR, 'at 22:36', 'в 22:36', '22:36'],
    ['in the night', now + 4 * HOUR, 'at 01:36', 'в 01:36', '01:36'],
    ['earlier today', now - 20 * HOUR, 'at 01:36', 'в 01:36', '01:36'],
    ['yesterday', now - DAY, 'on 23 November at 21:36', '23 ноября в 21:36', '23 Nov, 21:36'],
    ['in a day', now + DAY, 'on 25 November at 21:36', '25 ноября в 21:36', '25 Nov, 21:36'],
    ['next year', now + 38 * DAY, 'on 1 January 2027 at 21:36', '1 января 2027 в 21:36', '1 Jan 2027, 21:36'],
    [
      'last year',
      now - 365 * DAY,
      'on 24 November 2025 at 21:36',
      '24 ноября 2025 в 21:36',
      '24 Nov 2025, 21:36',
    ],
  ])('%s', (_, moment, english, russian, short) => {
    expect(at('en').moment(moment)).toBe(english)
    expect(at('ru').moment(moment)).toBe(russian)
    expect(at('en').short(moment)).toBe(short)
  })

  test('is in the chosen time zone, with its day and year', () => {
    const newYear = Date.UTC(2026, 11, 31, 20, 30)
    expect(at('en', 'Asia/Almaty').moment(newYear)).toBe('on 1 January 2027 at 01:30')
    expect(at('en', 'Europe/Moscow').moment(newYear)).toBe('on 31 December at 23:30')
    expect(at('ru', 'Asia/Almaty').day(newYear)).toBe('1 января 2027')
    expect(at('ru', 'Asia/Almaty').timeZone).toBe('Asia/Almaty')
  })

  test('midnight is 00:00', () => {
    expect(at('en').moment(Date.UTC(2026, 10, 24, 21))).toBe('at 00:00')
  })
})
