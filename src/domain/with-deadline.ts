import { once } from 'node:events'
import type { Clock } from './clock.js'

export interface DeadlineOptions<T> {
  clock: Clock
  /** Aborted when the process is about to be killed. */
  signal: AbortSignal
  /** How long, in milliseconds, an attempt may take from then on. */
  graceMs: number
  /** The result when the attempt did not end in time. */
  stuck: T
}

/**
 * Waits for an attempt, but no longer than `graceMs` once the signal has come: one that hangs must not use up the last
 * seconds. The attempt is not stopped, so it must be safe to repeat.
 */
export const withDeadline = async <T>(attempt: Promise<T>, options: DeadlineOptions<T>): Promise<T> => {
  const over = new AbortController()
  try {
    return await Promise.race([attempt, givingUp(options, over.signal)])
  } finally {
    over.abort()
  }
}

const givingUp = async <T>(
  { clock, signal, graceMs, stuck }: DeadlineOptions<T>,
  over: AbortSignal,
): Promise<T> => {
  if (!signal.aborted) await once(signal, 'abort', { signal: over })
  await clock.sleep(graceMs, over)
  return stuck
}
