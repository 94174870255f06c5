/** One attempt of one request. Real HTTP is in `http/client.ts`; tests hand in the sandbox. */
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
  /** Use a new connection: a kept-alive one can turn out to be closed, which would lose an answer that exists once. */
  ownConnection?: boolean
  /**
   * The answer exists once. It is read as far as possible even if malformed, and for `listenMs` after the deadline: see
   * `TransportError.late`.
   */
  irreplaceable?: { listenMs: number }
  /** Ends the attempt, and the listening after it, at once. */
  signal?: AbortSignal
}

export interface HttpResponse {
  status: number
  /** Lower-case names; repeated headers joined with `, `. */
  headers: Record<string, string>
  /** Decoded, without a byte order mark. */
  body: string
  /** The answer was incomplete or malformed; only for an `irreplaceable` request. */
  incomplete?: true
}

/** How an attempt can end without an answer. `unreachable`: nothing was sent, so nothing happened. */
export type TransportFault =
  | 'unreachable'
  | 'proxy_refused'
  | 'proxy_unsupported'
  | 'certificate_rejected'
  | 'connection_lost'
  | 'timed_out'
  | 'answer_cut_off'
  | 'answer_too_large'

const NEVER_SENT: readonly TransportFault[] = [
  'unreachable',
  'proxy_refused',
  'proxy_unsupported',
  'certificate_rejected',
]

/** Carries no address, header or body: its message may be printed. */
export class TransportError extends Error {
  readonly fault: TransportFault
  /** The system's own code, such as `ECONNREFUSED`, where there is one. */
  readonly code: string | undefined
  /** Of `timed_out`, where the request was `irreplaceable`: the answer, if it comes after all. */
  readonly late: Promise<HttpResponse> | undefined

  constructor(fault: TransportFault, code?: string, late?: Promise<HttpResponse>) {
    super(code === undefined ? fault : `${fault} (${code})`)
    this.name = 'TransportError'
    this.fault = fault
    this.code = code
    this.late = late
  }

  /** True when the request cannot have reached the other side. */
  get neverSent(): boolean {
    return NEVER_SENT.includes(this.fault)
  }
}

/** @throws TransportError and nothing else. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>
