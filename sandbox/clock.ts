import { type Clock, systemClock } from '../src/domain/clock.js'
import type { SeededRandom } from './random.js'

/**
 * The sandbox's time, for every `Date` header, expiry and limit. It is a `Clock`, so the code under test can use the same
 * time: `sleep` takes no real time, but advances the clock once nothing else is left to do.
 */
export interface SandboxClock extends Clock {
  /** Moves on by `ms` milliseconds and wakes the sleepers whose time has come. */
  advance(ms: number): void
  /** Jumps to a moment, in milliseconds since the epoch; backwards too. */
  set(at: number): void
  /** The time does not advance while `work` is running. */
  during<T>(work: () => Promise<T>): Promise<T>
}

interface Sleeper {
  at: number
  wake: () => void
}

interface Options {
  start: number
  random: SeededRandom
  /** The time does not advance while this is true. */
  isBusy?: (() => boolean) | undefined
}

/**
 * A clock that advances only when it is moved or slept on. Sleepers are woken one by one, the earliest first, each when
 * the event loop has nothing else to do: concurrent sleeps take as long as the longest of them. A sleep that is not awaited
 * any more must be aborted, or its time still passes. Not for code that waits for real sockets: their
 * answers take no virtual time, so every deadline would come first.
 */
export function createVirtualClock({ start, random, isBusy = () => false }: Options): SandboxClock {
  let now = start
  /** By how much the clock was set, without time passing. */
  let jumped = 0
  let sleepers: Sleeper[] = []
  let pumping = false
  let works = 0

  const wakeUntil = (at: number) => {
    now = at
    const due = sleepers.filter((sleeper) => sleeper.at <= now).sort((a, b) => a.at - b.at)
    sleepers = sleepers.filter((sleeper) => sleeper.at > now)
    for (const sleeper of due) sleeper.wake()
  }
  const pump = () => {
    pumping = false
    if (sleepers.length === 0) return
    if (works === 0 && !isBusy()) wakeNext()
    schedule()
  }
  const wakeNext = () => {
    wakeUntil(Math.max(now, Math.min(...sleepers.map((sleeper) => sleeper.at))))
  }
  const schedule = () => {
    if (pumping || sleepers.length === 0) return
    pumping = true
    setImmediate(pump)
  }

  return {
    now: () => now,
    monotonic: () => now - jumped,
    random: random.next,
    advance: (ms) => wakeUntil(now + ms),
    set: (at) => {
      jumped += at - now
      wakeUntil(at)
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const wake = () => {
          signal?.removeEventListener('abort', abandon)
          resolve()
        }
        const sleeper: Sleeper = { at: now + ms, wake }
        const abandon = () => {
          sleepers = sleepers.filter((other) => other !== sleeper)
          wake()
        }
        signal?.addEventListener('abort', abandon)
        sleepers.push(sleeper)
        schedule()
      }),
    during: async (work) => {
      works += 1
      try {
        return await work()
      } finally {
        works -= 1
      }
    },
  }
}

/** A clock that runs like the machine's, from `start` on; moving it only shifts it. For a sandbox that people use. */
export function createRunningClock({ start, random }: Options): SandboxClock {
  let shift = start - Date.now()
  return {
    now: () => Date.now() + shift,
    monotonic: systemClock.monotonic,
    random: random.next,
    sleep: systemClock.sleep,
    advance: (ms) => {
      shift += ms
    },
    set: (at) => {
      shift = at - Date.now()
    },
    during: (work) => work(),
  }
}

/** The clock of a machine that is `ms` milliseconds ahead of `clock`; negative: behind. */
export const skewedClock = (clock: Clock, ms: number): Clock => ({ ...clock, now: () => clock.now() + ms })
