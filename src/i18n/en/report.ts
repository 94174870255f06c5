import type { Phrasing } from '../../reasons/index.js'
import type { Counts } from '../types.js'
import { RESUMES } from './words.js'

/** In the order of the sentence; the first one names what is counted. */
const SAID: [keyof Counts, string][] = [
  ['touched', 'raised'],
  ['wouldTouch', 'would be raised'],
  ['later', 'too early'],
  ['failed', 'failed'],
]

/** The words around the reasons: log, summary, Telegram message, terminal. */
export const report = ({ formats, forEnvironment, input }: Phrasing) => ({
  /** The name of a resume whose title is not shown; positions count from 1. */
  resume: (position: number) => `resume ${position}`,
  /** The run in a few words, for headings; no full stop. */
  result: (counts: Counts, problems: number) => {
    const parts = SAID.filter(([key]) => counts[key] > 0).map(([key, what], index) => {
      const many = index === 0 ? formats.plural(counts[key], RESUMES) : formats.number(counts[key])
      return `${many} ${what}`
    })
    const trouble = problems > 0 ? [formats.plural(problems, { one: 'problem', other: 'problems' })] : []
    return [...parts, ...trouble].join(', ')
  },
  nothingTouched: 'No resume was raised',
  dryRun: 'Dry run',
  cancelled: 'Cancelled',
  invalidInputs: 'The settings are wrong, nothing was done',
  notes: 'Notes',
  /** The text of the link to a reason's section in the documents. */
  details: 'More about it',
  requestId: (id: string) => `HeadHunter request id: ${id}`,
  andMore: (count: number) => `and ${formats.number(count)} more`,
  /** The table of resumes; short, for narrow windows. */
  columns: { resume: 'Resume', nextTouch: 'Next', outcome: 'Result', views: 'Views' },
  /** On a resume's own line. */
  nextAt: (at: number) => `next ${formats.moment(at)}`,
  /** On a line of its own: the earliest of all. */
  next: (at: number, lasts: number, zone?: string) =>
    `next in ${formats.span(lasts)} (${formats.short(at)}${zone === undefined ? '' : `, ${zone}`})`,
  tokens: 'Tokens',
  tokensRotated: 'New token pair saved',
  accessTokenUntil: (at: number) => `Access token valid until ${formats.day(at)}`,
  saving: {
    verified: 'The next pair can be saved: a test write worked',
    likely: 'Nothing speaks against saving the next pair; writing was not tried',
    no: 'The next pair can’t be saved at present',
    unknown: 'Nothing is known about saving the next pair',
  },
  githubTokenUntil: (at: number) => `GitHub token expires on ${formats.day(at)}`,
  /** The frame around a recovery code: a heading, and what it is for. */
  recoveryCode: 'RECOVERY CODE',
  recoveryCodeUse: `This code holds the new token pair; only you can open it. First fix what kept the pair from being saved: the error of this run names it. Then ${forEnvironment(
    `run the workflow by hand and paste the whole code into the ${input('auth-code')} field`,
    `put the whole code into ${input('auth-code')} and run again`,
  )}.`,
  /** Names of the log's folding groups. */
  groups: { tokens: 'Tokens', resumes: 'Resumes' },
  /** The text of the link from the message to the run. */
  runLink: 'Open the run',
})
