import * as v from 'valibot'
import { SECOND } from '../../domain/clock.js'
import type { HttpRequest, Transport } from '../../domain/http.js'
import { createGitHubClient, ownerAndRepo, ServerTime } from '../../github/client.js'
import { credentialsOf } from '../../github/credentials.js'
import type { SecretsPlace } from '../../github/errors.js'
import { openSecretsClient, type RepositoryOptions, type RepositorySecrets } from '../../github/repository.js'
import type { Diagnostic } from '../../reasons/index.js'
import { defaultOf } from '../../settings/settings.js'
import type { Cli } from '../shared/cli.js'
import { openSession } from '../shared/session.js'
import { rawSetting } from '../shared/settings.js'
import { type Rights, type Setup, settingsOf } from './state.js'
import { prefixOf } from './workflow.js'

export type GitHubAnswer<T> =
  | { ok: true; value: T }
  /** `status` 0: no answer came. */
  | { ok: false; status: number; diagnostic: Diagnostic }

export interface GitHubRequest {
  /** Values for the placeholders of the route, and the fields of the query or of the body. */
  parameters?: Record<string, unknown>
  /** None for what is public. */
  token?: string
  transport?: Transport
}

/** A method and a path with placeholders: `GET /repos/{owner}/{repo}`. */
type Route = `${HttpRequest['method']} /${string}`

const TIMEOUT_MS = 30 * SECOND

/** One attempt of one request to GitHub's API, https://docs.github.com/en/rest. A success has this shape. */
export async function askGitHub<S extends v.GenericSchema>(
  cli: Cli,
  route: Route,
  shape: S,
  { parameters = {}, token = '', transport = cli.tools.transport }: GitHubRequest = {},
): Promise<GitHubAnswer<v.InferOutput<S>>> {
  const { clock } = cli.tools
  const { owner, repo } = parameters
  const options = {
    apiUrl: apiUrlOf(cli),
    timeoutMs: TIMEOUT_MS,
    transport,
    clock,
    time: new ServerTime(clock),
    place: { repository: owner === undefined ? '' : `${owner}/${repo}` },
  }
  const credentials = credentialsOf({ ...options, token, reporter: { mask: () => {} } })('save')
  const [method, path = ''] = route.split(' ') as [HttpRequest['method'], string]
  const answer = await createGitHubClient({ ...options, credentials })({
    method,
    route: path,
    parameters,
    read: ({ status, data }) => {
      const read = v.safeParse(shape, data)
      return status >= 200 && status < 300 && read.success ? { data: read.output } : undefined
    },
  })
  return answer.ok ? { ok: true, value: answer.value.data } : { ok: false, ...answer.refusal }
}

/**
 * GitHub's own command, logged in (https://cli.github.com). Its token is used while this program runs and kept nowhere;
 * `gh` gives it out for the very site that is meant, and for no other.
 */
export interface Gh {
  login: string
  token: string
  /** One request with its token. */
  ask<S extends v.GenericSchema>(
    route: Route,
    shape: S,
    parameters?: Record<string, unknown>,
  ): Promise<GitHubAnswer<v.InferOutput<S>>>
}

export async function findGh(cli: Cli): Promise<Gh | undefined> {
  const { host } = new URL(siteOf(cli))
  const given = await cli.tools.terminal.run('gh', ['auth', 'token', '--hostname', host])
  const token = given?.exit === 0 ? given.stdout.trim() : ''
  if (!/^\S+$/.test(token)) return undefined
  const user = await askGitHub(cli, 'GET /user', v.object({ login: v.string() }), { token })
  if (!user.ok) return undefined
  return {
    ...user.value,
    token,
    ask: (route, shape, parameters = {}) => askGitHub(cli, route, shape, { parameters, token }),
  }
}

const apiUrlOf = (cli: Cli): string =>
  (rawSetting(cli, 'github-api-url') || defaultOf('github-api-url')).replace(/\/+$/, '')

/** Where people look at GitHub: `https://github.com`, or an Enterprise Server's own address. */
export const siteOf = (cli: Cli): string => {
  const { protocol, host } = new URL(apiUrlOf(cli))
  return `${protocol}//${host === 'api.github.com' ? 'github.com' : host}`
}

/** Whether the owner of the repository is an organization; a person when that can't be found out. */
export async function isOrganization(setup: Setup): Promise<boolean> {
  const parameters = { username: ownerAndRepo(setup).owner }
  const user = await askGitHub(setup, 'GET /users/{username}', v.object({ type: v.string() }), { parameters })
  return user.ok && user.value.type === 'Organization'
}

/** Where the secrets are: in the repository, or in an environment of it. */
export function placeOf(setup: Setup): SecretsPlace {
  const environment = rawSetting(setup, 'environment')
  return { repository: setup.repository, ...(environment === '' ? {} : { environment }) }
}

/** What an App or a token must be allowed: to write the secrets, and to see when a run was queued. */
export const permissionsFor = ({ environment }: SecretsPlace): Record<string, string> => ({
  [environment === undefined ? 'secrets' : 'environments']: 'write',
  actions: 'read',
  metadata: 'read',
})

/** For work with the repository by these rights; `quiet`: failed attempts are not told. */
export function accessBy(setup: Setup, rights: Rights, { quiet = false } = {}): RepositoryOptions {
  const own = settingsOf(setup)
  const settings =
    rights.kind === 'app'
      ? { ...own, githubToken: undefined, githubApp: rights.app }
      : { ...own, githubToken: rights.token, githubApp: undefined }
  return { settings, place: placeOf(setup), outside: openSession(setup, { settings, quiet }).outside }
}

/** Undefined without a right to them. */
export const openSecrets = (setup: Setup, rights = setup.rights): RepositorySecrets | undefined =>
  rights === undefined || setup.repository === ''
    ? undefined
    : openSecretsClient(accessBy(setup, rights, { quiet: true }))

/** Whether an earlier run wrote all of these secrets; false when that can't be seen. */
export async function areAtGitHub(setup: Setup, names: string[], rights = setup.rights): Promise<boolean> {
  const secrets = openSecrets(setup, rights)
  const found = await Promise.all(names.map((name) => secrets?.writtenAt(name)))
  return found.every((secret) => secret?.ok && secret.value !== undefined)
}

/** What a secret of this account is called. */
export const secretName = ({ account }: Setup, name: string): string => prefixOf(account) + name

/** Under which names this account's pair is kept. */
export function pairNames(setup: Setup): [access: string, refresh: string] {
  const { accessTokenSecret, refreshTokenSecret } = settingsOf(setup)
  return [secretName(setup, accessTokenSecret), secretName(setup, refreshTokenSecret)]
}
