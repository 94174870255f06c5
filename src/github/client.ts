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
export type Refused = { ok: false; refusal: Refusal }
export type Answer<T> = { ok: true; value: T; headers: Headers } | Refused

/** How GitHub is reached. */
export interface Connection {
  /** GitHub's API, such as `https://api.github.com`. */
  apiUrl: string
  /** Deadline for one attempt of one request, in milliseconds. */
  timeoutMs: number
  transport: Transport
  clock: Clock
}

/** GitHub's clock, as its last answer told it: this machine's may be wrong. */
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

/** What a request is authorized by. */
export interface Credentials {
  asker: Asker
  token(): Promise<{ ok: true; value: string } | Refused>
  /** The token was refused, or getting it hung: the next request gets another one, where one can be made. */
  forget(): void
}

export interface GitHubRequest<T> {
  method: HttpRequest['method']
  /** With placeholders, such as `/repos/{owner}/{repo}`. */
  route: string
  /** Values for the placeholders, and the fields of the body. */
  parameters?: Record<string, unknown>
  /** Undefined for whatever is not the answer hoped for. */
  read(answer: RawAnswer): T | undefined
}

export interface RawAnswer {
  status: number
  headers: Headers
  data: unknown
}

/** Sends one request, without retries; whatever comes back is a value. */
export type GitHubClient = <T>(request: GitHubRequest<T>) => Promise<Answer<T>>

export interface ClientOptions extends Connection {
  place: SecretsPlace
  credentials: Credentials
  time: ServerTime
  /** Told the headers of every answer that was a success. */
  onSuccess?(headers: Headers): void
}

/** The one way to GitHub's API. Octokit builds the requests; they go over our own transport. */
export const createGitHubClient = (options: ClientOptions): GitHubClient => {
  const { place, credentials, time, onSuccess = () => {} } = options
  return async (request) => {
    const token = await credentials.token()
    if (!token.ok) return token
    const outcome = await exchange(options, token.value, request)
    if ('failure' in outcome) return { ok: false, refusal: refusalWithoutAnswer(outcome.failure, place) }
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
    return { ok: false, refusal }
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

/** A renamed repository: GitHub names it by its number. The token goes nowhere but to the API that it came from. */
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

/** Loaded on demand: its start takes time. The address is always given: its own would be the one of the import's moment. */
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

/** Octokit's own log prints whole addresses. */
const nothing = () => {}
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** Octokit reads JSON only where the answer calls itself that. */
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

/** A network failure comes as an error of "status 500": what really happened is its cause. */
const causeOf = (error: unknown): unknown => (error as { cause?: unknown } | undefined)?.cause ?? error

/** What Octokit hands to its `fetch`. */
interface OctokitRequest {
  method: HttpRequest['method']
  headers: Record<string, string>
  body?: string
}

/**
 * A `fetch` for Octokit that goes over our own transport: same deadlines, proxy and debug lines as everything else, and
 * no redirects, which would carry the token elsewhere. What it gives is the part of a `Response` that Octokit reads: the
 * real one would load Node's own `fetch`, a whole HTTP client that nobody else uses.
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
      // Of what is no text; nothing of it is ever read.
      arrayBuffer: async () => new ArrayBuffer(0),
    }
  }
