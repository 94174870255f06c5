import * as v from 'valibot'
import type { Clock } from '../domain/clock.js'
import type { Transport } from '../domain/http.js'
import { USER_AGENT } from '../domain/project.js'
import {
  type GitHubAnswer,
  type Refusal,
  refusalOf,
  refusalWithoutAnswer,
  type SecretsPlace,
} from './errors.js'
import { fetchOver } from './octokit-fetch.js'

/** Lower-case names. */
export type Headers = GitHubAnswer['headers']
export type Answer<T> = { ok: true; value: T; headers: Headers } | { ok: false; refusal: Refusal }

export interface PublicKey {
  key_id: string
  key: string
}

/** One request each, without retries. */
export interface SecretsApi {
  publicKey(): Promise<Answer<PublicKey>>
  /** When the secret was last written, in milliseconds since the epoch by GitHub's clock. */
  writtenAt(name: string): Promise<Answer<number>>
  put(name: string, box: SealedSecret): Promise<Answer<true>>
  /** A secret that is not there is as good as deleted. */
  remove(name: string): Promise<Answer<true>>
}

export interface SealedSecret {
  encrypted_value: string
  key_id: string
}

export interface SecretsApiOptions {
  /** GitHub's API, such as `https://api.github.com`. */
  apiUrl: string
  place: SecretsPlace
  token: string
  timeoutMs: number
  transport: Transport
  clock: Clock
  /** Told the headers of every answer that was a success. */
  onSuccess(headers: Headers): void
}

const API_VERSION = '2022-11-28'
const CREATED = 201
const NO_CONTENT = 204
const NOT_FOUND = 404

const PublicKeyShape = v.object({ key_id: v.string(), key: v.string() })
const SecretShape = v.object({ updated_at: v.pipe(v.string(), v.isoTimestamp()) })
const MessageShape = v.object({ message: v.string() })

/** GitHub's secrets API for a repository or an environment: https://docs.github.com/en/rest/actions/secrets */
export const createSecretsApi = (options: SecretsApiOptions): SecretsApi => {
  const { place, clock, onSuccess } = options
  const exchange = exchangeOver(options)

  /** `read` gives undefined for whatever is not the answer hoped for. */
  const call = async <T>(
    request: SecretsRequest,
    read: (answer: RawAnswer) => T | undefined,
  ): Promise<Answer<T>> => {
    const outcome = await exchange(request)
    if ('failure' in outcome) return { ok: false, refusal: refusalWithoutAnswer(outcome.failure, place) }
    const value = read(outcome)
    if (value === undefined)
      return { ok: false, refusal: refusalOf(withMessage(outcome), place, clock.now()) }
    onSuccess(outcome.headers)
    return { ok: true, value, headers: outcome.headers }
  }

  return {
    publicKey: () => call({ method: 'GET', tail: 'public-key' }, readAs(PublicKeyShape)),
    writtenAt: async (name) => {
      const answer = await call({ method: 'GET', tail: '{secret_name}', name }, readAs(SecretShape))
      return answer.ok ? { ...answer, value: Date.parse(answer.value.updated_at) } : answer
    },
    put: (name, box) => call({ method: 'PUT', tail: '{secret_name}', name, box }, done(CREATED, NO_CONTENT)),
    remove: (name) => call({ method: 'DELETE', tail: '{secret_name}', name }, done(NO_CONTENT, NOT_FOUND)),
  }
}

interface SecretsRequest {
  method: 'GET' | 'PUT' | 'DELETE'
  tail: 'public-key' | '{secret_name}'
  name?: string
  box?: SealedSecret
}

interface RawAnswer {
  status: number
  headers: Headers
  data: unknown
}

const readAs =
  <S extends v.GenericSchema>(shape: S) =>
  ({ status, data }: RawAnswer): v.InferOutput<S> | undefined => {
    const parsed = v.safeParse(shape, data)
    return status === 200 && parsed.success ? parsed.output : undefined
  }

const done =
  (...statuses: number[]) =>
  ({ status }: RawAnswer): true | undefined =>
    statuses.includes(status) || undefined

const withMessage = ({ status, headers, data }: RawAnswer): GitHubAnswer => ({
  status,
  headers,
  message: v.is(MessageShape, data) ? data.message : '',
})

/** One attempt of one request by Octokit, any answer of which is a value. */
const exchangeOver = ({ apiUrl, place, token, timeoutMs, transport }: SecretsApiOptions) => {
  const [owner, repo] = place.repository.split('/')
  const path = { owner, repo, environment_name: place.environment }
  const secrets =
    place.environment === undefined
      ? '/repos/{owner}/{repo}/actions/secrets'
      : '/repos/{owner}/{repo}/environments/{environment_name}/secrets'

  return async ({ method, tail, name, box }: SecretsRequest): Promise<RawAnswer | { failure: unknown }> => {
    const route = `${secrets}/${tail}`
    try {
      const octokit = await connect(apiUrl, token)
      const { status, headers, data } = await octokit.request(`${method} ${route}`, {
        ...path,
        secret_name: name,
        ...box,
        headers: { 'x-github-api-version': API_VERSION },
        request: { fetch: fetchOver({ transport, route, timeoutMs }) },
      })
      return { status, headers: headers as Headers, data }
    } catch (error) {
      return answerIn(error) ?? { failure: causeOf(error) }
    }
  }
}

/** Loaded on demand: its start is dear. The address is always given: its own would be the one of the import's moment. */
const connect = async (apiUrl: string, token: string) => {
  const { getOctokit } = await import('@actions/github')
  return getOctokit(token, { baseUrl: apiUrl, userAgent: USER_AGENT, log: SILENT })
}

/** Octokit's own log prints whole addresses. */
const nothing = () => {}
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** Octokit throws every status from 400 up, with the answer inside. */
const answerIn = (error: unknown): RawAnswer | undefined =>
  (error as { response?: RawAnswer } | undefined)?.response

/** A network failure comes as an error of "status 500": what really happened is its cause. */
const causeOf = (error: unknown): unknown => (error as { cause?: unknown } | undefined)?.cause ?? error
