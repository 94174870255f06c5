// @ts-check
// Do the tests notice? Stryker changes the code in small ways, folder by folder: npm run mutation -- [folder …]
// Each folder is tested by its own tests alone. What was tested before and did not change is not tested again.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { onNode24 } from '../on-node-24.mjs'

/** @type {Record<string, { mutate: string, tests: string }>} */
const FOLDERS = {
  touch: {
    mutate: 'src/touch/**/*.ts,src/domain/shutdown.ts,src/run.ts',
    tests: '__tests__/unit/{touch/*,run*,domain/shutdown*}.test.ts',
  },
  tokens: {
    mutate: 'src/tokens/**/*.ts',
    tests: '__tests__/unit/{tokens/*,run*,domain/shutdown*}.test.ts',
  },
  store: { mutate: 'src/{github,env-file}/**/*.ts', tests: '__tests__/unit/{github,env-file}/*.test.ts' },
}
const HOME = 'tools/mutation'
/** In percent, for each folder. */
const WANTED = 90

onNode24()
install()
// Tests of read-only folders leave the superuser's rights, which only a process of its own can, and Stryker uses threads.
if (process.getuid?.() === 0)
  console.log('Run this as another user than root: the tests of `store` need that.')
const asked = process.argv.slice(2)
const table = (asked.length > 0 ? asked : Object.keys(FOLDERS)).map((folder) => ({
  folder,
  ...tested(folder),
}))
console.table(table)
if (table.some(({ score }) => !(score >= WANTED))) process.exitCode = 1

/** Stryker wants a newer Node than the rest and some hundred packages, so it is installed only where it is used. */
function install() {
  if (existsSync(`${HOME}/node_modules/@stryker-mutator/core`)) return
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: HOME, stdio: 'inherit' })
  if (status !== 0) throw new Error(`npm ci in ${HOME} ended with ${status}`)
}

/** @param {string} folder */
function tested(folder) {
  const given = FOLDERS[folder]
  if (given === undefined) throw new Error(`not one of ${Object.keys(FOLDERS).join(', ')}: ${folder}`)
  const report = `reports/mutation/${folder}.json`
  const options = ['--mutate', given.mutate, '--incrementalFile', report]
  const stryker = [
    `${HOME}/node_modules/@stryker-mutator/core/bin/stryker.js`,
    'run',
    'tools/mutation/stryker.config.mjs',
    ...options,
  ]
  const env = { ...process.env, MUTATION_TESTS: given.tests }
  const { status } = spawnSync(process.execPath, stryker, { stdio: 'inherit', env })
  return scoreIn(status === 0 ? report : undefined)
}

/**
 * As Stryker counts: what a test noticed, or what never came to an end, of all that could be noticed.
 * @param {string | undefined} report in the schema of mutation testing reports; undefined when there is none
 */
function scoreIn(report) {
  if (report === undefined) return { noticed: 0, survived: 0, score: Number.NaN }
  /** @type {{ files: Record<string, { mutants: { status: string }[] }> }} */
  const { files } = JSON.parse(readFileSync(report, 'utf8'))
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status))
  /** @param {string[]} of */
  const count = (...of) => statuses.filter((status) => of.includes(status)).length
  const noticed = count('Killed', 'Timeout')
  const survived = count('Survived', 'NoCoverage')
  return { noticed, survived, score: Math.round((1000 * noticed) / (noticed + survived)) / 10 }
}
