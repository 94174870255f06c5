import fc from 'fast-check'
import { live } from './life.js'
import { lives } from './plan.js'
import { count, type Tally } from './tally.js'

export interface SearchOptions {
  lives: number
  seed: number
  /** Of a counterexample: goes straight to it. */
  path?: string | undefined
  /** Whether to make a counterexample as small as possible, which takes a while; so when left out. */
  shrink?: boolean | undefined
}

export interface SearchResult {
  /** Of all lives up to the first failure. */
  tally: Tally
  failure: Failure | undefined
}

/** A counterexample, as small as it could be made, and how to see it again. */
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

/** Looks for a life in which an invariant does not hold. */
export async function search({
  lives: numRuns,
  seed,
  path,
  shrink = true,
}: SearchOptions): Promise<SearchResult> {
  const tally: Tally = {}
  let failed = false
  const property = fc.asyncProperty(lives, async (plan) => {
    const before = tally.rotations ?? 0
    try {
      await live(plan, failed ? {} : tally)
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
  if (plan) await live(plan, {}, (line) => story.push(line)).catch(() => {})
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
