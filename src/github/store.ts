import * as v from 'valibot'
import { DAY, SECOND } from '../domain/clock.js'
import type { TokenPair } from '../domain/headhunter.js'
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
import type { RetryPolicy } from '../http/retry.js'
import { type Diagnostic, diagnostic, type ReportedDiagnostic } from '../reasons/index.js'
import { encodeStagedPair } from '../tokens/staged-pair.js'
import {
  type Answer,
  bodyOf,
  type Connection,
  type Credentials,
  createGitHubClient,
  type Headers,
  ownerAndRepo,
  ServerTime,
} from './client.js'
import { credentialsOf, type GitHubApp } from './credentials.js'
import { type Refusal, type SecretsPlace, tokenExpiry } from './errors.js'
import { LOOKING, type Patience, PROVING, patiently, saving } from './patience.js'
import { openSecretsClient, type SecretsClient } from './secrets.js'

/** The run of a workflow that this process is part of. */
export interface WorkflowRun {
  /** `GITHUB_RUN_ID` */
  id: string
  /** `RUNNER_NAME` */
  runner?: string | undefined
}

export interface GitHubStoreOptions extends Connection {
  /** `owner/name`; undefined outside of Actions. */
  repository: string | undefined
  /** The pair is kept in this environment's secrets instead of the repository's. */
  environment?: string | undefined
  /** The token that may write secrets; opaque. */
  token?: string | undefined
  /** Instead of a token: the App that makes one. */
  app?: GitHubApp | undefined
  /** Undefined outside of Actions. */
  run?: WorkflowRun | undefined
  accessTokenSecret: string
  refreshTokenSecret: string
  /** The run was given a refresh token: its secret should be there, or the next run reads another than is written. */
  refreshTokenGiven?: boolean
  reporter: ProgressReporter
}

/** The pair as secrets of a repository or an environment: https://docs.github.com/en/rest/actions/secrets */
export const createGitHubStore = (options: GitHubStoreOptions): PairStore => {
  const { token, app, repository, environment } = options
  if (!token && !app) return createUnusableStore(diagnostic('github_token_missing'))
  if (!repository || !/^[^/\s]+\/[^/\s]+$/.test(repository)) {
    return createUnusableStore(diagnostic('repository_unknown'))
  }
  const place = environment ? { repository, environment } : { repository }
  return new GitHubStore(options, place)
}

/** A store that is known beforehand to be out of reach: it says why, and asks nobody. */
export const createUnusableStore = (diagnostic: Diagnostic): PairStore => {
  const refused = async () => ({ ok: false as const, diagnostic })
  return {
    kind: 'github',
    verifyWritable: refused,
    stage: refused,
    finalize: refused,
    saveAccessToken: refused,
    queuedAt: async () => undefined,
    acquire: async () => ({ ok: true, release: async () => {} }),
    current: async () => undefined,
    lastWrite: async () => ({ known: false, diagnostic }),
    checkHealth: async () => ({
      saving: 'no',
      diagnostics: [{ severity: 'warning', diagnostic }],
      tokenExpiresAt: undefined,
    }),
  }
}

const EXPIRES_SOON = 14 * DAY
/** An App's installation token lives for an hour, and a new one is made for each run. */
const INSTALLATION_TOKEN = /^ghs_/

const NOT_FOUND = 404

const moment = v.pipe(v.string(), v.isoTimestamp(), v.transform(Date.parse))
const RunShape = v.object({
  created_at: moment,
  run_attempt: v.optional(v.number(), 1),
  run_started_at: v.optional(moment),
})
const JobsShape = v.object({
  jobs: v.array(
    v.object({ status: v.string(), runner_name: v.nullish(v.string()), started_at: v.nullish(moment) }),
  ),
})

class GitHubStore implements PairStore {
  readonly kind = 'github'
  readonly #options: GitHubStoreOptions
  readonly #place: SecretsPlace
  readonly #credentials: Credentials
  readonly #lookingAtRuns: Credentials
  readonly #secrets: SecretsClient
  readonly #time: ServerTime
  /** What this run's own writes came to so far. */
  #writing: 'proved' | Refusal | undefined
  #refreshTokenWritten = false
  #tokenExpiresAt: number | undefined
  #queuedAt: Promise<number | undefined> | undefined

  constructor(options: GitHubStoreOptions, place: SecretsPlace) {
    this.#options = options
    this.#place = place
    this.#time = new ServerTime(options.clock)
    const credentialsFor = credentialsOf({ ...options, place, time: this.#time })
    this.#credentials = credentialsFor('save')
    this.#lookingAtRuns = credentialsFor('look-at-runs')
    const client = createGitHubClient({
      ...options,
      place,
      credentials: this.#credentials,
      time: this.#time,
      onSuccess: (headers) => this.#learn(headers),
    })
    this.#secrets = openSecretsClient(client, place)
  }

  async verifyWritable(): Promise<Proof> {
    const written = await this.#write(PROBE_SECRET, 'written to see whether it can be', PROVING)
    if (!written.ok) return { ok: false, diagnostic: written.refusal.diagnostic }
    const removed = await this.#patiently(() => this.#secrets.remove(PROBE_SECRET), PROVING)
    if (removed.ok) return { ok: true, diagnostics: [] }
    const left = diagnostic('probe_not_deleted', {
      ...removed.refusal.diagnostic.details,
      name: PROBE_SECRET,
    })
    return { ok: true, diagnostics: [{ severity: 'warning', diagnostic: left }] }
  }

  async stage(pair: TokenPair, { budgetMs, signal }: SavePolicy): Promise<SaveResult> {
    return this.#writeDeciding(this.#options.refreshTokenSecret, encodeStagedPair(pair), { budgetMs, signal })
  }

  async saveAccessToken(accessToken: string, policy: SavePolicy): Promise<SaveResult> {
    return this.#writeDeciding(this.#options.accessTokenSecret, accessToken, policy)
  }

  /** Repository secrets are read when the run is queued, an environment's when the job starts. */
  async queuedAt(): Promise<number | undefined> {
    this.#queuedAt ??= this.#place.environment === undefined ? this.#runQueuedAt() : this.#jobStartedAt()
    return this.#queuedAt
  }

  async #runQueuedAt(): Promise<number | undefined> {
    const run = await this.#lookAtRun('/repos/{owner}/{repo}/actions/runs/{run_id}', RunShape)
    return run && run.run_attempt > 1 ? run.run_started_at : run?.created_at
  }

  async #jobStartedAt(): Promise<number | undefined> {
    const found = await this.#lookAtRun('/repos/{owner}/{repo}/actions/runs/{run_id}/jobs', JobsShape)
    const running = (found?.jobs ?? []).filter(({ status }) => status === 'in_progress')
    const here = running.filter(({ runner_name }) => runner_name === this.#options.run?.runner)
    const [job, ...others] = running.length === 1 ? running : here
    return others.length === 0 ? (job?.started_at ?? undefined) : undefined
  }

  /** Undefined, without a word, where the token has no right to see it. */
  async #lookAtRun<S extends v.GenericSchema>(
    route: string,
    shape: S,
  ): Promise<v.InferOutput<S> | undefined> {
    const { run } = this.#options
    if (run === undefined || !/^\d{1,20}$/.test(run.id)) return undefined
    const place = this.#place
    const credentials = this.#lookingAtRuns
    const client = createGitHubClient({ ...this.#options, place, credentials, time: this.#time })
    const parameters = { ...ownerAndRepo(place), run_id: run.id }
    const answer = await this.#patiently(
      () => client({ method: 'GET', route, parameters, read: bodyOf(shape) }),
      LOOKING,
    )
    return answer.ok ? answer.value : undefined
  }

  async finalize(pair: TokenPair, { budgetMs, signal }: SavePolicy): Promise<SaveResult> {
    const { accessTokenSecret, refreshTokenSecret, clock } = this.#options
    const until = clock.monotonic() + budgetMs
    // The staged pair, which is in the refresh token's secret, must be the last to go.
    const first = await this.#write(accessTokenSecret, pair.accessToken, saving(budgetMs), { signal })
    if (!first.ok) return saved(first)
    const remaining = saving(until - clock.monotonic())
    return saved(await this.#write(refreshTokenSecret, pair.refreshToken, remaining, { signal }))
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
    const askedAt = clock.monotonic()
    let answeredAt = askedAt
    const [refreshToken, accessToken] = await Promise.all([
      this.#look(refreshTokenSecret).finally(() => {
        answeredAt = clock.monotonic()
      }),
      this.#look(accessTokenSecret),
    ])
    if (!refreshToken.ok) return { known: false, diagnostic: refreshToken.refusal.diagnostic }
    const hasNoAccessToken = !accessToken.ok && accessToken.refusal.status === NOT_FOUND
    if (!accessToken.ok && !hasNoAccessToken)
      return { known: false, diagnostic: accessToken.refusal.diagnostic }
    // The other answer may have come much later.
    const sinceAnswer = clock.monotonic() - answeredAt
    const told = Date.parse(refreshToken.headers.date ?? '')
    return {
      known: true,
      refreshTokenAt: refreshToken.value,
      accessTokenAt: accessToken.ok ? accessToken.value : undefined,
      storeTime: Number.isNaN(told) ? clock.now() : told + sinceAnswer,
      uncertainMs: answeredAt - askedAt + SECOND,
    }
  }

  async checkHealth(): Promise<StoreHealth> {
    if (this.#writing === 'proved') return this.#storeHealth('verified', ...(await this.#strayFromProved()))
    const seen = this.#writing ?? (await this.#lookAtRefreshToken())
    if (seen === 'there') return this.#storeHealth('likely')
    if (seen === 'missing') return this.#storeHealth('likely', ...this.#stray())
    const { diagnostic, retryable } = seen
    // What did not answer, or answered as GitHub does not, was not reached: nothing is claimed of it.
    if (retryable) return this.#storeHealth('unknown', { severity: 'notice', diagnostic })
    const saving = diagnostic.reason === 'github_answer_unexpected' ? 'unknown' : 'no'
    return this.#storeHealth(saving, { severity: 'warning', diagnostic })
  }

  /**
   * Reading when the refresh token was written needs a right that few tokens have by accident; the public key of a public
   * repository is anyone's, so it only tells a secret that is not there yet from a repository that can't be seen.
   */
  async #lookAtRefreshToken(): Promise<'there' | 'missing' | Refusal> {
    const secret = await this.#look(this.#options.refreshTokenSecret)
    if (secret.ok) return 'there'
    if (secret.refusal.status !== NOT_FOUND) return secret.refusal
    const key = await this.#patiently(() => this.#secrets.publicKey(), LOOKING)
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
    const now = this.#time.now()
    if (tokenExpiresAt !== undefined && tokenExpiresAt - now <= EXPIRES_SOON) {
      diagnostics.push({
        severity: 'warning',
        diagnostic: diagnostic('github_token_expires_soon', { at: tokenExpiresAt }),
      })
    }
    return { saving, diagnostics, tokenExpiresAt }
  }

  #learn(headers: Headers): void {
    if (this.#options.app !== undefined || INSTALLATION_TOKEN.test(this.#options.token ?? '')) return
    const expiry = tokenExpiry(headers['github-authentication-token-expiration'], this.#time.now())
    this.#tokenExpiresAt = expiry ?? this.#tokenExpiresAt
  }

  #look(name: string): Promise<Answer<number>> {
    return this.#patiently(() => this.#secrets.writtenAt(name), LOOKING)
  }

  /** As patient as the time allows: whatever refuses a write that was just proved possible is a passing trouble. */
  async #writeDeciding(name: string, value: string, { budgetMs, signal }: SavePolicy): Promise<SaveResult> {
    const insists = this.#writing === 'proved'
    return saved(await this.#write(name, value, saving(budgetMs), { signal, insists }))
  }

  async #write(
    name: string,
    value: string,
    policy: RetryPolicy,
    how: Pick<Patience, 'signal' | 'insists'> = {},
  ): Promise<Answer<true>> {
    const answer = await this.#patiently(() => this.#secrets.write(name, value), policy, how)
    if (answer.ok) {
      this.#writing = 'proved'
      if (name === this.#options.refreshTokenSecret) this.#refreshTokenWritten = true
    } else if (!answer.refusal.retryable) this.#writing = answer.refusal
    return answer
  }

  #patiently<T>(
    attempt: () => Promise<Answer<T>>,
    policy: RetryPolicy,
    how: Pick<Patience, 'signal' | 'insists'> = {},
  ): Promise<Answer<T>> {
    const { clock, reporter } = this.#options
    // An attempt may have hung where a token was made: the next one must not wait for that.
    const onStuck = () => this.#credentials.forget()
    return patiently(attempt, policy, { clock, reporter, place: this.#place, onStuck, ...how })
  }
}

const saved = (answer: Answer<true>): SaveResult =>
  answer.ok ? { ok: true } : { ok: false, diagnostic: answer.refusal.diagnostic }
