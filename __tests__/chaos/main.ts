import fc from 'fast-check'
import { live } from './life.js'
import { lives } from './plan.js'
import { count, type Tally } from './tally.js'

const [numRuns = '100', seed = '1', path] = process.argv.slice(2)
const tally: Tally = {}
const started = Date.now()
let failed = false
const result = await fc.check(
  fc.asyncProperty(lives, async (plan) => {
    try {
      await live(plan, failed ? {} : tally)
    } catch (error) {
      failed = true
      throw error
    }
  }),
  { numRuns: Number(numRuns), seed: Number(seed), ...(path ? { path } : {}) },
)
count(tally, 'seconds', Math.round((Date.now() - started) / 1000))
console.log(JSON.stringify(Object.fromEntries(Object.entries(tally).sort()), null, 1))
if (result.failed) {
  if (result.counterexample) await live(result.counterexample[0], {}, console.log).catch(() => {})
  console.log(JSON.stringify(result.counterexample, null, 1))
  console.log(
    'seed',
    result.seed,
    'path',
    result.counterexamplePath,
    'runs',
    result.numRuns,
    'shrinks',
    result.numShrinks,
  )
  console.log((result.errorInstance as Error)?.stack)
}
