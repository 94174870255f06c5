/** What the stand-ins take and give: requests and answers as plain values, with no sockets anywhere. */

export type ServiceName = 'headHunter' | 'github' | 'telegram'

export interface SandboxRequest {
  method: string
  /** Path and query, as in the first line of an HTTP request. */
  target: string
  /** Lower-case names. */
  headers: Record<string, string>
  body: string
}

export interface Answer {
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  body: string
}

/** A request as a handler sees it. */
export interface Call {
  method: string
  path: string
  /** The placeholders of the route, decoded. */
  params: Record<string, string>
  query: URLSearchParams
  headers: Record<string, string>
  body: string
}

export type Handler = (call: Call) => Answer | Promise<Answer>

/** A stand-in, as the sandbox sees it. */
export interface Service {
  /** The route's name (`POST /resumes/{id}/publish`) and what answers it. */
  find(method: string, path: string): { route: string; params: Record<string, string>; handle: Handler }
}

/** One request, as the sandbox remembers it. */
export interface RecordedRequest {
  service: ServiceName
  method: string
  /** Without the query. */
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  body: string
  /** Method and path with placeholders, such as `POST /resumes/{id}/publish`. */
  route: string
  /** When it came, in milliseconds since the epoch by the sandbox's clock. */
  at: number
  /** What the service made of it; undefined when a fault came before the effect. */
  effect?: Answer
  /** What the client was sent; undefined when no whole answer came. */
  status?: number
  /** The fault that befell it. */
  fault?: string
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  }
}

export function html(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body }
}

export const noContent = (status = 204): Answer => ({ status, headers: {}, body: '' })
