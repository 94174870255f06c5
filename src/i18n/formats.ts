import { DAY, HOUR, MINUTE, SECOND } from '../domain/clock.js'
import type { Formats, PluralForms } from '../reasons/index.js'

/** The time zone of all printed times, and the moment to which they are relative. */
export interface Zone {
  /** IANA, such as `Europe/Moscow`. */
  timeZone: string
  /** Milliseconds since the epoch. */
  now(): number
}

export type { Formats } from '../reasons/index.js'

type Unit = 'day' | 'hour' | 'minute' | 'second'

/** What `Intl` lacks for a language. */
export interface LanguageWords {
  /** BCP 47, such as `en-GB`. */
  locale: string
  /** Words for lengths of time, in the case that follows “in”, “for”, «через». */
  units: Record<Unit, PluralForms>
  shortUnits: Record<Unit, string>
  atTime: (time: string) => string
  onDay: (day: string, time: string) => string
}

const UNITS: [Unit, number][] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
]

export function formatsOf(words: LanguageWords, zone: Zone): Formats {
  const { locale, units, shortUnits, atTime, onDay } = words
  const numbers = once(() => new Intl.NumberFormat(locale))
  const rules = once(() => new Intl.PluralRules(locale))
  const { time, day, shortDay, isClear } = momentsOf(locale, zone)

  // Small numbers look the same in every language, so `Intl` is not loaded for them.
  const number = (value: number) => (isSmall(value) ? String(value) : numbers().format(value))
  const form = (count: number, forms: PluralForms) => forms[rules().select(count)] ?? forms.other
  const plural = (count: number, forms: PluralForms) => `${number(count)} ${form(count, forms)}`
  const inUnits = (ms: number, written: (count: number, unit: Unit) => string) =>
    largestUnits(ms)
      .map(([unit, count]) => written(count, unit))
      .join(' ')
  return {
    timeZone: zone.timeZone,
    number,
    plural,
    form,
    day,
    short: (at) => (isClear(at) ? time(at) : `${shortDay(at)}, ${time(at)}`),
    moment: (at) => (isClear(at) ? atTime(time(at)) : onDay(day(at), time(at))),
    duration: (ms) => inUnits(ms, (count, unit) => plural(count, units[unit])),
    span: (ms) => inUnits(ms, (count, unit) => `${number(count)} ${shortUnits[unit]}`),
  }
}

const isSmall = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 1_000

/** Created at the first use and kept: a run needs few of `Intl`'s formats, and each takes milliseconds to create. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

function momentsOf(locale: string, { timeZone, now }: Zone) {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = once(() => new Intl.DateTimeFormat(locale, { ...options, timeZone }))
    return (at: number) => made().format(at)
  }
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const year = format({ year: 'numeric' })
  const date = format({ day: 'numeric', month: 'numeric', year: 'numeric' })
  /** Russian ends in « г.», whose full stop would double the sentence's own. */
  const withYear = (options: Intl.DateTimeFormatOptions) => {
    const plain = format(options)
    const full = format({ ...options, year: 'numeric' })
    return (at: number) => (year(at) === year(now()) ? plain(at) : full(at).replace(/\s*г\.$/u, ''))
  }
  return {
    time,
    day: withYear({ day: 'numeric', month: 'long' }),
    shortDay: withYear({ day: 'numeric', month: 'short' }),
    /** Within the next 24 hours, so that the time alone is clear. */
    isClear: (at: number) => (at >= now() && at < now() + DAY) || date(at) === date(now()),
  }
}

/** Rounded up to whole seconds, at least one, then cut to the two largest non-zero units. */
function largestUnits(ms: number): [Unit, number][] {
  let rest = Math.max(1, Math.ceil(ms / SECOND)) * SECOND
  const found: [Unit, number][] = []
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length)
    rest -= count * length
    if (count > 0) found.push([unit, count])
  }
  return found.slice(0, 2)
}
