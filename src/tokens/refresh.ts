import { DAY } from '../domain/clock.js'
import { checkAccessToken } from '../headhunter/check-access-token.js'
import { type Diagnostic, diagnostic, hasTrait } from '../reasons/index.js'
import { lookForOtherRun } from './concurrent-refresh.js'
import type { Held, HeldPair } from './parse-credentials.js'
import { type Attempt, type CredentialPorts, dead, stop } from './ports.js'
import { rotate } from './rotate.js'

export interface RefreshRequest {
  pair: HeldPair
  held: Held
  /** An answer to an earlier request for a pair was lost: whatever happens now, the run may not end as skipped. */
  answerLost: boolean
  /** Why HeadHunter did not take the access token; undefined when there is none. */
  refusal?: Diagnostic
}

/** An access token lives 14 days. */
const ACCESS_TOKEN_LIFE = 14 * DAY

/** Spends the refresh token, once it is proved that its successor can be saved. */
export async function refresh(request: RefreshRequest, ports: CredentialPorts): Promise<Attempt> {
  const { refreshToken } = request.pair
  if (refreshToken === undefined)
    return dead(diagnostic('refresh_token_missing', {}, request.refusal?.requestId))
  if (ports.dryRun) {
    ports.diagnostics.notice(diagnostic('would_refresh'))
    return stop
  }
  if (!(await ports.verifyStore())) return stop
  return exclusively(ports, () => spend(refreshToken, request, ports))
}

/** Two runs on one machine take turns; the second finds what the first one saved. */
async function exclusively(ports: CredentialPorts, work: () => Promise<Attempt>): Promise<Attempt> {
  const lock = await ports.store.acquire()
  if (!lock.ok) {
    ports.diagnostics.problem(lock.diagnostic)
    return stop
  }
  try {
    const saved = await ports.store.current()
    const { accessToken, refreshToken } = ports.given
    const changed = saved && (saved.refreshToken !== refreshToken || saved.accessToken !== accessToken)
    return changed && saved.accessToken !== undefined ? await enter(saved.accessToken, ports) : await work()
  } finally {
    await lock.release()
  }
}

async function spend(
  refreshToken: string,
  request: RefreshRequest,
  ports: CredentialPorts,
): Promise<Attempt> {
  ports.reporter.report({ kind: 'refreshing' })
  const sealing = { given: request.held.sealingToken, spent: request.pair.accessToken }
  const outcome = await rotate(
    // A signal may mean that seconds are left: a token is not spent then.
    () => ports.headHunter.refresh(refreshToken, ports.shutdown.signal),
    sealing,
    ports,
  )
  if (outcome.ok) {
    if (request.pair.from === 'auth-code' && ports.pair.tokensRotated)
      ports.diagnostics.notice(diagnostic('recovered'))
    return enter(outcome.value.accessToken, ports)
  }
  return refused(outcome.diagnostic, outcome.answerLost, request, ports)
}

/** The pair is new and saved: into the account with it. */
export async function enter(accessToken: string, ports: CredentialPorts): Promise<Attempt> {
  const answer = await checkAccessToken(accessToken, ports.headHunter)
  if (answer.kind === 'accepted') return { kind: 'open', account: { accessToken, resumes: answer.resumes } }
  ports.diagnostics.problem(answer.diagnostic)
  return stop
}

async function refused(
  refusal: Diagnostic,
  answerLost: boolean,
  request: RefreshRequest,
  ports: CredentialPorts,
): Promise<Attempt> {
  const { pair } = request
  if (refusal.reason === 'access_token_not_expired') {
    const missing = diagnostic('partner_missing', { at: await healsAt(ports) }, refusal.requestId)
    return pair.origin === 'plain' ? problem(missing, ports) : dead(missing)
  }
  // The application, the account or the network would refuse another pair as well.
  if (!hasTrait(refusal.reason, 'refuses_refresh_token')) return problem(refusal, ports)
  const cause = await causeOf(refusal, answerLost, request, ports)
  if (cause.reason === 'refreshed_elsewhere' && !request.answerLost) {
    ports.diagnostics.warning(cause)
    return stop
  }
  if (cause.reason === 'refresh_answer_lost') return dead(cause)
  if (pair.origin === 'plain') return cause.reason === 'refreshed_elsewhere' ? dead() : problem(cause, ports)
  return dead(
    diagnostic(pair.origin === 'staged' ? 'staged_pair_dead' : 'recovery_code_dead', {}, refusal.requestId),
  )
}

/** Why the refresh token is no longer taken. Only a pair from the secrets can be one that another run has replaced there. */
async function causeOf(
  refusal: Diagnostic,
  answerLost: boolean,
  { pair }: RefreshRequest,
  ports: CredentialPorts,
): Promise<Diagnostic> {
  if (refusal.reason !== 'refresh_token_spent') return refusal
  if (pair.from === 'secrets') return lookForOtherRun(refusal, answerLost, ports)
  return answerLost ? diagnostic('refresh_answer_lost', {}, refusal.requestId) : refusal
}

function problem(cause: Diagnostic, ports: CredentialPorts): Attempt {
  ports.diagnostics.problem(cause)
  return stop
}

/** The access token that lives unseen dies 14 days after it was issued, at the latest 14 days from now. */
async function healsAt(ports: CredentialPorts): Promise<number> {
  const written = await ports.store.lastWrite()
  if (!written.known) return ports.clock.now() + ACCESS_TOKEN_LIFE
  const { refreshTokenAt: issuedAt, storeTime: now } = written
  return (issuedAt + ACCESS_TOKEN_LIFE > now ? issuedAt : now) + ACCESS_TOKEN_LIFE
}
