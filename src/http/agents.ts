import type * as http from 'node:http'
import type * as https from 'node:https'
import { checkBypass, getProxyUrl } from '@actions/http-client/lib/proxy'
import { TransportError } from '../domain/http.js'

/** Node's module for the protocol, and the agent with its connections. */
export interface Way {
  start: typeof http.request
  agent: http.Agent
}

export interface Agents {
  /** @throws TransportError where the proxy variables name what is no HTTP proxy */
  wayTo(url: URL, ownConnection: boolean, signal: AbortSignal): Promise<Way>
  close(): void
}

/**
 * Milliseconds for each address of a host with IPv4 and IPv6. Node's 250 are too few on a slow line where one family does
 * not work; this leaves time for a repeated first packet.
 */
export const CONNECTING = { autoSelectFamilyAttemptTimeout: 2_500 }

export const createAgents = (): Agents => {
  const keptAlive = new Map<string, http.Agent>()
  return {
    async wayTo(url, ownConnection, signal) {
      const proxy = proxyFor(url)
      const { Agent, request: start } = await moduleFor(url.protocol)
      if (proxy !== undefined) return { start, agent: await tunnelTo(url, proxy, signal) }
      if (ownConnection) return { start, agent: new Agent({ keepAlive: false }) }
      const agent = keptAlive.get(url.protocol) ?? new Agent({ keepAlive: true })
      keptAlive.set(url.protocol, agent)
      return { start, agent }
    },
    close() {
      for (const agent of keptAlive.values()) agent.destroy()
      keptAlive.clear()
    },
  }
}

/** Each is loaded where it is used: TLS alone takes ten milliseconds. */
const moduleFor = (protocol: string): Promise<typeof http | typeof https> =>
  protocol === 'https:' ? import('node:https') : import('node:http')

/** The package silently uses no proxy where it does not understand the variable. */
const proxyFor = (url: URL): URL | undefined => {
  const named = variableFor(url)
  if (!named || checkBypass(url)) return undefined
  const proxy = getProxyUrl(url)
  if (proxy?.hostname && /^https?:$/.test(proxy.protocol)) return proxy
  const scheme = /^(socks\w{0,3}):\/\//i.exec(named)?.[1]
  throw new TransportError('proxy_unsupported', scheme?.toUpperCase())
}

const variableFor = ({ protocol }: URL): string | undefined => {
  const { https_proxy, HTTPS_PROXY, http_proxy, HTTP_PROXY } = process.env
  return protocol === 'https:' ? https_proxy || HTTPS_PROXY : http_proxy || HTTP_PROXY
}

/** The secrets in the proxy variables, both percent-encoded and decoded. */
export const proxySecrets = (env: Readonly<Record<string, string | undefined>>): string[] => {
  const { https_proxy, HTTPS_PROXY, http_proxy, HTTP_PROXY } = env
  const passwords = [https_proxy, HTTPS_PROXY, http_proxy, HTTP_PROXY].flatMap(
    (value) => /^(?:\w+:\/\/)?[^@/:]*:([^@/]+)@/.exec(value ?? '')?.[1] ?? [],
  )
  return [...new Set(passwords.flatMap((password) => [password, decoded(password)]))]
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The part of `tunnel`'s agent that is changed here. */
interface TunnelAgent extends http.Agent {
  proxyOptions: object
  request(options: http.RequestOptions & { proxyAuth?: string }): http.ClientRequest
}

/**
 * A tunnel for one request; `tunnel`, in `@actions/http-client`, keeps none open anyway. Its CONNECT request is made
 * here: with the signal, since a proxy that never answers would keep the process running, and with the proxy's name and
 * password, which `tunnel` writes in a way that makes Node print a warning (DEP0005).
 */
const tunnelTo = async (url: URL, { protocol }: URL, signal: AbortSignal): Promise<http.Agent> => {
  const { HttpClient } = await import('@actions/http-client')
  const { request: connect } = await moduleFor(protocol)
  const agent = new HttpClient(undefined, undefined, { keepAlive: false }).getAgent(url.href) as TunnelAgent
  const { proxyAuth, ...proxyOptions } = agent.proxyOptions as { proxyAuth?: string }
  agent.proxyOptions = proxyOptions
  agent.request = (options) =>
    connect({
      ...CONNECTING,
      ...options,
      // An address of IPv6 is in brackets in a URL only.
      host: options.host?.replace(/^\[|\]$/g, ''),
      signal,
      headers: {
        ...options.headers,
        ...(proxyAuth !== undefined && { 'proxy-authorization': basic(proxyAuth) }),
      },
    })
  return agent
}

const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`
