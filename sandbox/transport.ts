import { type HttpRequest, type Transport, TransportError } from '../src/domain/http.js'
import type { SandboxClock } from './clock.js'
import type { Answer, SandboxRequest, ServiceName } from './exchange.js'
import type { Delivery } from './faults.js'

/** Real transports refuse bodies far below this. */
const MAX_BODY_LENGTH = 8 * 1024 * 1024

interface Options {
  clock: SandboxClock
  serviceAt: (origin: string) => ServiceName | undefined
  handle: (service: ServiceName, request: SandboxRequest) => Promise<Delivery>
}

/**
 * The in-process way to the sandbox. Requests take no time, except that what stalls takes the request's whole deadline
 * and what is slow its delay, both on the sandbox's clock.
 */
export function createSandboxTransport({ clock, serviceAt, handle }: Options): Transport {
  return async (request) => {
    const url = new URL(request.url)
    const service = serviceAt(url.origin)
    if (service === undefined) throw new TransportError('unreachable', 'ECONNREFUSED')
    const delivery = await handle(service, {
      method: request.method,
      target: url.pathname + url.search,
      headers: { host: url.host, ...request.headers },
      body: request.body ?? '',
    })
    return receive(delivery, request, clock)
  }
}

async function receive(delivery: Delivery, request: HttpRequest, clock: SandboxClock): Promise<Answer> {
  if (delivery.kind === 'unreachable') throw new TransportError('unreachable', 'ECONNREFUSED')
  if (delivery.kind === 'reset') throw new TransportError('connection_lost', 'ECONNRESET')
  if (delivery.kind === 'cut_off' || delivery.kind === 'cut_off_chunked') {
    throw new TransportError('answer_cut_off')
  }
  const lasts = delivery.kind === 'answer' ? delivery.delayMs : Number.POSITIVE_INFINITY
  if (lasts > 0) await clock.sleep(Math.min(lasts, request.timeoutMs))
  if (delivery.kind !== 'answer' || lasts >= request.timeoutMs) throw new TransportError('timed_out')
  if (delivery.answer.body.length > MAX_BODY_LENGTH) throw new TransportError('answer_too_large')
  return delivery.answer
}
