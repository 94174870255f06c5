import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SandboxRequest } from './exchange.js'
import type { Delivery } from './faults.js'
import { type Framing, halfOf, type Wire, wireOf } from './forms.js'

interface Options {
  handle: (request: SandboxRequest) => Promise<Delivery>
  /** Real milliseconds added to every answer; read at each request. */
  latency: () => number
  /** 0: a free one. */
  port: number
  /** Answers come in chunks, without a length, as HeadHunter's can. */
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
    // A client can close the connection; its request had its effect.
    response.on('error', () => {})
    const request = await read(incoming)
    if (request === undefined) return
    const delivery = await handle(request)
    const delay = latency() + (delivery.kind === 'answer' ? delivery.delayMs : 0)
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay).unref())
    deliver(delivery, response, chunked ? 'chunked' : 'length')
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

function deliver(delivery: Delivery, response: ServerResponse, usual: Framing): void {
  if (delivery.kind === 'stall') return
  if (!('answer' in delivery)) {
    response.socket?.resetAndDestroy()
    return
  }
  if (delivery.kind === 'answer') {
    const wire = wireOf(delivery.answer, delivery.form)
    send(wire, response, wire.framing ?? usual)
    return
  }
  const wire = wireOf(delivery.answer, undefined)
  response.writeHead(
    wire.status,
    headersFor(wire, delivery.kind === 'cut_off_chunked' ? 'chunked' : 'length'),
  )
  response.write(halfOf(wire.body), () => {
    if (delivery.kind !== 'stall_body') response.socket?.destroy()
  })
}

function send(wire: Wire, response: ServerResponse, framing: Framing): void {
  if (framing === 'length' || framing === 'chunked' || wire.body.length === 0) {
    response.writeHead(wire.status, headersFor(wire, framing)).end(wire.body)
    return
  }
  // Node writes no malformed answers, so these are written to the socket.
  const { socket } = response
  socket?.write(headOf(wire, framing))
  socket?.end(
    framing === 'length_and_chunks' ? Buffer.concat([chunkOf(wire.body), LAST_CHUNK]) : bodyOf(wire, framing),
  )
}

const bodyOf = ({ body }: Wire, framing: Framing): Buffer =>
  framing === 'no_last_chunk' ? chunkOf(body) : body

const LAST_CHUNK = Buffer.from('0\r\n\r\n')
const chunkOf = (body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')])

function headOf({ status, headers, body }: Wire, framing: Framing): string {
  const chunked = framing === 'no_last_chunk' || framing === 'length_and_chunks'
  const lengths: Partial<Record<Framing, number>> = {
    length_too_long: body.length + 10,
    length_too_short: halfOf(body).length,
    length_and_chunks: body.length,
  }
  const all = {
    ...headers,
    ...(chunked && { 'transfer-encoding': 'chunked' }),
    ...(lengths[framing] !== undefined && { 'content-length': String(lengths[framing]) }),
    connection: 'close',
  }
  const lines = Object.entries(all).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`))
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''].join('\r\n')
}

const headersFor = ({ status, headers, body }: Wire, framing: Framing): Wire['headers'] =>
  status === 204 || framing === 'chunked' ? headers : { ...headers, 'content-length': String(body.length) }

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
