import { HOUR, MINUTE, SECOND } from '../domain/clock.js'
import { notice, problem, warning } from '../domain/diagnostics.js'
import type { TokenPair } from '../domain/headhunter.js'
import { diagnostic } from '../reasons/index.js'
import { after, type SignInContext, type StepResult, stepResult } from './attempt.js'
import { movedSinceStart } from './concurrent-refresh.js'
import type { TokenCandidate } from './parse-credentials.js'

/** The deciding write is retried for long; the next run can repeat the later ones. */
export const STAGE_BUDGET_MS = 2 * MINUTE
const FINALIZE_BUDGET_MS = 20 * SECOND

/** A token that is valid for this much longer can't be refreshed by another run meanwhile. */
const OUTLIVES_BY_MS = HOUR

/** Writes the two plain tokens. The next run repeats it on failure. */
export async function finalize(
  pair: TokenPair,
  { store, shutdown, reporter }: Pick<SignInContext, 'store' | 'shutdown' | 'reporter'>,
): Promise<StepResult> {
  const finalized = await store.finalize(pair, { budgetMs: FINALIZE_BUDGET_MS, signal: shutdown.signal })
  if (!finalized.ok)
    return stepResult({ diagnostics: [warning(diagnostic('settle_failed', finalized.diagnostic.details))] })
  reporter.report({ kind: 'pair_settled' })
  return stepResult()
}

/**
 * Writes a staged pair, whose access token HeadHunter just accepted, as two plain secrets. Not if the store changed meanwhile
 * or the token is about to expire: then the store can hold a newer pair, which must not be overwritten.
 */
export async function finalizeWhole(
  candidate: TokenCandidate,
  hhNow: number,
  context: SignInContext,
): Promise<StepResult> {
  const whole = asTokenPair(candidate)
  if (whole === undefined) return stepResult()
  if (context.request.dryRun) return stepResult({ diagnostics: [notice(diagnostic('would_settle'))] })
  if (whole.expiresAt - hhNow < OUTLIVES_BY_MS) return postponed(candidate, { at: whole.expiresAt })
  const written = await context.store.lastWrite()
  if (!written.known)
    return after(stepResult({ diagnostics: [warning(written.diagnostic)] }), postponed(candidate))
  if (movedSinceStart(written, context)) return postponed(candidate)
  return candidate.origin === 'staged' ? finalize(whole, context) : saveRecovered(whole, context)
}

function asTokenPair({
  origin,
  accessToken,
  refreshToken,
  expiresAt,
}: TokenCandidate): TokenPair | undefined {
  if (origin === 'plain' || accessToken === undefined) return undefined
  if (refreshToken === undefined || expiresAt === undefined) return undefined
  return { accessToken, refreshToken, expiresAt }
}

/** A staged pair in a secret is there for the next run; a code in an input must be entered again. */
function postponed({ from }: TokenCandidate, details: { at?: number } = {}): StepResult {
  const result =
    from === 'auth-code'
      ? problem(diagnostic('recovery_not_saved', details))
      : notice(diagnostic('settle_postponed', details))
  return stepResult({ diagnostics: [result] })
}

async function saveRecovered(pair: TokenPair, context: SignInContext): Promise<StepResult> {
  const { reporter, store, shutdown } = context
  reporter.report({ kind: 'saving_pair' })
  const staged = await store.stage(pair, { budgetMs: STAGE_BUDGET_MS, signal: shutdown.signal })
  if (!staged.ok)
    return stepResult({
      diagnostics: [problem(diagnostic('recovery_not_saved')), problem(staged.diagnostic)],
    })
  reporter.report({ kind: 'pair_staged' })
  const recovered = stepResult({
    pair: { tokensRotated: true },
    diagnostics: [notice(diagnostic('recovered'))],
  })
  return after(await finalize(pair, context), recovered)
}
