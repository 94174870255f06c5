import * as v from 'valibot'
import { SECOND } from '../../domain/clock.js'
import type { HttpRequest, Transport } from '../../domain/http.js'
import { type Answer, createGitHubClient, ServerTime } from '../../github/client.js'
import { credentialsOf } from '../../github/credentials.js'
import { defaultOf } from '../../settings/settings.js'
import type { Cli } from '../shared/cli.js'
import { rawSetting } from '../shared/settings.js'

export interface GitHubRequest {
  /** Values for the placeholders of the route, and the fields of the query or of the body. */
  parameters?: Record<string, unknown>
  /** None for what is public. */
  token?: string
  transport?: Transport
}

const TIMEOUT_MS = 30 * SECOND

/**
 * One attempt of one request to GitHub's API, https://docs.github.com/en/rest. A route has placeholders, as in
 * `GET /repos/{owner}/{repo}`; a success has this shape.
 */
export async function askGitHub<S extends v.GenericSchema>(
  cli: Cli,
  route: string,
  shape: S,
  { parameters = {}, token = '', transport = cli.tools.transport }: GitHubRequest = {},
): Promise<Answer<v.InferOutput<S>>> {
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
  return answer.ok ? { ...answer, value: answer.value.data } : answer
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
    route: string,
    shape: S,
    parameters?: Record<string, unknown>,
  ): Promise<Answer<v.InferOutput<S>>>
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
