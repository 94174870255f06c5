// @ts-check
// The README's workflow by a real runner, `login` and `setup` in a real browser: npm run e2e -- [jest's options]
// What is not at hand on this machine is said and skipped.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { onNode24 } from '../on-node-24.mjs'

const ACT = 'github.com/nektos/act@v0.2.89'
const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

onNode24()
if (isOlder('dist/index.js', 'src')) execFileSync('npm', ['run', 'build'], { stdio: 'inherit' })

const jest = [
  '--experimental-vm-modules',
  '--no-warnings=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  '--config=__tests__/jest.config.js',
  '--testMatch=<rootDir>/__tests__/e2e/**/*.e2e.ts',
  '--runInBand',
  '--testTimeout=300000',
  ...process.argv.slice(2),
]
const { status } = spawnSync(process.execPath, jest, {
  stdio: 'inherit',
  env: { ...process.env, E2E_ACT: act() ?? '', E2E_CHROMIUM: chromium() ?? '', E2E_GH: gh() ?? '' },
})
process.exitCode = status ?? 1

/** A runner for workflows: one that this script built before, or builds now, where Go is. */
function act() {
  if (process.platform === 'win32') return skipped('act: its jobs here are written for a POSIX shell')
  const folder = resolve('node_modules/.cache', ACT.replaceAll('/', '-'))
  const program = join(folder, 'act')
  if (existsSync(program)) return program
  if (found('go') === undefined) return skipped('act: it is built with Go, and there is none here')
  console.log(`Building ${ACT}: a few minutes, once`)
  const built = spawnSync('go', ['install', ACT], {
    env: { ...process.env, GOBIN: folder },
    encoding: 'utf8',
  })
  return built.status === 0 ? program : skipped(`act: it could not be built: ${built.stderr.trim()}`)
}

function chromium() {
  const browser = CHROMIUM.map(found).find((path) => path !== undefined)
  return browser ?? skipped('login and setup in a browser: there is no Chromium here')
}

/** GitHub's own command; Debian has it as `gh`. */
function gh() {
  return found('gh') ?? skipped('the real gh, which is not here: a stand-in speaks its documented output')
}

/** @param {string} why */
function skipped(why) {
  console.log(`Skipped: ${why}`)
  return undefined
}

/** @param {string} program */
function found(program) {
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':')
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path))
}

/**
 * @param {string} file
 * @param {string} sources
 */
function isOlder(file, sources) {
  if (!existsSync(file)) return true
  const entries = readdirSync(sources, { recursive: true, withFileTypes: true })
  const changed = entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(...changed) > statSync(file).mtimeMs
}
