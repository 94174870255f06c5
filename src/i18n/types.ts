import type { InputDetails, InputProblemKind } from '../domain/input-problem.js'
import type { ProgressEvent } from '../domain/progress.js'
import type { Language, Phrasing, Reason, ReasonMessage } from '../reasons/index.js'
import type { report } from './en/report.js'
import type { Formats, LanguageWords } from './formats.js'

export type { Language, ReasonMessage } from '../reasons/index.js'

/** A sentence for each kind of progress. */
export type ProgressMessages = {
  [Kind in ProgressEvent['kind']]: (progress: Extract<ProgressEvent, { kind: Kind }>) => string
}

/** The number of resumes for each outcome. */
export interface Counts {
  touched: number
  /** Skipped only because the run was a dry one. */
  wouldTouch: number
  /** Too early. */
  later: number
  failed: number
}

export type ReportMessages = ReturnType<typeof report>

/** All texts for people, in one language, for one environment, in one time zone. */
export interface Messages {
  language: Language
  formats: Formats
  reasons: Record<Reason, ReasonMessage>
  inputs: Record<InputProblemKind, (input: string, details: InputDetails) => string>
  progress: ProgressMessages
  report: ReportMessages
}

/** The parts of one language. */
export interface Catalogue {
  words: LanguageWords
  inputs: (phrasing: Phrasing) => Messages['inputs']
  progressOf: (formats: Formats, reasons: Messages['reasons']) => ProgressMessages
  report: (phrasing: Phrasing) => ReportMessages
}
