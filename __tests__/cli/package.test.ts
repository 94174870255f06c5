import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createPlace, type Place, start } from './shipped.js'

/** A folder with only the installed package, next to a repository of the user. */
let folder: string
let home: string
let repository: string
let place: Place

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
/** Without a network, and with no settings of this machine but where npm finds itself. */
const offline = () => ({
  HOME: home,
  USERPROFILE: home,
  npm_config_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  npm_config_cache: join(home, 'cache'),
})
const run = (program: string, argv: string[], cwd: string) => start(program, argv, cwd, offline()).ended

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'hh-home-'))
  folder = join(home, 'installed')
  repository = join(home, 'my-resumes')
  for (const path of [folder, repository]) mkdirSync(path)
  place = await createPlace()
  const packed = await run(npm, ['pack', '--json', '--pack-destination', home], resolve('.'))
  const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }]
  const { code, stderr } = await run(
    npm,
    ['install', '--no-save', '--prefix', folder, join(home, filename)],
    folder,
  )
  if (code !== 0) throw new Error(stderr)
  execFileSync('git', ['init', '--quiet'], { cwd: repository })
  execFileSync('git', ['remote', 'add', 'origin', 'git@github.com:applicant/resume-touch.git'], {
    cwd: repository,
  })
}, 60_000)
afterAll(async () => {
  await place.close()
  rmSync(home, { recursive: true, force: true })
})

/** As somebody types it in their repository. */
const npx = (...argv: string[]) =>
  run(npm, ['exec', '--prefix', folder, '--offline', '--', 'hh-resume-touch', ...argv], repository)

describe('the package', () => {
  test('brings all it needs: no other package, no script, no word of ours but the command', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'hh-resume-touch',
    ])
    const root = join(folder, 'node_modules', 'hh-resume-touch')
    const { dependencies, scripts, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(dependencies).toBeUndefined()
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) {
      expect(scripts[script]).toBeUndefined()
    }
    expect(engines.node).toBe('>=20.12')
    expect(readdirSync(root).toSorted()).toEqual([
      'LICENSE',
      'README.md',
      'README.ru.md',
      'dist',
      'package.json',
    ])
    expect(readdirSync(join(root, 'dist'))).toEqual(['cli'])
  })

  test('the demonstration, and how to go on', async () => {
    const { code, stdout, stderr } = await npx()
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(stdout).toContain('`npx hh-resume-touch check`')
  }, 30_000)

  test('touches from the user’s own repository; its options are its own', async () => {
    const lines = Object.entries(place.settings()).map(([name, value]) => `${name}=${value}\n`)
    writeFileSync(join(repository, '.env'), lines.join(''))
    const rehearsed = await npx('touch', '--dry-run', '--json')
    expect(rehearsed.code).toBe(0)
    expect(JSON.parse(rehearsed.stdout)).toMatchObject({ touched: 0, skipped: 3 })
    expect((await npx('touch', '--settings', '.env')).code).toBe(0)
    expect(place.sandbox.headHunter.touches()).toHaveLength(3)
    expect((await npx('resumes', '--json')).code).toBe(0)
  }, 30_000)

  test('in a clone, `npm start` runs it without an installation, and an option that npm took is refused', async () => {
    const clone = join(home, 'clone')
    for (const path of ['package.json', 'dist']) cpSync(resolve(path), join(clone, path), { recursive: true })
    const demonstration = await run(npm, ['start'], clone)
    expect(demonstration.code).toBe(0)
    expect(demonstration.stdout).toContain('`npm start -- check`')
    const { code, stderr } = await run(npm, ['start', 'touch', '--dry-run', '--max-wait', '15m'], clone)
    expect(code).toBe(2)
    expect(stderr).toContain('`npm start -- touch --dry-run --max-wait 15m`')
    expect((await run(npm, ['start', '--', 'touch', '--dry-run'], clone)).code).toBe(2)
  }, 30_000)

  test('wrong usage is 2, also through npx', async () => {
    expect((await npx('dance')).code).toBe(2)
  }, 30_000)
})
