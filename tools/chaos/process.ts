import type { RecordedRequest } from '../../sandbox/exchange.js'
import type { Sandbox } from '../../sandbox/sandbox.js'
import { gitHubStoreFor, guardCollaborators, headHunterFor } from '../../src/compose.js'
import { type Clock, SECOND } from '../../src/domain/clock.js'
import { type HttpRequest, type HttpResponse, type Transport, TransportError } from '../../src/domain/http.js'
import type { RunReport } from '../../src/domain/report.js'
import { createShutdown } from '../../src/domain/shutdown.js'
import { run } from '../../src/run.js'
import type { Settings } from '../../src/settings/settings.js'
import { createJournal } from './journal.js'
import type { Target } from './plan.js'
import { never, Sleeps } from './sleeps.js'
import { targetOf } from './targets.js'

/** GitHub's runner: a second signal after 7.5 seconds, the end 2.5 seconds later. */
const SECOND_SIGNAL_AFTER = 7.5 * SECOND
const KILL_AFTER = 10 * SECOND

export type Ending =
  | { kind: 'ended'; report: RunReport }
  | { kind: 'killed' }
  | { kind: 'crashed'; error: unknown }

/** `begun`: it leaves the run; `sent`: just before it arrives; `done`: it had its effect, and the answer is on its way. */
export type Phase = 'begun' | 'sent' | 'done'

export interface RunRequest {
  target: Target
  /** Of its kind in this run, counted from 1. */
  nth: number
  path: string
  body: string
}

export interface ProcessOptions {
  sandbox: Sandbox
  settings: Settings
  byHand: boolean
  /** The run at GitHub that it is part of; undefined if the time of its queueing is unknown. */
  workflowRun: { id: string; runner: string } | undefined
  skewMs: number
  latenciesMs: number[]
  /** Called at each of its requests. */
  onRequest(request: RunRequest, phase: Phase): void
  /** Called when an answer has reached the run. */
  onAnswer(request: RecordedRequest, response: HttpResponse): void
}

/** Never settles: code that awaits it does not continue. */

/** An answer that comes after its deadline is one that reaches the run. */
function withLateAnswer(error: unknown, arrived: (response: HttpResponse) => Promise<HttpResponse>): unknown {
  if (!(error instanceof TransportError) || error.late === undefined) return error
  const late = error.late.then(arrived)
  late.catch(() => {})
  return new TransportError(error.fault, error.code, late)
}

/** One run as a process: it can be signaled and killed at any moment. */
export class RunProcess {
  readonly journal = createJournal()
  /** What it sent; undefined for what no run should send. */
  readonly requests = new Map<RecordedRequest, RunRequest | undefined>()
  readonly startedAt: number
  /** When the first signal came; undefined: none did. */
  signalledAt: number | undefined
  killed = false
  /** The runner's grace period after a signal was over. */
  killedByRunner = false
  endedAt = Number.POSITIVE_INFINITY
  /** What reached it, in order. */
  readonly answers: { request: RecordedRequest; asked: RunRequest | undefined; response: HttpResponse }[] = []
  /** Its report, once it has ended. */
  report: RunReport | undefined
  over = false
  readonly options: ProcessOptions
  readonly #shutdown = createShutdown()
  /** Its name when the run began. */
  readonly #repository: string | undefined
  readonly #sleeps: Sleeps
  readonly #seen = new Map<Target, number>()
  #turn = 0
  #die: () => void = () => {}
  readonly #death = new Promise<Ending>((resolve) => {
    this.#die = () => resolve({ kind: 'killed' })
  })

  constructor(options: ProcessOptions) {
    this.options = options
    this.#sleeps = new Sleeps(options.sandbox.clock)
    this.startedAt = options.sandbox.clock.now()
    this.#repository = options.sandbox.github.state.repositories[0]?.name
  }

  async run(): Promise<Ending> {
    const ended = this.#execute().catch((error): Ending => ({ kind: 'crashed', error }))
    const ending = await Promise.race([ended, this.#death])
    this.endedAt = this.options.sandbox.clock.now()
    this.#stop()
    return ending
  }

  async #execute(): Promise<Ending> {
    const { settings, byHand, workflowRun } = this.options
    const collaborators = guardCollaborators(
      { transport: this.#transport(), clock: this.#clock(), reporter: this.journal },
      this.#shutdown,
    )
    const report = await run(
      { settings, byHand },
      {
        ...collaborators,
        shutdown: this.#shutdown,
        headHunter: headHunterFor(settings, collaborators),
        store: gitHubStoreFor(settings, this.#repository, collaborators, workflowRun),
      },
    )
    return { kind: 'ended', report }
  }

  /** The first of the runner's two signals; the rest comes by itself. */
  signal(): void {
    if (this.over || this.signalledAt !== undefined) return
    this.signalledAt = this.options.sandbox.clock.now()
    void this.after(SECOND_SIGNAL_AFTER, () => this.#shutdown.interrupt())
    void this.after(KILL_AFTER, () => {
      this.killedByRunner = !this.over
      this.kill()
    })
    this.#shutdown.interrupt()
  }

  kill(): void {
    if (this.over) return
    this.killed = true
    this.#stop()
    this.#die()
  }

  /** Runs something later, if the process still runs then. */
  async after(ms: number, action: () => void): Promise<void> {
    await this.#sleeps.sleep(ms)
    action()
  }

  #stop(): void {
    this.over = true
    this.#sleeps.end()
  }

  #clock(): Clock {
    const { sandbox, skewMs } = this.options
    return {
      now: () => sandbox.clock.now() + skewMs,
      monotonic: () => sandbox.clock.monotonic(),
      random: sandbox.clock.random,
      sleep: (ms, signal) => this.#sleeps.sleep(ms, signal),
    }
  }

  #transport(): Transport {
    const inner = this.options.sandbox.transport()
    return async (request) => {
      const asked = this.#understand(request)
      if (asked) this.options.onRequest(asked, 'begun')
      await this.#onTheWay()
      if (asked) this.options.onRequest(asked, 'sent')
      if (this.over) return never()
      const answer = inner(request)
      const recorded = this.options.sandbox.requests.at(-1) as RecordedRequest
      this.requests.set(recorded, asked)
      const arrived = async (response: HttpResponse) => {
        await this.#onTheWay()
        if (this.over) return never<HttpResponse>()
        this.answers.push({ request: recorded, asked, response })
        this.options.onAnswer(recorded, response)
        return response
      }
      try {
        return await arrived(await answer)
      } catch (error) {
        if (this.over) return never()
        throw withLateAnswer(error, arrived)
      }
    }
  }

  async #onTheWay(): Promise<void> {
    const { latenciesMs } = this.options
    const lasts = latenciesMs[this.#turn++ % latenciesMs.length] ?? 0
    if (lasts > 0) await this.#sleeps.sleep(lasts)
  }

  #understand({ method, url, body = '' }: HttpRequest): RunRequest | undefined {
    const path = new URL(url).pathname
    const target = targetOf({ method, path })
    if (target === undefined) return undefined
    const nth = (this.#seen.get(target) ?? 0) + 1
    this.#seen.set(target, nth)
    return { target, nth, path, body }
  }

  /** Called when one of this process's requests had its effect. */
  notice(request: RecordedRequest): void {
    const asked = this.requests.get(request)
    if (asked) this.options.onRequest(asked, 'done')
  }
}
