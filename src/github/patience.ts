import { type Clock, MINUTE, SECOND } from '../domain/clock.js'
import { TransportError } from '../domain/http.js'
import type { ProgressReporter } from '../domain/progress.js'
import { withDeadline } from '../domain/with-deadline.js'
import { type RetryPolicy, retry } from '../http/retry.js'
import type { Answer } from './client.js'
import { refusalWithoutAnswer, type SecretsPlace } from './errors.js'

/** Room for an attempt that runs into its deadline, and another one. */
export const PROVING: RetryPolicy = {
  attempts: 5,
  budgetMs: 1 * MINUTE,
  firstWaitMs: 1 * SECOND,
  longestWaitMs: 8 * SECOND,
}
export const LOOKING: RetryPolicy = {
  attempts: 3,
  budgetMs: 10 * SECOND,
  firstWaitMs: 1 * SECOND,
  longestWaitMs: 4 * SECOND,
}
export const saving = (budgetMs: number): RetryPolicy => ({
  attempts: Number.POSITIVE_INFINITY,
  budgetMs,
  firstWaitMs: 1 * SECOND,
  longestWaitMs: 15 * SECOND,
})

/** Of the few seconds before a kill, one attempt may take no more than this. */
const HURRIED_ATTEMPT = 2 * SECOND
const NO_HURRY = new AbortController().signal

export interface Patience {
  clock: Clock
  reporter: ProgressReporter
  place: SecretsPlace
  /** Aborted when the process is about to be killed. */
  signal?: AbortSignal
  /** Any refusal is tried again, and at the end of the time also one that asks to wait for longer. */
  insists?: boolean
  /** An attempt hung and was left. */
  onStuck?(): void
}

/** Asks until the answer stands or the policy ends, and tells of each try that failed. */
export const patiently = <T>(
  attempt: () => Promise<Answer<T>>,
  policy: RetryPolicy,
  { clock, reporter, place, signal = NO_HURRY, insists = false, onStuck = () => {} }: Patience,
): Promise<Answer<T>> => {
  const refusal = refusalWithoutAnswer(new TransportError('timed_out'), place)
  const stuck: Answer<T> = { ok: false, refusal }
  const attemptOnce = async () => {
    const answer = await withDeadline(attempt(), { clock, signal, graceMs: HURRIED_ATTEMPT, stuck })
    if (answer === stuck) onStuck()
    return answer
  }
  return retry(attemptOnce, {
    clock,
    policy,
    signal,
    shouldRetry: (answer) => {
      if (answer.ok || !(answer.refusal.retryable || insists)) return undefined
      // A process that is about to be killed has no time for the waits that GitHub asks for.
      const waitAtLeastMs = signal.aborted ? 0 : (answer.refusal.waitAtLeastMs ?? 0)
      return { waitAtLeastMs, cutToBudget: insists }
    },
    onRetry: (answer, number, retryInMs) => {
      if (answer.ok) return
      const { diagnostic } = answer.refusal
      reporter.report({ kind: 'attempt_failed', diagnostic, attempt: number, retryInMs })
    },
  })
}
