import { createWorld, type Inputs, inputsOf, type World } from '../../__tests__/support/world.js'
import type { RecordedRequest } from '../../sandbox/exchange.js'
import type { SecretPlace } from '../../sandbox/github/github.js'
import { TOUCH_INTERVAL } from '../../sandbox/headhunter/state.js'
import type { Sandbox } from '../../sandbox/sandbox.js'
import { DAY, HOUR, SECOND } from '../../src/domain/clock.js'
import type { HttpResponse } from '../../src/domain/http.js'
import { isRed, type RunReport } from '../../src/domain/report.js'
import { type InputName, readSettings, type Settings } from '../../src/settings/settings.js'
import { type Advice, adviceOf } from './advice.js'
import { CHANGES } from './changes.js'
import { faultRule } from './fault-rules.js'
import { type Circumstances, type PairPlace, placeOfPair, workingCode } from './pair-place.js'
import {
  type Incident,
  type LifeEvent,
  type LifePlan,
  PERSON_CHANGES,
  type RunPlan,
  type WorldChange,
} from './plan.js'
import { type Ending, type Phase, RunProcess, type RunRequest } from './process.js'
import { checkOutput, checkReport, checkSignal } from './run-rules.js'
import { count, type Tally } from './tally.js'
import { targetOf } from './targets.js'
import { TokenAudit } from './token-audit.js'
import { must } from './violation.js'

/** Runs a plan; throws a `Violation` at the first invariant that does not hold. */
export async function live(plan: LifePlan, tally: Tally, trace: Trace = () => {}): Promise<void> {
  const life = new Life(plan, tally, trace)
  for (const event of plan.events) await life.step(event)
  await life.epilogue()
}

/** Called with what happens, for the report of a counterexample. */
export type Trace = (line: string) => void

/** Moments in advice are by a service's clock. */
const CLOCKS_DIFFER_BY = DAY
/** What the person's App may do. */
const APP_RIGHTS = { secrets: 'write', environments: 'write', actions: 'read' }

/** A run with nothing special about it. */
export const PLAIN_RUN: RunPlan = {
  gapMs: 5 * HOUR,
  byHand: false,
  dryRun: false,
  person: 'nothing',
  pastes: false,
  renewsToken: false,
  oldInputs: undefined,
  maxWait: '0',
  expiresWhileWaiting: false,
  skewMs: 0,
  latenciesMs: [0],
  faults: [],
  incidents: [],
}

export class Life {
  readonly world: World
  readonly sandbox: Sandbox
  readonly place: SecretPlace
  readonly audit: TokenAudit
  /** Every recovery code that was printed, in order. */
  readonly codes: string[] = []
  readonly #plan: LifePlan
  readonly #tally: Tally
  readonly #trace: Trace
  /** What runs were given, and when. */
  readonly #inputs: { given: Inputs; at: number }[] = []
  readonly #authCodes: string[] = []
  readonly #processes: RunProcess[] = []
  /** Of the latest run; undefined when it was killed. */
  lastReport: RunReport | undefined
  #advice: Advice | undefined
  #found: unknown
  /** The person did something to the pair since the latest step. */
  #personChangedPair = false
  #overlapping = false

  constructor(plan: LifePlan, tally: Tally, trace: Trace) {
    this.#trace = trace
    this.#plan = plan
    this.#tally = tally
    this.place = plan.environment ? { environment: 'production' } : {}
    this.world = createWorld({
      ...{ seed: plan.seed, token: plan.token, resumes: 2, ...this.place },
      ...(plan.app && { app: APP_RIGHTS }),
    })
    this.sandbox = this.world.sandbox
    Object.assign(this.sandbox.aheadMs, { headHunter: plan.hhAheadMs, github: plan.githubAheadMs })
    // What was made by other clocks is not in the future.
    this.sandbox.clock.advance(5 * HOUR)
    this.sandbox.headHunter.state.issueLag = plan.issueLagMs
    this.audit = new TokenAudit(this.sandbox, tally)
    this.sandbox.watch((request, phase) => {
      if (phase === 'done') this.#onEffect(request)
    })
    count(tally, 'lives')
  }

  pairPlace(): PairPlace {
    return placeOfPair(this.#circumstances())
  }

  #circumstances(): Circumstances {
    const clientSecret = this.sandbox.headHunter.state.applications[0]?.secret ?? ''
    return { sandbox: this.sandbox, place: this.place, clientSecret, codes: this.codes }
  }

  async step(event: LifeEvent): Promise<void> {
    const before = this.pairPlace()
    this.#personChangedPair = false
    this.#overlapping = false
    this.audit.beginStep()
    await this.#happen(event)
    this.#judgeStep(before)
  }

  async #happen(event: LifeEvent): Promise<void> {
    if (event.kind === 'world') {
      this.sandbox.clock.advance(event.gapMs)
      return this.#change(event.change)
    }
    if (event.kind === 'run') {
      this.sandbox.clock.advance(event.run.gapMs)
      await this.#run(event.run)
      this.sandbox.faults.clear()
      return
    }
    count(this.#tally, 'overlaps')
    this.#overlapping = true
    this.sandbox.clock.advance(event.first.gapMs)
    const first = this.#run(event.first)
    // Awaited below; prevents an unhandled rejection until then.
    first.catch(() => {})
    await this.sandbox.clock.sleep(event.offsetMs)
    await Promise.all([first, this.#run(event.second)])
    this.sandbox.faults.clear()
  }

  /** The account is kept, or the sandbox's record proves one of the unavoidable losses. */
  #judgeStep(before: PairPlace): void {
    const now = this.pairPlace()
    this.#trace(`the account: ${before} -> ${now}`)
    count(this.#tally, `pair.${now}`)
    if (before === 'none' || now !== 'none') return
    const excuse = this.#personChangedPair ? 'person' : this.audit.excuse()
    // A run can't tell a secret that a person changed meanwhile from one that another run saved.
    if (!this.#personChangedPair) this.audit.checkLosers()
    must(excuse !== undefined, 'a pair was lost without need', () => `it was ${before}`)
    count(this.#tally, `loss.${excuse}`)
  }

  /** Everything is well again, and the person does what the runs say: the account must come back. */
  async epilogue(): Promise<void> {
    this.#endFaults()
    const safe = this.pairPlace() !== 'none'
    let act: RunPlan['person'] = this.pairPlace() === 'code' ? 'working_code' : 'nothing'
    // A red run said so when it got this access token without a refresh token.
    if (!safe && this.#hasLoneAccessToken()) act = 'fresh_auth_code'
    for (let turn = 0; turn < 4; turn++) {
      const before = this.pairPlace()
      this.#personChangedPair = false
      this.audit.beginStep()
      const ending = await this.#run({ ...PLAIN_RUN, byHand: true, person: act })
      this.#judgeStep(before)
      must(ending.kind === 'ended', 'a run in a healthy world did not end')
      if (!isRed(ending.report) && ending.report.resumes.length > 0) {
        if (turn === 0) return this.#lastRotation()
        count(this.#tally, 'recovered.epilogue')
        return this.#lastRotation()
      }
      const advice = this.#advice
      must(isRed(ending.report) || advice === undefined, 'advice of a green run')
      must(!(safe && advice?.authorize), 'advised to authorize again though the pair is safe', () =>
        JSON.stringify(ending.report.diagnostics),
      )
      this.sandbox.clock.advance(
        Math.max(5 * HOUR, (advice?.retryAt ?? 0) - this.sandbox.clock.now() + CLOCKS_DIFFER_BY),
      )
      act = 'advice'
    }
    must(false, 'following the advice does not bring the account back')
  }

  #hasLoneAccessToken(): boolean {
    const { HH_ACCESS_TOKEN = '' } = this.sandbox.github.secrets(this.place)
    return this.sandbox.headHunter.accepts(HH_ACCESS_TOKEN)
  }

  /** And it lives on: the next rotation works. */
  async #lastRotation(): Promise<void> {
    this.sandbox.clock.advance(15 * DAY)
    const ending = await this.#run(PLAIN_RUN)
    const worked = ending.kind === 'ended' && !isRed(ending.report) && ending.report.resumes.length > 0
    must(worked, 'the rotation after the recovery fails', () => JSON.stringify(ending))
  }

  async #run(plan: RunPlan): Promise<Ending> {
    const { sandbox } = this
    const { given, at: queuedAt } = this.#prepare(plan)
    if (plan.expiresWhileWaiting) this.#letExpire(given)
    this.#trace(
      `${this.#time()} a run begins, ${given['auth-code'] ? `with ${given['auth-code'].slice(0, 6)}…` : 'no code'}`,
    )
    const settings = settingsOf(given)
    for (const fault of plan.faults) sandbox.faults.add(faultRule(fault, sandbox.timeOf('github')))
    const process: RunProcess = new RunProcess({
      sandbox,
      settings,
      byHand: plan.byHand || given['auth-code'] !== undefined,
      workflowRun: this.#workflowRun(queuedAt),
      skewMs: plan.skewMs,
      latenciesMs: plan.latenciesMs,
      onRequest: (request, phase) => this.#onRequest(process, plan.incidents, request, phase),
      onAnswer: (request, response) => this.#onAnswer(process, request, response),
    })
    this.#processes.push(process)
    for (const { what, when } of plan.incidents) {
      if ('afterMs' in when) void process.after(when.afterMs, () => this.#incident(what, process, 'moment'))
    }
    count(this.#tally, 'runs')
    const ending = await process.run()
    this.#conclude(process, ending, given, { ...plan, queuedAt })
    return ending
  }

  #conclude(process: RunProcess, ending: Ending, given: Inputs, plan: RunPlan & { queuedAt: number }): void {
    const tally = this.#tally
    if (this.#found !== undefined) throw this.#found
    // A person who pastes during a run takes time, which moves the clock of the signal too.
    if (!plan.incidents.some(({ what }) => what.endsWith('_pasted'))) checkSignal(process)
    must(ending.kind !== 'crashed', 'a run threw', () => String((ending as { error: Error }).error?.stack))
    const printed = process.journal.entries.filter(({ kind }) => kind === 'code').map(({ text }) => text)
    this.codes.push(...printed)
    count(tally, 'codes printed', printed.length)
    for (const request of process.requests.keys()) {
      const target = targetOf(request)
      if (request.fault !== undefined && target) count(tally, `fault.${target}.${request.fault}`)
    }
    const report = ending.kind === 'ended' ? ending.report : undefined
    this.lastReport = report
    this.#trace(`${this.#time()} ${ending.kind}: ${JSON.stringify(story(process, report))}`)
    checkOutput({ process, report, sandbox: this.sandbox, audit: this.audit, codes: printed, given })
    if (report === undefined) {
      count(tally, 'ended.killed')
      return
    }
    process.report = report
    checkReport({ process, report, sandbox: this.sandbox, audit: this.audit, resumes: this.world.resumes })
    this.#checkElsewhere(process, report, plan)
    count(tally, report.cancelled ? 'ended.cancelled' : isRed(report) ? 'ended.red' : 'ended.green')
    for (const { severity, diagnostic } of report.diagnostics)
      count(tally, `${severity}.${diagnostic.reason}`)
    for (const { diagnostic } of report.resumes) count(tally, `resume.${diagnostic.reason}`)
    this.#advice = adviceOf(report)
  }

  /** A run that can know must not report another run's refresh if the account is lost. */
  #checkElsewhere(
    { options, startedAt }: RunProcess,
    report: RunReport,
    plan: RunPlan & { queuedAt: number },
  ): void {
    const says = report.diagnostics.some(({ diagnostic }) => diagnostic.reason === 'refreshed_elsewhere')
    const isAlone = !this.#overlapping && plan.oldInputs === undefined && plan.faults.length === 0
    if (!says || isRed(report) || !isAlone || this.#personChangedPair) return
    const gotSecretsAt = this.#plan.environment ? startedAt : plan.queuedAt
    const writtenAt = this.sandbox.github.secret('HH_REFRESH_TOKEN', this.place)?.updatedAt ?? 0
    // Within a second the order of a write and of the queueing is unknown.
    const isTie = Math.abs(writtenAt - this.sandbox.aheadMs.github - gotSecretsAt) < SECOND
    const knows = (options.byHand || options.workflowRun !== undefined) && !isTie
    must(!knows || this.pairPlace() !== 'none', 'green, and there is no working pair')
  }

  /** The access token expires in half an hour, and one resume is due in an hour. */
  #letExpire({ 'access-token': accessToken = '' }: Inputs): void {
    // What another run has read does not change by itself.
    if (this.#processes.some(({ over }) => !over)) return
    const [resume] = this.world.resumes
    if (resume) resume.updatedAt = this.sandbox.clock.now() - TOUCH_INTERVAL + HOUR
    const pair = this.sandbox.headHunter.pair(accessToken)
    if (pair) pair.expiresAt = Math.min(pair.expiresAt, this.sandbox.timeOf('headHunter') + HOUR / 2)
    count(this.#tally, 'waits for an expiry')
  }

  #workflowRun(createdAt: number): RunProcess['options']['workflowRun'] {
    if (!this.#plan.witness) return undefined
    const jobStartedAt = this.sandbox.timeOf('github')
    const { id } = this.sandbox.github.addRun({
      createdAt: createdAt + this.sandbox.aheadMs.github,
      jobStartedAt,
      runner: String(this.#inputs.length),
    })
    return { id: String(id), runner: String(this.#inputs.length) }
  }

  #prepare(plan: RunPlan): { given: Inputs; at: number } {
    if (plan.renewsToken || (plan.person === 'advice' && this.#advice?.token)) this.#change('token_renewed')
    const code = this.#codeOf(plan)
    let handedIn = code
    if (code?.startsWith('hhrc1.') && plan.pastes) {
      this.#paste(code)
      handedIn = undefined
    }
    const old = plan.oldInputs === undefined ? undefined : this.#inputs.at(-1 - plan.oldInputs)
    if (old) count(this.#tally, 'runs with old inputs')
    const { 'access-token': _, 'refresh-token': __, 'github-token': ___, ...rest } = old?.given ?? {}
    const given = inputsOf(this.world, this.sandbox.urls, {
      ...(this.#plan.environment ? rest : old?.given),
      ...this.place,
      'max-wait': plan.expiresWhileWaiting ? '2h' : plan.maxWait,
      'dry-run': String(plan.dryRun),
      ...(handedIn === undefined ? {} : { 'auth-code': handedIn }),
    })
    const prepared = { given, at: old?.at ?? this.sandbox.clock.now() }
    this.#inputs.push(prepared)
    return prepared
  }

  #codeOf({ person }: RunPlan): string | undefined {
    const act = person === 'advice' ? this.#adviceAct() : person
    switch (act) {
      case 'latest_code':
        return this.codes.at(-1)
      case 'working_code':
        return workingCode(this.#circumstances())
      case 'older_code':
        return this.codes.at(-2)
      case 'spoilt_code':
        return (this.codes.at(-1) ?? 'hhrc1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA').replace(
          /(.{9})./,
          '$1_',
        )
      case 'fresh_auth_code': {
        const { code } = this.sandbox.headHunter.authorizationCode()
        this.#authCodes.push(code)
        return code
      }
      case 'used_auth_code':
        return this.#authCodes.at(-1)
      default:
        return undefined
    }
  }

  #adviceAct(): RunPlan['person'] {
    if (this.#advice?.code) return 'latest_code'
    return this.#advice?.authorize || this.#advice?.authorizeAtLast ? 'fresh_auth_code' : 'nothing'
  }

  #paste(code: string): void {
    const pairPlace = this.pairPlace()
    // Pasted over a pair that lives, or while a run is at work: the advice warns of it.
    if (pairPlace === 'plain' || pairPlace === 'staged' || this.#overlapping) this.#personChangedPair = true
    this.sandbox.github.setSecret('HH_REFRESH_TOKEN', code, this.place)
    count(this.#tally, 'codes pasted')
  }

  /** A violation during a request is thrown after the run: thrown there, the run would handle it as a fault. */
  #noting(check: () => void): void {
    try {
      check()
    } catch (error) {
      this.#found ??= error
    }
  }

  #onRequest(process: RunProcess, incidents: Incident[], request: RunRequest, phase: Phase): void {
    if (phase === 'begun') this.#noting(() => this.audit.checkBegun(process, request))
    if (phase === 'sent') this.#noting(() => this.audit.checkSent(process, request))
    for (const { what, when } of incidents) {
      const due = 'target' in when && when.target === request.target && when.nth === request.nth
      if (due && when.phase === phase) this.#incident(what, process, request.target)
    }
  }

  #incident(what: Incident['what'], process: RunProcess, where: string): void {
    if (process.over) return
    if (what === 'signal') {
      if (process.signalledAt === undefined) count(this.#tally, `signal.${where}`)
      process.signal()
    } else if (what === 'kill') {
      count(this.#tally, `kill.${where}`)
      process.kill()
    } else {
      this.#change(what)
    }
  }

  #onEffect(request: RecordedRequest): void {
    const process = this.#processes.findLast((candidate) => candidate.requests.has(request))
    if (process === undefined) return
    this.#noting(() => this.audit.record(process, request))
    process.notice(request)
  }

  #onAnswer(process: RunProcess, request: RecordedRequest, response: HttpResponse): void {
    this.#noting(() => this.audit.delivered(process, request, response))
  }

  #change(change: WorldChange): void {
    count(this.#tally, `change.${change}`)
    this.#trace(`${this.#time()} ${change}`)
    if (PERSON_CHANGES.some((own) => own === change)) this.#personChangedPair = true
    CHANGES[change]({
      world: this.world,
      place: this.place,
      token: this.#plan.token,
      onStatus: (resume) => this.audit.statusChanged(resume),
    })
  }

  #time(): string {
    return new Date(this.sandbox.clock.now()).toISOString()
  }

  #endFaults(): void {
    this.sandbox.faults.clear()
    this.sandbox.github.exhaustUntil(0)
    this.sandbox.clock.advance(5 * HOUR)
    for (const change of ['token_renewed', 'resumes_back', 'application_opened'] as const)
      this.#change(change)
  }
}

/** A run in a few words: what it sent and got, and what it said in the end. */
function story(process: RunProcess, report: RunReport | undefined) {
  return {
    requests: [...process.requests.keys()].map(
      (request) =>
        `${targetOf(request)} ${request.status ?? '-'}${request.fault ? ` (${request.fault})` : ''}`,
    ),
    signalled: process.signalledAt !== undefined,
    diagnostics: report?.diagnostics.map(({ severity, diagnostic }) => `${severity} ${diagnostic.reason}`),
    resumes: report?.resumes.map(({ diagnostic }) => diagnostic.reason),
  }
}

function settingsOf(inputs: Inputs): Settings {
  const read = readSettings({ read: (name: InputName) => inputs[name] ?? '', nameOf: (name) => name })
  must(read.ok, 'the inputs make no sense', () => JSON.stringify(read))
  return read.settings
}
