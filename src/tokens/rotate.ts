import { onlyByHand, problem } from '../domain/diagnostics.js'
import type { IssuedTokens, TokenOutcome, TokenPair } from '../domain/headhunter.js'
import type { ProgressReporter } from '../domain/progress.js'
import { diagnostic } from '../reasons/index.js'
import { after, type SignInContext, type StepResult, stepResult } from './attempt.js'
import { sealRecoveryCode } from './recovery-code.js'
import { finalize, STAGE_BUDGET_MS } from './save.js'
import { encodeStagedPair } from './staged-pair.js'

/** The access tokens that open a recovery code: one of them is in the secrets when it is used. */
export interface SealingTokens {
  /** The one that this run got from the secrets. */
  given: string | undefined
  /** The one of the spent pair: another run that finalized that pair has put it into the secrets. */
  spent?: string | undefined
}

export interface Rotation extends StepResult {
  outcome: TokenOutcome
}

/**
 * The critical section: from just before a one-time token or code is spent to the finished save. Nothing else is
 * awaited in it, and a signal only shortens its retries.
 */
export function rotate(
  spend: () => Promise<TokenOutcome>,
  sealing: SealingTokens,
  context: SignInContext,
): Promise<Rotation> {
  const { clientSecret } = context.request.credentials
  const printer = new RecoveryCodePrinter(clientSecret, sealing, context.reporter)
  return context.shutdown.runCritical(
    async () => {
      const outcome = await spend()
      const rotation = {
        ...(outcome.ok ? await save(outcome.value, printer, context) : stepResult()),
        outcome,
      }
      context.remember(rotation)
      return rotation
    },
    () => {
      context.reporter.report({ kind: 'interrupted_while_saving' })
      printer.print()
    },
  )
}

/** Holds a pair that is not saved yet, and prints its recovery code at most once. */
class RecoveryCodePrinter {
  #unsaved: TokenPair | undefined
  #printed: string | undefined
  readonly #clientSecret: string
  readonly #sealing: SealingTokens
  readonly #reporter: ProgressReporter

  constructor(clientSecret: string, sealing: SealingTokens, reporter: ProgressReporter) {
    this.#clientSecret = clientSecret
    this.#sealing = sealing
    this.#reporter = reporter
  }

  get printed(): string | undefined {
    return this.#printed
  }

  hold(pair: TokenPair | undefined): void {
    this.#unsaved = pair
  }

  print(): void {
    const { given: oldAccessToken, spent: otherAccessToken } = this.#sealing
    if (this.#unsaved === undefined || oldAccessToken === undefined || this.#printed !== undefined) return
    const keys = { clientSecret: this.#clientSecret, oldAccessToken, otherAccessToken }
    this.#printed = sealRecoveryCode(this.#unsaved, keys)
    this.#reporter.recoveryCode(this.#printed)
  }
}

async function save(
  issued: IssuedTokens,
  printer: RecoveryCodePrinter,
  context: SignInContext,
): Promise<StepResult> {
  const { accessToken, refreshToken, expiresAt } = issued
  context.reporter.mask(accessToken)
  if (refreshToken === undefined) return saveAccessToken(issued, context)
  const pair = { accessToken, refreshToken, expiresAt }
  for (const secret of [refreshToken, encodeStagedPair(pair)]) context.reporter.mask(secret)
  return savePair(pair, printer, context)
}

async function savePair(
  pair: TokenPair,
  printer: RecoveryCodePrinter,
  context: SignInContext,
): Promise<StepResult> {
  const { reporter, store, shutdown } = context
  const known = stepResult({ pair: { accessTokenExpiresAt: pair.expiresAt } })
  printer.hold(pair)
  reporter.report({ kind: 'saving_pair' })
  const staging = store.stage(pair, { budgetMs: STAGE_BUDGET_MS, signal: shutdown.signal })
  if (shutdown.signal.aborted) printer.print()
  const staged = await staging
  if (!staged.ok) {
    printer.print()
    const recoveryCode = printer.printed
    const reason = recoveryCode === undefined ? 'save_failed_no_code' : 'save_failed'
    const diagnostics = [problem(diagnostic(reason)), onlyByHand(problem(staged.diagnostic))]
    return after(known, stepResult({ diagnostics, pair: { recoveryCode } }))
  }
  printer.hold(undefined)
  reporter.report({ kind: 'pair_staged' })
  const pairState = { tokensRotated: true, recoveryCode: printer.printed }
  return after(known, after(stepResult({ pair: pairState }), await finalize(pair, context)))
}

/** HeadHunter left the refresh token out: the access token is saved and used. */
async function saveAccessToken(
  { accessToken, expiresAt }: IssuedTokens,
  { reporter, store, shutdown }: SignInContext,
): Promise<StepResult> {
  reporter.report({ kind: 'saving_pair' })
  const policy = { budgetMs: STAGE_BUDGET_MS, signal: shutdown.signal }
  const saved = await store.saveAccessToken(accessToken, policy)
  const details = saved.ok ? { at: expiresAt } : { at: expiresAt, isUnsaved: true }
  const missing = problem(diagnostic('refresh_token_not_issued', details))
  return stepResult({
    diagnostics: saved.ok ? [missing] : [missing, onlyByHand(problem(saved.diagnostic))],
    pair: { accessTokenExpiresAt: expiresAt },
  })
}
