import type { Clock } from '../domain/clock.js'
import type { Diagnostic } from '../domain/diagnostic.js'
import type { Diagnostics } from '../domain/diagnostics.js'
import type { HeadHunter, ResumeList } from '../domain/headhunter.js'
import type { ProgressReporter } from '../domain/progress.js'
import type { Shutdown } from '../domain/shutdown.js'
import type { PairStore } from '../domain/store.js'
import type { GivenTokens } from './parse-credentials.js'

/** What a run learned about its token pair; read by the report, however the run ends. */
export interface PairState {
  /** This run got a new pair and saved it. */
  tokensRotated: boolean
  /** By HeadHunter's clock, in milliseconds since the epoch; undefined when unknown. */
  accessTokenExpiresAt: number | undefined
  recoveryCode: string | undefined
}

/** All that the credentials work with. */
export interface CredentialPorts {
  given: GivenTokens
  redirectUri: string
  dryRun: boolean
  /** When the run began, by this machine's clock, in milliseconds since the epoch. */
  startedAt: number
  headHunter: HeadHunter
  store: PairStore
  /** Proves once a run that the store can be written; a failure is a reported. */
  verifyStore(): Promise<boolean>
  shutdown: Shutdown
  clock: Clock
  reporter: ProgressReporter
  diagnostics: Diagnostics
  pair: PairState
}

/** An account that HeadHunter let us into. */
export interface OpenAccount {
  accessToken: string
  resumes: ResumeList
}

/** What trying one way into the account came to. */
export type Attempt =
  | { kind: 'open'; account: OpenAccount }
  /** This way leads nowhere; another may. Without a diagnostic: all is said already. */
  | { kind: 'dead'; diagnostic?: Diagnostic }
  /** The run can't go on, and another way would not help; the diagnostics tell why. */
  | { kind: 'stop' }

export const dead = (diagnostic?: Diagnostic): Attempt =>
  diagnostic ? { kind: 'dead', diagnostic } : { kind: 'dead' }
export const stop: Attempt = { kind: 'stop' }
