import * as v from 'valibot'
import { DAY, MINUTE, SECOND } from '../domain/clock.js'
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
import { READ_POLICY, type RequestRetries, saving, withRetries } from './retries.js'
import { NOT_FOUND, openSecretsClient, type SecretsClient, type WriteRetries } from './secrets.js'

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
  /** The environment whose secrets hold the pair, instead of the repository's. */
  environment?: string | undefined
  /** The token that writes the secrets; opaque. */
  token?: string | undefined
  /** Instead of a token: the App that creates one. */
  app?: GitHubApp | undefined
  /** Undefined outside of Actions. */
  run?: WorkflowRun | undefined
  accessTokenSecret: string
  refreshTokenSecret: string
  /** The run was given a refresh token, so its secret should exist; otherwise the next run reads another one. */
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

/** A store that can't be used: every method returns the reason, without a request. */
export const createUnusableStore = (diagnostic: Diagnostic): PairStore => {
  const refused = async () => ({ ok: false as const, diagnostic })
  return {
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
/** Among GitHub's own servers, at most. */
const CLOCKS_DIFFER_BY = MINUTE
/** An App's installation token is valid for an hour, and each run creates a new one. */
const INSTALLATION_TOKEN = /^ghs_/

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
  readonly #options: GitHubStoreOptions
  readonly #place: SecretsPlace
  readonly #credentials: Credentials
  readonly #lookingAtRuns: Credentials
  readonly #secrets: SecretsClient
  readonly #retries: RequestRetries
  readonly #time: ServerTime
  /** The result of this run's last write. */
  #writing: 'verified' | Refusal | undefined
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
    // An attempt can have hung while a token was created, so the next one creates another.
    const onStuck = () => this.#credentials.forget()
    this.#retries = { clock: options.clock, reporter: options.reporter, place, onStuck }
    this.#secrets = openSecretsClient(client, place, this.#retries)
  }

  async verifyWritable(): Promise<Proof> {
    const written = await this.#write(PROBE_SECRET, 'written to see whether it can be')
    if (!written.ok) return { ok: false, diagnostic: written.diagnostic }
    const removed = await this.#secrets.remove(PROBE_SECRET)
    if (removed.ok) return { ok: true, diagnostics: [] }
    const left = diagnostic('probe_not_deleted', {
      ...removed.diagnostic.details,
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

  /** Undefined, without a diagnostic, if the token has no right to read it. */
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
    const look = () => client({ method: 'GET', route, parameters, read: bodyOf(shape) })
    const answer = await withRetries(look, READ_POLICY, this.#retries)
    return answer.ok ? answer.value : undefined
  }

  async finalize(pair: TokenPair, { budgetMs, signal }: SavePolicy): Promise<SaveResult> {
    const { accessTokenSecret, refreshTokenSecret, clock } = this.#options
    const until = clock.monotonic() + budgetMs
    // The refresh token's secret holds the staged pair, so it is replaced last.
    const first = await this.#write(accessTokenSecret, pair.accessToken, { policy: saving(budgetMs), signal })
    if (!first.ok) return saved(first)
    const policy = saving(until - clock.monotonic())
    return saved(await this.#write(refreshTokenSecret, pair.refreshToken, { policy, signal }))
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
      this.#secrets.writtenAt(refreshTokenSecret).finally(() => {
        answeredAt = clock.monotonic()
      }),
      this.#secrets.writtenAt(accessTokenSecret),
    ])
    if (!refreshToken.ok) return { known: false, diagnostic: refreshToken.diagnostic }
    const hasNoAccessToken = !accessToken.ok && accessToken.status === NOT_FOUND
    if (!accessToken.ok && !hasNoAccessToken) return { known: false, diagnostic: accessToken.diagnostic }
    // The other answer can have come much later.
    const sinceAnswer = clock.monotonic() - answeredAt
    const date = Date.parse(refreshToken.headers.date ?? '')
    const storeTime = Number.isNaN(date) ? clock.now() : date + sinceAnswer
    // Nothing was written in the future: one of the two moments is wrong, and neither shows when the other was.
    if (refreshToken.value - storeTime > CLOCKS_DIFFER_BY)
      return { known: false, diagnostic: diagnostic('github_answer_unexpected', { ...this.#place }) }
    return {
      known: true,
      refreshTokenAt: refreshToken.value,
      accessTokenAt: accessToken.ok ? accessToken.value : undefined,
      storeTime,
      uncertainMs: answeredAt - askedAt + SECOND,
    }
  }

  async checkHealth(): Promise<StoreHealth> {
    if (this.#writing === 'verified')
      return this.#storeHealth('verified', ...(await this.#mismatchWithVerified()))
    const seen = this.#writing ?? (await this.#secrets.find(this.#options.refreshTokenSecret))
    if (seen.ok) return this.#storeHealth('likely', ...(seen.value === undefined ? this.#stray() : []))
    const { diagnostic, retryable } = seen
    // Without an answer of GitHub itself, the store is unknown.
    if (retryable) return this.#storeHealth('unknown', { severity: 'notice', diagnostic })
    const saving = diagnostic.reason === 'github_answer_unexpected' ? 'unknown' : 'no'
    return this.#storeHealth(saving, { severity: 'warning', diagnostic })
  }

  /** A probe proves that the secrets can be written, not that the next run reads them. */
  async #mismatchWithVerified(): Promise<ReportedDiagnostic[]> {
    if (!this.#options.refreshTokenGiven || this.#refreshTokenWritten) return []
    const secret = await this.#secrets.writtenAt(this.#options.refreshTokenSecret)
    return !secret.ok && secret.status === NOT_FOUND ? this.#stray() : []
  }

  /** The given refresh token does not come from the secrets to which the next one will be saved. */
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

  /** Retries as long as possible: a refusal of a write that was just proved possible is temporary. */
  async #writeDeciding(name: string, value: string, { budgetMs, signal }: SavePolicy): Promise<SaveResult> {
    const retriesAll = this.#writing === 'verified'
    return saved(await this.#write(name, value, { policy: saving(budgetMs), signal, retriesAll }))
  }

  async #write(name: string, value: string, how?: WriteRetries): Promise<Answer<true>> {
    const answer = await this.#secrets.write(name, value, how)
    // The last write counts: a proof says nothing after a write that failed.
    this.#writing = answer.ok ? 'verified' : answer
    if (answer.ok && name === this.#options.refreshTokenSecret) this.#refreshTokenWritten = true
    return answer
  }
}

const saved = (answer: Answer<true>): SaveResult =>
  answer.ok ? { ok: true } : { ok: false, diagnostic: answer.diagnostic }
