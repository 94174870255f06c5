/** One attempt of one request. Real HTTP is in `http.ts`; tests hand in the sandbox. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  /** The path with placeholders instead of ids and tokens: the only form of the address that is ever logged. */
  route: string
  /** Lower-case names. */
  headers: Record<string, string>
  body?: string
  /** Deadline for the whole attempt, body included. */
  timeoutMs: number
  /** Ask for a connection of its own: a kept-alive one may turn out dead, and a lost answer would be expensive. */
  ownConnection?: boolean
}

export interface HttpResponse {
  status: number
  /** Lower-case names; repeated headers joined with `, `. */
  headers: Record<string, string>
  body: string
}

/** How an attempt may end without an answer. `unreachable`: nothing was sent, so nothing can have happened. */
export type TransportFault =
  | 'unreachable'
  | 'proxy_refused'
  | 'certificate_rejected'
  | 'connection_lost'
  | 'timed_out'
  | 'answer_cut_off'
  | 'answer_too_large'

/** Carries no address, header or body: its message may be printed. */
export class TransportError extends Error {
  readonly fault: TransportFault
  /** The system's own code, such as `ECONNREFUSED`, where there is one. */
  readonly code: string | undefined

  constructor(fault: TransportFault, code?: string) {
    super(code === undefined ? fault : `${fault} (${code})`)
    this.name = 'TransportError'
    this.fault = fault
    this.code = code
  }

  /** True when the request cannot have reached the other side. */
  get neverSent(): boolean {
    return (
      this.fault === 'unreachable' || this.fault === 'proxy_refused' || this.fault === 'certificate_rejected'
    )
  }
}

/** @throws TransportError and nothing else. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>
