/** Time and randomness. Passed in everywhere, so that tests do not wait and a run can be repeated exactly. */
export interface Clock {
  /** Milliseconds since the epoch, by this machine. */
  now(): number
  /** Milliseconds since an arbitrary moment, for durations: it does not jump when the machine's clock is set. */
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

/** Node's limit (24.8 days): a longer timer fires at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  // `performance` would load another module of Node.
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
