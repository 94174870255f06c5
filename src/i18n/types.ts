import type { ProgressEvent } from '../domain/progress.js'
import type { StoreHealth } from '../domain/store.js'
import type { Language, Phrasing, Reason, ReasonMessage } from '../reasons/index.js'
import type { Formats } from './formats.js'

export type { Language, ReasonMessage } from '../reasons/index.js'

/** What may be wrong with one input. */
export type InputProblemKind =
  | 'missing'
  | 'blank'
  | 'quoted'
  | 'has_spaces'
  | 'not_boolean'
  | 'not_duration'
  | 'too_long_duration'
  | 'not_one_of'
  | 'not_url'
  | 'not_secure_url'
  | 'url_extras'
  | 'bad_resume_id'
  | 'all_mixed_with_ids'
  | 'bad_secret_name'
  | 'same_secret_names'
  | 'telegram_pair_incomplete'
  | 'app_incomplete'
  | 'app_and_token'
  | 'not_pem'
  | 'bad_chat_id'
  | 'bad_bot_token'
  | 'bad_user_agent'
  | 'no_tokens'

/** What a sentence on an input may mention. Never the input's value. */
export interface InputDetails {
  /** `not_one_of`: the values that are allowed, ready to print: `en, ru`. */
  allowed?: string
  /** `too_long_duration`: the longest that is allowed, in milliseconds. */
  longest?: number
  /** `telegram_pair_incomplete`, `same_secret_names`: the other input of the pair, as the person writes it. */
  other?: string
}

export interface InputProblem {
  /** The input's name as the person wrote it: `client-id`, or `HH_CLIENT_ID` outside Actions. */
  input: string
  kind: InputProblemKind
  details: InputDetails
}

/** A sentence for each kind of progress; the compiler asks for a missing one. */
export type ProgressMessages = {
  [Kind in ProgressEvent['kind']]: (progress: Extract<ProgressEvent, { kind: Kind }>) => string
}

/** How many resumes came to what. */
export interface Counts {
  touched: number
  /** Skipped only because the run was a dry one. */
  wouldTouch: number
  /** Too early. */
  later: number
  failed: number
}

/** The words around the diagnostics: log, summary, Telegram message. */
export interface ReportMessages {
  /** `resume 2`: the name of a resume whose title is not shown; positions count from 1. */
  resume: (position: number) => string
  /** The run in a few words, for headings; no full stop. */
  result: (counts: Counts) => string
  /** The same for a run in which no resume was reached. */
  /** Joined to the result of a red run in which no resume failed. */
  somethingToDo: string
  nothingTouched: string
  dryRun: string
  cancelled: string
  invalidInputs: string
  whatToDo: string
  notes: string
  /** The text of the link to a diagnostic's section in the documents. */
  details: string
  requestId: (id: string) => string
  andMore: (count: number) => string
  /** The table of resumes; short, for narrow windows. */
  columns: { resume: string; outcome: string; freshSince: string; nextTouch: string; views: string }
  /** `16:05 UTC`, from the same moment in both zones. */
  inUtc: (moment: string) => string
  inMoscow: (moment: string) => string
  /** The next touch as a log line or a message tells it, without a full stop. */
  next: (at: number) => string
  views: (views: number, newViews: number) => string
  tokens: string
  tokensRotated: string
  accessTokenUntil: (at: number) => string
  saving: Record<StoreHealth['saving'], string>
  githubTokenUntil: (at: number) => string
  /** The frame around a recovery code: a heading, and what it is for. */
  recoveryCode: string
  recoveryCodeUse: string
  /** Names of the log's folding groups. */
  groups: { tokens: string; resumes: string }
  /** The text of the link from the message to the run. */
  runLink: string
}

/** Everything that a person reads, in one language. */
export interface Messages {
  language: Language
  formats: Formats
  reasons: Record<Reason, ReasonMessage>
  inputs: Record<InputProblemKind, (input: string, details: InputDetails) => string>
  progress: ProgressMessages
  report: ReportMessages
}

/** What one language brings. */
export interface Catalogue {
  formats: Formats
  inputs: (phrasing: Phrasing) => Messages['inputs']
  progressOf: (reasons: Messages['reasons']) => ProgressMessages
  report: (phrasing: Phrasing) => ReportMessages
}
