import * as http from 'node:http'
import * as net from 'node:net'

/** Servers on loopback for faults that no well-behaved stand-in would make. */
export interface RawServer {
  port: number
  /** What was received so far, as text. */
  received: string[]
  /** How many connections came. */
  connections(): number
  /** The connections that are open now. */
  open(): number
  close(): Promise<void>
}

/** A TCP server; `onData` is called once for each connection, at its first bytes, `onOpen` at once. */
export async function startRaw(handlers: {
  onData?: (socket: net.Socket) => void
  onOpen?: (socket: net.Socket) => void
}): Promise<RawServer> {
  const received: string[] = []
  const sockets = new Set<net.Socket>()
  let connections = 0
  const server = net.createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.once('data', () => handlers.onData?.(socket))
    socket.on('data', (chunk) => received.push(chunk.toString('latin1')))
    handlers.onOpen?.(socket)
  })
  const port = await listen(server)
  return {
    port,
    received,
    connections: () => connections,
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers with the given bytes, and does nothing more. */
export const answering = (text: string, end?: 'end' | 'resetAndDestroy') => (socket: net.Socket) => {
  socket.write(text)
  if (end) socket[end]()
}

export interface Scripted {
  status: number
  headers?: Record<string, string>
  body?: string
}

export interface ReceivedRequest {
  method: string
  path: string
  query: Record<string, string>
  headers: http.IncomingHttpHeaders
  body: string
}

export interface ScriptedServer {
  url: string
  requests: ReceivedRequest[]
  close(): Promise<void>
}

/** An HTTP server that gives one answer after the other, the last one for ever; `reset` hangs up instead. */
export async function startScripted(...answers: (Scripted | 'reset')[]): Promise<ScriptedServer> {
  const requests: ReceivedRequest[] = []
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const url = new URL(request.url ?? '/', 'http://localhost')
    requests.push({
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    })
    const answer = answers[Math.min(requests.length, answers.length) - 1]
    if (answer === undefined || answer === 'reset') return request.socket.destroy()
    response.writeHead(answer.status, answer.headers)
    return response.end(answer.body)
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as net.AddressInfo).port
}
