/** ESM jest: TypeScript is stripped by swc; types are checked by `npm run typecheck`. */
export default {
  rootDir: '..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{,sandbox/,tools/}__tests__/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/lib'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
    '@actions/(languageservice|workflow-parser)/.+\\.js$': '<rootDir>/tools/jest/json-imports.mjs',
  },
  transformIgnorePatterns: ['/node_modules/(?!@actions/(languageservice|workflow-parser)/)'],
  reporters: ['default', '<rootDir>/tools/jest/plain-line-reporter.mjs'],
  // The two entries run as processes only, from dist, where coverage can't see them.
  collectCoverageFrom: ['src/**/*.ts', '!src/index.ts', '!src/cli/index.ts'],
  coverageDirectory: 'coverage',
  coverageThreshold: { global: { lines: 100 } },
  coverageReporters: ['text-summary', 'text', 'lcov'],
  testTimeout: 60_000,
}
