import * as v from 'valibot'
import type { ProgressReporter } from '../domain/progress.js'
import type { Settings } from '../settings/settings.js'
import {
  type Answer,
  bodyOf,
  type Connection,
  createGitHubClient,
  type GitHubClient,
  ownerAndRepo,
  ServerTime,
} from './client.js'
import { credentialsOf } from './credentials.js'
import type { SecretsPlace } from './errors.js'
import { READ_POLICY, withRetries } from './retries.js'
import { openSecretsClient, type SecretsClient } from './secrets.js'

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
  place: SecretsPlace
  collaborators: Pick<Connection, 'transport' | 'clock'> & { reporter: ProgressReporter }
}

/** The client for a repository. */
const connect = ({ settings, place, collaborators }: RepositoryOptions): GitHubClient => {
  const connection = { ...collaborators, apiUrl: settings.githubApiUrl, timeoutMs: settings.requestTimeoutMs }
  const time = new ServerTime(collaborators.clock)
  const { githubToken: token, githubApp: app } = settings
  const credentials = credentialsOf({ ...connection, token, app, place, time })('save')
  return createGitHubClient({ ...connection, place, credentials, time })
}

const RepositoryShape = v.object({ private: v.boolean(), full_name: v.string() })

/** Whether this token can see it, and whether it is private: https://docs.github.com/en/rest/repos/repos */
export async function lookAtRepository(options: RepositoryOptions): Promise<Answer<{ private: boolean }>> {
  const { place, collaborators } = options
  const client = connect(options)
  const parameters = ownerAndRepo(place)
  const read = bodyOf(RepositoryShape)
  const ask = () => client({ method: 'GET', route: '/repos/{owner}/{repo}', parameters, read })
  return withRetries(ask, READ_POLICY, { ...collaborators, place })
}

export const openRepositorySecrets = (options: RepositoryOptions): SecretsClient =>
  openSecretsClient(connect(options), options.place, options.collaborators)
