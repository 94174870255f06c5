import type { Clock } from '../domain/clock.js'
import type { Verdict } from '../domain/diagnostic.js'
import type { Findings } from '../domain/diagnostics.js'
import type { HeadHunter, ResumeList } from '../domain/headhunter.js'
import type { Narrator } from '../domain/progress.js'
import type { Lifeline } from '../domain/shutdown.js'
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
  /** Proves once a run that the store can be written; a failure is a finding. */
  proveStore(): Promise<boolean>
  lifeline: Lifeline
  clock: Clock
  narrator: Narrator
  findings: Findings
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
  /** This way leads nowhere; another may. Without a verdict: all is said already. */
  | { kind: 'dead'; verdict?: Verdict }
  /** The run can't go on, and another way would not help; the findings tell why. */
  | { kind: 'stop' }

export const dead = (verdict?: Verdict): Attempt => (verdict ? { kind: 'dead', verdict } : { kind: 'dead' })
export const stop: Attempt = { kind: 'stop' }
