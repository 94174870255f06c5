import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer, SandboxRequest } from './exchange.js'
import type { Delivery } from './faults.js'

interface Options {
  handle: (request: SandboxRequest) => Promise<Delivery>
  /** Real milliseconds added to every answer; read at each request. */
  latency: () => number
  /** 0: a free one. */
  port: number
  /** Answers come in chunks and do not tell their length, as HeadHunter's may. */
  chunked: boolean
}

export interface HttpServer {
  /** Without a slash at the end. */
  url: string
  /** Ends every connection, stalled ones included. */
  close(): Promise<void>
}

/** The same service over HTTP on loopback. */
export async function serve({ handle, latency, port, chunked }: Options): Promise<HttpServer> {
  const server = createServer(async (incoming, response) => {
    response.sendDate = false
    // A client that hangs up has its reasons; what it asked for has happened all the same.
    response.on('error', () => {})
    const request = await read(incoming)
    if (request === undefined) return
    const delivery = await handle(request)
    const delay = latency() + (delivery.kind === 'answer' ? delivery.delayMs : 0)
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay).unref())
    deliver(delivery, response, chunked && delivery.kind === 'answer')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${actual}`, close: () => close(server) }
}

/** Undefined when the client hung up before it had sent everything. */
async function read(incoming: IncomingMessage): Promise<SandboxRequest | undefined> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of incoming) chunks.push(chunk)
  } catch {
    return undefined
  }
  return {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers: plain(incoming.headers),
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function plain(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}

function deliver(delivery: Delivery, response: ServerResponse, chunked: boolean): void {
  if (delivery.kind === 'stall') return
  if (!('answer' in delivery)) {
    response.socket?.resetAndDestroy()
    return
  }
  const { answer } = delivery
  const body = Buffer.from(answer.body, 'utf8')
  const lengthless = chunked || delivery.kind === 'cut_off_chunked'
  response.writeHead(answer.status, headersFor(answer, lengthless ? undefined : body.length))
  if (delivery.kind === 'answer') {
    response.end(body)
    return
  }
  const half = body.subarray(0, Math.floor(body.length / 2))
  response.write(half, () => {
    if (delivery.kind !== 'stall_body') response.socket?.destroy()
  })
}

function headersFor(answer: Answer, length: number | undefined): Record<string, string> {
  return answer.status === 204 || length === undefined
    ? answer.headers
    : { ...answer.headers, 'content-length': String(length) }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
