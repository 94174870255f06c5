import { DAY, HOUR, MINUTE, SECOND } from '../clock.js'

/** Numbers, moments and lengths of time as the language writes them. */
export interface Formats {
  number(value: number): string
  /** `5 resumes`, `5 резюме`: the number with the word in the form that fits it. */
  plural(count: number, forms: PluralForms): string
  /** `24 November 2026`: a day in UTC. */
  day(at: number): string
  /** `24 Nov, 16:05`: minutes in UTC; the reader is told the zone by the words around it. */
  utc(at: number): string
  /** The same in Moscow time. */
  moscow(at: number): string
  /** `24 November 2026, 16:05 UTC (19:05 Moscow time)`. */
  moment(at: number): string
  /** `2 hours 5 minutes`: the two largest units, never an empty text. */
  duration(ms: number): string
}

/** The forms of a word by the names of `Intl.PluralRules`; `other` stands in for those that are not given. */
export type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

interface Words {
  /** BCP 47, such as `en-GB`. */
  locale: string
  moscowTime: string
}

const UNITS = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
] as const

export function formatsOf({ locale, moscowTime }: Words): Formats {
  const numbers = new Intl.NumberFormat(locale)
  const plurals = new Intl.PluralRules(locale)
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
  const longDay = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  const minutes = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const shortMoment = { day: 'numeric', month: 'short', ...minutes } as const
  const day = date(longDay)
  const utc = date({ ...shortMoment, timeZone: 'UTC' })
  const moscow = date({ ...shortMoment, timeZone: 'Europe/Moscow' })
  const utcTime = date({ ...minutes, timeZone: 'UTC' })
  const moscowClock = date({ ...minutes, timeZone: 'Europe/Moscow' })

  return {
    number: (value) => numbers.format(value),
    plural: (count, forms) => `${numbers.format(count)} ${forms[plurals.select(count)] ?? forms.other}`,
    day: (at) => day.format(at),
    utc: (at) => utc.format(at),
    moscow: (at) => moscow.format(at),
    moment: (at) => `${day.format(at)}, ${utcTime.format(at)} UTC (${moscowClock.format(at)} ${moscowTime})`,
    duration: (ms) => duration(locale, ms),
  }
}

/** Rounded up to whole seconds, then down to the two largest units that are not nought. */
function duration(locale: string, ms: number): string {
  let rest = Math.max(SECOND, Math.ceil(ms / SECOND) * SECOND)
  const parts: string[] = []
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length)
    rest -= count * length
    if (count > 0) parts.push(unitText(locale, unit, count))
    if (parts.length === 2) break
  }
  return parts.join(' ')
}

const unitText = (locale: string, unit: string, count: number): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
