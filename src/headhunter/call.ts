import { type Clock, MINUTE, SECOND } from '../domain/clock.js'
import { type HttpRequest, type HttpResponse, type Transport, TransportError } from '../domain/http.js'
import type { ProgressReporter } from '../domain/progress.js'
import { withDeadline } from '../domain/with-deadline.js'
import { parseJson } from '../http/body.js'
import { retryAfterMs } from '../http/headers.js'
import { type RetryPolicy, retry, type ShouldRetry } from '../http/retry.js'
import { type Diagnostic, hasTrait } from '../reasons/index.js'
import { type Endpoint, faultDiagnostic, isUnreadSuccess, refusalOf } from './errors.js'

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
  /** The answer exists once: whether this is it, in any form. */
  irreplaceable?: (response: HttpResponse) => boolean
  /** Once aborted, no further try begins. */
  stop?: AbortSignal
}

/** `answerLost`: one of the tries can have had its effect though its answer was lost. */
export type Reply =
  | { ok: true; response: HttpResponse; answerLost: boolean }
  | { ok: false; diagnostic: Diagnostic; answerLost: boolean }

export type Call = (call: ApiCall) => Promise<Reply>

/** Every call can be repeated, `POST /token` and publish too: HeadHunter refuses the repetition safely. */
export const createCall = (options: HeadHunterOptions): Call => {
  const { clock, reporter, transport } = options
  return async (call) => {
    const over = new AbortController()
    const request = requestFor(call, over.signal, options)
    const tries = new Tries()
    const tried = retry(async () => tries.note(await send(request, call, transport)), {
      clock,
      policy: policyFor(options.timeoutMs),
      shouldRetry: (result) => shouldRetry(result, clock.now()),
      stop: call.stop ? AbortSignal.any([call.stop, over.signal]) : over.signal,
      onRetry: ({ refusal }, attempt, retryInMs) => {
        if (refusal) reporter.report({ kind: 'attempt_failed', diagnostic: refusal, attempt, retryInMs })
      },
    })
    try {
      return tries.replyOf(await Promise.race([tries.answer, tries.finish(tried, call.stop, options)]))
    } finally {
      over.abort()
    }
  }
}

/** Enough for four tries that all reach their deadline. */
const policyFor = (timeoutMs: number): RetryPolicy => ({
  attempts: 4,
  budgetMs: 4 * timeoutMs + MINUTE,
  firstWaitMs: SECOND,
  longestWaitMs: 8 * SECOND,
})

/** How long a late answer that exists once is waited for, while the request is sent again. */
const LISTENING_MS = 5 * MINUTE
/** The same after a signal, which leaves only seconds. */
const LISTENING_AFTER_SIGNAL_MS = 5 * SECOND
const NO_SIGNAL = new AbortController().signal

/** `mayHaveActed`: HeadHunter can have acted on a try whose answer was lost. */
type Attempt =
  | { refusal: undefined; response: HttpResponse; mayHaveActed: false }
  | { refusal: Diagnostic; response?: HttpResponse; mayHaveActed: boolean; late?: Promise<Attempt> }

/** The tries of one call, with the late answers to earlier ones. */
class Tries {
  /** An answer that came after its deadline and is what was asked for. */
  readonly answer: Promise<Attempt>
  #takeAnswer: (attempt: Attempt) => void = () => {}
  #isAnswered = false
  readonly #outstanding: Promise<void>[] = []
  /** Tries that can have had their effect, and whose answer was lost. */
  #lost = 0
  #unreadable: Attempt | undefined

  constructor() {
    this.answer = new Promise((resolve) => {
      this.#takeAnswer = (attempt) => {
        this.#isAnswered = true
        resolve(attempt)
      }
    })
  }

  note(attempt: Attempt): Attempt {
    if (!attempt.mayHaveActed) return attempt
    this.#lost += 1
    this.#noteUnreadable(attempt)
    if (attempt.late) this.#outstanding.push(attempt.late.then((late) => this.#noteLate(late)))
    return attempt
  }

  #noteLate(late: Attempt): void {
    if (late.refusal === undefined) this.#takeAnswer(late)
    else if (!late.mayHaveActed) this.#lost -= 1
    else this.#noteUnreadable(late)
  }

  #noteUnreadable(attempt: Attempt): void {
    if (attempt.refusal && hasTrait(attempt.refusal.reason, 'answer_lost')) this.#unreadable = attempt
  }

  /** A refusal counts only after every earlier try has ended: it can be the consequence of one of them. */
  async finish(
    tried: Promise<Attempt>,
    signal: AbortSignal = NO_SIGNAL,
    { clock, reporter }: HeadHunterOptions,
  ): Promise<Attempt> {
    const last = await tried
    if (last.refusal === undefined || this.#isAnswered) return last
    if (this.#outstanding.length > 0) {
      const lasts = signal.aborted ? LISTENING_AFTER_SIGNAL_MS : LISTENING_MS
      reporter.report({ kind: 'listening', lasts })
      const all = Promise.all(this.#outstanding)
      await withDeadline(all, { clock, signal, graceMs: LISTENING_AFTER_SIGNAL_MS, stuck: [] })
    }
    return saysThatNothingWasSpent(last) ? last : (this.#unreadable ?? last)
  }

  replyOf({ refusal, response }: Attempt): Reply {
    const answerLost = this.#lost > 0
    if (refusal !== undefined) return { ok: false, diagnostic: refusal, answerLost }
    return { ok: true, response: response as HttpResponse, answerLost }
  }
}

/** HeadHunter's own refusal, other than what it says once it has acted: what could not be read was not from there. */
const saysThatNothingWasSpent = ({ refusal, response }: Attempt): boolean =>
  response?.status === 400 &&
  refusal?.reason !== 'refresh_token_spent' &&
  refusal?.reason !== 'auth_code_used'

const send = async (request: HttpRequest, call: ApiCall, transport: Transport): Promise<Attempt> => {
  try {
    return judge(await transport(request), call)
  } catch (error) {
    const fault = error instanceof TransportError ? error : new TransportError('connection_lost')
    const late = fault.late?.then(
      (response) => judge(response, call),
      (reason) => failed(reason as TransportError),
    )
    return { ...failed(fault), ...(late && { late }) }
  }
}

const judge = (response: HttpResponse, { endpoint = 'api', irreplaceable }: ApiCall): Attempt => {
  if (irreplaceable?.(response)) return { refusal: undefined, response, mayHaveActed: false }
  if (response.incomplete && parseJson(response.body) === undefined) {
    return failed(new TransportError('answer_cut_off'))
  }
  const refusal = refusalOf(response, endpoint)
  if (refusal === undefined) return { refusal, response, mayHaveActed: false }
  return { refusal, response, mayHaveActed: isUnreadSuccess(response, refusal) || response.status >= 500 }
}

const failed = (fault: TransportError): Attempt => ({
  refusal: faultDiagnostic(fault),
  mayHaveActed: !fault.neverSent,
})

const shouldRetry = ({ refusal, response }: Attempt, now: number): ShouldRetry | undefined => {
  if (refusal === undefined || !hasTrait(refusal.reason, 'retryable')) return undefined
  // The limit is per second, and `Retry-After` undocumented.
  const waits = response && refusal.reason === 'rate_limited'
  return waits ? { waitAtLeastMs: retryAfterMs(response, now, SECOND) } : {}
}

const requestFor = (call: ApiCall, signal: AbortSignal, options: HeadHunterOptions): HttpRequest => {
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
    ...(call.irreplaceable && { ownConnection: true, irreplaceable: { listenMs: LISTENING_MS }, signal }),
    ...(form && { body: new URLSearchParams(form).toString() }),
  }
}
