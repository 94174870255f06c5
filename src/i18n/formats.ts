import { DAY, HOUR, MINUTE, SECOND } from '../domain/clock.js'
import type { PluralForms, Formats as SentenceFormats } from '../reasons/index.js'

/** What sentences on reasons use, and what the words around them use besides. */
export interface Formats extends SentenceFormats {
  /** The word alone, in the form that fits the number. */
  form(count: number, forms: PluralForms): string
  /** `24 Nov, 16:05` in UTC; the words around it name the zone. */
  utc(at: number): string
  /** The same in Moscow time. */
  moscow(at: number): string
}

type Unit = 'day' | 'hour' | 'minute' | 'second'

/** What `Intl` does not know of a language. */
export interface LanguageWords {
  /** BCP 47, such as `en-GB`. */
  locale: string
  /** Words for lengths of time, in the case that follows “in”, “for”, «через». */
  units: Record<Unit, PluralForms>
  /** Joins a day and the clock times of both zones; `moscow` has its own day where that differs. */
  moment: (parts: { utcDay: string; utcTime: string; moscowDay: string; moscowTime: string }) => string
}

const UNITS: [Unit, number][] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
]

export function formatsOf(words: LanguageWords): Formats {
  const { locale } = words
  const numbers = once(() => new Intl.NumberFormat(locale))
  const rules = once(() => new Intl.PluralRules(locale))
  const utc = zoneFormats(locale, 'UTC')
  const moscow = zoneFormats(locale, 'Europe/Moscow')

  const form = (count: number, forms: PluralForms) => forms[rules().select(count)] ?? forms.other
  const plural = (count: number, forms: PluralForms) => `${numbers().format(count)} ${form(count, forms)}`
  return {
    number: (value) => numbers().format(value),
    plural,
    form,
    day: utc.day,
    utc: utc.short,
    moscow: moscow.short,
    moment: (at) =>
      words.moment({
        utcDay: utc.day(at),
        utcTime: utc.time(at),
        moscowDay: moscow.day(at),
        moscowTime: moscow.time(at),
      }),
    duration: (ms) =>
      largestUnits(ms)
        .map(([unit, count]) => plural(count, words.units[unit]))
        .join(' '),
  }
}

/** Made at the first use, and kept: a run needs few of `Intl`'s formats, and each takes milliseconds to make. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

function zoneFormats(locale: string, timeZone: string) {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const format = (options: Intl.DateTimeFormatOptions) =>
    once(() => new Intl.DateTimeFormat(locale, { ...options, timeZone }))
  const time = format(clock)
  const short = format({ day: 'numeric', month: 'short', ...clock })
  const day = format({ day: 'numeric', month: 'long', year: 'numeric' })
  return {
    time: (at: number) => time().format(at),
    short: (at: number) => short().format(at),
    // Russian ends in « г.», whose full stop would double the sentence's own.
    day: (at: number) =>
      day()
        .format(at)
        .replace(/\s*г\.$/u, ''),
  }
}

/** Rounded up to whole seconds (never nothing), then cut to the two largest units that are not nought. */
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
