import type { HttpRequest, Transport } from '../domain/http.js'

export interface FetchOptions {
  transport: Transport
  /** The address with placeholders, for the debug log. */
  route: string
  /** Deadline of the attempt in milliseconds. */
  timeoutMs: number
}

/** What Octokit hands to its `fetch`. */
interface OctokitRequest {
  method: HttpRequest['method']
  headers: Record<string, string>
  body?: string
}

/**
 * A `fetch` for Octokit that goes over our own transport: same deadlines, proxy and debug lines as everything else, and
 * no redirects, which would carry the token elsewhere. What it gives is the part of a `Response` that Octokit reads: the
 * real one would load Node's own `fetch`, a whole HTTP client that nobody else uses.
 * @throws TransportError, which Octokit wraps as the `cause` of an error of status 500
 */
export const fetchOver =
  ({ transport, route, timeoutMs }: FetchOptions) =>
  async (url: string, { method, headers, body }: OctokitRequest) => {
    const answer = await transport({
      method,
      url,
      route,
      headers,
      timeoutMs,
      ...(body === undefined ? {} : { body }),
    })
    return {
      url,
      status: answer.status,
      headers: new Map(Object.entries(answer.headers)),
      text: async () => answer.body,
      // Of what is no text; nothing of it is ever read.
      arrayBuffer: async () => new ArrayBuffer(0),
    }
  }
