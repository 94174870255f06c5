import { HOUR } from '../domain/clock.js'
import { diagnostic } from '../domain/diagnostic.js'
import type { TokenPair } from '../domain/headhunter.js'
import { movedSinceStart } from './concurrent-refresh.js'
import type { HeldPair } from './parse-credentials.js'
import type { CredentialPorts } from './ports.js'
import { finalize, STAGE_BUDGET } from './rotate.js'

/** A token that outlives the saving by this much can't be refreshed by another run meanwhile. */
const OUTLIVES_BY = HOUR

/**
 * A pair that came whole, and whose access token HeadHunter just accepted, becomes two plain secrets again. Never when
 * the store moved meanwhile or the token is about to die: then a newer pair may be there, and must not be buried.
 */
export async function finalizeWhole(pair: HeldPair, hhNow: number, ports: CredentialPorts): Promise<void> {
  const whole = asTokenPair(pair)
  if (whole === undefined) return
  if (ports.dryRun) return ports.diagnostics.notice(diagnostic('would_settle'))
  if (whole.expiresAt - hhNow < OUTLIVES_BY) return postpone(pair, whole.expiresAt, ports)
  const written = await ports.store.lastWrite()
  if (!written.known) ports.diagnostics.warning(written.diagnostic)
  if (!written.known || movedSinceStart(written, ports)) return postpone(pair, undefined, ports)
  if (pair.origin === 'staged') return finalize(whole, ports)
  await saveRecovered(whole, ports)
}

function asTokenPair({ origin, accessToken, refreshToken, expiresAt }: HeldPair): TokenPair | undefined {
  if (origin === 'plain' || accessToken === undefined) return undefined
  if (refreshToken === undefined || expiresAt === undefined) return undefined
  return { accessToken, refreshToken, expiresAt }
}

/** What stands in a secret waits there for the next run; a code that was handed in must be handed in again. */
function postpone(pair: HeldPair, at: number | undefined, ports: CredentialPorts): void {
  const details = at === undefined ? {} : { at }
  if (pair.from === 'auth-code') ports.diagnostics.problem(diagnostic('recovery_not_saved', details))
  else ports.diagnostics.notice(diagnostic('settle_postponed', details))
}

async function saveRecovered(pair: TokenPair, ports: CredentialPorts): Promise<void> {
  ports.reporter.report({ kind: 'saving_pair' })
  const staged = await ports.store.stage(pair, { budgetMs: STAGE_BUDGET, signal: ports.shutdown.signal })
  if (!staged.ok) {
    ports.diagnostics.problem(diagnostic('recovery_not_saved'))
    ports.diagnostics.problem(staged.diagnostic)
    return
  }
  ports.reporter.report({ kind: 'pair_staged' })
  ports.pair.tokensRotated = true
  await finalize(pair, ports)
  ports.diagnostics.notice(diagnostic('recovered'))
}
