import type { Verdict } from './diagnostic.js'

/** What a run does while it runs, told as it happens. Times: milliseconds; moments: since the epoch. */
export type Progress =
  | { kind: 'attempt_failed'; verdict: Verdict; attempt: number; retryInMs: number }
  | { kind: 'listed'; count: number }
  | { kind: 'touching'; count: number }
  | { kind: 'waiting'; count: number; until: number; lasts: number }
  | { kind: 'verifying' }
  | { kind: 'probing_store' }
  | { kind: 'store_proved' }
  | { kind: 'exchanging_code' }
  | { kind: 'refreshing' }
  | { kind: 'saving_pair' }
  | { kind: 'pair_staged' }
  | { kind: 'pair_settled' }
  | { kind: 'looking_for_other_run'; lasts: number }
  | { kind: 'interrupted_while_saving' }

/** Where a run speaks. The core hands over facts; the narrator has the words, the language and the redaction. */
export interface Narrator {
  /** Hides a value in all later output. Must come before anything that may print it. */
  mask(secret: string): void
  tell(progress: Progress): void
  /** Prints the recovery code at once, to the log and to the summary: the process may be killed the next moment. */
  recoveryCode(code: string): void
  /** For `::debug`: only routes, never addresses, headers or bodies. */
  debug(line: string): void
}
