import type { Clock } from './domain/clock.js'
import { verdict } from './domain/diagnostic.js'
import { Findings } from './domain/diagnostics.js'
import type { HeadHunter } from './domain/headhunter.js'
import type { Narrator } from './domain/progress.js'
import type { ResumeResult, RunReport } from './domain/report.js'
import type { Lifeline } from './domain/shutdown.js'
import type { Outlook, PairStore } from './domain/store.js'
import type { Settings } from './settings/settings.js'
import type { CredentialPorts, PairState } from './tokens/ports.js'
import { openAccount } from './tokens/sign-in.js'
import { touchResumes } from './touch/touch.js'

export interface RunPorts {
  headHunter: HeadHunter
  store: PairStore
  lifeline: Lifeline
  clock: Clock
  narrator: Narrator
}

export interface RunOptions {
  settings: Settings
  /** Started by hand: the person who watches learns on the first day whether the pair can be saved. */
  byHand: boolean
}

/** One whole run: into the account, touch, look ahead. Ends early, as cancelled, when a signal says so. */
export async function run(options: RunOptions, ports: RunPorts): Promise<RunReport> {
  const story = new Story(options, ports)
  const cancelled = await Promise.race([
    story
      .tell()
      .catch((error: unknown) => story.breakOff(error))
      .then(() => false),
    ports.lifeline.cancelled.then(() => true),
  ])
  if (cancelled) story.findings.problem(verdict('cancelled'))
  return story.report(cancelled)
}

class Story {
  readonly findings = new Findings()
  readonly #pair: PairState = {
    tokensRotated: false,
    accessTokenExpiresAt: undefined,
    recoveryCode: undefined,
  }
  readonly #options: RunOptions
  readonly #ports: RunPorts
  readonly #startedAt: number
  #resumes: ResumeResult[] = []
  #outlook: Outlook | undefined
  #proof: Promise<boolean> | undefined

  constructor(options: RunOptions, ports: RunPorts) {
    this.#options = options
    this.#ports = ports
    this.#startedAt = ports.clock.now()
  }

  async tell(): Promise<void> {
    const { settings, byHand } = this.#options
    const entering = openAccount(this.#credentialPorts())
    const provesAnyway = byHand || settings.dryRun
    // Asked after HeadHunter and answered meanwhile. A run that proves the store by a write learns more from that.
    const outlook = provesAnyway || settings.authCode !== undefined ? undefined : this.#ports.store.outlook()
    const account = await entering
    const ahead = this.#lookAhead(provesAnyway, outlook)
    if (account === undefined) return ahead
    const { accessToken, resumes } = account
    const { resumeIds, maxWaitMs, dryRun } = settings
    this.#ports.narrator.tell({ kind: 'listed', count: resumes.resumes.length })
    const touches = touchResumes(
      { accessToken, resumes, resumeIds, maxWaitMs, dryRun },
      { ...this.#ports, findings: this.findings, renew: () => this.#renew() },
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

  /** Something that no verdict foresaw. Its message may hold anything, so only what it is and where is told. */
  breakOff(error: unknown): void {
    const known = error instanceof Error
    this.findings.problem(verdict('unexpected_error', known ? { code: error.name } : {}))
    const frames = (known ? (error.stack ?? '') : '').split('\n').filter((line) => /^\s+at /.test(line))
    for (const frame of frames) this.#ports.narrator.debug(frame.trim())
  }

  report(cancelled: boolean): RunReport {
    return {
      findings: this.findings.all,
      resumes: this.#resumes,
      dryRun: this.#options.settings.dryRun,
      cancelled,
      ...this.#pair,
      outlook: this.#outlook,
    }
  }

  /** Could the next rotation be saved? Beside the touches, never before them; what a write proved outweighs a look. */
  async #lookAhead(prove: boolean, outlook: Promise<Outlook> | undefined): Promise<void> {
    if (prove) await this.#proveStore()
    const look = this.#proof === undefined ? outlook : undefined
    this.#outlook = await (look ?? this.#ports.store.outlook())
    this.findings.addAll(this.#outlook.findings)
  }

  /** Proves by a write that the store can be written: once a run, however often it is asked. */
  #proveStore(): Promise<boolean> {
    this.#proof ??= this.#prove()
    return this.#proof
  }

  async #prove(): Promise<boolean> {
    this.#ports.narrator.tell({ kind: 'probing_store' })
    const proof = await this.#ports.store.prove()
    if (proof.ok) {
      this.#ports.narrator.tell({ kind: 'store_proved' })
      this.findings.addAll(proof.findings)
    } else {
      this.findings.problem(proof.verdict)
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
      proveStore: () => this.#proveStore(),
      findings: this.findings,
      pair: this.#pair,
    }
  }
}
