import type { Clock } from './domain/clock.js'
import { diagnostic, type Outcome, ok, type ReportedDiagnostic } from './domain/diagnostic.js'
import { distinct, problem } from './domain/diagnostics.js'
import type { HeadHunter } from './domain/headhunter.js'
import type { ProgressReporter } from './domain/progress.js'
import type { RunReport } from './domain/report.js'
import type { Shutdown } from './domain/shutdown.js'
import type { PairStore, StoreHealth } from './domain/store.js'
import type { Settings } from './settings/settings.js'
import { verifyStore } from './tokens/attempt.js'
import { type SignInResult, signIn } from './tokens/sign-in.js'
import { Touching, type TouchResult } from './touch/touch.js'

export interface RunPorts {
  headHunter: HeadHunter
  store: PairStore
  shutdown: Shutdown
  clock: Clock
  reporter: ProgressReporter
}

export interface RunOptions {
  settings: Settings
  /** Started by hand: the person who watches learns on the first day whether the pair can be saved. */
  byHand: boolean
}

/** One whole run: sign in, touch, look ahead. A signal ends it early, with all that is known by then. */
export async function run(options: RunOptions, ports: RunPorts): Promise<RunReport> {
  const execution = new Run(options, ports)
  const ended = await Promise.race([
    execution.execute().catch((error: unknown) => execution.recordUnexpectedError(error)),
    ports.shutdown.cancelled.then(() => 'cancelled' as const),
  ])
  return execution.report(ended === 'cancelled')
}

class Run {
  readonly #options: RunOptions
  readonly #ports: RunPorts
  readonly #startedAt: number
  readonly #signIns: Promise<SignInResult>[] = []
  #storeDiagnostics: ReportedDiagnostic[] = []
  #storeHealth: StoreHealth | undefined
  #touching: Touching | undefined
  #touched: TouchResult | undefined
  #unexpected: ReportedDiagnostic[] = []

  constructor(options: RunOptions, ports: RunPorts) {
    this.#options = options
    this.#ports = ports
    this.#startedAt = ports.clock.now()
  }

  async execute(): Promise<void> {
    const { settings, byHand } = this.#options
    const { account, proof } = await this.#signIn(settings.authCode)
    if (account !== undefined) this.#touching = this.#prepareTouching(account)
    const [touched] = await Promise.all([
      this.#touching?.run(),
      byHand || settings.dryRun ? this.#verifyStore(proof !== undefined) : this.#lookAtStore(),
    ])
    this.#touched = touched
  }

  #signIn(authCode: string | undefined): Promise<SignInResult> {
    const { settings, byHand } = this.#options
    const { clientSecret, accessToken, refreshToken, redirectUri, dryRun } = settings
    const credentials = { clientSecret, accessToken, refreshToken, authCode }
    const request = { credentials, redirectUri, dryRun, byHand, startedAt: this.#startedAt }
    const signingIn = signIn(request, this.#ports)
    this.#signIns.push(signingIn)
    return signingIn
  }

  #prepareTouching({ accessToken, resumes }: NonNullable<SignInResult['account']>): Touching {
    const { resumeIds, maxWaitMs, dryRun } = this.#options.settings
    this.#ports.reporter.report({ kind: 'listed', count: resumes.resumes.length })
    const renew = () => this.#renew()
    return new Touching({ accessToken, resumes, resumeIds, maxWaitMs, dryRun }, { ...this.#ports, renew })
  }

  /** The access token expired while the run waited: in again, the same way, but for the code, which is used up. */
  async #renew(): Promise<Outcome<string> | undefined> {
    const { account, diagnostics } = await this.#signIn(undefined)
    if (account !== undefined) return ok(account.accessToken)
    const elsewhere = diagnostics.find(({ diagnostic: { reason } }) => reason === 'refreshed_elsewhere')
    return elsewhere && { ok: false, diagnostic: elsewhere.diagnostic }
  }

  /** Where a person watches, the store is proved by a write, once, whether or not there is anything to touch. */
  async #verifyStore(isVerified: boolean): Promise<void> {
    if (!isVerified) this.#storeDiagnostics = (await verifyStore(this.#ports)).diagnostics
    await this.#checkStoreHealth()
  }

  /** Could the next rotation be saved? Looked at beside the touches; a run with nothing to touch asks nobody. */
  async #lookAtStore(): Promise<void> {
    if (this.#touching?.hasWork) await this.#checkStoreHealth()
  }

  async #checkStoreHealth(): Promise<void> {
    this.#storeHealth = await this.#ports.store.checkHealth()
  }

  /** Something that no diagnostic foresaw. Its message may hold anything, so only what it is and where is told. */
  recordUnexpectedError(error: unknown): void {
    const known = error instanceof Error
    this.#unexpected = [problem(diagnostic('unexpected_error', known ? { code: error.name } : {}))]
    const frames = (known ? (error.stack ?? '') : '').split('\n').filter((line) => /^\s+at /.test(line))
    for (const frame of frames) this.#ports.reporter.debug(frame.trim())
  }

  async report(cancelled: boolean): Promise<RunReport> {
    const signIns = (await Promise.allSettled(this.#signIns)).flatMap((signingIn) =>
      signingIn.status === 'fulfilled' ? [signingIn.value] : [],
    )
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
