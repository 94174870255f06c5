import { AsyncLocalStorage } from 'node:async_hooks'
import { readdirSync, renameSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import type { RecordedRequest } from '../../../sandbox/exchange.js'
import type { Sandbox } from '../../../sandbox/sandbox.js'
import { runCli } from '../../../src/cli/program.js'
import type { ExitCode } from '../../../src/cli/shared/outcome.js'
import type { Tools } from '../../../src/cli/shared/terminal.js'
import type { Clock } from '../../../src/domain/clock.js'
import type { HttpResponse, Transport } from '../../../src/domain/http.js'
import type { Target } from '../plan.js'
import { never, Sleeps } from '../sleeps.js'
import { targetOf } from '../targets.js'
import type { CommandPlan } from './plan.js'

/** Each command has its own process id, which is in its entry of the lock's queue. */
const pids = new AsyncLocalStorage<number>()
const realPid = process.pid
let lastPid = 1_000_000
Object.defineProperty(process, 'pid', { get: () => pids.getStore() ?? realPid, configurable: true })

export interface CommandOptions {
  sandbox: Sandbox
  cwd: string
  env: Record<string, string>
  git: Record<string, string>
  plan: CommandPlan
  argv: string[]
  onBegun(command: Command, target: Target, body: string): void
}

export type CommandEnding =
  | { kind: 'exit'; code: ExitCode }
  | { kind: 'killed' }
  | { kind: 'crashed'; error: unknown }

/** One command as a process: it can be signalled, and killed at any of its requests. */
export class Command {
  readonly options: CommandOptions
  readonly pid = ++lastPid
  readonly answers: { request: RecordedRequest; target: Target | undefined; response: HttpResponse }[] = []
  readonly requests = new Map<RecordedRequest, Target | undefined>()
  /** A refresh is running. */
  isRefreshing = false
  over = false
  killed = false
  signalledAt: number | undefined
  endedAt = Number.POSITIVE_INFINITY
  readonly #listeners = new Set<() => void>()
  readonly #seen = new Map<Target, number>()
  readonly #sleeps: Sleeps
  #printed = ''
  #die: () => void = () => {}
  readonly #death = new Promise<CommandEnding>((resolve) => {
    this.#die = () => resolve({ kind: 'killed' })
  })

  constructor(options: CommandOptions) {
    this.options = options
    this.#sleeps = new Sleeps(options.sandbox.clock)
  }

  get printed(): string {
    return this.#printed
  }

  async run(): Promise<CommandEnding> {
    const { argv } = this.options
    const ran = pids.run(this.pid, () => runCli({ argv, tools: this.#tools() }))
    const ended = ran.then(
      (code): CommandEnding => ({ kind: 'exit', code }),
      (error): CommandEnding => ({ kind: 'crashed', error }),
    )
    const ending = await Promise.race([ended, this.#death])
    this.endedAt = this.options.sandbox.clock.now()
    this.over = true
    this.#sleeps.end()
    // Releases what the command left open.
    if (this.signalledAt !== undefined) await this.#leaveQueue()
    return ending
  }

  signal(): void {
    if (this.over) return
    this.signalledAt ??= this.options.sandbox.clock.now()
    // Before it listens for signals, and after its last output, the system ends it.
    if (this.#listeners.size === 0) void this.kill()
    for (const listener of [...this.#listeners]) listener()
  }

  async kill(): Promise<void> {
    if (this.over) return
    this.killed = true
    this.over = true
    await this.#leaveQueue()
    this.#sleeps.end()
    this.#die()
  }

  #leaveQueue(): Promise<void> {
    return leaveAsKilled(join(this.options.cwd, '.env.lock'), this.pid)
  }

  #tools(): Tools {
    const { cwd, env, git } = this.options
    const output = new Writable({
      write: (chunk, _encoding, done) => {
        this.#printed += String(chunk)
        done()
      },
    })
    return {
      terminal: {
        ...{ stdin: new PassThrough(), stdout: output, stderr: output, interactive: false },
        ...{ env, cwd, program: 'hh-resume-touch', platform: 'linux' },
        openBrowser: async () => false,
        onSignal: (listener) => {
          this.#listeners.add(listener)
          return () => this.#listeners.delete(listener)
        },
        git: async (args) => git[args.join(' ')],
        run: async () => undefined,
        started: { node: '/usr/bin/node', script: '/opt/hh-resume-touch/dist/cli/index.js' },
      },
      transport: this.#transport(),
      clock: this.#clock(),
      randomBytes: (size) => new Uint8Array(size).fill(7),
    }
  }

  #clock(): Clock {
    const { clock } = this.options.sandbox
    return { ...clock, sleep: (ms, signal) => this.#sleeps.sleep(ms, signal) }
  }

  #transport(): Transport {
    const { sandbox, plan, onBegun } = this.options
    const inner = sandbox.transport()
    return async (request) => {
      const { method, url, body = '' } = request
      const target = targetOf({ method, path: new URL(url).pathname })
      const nth = target === undefined ? 0 : (this.#seen.get(target) ?? 0) + 1
      if (target !== undefined) this.#seen.set(target, nth)
      if (target !== undefined) onBegun(this, target, body)
      // Until its next request it can be saving the answer.
      this.isRefreshing = target === 'token' && body.includes('refresh_token')
      try {
        await this.#sleeps.sleep(plan.latencyMs)
        await this.#endAt('sent', target, nth)
        const answer = inner(request)
        const recorded = sandbox.requests.at(-1) as RecordedRequest
        this.requests.set(recorded, target)
        const response = await answer.finally(() => this.#endAt('done', target, nth))
        await this.#sleeps.sleep(plan.latencyMs)
        if (this.over) return await never()
        if (response.status >= 400) this.isRefreshing = false
        this.answers.push({ request: recorded, target, response })
        return response
      } catch (error) {
        if (this.over) return await never()
        throw error
      }
    }
  }

  async #endAt(phase: 'sent' | 'done', target: Target | undefined, nth: number): Promise<void> {
    const { end } = this.options.plan
    if (end === undefined || end.phase !== phase || end.target !== target || end.nth !== nth) return
    if (end.what === 'signal') return this.signal()
    await this.kill()
    return never()
  }
}

/** Files and sockets take no time. */
const isBusy = () =>
  process.getActiveResourcesInfo().some((name) => /^(FSReq|CloseReq|FileHandle|PipeConnect)/.test(name))

const CALM_TURNS = 10

/** Whether the clock has to wait: between two file operations there are turns of the event loop without any. */
export function createPatience(): () => boolean {
  let calm = 0
  return () => {
    calm = isBusy() ? 0 : calm + 1
    if (calm < CALM_TURNS) return true
    calm = 0
    return false
  }
}

/** Waits for all pending file operations. */
export async function filesAtRest(): Promise<void> {
  for (let calm = 0; calm < CALM_TURNS; calm = isBusy() ? 0 : calm + 1)
    await new Promise((resolve) => setImmediate(resolve))
}

/** A killed process leaves its entry in the queue, and a socket without a listener. */
async function leaveAsKilled(folder: string, pid: number): Promise<void> {
  await filesAtRest()
  const names = listOf(folder).filter((name) => name.includes(`.${pid}.`) && name.endsWith('.s'))
  for (const name of names) {
    const abandoned = join(folder, '..', `${pid}.socket`)
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(abandoned, resolve))
    renameSync(abandoned, join(folder, name))
    await new Promise((resolve) => server.close(resolve))
  }
}

const listOf = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
