/** Time and chance. Passed in everywhere, so that no test has to wait and every run can be replayed. */
export interface Clock {
  /** Milliseconds since the epoch, by this machine. */
  now(): number
  /** Resolves after `ms` milliseconds; an aborted signal ends the wait early, without an error. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** A number in [0, 1), for the jitter of backoffs. */
  random(): number
}

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal?.addEventListener('abort', done)
    }),
}
