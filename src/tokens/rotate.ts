import { MINUTE, SECOND } from '../domain/clock.js'
import { verdict } from '../domain/diagnostic.js'
import type { TokenOutcome, TokenPair } from '../domain/headhunter.js'
import type { CredentialPorts } from './ports.js'
import { sealRecoveryCode } from './recovery-code.js'
import { encodeStagedPair } from './staged-pair.js'

/** The write that decides is worth long patience; what follows it can be made up for by the next run. */
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
  return ports.lifeline.guard(
    async () => {
      const outcome = await spend()
      if (outcome.ok) await save(outcome.value, rescue, ports)
      return outcome
    },
    () => {
      ports.narrator.tell({ kind: 'interrupted_while_saving' })
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
    const { pair: state, given, narrator } = this.#ports
    const { given: oldAccessToken, spent: otherAccessToken } = this.#sealing
    if (this.#unsaved === undefined || oldAccessToken === undefined || state.recoveryCode !== undefined)
      return
    const keys = { clientSecret: given.clientSecret, oldAccessToken, otherAccessToken }
    state.recoveryCode = sealRecoveryCode(this.#unsaved, keys)
    narrator.recoveryCode(state.recoveryCode)
  }
}

async function save(pair: TokenPair, rescue: Rescue, ports: CredentialPorts): Promise<void> {
  const { narrator, store, lifeline, findings } = ports
  for (const secret of [pair.accessToken, pair.refreshToken, encodeStagedPair(pair)]) narrator.mask(secret)
  ports.pair.accessTokenExpiresAt = pair.expiresAt
  rescue.hold(pair)
  narrator.tell({ kind: 'saving_pair' })
  const staging = store.stage(pair, { budgetMs: STAGE_BUDGET, hurry: lifeline.hurry })
  if (lifeline.hurry.aborted) rescue.print()
  const staged = await staging
  if (!staged.ok) {
    rescue.print()
    findings.problem(verdict(rescue.possible ? 'save_failed' : 'save_failed_no_code'))
    findings.problem(staged.verdict)
    return
  }
  rescue.saved()
  ports.pair.tokensRotated = true
  narrator.tell({ kind: 'pair_staged' })
  await settle(pair, ports)
}

/** Two plain tokens again, as everybody expects them. What fails here, the next run makes good. */
export async function settle(pair: TokenPair, ports: CredentialPorts): Promise<void> {
  const settled = await ports.store.settle(pair, {
    budgetMs: SETTLE_BUDGET,
    hurry: ports.lifeline.hurry,
  })
  if (settled.ok) return ports.narrator.tell({ kind: 'pair_settled' })
  ports.findings.warning(verdict('settle_failed', settled.verdict.facts))
}
