import { once } from 'node:events'
import type * as http from 'node:http'
import { LONGEST_TIMER_MS } from '../domain/clock.js'
import { type HttpRequest, type HttpResponse, type Transport, TransportError } from '../domain/http.js'
import { CONNECTING, createAgents, type Way } from './agents.js'
import { BODY_LIMIT_BYTES, parseJson, textOf } from './body.js'
import { codeOf, toTransportError } from './faults.js'
import { recordWire, type WireAnswer } from './wire.js'

/**
 * HTTP by Node's own modules: `@actions/http-client` follows redirects with the body (a refresh token would go to the other
 * host), never settles on a body that is cut off or stalls, and changes the user agent. Its proxy support is used.
 */
export const createHttpTransport = (): Transport & { close(): void } => {
  const agents = createAgents()
  const transport: Transport = async (request) => {
    const abort = new AbortController()
    try {
      const url = new URL(request.url)
      const way = await agents.wayTo(url, request.ownConnection ?? false, abort.signal)
      return await new Attempt(request, url, way, abort).run()
    } catch (error) {
      throw toTransportError(error)
    }
  }
  return Object.assign(transport, { close: () => agents.close() })
}

/** Keeps a proxy or a router from dropping a connection that is idle for minutes. */
const KEEP_ALIVE_MS = 15_000

class Attempt {
  readonly #request: HttpRequest
  readonly #abort: AbortController
  readonly #outgoing: http.ClientRequest
  /** What was received so far, for an `irreplaceable` request. */
  readonly #received: () => WireAnswer | undefined

  constructor(request: HttpRequest, url: URL, { start, agent }: Way, abort: AbortController) {
    const { method, headers, irreplaceable } = request
    this.#request = request
    this.#abort = abort
    this.#outgoing = start(url, {
      ...CONNECTING,
      method,
      // Without the header every coding is allowed (RFC 9110, 12.5.3).
      headers: { 'accept-encoding': 'identity', ...headers },
      agent,
      signal: abort.signal,
      ...(irreplaceable && { insecureHTTPParser: true, maxHeaderSize: BODY_LIMIT_BYTES }),
    })
    // An error after the answer has begun shows at the answer; this one prevents an unhandled 'error' event.
    this.#outgoing.on('error', () => {})
    this.#received = irreplaceable ? recordWire(this.#outgoing) : () => undefined
    if (irreplaceable) this.#outgoing.setSocketKeepAlive(true, KEEP_ALIVE_MS)
  }

  /** Closes the socket, so that the process can end, unless a late answer is still waited for. */
  async run(): Promise<HttpResponse> {
    const { signal, timeoutMs, irreplaceable } = this.#request
    const abort = () => this.#abort.abort()
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort, { signal: this.#abort.signal })
    const answer = this.#exchange()
    try {
      const inTime = await within(timeoutMs, answer)
      if (inTime !== undefined) return inTime
    } catch (error) {
      abort()
      throw error
    }
    const soFar = await this.#salvage()
    if (soFar !== undefined && parseJson(soFar.body) !== undefined) {
      abort()
      return soFar
    }
    const connected = isConnected(this.#outgoing)
    const goesOn = irreplaceable !== undefined && connected && !signal?.aborted
    const late = goesOn ? this.#listen(answer, irreplaceable.listenMs) : undefined
    if (late === undefined) abort()
    throw new TransportError(connected ? 'timed_out' : 'unreachable', 'ETIMEDOUT', late)
  }

  /** After the deadline. */
  #listen(answer: Promise<HttpResponse>, listenMs: number): Promise<HttpResponse> {
    const late = within(listenMs, answer)
      .then(async (response) => {
        const whatCame = response ?? (await this.#salvage())
        if (whatCame !== undefined) return whatCame
        throw new TransportError('timed_out', 'ETIMEDOUT')
      })
      .catch((error: unknown) => Promise.reject(toTransportError(error)))
      .finally(() => this.#abort.abort())
    // Prevents an unhandled rejection if the caller no longer waits.
    late.catch(() => {})
    return late
  }

  async #exchange(): Promise<HttpResponse> {
    try {
      this.#outgoing.end(this.#request.body)
      const [message] = (await once(this.#outgoing, 'response')) as [http.IncomingMessage]
      const body = await readBody(message)
      const more = this.#received()
      if (more !== undefined && isLonger(more, body)) return await toResponse(more, true)
      return await toResponse({ status: message.statusCode ?? 0, headers: plainHeaders(message), body })
    } catch (error) {
      const salvaged = await this.#salvage()
      if (salvaged === undefined) throw error
      return salvaged
    }
  }

  /** What was received so far, if it includes some of the body. */
  async #salvage(): Promise<HttpResponse | undefined> {
    const received = this.#received()
    return received === undefined || received.body.length === 0 ? undefined : toResponse(received, true)
  }
}

/** `Content-Length` was too short: the body continues after it. */
const isLonger = ({ headers, body }: WireAnswer, read: Buffer): boolean =>
  headers['transfer-encoding'] === undefined && body.length > read.length

const toResponse = async (
  { status, headers, body }: WireAnswer,
  incomplete?: true,
): Promise<HttpResponse> => ({
  status,
  headers,
  body: await textOf(body, headers),
  ...(incomplete && { incomplete }),
})

/** Undefined where it took longer. */
const within = async <T>(ms: number, work: Promise<T>): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.min(ms, LONGEST_TIMER_MS))
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}

/** Iterating rejects where the stream ends before its time, unlike listening to `data` and `end`. */
const readBody = async (message: http.IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of message) {
      size += chunk.length
      if (size > BODY_LIMIT_BYTES) throw new TransportError('answer_too_large')
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof TransportError ? error : new TransportError('answer_cut_off', codeOf(error))
  }
  return Buffer.concat(chunks)
}

const plainHeaders = ({ headers }: http.IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]))

/** Until the handshake is over, nothing was sent. `secureConnecting` is a property of Node that its types lack. */
const isConnected = ({ socket }: http.ClientRequest): boolean =>
  socket !== null &&
  !socket.connecting &&
  (socket as { secureConnecting?: boolean }).secureConnecting !== true
