import { describe, expect, test } from '@jest/globals'
import type { Clock } from '../../../src/domain/clock.js'
import { type RetryPolicy, retry, type ShouldRetry } from '../../../src/http/retry.js'

const PATIENCE: RetryPolicy = { attempts: 4, budgetMs: 60_000, firstWaitMs: 1_000, longestWaitMs: 3_000 }

/** A clock whose sleeps take no time and are noted down; `random` always gives the same. */
const clockOf = (random = 1) => {
  const sleeps: number[] = []
  let now = 0
  const clock: Clock = {
    // The machine's clock may be set while a run lasts; a length of time must not hang on it.
    now: () => -now * 1_000,
    monotonic: () => now,
    random: () => random,
    sleep: async (ms, signal) => {
      sleeps.push(ms)
      if (!signal?.aborted) now += ms
    },
  }
  return { clock, sleeps, pass: (ms: number) => (now += ms) }
}

const failing = { shouldRetry: (): ShouldRetry => ({}) }

describe('retry', () => {
  test('tries once if the result is final', async () => {
    const { clock, sleeps } = clockOf()
    const result = await retry(async (n) => n, { clock, policy: PATIENCE, shouldRetry: () => undefined })
    expect(result).toBe(1)
    expect(sleeps).toEqual([])
  })

  test('tries until the result is final', async () => {
    const { clock } = clockOf()
    const shouldRetry = (n: number) => (n < 3 ? {} : undefined)
    expect(await retry(async (n) => n, { clock, policy: PATIENCE, shouldRetry })).toBe(3)
  })

  test('doubles the waits up to the longest and stops after the last attempt', async () => {
    const { clock, sleeps } = clockOf(1)
    expect(await retry(async (n) => n, { clock, policy: { ...PATIENCE, attempts: 5 }, ...failing })).toBe(5)
    expect(sleeps).toEqual([1_000, 2_000, 3_000, 3_000])
  })

  test('adds jitter but always waits', async () => {
    const { clock, sleeps } = clockOf(0)
    await retry(async (n) => n, { clock, policy: PATIENCE, ...failing })
    expect(sleeps).toEqual([100, 200, 300])
  })

  test('tries until the budget is used up, the last time at its end', async () => {
    const { clock, sleeps } = clockOf(1)
    const policy = { ...PATIENCE, attempts: Number.POSITIVE_INFINITY, budgetMs: 7_000 }
    expect(await retry(async (n) => n, { clock, policy, ...failing })).toBe(5)
    expect(sleeps).toEqual([1_000, 2_000, 3_000, 1_000])
  })

  test('counts the time of the attempts', async () => {
    const { clock, pass } = clockOf(1)
    const attempt = async (n: number) => {
      pass(40_000)
      return n
    }
    expect(await retry(attempt, { clock, policy: PATIENCE, ...failing })).toBe(2)
  })
})

describe('a wait that the server asks for', () => {
  test('is kept', async () => {
    const { clock, sleeps } = clockOf(1)
    await retry(async (n) => n, {
      clock,
      policy: { ...PATIENCE, attempts: 2 },
      shouldRetry: () => ({ waitAtLeastMs: 20_000 }),
    })
    expect(sleeps).toEqual([20_000])
  })

  test('ends the tries when it is longer than the budget', async () => {
    const { clock, sleeps } = clockOf(1)
    const shouldRetry = () => ({ waitAtLeastMs: 60_001 })
    expect(await retry(async (n) => n, { clock, policy: PATIENCE, shouldRetry })).toBe(1)
    expect(sleeps).toEqual([])
  })

  test('is cut so that the last tries are shortly before the end of the budget', async () => {
    const { clock, sleeps } = clockOf(1)
    const shouldRetry = () => ({ waitAtLeastMs: 60_001, cutToBudget: true })
    expect(await retry(async (n) => n, { clock, policy: PATIENCE, shouldRetry })).toBeGreaterThan(2)
    expect(sleeps[0]).toBe(55_000)
    expect(sleeps.reduce((sum, ms) => sum + ms)).toBe(60_000)
  })
})

describe('a signal', () => {
  test('ends the current wait and shortens later ones', async () => {
    const signal = new AbortController()
    const waits: number[] = []
    const given: (AbortSignal | undefined)[] = []
    const { clock } = clockOf(1)
    const sleep: Clock['sleep'] = async (ms, signal) => {
      given.push(signal)
      await clock.sleep(ms, signal)
    }
    const attempt = async (n: number) => {
      if (n === 2) signal.abort()
      return n
    }
    await retry(attempt, {
      clock: { ...clock, sleep },
      policy: PATIENCE,
      ...failing,
      signal: signal.signal,
      onRetry: (_, __, waitMs) => waits.push(waitMs),
    })
    expect(waits).toEqual([1_000, 200, 200])
    expect(given).toEqual([signal.signal, undefined, undefined])
  })
})

describe('a stop', () => {
  const run = async (stopAt: (stop: AbortController, n: number, slept: boolean) => void) => {
    const stop = new AbortController()
    const { clock } = clockOf(1)
    let tries = 0
    const sleep: Clock['sleep'] = async (ms, signal) => {
      stopAt(stop, tries, true)
      await clock.sleep(ms, signal)
    }
    const attempt = async (n: number) => {
      tries = n
      stopAt(stop, n, false)
      return n
    }
    const result = await retry(attempt, {
      clock: { ...clock, sleep },
      policy: PATIENCE,
      ...failing,
      stop: stop.signal,
    })
    return { result, tries }
  }

  test('during an attempt returns its result', async () => {
    const ended = await run((stop, n) => n === 2 && stop.abort())
    expect(ended).toEqual({ result: 2, tries: 2 })
  })

  test('during a wait ends it without a further attempt', async () => {
    const ended = await run((stop, n, slept) => slept && n === 1 && stop.abort())
    expect(ended).toEqual({ result: 1, tries: 1 })
  })
})

test('reports each wait with the result that caused it', async () => {
  const { clock } = clockOf(1)
  const retried: unknown[] = []
  const shouldRetry = (result: string) => (result === 'bad 3' ? undefined : {})
  const onRetry = (...args: unknown[]) => retried.push(args)
  await retry(async (n) => `bad ${n}`, { clock, policy: PATIENCE, shouldRetry, onRetry })
  expect(retried).toEqual([
    ['bad 1', 1, 1_000],
    ['bad 2', 2, 2_000],
  ])
})
