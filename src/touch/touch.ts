import pLimit from 'p-limit'
import { MINUTE, SECOND } from '../domain/clock.js'
import { problem, warning } from '../domain/diagnostics.js'
import type { Resume, ResumeList } from '../domain/headhunter.js'
import type { ResumeResult } from '../domain/report.js'
import { explainForbidden, isTokenRefusal } from '../headhunter/check-access-token.js'
import { type Diagnostic, diagnostic, type ReportedDiagnostic } from '../reasons/index.js'
import {
  blockingReason,
  hasMoved,
  isDue,
  pickWanted,
  planTasks,
  type ResumesById,
  type TouchTask,
  type Wanted,
  wasTooEarly,
} from './plan.js'
import { type Aftermath, endingOf, resultOf } from './result.js'
import { type TouchPorts, TouchSession } from './session.js'

/** HeadHunter's limit is exact to the second, so a touch waits this much longer. */
const AFTER_DUE_MS = 2 * SECOND
/** Delay before a resume that is due but refused is tried again: at most eight times in an hour, then twice. */
const AFTER_REFUSAL_MS = [30 * SECOND, 1 * MINUTE, 2 * MINUTE, 4 * MINUTE, 7 * MINUTE, 15 * MINUTE]
const LATER_REFUSALS_MS = 30 * MINUTE
/** Time for the requests, beyond the run's maximum wait. */
const GRACE_MS = 1 * MINUTE
/** How often the log says that the run is waiting. */
const HEARTBEAT_MS = 10 * MINUTE
/** HeadHunter allows about ten requests a second from one address. */
const CONCURRENCY = 3
/** Wait before the list is read again for a touch that it does not show yet. */
const SECOND_LOOK_AFTER_MS = 3 * SECOND

export interface TouchRequest {
  accessToken: string
  /** The list of the sign-in. */
  resumes: ResumeList
  resumeIds: 'all' | string[]
  maxWaitMs: number
  dryRun: boolean
}

export interface TouchResult {
  resumes: ResumeResult[]
  diagnostics: ReportedDiagnostic[]
}

/** Touches the resumes that are due, waits for those that soon are, and verifies the result by the list. */
export class Touching {
  readonly #request: TouchRequest
  readonly #session: TouchSession
  readonly #wanted: Wanted[]
  readonly #tasks: Map<string, TouchTask>
  /** By HeadHunter's clock. */
  readonly #waitUntil: number
  /** By this machine's clock, which HeadHunter's clock does not affect. */
  readonly #deadline: number

  constructor(request: TouchRequest, ports: TouchPorts) {
    this.#request = request
    this.#session = new TouchSession(request.accessToken, request.resumes, ports)
    this.#wanted = pickWanted(request.resumes.resumes, request.resumeIds)
    this.#tasks = new Map(planTasks(this.#wanted).map((task) => [task.resume.id, task]))
    this.#waitUntil = this.#session.now() + request.maxWaitMs
    this.#deadline = ports.clock.monotonic() + request.maxWaitMs + GRACE_MS
  }

  /** Whether there is anything to touch, now or within the time that the run may wait. */
  get hasWork(): boolean {
    return !this.#request.dryRun && this.#withinReach([...this.#tasks.values()]).length > 0
  }

  async run(): Promise<TouchResult> {
    if (this.#request.dryRun) return this.#results((task) => this.#rehearse(task))
    await this.#workInRounds()
    const list = await this.#verify()
    const forbidden = await this.#explainForbidden()
    const { resumes, diagnostics } = this.#resultsWith({ list, forbidden, now: this.#session.now() })
    const unseen = resumes.some(({ diagnostic: { reason } }) => reason === 'touched_unverified')
    const warnings = unseen ? [warning(diagnostic('touched_unverified'))] : []
    return { resumes, diagnostics: [...diagnostics, ...warnings] }
  }

  /** What is known before the end: nothing, of a resume whose touch is due or under way. */
  get soFar(): TouchResult {
    const now = this.#session.now()
    const { resumes, diagnostics } = this.#resultsWith({ list: undefined, forbidden: undefined, now })
    const isOpen = (task: TouchTask) => task.outcome === undefined && isDue(task, now)
    const open = [...this.#tasks.values()].filter(isOpen).map(({ resume }) => resume.id)
    return { resumes: resumes.filter(({ id }) => !open.includes(id)), diagnostics }
  }

  #resultsWith(aftermath: Aftermath): TouchResult {
    return this.#results((task) => {
      const resume = aftermath.list?.get(task.resume.id) ?? task.resume
      return resultOf(task.resume.id, resume, endingOf(task, aftermath), aftermath.now)
    })
  }

  #results(resultOfTask: (task: TouchTask) => ResumeResult): TouchResult {
    const resumes = this.#wanted.map(({ id, resume }) => {
      const task = this.#tasks.get(id)
      if (task !== undefined) return resultOfTask(task)
      const reason = blockingReason(resume) ?? 'not_in_account'
      return resultOf(id, resume, { outcome: 'failed', diagnostic: diagnostic(reason) }, this.#session.now())
    })
    return { resumes, diagnostics: resumes.length === 0 ? [problem(diagnostic('no_published_resumes'))] : [] }
  }

  /** What a dry run says of a resume that it would touch, and of one for which it is too early. */
  #rehearse({ resume, dueAt }: TouchTask): ResumeResult {
    const reason = dueAt === undefined || dueAt <= this.#waitUntil ? 'dry_run' : 'too_early'
    const details = dueAt === undefined ? {} : { at: dueAt }
    const ending = { outcome: 'skipped' as const, diagnostic: diagnostic(reason, details) }
    return resultOf(resume.id, resume, ending, this.#session.now())
  }

  /** Touches what is due and waits for what is next, round by round, until nothing within reach is left. */
  async #workInRounds(): Promise<void> {
    let open = this.#withinReach([...this.#tasks.values()])
    while (open.length > 0) {
      const due = open.filter((task) => isDue(task, this.#session.now()))
      const later = open.filter((task) => !due.includes(task))
      const tried = await this.#retryRefusedToken(await this.#publish(due))
      const mayWait = this.#session.now() < this.#waitUntil
      const refused = mayWait ? await this.#postpone(tried.filter(wasTooEarly)) : []
      open = [...later, ...this.#withinReach(refused)]
      if (open.length === 0 || this.#timeLeft() <= 0) return
      await this.#waitForNext(open)
      open = this.#withinReach(await this.#lookAgain(open))
    }
  }

  #withinReach(tasks: TouchTask[]): TouchTask[] {
    const now = this.#session.now()
    return tasks.filter((task) => isDue(task, now) || isDue(task, this.#waitUntil))
  }

  #keep(task: TouchTask): TouchTask {
    this.#tasks.set(task.resume.id, task)
    return task
  }

  async #publish(due: TouchTask[]): Promise<TouchTask[]> {
    if (due.length === 0) return []
    const { headHunter, reporter } = this.#session.ports
    reporter.report({ kind: 'touching', count: due.length })
    const limit = pLimit(CONCURRENCY)
    const touch = async (task: TouchTask) => {
      const outcome = await headHunter.publish(this.#session.accessToken, task.resume.id)
      return this.#keep({ ...task, outcome })
    }
    return Promise.all(due.map((task) => limit(touch, task)))
  }

  /** The list was shown with this very token: a refusal may be a mistake, or the token has expired since. */
  async #retryRefusedToken(tried: TouchTask[]): Promise<TouchTask[]> {
    const isRefused = ({ outcome }: TouchTask) =>
      outcome !== undefined && !outcome.ok && isTokenRefusal(outcome.diagnostic)
    const refused = tried.filter(isRefused)
    if (refused.length === 0) return tried
    const again = await this.#publish(await this.#lookAgain(refused))
    return [...tried.filter((task) => !isRefused(task)), ...again]
  }

  /** Refused as too early: HeadHunter's own time decides when to try again. Leaves out what is touched after all. */
  async #postpone(refused: TouchTask[]): Promise<TouchTask[]> {
    if (refused.length === 0) return []
    const list = await this.#session.list()
    const now = this.#session.now()
    return refused
      .map((task) => this.#keep(postponed(task, list?.get(task.resume.id)?.nextTouchAt, now)))
      .filter((task) => list === undefined || !hasMoved(task, list))
  }

  #timeLeft(): number {
    return this.#deadline - this.#session.ports.clock.monotonic()
  }

  async #waitForNext(open: TouchTask[]): Promise<void> {
    const until = Math.min(...open.map(({ dueAt }) => dueAt ?? 0)) + AFTER_DUE_MS
    const { clock, reporter } = this.#session.ports
    const left = () => Math.min(until - this.#session.now(), this.#timeLeft())
    for (let lasts = left(); lasts > 0; lasts = left()) {
      reporter.report({ kind: 'waiting', count: open.length, until, lasts })
      await clock.sleep(Math.min(lasts, HEARTBEAT_MS))
    }
  }

  /**
   * Much may happen in hours: a resume that its owner hid meanwhile would be published by the call that touches, and one
   * that was touched elsewhere has a later time now.
   */
  async #lookAgain(open: TouchTask[]): Promise<TouchTask[]> {
    const list = await this.#session.lookAgain()
    return open.flatMap((task) => {
      const fresh = list.ok ? list.value.get(task.resume.id) : undefined
      const blocked = blockingReason(fresh)
      if (list.ok && fresh && blocked === undefined) return [this.#keep(updated(task, fresh))]
      const refusal = list.ok ? diagnostic(blocked ?? 'not_in_account') : list.diagnostic
      this.#keep({ ...task, outcome: { ok: false, diagnostic: refusal, answerLost: false } })
      return []
    })
  }

  /** Reads the list once more, for a touch counts only if it shows; a second look where one does not show yet. */
  async #verify(): Promise<ResumesById | undefined> {
    const tried = [...this.#tasks.values()].filter(({ outcome }) => outcome !== undefined)
    if (tried.length === 0) return undefined
    this.#session.ports.reporter.report({ kind: 'verifying' })
    const first = await this.#session.list()
    if (first === undefined || tried.every((task) => !task.outcome?.ok || hasMoved(task, first))) return first
    await this.#session.ports.clock.sleep(SECOND_LOOK_AFTER_MS)
    return (await this.#session.list()) ?? first
  }

  /** `forbidden` for a touch: is it the application that has no access? Asked once, whatever the number of resumes. */
  async #explainForbidden(): Promise<Diagnostic | undefined> {
    for (const { outcome } of this.#tasks.values()) {
      if (outcome === undefined || outcome.ok || outcome.diagnostic.reason !== 'forbidden') continue
      const { accessToken, ports } = this.#session
      return (await explainForbidden(outcome.diagnostic, accessToken, ports.headHunter)).diagnostic
    }
    return undefined
  }
}

/** What was tried is measured by how it stood before. */
const updated = (task: TouchTask, fresh: Resume): TouchTask => ({
  ...task,
  resume: task.outcome === undefined ? fresh : task.resume,
  dueAt: Math.max(task.dueAt ?? 0, fresh.nextTouchAt ?? 0),
})

/** Without a time from HeadHunter, or with one that does not hold, the tries get rarer. */
function postponed(task: TouchTask, nextTouchAt: number | undefined, now: number): TouchTask {
  const soonest = now + (AFTER_REFUSAL_MS[task.refusals] ?? LATER_REFUSALS_MS)
  return { ...task, dueAt: Math.max(nextTouchAt ?? 0, soonest), refusals: task.refusals + 1 }
}
