import type { Clock } from '../domain/clock.js'
import { problem } from '../domain/diagnostics.js'
import type { HeadHunter, ResumeList } from '../domain/headhunter.js'
import type { ProgressReporter } from '../domain/progress.js'
import type { Shutdown } from '../domain/shutdown.js'
import type { PairStore, Proof } from '../domain/store.js'
import { type Diagnostic, diagnostic, type ReportedDiagnostic } from '../reasons/index.js'
import type { Credentials, ParsedCredentials } from './parse-credentials.js'

/** An account that HeadHunter let us into. */
export interface Account {
  accessToken: string
  /** Of the same pair; undefined where there is none. */
  refreshToken: string | undefined
  resumes: ResumeList
}

/** What a sign-in learned about the token pair. */
export interface PairState {
  /** It got a new pair and saved it. */
  tokensRotated: boolean
  /** By HeadHunter's clock, in milliseconds since the epoch; undefined when unknown. */
  accessTokenExpiresAt: number | undefined
  recoveryCode: string | undefined
}

export interface SignInRequest {
  credentials: Credentials
  redirectUri: string
  dryRun: boolean
  /** Started by hand: a person may have just pasted what stands in the secrets. */
  byHand: boolean
  /** When the run began, or was last let in, by this machine's clock, in milliseconds since the epoch. */
  startedAt: number
  /** The tokens are those that let this run in at `startedAt`, not what it was given when it was queued. */
  isRenewal?: boolean
}

export interface SignInPorts {
  headHunter: HeadHunter
  store: PairStore
  shutdown: Shutdown
  clock: Clock
  reporter: ProgressReporter
}

/** One sign-in at work. */
export interface SignInContext extends SignInPorts {
  request: SignInRequest
  parsed: ParsedCredentials
  /** Takes what must not be lost if a signal ends the sign-in before it can return. */
  remember(facts: Facts): void
}

/** What a step came to know. */
export interface Facts {
  diagnostics: ReportedDiagnostic[]
  pair: Partial<PairState>
  /** Whether the store could be written, where it was tried. */
  proof: Proof | undefined
}

export const facts = (part: Partial<Facts> = {}): Facts => ({
  diagnostics: [],
  pair: {},
  proof: undefined,
  ...part,
})

/** All that was known before a step, and what it came to. */
export const after = <T extends Facts>(earlier: Facts, later: T): T => ({
  ...later,
  diagnostics: [...earlier.diagnostics, ...later.diagnostics],
  pair: { ...earlier.pair, ...later.pair },
  proof: later.proof ?? earlier.proof,
})

/**
 * What one way into the account came to. `refused`: another may do, and decides what this refusal weighs. `failed`:
 * another may do, and the diagnostics stand. `stopped`: another would not help.
 */
export type SignInAttempt = Facts &
  (
    | { kind: 'signed-in'; account: Account }
    | { kind: 'refused'; refusal: Diagnostic }
    | { kind: 'failed' }
    | { kind: 'stopped' }
  )

export const signedIn = (account: Account): SignInAttempt => ({ kind: 'signed-in', account, ...facts() })
export const refused = (refusal: Diagnostic): SignInAttempt => ({ kind: 'refused', refusal, ...facts() })
export const failed = (...diagnostics: ReportedDiagnostic[]): SignInAttempt => ({
  kind: 'failed',
  ...facts({ diagnostics }),
})
export const stopped = (...diagnostics: ReportedDiagnostic[]): SignInAttempt => ({
  kind: 'stopped',
  ...facts({ diagnostics }),
})

/** Proves by a write that what is about to be issued can be saved: good for the spending that follows at once. */
export async function verifyStore(
  { store, reporter }: Pick<SignInPorts, 'store' | 'reporter'>,
  { isDue = false } = {},
): Promise<Facts & { proof: Proof }> {
  reporter.report({ kind: 'probing_store' })
  const proof = await store.verifyWritable()
  if (!proof.ok) {
    const { reason, details } = proof.diagnostic
    const diagnostics = [problem(isDue ? diagnostic(reason, { ...details, isDue }) : proof.diagnostic)]
    return { ...facts({ diagnostics }), proof }
  }
  reporter.report({ kind: 'store_proved' })
  return { ...facts({ diagnostics: proof.diagnostics }), proof }
}
