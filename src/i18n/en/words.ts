import { formatsOf } from '../formats.js'
import { atTerminal, either } from '../place.js'

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

/** The end of many a sentence: how a person gets a new pair. */
export const AUTHORIZE_AGAIN = either(
  'get a new code in the browser, run the workflow by hand and paste the code into its `auth-code` field',
  'run `hh-resume-touch login`',
)

export const TRY_LATER = atTerminal(
  'Try again in a few minutes',
  'Nothing for now: the next run tries again by itself',
)
