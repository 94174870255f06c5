import type { RecordedRequest } from '../../sandbox/exchange.js'
import type { SecretWrite } from '../../sandbox/github/state.js'
import type { IssuedPair, StandInResume } from '../../sandbox/headhunter/state.js'
import type { Sandbox } from '../../sandbox/sandbox.js'
import { MINUTE } from '../../src/domain/clock.js'
import type { HttpResponse } from '../../src/domain/http.js'
import { isRed } from '../../src/domain/report.js'
import { hasTrait, type Reason } from '../../src/reasons/index.js'
import { decodeStagedPair } from '../../src/tokens/staged-pair.js'
import type { Target } from './plan.js'
import type { RunProcess, RunRequest } from './process.js'
import { count, type Tally } from './tally.js'
import { targetOf } from './targets.js'
import { must } from './violation.js'

/** A pair that HeadHunter issued to a run. */
export interface Issuance {
  pair: IssuedPair
  process: RunProcess
  request: RecordedRequest
  how: 'refresh' | 'exchange'
  /** How much the run had said when the answer reached it; undefined: it never did, or not with both tokens. */
  heardAt: number | undefined
  /** The access token alone has reached it. */
  heardHalf: boolean
  /** Any of it was written. */
  written: boolean
  /** The whole pair was written. */
  saved: boolean
}

const TOKEN_SECRETS = ['HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN']
/** What may stand between HeadHunter's answer and the save. */
const SAVES: readonly Target[] = [
  'refresh_secret',
  'public_key',
  'look',
  'look_at_run',
  'app_installation',
  'app_token',
]
/** Longer than a request for a pair with all its tries, and shorter than a wait that matters. */
const PROOF_LASTS = 30 * MINUTE
/** A resume's state that a run learned longer ago than this is no knowledge any more. */
const STALE = 5 * MINUTE

/** The sandbox's own record of who got which pair, who wrote what, and who knew what. */
export class TokenAudit {
  readonly issuances: Issuance[] = []
  readonly #sandbox: Sandbox
  readonly #tally: Tally
  readonly #parents = new Map<IssuedPair, IssuedPair>()
  readonly #accepted = new Map<RunProcess, Set<string>>()
  readonly #claimed = new Set<SecretWrite>()
  readonly #provedAt = new Map<RunProcess, number>()
  readonly #listedAt = new Map<RunProcess, number>()
  readonly #statusChangedAt = new Map<StandInResume, number>()
  #stepBegan = 0

  constructor(sandbox: Sandbox, tally: Tally) {
    this.#sandbox = sandbox
    this.#tally = tally
  }

  beginStep(): void {
    this.#stepBegan = this.issuances.length
  }

  of(process: RunProcess): Issuance[] {
    return this.issuances.filter((issuance) => issuance.process === process)
  }

  statusChanged(resume: StandInResume): void {
    this.#statusChangedAt.set(resume, this.#sandbox.clock.now())
  }

  /** A request of a run has had its effect, if any. */
  record(process: RunProcess, request: RecordedRequest): void {
    const target = targetOf(request)
    const status = request.effect?.status ?? 0
    if (target === 'token' && status === 200) this.#issued(process, request)
    const wrote = target === 'refresh_secret' || target === 'access_secret' || target === 'probe'
    if (wrote && request.method === 'PUT' && status < 300 && status > 0) this.#wrote(process, request)
    if (target === 'publish' && status === 204) count(this.#tally, 'touches')
    if (request.method === 'DELETE')
      must(target === 'probe_removal', 'something else than the probe was deleted')
  }

  #issued(process: RunProcess, request: RecordedRequest): void {
    const { access_token } = JSON.parse(request.effect?.body ?? '')
    const pair = this.#sandbox.headHunter.pair(access_token) as IssuedPair
    const refreshToken = new URLSearchParams(request.body).get('refresh_token')
    const parent = refreshToken === null ? undefined : this.#sandbox.headHunter.pair(refreshToken)
    if (parent) this.#parents.set(pair, parent)
    const how = parent ? 'refresh' : 'exchange'
    this.issuances.push({
      ...{ pair, process, request, how },
      ...{ heardAt: undefined, heardHalf: false, written: false, saved: false },
    })
    count(this.#tally, how === 'refresh' ? 'rotations' : 'exchanges')
  }

  /** An answer has reached a run. */
  delivered(process: RunProcess, request: RecordedRequest, response: HttpResponse): void {
    const target = targetOf(request)
    if (target === 'probe' && request.method === 'PUT' && response.status < 300)
      this.#provedAt.set(process, this.#sandbox.clock.now())
    if (response.status < 200 || response.status > 299) return
    if (target === 'token') {
      const issuance = this.issuances.find((candidate) => candidate.request === request)
      if (issuance && response.body.includes(issuance.pair.accessToken)) {
        if (response.body.includes(issuance.pair.refreshToken))
          issuance.heardAt = process.journal.entries.length
        else issuance.heardHalf = true
      }
    }
    if (target === 'resumes') this.#listedAt.set(process, request.at)
    if (target === 'resumes' || target === 'me') {
      const accepted = this.#accepted.get(process) ?? new Set()
      this.#accepted.set(process, accepted.add(request.headers.authorization?.replace(/^Bearer /, '') ?? ''))
    }
  }

  /** Nothing is ever written but a pair issued or accepted in this very run, and never over a newer one. */
  #wrote(process: RunProcess, request: RecordedRequest): void {
    const write = this.#claim(process, request)
    must(write !== undefined, 'a secret was written that is none of ours')
    const { name, value = '' } = write
    if (!TOKEN_SECRETS.includes(name)) return
    const staged = decodeStagedPair(value)
    const pair = this.#pairIn(write)
    must(pair !== undefined, 'something was written that is no pair', () => name)
    must(
      this.#mayWrite(process, pair),
      'a pair was written that HeadHunter did not accept in this run',
      () => name,
    )
    const own = this.of(process).find((issuance) => issuance.pair === pair)
    if (own) own.written = true
    if (name === 'HH_REFRESH_TOKEN' && own) own.saved = true
    const overwritten = this.#before(write)
    must(
      overwritten === undefined || !this.#descends(overwritten, pair),
      'a newer pair was overwritten',
      () => name,
    )
    const works = this.#sandbox.headHunter.refreshable(pair.refreshToken)
    const worked = overwritten !== undefined && this.#sandbox.headHunter.refreshable(overwritten.refreshToken)
    must(works || !worked, 'an invalid pair was written over one that works', () => name)
    count(this.#tally, `write.${staged ? 'staged' : name === 'HH_ACCESS_TOKEN' ? 'access' : 'refresh'}`)
  }

  /** The write that a request caused. Of two runs that write the same secret in one instant, each gets its own. */
  #claim(process: RunProcess, { path }: RecordedRequest): SecretWrite | undefined {
    const name = path.split('/').at(-1)?.toUpperCase()
    const candidates = this.#sandbox.github.writes.filter(
      (write) =>
        write.name === name &&
        write.action !== 'deleted' &&
        write.by !== 'person' &&
        !this.#claimed.has(write),
    )
    const fitting = candidates.find((write) => {
      const pair = this.#pairIn(write)
      return pair !== undefined && this.#mayWrite(process, pair)
    })
    const write = fitting ?? candidates[0]
    if (write) this.#claimed.add(write)
    return write
  }

  #pairIn({ value = '' }: SecretWrite): IssuedPair | undefined {
    return this.#sandbox.headHunter.pair(decodeStagedPair(value)?.refreshToken ?? value)
  }

  /** HeadHunter issued it to this run, or accepted it from this run, and the run knows. */
  #mayWrite(process: RunProcess, pair: IssuedPair): boolean {
    const issued = this.of(process).some(
      (issuance) => issuance.pair === pair && (issuance.heardAt !== undefined || issuance.heardHalf),
    )
    return issued || this.#accepted.get(process)?.has(pair.accessToken) === true
  }

  /** The pair that stood in the secret before a write. */
  #before(write: SecretWrite): IssuedPair | undefined {
    const { writes } = this.#sandbox.github
    const earlier = writes.slice(0, writes.indexOf(write)).findLast(({ name }) => name === write.name)
    return earlier && this.#pairIn(earlier)
  }

  #descends(pair: IssuedPair, from: IssuedPair): boolean {
    for (let at = this.#parents.get(pair); at !== undefined; at = this.#parents.get(at))
      if (at === from) return true
    return false
  }

  /** What a run may ask for at this moment. */
  checkBegun(process: RunProcess, { target, body }: RunRequest): void {
    const printed = process.journal.entries.some(({ kind }) => kind === 'code')
    const unsaved = this.of(process).some(({ heardAt, saved }) => heardAt !== undefined && !saved)
    // The check of the store runs in parallel, and nothing waits for it.
    const saves = SAVES.includes(target)
    must(!unsaved || printed || saves, 'something came before the save', () => target)
    if (target !== 'token') return
    must(process.signalledAt === undefined, 'a token was spent after the signal')
    const provedAt = this.#provedAt.get(process) ?? Number.NEGATIVE_INFINITY
    const isProved = this.#sandbox.clock.now() - provedAt < PROOF_LASTS
    must(isProved, 'a token was spent before it was proved that its successor can be saved')
    const refreshToken = new URLSearchParams(body).get('refresh_token')
    const own = this.of(process).find(({ pair }) => pair.refreshToken === refreshToken)?.pair
    must(
      own === undefined || this.#wasRefused(process, own),
      'a pair was refreshed that this run had just got',
    )
  }

  /** HeadHunter did not take the pair's access token, by mistake or not. */
  #wasRefused({ answers }: RunProcess, { accessToken }: IssuedPair): boolean {
    return answers.some(
      ({ request, response }) =>
        response.status === 403 && request.headers.authorization === `Bearer ${accessToken}`,
    )
  }

  /** A run is about to publish: it must know that the resume is published already. */
  checkSent(process: RunProcess, { target, path }: RunRequest): void {
    if (target !== 'publish') return
    const id = path.split('/').at(-2)
    const resume = this.#sandbox.headHunter.state.resumes.find((candidate) => candidate.id === id)
    if (resume === undefined || resume.status === 'published') return
    const listedAt = this.#listedAt.get(process) ?? 0
    const changedAt = this.#statusChangedAt.get(resume) ?? 0
    const couldNotKnow = listedAt <= changedAt && this.#sandbox.clock.now() - listedAt <= STALE
    must(couldNotKnow, 'a call would publish a resume that is not published')
    count(this.#tally, 'publish races')
  }

  /** A run that never heard HeadHunter's answer reports that, or the fault of the network, next to any other cause. */
  checkLosers(): void {
    for (const { process, heardAt, how } of this.issuances.slice(this.#stepBegan)) {
      const { report } = process
      if (heardAt !== undefined || report === undefined || report.cancelled) continue
      const isNamed = report.diagnostics.some(({ diagnostic }) => hasTrait(diagnostic.reason, 'answer_lost'))
      // The pair of a code can be lost in a green run that says so, and that signs in with the given pair.
      must(isRed(report) || (how === 'exchange' && isNamed), 'the account was lost in a green run')
      const says = (reason: Reason) =>
        report.diagnostics.some(({ diagnostic }) => diagnostic.reason === reason)
      const wrong = says('refresh_token_spent') || says('recovery_code_dead') || says('staged_pair_dead')
      const isUnanswered = report.diagnostics.some(({ diagnostic }) =>
        hasTrait(diagnostic.reason, 'retryable'),
      )
      must(!wrong || isNamed || isUnanswered, 'a lost answer goes by another name')
    }
  }

  /** Why the loss of the account in this step was unavoidable. */
  excuse(): LossExcuse | undefined {
    for (const issuance of this.issuances.slice(this.#stepBegan)) {
      const excuse = excuseOf(issuance)
      if (excuse !== undefined) return excuse
    }
    return undefined
  }
}

export type LossExcuse = 'answer never came' | 'killed before the first write' | 'no refresh token in it'

/** After a signal a process has no time for such an answer. */
export const TOO_LATE_FOR_A_SIGNAL = /^(too_slow|late)$/

/** Faults that leave no readable answer, or one that comes too late for any process. */
export const DESTROYS =
  /^(reset|lost_answer|stall|stall_body|cut_off|cut_off_chunked|http_\d+|too_late|not_json|other_shape|empty)(_after)?$/

function excuseOf({ process, request, heardAt, heardHalf, written }: Issuance): LossExcuse | undefined {
  const hasCode = process.journal.entries.some(({ kind }) => kind === 'code')
  if (process.killed && !written && !hasCode) {
    const wasWarned = process.signalledAt !== undefined && heardAt !== undefined
    return wasWarned ? undefined : 'killed before the first write'
  }
  if (heardAt !== undefined) return undefined
  const fault = request.fault ?? ''
  if (DESTROYS.test(fault)) return 'answer never came'
  if (process.signalledAt !== undefined && TOO_LATE_FOR_A_SIGNAL.test(fault)) return 'answer never came'
  return heardHalf && fault === 'no_refresh_token' ? 'no refresh token in it' : undefined
}
