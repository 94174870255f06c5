import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.js'
import { populate, type World } from '../../sandbox/world.js'
import { runCli } from '../../src/cli/program.js'
import type { ExitCode } from '../../src/cli/shared/outcome.js'
import type { Prompter } from '../../src/cli/shared/prompts.js'
import type { Ended, Output, Terminal, Tools } from '../../src/cli/shared/terminal.js'
import type { Clock } from '../../src/domain/clock.js'
import type { Transport } from '../../src/domain/http.js'

/** A person at a terminal in an empty folder, with the sandbox for the world. */
export interface Stage {
  sandbox: Sandbox
  world: World
  cwd: string
  /** The environment's variables; may be changed. */
  env: Record<string, string>
  /** What `git` answers, by its arguments; what is not here fails. */
  git: Record<string, string>
  /** How other programs end, by their command line or by their name; one that is not here is not there. */
  programs: Record<string, ProgramEnd | ((given: string) => ProgramEnd | undefined)>
  /** The command lines of other programs, in order. */
  ran: string[]
  /** Every random byte. */
  chance: number
  /** Addresses that were opened. */
  opened: string[]
  /** Answers to come, in order; a function looks at the question. */
  answers: unknown[]
  /** Questions that were asked, and what was said of answers that were not taken. */
  asked: string[]
  /** Presses Ctrl-C. */
  interrupt(): void
  /** Whether anybody waits for Ctrl-C. */
  listening(): boolean
  run(...argv: string[]): Promise<Finished>
  /** Types at the terminal. */
  type(text: string): void
  keyboard: PassThrough
  write(name: string, text: string): void
  read(name: string): string
  close(): void
}

/** An end that printed no errors where it does not say so. */
type ProgramEnd = Omit<Ended, 'stderr'> & Partial<Ended>

export interface Finished {
  exit: ExitCode
  stdout: string
  stderr: string
}

export interface StageOptions {
  interactive?: boolean
  /** Without one, addresses can't be opened. */
  browser?: (url: string) => void
  clock?: (sandbox: Sandbox) => Clock
  transport?: (sandbox: Sandbox) => Transport
  platform?: NodeJS.Platform
  /** How wide the terminal is; without an end when left out, as a pipe. */
  columns?: number
  /** How it was started: as an installed command when left out. */
  program?: string
  started?: Terminal['started']
  /** Lines of `.env`; the application's id and secret, the addresses and the pair when left out. */
  envFile?: string | undefined
}

export function createStage(options: StageOptions = {}): Stage {
  const sandbox = createSandbox()
  const world = populate(sandbox)
  const cwd = mkdtempSync(join(tmpdir(), 'hh-cli-'))
  const listeners = new Set<() => void>()
  const stage: Stage = {
    sandbox,
    world,
    cwd,
    env: {},
    git: {},
    programs: {},
    ran: [],
    chance: 7,
    opened: [],
    answers: [],
    asked: [],
    interrupt: () => {
      for (const listener of [...listeners]) listener()
    },
    listening: () => listeners.size > 0,
    write: (name, text) => writeFileSync(join(cwd, name), text),
    read: (name) => readFileSync(join(cwd, name), 'utf8'),
    close: () => rmSync(cwd, { recursive: true, force: true }),
    async run(...argv) {
      const { tools, finished } = seat(stage, options, listeners)
      const ask = options.interactive ? scripted(stage) : undefined
      return finished(await runCli({ argv, tools, ...(ask === undefined ? {} : { ask }) }))
    },
    type: (text) => stage.keyboard.write(text),
    keyboard: new PassThrough(),
  }
  const envFile = 'envFile' in options ? options.envFile : envFileOf(stage)
  if (envFile !== undefined) stage.write('.env', envFile)
  return stage
}

/** The terminal and the tools of one command. */
function seat(stage: Stage, options: StageOptions, listeners: Set<() => void>) {
  const stdout = collector(options.columns)
  const stderr = collector(options.columns)
  const terminal: Terminal = {
    stdin: stage.keyboard,
    stdout: stdout.output,
    stderr: stderr.output,
    interactive: options.interactive ?? false,
    env: stage.env,
    program: options.program ?? 'hh-resume-touch',
    cwd: stage.cwd,
    platform: options.platform ?? 'linux',
    openBrowser: async (url) => {
      stage.opened.push(url)
      options.browser?.(url)
      return options.browser !== undefined
    },
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    git: async (args) => stage.git[args.join(' ')],
    run: async (program, args) => {
      const given = [program, ...args].join(' ')
      stage.ran.push(given)
      const answer = stage.programs[given] ?? stage.programs[program]
      const ended = typeof answer === 'function' ? answer(given) : answer
      return ended && { stderr: '', ...ended }
    },
    started: options.started ?? { node: '/usr/bin/node', script: '/opt/hh-resume-touch/dist/cli/index.js' },
  }
  const tools: Tools = {
    terminal,
    transport: (options.transport ?? ((sandbox: Sandbox) => sandbox.transport()))(stage.sandbox),
    clock: options.clock?.(stage.sandbox) ?? stage.sandbox.clock,
    randomBytes: (size) => new Uint8Array(size).fill(stage.chance),
  }
  const finished = (exit: ExitCode): Finished => ({ exit, stdout: stdout.text(), stderr: stderr.text() })
  return { tools, finished }
}

/** What a person who has logged in has in `.env`. */
export const envFileOf = ({ sandbox, world }: Stage, { pair = true } = {}): string =>
  [
    '# mine',
    `HH_CLIENT_ID=${world.application.id}`,
    `HH_CLIENT_SECRET=${world.application.secret}`,
    ...(pair
      ? [`HH_ACCESS_TOKEN=${world.pair.accessToken}`, `HH_REFRESH_TOKEN=${world.pair.refreshToken}`]
      : []),
    `HH_API_URL=${sandbox.urls.hhUrl}`,
    `HH_GITHUB_API_URL=${sandbox.urls.githubUrl}`,
    `HH_TELEGRAM_API_URL=${sandbox.urls.telegramUrl}`,
    '',
  ].join('\n')

interface Asked {
  message: string
  initial?: unknown
  validate?: (value: string) => string | undefined
}

/** Answers from the stage's list; what the question does not take is noted, and the next answer is tried. */
function scripted(stage: Stage): Prompter {
  const next = async ({ message, initial, validate }: Asked, signal?: AbortSignal): Promise<never> => {
    for (;;) {
      stage.asked.push(message)
      if (stage.answers.length === 0) {
        if (signal) return new Promise<never>(() => {})
        throw new Error(`no answer is left for: ${message}`)
      }
      const given = stage.answers.shift()
      if (given instanceof Error) throw given
      const value = typeof given === 'function' ? given(message, initial) : given
      const complaint = typeof value === 'string' ? validate?.(value) : undefined
      if (complaint === undefined) return value as never
      stage.asked.push(complaint)
    }
  }
  return {
    text: (question) => next(question, question.signal),
    secret: (question) => next(question),
    confirm: (question) => next(question),
    choose: (question) => next(question),
    chooseMany: (question) => next(question),
  }
}

function collector(columns?: number) {
  const chunks: string[] = []
  const output: Output = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk))
      done()
    },
  })
  if (columns !== undefined) output.columns = columns
  return { output, text: () => chunks.join('') }
}

/** A clock for work with real sockets: the long wait for a person never ends by itself. */
export const patientClock = ({ clock }: Sandbox): Clock => ({
  ...clock,
  sleep: (ms, signal) =>
    ms < 600_000
      ? clock.sleep(ms, signal)
      : new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
})
