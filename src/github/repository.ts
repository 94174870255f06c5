import * as v from 'valibot'
import type { ProgressReporter } from '../domain/progress.js'
import { type Outcome, ok } from '../reasons/index.js'
import type { Settings } from '../settings/settings.js'
import {
  type Answer,
  bodyOf,
  type Connection,
  createGitHubClient,
  ownerAndRepo,
  ServerTime,
} from './client.js'
import { credentialsOf } from './credentials.js'
import type { SecretsPlace } from './errors.js'
import { PROBE_POLICY, READ_POLICY, type RequestRetries, withRetries } from './retries.js'
import * as secrets from './secrets.js'

/** `owner/name` in a remote's address, whatever its form; undefined when there is none. */
export function repositoryIn(remote: string): string | undefined {
  const path = /^(?:[\w+.-]+:\/\/[^/]+\/|[^/@]+@[^:/]+:)(.+)$/.exec(remote.trim())?.[1] ?? ''
  const parts = path
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split('/')
  const name = parts.length === 2 ? parts.join('/') : ''
  return isRepositoryName(name) ? name : undefined
}

const isRepositoryName = (name: string): boolean => /^[\w-]+(?:\.[\w-]+)*\/[\w.-]+$/.test(name)

/** What a person typed or pasted: `owner/name`, a remote's address, or any page of the repository on its site. */
export function repositoryGiven(typed: string): string | undefined {
  const given = typed.trim()
  if (isRepositoryName(given)) return given
  const page = /^(?:https?:\/\/)?((?:[\w-]+\.)+[\w-]+\/[^/]+\/[^/?#]+)/.exec(given)?.[1]
  return page === undefined ? repositoryIn(given) : repositoryIn(`https://${page}`)
}

/** Where the repository's name is looked up. */
export interface WorkingCopy {
  env: Readonly<Record<string, string | undefined>>
  /** The output of `git` for these arguments; undefined if it fails or is missing. */
  git(args: readonly string[]): Promise<string | undefined>
}

/** The repository that the environment or the `.env` file names; else that of this working copy, as its remote says. */
export async function repositoryHere(
  { env, git }: WorkingCopy,
  file: Readonly<Record<string, string>> = {},
): Promise<string | undefined> {
  const named = [env.GITHUB_REPOSITORY, file.GITHUB_REPOSITORY].find((name) => name && isRepositoryName(name))
  if (named !== undefined) return named
  return repositoryIn((await git(['remote', 'get-url', 'origin'])) ?? '')
}

/** Settings without the pair, so that the store does not look for its secret in the repository. */
export const withoutPair = (settings: Settings): Settings => ({
  ...settings,
  accessToken: undefined,
  refreshToken: undefined,
})

export interface RepositoryOptions {
  settings: Settings
  /** The token or App of the settings by default. */
  token?: string
  place: SecretsPlace
  collaborators: Pick<Connection, 'transport' | 'clock'> & { reporter: ProgressReporter }
}

/** The client for a repository. */
const connect = ({ settings, token, place, collaborators }: RepositoryOptions) => {
  const connection = { ...collaborators, apiUrl: settings.githubApiUrl, timeoutMs: settings.requestTimeoutMs }
  const time = new ServerTime(collaborators.clock)
  const credentials = credentialsOf({
    ...connection,
    token: token ?? settings.githubToken,
    app: settings.githubApp,
    place,
    time,
  })('save')
  return createGitHubClient({ ...connection, place, credentials, time })
}

/** How requests are retried. */
const retriesFor = ({ place, collaborators }: RepositoryOptions): RequestRetries => ({
  ...collaborators,
  place,
})

const RepositoryShape = v.object({ private: v.boolean(), full_name: v.string() })

/** Whether this token can see it, and whether it is private: https://docs.github.com/en/rest/repos/repos */
export async function lookAtRepository(options: RepositoryOptions): Promise<Outcome<{ isPrivate: boolean }>> {
  const client = connect(options)
  const parameters = ownerAndRepo(options.place)
  const read = bodyOf(RepositoryShape)
  const ask = () => client({ method: 'GET', route: '/repos/{owner}/{repo}', parameters, read })
  const seen = outcomeOf(await withRetries(ask, READ_POLICY, retriesFor(options)))
  return seen.ok ? ok({ isPrivate: seen.value.private }) : seen
}

/** The secrets of a repository or an environment, by name. Values are written, never read. */
export interface RepositorySecrets {
  /** When it was last written, in milliseconds since the epoch; undefined when there is no such secret. */
  writtenAt(name: string): Promise<Outcome<number | undefined>>
  write(name: string, value: string): Promise<Outcome<void>>
  /** Succeeds also if there is no such secret. */
  remove(name: string): Promise<Outcome<true>>
  /** The names of at most a hundred secrets. */
  names(): Promise<Outcome<string[]>>
}

const NOT_FOUND = 404

export function openSecretsClient(options: RepositoryOptions): RepositorySecrets {
  const client = secrets.openSecretsClient(connect(options), options.place)
  return {
    async writtenAt(name) {
      const answer = await withRetries(() => client.writtenAt(name), READ_POLICY, retriesFor(options))
      if (answer.ok || answer.refusal.status !== NOT_FOUND) return outcomeOf(answer)
      // A missing repository is answered like a missing secret.
      const key = outcomeOf(await withRetries(() => client.publicKey(), READ_POLICY, retriesFor(options)))
      return key.ok ? ok(undefined) : key
    },
    async write(name, value) {
      const written = outcomeOf(
        await withRetries(() => client.write(name, value), PROBE_POLICY, retriesFor(options)),
      )
      return written.ok ? ok(undefined) : written
    },
    async remove(name) {
      return outcomeOf(await withRetries(() => client.remove(name), PROBE_POLICY, retriesFor(options)))
    },
    async names() {
      return outcomeOf(await withRetries(() => client.names(), READ_POLICY, retriesFor(options)))
    },
  }
}

const outcomeOf = <T>(answer: Answer<T>): Outcome<T> =>
  answer.ok ? ok(answer.value) : { ok: false, diagnostic: answer.refusal.diagnostic }
