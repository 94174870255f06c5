/** Do the tests notice? `npm run mutation` starts this, folder by folder, and says what to change and which tests to run. */
export default {
  packageManager: 'npm',
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.config.mjs', related: false },
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
