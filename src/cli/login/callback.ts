import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Redirect } from '../../headhunter/authorize.js'
import { codeOf } from '../../http/faults.js'
import { isLoopback } from '../../settings/settings.js'
import { sendPage } from '../shared/page.js'

export interface CallbackOptions {
  /** `http`, on loopback, as saved in the application. */
  redirectUri: string
  /** Parses the redirect's query. */
  read(query: URLSearchParams): Redirect
  /** The page for a request that does not end the wait. */
  page(redirect: Passing): string
}

/** The answer to this attempt; it ends the wait. */
export type Answer = Extract<Redirect, { kind: 'code' | 'refused' }>
export type Passing = Exclude<Redirect, Answer>

export type Callback =
  | {
      ok: true
      redirected: Promise<Answer>
      /** Sends the last page to the browser that brought the answer, and stops listening. */
      close(ok: boolean, page: string): Promise<void>
    }
  /** `code`: the system's, such as `EADDRINUSE`. */
  | { ok: false; port: number; code: string }

/** Whether the redirect can lead to this machine. */
export const canListenFor = (redirectUri: string): boolean => {
  const { protocol, hostname } = new URL(redirectUri)
  return protocol === 'http:' && isLoopback(hostname)
}

/**
 * Listens at the redirect URI: only on loopback, on IPv4 and IPv6, since `localhost` can mean either. Any page and any
 * program on this machine can send requests here, so only the answer to this attempt counts.
 */
export async function listenForRedirect(options: CallbackOptions): Promise<Callback> {
  const { hostname, port: given, pathname } = new URL(options.redirectUri)
  const port = given === '' ? 80 : Number(given)
  const waiting = new Set<ServerResponse>()
  let end: (answer: Answer) => void = () => {}
  const redirected = new Promise<Answer>((resolve) => {
    end = resolve
  })

  const respond = ({ method, url = '' }: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {})
    const { path, query } = targetOf(url)
    if (method !== 'GET' || path !== pathname) return void send(response, 404, '')
    const redirect = options.read(new URLSearchParams(query))
    if (redirect.kind !== 'code' && redirect.kind !== 'refused') {
      return void send(response, 400, options.page(redirect))
    }
    // The page depends on the exchange.
    waiting.add(response)
    response.on('close', () => waiting.delete(response))
    end(redirect)
  }

  const servers: Server[] = []
  const close = async (ok: boolean, page: string) => {
    await Promise.all([...waiting].map((response) => send(response, ok ? 200 : 400, page)))
    await closeAll(servers)
  }
  for (const host of hostsFor(hostname)) {
    const server = createServer(respond)
    const failure = await listen(server, port, host)
    if (failure === undefined) servers.push(server)
    // A missing IPv6 is ignored; a port that is in use on either is an error.
    else if (!NO_SUCH_ADDRESS.includes(failure)) {
      await closeAll(servers)
      return { ok: false, port, code: failure }
    }
  }
  if (servers.length === 0) return { ok: false, port, code: 'EADDRNOTAVAIL' }
  return { ok: true, redirected, close }
}

/** A request's target in any form that HTTP has (`/path?query`, `http://host/path?query`, `*`), however broken. */
const targetOf = (url: string): { path: string; query: string } => {
  const [path = '', query = ''] = url.replace(/^\w+:\/\/[^/?]*/, '').split(/\?(.*)/s)
  return { path: path || '/', query }
}

const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT']

const hostsFor = (hostname: string): string[] =>
  hostname === 'localhost' ? ['127.0.0.1', '::1'] : [hostname.replace(/^\[|\]$/g, '')]

/** The system's code of a failure; later errors of a listening server are ignored. */
const listen = (server: Server, port: number, host: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    server.on('error', (error) => resolve(codeOf(error) ?? 'UNKNOWN'))
    server.on('clientError', (_, socket) => socket.destroy())
    server.listen({ port, host, ipv6Only: true }, () => resolve(undefined))
  })

const closeAll = async (servers: Server[]): Promise<void> => {
  const closing = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
  for (const server of servers) server.closeAllConnections()
  await Promise.all(closing)
}

/** These pages have styles and nothing else. */
const send = (response: ServerResponse, status: number, html: string): Promise<void> =>
  sendPage(response, status, html, {
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  })
