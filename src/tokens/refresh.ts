import { DAY, SECOND } from '../domain/clock.js'
import { notice, problem, warning } from '../domain/diagnostics.js'
import type { IssuedTokens } from '../domain/headhunter.js'
import type { StoredPair } from '../domain/store.js'
import { type Answer, checkAccessToken } from '../headhunter/check-access-token.js'
import { type Diagnostic, diagnostic, hasTrait } from '../reasons/index.js'
import {
  after,
  failed,
  refused,
  type SignInAttempt,
  type SignInContext,
  type SignInPorts,
  signedIn,
  stepResult,
  stopped,
  verifyStore,
  withLock,
} from './attempt.js'
import { lookForOtherRun } from './concurrent-refresh.js'
import { parseCredentials, type TokenCandidate } from './parse-credentials.js'
import { rotate } from './rotate.js'
import { finalizeWhole } from './save.js'

export interface CandidateRequest {
  candidate: TokenCandidate
  /** An answer to an earlier request for a pair was lost, so the run must not end as skipped. */
  answerLost: boolean
  /** Why HeadHunter refused the access token; undefined if there is none. */
  refusal?: Diagnostic
}

type Renew = (request: CandidateRequest, context: SignInContext) => Promise<SignInAttempt>

const ACCESS_TOKEN_LIFE_MS = 14 * DAY

/**
 * Waits before HeadHunter is asked again, in milliseconds: at the second of expiry it refuses an access token and calls it
 * not expired, a new one can be unknown to some of its servers, and a refusal can be an error.
 */
const ASK_AGAIN_AFTER_MS = [2 * SECOND, 5 * SECOND, 10 * SECOND]

/** Uses the access token; refreshes only if HeadHunter refuses it, or there is none. */
export async function useCandidate(
  request: CandidateRequest,
  context: SignInContext,
  renew: Renew = refresh,
): Promise<SignInAttempt> {
  const { accessToken } = request.candidate
  if (accessToken === undefined) return renew(request, context)
  const answer = await checkAccessToken(accessToken, context.headHunter)
  return answer.kind === 'refused'
    ? renew({ ...request, refusal: answer.diagnostic }, context)
    : accepted(accessToken, answer, request.candidate, context)
}

/** The result if the access token works, or if the problem is not the pair. */
async function accepted(
  accessToken: string,
  answer: Exclude<Answer, { kind: 'refused' }>,
  candidate: TokenCandidate,
  context: SignInContext,
): Promise<SignInAttempt> {
  const { refreshToken, expiresAt } = candidate
  const known = stepResult({ pair: { accessTokenExpiresAt: expiresAt } })
  if (answer.kind === 'accepted') {
    const saved = await finalizeWhole(candidate, answer.resumes.serverTime, context)
    return after(after(known, saved), signedIn({ accessToken, refreshToken, resumes: answer.resumes }))
  }
  const saved = answer.tokenLives
    ? await finalizeWhole(candidate, context.clock.now(), context)
    : stepResult()
  return after(after(known, saved), stopped(problem(answer.diagnostic)))
}

/** Signs in with a token that has no replacement, such as one just issued. */
export async function openAccount(
  { accessToken, refreshToken }: Pick<IssuedTokens, 'accessToken' | 'refreshToken'>,
  { headHunter, clock }: Pick<SignInPorts, 'headHunter' | 'clock'>,
  waits: readonly number[] = ASK_AGAIN_AFTER_MS,
): Promise<SignInAttempt> {
  let answer = await checkAccessToken(accessToken, headHunter)
  for (const wait of waits) {
    if (answer.kind !== 'refused') break
    await clock.sleep(wait)
    answer = await checkAccessToken(accessToken, headHunter)
  }
  return answer.kind === 'accepted'
    ? signedIn({ accessToken, refreshToken, resumes: answer.resumes })
    : stopped(problem(answer.diagnostic))
}

async function refresh(request: CandidateRequest, context: SignInContext): Promise<SignInAttempt> {
  if (request.candidate.refreshToken === undefined) return withoutRefreshToken(request, context)
  if (context.request.dryRun) return preferStored(request, context, wouldRefresh)
  return withLock(context, 'refresh', () => preferStored(request, context, spend))
}

const wouldRefresh: Renew = async () => failed(notice(diagnostic('would_refresh')))

const refreshTokenMissing = (refusal: Diagnostic | undefined): SignInAttempt =>
  refused(diagnostic('refresh_token_missing', {}, refusal?.requestId))

async function withoutRefreshToken(
  { candidate: { accessToken }, refusal }: CandidateRequest,
  context: SignInContext,
): Promise<SignInAttempt> {
  const missing = refreshTokenMissing(refusal)
  if (accessToken === undefined) return missing
  const attempt = await openAccount({ accessToken, refreshToken: undefined }, context, [])
  return attempt.kind === 'signed-in' ? attempt : missing
}

/** If the store now holds another pair, that one is used, and the given one only if that fails. */
async function preferStored(
  request: CandidateRequest,
  context: SignInContext,
  renew: Renew,
): Promise<SignInAttempt> {
  const candidate = storedCandidate(await context.store.current(), context)
  if (candidate === undefined) return renew(request, context)
  const attempt = await useCandidate({ candidate, answerLost: request.answerLost }, context, renew)
  const isInvalid = attempt.kind === 'refused' && attempt.refusal.reason !== 'refresh_answer_lost'
  return isInvalid ? renew(request, context) : attempt
}

function storedCandidate(
  stored: StoredPair | undefined,
  { request: { credentials } }: SignInContext,
): TokenCandidate | undefined {
  const accessToken = stored?.accessToken?.trim() || undefined
  const refreshToken = stored?.refreshToken?.trim() || undefined
  const isAnother =
    (accessToken !== undefined && accessToken !== credentials.accessToken) ||
    (refreshToken !== undefined && refreshToken !== credentials.refreshToken)
  if (!isAnother) return undefined
  const { clientSecret } = credentials
  const { whole, plain } = parseCredentials({ clientSecret, accessToken, refreshToken, authCode: undefined })
  const candidate = whole ?? plain
  return candidate && { ...candidate, from: 'store' }
}

/** Refreshes the pair, after proving that the new one can be saved. */
async function spend(request: CandidateRequest, context: SignInContext): Promise<SignInAttempt> {
  const { refreshToken } = request.candidate
  if (refreshToken === undefined) return refreshTokenMissing(request.refusal)
  const verified = await verifyStore(context, { isDue: true })
  if (!verified.proof.ok) return after(verified, failed())
  return after(verified, await requestPair(refreshToken, request, context, ASK_AGAIN_AFTER_MS))
}

async function requestPair(
  refreshToken: string,
  request: CandidateRequest,
  context: SignInContext,
  waits: readonly number[],
): Promise<SignInAttempt> {
  const { candidate } = request
  context.reporter.report({ kind: 'refreshing' })
  const sealing = { given: context.parsed.sealingToken, spent: candidate.accessToken }
  const { outcome, ...rotation } = await rotate(
    // After a signal only seconds can be left, so no token is spent.
    () => context.headHunter.refresh(refreshToken, context.shutdown.signal),
    sealing,
    context,
  )
  if (outcome.ok) {
    const isRecovered = candidate.from === 'auth-code' && rotation.pair.tokensRotated
    const recovered = stepResult({ diagnostics: isRecovered ? [notice(diagnostic('recovered'))] : [] })
    return after(after(rotation, recovered), await openAccount(outcome.value, context))
  }
  if (outcome.diagnostic.reason === 'access_token_not_expired')
    return askAgain(refreshToken, outcome.diagnostic, request, context, waits)
  return refreshRefused(outcome, request, context)
}

/** HeadHunter's two answers contradict each other, for a moment or because the tokens are of two pairs. */
async function askAgain(
  refreshToken: string,
  refusal: Diagnostic,
  request: CandidateRequest,
  context: SignInContext,
  [wait, ...later]: readonly number[],
): Promise<SignInAttempt> {
  const { candidate } = request
  const { accessToken } = candidate
  if (wait === undefined || accessToken === undefined) return partnerMissing(candidate, refusal, context)
  await context.clock.sleep(wait)
  const answer = await checkAccessToken(accessToken, context.headHunter)
  return answer.kind === 'refused'
    ? requestPair(refreshToken, request, context, later)
    : accepted(accessToken, answer, candidate, context)
}

async function partnerMissing(
  { origin }: TokenCandidate,
  { requestId }: Diagnostic,
  context: SignInContext,
): Promise<SignInAttempt> {
  const missing = diagnostic('partner_missing', { at: await refreshableAt(context) }, requestId)
  return origin === 'plain' ? stopped(problem(missing)) : refused(missing)
}

/** An access token without a known expiry is valid for 14 days after it was issued, at most 14 days from now. */
async function refreshableAt({ store, clock }: SignInContext): Promise<number> {
  const written = await store.lastWrite()
  if (!written.known) return clock.now() + ACCESS_TOKEN_LIFE_MS
  const { refreshTokenAt: issuedAt, storeTime: now } = written
  return (issuedAt + ACCESS_TOKEN_LIFE_MS > now ? issuedAt : now) + ACCESS_TOKEN_LIFE_MS
}

async function refreshRefused(
  { diagnostic: refusal, answerLost }: { diagnostic: Diagnostic; answerLost: boolean },
  request: CandidateRequest,
  context: SignInContext,
): Promise<SignInAttempt> {
  const { candidate } = request
  if (!hasTrait(refusal.reason, 'refuses_refresh_token')) {
    // The code that was entered failed; the pair in the secrets can still work.
    return candidate.from === 'auth-code' ? failed(problem(refusal)) : stopped(problem(refusal))
  }
  const cause = await causeOf(refusal, answerLost, candidate, context)
  if (cause.reason === 'refreshed_elsewhere')
    return request.answerLost ? otherPairMayDo(candidate, refusal) : stopped(warning(cause))
  if (cause.reason === 'refresh_answer_lost' || candidate.from === 'store') return refused(cause)
  return candidate.origin === 'plain' ? stopped(problem(cause)) : otherPairMayDo(candidate, refusal)
}

/** Why the refresh token is refused. Only a pair from the secrets can have been replaced by another run. */
async function causeOf(
  refusal: Diagnostic,
  answerLost: boolean,
  { from }: TokenCandidate,
  context: SignInContext,
): Promise<Diagnostic> {
  if (refusal.reason !== 'refresh_token_spent') return refusal
  if (from === 'secrets') return lookForOtherRun(refusal, answerLost, context)
  return answerLost ? diagnostic('refresh_answer_lost', {}, refusal.requestId) : refusal
}

function otherPairMayDo({ origin }: TokenCandidate, { requestId }: Diagnostic): SignInAttempt {
  if (origin === 'plain') return failed()
  return refused(diagnostic(origin === 'staged' ? 'staged_pair_dead' : 'recovery_code_dead', {}, requestId))
}
