import type { Clock } from '../domain/clock.js'
import { type HttpRequest, type Transport, TransportError } from '../domain/http.js'
import type { ProgressReporter } from '../domain/progress.js'
import { requestIdOf } from './request-id.js'

interface LogOptions {
  reporter: Pick<ProgressReporter, 'debug'>
  clock: Pick<Clock, 'now'>
}

/** Tells each attempt in one debug line: method, route, status or fault, duration, request id, and no more. */
export const loggedTransport =
  (transport: Transport, { reporter, clock }: LogOptions): Transport =>
  async (request) => {
    const begun = clock.now()
    const log = (outcome: string, id?: string) =>
      reporter.debug(line(request, outcome, clock.now() - begun, id))
    try {
      const response = await transport(request)
      log(String(response.status), requestIdOf(response.headers))
      return response
    } catch (error) {
      log(error instanceof TransportError ? error.message : 'failed')
      throw error
    }
  }

const line = (
  { method, route }: HttpRequest,
  outcome: string,
  ms: number,
  id: string | undefined,
): string => {
  const told = `${method} ${route}: ${outcome} in ${ms} ms`
  return id === undefined ? told : `${told}, request ${id}`
}
