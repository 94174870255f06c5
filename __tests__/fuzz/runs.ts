import fc from 'fast-check'

/** `npm run fuzz -- --runs N [--seed S]` sets these; by default few enough for every test run. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 300)
const { FUZZ_SEED } = process.env

/** Runs of one property; `cost`: how many times dearer than parsing an answer one of its runs is. */
export const runs = (cost = 1): { numRuns: number; seed?: number } => ({
  numRuns: Math.max(1, Math.ceil(RUNS / cost)),
  ...(FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) }),
})

/** `property` must hold for every value. */
export const always = <T>(
  arbitrary: fc.Arbitrary<T>,
  property: (value: T) => void | Promise<void>,
  cost?: number,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(arbitrary, async (value) => property(value)),
    runs(cost),
  )
