import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import type { Sandbox, SandboxUrls } from '../../sandbox/sandbox.js'
import { expectContractsKept } from '../contracts/validator.js'
import { type Inputs, inputsOf, REPOSITORY, type World } from './world.js'

/** What one run of the Action came to, as far as anybody can see it. */
export interface ActionRun {
  exit: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
  outputs: Record<string, string>
  summary: string
}

export interface ActionOptions {
  urls: SandboxUrls
  /** `schedule` when left out. */
  event?: string
  /** The event's payload; a public repository when left out. */
  payload?: unknown
  env?: Record<string, string>
  /** 20 seconds pass in one: for runs that wait for minutes. */
  fast?: boolean
  /** Waits of minutes and more are over at once: for runs that wait for hours. The sandbox's clock is the test's to move. */
  leaping?: boolean
  /** Called once the process runs: with what sends it a signal, and with what stops to read what it prints. */
  onStart?: (kill: (signal: NodeJS.Signals) => void, stopReading: () => void) => void
}

const FAST_TIME = resolve('__tests__/support/fast-time.mjs')
const LEAP_TIME = resolve('__tests__/support/leap-time.mjs')

/** An empty folder that holds only what a user's runner downloads. */
export function install(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'action-'))
  cpSync('action.yml', join(folder, 'action.yml'))
  cpSync('dist', join(folder, 'dist'), { recursive: true })
  return { folder, remove: () => rmSync(folder, { recursive: true }) }
}

/**
 * Starts `dist/index.js` as the runner does: inputs with action.yml's defaults in `INPUT_…`, files for what comes back.
 * @throws Error where a request, or an answer of the sandbox, was not as HeadHunter or GitHub describe it
 */
export async function runAction(
  folder: string,
  world: World,
  given: Inputs,
  options: ActionOptions,
): Promise<ActionRun> {
  const files = mkdtempSync(join(tmpdir(), 'runner-'))
  const path = (name: string, content = '') => {
    writeFileSync(join(files, name), content)
    return join(files, name)
  }
  const payload = options.payload ?? { repository: { private: false, visibility: 'public' } }
  const env = {
    PATH: process.env.PATH ?? '',
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: path('output'),
    GITHUB_STEP_SUMMARY: path('summary'),
    GITHUB_EVENT_PATH: path('event.json', JSON.stringify(payload)),
    GITHUB_EVENT_NAME: options.event ?? 'schedule',
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '42',
    RUNNER_DEBUG: '1',
    ...(options.fast ? { NODE_OPTIONS: `--import ${FAST_TIME}` } : {}),
    ...(options.leaping ? { NODE_OPTIONS: `--import ${LEAP_TIME}` } : {}),
    ...inputVariables(inputsOf(world, options.urls, given)),
    ...options.env,
  }
  const ended = await start(folder, env, options.onStart)
  const run = {
    ...ended,
    outputs: parseOutputs(readFileSync(env.GITHUB_OUTPUT, 'utf8')),
    summary: existsSync(env.GITHUB_STEP_SUMMARY) ? readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8') : '',
  }
  rmSync(files, { recursive: true })
  expectContractsKept(world.sandbox)
  return run
}

const DEFAULTS: Record<string, { default?: string }> = parse(readFileSync('action.yml', 'utf8')).inputs

function inputVariables(inputs: Inputs): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const name of Object.keys(DEFAULTS)) {
    const value = inputs[name as keyof Inputs] ?? DEFAULTS[name]?.default ?? ''
    variables[`INPUT_${name.toUpperCase()}`] = value
  }
  return variables
}

function start(
  folder: string,
  env: Record<string, string>,
  onStart: ActionOptions['onStart'],
): Promise<Pick<ActionRun, 'exit' | 'signal' | 'stdout' | 'stderr'>> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(folder, 'dist/index.js')], { cwd: folder, env })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('error', fail)
    child.on('close', (exit, signal) => done({ exit, signal, stdout, stderr }))
    onStart?.(
      (signal) => child.kill(signal),
      () => child.stdout.destroy(),
    )
  })
}

/** The runner's file of outputs: `name<<DELIMITER`, the value, `DELIMITER`. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  for (const [, name = '', , value = ''] of text.matchAll(/^(.+?)<<(.+)\n([\s\S]*?)\n\2$/gm))
    outputs[name] = value
  return outputs
}

/** What the runner shows of a log: commands that register masks are taken out, `::error` and the like stay. */
export const visibleLog = (stdout: string): string =>
  stdout
    .split('\n')
    .filter((line) => !line.startsWith('::add-mask::'))
    .join('\n')

/** Of a key in PEM, without what stands around it. */
const linesOf = (privateKey: string): string[] =>
  privateKey.split('\n').filter((line) => line.length >= 8 && !line.startsWith('-----'))

/** Every secret that the sandbox knows: whatever a run prints must hold none of them. */
export function secretsOf({ headHunter, github, telegram }: Sandbox): string[] {
  const { applications, byAccessToken, byRefreshToken } = headHunter.state
  return [
    ...applications.map((application) => application.secret),
    ...byAccessToken.keys(),
    ...byRefreshToken.keys(),
    ...github.state.tokens.keys(),
    ...github.state.apps.flatMap(({ clientSecret, privateKey }) => [clientSecret, ...linesOf(privateKey)]),
    ...telegram.state.bots.keys(),
  ]
}
