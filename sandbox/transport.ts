import { type HttpRequest, type HttpResponse, type Transport, TransportError } from '../src/domain/http.js'
import { textOf } from '../src/http/body.js'
import type { SandboxClock } from './clock.js'
import type { SandboxRequest, ServiceName } from './exchange.js'
import type { Delivery } from './faults.js'
import { type Framing, halfOf, type Wire, wireOf } from './forms.js'

/** Real transports refuse bodies far below this. */
const MAX_BODY_LENGTH = 8 * 1024 * 1024

interface Options {
  clock: SandboxClock
  serviceAt: (origin: string) => ServiceName | undefined
  handle: (service: ServiceName, request: SandboxRequest) => Promise<Delivery>
}

/**
 * The in-process transport to the sandbox. Requests take no time, except that a stalled one takes its deadline and a slow
 * one its delay, both on the sandbox's clock.
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

async function receive(delivery: Delivery, request: HttpRequest, clock: SandboxClock): Promise<HttpResponse> {
  if (delivery.kind === 'unreachable') throw new TransportError('unreachable', 'ECONNREFUSED')
  if (delivery.kind === 'reset') throw new TransportError('connection_lost', 'ECONNRESET')
  const lasts =
    delivery.kind === 'answer' ? delivery.delayMs : isStalled(delivery) ? Number.POSITIVE_INFINITY : 0
  if (lasts > 0) await clock.sleep(Math.min(lasts, request.timeoutMs), request.signal)
  if (request.signal?.aborted) throw new TransportError('connection_lost', 'ABORT_ERR')
  const read = () => readDelivery(delivery, request, clock)
  if (lasts < request.timeoutMs) return read()
  const late = request.irreplaceable && listen(lasts - request.timeoutMs, read, request, clock)
  late?.catch(() => {})
  throw new TransportError('timed_out', undefined, late)
}

const isStalled = ({ kind }: Delivery): boolean => kind === 'stall' || kind === 'stall_body'

/** After the deadline: until the answer, or until the wait for it ends. */
async function listen(
  lasts: number,
  read: () => Promise<HttpResponse>,
  { irreplaceable, signal }: HttpRequest,
  clock: SandboxClock,
): Promise<HttpResponse> {
  const listenMs = irreplaceable?.listenMs ?? 0
  await clock.sleep(Math.min(lasts, listenMs), signal)
  const tooLate = Number.isFinite(lasts) && lasts > listenMs
  if (signal?.aborted || tooLate) throw new TransportError('timed_out')
  return read()
}

/** The result of a real transport. */
async function readDelivery(
  delivery: Delivery,
  { irreplaceable }: HttpRequest,
  clock: SandboxClock,
): Promise<HttpResponse> {
  if (!('answer' in delivery)) throw new TransportError('timed_out')
  const wire = wireOf(delivery.answer, delivery.kind === 'answer' ? delivery.form : undefined)
  if (delivery.kind === 'answer' && delivery.answer.body.length > MAX_BODY_LENGTH)
    throw new TransportError('answer_too_large')
  const whole = delivery.kind === 'answer' && !BROKEN.includes(wire.framing ?? 'length')
  if (!whole && irreplaceable === undefined) return brokenOff(wire, clock)
  const body = delivery.kind === 'answer' ? wire.body : halfOf(wire.body)
  return { ...(await toResponse({ ...wire, body }, clock)), ...(!whole && { incomplete: true }) }
}

const BROKEN: readonly Framing[] = [
  'no_last_chunk',
  'length_too_long',
  'length_too_short',
  'length_and_chunks',
]

/** For a strict reader. */
async function brokenOff(wire: Wire, clock: SandboxClock): Promise<HttpResponse> {
  if (wire.framing === 'length_too_short') return toResponse({ ...wire, body: halfOf(wire.body) }, clock)
  throw new TransportError(wire.framing === 'length_and_chunks' ? 'connection_lost' : 'answer_cut_off')
}

async function toResponse(
  { status, headers: lists, body }: Wire,
  clock: SandboxClock,
): Promise<HttpResponse> {
  const headers = Object.fromEntries(
    Object.entries(lists).map(([name, value]) => [name, [value].flat().join(', ')]),
  )
  return { status, headers, body: await clock.during(() => textOf(body, headers)) }
}
