import type { Diagnostic, ReportedDiagnostic } from '../reasons/index.js'
import type { TokenPair } from './headhunter.js'

/** Not the name of a token: a run queued before another run's rotation would overwrite the newer pair. */
export const PROBE_SECRET = 'HH_RESUME_TOUCH_PROBE'

/** When the tokens in the store were last written. */
export type LastWrite =
  | {
      known: true
      /** When the refresh token was written, by the store's own clock. */
      refreshTokenAt: number
      /** When the access token was written; undefined when there is none. */
      accessTokenAt: number | undefined
      /** The earliest possible time of the store's clock at this moment. */
      storeTime: number
      /** How much later it can be, in milliseconds: the clock's resolution and the time of the request. */
      uncertainMs?: number
    }
  | { known: false; diagnostic: Diagnostic }

/** Whether the pair of the next rotation could be saved. */
export interface StoreHealth {
  /**
   * `verified`: proved by a write. `likely`: nothing found against it. `no`: it would fail today. `unknown`: the store
   * was not reached.
   */
  saving: 'verified' | 'likely' | 'no' | 'unknown'
  /** Warnings for the person: why not, or what will soon stop working. */
  diagnostics: ReportedDiagnostic[]
  /** The last day of the token that writes, in milliseconds since the epoch, where it is known. */
  tokenExpiresAt: number | undefined
}

export type Proof = { ok: true; diagnostics: ReportedDiagnostic[] } | { ok: false; diagnostic: Diagnostic }
export type SaveResult = { ok: true } | { ok: false; diagnostic: Diagnostic }

/** How long a save is retried, and what shortens it. */
export interface SavePolicy {
  /** Milliseconds; 0: one try. */
  budgetMs: number
  /** Aborted when the process is about to be killed: the next try comes at once, without backoff. */
  signal: AbortSignal
}

/** The lock: only its holder changes the pair on this machine. */
export type Lock = { ok: true; release(): Promise<void> } | { ok: false; diagnostic: Diagnostic }

/** The values in the store, unparsed. */
export interface StoredPair {
  accessToken: string | undefined
  refreshToken: string | undefined
}

/**
 * Where the token pair is kept: a repository's secrets, an environment's secrets, or an `.env` file.
 * No method throws for anything that comes from outside.
 */
export interface PairStore {
  /** Proves by a write, under a name of its own, that the store can be written, and fetches what sealing needs. */
  verifyWritable(): Promise<Proof>
  /**
   * Held from before a token or code is spent until the new pair is saved, so that two processes on one machine do not do so
   * at once. Waits for the other process. A `refresh` is refused if the pair was removed meanwhile. GitHub has no locks:
   * there it succeeds at once, and the workflow's `concurrency` keeps runs apart.
   */
  acquire(purpose: 'refresh' | 'exchange'): Promise<Lock>
  /** The pair in the store at this moment; undefined where it can't be read, as on GitHub. */
  current(): Promise<StoredPair | undefined>
  /** The one write that decides: the whole pair as a single value under the refresh token's name. */
  stage(pair: TokenPair, policy: SavePolicy): Promise<SaveResult>
  /** The plain access token, then the plain refresh token. */
  finalize(pair: TokenPair, policy: SavePolicy): Promise<SaveResult>
  /** An access token that came without a refresh token, alone, under its own name. */
  saveAccessToken(accessToken: string, policy: SavePolicy): Promise<SaveResult>
  /** When the pair was last written, and by which clock. */
  lastWrite(): Promise<LastWrite>
  /**
   * When this run was given its secrets, by the store's clock, in milliseconds since the epoch; undefined where the store
   * can't tell (`GET /repos/{owner}/{repo}/actions/runs/{run_id}`: `created_at`, for a re-run `run_started_at`).
   */
  queuedAt(): Promise<number | undefined>
  /** Whether the next pair could be saved, checked without a write. */
  checkHealth(): Promise<StoreHealth>
}
