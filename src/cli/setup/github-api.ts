import * as v from 'valibot'
import { createGitHubClient, type Headers, ownerAndRepo, ServerTime } from '../../github/client.js'
import { credentialsOf } from '../../github/credentials.js'
import type { Diagnostic } from '../../reasons/index.js'
import { defaultOf } from '../../settings/settings.js'
import type { Cli } from '../shared/cli.js'
import { rawSetting } from '../shared/settings.js'

/** One request to GitHub's API, https://docs.github.com/en/rest. */
export interface GitHubRequest {
  method: 'GET' | 'POST' | 'PUT'
  /** With placeholders: `/repos/{owner}/{repo}`. */
  route: string
  /** `owner/name`, for `{owner}` and `{repo}`. */
  repository?: string
  /** Other placeholders, and the fields of the query or of the body. */
  parameters?: Record<string, unknown>
  /** None for what is public. */
  token?: string
}

export type GitHubAnswer<T> =
  | { ok: true; value: T; headers: Headers }
  /** `status` 0: no answer came. */
  | { ok: false; status: number; diagnostic: Diagnostic }

const TIMEOUT_MS = 30_000

/** One attempt. A success that does not have this shape is none. */
export async function askGitHub<S extends v.GenericSchema>(
  cli: Cli,
  { method, route, repository, parameters, token = '' }: GitHubRequest,
  shape: S,
): Promise<GitHubAnswer<v.InferOutput<S>>> {
  const { transport, clock } = cli.tools
  const place = { repository: repository ?? '' }
  const time = new ServerTime(clock)
  const connection = { apiUrl: apiUrlOf(cli), timeoutMs: TIMEOUT_MS, transport, clock }
  const credentials = credentialsOf({ ...connection, token, place, time, reporter: { mask: () => {} } })(
    'save',
  )
  const answer = await createGitHubClient({ ...connection, place, credentials, time })({
    method,
    route,
    parameters: { ...(repository === undefined ? {} : ownerAndRepo(place)), ...parameters },
    read: ({ status, data }) => {
      const read = v.safeParse(shape, data)
      return status >= 200 && status < 300 && read.success ? { data: read.output } : undefined
    },
  })
  if (answer.ok) return { ok: true, value: answer.value.data, headers: answer.headers }
  const { status, diagnostic } = answer.refusal
  return { ok: false, status, diagnostic }
}

export const apiUrlOf = (cli: Cli): string =>
  (rawSetting(cli, 'github-api-url') || defaultOf('github-api-url')).replace(/\/+$/, '')

/** Where people look at GitHub: `https://github.com`, or an Enterprise Server's own address. */
export const siteOf = (cli: Cli): string => {
  const { protocol, host } = new URL(apiUrlOf(cli))
  return `${protocol}//${host === 'api.github.com' ? 'github.com' : host}`
}

export const isGitHubCom = (cli: Cli): boolean => siteOf(cli) === 'https://github.com'

/** Whether the owner of a repository is an organization; a person when that can't be found out. */
export async function isOrganization(cli: Cli, repository: string): Promise<boolean> {
  const { owner } = ownerAndRepo({ repository })
  const request = { method: 'GET', route: '/users/{username}', parameters: { username: owner } } as const
  const user = await askGitHub(cli, request, v.object({ type: v.string() }))
  return user.ok && user.value.type === 'Organization'
}
