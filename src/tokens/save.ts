import { HOUR, MINUTE, SECOND } from '../domain/clock.js'
import { notice, problem, warning } from '../domain/diagnostics.js'
import type { TokenPair } from '../domain/headhunter.js'
import { diagnostic } from '../reasons/index.js'
import { after, type Facts, facts, type SignInContext } from './attempt.js'
import { movedSinceStart } from './concurrent-refresh.js'
import type { TokenCandidate } from './parse-credentials.js'

/** The write that decides is worth long patience; what follows it can be made up for by the next run. */
export const STAGE_BUDGET_MS = 2 * MINUTE
const FINALIZE_BUDGET_MS = 20 * SECOND

/** A token that outlives the saving by this much can't be refreshed by another run meanwhile. */
const OUTLIVES_BY_MS = HOUR

/** Two plain tokens again, as everybody expects them. What fails here, the next run makes good. */
export async function finalize(
  pair: TokenPair,
  { store, shutdown, reporter }: Pick<SignInContext, 'store' | 'shutdown' | 'reporter'>,
): Promise<Facts> {
  const finalized = await store.finalize(pair, { budgetMs: FINALIZE_BUDGET_MS, signal: shutdown.signal })
  if (!finalized.ok)
    return facts({ diagnostics: [warning(diagnostic('settle_failed', finalized.diagnostic.details))] })
  reporter.report({ kind: 'pair_settled' })
  return facts()
}

/**
 * A pair that came whole, and whose access token HeadHunter just accepted, becomes two plain secrets again. Never when
 * the store moved meanwhile or the token is about to expire: then a newer pair may be there, and must not be buried.
 */
export async function finalizeWhole(
  candidate: TokenCandidate,
  hhNow: number,
  context: SignInContext,
): Promise<Facts> {
  const whole = asTokenPair(candidate)
  if (whole === undefined) return facts()
  if (context.request.dryRun) return facts({ diagnostics: [notice(diagnostic('would_settle'))] })
  if (whole.expiresAt - hhNow < OUTLIVES_BY_MS) return postponed(candidate, { at: whole.expiresAt })
  const written = await context.store.lastWrite()
  if (!written.known)
    return after(facts({ diagnostics: [warning(written.diagnostic)] }), postponed(candidate))
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

/** What stands in a secret waits there for the next run; a code that was handed in must be handed in again. */
function postponed({ from }: TokenCandidate, details: { at?: number } = {}): Facts {
  const told =
    from === 'auth-code'
      ? problem(diagnostic('recovery_not_saved', details))
      : notice(diagnostic('settle_postponed', details))
  return facts({ diagnostics: [told] })
}

async function saveRecovered(pair: TokenPair, context: SignInContext): Promise<Facts> {
  const { reporter, store, shutdown } = context
  reporter.report({ kind: 'saving_pair' })
  const staged = await store.stage(pair, { budgetMs: STAGE_BUDGET_MS, signal: shutdown.signal })
  if (!staged.ok)
    return facts({ diagnostics: [problem(diagnostic('recovery_not_saved')), problem(staged.diagnostic)] })
  reporter.report({ kind: 'pair_staged' })
  const recovered = facts({
    pair: { tokensRotated: true },
    diagnostics: [notice(diagnostic('recovered'))],
  })
  return after(await finalize(pair, context), recovered)
}
