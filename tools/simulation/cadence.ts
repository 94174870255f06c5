import { createWorld, type World } from '../../__tests__/support/world.js'
import { createRandom } from '../../sandbox/random.js'
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/clock.js'
import { DELAYS, type DelayId } from './delays.js'
import type { Policy } from './policies.js'
import { type Schedule, ticksOf } from './schedules.js'

export interface Life {
  schedule: Schedule
  delay: DelayId
  policy: Policy
  /** How long it lasts. */
  days: number
  seed: number
}

/** What a life came to. A month is a twelfth of a year. */
export interface Cadence {
  touchesPerDay: number
  /** Of the six a day that HeadHunter allows. */
  shareOfLimit: number
  /** Hours since the last touch, as a person sees them who looks at any moment. */
  meanHours: number
  p95Hours: number
  billedMinutesPerMonth: number
  /** Touches that HeadHunter refused as too early. */
  refusals: number
  runs: number
  /** Runs that were dropped from the queue because a newer one took their place. */
  replaced: number
  rotations: number
  /** The shortest time between two touches, in milliseconds. */
  shortestGap: number
}

export const LIMIT_PER_DAY = 6
const MONTH = 365.25 / 12

/** From the start of a job to the first line of its action; the runner's own work is billed. */
const START_UP = { from: 5 * SECOND, to: 20 * SECOND }
/** From the action's last line to the end of its job. */
const WIND_UP = 2 * SECOND

/** Months of a workflow, on the sandbox's own clock. The same life comes to the same, whatever the machine. */
export async function live({ schedule, delay, policy, days, seed }: Life): Promise<Cadence> {
  const world = createWorld({ seed, resumes: 1, token: 'classic' })
  const random = createRandom(seed).next
  const from = world.sandbox.clock.now()
  const until = from + days * DAY
  const firings = DELAYS[delay](ticksOf(schedule, from, until), random)
  const tally = { billedMinutes: 0, refusals: 0, runs: 0, rotations: 0 }

  const replaced = await queue(firings, async (startsAt) => {
    const { clock } = world.sandbox
    clock.set(startsAt + START_UP.from + random() * (START_UP.to - START_UP.from))
    await policy(world)
    const endsAt = clock.now() + WIND_UP
    tally.runs++
    tally.billedMinutes += Math.ceil((endsAt - startsAt) / MINUTE)
    tally.refusals += countRequests(world, ({ route, status }) => route === PUBLISH && status === 429)
    tally.rotations += countRequests(world, ({ route, status }) => route === 'POST /token' && status === 200)
    // Months of requests would fill the memory.
    world.sandbox.requests.length = 0
    return endsAt
  })
  const touches = world.sandbox.headHunter.touches().map(({ at }) => at)
  return {
    ...freshness(touches),
    ...tally,
    replaced,
    billedMinutesPerMonth: (tally.billedMinutes / days) * MONTH,
  }
}

const PUBLISH = 'POST /resumes/{id}/publish'

const countRequests = (
  { sandbox }: World,
  fits: (request: World['sandbox']['requests'][number]) => boolean,
) => sandbox.requests.filter(fits).length

/**
 * GitHub's concurrency group without `cancel-in-progress`: one runs, one is pending, and a newer one takes the place of
 * the pending one. `work` takes the moment at which a run starts and gives that of its end. Returns how many lost their place.
 */
export async function queue(
  firings: readonly number[],
  work: (startsAt: number) => Promise<number>,
): Promise<number> {
  let freeAt = Number.NEGATIVE_INFINITY
  let replaced = 0
  for (const [index, firedAt] of firings.entries()) {
    const startsAt = Math.max(firedAt, freeAt)
    const newer = firings[index + 1]
    if (newer !== undefined && newer < startsAt) replaced++
    else freeAt = await work(startsAt)
  }
  return replaced
}

/** From the first touch to the last one. */
export function freshness(touches: readonly number[]) {
  const gaps = touches.slice(1).map((at, index) => at - (touches[index] as number))
  const whole = gaps.reduce((sum, gap) => sum + gap, 0)
  const touchesPerDay = (gaps.length / whole) * DAY
  return {
    touchesPerDay,
    shareOfLimit: touchesPerDay / LIMIT_PER_DAY,
    meanHours: gaps.reduce((sum, gap) => sum + gap ** 2 / 2, 0) / whole / HOUR,
    p95Hours: percentileOfAge(gaps, whole, 0.95) / HOUR,
    shortestGap: Math.min(...gaps),
  }
}

/** The age that is exceeded for so small a part of all the time. Halves the interval until it is a second. */
function percentileOfAge(gaps: readonly number[], whole: number, percentile: number): number {
  let [low, high] = [0, Math.max(...gaps)]
  while (high - low > SECOND) {
    const middle = (low + high) / 2
    const older = gaps.reduce((sum, gap) => sum + Math.max(0, gap - middle), 0)
    if (older / whole > 1 - percentile) low = middle
    else high = middle
  }
  return high
}
