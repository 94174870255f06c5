import { distinct, notice, onlyByHand, problem, unexpectedError } from '../domain/diagnostics.js'
import type { Proof } from '../domain/store.js'
import { checkAccessToken } from '../headhunter/check-access-token.js'
import { type Diagnostic, diagnostic, hasTrait, type ReportedDiagnostic } from '../reasons/index.js'
import {
  type Account,
  after,
  failed,
  type PairState,
  refused,
  type SignInAttempt,
  type SignInContext,
  type SignInPorts,
  type SignInRequest,
  type StepResult,
  signedIn,
  stepResult,
  stopped,
  verifyStore,
  withLock,
} from './attempt.js'
import { parseCredentials, type TokenCandidate, unreadable } from './parse-credentials.js'
import { openAccount, useCandidate } from './refresh.js'
import { rotate } from './rotate.js'

export interface SignInResult {
  /** Undefined if the sign-in failed; the diagnostics say why. */
  account: Account | undefined
  diagnostics: ReportedDiagnostic[]
  pair: PairState
  /** The result of the last write to the store; undefined if there was none. */
  proof: Proof | undefined
}

const NOTHING_KNOWN: PairState = {
  tokensRotated: false,
  accessTokenExpiresAt: undefined,
  recoveryCode: undefined,
}

/**
 * Signs in with the given credentials and saves a new pair, before anything is touched (docs/how-it-works.md). If a signal
 * or an unexpected error ends it early, it returns what is known by then.
 */
export async function signIn(request: SignInRequest, ports: SignInPorts): Promise<SignInResult> {
  let known = stepResult()
  const remember = ({ diagnostics, pair, proof }: StepResult) => {
    known = after(known, { diagnostics, pair, proof })
  }
  const giveUp = (why: ReportedDiagnostic) => remember(stepResult({ diagnostics: [why] }))
  const parsed = parseCredentials(request.credentials)
  const account = await Promise.race([
    tryInTurn({ ...ports, request, parsed, remember }).catch((error: unknown) =>
      giveUp(unexpectedError(error, ports.reporter)),
    ),
    ports.shutdown.cancelled.then(() => giveUp(problem(diagnostic('cancelled')))),
  ])
  return {
    account: account ?? undefined,
    diagnostics: distinct(known.diagnostics),
    pair: { ...NOTHING_KNOWN, ...known.pair },
    proof: known.proof,
  }
}

/** Where the credentials of an attempt are from. */
type From = 'auth-code' | 'secrets'

interface Refusal {
  from: From
  diagnostic: Diagnostic
}

async function tryInTurn(context: SignInContext): Promise<Account | undefined> {
  maskWhole(context)
  const refusals: Refusal[] = []
  for (const { from, attempt } of signInAttempts(context)) {
    const result = await attempt(refusals.some(isLostAnswer))
    // The next run is not given the code again.
    const diagnostics = from === 'auth-code' ? result.diagnostics.map(onlyByHand) : result.diagnostics
    context.remember({ ...result, diagnostics })
    if (result.kind === 'signed-in') {
      context.remember(stepResult({ diagnostics: refusals.flatMap(downgradeToNotice) }))
      return result.account
    }
    if (result.kind === 'stopped') break
    if (result.kind === 'refused') refusals.push({ from, diagnostic: result.refusal })
  }
  context.remember(stepResult({ diagnostics: refusals.map(({ diagnostic }) => problem(diagnostic)) }))
  return undefined
}

const isLostAnswer = ({ diagnostic }: Refusal): boolean => hasTrait(diagnostic.reason, 'answer_lost')

/** Another attempt succeeded: a refused code becomes a notice, a secret that no longer works a warning. */
const downgradeToNotice = ({ from, diagnostic: refusal }: Refusal): ReportedDiagnostic[] =>
  from === 'secrets' ? [notice(refusal), problem(diagnostic('authorize_soon'))] : [notice(refusal)]

interface PlannedAttempt {
  from: From
  /** `answerLost`: in an earlier attempt. */
  attempt(answerLost: boolean): Promise<SignInAttempt>
}

/** The sign-in attempts, in their order. */
function signInAttempts(context: SignInContext): PlannedAttempt[] {
  const { recovered, recoveryUnreadable, authCode, whole, wholeUnreadable, plain } = context.parsed
  const isAlone = whole === undefined && wholeUnreadable === undefined
  const use = (candidate: TokenCandidate, answerLost: boolean) =>
    useCandidate({ candidate, answerLost }, context)
  const code = (attempt: PlannedAttempt['attempt']): PlannedAttempt => ({ from: 'auth-code', attempt })
  const secrets = (attempt: PlannedAttempt['attempt']): PlannedAttempt => ({ from: 'secrets', attempt })
  return [
    ...(recoveryUnreadable ? [code(async () => refused(unreadable('recovery')))] : []),
    ...(recovered ? [code((lost) => use(recovered, lost))] : []),
    ...(authCode === undefined ? [] : [code(() => exchange(authCode, context))]),
    ...(wholeUnreadable ? [secrets(async () => refused(unreadable(wholeUnreadable)))] : []),
    ...(whole ? [secrets((lost) => use(whole, lost))] : []),
    ...(plain ? [secrets((lost) => (isAlone ? use(plain, lost) : useAccessTokenOnly(plain, context)))] : []),
  ]
}

/** Exchanges an authorization code for a pair, after proving that the pair can be saved. */
async function exchange(code: string, context: SignInContext): Promise<SignInAttempt> {
  if (context.request.dryRun) return failed(notice(diagnostic('would_exchange')))
  return withLock(context, 'exchange', () => spendCode(code, context))
}

async function spendCode(code: string, context: SignInContext): Promise<SignInAttempt> {
  const { request, parsed, headHunter, shutdown } = context
  const verified = await verifyStore(context, { isDue: true })
  if (!verified.proof.ok) return after(verified, failed())
  context.reporter.report({ kind: 'exchanging_code' })
  const authorization = {
    code,
    redirectUri: request.redirectUri,
    ...(parsed.codeVerifier !== undefined && { codeVerifier: parsed.codeVerifier }),
  }
  const { outcome, ...rotation } = await rotate(
    () => headHunter.exchangeCode(authorization, shutdown.signal),
    { given: parsed.sealingToken },
    context,
  )
  const known = after(verified, rotation)
  if (outcome.ok) return after(known, await openAccount(outcome.value, context))
  return after(known, exchangeRefused(outcome))
}

function exchangeRefused({ diagnostic: cause, answerLost }: { diagnostic: Diagnostic; answerLost: boolean }) {
  const { reason, details, requestId } = cause
  if (hasTrait(reason, 'answer_lost') || (hasTrait(reason, 'code_used_up') && !answerLost))
    return refused(cause)
  if (answerLost) return refused(diagnostic('exchange_answer_lost', details, requestId))
  // A code that was not refused can still be valid, so the refusal is a problem of its own.
  return failed(problem(cause))
}

/** The refresh-token secret is invalid; the access token can still work, but not be refreshed. */
async function useAccessTokenOnly(
  { accessToken }: TokenCandidate,
  { headHunter }: SignInContext,
): Promise<SignInAttempt> {
  if (accessToken === undefined) return failed()
  const answer = await checkAccessToken(accessToken, headHunter)
  if (answer.kind === 'refused') return failed()
  return answer.kind === 'accepted'
    ? signedIn({ accessToken, refreshToken: undefined, resumes: answer.resumes })
    : stopped(problem(answer.diagnostic))
}

/** Tokens inside a staged pair or a recovery code are not masked yet. */
function maskWhole({ parsed: { recovered, whole }, reporter }: SignInContext): void {
  for (const candidate of [recovered, whole]) {
    if (candidate?.accessToken !== undefined) reporter.mask(candidate.accessToken)
    if (candidate?.refreshToken !== undefined) reporter.mask(candidate.refreshToken)
  }
}
