import { execFile, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'dotenv'
import { createSandbox, type Sandbox, type SandboxUrls } from '../../sandbox/sandbox.js'
import { populate, type World } from '../../sandbox/world.js'

/** What is shipped. */
const COMMAND = resolve('dist/cli/index.js')

let folder: string
let sandbox: Sandbox
let world: World
let urls: SandboxUrls & { close(): Promise<void> }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hh-cli-'))
  sandbox = createSandbox({ followReal: true })
  world = populate(sandbox)
  urls = await sandbox.listen()
})
afterEach(async () => {
  await urls.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Starts the command with nothing of this process's environment but what finds programs. */
function start(...argv: string[]) {
  const { PATH, SystemRoot } = process.env
  // As `npm start` does it.
  const child = spawn(process.execPath, ['--', COMMAND, ...argv], {
    cwd: folder,
    env: { PATH, SystemRoot },
  })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk) => {
      output[name] += chunk
    })
  }
  const ended = new Promise<Ended>((done) => child.on('close', (code) => done({ code, ...output })))
  const said = async (text: string) => {
    while (!output.stdout.includes(text) && !output.stderr.includes(text)) {
      await new Promise((wait) => setTimeout(wait, 10))
    }
  }
  return { child, ended, said }
}
const run = (...argv: string[]) => start(...argv).ended

const writeEnv = (more: Record<string, string> = {}) => {
  const values = {
    HH_CLIENT_ID: world.application.id,
    HH_CLIENT_SECRET: world.application.secret,
    HH_ACCESS_TOKEN: world.pair.accessToken,
    HH_REFRESH_TOKEN: world.pair.refreshToken,
    HH_API_URL: urls.hhUrl,
    HH_GITHUB_API_URL: urls.githubUrl,
    HH_TELEGRAM_API_URL: urls.telegramUrl,
    ...more,
  }
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(join(folder, '.env'), lines.join(''))
}
const readEnv = () => parse(readFileSync(join(folder, '.env')))

describe('as a process of its own', () => {
  test('the demonstration in an empty folder, in well under ten seconds', async () => {
    const { code, stdout, stderr } = await run()
    expect(code).toBe(0)
    expect(stdout).toContain('6. You follow the advice')
    expect(stdout).not.toContain('\u001b')
    expect(stderr).toBe('')
  })

  test('touches over real HTTP, rotates, and ends by itself', async () => {
    writeEnv()
    expect(await run('touch')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('3 resumes raised'),
    })
    sandbox.clock.advance(15 * 86_400_000)
    const { code, stdout } = await run('touch', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ touched: 3, 'tokens-rotated': true })
    expect(sandbox.headHunter.accepts(readEnv().HH_ACCESS_TOKEN ?? '')).toBe(true)
  })

  test('a reader that goes away does not end the work', async () => {
    writeEnv()
    const { child, ended } = start('touch')
    child.stdout.destroy()
    child.stderr.destroy()
    expect((await ended).code).toBe(0)
    expect(sandbox.headHunter.touches()).toHaveLength(3)
  })

  test('setup in a real working copy; git shows what is to be committed', async () => {
    writeEnv({ HH_GITHUB_TOKEN: world.githubToken.value })
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' })
    git('init', '--quiet')
    git('remote', 'add', 'origin', 'git@github.com:applicant/resume-touch.git')
    const { code, stdout } = await run('setup')
    expect(stdout).toContain('git add .github/workflows/touch-resumes.yml .gitignore')
    expect(code).toBe(0)
    expect(git('status', '--porcelain', '--untracked-files=all').split('\n')).toEqual([
      '?? .github/workflows/touch-resumes.yml',
      '?? .gitignore',
      '',
    ])
    expect(readEnv().HH_ACCESS_TOKEN).toBe('')
    const again = await run('setup')
    expect(again.code).toBe(0)
    expect(again.stdout).not.toContain('git add')
  })

  test('`npm start` keeps Node from `--env-file`, which it takes even behind the script’s name', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(scripts.start).toBe('node -- dist/cli/index.js')
  })

  test('a file that --env-file names may be missing yet, or a folder', async () => {
    const { code, stderr } = await run('login', '--env-file', 'new.env')
    expect(code).toBe(2)
    expect(stderr).toContain('`HH_CLIENT_ID`')
    mkdirSync(join(folder, 'd'))
    expect(await run('touch', '--env-file=d')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('`d` is a folder'),
    })
  })

  test('the file that --env-file names is no part of the environment: the newest pair in it counts', async () => {
    writeEnv()
    renameSync(join(folder, '.env'), join(folder, 'my.env'))
    sandbox.clock.advance(15 * 86_400_000)
    // Without `--`, as one may well type it.
    const { PATH } = process.env
    const options = { cwd: folder, env: { PATH }, encoding: 'utf8' } as const
    const { stderr, stdout } = await promisify(execFile)(
      process.execPath,
      [COMMAND, 'touch', '--env-file', 'my.env'],
      options,
    )
    expect(stdout).toContain('New token pair saved')
    expect(stderr).not.toContain('environment')
    expect((await run('touch', '--env-file', 'my.env')).code).toBe(0)
  })

  test('without a terminal, a question is a sentence', async () => {
    const { code, stderr } = await run('login')
    expect(code).toBe(2)
    expect(stderr).toContain('`HH_CLIENT_ID`')
    expect(existsSync(join(folder, '.env'))).toBe(false)
  })
})

// Windows has no signals that a parent could send.
const onUnix = process.platform === 'win32' ? describe.skip : describe
onUnix('at a signal', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a watch cleanly', async (signal) => {
    writeEnv()
    const { child, ended, said } = start('touch', '--watch')
    await said('Next look at')
    child.kill(signal)
    expect(await ended).toMatchObject({ code: 0, stderr: expect.stringContaining('Ended') })
  })

  test('a sandbox ends, with nothing left open', async () => {
    const { child, ended, said } = start('sandbox')
    await said('TG_CHAT_ID')
    child.kill('SIGINT')
    expect((await ended).code).toBe(0)
  })

  test('a renewal is finished first', async () => {
    writeEnv()
    sandbox.clock.advance(15 * 86_400_000)
    const { child, ended } = start('touch')
    sandbox.watch(async ({ route }, phase) => {
      if (route !== 'POST /token' || phase !== 'done') return
      child.kill('SIGINT')
      await new Promise((resolve) => setTimeout(resolve, 100))
    })
    expect((await ended).code).toBe(1)
    expect(sandbox.headHunter.accepts(readEnv().HH_ACCESS_TOKEN ?? '')).toBe(true)
  })
})
