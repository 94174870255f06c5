import type { Clock } from '../domain/clock.js'
import { type HttpResponse, type Transport, TransportError } from '../domain/http.js'
import type { ProgressReporter } from '../domain/progress.js'
import { requestIdOf } from './headers.js'

interface LogOptions {
  reporter: Pick<ProgressReporter, 'debug'>
  clock: Pick<Clock, 'monotonic'>
}

/** Each attempt is one debug line with only method, route, status or fault, duration and request id. */
export const loggedTransport =
  (transport: Transport, { reporter, clock }: LogOptions): Transport =>
  async (request) => {
    const begun = clock.monotonic()
    const log = (outcome: string, id?: string) => {
      const ms = Math.round(clock.monotonic() - begun)
      const line = `${request.method} ${request.route}: ${outcome} in ${ms} ms`
      reporter.debug(id === undefined ? line : `${line}, request ${id}`)
    }
    const logAnswer = (response: HttpResponse) => log(String(response.status), requestIdOf(response))
    try {
      const response = await transport(request)
      logAnswer(response)
      return response
    } catch (error) {
      log(error instanceof TransportError ? error.message : 'failed')
      if (error instanceof TransportError) error.late?.then(logAnswer, () => {})
      throw error
    }
  }
