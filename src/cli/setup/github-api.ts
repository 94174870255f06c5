import * as v from 'valibot'
import { type Diagnostic, diagnostic } from '../../domain/diagnostic.js'
import { type HttpResponse, TransportError } from '../../domain/http.js'
import { USER_AGENT } from '../../domain/project.js'
import { refusalOf, refusalWithoutAnswer } from '../../github/errors.js'
import { DEFAULTS } from '../../settings/settings.js'
import type { Cli } from '../shared/cli.js'
import { rawSetting } from '../shared/settings.js'

/** One request to GitHub's API, https://docs.github.com/en/rest. */
export interface GitHubRequest {
  method: 'GET' | 'POST' | 'PUT'
  /** With placeholders: `/repos/{owner}/{repo}`. */
  route: string
  params?: Record<string, string>
  query?: Record<string, string>
  /** A token, or an App's JWT; none for what is public. */
  token?: string
  body?: unknown
}

export type GitHubAnswer<T> =
  | { ok: true; value: T }
  /** `status` 0: no answer came. */
  | { ok: false; status: number; diagnostic: Diagnostic }

const TIMEOUT_MS = 30_000

/** One attempt. A success that does not have this shape is none. */
export async function askGitHub<S extends v.GenericSchema>(
  cli: Cli,
  request: GitHubRequest,
  shape: S,
): Promise<GitHubAnswer<v.InferOutput<S>>> {
  const { method, route, params = {}, query, token, body } = request
  const place = { repository: [params.owner, params.repo].filter(Boolean).join('/') }
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`
  const path = route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  let response: HttpResponse
  try {
    response = await cli.tools.transport({
      method,
      url: `${apiUrlOf(cli)}${path}${search}`,
      route,
      headers: {
        accept: 'application/vnd.github+json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'user-agent': USER_AGENT,
        'x-github-api-version': '2022-11-28',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      timeoutMs: TIMEOUT_MS,
    })
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    return { ok: false, status: 0, diagnostic: refusalWithoutAnswer(error, place).diagnostic }
  }
  const { status, headers } = response
  const data = parsed(response.body)
  if (status < 200 || status >= 300) {
    const message = v.is(MessageShape, data) ? data.message : ''
    const answer = { status, headers, message }
    return { ok: false, status, diagnostic: refusalOf(answer, place, cli.tools.clock.now()).diagnostic }
  }
  const read = v.safeParse(shape, data)
  if (read.success) return { ok: true, value: read.output }
  return { ok: false, status, diagnostic: diagnostic('github_answer_unexpected', { status, ...place }) }
}

const MessageShape = v.object({ message: v.string() })

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** `owner` and `repo` for a request. */
export const paramsOf = (repository: string): { owner: string; repo: string } => {
  const [owner = '', repo = ''] = repository.split('/')
  return { owner, repo }
}

export const apiUrlOf = (cli: Cli): string =>
  (rawSetting(cli, 'github-api-url') || (DEFAULTS['github-api-url'] ?? '')).replace(/\/+$/, '')

/** Where people look at GitHub: `https://github.com`, or an Enterprise Server's own address. */
export const siteOf = (cli: Cli): string => {
  const { protocol, host } = new URL(apiUrlOf(cli))
  return `${protocol}//${host === 'api.github.com' ? 'github.com' : host}`
}

export const isGitHubCom = (cli: Cli): boolean => siteOf(cli) === 'https://github.com'

/** Whether the owner of a repository is an organization; a person when that can't be found out. */
export async function isOrganization(cli: Cli, owner: string): Promise<boolean> {
  const request = { method: 'GET', route: '/users/{username}', params: { username: owner } } as const
  const user = await askGitHub(cli, request, v.object({ type: v.string() }))
  return user.ok && user.value.type === 'Organization'
}
