import type { Clock } from '../domain/clock.js'

/** How long and how often; all times in milliseconds. */
export interface RetryPolicy {
  /** Tries altogether, the first one included. */
  attempts: number
  /** No try begins later than this after the first one began. */
  budgetMs: number
  /** The ceiling of the first wait; it doubles from try to try. */
  firstWaitMs: number
  /** The ceiling never grows beyond this. */
  longestWaitMs: number
}

/** The decision to try again. */
export interface ShouldRetry {
  /** Where the other side named a time (`retry-after`). */
  waitAtLeastMs?: number
  /** A longer time than the budget is cut, so that the last tries are shortly before its end. */
  cutToBudget?: boolean
}

export interface RetryOptions<T> {
  clock: Clock
  policy: RetryPolicy
  /** Whether to try again after this result; undefined: it is final. */
  shouldRetry(result: T): ShouldRetry | undefined
  /** Called before each wait; `attempt` is the one that failed, counted from 1. */
  onRetry?(result: T, attempt: number, waitMs: number): void
  /** Once aborted, the current wait ends and later ones are short, since the process is about to be killed. */
  signal?: AbortSignal
  /** Once aborted, the current wait ends and no further try begins. */
  stop?: AbortSignal
}

/** At least a minimum: a wait of zero would be no backoff. */
const SHORTEST_SHARE = 0.1
/** Enough for a second try if the first one meets another temporary refusal. */
const LAST_TRIES_MS = 5_000
const HURRIED_WAIT_MS = 200

/**
 * Runs `attempt` until its result stands or policy ends, and returns the last result. Exponential backoff with full
 * jitter. An own loop because the maintained libraries (p-retry, cockatiel, async-retry) take no clock and can't shorten
 * their waits.
 *
 * A wait that the other side demands and that does not fit into the budget ends the tries at once, unless it is to be cut.
 */
export const retry = async <T>(
  attempt: (number: number) => Promise<T>,
  options: RetryOptions<T>,
): Promise<T> => {
  const { clock, policy, signal, stop } = options
  const deadline = clock.monotonic() + policy.budgetMs
  for (let number = 1; ; number++) {
    const result = await attempt(number)
    const shouldRetry = options.shouldRetry(result)
    if (shouldRetry === undefined || number >= policy.attempts || stop?.aborted) return result
    const waitMs = nextWait(options, number, shouldRetry, deadline - clock.monotonic())
    if (waitMs === undefined) return result
    options.onRetry?.(result, number, waitMs)
    // An aborted signal would end the wait at once.
    await clock.sleep(waitMs, stop ?? (signal?.aborted ? undefined : signal))
    if (stop?.aborted) return result
  }
}

const nextWait = (
  { clock, policy, signal }: RetryOptions<never>,
  attempt: number,
  { waitAtLeastMs = 0, cutToBudget = false }: ShouldRetry,
  remainingMs: number,
): number | undefined => {
  if (remainingMs <= 0 || (waitAtLeastMs > remainingMs && !cutToBudget)) return undefined
  if (signal?.aborted) return Math.min(HURRIED_WAIT_MS, remainingMs)
  const ceiling = Math.min(policy.longestWaitMs, policy.firstWaitMs * 2 ** (attempt - 1))
  const backoff = ceiling * (SHORTEST_SHARE + (1 - SHORTEST_SHARE) * clock.random())
  const askedFor = waitAtLeastMs > remainingMs ? remainingMs - LAST_TRIES_MS : waitAtLeastMs
  return Math.round(Math.min(Math.max(backoff, askedFor), remainingMs))
}
