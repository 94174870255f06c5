// Random input from outside, in any amount: npm run fuzz -- [--runs 20000] [--seed 1]
// Runs are of each property; 20,000 of them take about ten minutes on two cores.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '20000' }, seed: { type: 'string' } },
})
const { runs, seed } = values
const jest = [
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
  '--config=__tests__/jest.config.js',
  '__tests__/fuzz',
  '--testTimeout=3600000',
]
const { status } = spawnSync(process.execPath, jest, {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_RUNS: runs, ...(seed === undefined ? {} : { FUZZ_SEED: seed }) },
})
process.exitCode = status ?? 1
