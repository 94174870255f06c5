import type { HttpRequest, Transport } from '../net/transport.js'

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

const STATUSES_WITHOUT_BODY = [204, 205, 304]

/**
 * A `fetch` for Octokit that goes over our own transport: same deadlines, proxy and debug lines as everything else, and
 * no redirects, which would carry the token elsewhere.
 * @throws TransportError, which Octokit wraps as the `cause` of an error of status 500
 */
export const fetchOver =
  ({ transport, route, timeoutMs }: FetchOptions) =>
  async (url: string, { method, headers, body }: OctokitRequest): Promise<Response> => {
    const answer = await transport({
      method,
      url,
      route,
      headers,
      timeoutMs,
      ...(body === undefined ? {} : { body }),
    })
    const hasBody = !STATUSES_WITHOUT_BODY.includes(answer.status)
    return new Response(hasBody ? answer.body : null, { status: answer.status, headers: answer.headers })
  }
