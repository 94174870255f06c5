import type { Transport } from '../src/domain/http.js'
import { createRunningClock, createVirtualClock, type SandboxClock } from './clock.js'
import type { Answer, Call, RecordedRequest, SandboxRequest, Service, ServiceName } from './exchange.js'
import { createFaults, type Delivery, deliveryOf, type Faults, hasEffect, labelOf } from './faults.js'
import { createGitHub, type GitHubStandIn } from './github/github.js'
import { createHeadHunter, type HeadHunterStandIn } from './headhunter/headhunter.js'
import { type HttpServer, serve } from './http.js'
import { createRandom } from './random.js'
import { createTelegram, type TelegramStandIn } from './telegram/telegram.js'
import { createSandboxTransport } from './transport.js'

export interface SandboxOptions {
  /** Milliseconds since the epoch; 2026-01-05 09:00 UTC when left out, the present with `followReal`. */
  start?: number
  /** The same seed gives the same tokens and ids. */
  seed?: number
  /** Real time, for a sandbox that people use; without it the time advances only when moved. */
  followReal?: boolean
  /** The time does not advance while this is true, for example while files are read. */
  isBusy?: () => boolean
}

export interface SandboxUrls {
  hhUrl: string
  githubUrl: string
  telegramUrl: string
}

/** Called when a request has come (`arrived`) and when it has had its effect, if any, but is not yet answered (`done`). */
export type Watcher = (request: RecordedRequest, phase: 'arrived' | 'done') => void | Promise<void>

/**
 * Stand-ins for HeadHunter, GitHub's secrets API and Telegram, with one clock. They can be reached in-process
 * (`transport`) and over HTTP on loopback (`listen`).
 */
export interface Sandbox {
  readonly clock: SandboxClock
  readonly headHunter: HeadHunterStandIn
  readonly github: GitHubStandIn
  readonly telegram: TelegramStandIn
  readonly faults: Faults
  /** Every request, in order of arrival. */
  readonly requests: RecordedRequest[]
  /** The addresses that `transport` knows; those of `listen` work there as well. */
  readonly urls: SandboxUrls
  /** Real milliseconds that each answer over HTTP takes; 0 to begin with. */
  latency: number
  /** How far each service's clock is ahead of the sandbox's, in milliseconds. */
  readonly aheadMs: Record<ServiceName, number>
  /** The time of a service's clock. */
  timeOf(service: ServiceName): number
  /** Called at every request, which waits for a returned promise. Returns a function that ends it. */
  watch(watcher: Watcher): () => void
  /** Handles a request: its effect, and its delivery to the client. */
  handle(service: ServiceName, request: SandboxRequest): Promise<Delivery>
  /** The in-process transport for the code under test. */
  transport(): Transport
  /**
   * Opens the three services on 127.0.0.1; free ports unless the first of three in a row is given.
   * @throws the system's error (`EADDRINUSE`) where a port is taken; nothing stays open then.
   */
  listen(options?: { port?: number }): Promise<SandboxUrls & { close(): Promise<void> }>
}

const DEFAULT_START = Date.UTC(2026, 0, 5, 9)

export function createSandbox({ start, seed = 1, followReal = false, isBusy }: SandboxOptions = {}): Sandbox {
  const random = createRandom(seed)
  const clock = followReal
    ? createRunningClock({ start: start ?? Date.now(), random })
    : createVirtualClock({ start: start ?? DEFAULT_START, random, isBusy })
  const faults = createFaults()
  const aheadMs = { headHunter: 0, github: 0, telegram: 0 }
  const timeOf = (service: ServiceName) => clock.now() + aheadMs[service]
  const toolsOf = (service: ServiceName) => ({
    clock: { ...clock, now: () => timeOf(service) },
    random,
    faults,
  })
  const services = {
    headHunter: createHeadHunter(toolsOf('headHunter')),
    github: createGitHub(toolsOf('github')),
    telegram: createTelegram(toolsOf('telegram')),
  }
  const requests: RecordedRequest[] = []
  const watchers = new Set<Watcher>()
  const urls = {
    hhUrl: 'http://127.0.0.1:1',
    githubUrl: 'http://127.0.0.1:2',
    telegramUrl: 'http://127.0.0.1:3',
  }
  const origins = new Map<string, ServiceName>(originsOf(urls))

  const notify: Watcher = async (request, phase) => {
    for (const watcher of watchers) await watcher(request, phase)
  }

  async function handle(name: ServiceName, request: SandboxRequest): Promise<Delivery> {
    const { recorded, run } = understand(name, services[name], request, clock.now())
    requests.push(recorded)
    if (watchers.size > 0) await notify(recorded, 'arrived')
    const fault = faults.take(recorded)
    if (fault) recorded.fault = labelOf(fault)
    if (hasEffect(fault)) recorded.effect = await clock.during(run)
    if (watchers.size > 0) await notify(recorded, 'done')
    const delivery = dated(deliveryOf(fault, recorded.effect), timeOf(name))
    if (delivery.kind === 'answer') recorded.status = delivery.answer.status
    return delivery
  }

  const sandbox: Sandbox = {
    clock,
    ...services,
    faults,
    requests,
    urls,
    latency: 0,
    aheadMs,
    timeOf,
    watch: (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    handle,
    transport: () => createSandboxTransport({ clock, handle, serviceAt: (origin) => origins.get(origin) }),
    listen: async ({ port } = {}) => {
      const servers: HttpServer[] = []
      const close = async () => {
        await Promise.all(servers.map((server) => server.close()))
      }
      const open = async (name: ServiceName) => {
        const server = await serve({
          handle: (request) => handle(name, request),
          latency: () => sandbox.latency,
          chunked: name === 'headHunter',
          port: port === undefined ? 0 : port + servers.length,
        })
        servers.push(server)
        origins.set(server.url, name)
        return server.url
      }
      try {
        const hhUrl = await open('headHunter')
        const githubUrl = await open('github')
        return { hhUrl, githubUrl, telegramUrl: await open('telegram'), close }
      } catch (error) {
        await close()
        throw error
      }
    },
  }
  return sandbox
}

const originsOf = ({ hhUrl, githubUrl, telegramUrl }: SandboxUrls): [string, ServiceName][] => [
  [hhUrl, 'headHunter'],
  [githubUrl, 'github'],
  [telegramUrl, 'telegram'],
]

/** A request in the record, and its effect. */
function understand(name: ServiceName, service: Service, request: SandboxRequest, at: number) {
  const { method, target, headers, body } = request
  const { pathname: path, searchParams: query } = new URL(target, 'http://sandbox')
  const { route, params, handle } = service.find(method, path)
  const call: Call = { method, path, params, query, headers, body }
  const recorded: RecordedRequest = {
    service: name,
    method,
    path,
    query: Object.fromEntries(query),
    headers,
    body,
    route,
    at,
  }
  const run = async (): Promise<Answer> => handle(call)
  return { recorded, run }
}

/** With the `Date` of the service's clock. */
function dated(delivery: Delivery, now: number): Delivery {
  if (!('answer' in delivery)) return delivery
  const { answer } = delivery
  return {
    ...delivery,
    answer: { ...answer, headers: { date: new Date(now).toUTCString(), ...answer.headers } },
  }
}
