import type { ServiceName } from '../../sandbox/exchange.js'
import type { Sandbox } from '../../sandbox/sandbox.js'
import type { HttpResponse } from '../../src/domain/http.js'

interface Extras {
  /** Sent as `Authorization: Bearer …`. */
  token?: string
  /** Sent as a form. */
  form?: Record<string, string>
  /** Sent as JSON. */
  json?: unknown
  headers?: Record<string, string>
  timeoutMs?: number
}

export interface Asked extends HttpResponse {
  /** The body, parsed where it is JSON. */
  data: unknown
}

/** Sends a request to a stand-in in-process: `await ask(sandbox, 'headHunter', 'GET /me', { token })`. */
export async function ask(
  sandbox: Sandbox,
  service: ServiceName,
  line: string,
  { token, form, json, headers, timeoutMs = 30_000 }: Extras = {},
): Promise<Asked> {
  const [method = 'GET', target = '/'] = line.split(' ')
  const { hhUrl, githubUrl, telegramUrl } = sandbox.urls
  const base = { headHunter: hhUrl, github: githubUrl, telegram: telegramUrl }[service]
  const body = form
    ? new URLSearchParams(form).toString()
    : json === undefined
      ? undefined
      : JSON.stringify(json)
  const response = await sandbox.transport()({
    method: method as 'GET',
    url: base + target,
    route: target,
    headers: {
      'user-agent': 'hh-resume-touch/1.0 (tests@example.org)',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    timeoutMs,
  })
  return { ...response, data: parse(response.body) }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
