import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'dotenv'
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.js'
import { populate, type World } from '../../sandbox/world.js'

/** What users run. */
export const COMMAND = resolve('dist/cli/index.js')

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** The shipped command in a folder of its own, and the sandbox on loopback for the world. */
export interface Place {
  sandbox: Sandbox
  world: World
  folder: string
  /** Whole settings: the application, the pair, all addresses. */
  settings(more?: Record<string, string>): Record<string, string>
  /** Writes `.env`: `settings` when left out. */
  write(values?: Record<string, string>): void
  read(): Record<string, string>
  start(...argv: string[]): Running
  run(...argv: string[]): Promise<Ended>
  close(): Promise<void>
}

export interface Running {
  child: ChildProcessWithoutNullStreams
  ended: Promise<Ended>
  /** Resolves when it has printed this. */
  said(text: string): Promise<void>
}

export async function createPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'hh-cli-'))
  const sandbox = createSandbox({ followReal: true })
  const world = populate(sandbox)
  const urls = await sandbox.listen()
  const settings = (more: Record<string, string> = {}) => ({
    HH_CLIENT_ID: world.application.id,
    HH_CLIENT_SECRET: world.application.secret,
    HH_ACCESS_TOKEN: world.pair.accessToken,
    HH_REFRESH_TOKEN: world.pair.refreshToken,
    HH_API_URL: urls.hhUrl,
    HH_GITHUB_API_URL: urls.githubUrl,
    HH_TELEGRAM_API_URL: urls.telegramUrl,
    ...more,
  })
  const place: Place = {
    sandbox,
    world,
    folder,
    settings,
    write(values = settings()) {
      const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`)
      writeFileSync(join(folder, '.env'), lines.join(''))
    },
    read: () => parse(readFileSync(join(folder, '.env'))),
    start: (...argv) => start(process.execPath, [COMMAND, ...argv], folder),
    run: (...argv) => place.start(...argv).ended,
    async close() {
      await urls.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return place
}

/** Nothing of this process's environment goes along but what finds programs. */
export function start(
  program: string,
  argv: string[],
  cwd: string,
  env: Record<string, string> = {},
): Running {
  const { PATH, SystemRoot } = process.env
  const child = spawn(program, argv, { cwd, env: { PATH, SystemRoot, ...env } })
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
