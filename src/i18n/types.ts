import type { InputDetails, InputProblemKind } from '../domain/input-problem.js'
import type { ProgressEvent } from '../domain/progress.js'

export type InputMessages = Record<InputProblemKind, (input: string, details: InputDetails) => string>

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
