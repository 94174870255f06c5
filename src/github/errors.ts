import { MINUTE, SECOND } from '../domain/clock.js'
import { TransportError } from '../domain/http.js'
import { type Details, type Diagnostic, diagnostic, type StoreReason } from '../reasons/index.js'

/** A refusal of GitHub, or a missing answer: the diagnostic, and whether to retry. */
export interface Refusal {
  ok: false
  diagnostic: Diagnostic<StoreReason>
  /** 0 without an answer. */
  status: number
  /** The same request can succeed later. */
  retryable: boolean
  /** How long GitHub asks to wait, in milliseconds. */
  waitAtLeastMs?: number
}

/** An answer that is not the expected one. */
export interface GitHubAnswer {
  status: number
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>
  /** GitHub's own `message`; empty when the body has none. Only looked at, never shown. */
  message: string
  /** Not a refusal by GitHub: a proxy, a portal, a gateway or another service answered instead. */
  isForeign?: boolean
}

/** Where the secrets are, for the messages. */
export interface SecretsPlace {
  repository: string
  environment?: string
}

/** Whose credentials were refused. `app-key`: the App's own key, with which it asks for a token. */
export type Asker = 'token' | 'app-token' | 'app-key'

type Row = [meets: (answer: GitHubAnswer, asker: Asker) => boolean, reason: StoreReason, retryable?: boolean]

const says =
  (status: number, words: RegExp): Row[0] =>
  (answer) =>
    answer.status === status && words.test(answer.message)
const is =
  (status: number, asker?: Asker): Row[0] =>
  (answer, by) =>
    answer.status === status && (asker === undefined || asker === by)

/**
 * The first matching row counts. Sources, read on 2026-11-26:
 * https://docs.github.com/en/rest/actions/secrets
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 * https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api (single sign-on: `x-github-sso`)
 * https://docs.github.com/en/rest/apps/apps (tokens of an installation), and for the claims of an App's key the hook of
 * https://github.com/octokit/auth-app.js
 * Policies of organizations are recognized by their messages, as people report them. A fine-grained token that waits for an
 * owner's approval gets the message of one without the right, and perhaps others; so both advices name the approval.
 */
const ROWS: Row[] = [
  [({ isForeign, status }) => isForeign === true && status < 500, 'github_answer_unexpected', true],
  [says(301, /moved permanently/i), 'repository_moved'],
  // A token that was just created for the App: the next try creates a new one.
  [is(401, 'app-token'), 'github_app_key_refused', true],
  [
    (answer, by) => by === 'app-key' && says(401, /'(expiration time|issued at)' claim/i)(answer, by),
    'github_app_clock_wrong',
  ],
  [is(401, 'app-key'), 'github_app_key_refused'],
  [is(401), 'github_token_refused'],
  [(answer) => answer.status === 429 || isRateLimit(answer), 'github_rate_limited', true],
  [says(403, /archived/i), 'repository_archived'],
  [says(403, /suspended/i), 'github_app_suspended'],
  [
    (answer) => answer.status === 403 && answer.headers['x-github-sso'] !== undefined,
    'github_token_needs_sso',
  ],
  [says(403, /\bSAML\b/), 'github_token_needs_sso'],
  [says(403, /ip allow list/i), 'github_address_not_allowed'],
  [says(403, /lifetime is greater/i), 'github_token_lifetime_forbidden'],
  [says(403, /forbids access via/i), 'github_token_kind_forbidden'],
  [says(403, /approv/i), 'github_token_not_approved'],
  // The same message for an App without the right, one whose new right is not accepted yet, and the job's own token.
  [
    (answer, by) => by !== 'token' && says(403, /accessible by integration/i)(answer, by),
    'github_app_permission_missing',
  ],
  [says(403, /accessible by integration/i), 'github_token_is_job_token'],
  [is(403, 'app-key'), 'github_app_permission_missing'],
  [is(403, 'app-token'), 'github_app_permission_missing'],
  [is(403), 'github_token_cannot_write'],
  [
    (answer, by) => by === 'app-key' && says(404, /integration not found/i)(answer, by),
    'github_app_key_refused',
  ],
  [is(404, 'app-key'), 'github_app_not_installed'],
  [is(404), 'secrets_not_found'],
  [(answer, by) => by === 'app-key' && says(422, /permission/i)(answer, by), 'github_app_permission_missing'],
  [is(422, 'app-key'), 'github_app_not_installed'],
  [({ status }) => status >= 500, 'github_unreachable', true],
  // 409: another write of the same secret; 422: the public key changed since it was fetched.
  [({ status }) => status === 409 || status === 422, 'github_answer_unexpected', true],
  [({ status }) => status >= 400, 'github_answer_unexpected'],
]

/** A success with an unexpected body: a page of a gateway, probably temporary. */
const ELSE: Row = [() => true, 'github_answer_unexpected', true]

const isRateLimit = ({ status, headers, message }: GitHubAnswer): boolean =>
  status === 403 &&
  (headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse detection/i.test(message))

export const refusalOf = (
  answer: GitHubAnswer,
  place: SecretsPlace,
  now: number,
  asker: Asker = 'token',
): Refusal => {
  const [, reason, retryable = false] = ROWS.find(([meets]) => meets(answer, asker)) ?? ELSE
  const { status, headers } = answer
  const details: Details = { status, ...place, ...factsOf(reason, answer) }
  const refused = { ok: false, status, retryable } as const
  if (reason !== 'github_rate_limited') return { ...refused, diagnostic: diagnostic(reason, details) }
  const waitAtLeastMs = demandedWait(headers, now)
  return { ...refused, diagnostic: diagnostic(reason, { ...details, lasts: waitAtLeastMs }), waitAtLeastMs }
}

/** Details of the refusal for its message. */
const factsOf = (reason: StoreReason, { headers, message }: GitHubAnswer): Details => {
  if (reason === 'github_token_cannot_write' || reason === 'github_app_permission_missing') {
    const permission = tidyPermission(headers['x-accepted-github-permissions'])
    return permission ? { permission } : {}
  }
  const days =
    reason === 'github_token_lifetime_forbidden' ? /greater than (\d{1,4}) days?/i.exec(message) : null
  return days === null ? {} : { count: Number(days[1]) }
}

/** No answer, or one that is not HTTP. */
export const refusalWithoutAnswer = (cause: unknown, place: SecretsPlace): Refusal => ({
  ok: false,
  diagnostic:
    cause instanceof TransportError
      ? diagnostic('github_unreachable', { ...place, code: cause.code ?? cause.fault })
      : diagnostic('github_answer_unexpected', { ...place }),
  status: 0,
  retryable: true,
})

/** The wait that GitHub's rules name: `retry-after`, else the window's end, else a minute. */
const demandedWait = (headers: GitHubAnswer['headers'], now: number): number => {
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  if (seconds >= 0) return seconds * SECOND
  const resetAt = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * SECOND
  const serverTime = Date.parse(headers.date ?? '') || now
  if (headers['x-ratelimit-remaining'] === '0' && resetAt > serverTime) return resetAt - serverTime + SECOND
  return MINUTE
}

const PERMISSION = '[a-z_]{1,40}=(?:read|write|admin)'
const PERMISSIONS = new RegExp(`^${PERMISSION}(?:[,;] ?${PERMISSION}){0,9}$`)

/** Such as `secrets=write`: it is printed, so only permissions pass. */
const tidyPermission = (header = ''): string => (PERMISSIONS.test(header) ? header : '')

/** For a token without an expiry GitHub sends the present moment, so an expiry closer than this is ignored. */
const NO_END_WITHIN = 5 * MINUTE

/**
 * The header `github-authentication-token-expiration`, such as `2026-12-01 10:00:00 UTC` or `… +0300`, in milliseconds
 * since the epoch; undefined when there is none. `now`: GitHub's clock when it sent the header.
 */
export const tokenExpiry = (header: string | undefined, now = 0): number | undefined => {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:UTC|([+-]\d\d):?(\d\d))$/.exec(header?.trim() ?? '')
  if (parts === null) return undefined
  const [, day, time, hours, minutes] = parts
  const moment = Date.parse(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`)
  return Number.isNaN(moment) || moment - now <= NO_END_WITHIN ? undefined : moment
}
