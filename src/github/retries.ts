import { type Clock, MINUTE, SECOND } from '../domain/clock.js'
import { TransportError } from '../domain/http.js'
import type { ProgressReporter } from '../domain/progress.js'
import { withDeadline } from '../domain/with-deadline.js'
import { type RetryPolicy, retry } from '../http/retry.js'
import type { Answer } from './client.js'
import { refusalWithoutAnswer, type SecretsPlace } from './errors.js'

/** Enough for an attempt that reaches its deadline, and another one. */
export const PROBE_POLICY: RetryPolicy = {
  attempts: 5,
  budgetMs: 1 * MINUTE,
  firstWaitMs: 1 * SECOND,
  longestWaitMs: 8 * SECOND,
}
export const READ_POLICY: RetryPolicy = {
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

/** The longest attempt in the few seconds before a kill. */
const HURRIED_ATTEMPT = 2 * SECOND
const NO_HURRY = new AbortController().signal

export interface RequestRetries {
  clock: Clock
  reporter: ProgressReporter
  place: SecretsPlace
  /** Aborted when the process is about to be killed. */
  signal?: AbortSignal
  /** Every refusal is retried, and one that asks for a longer wait is retried once, at the end of the time. */
  retriesAll?: boolean
  /** Called when an attempt did not end in time. */
  onStuck?(): void
}

/** Repeats a request until its answer is final or the policy ends, and reports each failed try. */
export const withRetries = <T>(
  attempt: () => Promise<Answer<T>>,
  policy: RetryPolicy,
  { clock, reporter, place, signal = NO_HURRY, retriesAll = false, onStuck = () => {} }: RequestRetries,
): Promise<Answer<T>> => {
  const stuck = refusalWithoutAnswer(new TransportError('timed_out'), place)
  const attemptOnce = async () => {
    const answer = await withDeadline<Answer<T>>(attempt(), {
      clock,
      signal,
      graceMs: HURRIED_ATTEMPT,
      stuck,
    })
    if (answer === stuck) onStuck()
    return answer
  }
  return retry(attemptOnce, {
    clock,
    policy,
    signal,
    shouldRetry: (answer) => {
      if (answer.ok || !(answer.retryable || retriesAll)) return undefined
      // A process that is about to be killed has no time for the waits that GitHub asks for.
      const waitAtLeastMs = signal.aborted ? 0 : (answer.waitAtLeastMs ?? 0)
      return { waitAtLeastMs, cutToBudget: retriesAll }
    },
    onRetry: (answer, number, retryInMs) => {
      if (answer.ok) return
      const { diagnostic } = answer
      reporter.report({ kind: 'attempt_failed', diagnostic, attempt: number, retryInMs })
    },
  })
}
