import { fileURLToPath } from 'node:url'

/**
 * Changes the code and reports which changes no test notices. `npm run mutation` starts this, folder by folder, with the
 * files to change and the tests to run.
 *
 * Mutants that are expected to survive:
 * - no difference in behavior: `?? ''` only for the compiler, an early return that only saves work, defaults of Node such as
 *   `'utf8'`, the length of random names;
 * - other systems: Windows' signals, `EBUSY`, `EPERM`, a folder that can't be synchronized;
 * - accidents that a test can't cause: a file that disappears between two checks, a close that fails;
 * - parts of dotenv's expression in `env-file/lines.ts` and of GitHub's date format.
 *
 * A mutant that keeps a test file from loading runs no test and reads as survived: values of the code under test are
 * made inside tests. One that runs at import keeps its old result; to try all anew, remove `reports/mutation`.
 */
export default {
  packageManager: 'npm',
  plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/vitest-runner'))],
  testRunner: 'vitest',
  vitest: { configFile: fileURLToPath(new URL('vitest.config.mjs', import.meta.url)), related: false },
  coverageAnalysis: 'perTest',
  // There is no type check that would want a tsconfig rewritten, and TypeScript 7 has no API to read one with.
  tsconfigFile: 'none',
  concurrency: 2,
  timeoutMS: 4_000,
  // Nothing of these is needed by the tests, and each run begins with a copy of the project.
  ignorePatterns: ['coverage', 'dist', 'docs', 'lib*', 'reports'],
  incremental: true,
  reporters: ['progress-append-only', 'clear-text'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
  warnings: { slow: false },
}
