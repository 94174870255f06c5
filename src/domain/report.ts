import { type Diagnostic, diagnostic, type ReportedDiagnostic } from '../reasons/index.js'
import { problem } from './diagnostics.js'
import type { InputProblem } from './input-problem.js'
import type { StoreHealth } from './store.js'

/** Of a repository; an internal one counts as private. */
export type Visibility = 'public' | 'private' | 'unknown'

/** What became of one resume. */
export interface ResumeResult {
  id: string
  /** Empty when the resume is not in the account. */
  title: string
  outcome: 'touched' | 'skipped' | 'failed'
  /** Why; a HeadHunter diagnostic where the touch itself was refused. */
  diagnostic: Diagnostic
  /** Milliseconds since the epoch, by HeadHunter's clock; undefined when unknown. */
  nextTouchAt: number | undefined
  updatedAt: number | undefined
  views: number | undefined
  newViews: number | undefined
  url: string | undefined
}

/** The result of a run: the log, the outputs, the summary and the message are made from it. */
export interface RunReport {
  /** Anything but the resumes: problems, warnings, notices, in the order they came up. */
  diagnostics: ReportedDiagnostic[]
  resumes: ResumeResult[]
  /** When the run ended, by HeadHunter's clock where the run knows it; the next touch is after it. */
  endedAt: number
  dryRun: boolean
  cancelled: boolean
  /** This run got a new pair and saved it. */
  tokensRotated: boolean
  /** Milliseconds since the epoch by HeadHunter's clock; undefined when unknown. */
  accessTokenExpiresAt: number | undefined
  /** Undefined when it was not looked at. */
  storeHealth: StoreHealth | undefined
  /** Printed already. */
  recoveryCode: string | undefined
  /** Only of a run that never began. */
  inputProblems?: InputProblem[]
}

/**
 * When the resume can be touched again, where the run knows it. A moment in the past comes from an older list, so it is
 * left out.
 */
export const nextTouchOf = (
  { diagnostic, nextTouchAt = 0 }: ResumeResult,
  endedAt: number,
): number | undefined => {
  const isKnown = diagnostic.reason === 'touched' || diagnostic.reason === 'too_early'
  return isKnown && nextTouchAt > endedAt ? nextTouchAt : undefined
}

/** The report on invalid inputs: no request was made. */
export const reportOfInvalidInputs = (inputProblems: InputProblem[]): RunReport => ({
  diagnostics: [problem(diagnostic('invalid_inputs', { count: inputProblems.length }))],
  resumes: [],
  endedAt: 0,
  dryRun: false,
  cancelled: false,
  tokensRotated: false,
  accessTokenExpiresAt: undefined,
  storeHealth: undefined,
  recoveryCode: undefined,
  inputProblems,
})

/** Red: any problem, or a resume that failed. */
export const isRed = (report: RunReport): boolean =>
  report.cancelled ||
  report.diagnostics.some((reported) => reported.severity === 'problem') ||
  report.resumes.some((resume) => resume.outcome === 'failed')
