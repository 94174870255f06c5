/** Time and chance. Passed in everywhere, so that no test has to wait and every run can be replayed. */
export interface Clock {
  /** Milliseconds since the epoch, by this machine. */
  now(): number
  /** Milliseconds since some moment; for lengths of time: unlike `now`, it never jumps when the machine's clock is set. */
  monotonic(): number
  /** Resolves after `ms` milliseconds; an aborted signal ends the wait early, without an error. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** A number in [0, 1), for the jitter of backoffs. */
  random(): number
}

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A timer that is set for longer than this goes off at once (Node's own limit: 24.8 days). */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  // `performance` would load a whole module of Node's.
  monotonic: () => Number(process.hrtime.bigint() / 1_000n) / 1_000,
  random: () => Math.random(),
  async sleep(ms, signal) {
    for (let left = ms; !signal?.aborted; left -= LONGEST_TIMER_MS) {
      await timer(Math.min(left, LONGEST_TIMER_MS), signal)
      if (left <= LONGEST_TIMER_MS) return
    }
  },
}

const timer = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(running)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const running = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
  })
