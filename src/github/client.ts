import * as v from 'valibot'
import type { Clock } from '../domain/clock.js'
import type { HttpRequest, Transport } from '../domain/http.js'
import { USER_AGENT } from '../domain/project.js'
import {
  type Asker,
  type GitHubAnswer,
  type Refusal,
  refusalOf,
  refusalWithoutAnswer,
  type SecretsPlace,
} from './errors.js'

/** Lower-case names. */
export type Headers = GitHubAnswer['headers']
export type Answer<T> = { ok: true; value: T; headers: Headers } | Refusal

/** How GitHub is reached. */
export interface Connection {
  /** GitHub's API, such as `https://api.github.com`. */
  apiUrl: string
  /** Deadline for one attempt of one request, in milliseconds. */
  timeoutMs: number
  transport: Transport
  clock: Clock
}

/** GitHub's clock by its last answer, since this machine's can be wrong. */
export class ServerTime {
  #aheadMs = 0
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  now(): number {
    return this.#clock.now() + this.#aheadMs
  }

  learn(headers: Headers): void {
    const serverTime = Date.parse(headers.date ?? '')
    if (!Number.isNaN(serverTime)) this.#aheadMs = serverTime - this.#clock.now()
  }
}

/** The credentials of a request. */
export interface Credentials {
  asker: Asker
  token(): Promise<{ ok: true; value: string } | Refusal>
  /** Called if the token was refused or not created in time: the next request gets a new one, if possible. */
  forget(): void
}

export interface GitHubRequest<T> {
  method: HttpRequest['method']
  /** With placeholders, such as `/repos/{owner}/{repo}`. */
  route: string
  /** Values for the placeholders, and the fields of the body. */
  parameters?: Record<string, unknown>
  /** Undefined for any other answer. */
  read(answer: RawAnswer): T | undefined
}

export interface RawAnswer {
  status: number
  headers: Headers
  data: unknown
}

/** Sends one request, without retries; every answer is a value. */
export type GitHubClient = <T>(request: GitHubRequest<T>) => Promise<Answer<T>>

export interface ClientOptions extends Connection {
  place: SecretsPlace
  credentials: Credentials
  time: ServerTime
  /** Called with the headers of every success. */
  onSuccess?(headers: Headers): void
}

/** The client for GitHub's API. Octokit builds the requests, and the project's own transport sends them. */
export const createGitHubClient = (options: ClientOptions): GitHubClient => {
  const { place, credentials, time, onSuccess = () => {} } = options
  return async (request) => {
    const token = await credentials.token()
    if (!token.ok) return token
    const outcome = await exchange(options, token.value, request)
    if ('failure' in outcome) return refusalWithoutAnswer(outcome.failure, place)
    time.learn(outcome.headers)
    const value = request.read(outcome)
    if (value !== undefined) {
      onSuccess(outcome.headers)
      return { ok: true, value, headers: outcome.headers }
    }
    if (outcome.status === 401) credentials.forget()
    const refusal = refusalOf(describe(outcome), place, time.now(), credentials.asker)
    if (refusal.diagnostic.reason === 'repository_moved') {
      const name = await nameAfterMove(options, token.value, outcome)
      if (name !== undefined) refusal.diagnostic.details.name = name
    }
    return refusal
  }
}

/** For `read`: a body of this shape with status 200, or another that is named. */
export const bodyOf =
  <S extends v.GenericSchema>(shape: S, expected = 200) =>
  ({ status, data }: RawAnswer): v.InferOutput<S> | undefined => {
    const parsed = v.safeParse(shape, data)
    return status === expected && parsed.success ? parsed.output : undefined
  }

/** For `read`: any answer of these statuses. */
export const done =
  (...statuses: number[]) =>
  ({ status }: RawAnswer): true | undefined =>
    statuses.includes(status) || undefined

/** The placeholders of a repository's routes. */
export const ownerAndRepo = ({ repository }: SecretsPlace): { owner: string; repo: string } => {
  const [owner = '', repo = ''] = repository.split('/')
  return { owner, repo }
}

const MessageShape = v.object({ message: v.string() })

const describe = ({ status, headers, data }: RawAnswer): GitHubAnswer => ({
  status,
  headers,
  message: v.is(MessageShape, data) ? data.message : '',
  isForeign: !v.is(MessageShape, data),
})

const RepositoryShape = v.object({ full_name: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/)) })

/** The new name of a renamed repository, which GitHub identifies by number. The token is sent only to the same API. */
const nameAfterMove = async (
  connection: Connection,
  token: string,
  { headers }: RawAnswer,
): Promise<string | undefined> => {
  const address = headers.location ?? ''
  const rest = address.startsWith(`${connection.apiUrl}/`) ? address.slice(connection.apiUrl.length) : ''
  const id = /^\/repositories\/(\d{1,20})(?:\/|$)/.exec(rest)?.[1]
  if (id === undefined) return undefined
  const request = { method: 'GET', route: '/repositories/{id}', parameters: { id } } as const
  const answer = await exchange(connection, token, request)
  return 'failure' in answer ? undefined : bodyOf(RepositoryShape)(answer)?.full_name
}

const API_VERSION = '2022-11-28'

/** One attempt of one request, any answer of which is a value. */
const exchange = async (
  { apiUrl, timeoutMs, transport }: Connection,
  token: string,
  { method, route, parameters }: Omit<GitHubRequest<unknown>, 'read'>,
): Promise<RawAnswer | { failure: unknown }> => {
  try {
    const octokit = await connect(apiUrl, token)
    const { status, headers, data } = await octokit.request(`${method} ${route}`, {
      ...parameters,
      headers: { 'x-github-api-version': API_VERSION },
      request: { fetch: fetchOver({ transport, route, timeoutMs }) },
    })
    return readLeniently({ status, headers: headers as Headers, data })
  } catch (error) {
    const answer = answerIn(error)
    return answer ? readLeniently(answer) : { failure: causeOf(error) }
  }
}

/** Loaded on demand, since its start takes time. The address is always passed: its default is fixed at import. */
const connect = async (apiUrl: string, token: string) => {
  const { getOctokit } = await import('@actions/github')
  const options = { baseUrl: apiUrl, userAgent: USER_AGENT, log: SILENT }
  return token === ''
    ? getOctokit('none', { ...options, authStrategy: anonymous })
    : getOctokit(token, options)
}

/** Without a token: for what is public. */
const anonymous = () =>
  Object.assign(async () => ({ type: 'unauthenticated' }), {
    hook: (request: (options: object) => unknown, options: object) => request(options),
  })

/** Octokit's own log prints addresses with their queries. */
const nothing = () => {}
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** Octokit parses JSON only with a JSON content type. */
const readLeniently = (answer: RawAnswer): RawAnswer => {
  if (typeof answer.data !== 'string') return answer
  try {
    return { ...answer, data: JSON.parse(answer.data.replace(/^\ufeff/, '')) }
  } catch {
    return answer
  }
}

/** Octokit throws every status from 400 up, with the answer inside. */
const answerIn = (error: unknown): RawAnswer | undefined =>
  (error as { response?: RawAnswer } | undefined)?.response

/** A network failure is an error of "status 500" whose cause is the real error. */
const causeOf = (error: unknown): unknown => (error as { cause?: unknown } | undefined)?.cause ?? error

/** What Octokit passes to its `fetch`. */
interface OctokitRequest {
  method: HttpRequest['method']
  headers: Record<string, string>
  body?: string
}

/**
 * A `fetch` for Octokit that uses the project's transport: the same deadlines, proxy and debug lines as all requests, and no
 * redirects, which would send the token elsewhere. It returns the part of a `Response` that Octokit reads: the real one
 * would load Node's `fetch`, an HTTP client that is not used otherwise.
 * @throws TransportError, which Octokit wraps as the `cause` of an error of status 500
 */
const fetchOver =
  ({ transport, route, timeoutMs }: Pick<Connection, 'transport' | 'timeoutMs'> & { route: string }) =>
  async (url: string, { method, headers, body }: OctokitRequest) => {
    const answer = await transport({
      method,
      url,
      route,
      headers,
      timeoutMs,
      ...(body === undefined ? {} : { body }),
    })
    return {
      url,
      status: answer.status,
      headers: new Map(Object.entries(answer.headers)),
      text: async () => answer.body,
      // For binary bodies, which are never read.
      arrayBuffer: async () => new ArrayBuffer(0),
    }
  }
