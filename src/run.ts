import { distinct, problem, unexpectedError } from './domain/diagnostics.js'
import type { RunReport } from './domain/report.js'
import type { StoreHealth } from './domain/store.js'
import { diagnostic, type Outcome, ok, type ReportedDiagnostic } from './reasons/index.js'
import type { Settings } from './settings/settings.js'
import { type Account, type SignInPorts, type SignInRequest, verifyStore } from './tokens/attempt.js'
import { type SignInResult, signIn } from './tokens/sign-in.js'
import { Touching, type TouchResult } from './touch/touch.js'

export interface RunOptions {
  settings: Settings
  /** Started by hand: the run then proves that a pair can be saved, so that a wrong setup shows on the first day. */
  byHand: boolean
}

/** One run: sign in, touch, check the store. A signal ends it early with the results so far. */
export async function run(options: RunOptions, ports: SignInPorts): Promise<RunReport> {
  const execution = new Run(options, ports)
  const ended = await Promise.race([
    execution.execute().catch((error: unknown) => execution.recordUnexpectedError(error)),
    ports.shutdown.cancelled.then(() => 'cancelled' as const),
  ])
  return execution.report(ended === 'cancelled')
}

class Run {
  readonly #options: RunOptions
  readonly #ports: SignInPorts
  /** When the run began, or last signed in. */
  #startedAt: number
  readonly #signIns: Promise<SignInResult>[] = []
  #account: Account | undefined
  #storeDiagnostics: ReportedDiagnostic[] = []
  /** How far HeadHunter's clock is ahead of this machine's. */
  #aheadMs = 0
  #storeHealth: StoreHealth | undefined
  #touching: Touching | undefined
  #touched: TouchResult | undefined
  #unexpected: ReportedDiagnostic[] = []

  constructor(options: RunOptions, ports: SignInPorts) {
    this.#options = options
    this.#ports = ports
    this.#startedAt = ports.clock.now()
  }

  async execute(): Promise<void> {
    const { account, proof } = await this.#signIn({})
    if (account !== undefined) this.#touching = this.#prepareTouching(account)
    const [touched, checked] = await Promise.allSettled([
      this.#touching?.run(),
      this.#checkStore(proof !== undefined),
    ])
    if (touched.status === 'fulfilled') this.#touched = touched.value
    for (const part of [touched, checked]) if (part.status === 'rejected') throw part.reason
  }

  async #signIn(change: Partial<SignInRequest>): Promise<SignInResult> {
    const { settings, byHand } = this.#options
    const { clientSecret, accessToken, refreshToken, authCode, redirectUri, dryRun } = settings
    const credentials = { clientSecret, accessToken, refreshToken, authCode }
    const request = { credentials, redirectUri, dryRun, byHand, startedAt: this.#startedAt, ...change }
    const signingIn = signIn(request, this.#ports)
    this.#signIns.push(signingIn)
    const result = await signingIn
    this.#account = result.account
    this.#startedAt = this.#ports.clock.now()
    return result
  }

  #prepareTouching({ accessToken, resumes }: Account): Touching {
    const { resumeIds, maxWaitMs, dryRun } = this.#options.settings
    this.#aheadMs = resumes.serverTime - this.#ports.clock.now()
    this.#ports.reporter.report({ kind: 'listed', count: resumes.resumes.length })
    const renew = () => this.#renew()
    return new Touching({ accessToken, resumes, resumeIds, maxWaitMs, dryRun }, { ...this.#ports, renew })
  }

  /** The access token expired while the run waited: signs in again with the same pair. */
  async #renew(): Promise<Outcome<string> | undefined> {
    const { clientSecret, accessToken: savedAccessToken } = this.#options.settings
    const { accessToken, refreshToken } = this.#account ?? {}
    const credentials = { clientSecret, accessToken, refreshToken, authCode: undefined, savedAccessToken }
    const { account, diagnostics } = await this.#signIn({ credentials, isRenewal: true })
    if (account !== undefined) return ok(account.accessToken)
    const elsewhere = diagnostics.find(({ diagnostic: { reason } }) => reason === 'refreshed_elsewhere')
    return elsewhere && { ok: false, diagnostic: elsewhere.diagnostic }
  }

  /**
   * Checks during the touches whether the next pair could be saved. Started by hand or dry, the run proves it once by a
   * write, even with nothing to touch; otherwise a run with nothing to touch sends no request.
   */
  async #checkStore(isVerified: boolean): Promise<void> {
    const { settings, byHand } = this.#options
    const proves = byHand || settings.dryRun
    if (proves && !isVerified) this.#storeDiagnostics = (await verifyStore(this.#ports)).diagnostics
    if (proves || this.#touching?.hasWork) this.#storeHealth = await this.#ports.store.checkHealth()
  }

  recordUnexpectedError(error: unknown): void {
    this.#unexpected = [unexpectedError(error, this.#ports.reporter)]
  }

  async report(cancelled: boolean): Promise<RunReport> {
    const signIns = await Promise.all(this.#signIns)
    const touched = this.#touched ?? this.#touching?.soFar
    const pairs = signIns.map(({ pair }) => pair)
    return {
      diagnostics: distinct([
        ...signIns.flatMap(({ diagnostics }) => diagnostics),
        ...this.#storeDiagnostics,
        ...(this.#storeHealth?.diagnostics ?? []),
        ...(touched?.diagnostics ?? []),
        ...this.#unexpected,
        ...(cancelled ? [problem(diagnostic('cancelled'))] : []),
      ]),
      resumes: touched?.resumes ?? [],
      endedAt: this.#ports.clock.now() + this.#aheadMs,
      dryRun: this.#options.settings.dryRun,
      cancelled,
      tokensRotated: pairs.some(({ tokensRotated }) => tokensRotated),
      accessTokenExpiresAt: lastKnown(pairs.map(({ accessTokenExpiresAt }) => accessTokenExpiresAt)),
      recoveryCode: lastKnown(pairs.map(({ recoveryCode }) => recoveryCode)),
      storeHealth: this.#storeHealth,
    }
  }
}

const lastKnown = <T>(values: (T | undefined)[]): T | undefined =>
  values.findLast((value) => value !== undefined)
