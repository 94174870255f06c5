import { fileURLToPath } from 'node:url'

/**
 * Do the tests notice? `npm run mutation` starts this, folder by folder, and says what to change and which tests to run.
 *
 * What survived on 2026-11-24 (touch 93 %, credentials 96 %, store 91 %), read through and put into groups:
 *
 * - No difference: a value that stands for "cannot be" because the compiler does not know that (`?? ''`, `?.` after a match);
 *   a limit where both sides come to the same (`clock.now() >= until` between two sleeps); an early return that only saves
 *   work (`refused.length === 0`; in `run.ts`, when the outlook is asked for); `''` for `'utf8'`, which is Node's default;
 *   a tag length that is GCM's default; the word that the probe holds; `published` in a table that has no row for it;
 *   `from: 'auth-code'`, which is only ever compared with `'secrets'`; a name of fewer or more random letters; `once` on a
 *   listener that goes with its signal.
 * - Another system: Windows' signals, `EBUSY`, `EPERM`, a folder that can't be synchronized.
 * - An accident that cannot be made to happen on order: a file that goes between two looks at it, a close that fails, a
 *   process that ends while its lock is looked at.
 * - Others' grammars: parts of dotenv's own expression in `env-lines.ts`, and of GitHub's date format, that no test
 *   distinguishes.
 * - Gaps, still to be closed: the second look after a wait (`rounds.ts`: a touch that was tried before it; `session.ts`: a
 *   list refused for the token, a clock of HeadHunter's that drifts within a run); in `github.ts`, what a refused write or a
 *   changed key leaves behind for the outlook.
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
