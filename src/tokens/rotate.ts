import { MINUTE, SECOND } from '../domain/clock.js'
import { diagnostic } from '../domain/diagnostic.js'
import type { TokenOutcome, TokenPair } from '../domain/headhunter.js'
import type { CredentialPorts } from './ports.js'
import { sealRecoveryCode } from './recovery-code.js'
import { encodeStagedPair } from './staged-pair.js'

/** The write that decides is worth long policy; what follows it can be made up for by the next run. */
export const STAGE_BUDGET = 2 * MINUTE
const SETTLE_BUDGET = 20 * SECOND

/** The access tokens that a recovery code is sealed under: one of them stands in the secrets when it is handed in. */
export interface SealingTokens {
  /** The one in the secrets as this run was given them. */
  given: string | undefined
  /** The one whose pair is spent: if another run settled that pair meanwhile, it replaced the given one. */
  spent?: string | undefined
}

/**
 * The critical section: from just before a one-time token or code is spent to the finished save. Nothing else is
 * awaited in here, and a signal only hurries it along.
 */
export function rotate(
  spend: () => Promise<TokenOutcome>,
  sealing: SealingTokens,
  ports: CredentialPorts,
): Promise<TokenOutcome> {
  const rescue = new Rescue(sealing, ports)
  return ports.shutdown.runCritical(
    async () => {
      const outcome = await spend()
      // TODO(tokens): an access token without a refresh token is saved and used, and told.
      if (outcome.ok) await save(outcome.value as TokenPair, rescue, ports)
      return outcome
    },
    () => {
      ports.reporter.report({ kind: 'interrupted_while_saving' })
      rescue.print()
    },
  )
}

/** The recovery code of a pair that is not saved yet; printed once at most. */
class Rescue {
  #unsaved: TokenPair | undefined
  readonly #sealing: SealingTokens
  readonly #ports: CredentialPorts

  constructor(sealing: SealingTokens, ports: CredentialPorts) {
    this.#sealing = sealing
    this.#ports = ports
  }

  get possible(): boolean {
    return this.#sealing.given !== undefined
  }

  hold(pair: TokenPair): void {
    this.#unsaved = pair
  }

  saved(): void {
    this.#unsaved = undefined
  }

  print(): void {
    const { pair: state, given, reporter } = this.#ports
    const { given: oldAccessToken, spent: otherAccessToken } = this.#sealing
    if (this.#unsaved === undefined || oldAccessToken === undefined || state.recoveryCode !== undefined)
      return
    const keys = { clientSecret: given.clientSecret, oldAccessToken, otherAccessToken }
    state.recoveryCode = sealRecoveryCode(this.#unsaved, keys)
    reporter.recoveryCode(state.recoveryCode)
  }
}

async function save(pair: TokenPair, rescue: Rescue, ports: CredentialPorts): Promise<void> {
  const { reporter, store, shutdown, diagnostics } = ports
  for (const secret of [pair.accessToken, pair.refreshToken, encodeStagedPair(pair)]) reporter.mask(secret)
  ports.pair.accessTokenExpiresAt = pair.expiresAt
  rescue.hold(pair)
  reporter.report({ kind: 'saving_pair' })
  const staging = store.stage(pair, { budgetMs: STAGE_BUDGET, signal: shutdown.signal })
  if (shutdown.signal.aborted) rescue.print()
  const staged = await staging
  if (!staged.ok) {
    rescue.print()
    diagnostics.problem(diagnostic(rescue.possible ? 'save_failed' : 'save_failed_no_code'))
    diagnostics.problem(staged.diagnostic)
    return
  }
  rescue.saved()
  ports.pair.tokensRotated = true
  reporter.report({ kind: 'pair_staged' })
  await finalize(pair, ports)
}

/** Two plain tokens again, as everybody expects them. What fails here, the next run makes good. */
export async function finalize(pair: TokenPair, ports: CredentialPorts): Promise<void> {
  const settled = await ports.store.finalize(pair, {
    budgetMs: SETTLE_BUDGET,
    signal: ports.shutdown.signal,
  })
  if (settled.ok) return ports.reporter.report({ kind: 'pair_settled' })
  ports.diagnostics.warning(diagnostic('settle_failed', settled.diagnostic.details))
}
