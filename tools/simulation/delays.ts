import { HOUR, MINUTE } from '../../src/domain/clock.js'

export type DelayId = 'punctual' | 'uniform' | 'heavy' | 'rare'

/** When GitHub really starts what a schedule asked for, in order; `random` gives numbers in [0, 1). */
export type DelayModel = (ticks: readonly number[], random: () => number) => number[]

const sorted = (moments: number[]) => moments.sort((a, b) => a - b)

const DROPPED = 0.05
const SHORTEST = 5 * MINUTE
const LONGEST = 95 * MINUTE

/** Pareto's law with exponent 1, cut off at both ends: half the delays are under 10 minutes, one in ten over 33. */
const heavyDelay = (share: number) => SHORTEST / (1 - share * (1 - SHORTEST / LONGEST))

const SHORTEST_GAP = 2 * HOUR
const LONGEST_GAP = 6.5 * HOUR
/** Short gaps are the rule: with this, an hourly schedule fires seven or eight times a day. */
const GAP_SKEW = 2.5

export const DELAYS: Record<DelayId, DelayModel> = {
  punctual: (ticks) => [...ticks],

  uniform: (ticks, random) => sorted(ticks.map((tick) => tick + random() * 15 * MINUTE)),

  heavy: (ticks, random) => {
    const kept = ticks.filter(() => random() >= DROPPED)
    return sorted(kept.map((tick) => tick + heavyDelay(random())))
  },

  /** GitHub looks at the schedule once in 2 to 6.5 hours, and starts one run for all that it finds due. */
  rare: (ticks, random) => {
    const firings: number[] = []
    const last = ticks.at(-1) ?? Number.NEGATIVE_INFINITY
    let seen = 0
    for (let look = ticks[0] ?? 0; look <= last; ) {
      let due = seen
      while ((ticks[due] ?? Number.POSITIVE_INFINITY) <= look) due++
      if (due > seen) firings.push(look)
      seen = due
      look += SHORTEST_GAP + (LONGEST_GAP - SHORTEST_GAP) * random() ** GAP_SKEW
    }
    return firings
  },
}
