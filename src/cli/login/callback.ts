import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Redirect } from '../../headhunter/authorize.js'
import { codeOf } from '../../http/faults.js'
import { isLoopback } from '../../settings/settings.js'

export interface CallbackOptions {
  /** `http`, on loopback, as saved in the application. */
  redirectUri: string
  /** What the redirect's query says; `nothing` does not end the wait. */
  read(query: URLSearchParams): Redirect
  /** The page for the browser. */
  page(redirect: Redirect): string
}

type Ending = Exclude<Redirect, { kind: 'nothing' }>

export type Callback =
  | { ok: true; redirected: Promise<Ending>; close(): Promise<void> }
  /** `code`: the system's, such as `EADDRINUSE`. */
  | { ok: false; port: number; code: string }

/** Whether the browser's way back can lead to this machine. */
export const canListenFor = (redirectUri: string): boolean => {
  const { protocol, hostname } = new URL(redirectUri)
  return protocol === 'http:' && isLoopback(hostname)
}

/**
 * Waits where the redirect leads to: on loopback alone, on IPv4 and on IPv6 where there is one, since `localhost` may mean
 * either. Answers the redirect's own path and nothing else.
 */
export async function listenForRedirect(options: CallbackOptions): Promise<Callback> {
  const { hostname, port: given, pathname } = new URL(options.redirectUri)
  const port = given === '' ? 80 : Number(given)
  let end: (redirect: Ending) => void = () => {}
  const redirected = new Promise<Ending>((resolve) => {
    end = resolve
  })

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (request.method !== 'GET' || url.pathname !== pathname) return send(response, 404, '')
    const redirect = options.read(url.searchParams)
    send(response, redirect.kind === 'code' ? 200 : 400, options.page(redirect))
    // Ended only when the page is on its way: the server closes at once.
    if (redirect.kind !== 'nothing') response.on('close', () => end(redirect))
  }

  const servers: Server[] = []
  for (const host of hostsFor(hostname)) {
    const server = createServer(answer)
    const failure = await listen(server, port, host)
    if (failure === undefined) servers.push(server)
    // A machine without IPv6 is no obstacle; a port that somebody else has is, whichever of the two it is.
    else if (!NO_SUCH_ADDRESS.includes(failure)) {
      await closeAll(servers)
      return { ok: false, port, code: failure }
    }
  }
  if (servers.length === 0) return { ok: false, port, code: 'EADDRNOTAVAIL' }
  return { ok: true, redirected, close: () => closeAll(servers) }
}

const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT']

const hostsFor = (hostname: string): string[] =>
  hostname === 'localhost' ? ['127.0.0.1', '::1'] : [hostname.replace(/^\[|\]$/g, '')]

const listen = (server: Server, port: number, host: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    server.once('error', (error) => resolve(codeOf(error) ?? 'UNKNOWN'))
    server.listen({ port, host, ipv6Only: true }, () => resolve(undefined))
  })

const closeAll = async (servers: Server[]): Promise<void> => {
  const closing = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
  for (const server of servers) server.closeAllConnections()
  await Promise.all(closing)
}

/** Nothing of the address, which holds the code, is to be kept or passed on by the browser. */
const send = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
    connection: 'close',
  })
  response.end(html)
}
