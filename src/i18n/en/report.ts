import type { Phrasing } from '../../reasons/index.js'
import type { Counts, ReportMessages } from '../types.js'
import { formats, RESUMES } from './words.js'

/** In the order in which they are told; the first one names the thing that is counted. */
const SAID: [keyof Counts, string][] = [
  ['touched', 'touched'],
  ['wouldTouch', 'would be touched'],
  ['later', 'too early'],
  ['failed', 'failed'],
]

export const report = ({ forEnvironment, input }: Phrasing): ReportMessages => ({
  resume: (position) => `resume ${position}`,
  result: (counts) => {
    const parts = SAID.filter(([key]) => counts[key] > 0).map(([key, what], index) => {
      const many = index === 0 ? formats.plural(counts[key], RESUMES) : formats.number(counts[key])
      return `${many} ${what}`
    })
    return parts.join(', ')
  },
  somethingToDo: 'but there is something to do',
  nothingTouched: 'No resume was touched',
  dryRun: 'Dry run: nothing was changed',
  cancelled: 'Cancelled',
  invalidInputs: 'The settings need correcting: nothing was sent to anyone',
  whatToDo: 'What to do',
  notes: 'Good to know',
  details: 'More about it',
  requestId: (id) => `HeadHunter’s request id: ${id}`,
  andMore: (count) => `and ${formats.number(count)} more`,
  columns: {
    resume: 'Resume',
    outcome: 'Result',
    freshSince: 'Fresh since',
    nextTouch: 'Next touch',
    views: 'Views',
  },
  inUtc: (moment) => `${moment} UTC`,
  inMoscow: (moment) => `${moment} Moscow`,
  next: (at) => `touchable again on ${formats.moment(at)}`,
  views: (views, newViews) =>
    newViews > 0 ? `${formats.number(views)} (${formats.number(newViews)} new)` : formats.number(views),
  tokens: 'Tokens',
  tokensRotated: 'This run got a new token pair and saved it.',
  accessTokenUntil: (at) => `The access token is good until ${formats.moment(at)}.`,
  saving: {
    verified: 'The next token pair can be saved: this run has tried it.',
    likely: 'As far as can be told without writing, the next token pair can be saved.',
    no: 'The next token pair could not be saved today: the reason is named above.',
    unknown: 'Whether the next token pair can be saved is not known: GitHub was not reached.',
  },
  githubTokenUntil: (at) => `The GitHub token that saves it expires on ${formats.day(at)}.`,
  recoveryCode: 'RECOVERY CODE',
  recoveryCodeUse: `The new token pair is in this code, sealed: only you can open it. Copy it whole, ${forEnvironment(
    `run the workflow by hand and paste it into the ${input('auth-code')} field`,
    `put it into ${input('auth-code')} and run again`,
  )}.`,
  groups: { tokens: 'The token pair', resumes: 'The resumes' },
  runLink: 'Open the run',
})
