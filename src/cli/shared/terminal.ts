import { type ChildProcess, execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, realpathSync } from 'node:fs'
import { promisify } from 'node:util'
import { type Clock, MINUTE, systemClock } from '../../domain/clock.js'
import type { Transport } from '../../domain/http.js'
import { listenToSignals } from '../../domain/shutdown.js'
import { codeOf } from '../../http/faults.js'
import { startedBy } from './invocation.js'

/** A stream to print to; of the process, or of a test. */
export type Output = NodeJS.WritableStream & { isTTY?: boolean; columns?: number }
export type Input = NodeJS.ReadableStream & { isTTY?: boolean }

/** The terminal: output, input, environment. */
export interface Terminal {
  stdin: Input
  stdout: Output
  stderr: Output
  /** Whether questions can be asked and a status line redrawn. */
  interactive: boolean
  env: Readonly<Record<string, string | undefined>>
  /** What the person typed to start this program, without its arguments: `npm start --`. */
  program: string
  cwd: string
  platform: NodeJS.Platform
  /** False if no browser could be opened. */
  openBrowser(url: string): Promise<boolean>
  /** Calls back on SIGINT, SIGTERM and SIGHUP; returns a function that ends that. */
  onSignal(listener: () => void): () => void
  /** The output of `git` for these arguments; undefined if it fails or is missing. */
  git(args: readonly string[]): Promise<string | undefined>
  /** Runs another program; undefined if it is missing. */
  run(program: string, args: readonly string[]): Promise<Ended | undefined>
  /** Absolute paths of Node and of this program's script. */
  started: { node: string; script: string }
}

export interface Ended {
  exit: number
  stdout: string
  stderr: string
}

/** All that connects the command with the world; tests hand in a sandbox. */
export interface Tools {
  terminal: Terminal
  transport: Transport
  clock: Clock
  randomBytes(size: number): Uint8Array
}

/** The process's own terminal. */
export const processTerminal = (): Terminal => {
  const { stdin, stdout, stderr, env, platform, argv, execPath } = process
  const cwd = process.cwd()
  // Whoever reads may go away (`| head`): the work goes on, for a token pair may be on its way into the file.
  for (const output of [stdout, stderr]) output.on('error', () => {})
  return {
    stdin,
    stdout,
    stderr,
    interactive: Boolean(stdin.isTTY && stdout.isTTY) && env.TERM !== 'dumb' && !env.CI,
    env,
    program: startedBy({ env, script: argv[1] ?? '', cwd }),
    cwd,
    platform,
    openBrowser: async (url) =>
      hasScreen(env, platform) && launch(async () => (await import('open')).default(url)),
    onSignal: (listener) => listenToSignals({ interrupt: listener }),
    git: (args) =>
      run('git', args, cwd).then((ended) => (ended?.exit === 0 ? ended.stdout.trim() : undefined)),
    run: (program, args) => run(program, args, cwd),
    started: { node: execPath, script: realpathOf(argv[1] ?? '') },
  }
}

const realpathOf = (path: string): string => (existsSync(path) ? realpathSync(path) : path)

/** Codes of a full disk, quota or file. Other failures of an output mean that its reader is gone. */
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG']

export interface ProcessTools extends Tools {
  /** The system's code if the output could not be written for lack of room. */
  close(): Promise<string | undefined>
}

/** Loaded on demand: it is large. */
export const processTools = async (): Promise<ProcessTools> => {
  const { createHttpTransport } = await import('../../http/client.js')
  const transport = createHttpTransport()
  const terminal = processTerminal()
  let lost: string | undefined
  process.stdout.on('error', (error) => {
    lost = NO_ROOM.find((code) => code === codeOf(error)) ?? lost
  })
  return {
    terminal,
    transport,
    clock: systemClock,
    randomBytes,
    async close() {
      transport.close()
      // A question that was left hides the cursor.
      if (terminal.interactive) terminal.stdout.write(SHOW_CURSOR)
      await Promise.all([process.stdout, process.stderr].map(flushed))
      return lost
    },
  }
}

const SHOW_CURSOR = '\u001b[?25h'
/** For a reader that takes nothing, in milliseconds. */
const FLUSH_MS = 1_000

const flushed = (output: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, FLUSH_MS)
    void (output.writable ? output.write('', () => resolve()) : resolve())
  })

/** On a server, or over SSH, the helper program would fail unheard, or a text browser take over the terminal. */
export const hasScreen = (env: Terminal['env'], platform: NodeJS.Platform): boolean => {
  if (env.SSH_CONNECTION !== undefined || env.SSH_TTY !== undefined) return false
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY || env.WSL_DISTRO_NAME)
}

/** Whether the program that opens the page could be started. */
export const launch = async (start: () => Promise<ChildProcess>): Promise<boolean> => {
  try {
    const helper = await start()
    if (helper.pid === undefined) await once(helper, 'spawn')
    return true
  } catch {
    return false
  }
}

/** Long enough for a push. */
const LONGEST = 2 * MINUTE

const run = (program: string, args: readonly string[], cwd: string): Promise<Ended | undefined> =>
  promisify(execFile)(program, [...args], { cwd, timeout: LONGEST }).then(
    ({ stdout, stderr }) => ({ exit: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => (typeof code === 'number' ? { exit: code, stdout, stderr } : undefined),
  )
