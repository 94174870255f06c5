import fc from 'fast-check'
import { liveOnEnv } from './env/life.js'
import { type EnvLifePlan, envLives } from './env/plan.js'
import { live, type Trace } from './life.js'
import { type LifePlan, lives } from './plan.js'
import { count, type Tally } from './tally.js'

export interface SearchOptions {
  lives: number
  seed: number
  /** Of a counterexample: goes straight to it. */
  path?: string | undefined
  /** Whether to shrink a counterexample, which takes time; true by default. */
  shrink?: boolean | undefined
}

export interface SearchResult {
  /** Of all lives up to the first failure. */
  tally: Tally
  failure: Failure | undefined
}

/** A shrunk counterexample, and how to replay it. */
export interface Failure {
  seed: number
  path: string
  /** Lives up to it. */
  lives: number
  message: string
  /** The plan, then what happened, line by line. */
  plan: string
  story: string[]
}

type Plan = LifePlan | EnvLifePlan

/** One life of five is on a machine with an `.env` file, the others are in GitHub Actions. */
const plans: fc.Arbitrary<Plan> = fc.oneof(
  { arbitrary: lives as fc.Arbitrary<Plan>, weight: 4 },
  { arbitrary: envLives, weight: 1 },
)

const liveEither = (plan: Plan, tally: Tally, trace?: Trace): Promise<void> =>
  'steps' in plan ? liveOnEnv(plan, tally, trace) : live(plan, tally, trace)

/** Looks for a life in which an invariant does not hold. */
export async function search({
  lives: numRuns,
  seed,
  path,
  shrink = true,
}: SearchOptions): Promise<SearchResult> {
  const tally: Tally = {}
  let failed = false
  const property = fc.asyncProperty(plans, async (plan) => {
    const before = tally.rotations ?? 0
    try {
      await liveEither(plan, failed ? {} : tally)
    } catch (error) {
      failed = true
      throw error
    }
    const rotations = (tally.rotations ?? 0) - before
    if (!failed && rotations >= 2) count(tally, 'lives with several rotations')
  })
  const result = await fc.check(property, {
    numRuns,
    seed,
    endOnFailure: !shrink,
    ...(path === undefined ? {} : { path }),
  })
  if (!result.failed) return { tally, failure: undefined }
  const [plan] = result.counterexample ?? []
  const story: string[] = []
  if (plan) await liveEither(plan, {}, (line) => story.push(line)).catch(() => {})
  const failure = {
    seed: result.seed,
    path: result.counterexamplePath ?? '',
    lives: result.numRuns,
    message: (result.errorInstance as Error | undefined)?.message ?? 'unknown',
    plan: JSON.stringify(plan, undefined, 1),
    story,
  }
  return { tally, failure }
}
