import type { Diagnostic } from '../reasons/index.js'

/** What a run does, reported as it happens. Times: milliseconds; moments: since the epoch. */
export type ProgressEvent =
  | { kind: 'attempt_failed'; diagnostic: Diagnostic; attempt: number; retryInMs: number }
  | { kind: 'listed'; count: number }
  | { kind: 'touching'; count: number }
  | { kind: 'waiting'; count: number; until: number; lasts: number }
  | { kind: 'verifying' }
  | { kind: 'probing_store' }
  | { kind: 'store_verified' }
  | { kind: 'exchanging_code' }
  | { kind: 'refreshing' }
  | { kind: 'listening'; lasts: number }
  | { kind: 'saving_pair' }
  | { kind: 'pair_staged' }
  | { kind: 'pair_settled' }
  | { kind: 'looking_for_other_run'; lasts: number }
  | { kind: 'interrupted_while_saving' }

/** Prints what a run does. The core passes details; the reporter has the words, the language and the redaction. */
export interface ProgressReporter {
  /** Hides a value in all later output. Must be called before anything can print it. */
  mask(secret: string): void
  report(progress: ProgressEvent): void
  /** Prints the recovery code at once, to the log and to the summary: the process may be killed the next moment. */
  recoveryCode(code: string): void
  /** For `::debug`: only routes, never addresses, headers or bodies. */
  debug(line: string): void
}
