import type { Clock } from './domain/clock.js'
import { diagnostic } from './domain/diagnostic.js'
import { Diagnostics } from './domain/diagnostics.js'
import type { HeadHunter } from './domain/headhunter.js'
import type { ProgressReporter } from './domain/progress.js'
import type { ResumeResult, RunReport } from './domain/report.js'
import type { Shutdown } from './domain/shutdown.js'
import type { PairStore, StoreHealth } from './domain/store.js'
import type { Settings } from './settings/settings.js'
import type { CredentialPorts, PairState } from './tokens/ports.js'
import { openAccount } from './tokens/sign-in.js'
import { touchResumes } from './touch/touch.js'

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

/** One whole run: into the account, touch, look ahead. Ends early, as cancelled, when a signal says so. */
export async function run(options: RunOptions, ports: RunPorts): Promise<RunReport> {
  const execution = new Run(options, ports)
  const cancelled = await Promise.race([
    execution
      .execute()
      .catch((error: unknown) => execution.recordUnexpectedError(error))
      .then(() => false),
    ports.shutdown.cancelled.then(() => true),
  ])
  if (cancelled) execution.diagnostics.problem(diagnostic('cancelled'))
  return execution.report(cancelled)
}

class Run {
  readonly diagnostics = new Diagnostics()
  readonly #pair: PairState = {
    tokensRotated: false,
    accessTokenExpiresAt: undefined,
    recoveryCode: undefined,
  }
  readonly #options: RunOptions
  readonly #ports: RunPorts
  readonly #startedAt: number
  /** How far HeadHunter's clock is ahead of this machine's. */
  #aheadMs = 0
  #resumes: ResumeResult[] = []
  #storeHealth: StoreHealth | undefined
  #proof: Promise<boolean> | undefined

  constructor(options: RunOptions, ports: RunPorts) {
    this.#options = options
    this.#ports = ports
    this.#startedAt = ports.clock.now()
  }

  async execute(): Promise<void> {
    const { settings, byHand } = this.#options
    const entering = openAccount(this.#credentialPorts())
    const provesAnyway = byHand || settings.dryRun
    // Asked after HeadHunter and answered meanwhile. A run that proves the store by a write learns more from that.
    const storeHealth =
      provesAnyway || settings.authCode !== undefined ? undefined : this.#ports.store.checkHealth()
    const account = await entering
    const ahead = this.#checkStoreHealth(provesAnyway, storeHealth)
    if (account === undefined) return ahead
    const { accessToken, resumes } = account
    const { resumeIds, maxWaitMs, dryRun } = settings
    this.#aheadMs = resumes.serverTime - this.#ports.clock.now()
    this.#ports.reporter.report({ kind: 'listed', count: resumes.resumes.length })
    const touches = touchResumes(
      { accessToken, resumes, resumeIds, maxWaitMs, dryRun },
      { ...this.#ports, diagnostics: this.diagnostics, renew: () => this.#renew() },
    )
    const [results] = await Promise.all([touches, ahead])
    this.#resumes = results
  }

  /** The access token died while the run waited: in again, the same way, but for the code, which is used up. */
  async #renew(): Promise<string | undefined> {
    const ports = this.#credentialPorts()
    const account = await openAccount({ ...ports, given: { ...ports.given, authCode: undefined } })
    return account?.accessToken
  }

  /** Something that no diagnostic foresaw. Its message may hold anything, so only what it is and where is told. */
  recordUnexpectedError(error: unknown): void {
    const known = error instanceof Error
    this.diagnostics.problem(diagnostic('unexpected_error', known ? { code: error.name } : {}))
    const frames = (known ? (error.stack ?? '') : '').split('\n').filter((line) => /^\s+at /.test(line))
    for (const frame of frames) this.#ports.reporter.debug(frame.trim())
  }

  report(cancelled: boolean): RunReport {
    return {
      diagnostics: this.diagnostics.all,
      resumes: this.#resumes,
      endedAt: this.#ports.clock.now() + this.#aheadMs,
      dryRun: this.#options.settings.dryRun,
      cancelled,
      ...this.#pair,
      storeHealth: this.#storeHealth,
    }
  }

  /** Could the next rotation be saved? Beside the touches, never before them; what a write proved outweighs a look. */
  async #checkStoreHealth(prove: boolean, storeHealth: Promise<StoreHealth> | undefined): Promise<void> {
    if (prove) await this.#verifyStore()
    const look = this.#proof === undefined ? storeHealth : undefined
    this.#storeHealth = await (look ?? this.#ports.store.checkHealth())
    this.diagnostics.addAll(this.#storeHealth.diagnostics)
  }

  /** Proves by a write that the store can be written: once a run, however often it is asked. */
  #verifyStore(): Promise<boolean> {
    this.#proof ??= this.#verify()
    return this.#proof
  }

  async #verify(): Promise<boolean> {
    this.#ports.reporter.report({ kind: 'probing_store' })
    const proof = await this.#ports.store.verifyWritable()
    if (proof.ok) {
      this.#ports.reporter.report({ kind: 'store_proved' })
      this.diagnostics.addAll(proof.diagnostics)
    } else {
      this.diagnostics.problem(proof.diagnostic)
    }
    return proof.ok
  }

  #credentialPorts(): CredentialPorts {
    const { clientSecret, accessToken, refreshToken, authCode, redirectUri, dryRun } = this.#options.settings
    return {
      ...this.#ports,
      given: { clientSecret, accessToken, refreshToken, authCode },
      redirectUri,
      dryRun,
      startedAt: this.#startedAt,
      verifyStore: () => this.#verifyStore(),
      diagnostics: this.diagnostics,
      pair: this.#pair,
    }
  }
}
