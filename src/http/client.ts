import { once } from 'node:events'
import * as http from 'node:http'
import * as https from 'node:https'
import { HttpClient } from '@actions/http-client'
import { getProxyUrl } from '@actions/http-client/lib/proxy'
import { type HttpRequest, type HttpResponse, type Transport, TransportError } from '../domain/http.js'
import { codeOf, toTransportError } from './faults.js'

/** Far above any answer of the APIs that we call. */
const BODY_LIMIT_BYTES = 2 * 1024 * 1024

/**
 * Real HTTP. From `@actions/http-client` come the agents, and with them the proxy variables; the request and the reader
 * are our own, since those of the package follow redirects with the body (a refresh token would go to the other host),
 * never settle on a body that is cut off or stalls, and put words of their own into the user agent.
 */
export const createHttpTransport = (): Transport & { close(): void } => {
  const agents = createAgents()
  const transport: Transport = async (request) => {
    const attempt = new AbortController()
    try {
      return await beforeDeadline(request, attempt, agents)
    } catch (error) {
      // Leaves no socket behind: the process must be able to end.
      attempt.abort()
      throw toTransportError(error)
    }
  }
  return Object.assign(transport, { close: () => agents.close() })
}

const beforeDeadline = async (
  request: HttpRequest,
  attempt: AbortController,
  agents: Agents,
): Promise<HttpResponse> => {
  const outgoing = open(request, attempt.signal, agents)
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new TransportError(isConnected(outgoing) ? 'timed_out' : 'unreachable', 'ETIMEDOUT')),
      request.timeoutMs,
    )
  })
  try {
    return await Promise.race([exchange(outgoing, request.body), deadline])
  } finally {
    clearTimeout(timer)
  }
}

const open = (request: HttpRequest, signal: AbortSignal, agents: Agents): http.ClientRequest => {
  const url = new URL(request.url)
  const { method, headers } = request
  const agent = agents.of(url, request.ownConnection ?? false, signal)
  const { request: start } = url.protocol === 'https:' ? https : http
  const outgoing = start(url, { method, headers, agent, signal })
  // An error after the answer has begun shows at the answer; here it must only not be unheard.
  outgoing.on('error', () => {})
  return outgoing
}

const exchange = async (outgoing: http.ClientRequest, body: string | undefined): Promise<HttpResponse> => {
  outgoing.end(body)
  const [message] = (await once(outgoing, 'response')) as [http.IncomingMessage]
  return { status: message.statusCode ?? 0, headers: plainHeaders(message), body: await readBody(message) }
}

/** Iterating rejects where the stream ends before its time, unlike listening to `data` and `end`. */
const readBody = async (message: http.IncomingMessage): Promise<string> => {
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
  return Buffer.concat(chunks).toString('utf8')
}

const plainHeaders = (message: http.IncomingMessage): Record<string, string> => {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return plain
}

/** Until the handshake is over, nothing can have been sent. `secureConnecting` is Node's own, and in no type. */
const isConnected = ({ socket }: http.ClientRequest): boolean =>
  socket !== null &&
  !socket.connecting &&
  (socket as { secureConnecting?: boolean }).secureConnecting !== true

interface Agents {
  of(url: URL, ownConnection: boolean, signal: AbortSignal): http.Agent
  close(): void
}

const createAgents = (): Agents => {
  // A client of the package keeps one agent, whatever the protocol of later addresses: so one client for each origin.
  const keptAlive = new Map<string, HttpClient>()
  return {
    of(url, ownConnection, signal) {
      if (getProxyUrl(url) !== undefined) return tunnelTo(url, signal)
      if (ownConnection) return shortLived().getAgent(url.href)
      const client = keptAlive.get(url.origin) ?? new HttpClient(undefined, undefined, { keepAlive: true })
      keptAlive.set(url.origin, client)
      return client.getAgent(url.href)
    },
    close() {
      for (const client of keptAlive.values()) client.dispose()
      keptAlive.clear()
    },
  }
}

const shortLived = (): HttpClient => new HttpClient(undefined, undefined, { keepAlive: false })

/**
 * A tunnel for one request; `tunnel` keeps none open anyway. Its CONNECT request is out of reach except through its
 * options: without the signal, a proxy that never answers would keep the process alive.
 */
const tunnelTo = (url: URL, signal: AbortSignal): http.Agent => {
  const agent: http.Agent & { proxyOptions?: object } = shortLived().getAgent(url.href)
  Object.assign(agent.proxyOptions ?? {}, { signal })
  return agent
}
