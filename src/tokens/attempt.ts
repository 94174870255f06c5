import type { Clock } from '../domain/clock.js'
import { problem } from '../domain/diagnostics.js'
import type { HeadHunter, ResumeList } from '../domain/headhunter.js'
import type { ProgressReporter } from '../domain/progress.js'
import type { Shutdown } from '../domain/shutdown.js'
import type { PairStore, Proof } from '../domain/store.js'
import { type Diagnostic, diagnostic, type ReportedDiagnostic } from '../reasons/index.js'
import type { Credentials, ParsedCredentials } from './parse-credentials.js'

/** A successful sign-in. */
export interface Account {
  accessToken: string
  /** Of the same pair; undefined where there is none. */
  refreshToken: string | undefined
  resumes: ResumeList
}

/** What a sign-in knows of the token pair. */
export interface PairState {
  /** A new pair was issued and saved. */
  tokensRotated: boolean
  /** By HeadHunter's clock, in milliseconds since the epoch; undefined when unknown. */
  accessTokenExpiresAt: number | undefined
  recoveryCode: string | undefined
}

export interface SignInRequest {
  credentials: Credentials
  redirectUri: string
  dryRun: boolean
  /** Started by hand: a person can have just pasted the secrets. */
  byHand: boolean
  /** When the run began, or last signed in, by this machine's clock, in milliseconds since the epoch. */
  startedAt: number
  /** The tokens are those of the sign-in at `startedAt`, not those given when the run was queued. */
  isRenewal?: boolean
}

export interface SignInPorts {
  headHunter: HeadHunter
  store: PairStore
  shutdown: Shutdown
  clock: Clock
  reporter: ProgressReporter
}

/** The state and collaborators of one sign-in. */
export interface SignInContext extends SignInPorts {
  request: SignInRequest
  parsed: ParsedCredentials
  /** Called with results that must not be lost if a signal ends the sign-in before it returns. */
  remember(stepResult: StepResult): void
}

/** The results of a step. */
export interface StepResult {
  diagnostics: ReportedDiagnostic[]
  pair: Partial<PairState>
  /** Whether the store could be written, if tried. */
  proof: Proof | undefined
}

export const stepResult = (part: Partial<StepResult> = {}): StepResult => ({
  diagnostics: [],
  pair: {},
  proof: undefined,
  ...part,
})

/** The results before a step, with its own. */
export const after = <T extends StepResult>(earlier: StepResult, later: T): T => ({
  ...later,
  diagnostics: [...earlier.diagnostics, ...later.diagnostics],
  pair: { ...earlier.pair, ...later.pair },
  proof: later.proof ?? earlier.proof,
})

/**
 * The result of one sign-in attempt. `refused`: another attempt can succeed, and then this refusal is less severe. `failed`:
 * another attempt can succeed, and the diagnostics stay. `stopped`: another attempt would not help.
 */
export type SignInAttempt = StepResult &
  (
    | { kind: 'signed-in'; account: Account }
    | { kind: 'refused'; refusal: Diagnostic }
    | { kind: 'failed' }
    | { kind: 'stopped' }
  )

export const signedIn = (account: Account): SignInAttempt => ({ kind: 'signed-in', account, ...stepResult() })
export const refused = (refusal: Diagnostic): SignInAttempt => ({ kind: 'refused', refusal, ...stepResult() })
export const failed = (...diagnostics: ReportedDiagnostic[]): SignInAttempt => ({
  kind: 'failed',
  ...stepResult({ diagnostics }),
})
export const stopped = (...diagnostics: ReportedDiagnostic[]): SignInAttempt => ({
  kind: 'stopped',
  ...stepResult({ diagnostics }),
})

/** Runs one attempt with the store's lock, so that another process on this machine waits for it, and finds its result. */
export async function withLock(
  { store }: Pick<SignInPorts, 'store'>,
  purpose: 'refresh' | 'exchange',
  attempt: () => Promise<SignInAttempt>,
): Promise<SignInAttempt> {
  const lock = await store.acquire(purpose)
  if (!lock.ok) return failed(problem(lock.diagnostic))
  try {
    return await attempt()
  } finally {
    await lock.release()
  }
}

/** Proves by a write that the next pair can be saved; valid for the refresh that follows at once. */
export async function verifyStore(
  { store, reporter }: Pick<SignInPorts, 'store' | 'reporter'>,
  { isDue = false } = {},
): Promise<StepResult & { proof: Proof }> {
  reporter.report({ kind: 'probing_store' })
  const proof = await store.verifyWritable()
  if (!proof.ok) {
    const { reason, details } = proof.diagnostic
    const diagnostics = [problem(isDue ? diagnostic(reason, { ...details, isDue }) : proof.diagnostic)]
    return { ...stepResult({ diagnostics }), proof }
  }
  reporter.report({ kind: 'store_verified' })
  return { ...stepResult({ diagnostics: proof.diagnostics }), proof }
}
