import type { LanguageWords } from '../formats.js'

export const words: LanguageWords = {
  locale: 'en-GB',
  units: {
    day: { one: 'day', other: 'days' },
    hour: { one: 'hour', other: 'hours' },
    minute: { one: 'minute', other: 'minutes' },
    second: { one: 'second', other: 'seconds' },
  },
  shortUnits: { day: 'd', hour: 'h', minute: 'min', second: 's' },
  atTime: (time) => `at ${time}`,
  onDay: (day, time) => `on ${day} at ${time}`,
}

export const RESUMES = { one: 'resume', other: 'resumes' }
