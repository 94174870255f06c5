import { formatsOf } from '../formats.js'

export const formats = formatsOf({
  locale: 'en-GB',
  units: {
    day: { one: 'day', other: 'days' },
    hour: { one: 'hour', other: 'hours' },
    minute: { one: 'minute', other: 'minutes' },
    second: { one: 'second', other: 'seconds' },
  },
  moment: ({ utcDay, utcTime, moscowDay, moscowTime }) =>
    `${utcDay}, ${utcTime} UTC (${moscowDay === utcDay ? '' : `${moscowDay}, `}${moscowTime} in Moscow)`,
})

export const RESUMES = { one: 'resume', other: 'resumes' }
