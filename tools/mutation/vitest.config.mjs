import { fileURLToPath } from 'node:url'

// For mutation testing alone: thousands of short runs, which jest, a start each, takes hours for. The tests themselves are
// jest's; Vitest offers the same globals. `npm run jest` is how to run them.
const vitest = fileURLToPath(import.meta.resolve('vitest'))

export default {
  resolve: { alias: { '@jest/globals': vitest } },
  test: { include: [process.env.MUTATION_TESTS ?? '__tests__/unit/**/*.test.ts'] },
}
