import * as http from 'node:http'
import * as net from 'node:net'
import * as tls from 'node:tls'
import type { ServerCertificate } from './authority.js'

export interface Listening {
  port: number
  close(): Promise<void>
}

/** TLS in front of a server that speaks plain HTTP on loopback. */
export async function startTls(certificate: ServerCertificate, plainPort: number): Promise<Listening> {
  const server = tls.createServer(certificate, (socket) => join(socket, net.connect(plainPort, '127.0.0.1')))
  // A client that does not trust the certificate hangs up.
  server.on('tlsClientError', () => {})
  return listening(server)
}

export interface Proxy extends Listening {
  url: string
  /** What it was asked to connect to, such as `api.hh.test:443`, in order. */
  asked: string[]
}

export interface ProxyOptions {
  /** Where the made-up hosts really are, by `host:port`. Any other is answered with 502. */
  hosts?: Record<string, number>
  /** Answers everything with this status. */
  refuses?: number
  /** `name:password`; without it everything is answered with 407. */
  credentials?: string
}

/** A forward proxy: CONNECT alone, as for any https address. */
export async function startProxy({ hosts = {}, refuses, credentials }: ProxyOptions): Promise<Proxy> {
  const asked: string[] = []
  const server = http.createServer((_request, response) => response.writeHead(405).end())
  server.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
    socket.on('error', () => {})
    const target = request.url ?? ''
    asked.push(target)
    const port = hosts[target]
    if (credentials !== undefined && request.headers['proxy-authorization'] !== basic(credentials)) {
      refuse(socket, '407 Proxy Authentication Required')
    } else if (refuses !== undefined) refuse(socket, `${refuses} ${http.STATUS_CODES[refuses]}`)
    else if (port === undefined) refuse(socket, '502 Bad Gateway')
    else {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      join(socket, net.connect(port, '127.0.0.1'))
    }
  })
  const { port, close } = await listening(server)
  return { asked, port, close, url: `http://${credentials ? `${credentials}@` : ''}127.0.0.1:${port}` }
}

const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`

const refuse = (socket: net.Socket, status: string) =>
  socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`)

function join(one: net.Socket, other: net.Socket): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('error', () => to.destroy())
    from.pipe(to)
  }
}

async function listening(server: net.Server): Promise<Listening> {
  const sockets = new Set<net.Socket>()
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as net.AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
