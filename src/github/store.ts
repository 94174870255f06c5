import { type Clock, DAY, MINUTE, SECOND } from '../domain/clock.js'
import { diagnostic, type ReportedDiagnostic } from '../domain/diagnostic.js'
import type { TokenPair } from '../domain/headhunter.js'
import { type Transport, TransportError } from '../domain/http.js'
import type { ProgressReporter } from '../domain/progress.js'
import {
  type LastWrite,
  type Lock,
  type PairStore,
  PROBE_SECRET,
  type Proof,
  type SavePolicy,
  type SaveResult,
  type StoreHealth,
} from '../domain/store.js'
import { withDeadline } from '../domain/with-deadline.js'
import { type RetryPolicy, retry } from '../http/retry.js'
import { encodeStagedPair } from '../tokens/staged-pair.js'
import { type Refusal, refusalWithoutAnswer, type SecretsPlace, tokenExpiry } from './errors.js'
import { type Seal, sealFor } from './sealed-box.js'
import {
  type Answer,
  createSecretsApi,
  type Headers,
  type SealedSecret,
  type SecretsApi,
} from './secrets-api.js'
import { createUnusableStore } from './unusable-store.js'

export interface GitHubStoreOptions {
  /** GitHub's API, such as `https://api.github.com`. */
  apiUrl: string
  /** `owner/name`; undefined outside of Actions. */
  repository: string | undefined
  /** The pair is kept in this environment's secrets instead of the repository's. */
  environment?: string | undefined
  /** The token that may write secrets; opaque. */
  token?: string | undefined
  accessTokenSecret: string
  refreshTokenSecret: string
  /** The run was given a refresh token: its secret should be there, or the next run reads another than is written. */
  refreshTokenGiven?: boolean
  /** Deadline for one attempt of one request, in milliseconds. */
  timeoutMs: number
  transport: Transport
  clock: Clock
  reporter: ProgressReporter
}

/** The pair as secrets of a repository or an environment: https://docs.github.com/en/rest/actions/secrets */
export const createGitHubStore = (options: GitHubStoreOptions): PairStore => {
  const { token, repository, environment } = options
  if (!token) return createUnusableStore(diagnostic('github_token_missing'))
  if (!repository || !/^[^/\s]+\/[^/\s]+$/.test(repository)) {
    return createUnusableStore(diagnostic('repository_unknown'))
  }
  return new GitHubStore(options, token, environment ? { repository, environment } : { repository })
}

const EXPIRES_SOON = 14 * DAY
/** An App's installation token lives for an hour, and a new one is made for each run. */
const INSTALLATION_TOKEN = /^ghs_/

/** Room for an attempt that runs into its deadline, and another one. */
const PROVING: RetryPolicy = {
  attempts: 5,
  budgetMs: 1 * MINUTE,
  firstWaitMs: 1 * SECOND,
  longestWaitMs: 8 * SECOND,
}
const LOOKING: RetryPolicy = {
  attempts: 3,
  budgetMs: 10 * SECOND,
  firstWaitMs: 1 * SECOND,
  longestWaitMs: 4 * SECOND,
}
const saving = (budgetMs: number): RetryPolicy => ({
  attempts: Number.POSITIVE_INFINITY,
  budgetMs,
  firstWaitMs: 1 * SECOND,
  longestWaitMs: 15 * SECOND,
})

/** Of the few seconds before a kill, one attempt may take no more than this. */
const HURRIED_ATTEMPT = 2 * SECOND
const NO_HURRY = new AbortController().signal

/** GitHub's answer to a box that was sealed for a key it no longer has. */
const KEY_CHANGED = 422
const NOT_FOUND = 404

interface Sealer {
  keyId: string
  seal: Seal
}

class GitHubStore implements PairStore {
  readonly kind = 'github'
  readonly #options: GitHubStoreOptions
  readonly #token: string
  readonly #place: SecretsPlace
  readonly #api: SecretsApi
  #sealer: Sealer | undefined
  /** What this run's own writes came to so far. */
  #writing: 'proved' | Refusal | undefined
  #refreshTokenWritten = false
  #tokenExpiresAt: number | undefined
  /** By how much GitHub's clock is ahead of this machine's, which may be wrong. */
  #aheadMs = 0

  constructor(options: GitHubStoreOptions, token: string, place: SecretsPlace) {
    this.#options = options
    this.#token = token
    this.#place = place
    this.#api = createSecretsApi({
      ...options,
      token,
      place,
      onSuccess: (headers) => this.#learn(headers),
    })
  }

  async verifyWritable(): Promise<Proof> {
    const written = await this.#write(PROBE_SECRET, 'written to see whether it can be', PROVING)
    if (!written.ok) return { ok: false, diagnostic: written.refusal.diagnostic }
    const removed = await this.#patiently(() => this.#api.remove(PROBE_SECRET), PROVING)
    if (removed.ok) return { ok: true, diagnostics: [] }
    const left = diagnostic('probe_not_deleted', {
      ...removed.refusal.diagnostic.details,
      name: PROBE_SECRET,
    })
    return { ok: true, diagnostics: [{ severity: 'warning', diagnostic: left }] }
  }

  async stage(pair: TokenPair, { budgetMs, signal }: SavePolicy): Promise<SaveResult> {
    const { refreshTokenSecret } = this.#options
    return saved(await this.#write(refreshTokenSecret, encodeStagedPair(pair), saving(budgetMs), signal))
  }

  async saveAccessToken(accessToken: string, { budgetMs, signal }: SavePolicy): Promise<SaveResult> {
    return saved(await this.#write(this.#options.accessTokenSecret, accessToken, saving(budgetMs), signal))
  }

  async queuedAt(): Promise<number | undefined> {
    return undefined
  }

  async finalize(pair: TokenPair, { budgetMs, signal }: SavePolicy): Promise<SaveResult> {
    const { accessTokenSecret, refreshTokenSecret, clock } = this.#options
    const until = clock.now() + budgetMs
    // The staged pair, which is in the refresh token's secret, must be the last to go.
    const first = await this.#write(accessTokenSecret, pair.accessToken, saving(budgetMs), signal)
    if (!first.ok) return saved(first)
    const remaining = saving(until - clock.now())
    return saved(await this.#write(refreshTokenSecret, pair.refreshToken, remaining, signal))
  }

  async acquire(): Promise<Lock> {
    return { ok: true, release: async () => {} }
  }

  /** Secrets are written, never read. */
  async current(): Promise<undefined> {
    return undefined
  }

  async lastWrite(): Promise<LastWrite> {
    const { accessTokenSecret, refreshTokenSecret, clock } = this.#options
    const askedAt = clock.now()
    let answeredAt = askedAt
    const [refreshToken, accessToken] = await Promise.all([
      this.#look(refreshTokenSecret).finally(() => {
        answeredAt = clock.now()
      }),
      this.#look(accessTokenSecret),
    ])
    if (!refreshToken.ok) return { known: false, diagnostic: refreshToken.refusal.diagnostic }
    const hasNoAccessToken = !accessToken.ok && accessToken.refusal.status === NOT_FOUND
    if (!accessToken.ok && !hasNoAccessToken)
      return { known: false, diagnostic: accessToken.refusal.diagnostic }
    return {
      known: true,
      refreshTokenAt: refreshToken.value,
      accessTokenAt: accessToken.ok ? accessToken.value : undefined,
      // The other answer may have come much later.
      storeTime: (Date.parse(refreshToken.headers.date ?? '') || answeredAt) + (clock.now() - answeredAt),
      uncertainMs: answeredAt - askedAt + SECOND,
    }
  }

  async checkHealth(): Promise<StoreHealth> {
    if (this.#writing === 'proved') return this.#storeHealth('verified', ...(await this.#strayFromProved()))
    const seen = this.#writing ?? (await this.#lookAtRefreshToken())
    if (seen === 'there') return this.#storeHealth('likely')
    if (seen === 'missing') return this.#storeHealth('likely', ...this.#stray())
    const { diagnostic, retryable } = seen
    return retryable
      ? this.#storeHealth('likely', { severity: 'notice', diagnostic })
      : this.#storeHealth('no', { severity: 'warning', diagnostic })
  }

  /**
   * Reading when the refresh token was written needs a right that few tokens have by accident; the public key of a public
   * repository is anyone's, so it only tells a secret that is not there yet from a repository that can't be seen.
   */
  async #lookAtRefreshToken(): Promise<'there' | 'missing' | Refusal> {
    const secret = await this.#look(this.#options.refreshTokenSecret)
    if (secret.ok) return 'there'
    if (secret.refusal.status !== NOT_FOUND) return secret.refusal
    const key = await this.#patiently(() => this.#api.publicKey(), LOOKING)
    return key.ok ? 'missing' : key.refusal
  }

  /** A probe proves that the place can be written, not that the next run reads what is written there. */
  async #strayFromProved(): Promise<ReportedDiagnostic[]> {
    if (!this.#options.refreshTokenGiven || this.#refreshTokenWritten) return []
    const secret = await this.#look(this.#options.refreshTokenSecret)
    return !secret.ok && secret.refusal.status === NOT_FOUND ? this.#stray() : []
  }

  /** The refresh token that was given does not come from the place where its successor will be saved. */
  #stray(): ReportedDiagnostic[] {
    const { refreshTokenGiven, refreshTokenSecret } = this.#options
    if (!refreshTokenGiven) return []
    const details = { ...this.#place, name: refreshTokenSecret }
    return [{ severity: 'warning', diagnostic: diagnostic('refresh_token_secret_missing', details) }]
  }

  #storeHealth(saving: StoreHealth['saving'], ...diagnostics: ReportedDiagnostic[]): StoreHealth {
    const tokenExpiresAt = this.#tokenExpiresAt
    const now = this.#options.clock.now() + this.#aheadMs
    if (tokenExpiresAt !== undefined && tokenExpiresAt - now <= EXPIRES_SOON) {
      diagnostics.push({
        severity: 'warning',
        diagnostic: diagnostic('github_token_expires_soon', { at: tokenExpiresAt }),
      })
    }
    return { saving, diagnostics, tokenExpiresAt }
  }

  #learn(headers: Headers): void {
    const serverTime = Date.parse(headers.date ?? '')
    if (!Number.isNaN(serverTime)) this.#aheadMs = serverTime - this.#options.clock.now()
    if (INSTALLATION_TOKEN.test(this.#token)) return
    this.#tokenExpiresAt =
      tokenExpiry(headers['github-authentication-token-expiration']) ?? this.#tokenExpiresAt
  }

  #look(name: string): Promise<Answer<number>> {
    return this.#patiently(() => this.#api.writtenAt(name), LOOKING)
  }

  async #write(
    name: string,
    value: string,
    policy: RetryPolicy,
    signal?: AbortSignal,
  ): Promise<Answer<true>> {
    const answer = await this.#patiently(() => this.#writeOnce(name, value), policy, signal)
    if (answer.ok) {
      this.#writing = 'proved'
      if (name === this.#options.refreshTokenSecret) this.#refreshTokenWritten = true
    } else if (!answer.refusal.retryable) this.#writing = answer.refusal
    return answer
  }

  async #writeOnce(name: string, value: string): Promise<Answer<true>> {
    const box = await this.#box(value)
    if (!box.ok) return box
    const answer = await this.#api.put(name, box.value)
    if (!answer.ok && answer.refusal.status === KEY_CHANGED) this.#sealer = undefined
    return answer
  }

  async #box(value: string): Promise<{ ok: true; value: SealedSecret } | { ok: false; refusal: Refusal }> {
    if (this.#sealer === undefined) {
      const key = await this.#api.publicKey()
      if (!key.ok) return key
      const seal = await sealFor(key.value.key)
      if (seal === undefined) return { ok: false, refusal: refusalWithoutAnswer(undefined, this.#place) }
      this.#sealer = { keyId: key.value.key_id, seal }
    }
    return { ok: true, value: { encrypted_value: this.#sealer.seal(value), key_id: this.#sealer.keyId } }
  }

  #patiently<T>(
    attempt: () => Promise<Answer<T>>,
    policy: RetryPolicy,
    signal = NO_HURRY,
  ): Promise<Answer<T>> {
    const { clock, reporter } = this.#options
    const stuck: Answer<T> = {
      ok: false,
      refusal: refusalWithoutAnswer(new TransportError('timed_out'), this.#place),
    }
    return retry(() => withDeadline(attempt(), { clock, signal, graceMs: HURRIED_ATTEMPT, stuck }), {
      clock,
      policy,
      signal,
      shouldRetry: (answer) => shouldRetry(answer, signal.aborted),
      onRetry: (answer, number, retryInMs) => {
        if (!answer.ok) {
          reporter.report({
            kind: 'attempt_failed',
            diagnostic: answer.refusal.diagnostic,
            attempt: number,
            retryInMs,
          })
        }
      },
    })
  }
}

/** A process that is about to be killed has no time for the waits that GitHub asks for. */
const shouldRetry = (answer: Answer<unknown>, hurried: boolean): { waitAtLeastMs: number } | undefined => {
  if (answer.ok || !answer.refusal.retryable) return undefined
  return { waitAtLeastMs: hurried ? 0 : (answer.refusal.waitAtLeastMs ?? 0) }
}

const saved = (answer: Answer<true>): SaveResult =>
  answer.ok ? { ok: true } : { ok: false, diagnostic: answer.refusal.diagnostic }
