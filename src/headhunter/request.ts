import { type Clock, MINUTE, SECOND } from '../domain/clock.js'
import { type HttpRequest, type HttpResponse, type Transport, TransportError } from '../domain/http.js'
import type { ProgressReporter } from '../domain/progress.js'
import { type RetryPolicy, retry, type ShouldRetry } from '../http/retry.js'
import { type Diagnostic, hasTrait } from '../reasons/index.js'
import { type Endpoint, faultDiagnostic, refusalOf } from './errors.js'

export interface HeadHunterOptions {
  /** Without a trailing slash: `https://api.hh.ru`. */
  apiUrl: string
  /** The site, such as `hh.ru` or `rabota.by`. */
  host: string
  locale: 'RU' | 'EN'
  /** `App/1.0 (contact)`: HeadHunter refuses requests without one. */
  userAgent: string
  clientId: string
  clientSecret: string
  /** Deadline for one attempt of one request. */
  timeoutMs: number
  transport: Transport
  clock: Clock
  reporter: ProgressReporter
}

/** One request as HeadHunter's documentation describes it. */
export interface ApiCall {
  method: 'GET' | 'POST' | 'DELETE'
  /** With placeholders, for the log: `/resumes/{id}/publish`. */
  route: string
  /** Where it differs from the route. */
  path?: string
  query?: Record<string, string>
  accessToken?: string
  form?: Record<string, string>
  endpoint?: Endpoint
  ownConnection?: boolean
  /** Once aborted, no further try begins. */
  stop?: AbortSignal
}

/** `answerLost`: one of the tries may have had its effect without our learning of it. */
export type Reply =
  | { ok: true; response: HttpResponse; answerLost: boolean }
  | { ok: false; diagnostic: Diagnostic; answerLost: boolean }

export type Call = (call: ApiCall) => Promise<Reply>

/** Every call that we make may be repeated: HeadHunter answers a repetition safely, `POST /token` and publish too. */
export const createCall = (options: HeadHunterOptions): Call => {
  const { clock, reporter } = options
  const policy = policyFor(options.timeoutMs)
  return async (call) => {
    const request = requestFor(call, options)
    let answerLost = false
    const attempt = async (): Promise<Attempt> => {
      const result = await send(request, call.endpoint ?? 'api', options.transport)
      answerLost ||= result.mayHaveActed
      return result
    }
    const last = await retry(attempt, {
      clock,
      policy,
      shouldRetry,
      ...(call.stop && { stop: call.stop }),
      onRetry: ({ refusal }, attempt, retryInMs) => {
        if (refusal) reporter.report({ kind: 'attempt_failed', diagnostic: refusal, attempt, retryInMs })
      },
    })
    if (last.refusal === undefined) return { ok: true, response: last.response, answerLost }
    return { ok: false, diagnostic: last.refusal, answerLost }
  }
}

/** Room for four tries that all run into their deadline. */
const policyFor = (timeoutMs: number): RetryPolicy => ({
  attempts: 4,
  budgetMs: 4 * timeoutMs + MINUTE,
  firstWaitMs: SECOND,
  longestWaitMs: 8 * SECOND,
})

type Attempt =
  | { refusal: undefined; response: HttpResponse; mayHaveActed: false }
  | { refusal: Diagnostic; response: HttpResponse | undefined; mayHaveActed: boolean }

const send = async (request: HttpRequest, endpoint: Endpoint, transport: Transport): Promise<Attempt> => {
  try {
    const response = await transport(request)
    const refusal = refusalOf(response, endpoint)
    if (refusal === undefined) return { refusal, response, mayHaveActed: false }
    return { refusal, response, mayHaveActed: response.status < 300 || response.status >= 500 }
  } catch (error) {
    const fault = error instanceof TransportError ? error : new TransportError('connection_lost')
    return { refusal: faultDiagnostic(fault), response: undefined, mayHaveActed: !fault.neverSent }
  }
}

const shouldRetry = ({ refusal, response }: Attempt): ShouldRetry | undefined => {
  if (refusal === undefined || !hasTrait(refusal.reason, 'retryable')) return undefined
  return refusal.reason === 'rate_limited' ? { waitAtLeastMs: retryAfterMs(response) } : {}
}

/** The limit is per second and `Retry-After` undocumented; where it comes in seconds, it is honoured. */
const retryAfterMs = (response: HttpResponse | undefined): number => {
  const seconds = response?.headers['retry-after'] ?? ''
  return /^\d{1,6}$/.test(seconds) ? Number(seconds) * SECOND : SECOND
}

const requestFor = (call: ApiCall, options: HeadHunterOptions): HttpRequest => {
  const { host, locale } = options
  const query = new URLSearchParams({ host, locale, ...call.query })
  const { form } = call
  return {
    method: call.method,
    route: call.route,
    url: `${options.apiUrl.replace(/\/+$/, '')}${call.path ?? call.route}?${query}`,
    headers: {
      accept: 'application/json',
      'user-agent': options.userAgent,
      'hh-user-agent': options.userAgent,
      ...(call.accessToken !== undefined && { authorization: `Bearer ${call.accessToken}` }),
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    timeoutMs: options.timeoutMs,
    ownConnection: call.ownConnection ?? false,
    ...(form && { body: new URLSearchParams(form).toString() }),
  }
}
