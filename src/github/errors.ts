import { MINUTE, SECOND } from '../domain/clock.js'
import { type Details, type Diagnostic, diagnostic, type StoreReason } from '../domain/diagnostic.js'
import { TransportError } from '../domain/http.js'

/** GitHub said no, or nothing: what that means, and whether asking again may help. */
export interface Refusal {
  diagnostic: Diagnostic<StoreReason>
  /** 0 when no answer came. */
  status: number
  /** Asking again, unchanged, may succeed. */
  retryable: boolean
  /** How long GitHub wants to be left alone, in milliseconds. */
  waitAtLeastMs?: number
}

/** An answer that is not the one hoped for. */
export interface GitHubAnswer {
  status: number
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>
  /** GitHub's own `message`; empty when the body has none. Only looked at, never shown. */
  message: string
}

/** Where the secrets are, for the sentences. */
export interface SecretsPlace {
  repository: string
  environment?: string
}

type Row = [meets: (answer: GitHubAnswer) => boolean, reason: StoreReason, retryable: boolean]

/**
 * The first row that fits counts. Sources: https://docs.github.com/en/rest/actions/secrets,
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api and
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
const ROWS: Row[] = [
  [({ status }) => status === 401, 'github_token_refused', false],
  [(answer) => answer.status === 429 || isRateLimit(answer), 'github_rate_limited', true],
  // The job's own token; but an App's installation token that lacks the right gets the same words.
  [
    ({ status, message }) => status === 403 && /accessible by integration/i.test(message),
    'github_token_is_job_token',
    false,
  ],
  [({ status }) => status === 403, 'github_token_cannot_write', false],
  [({ status }) => status === 404, 'secrets_not_found', false],
  [({ status }) => status >= 500, 'github_unreachable', true],
  // 409: another write of the same secret; 422: the public key changed since it was fetched.
  [({ status }) => status === 409 || status === 422, 'github_answer_unexpected', true],
  [({ status }) => status >= 400, 'github_answer_unexpected', false],
]

/** A success that is none: a page of some gateway in GitHub's place, perhaps gone the next moment. */
const ELSE: Row = [() => true, 'github_answer_unexpected', true]

const isRateLimit = ({ status, headers, message }: GitHubAnswer): boolean =>
  status === 403 &&
  (headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse detection/i.test(message))

export const refusalOf = (answer: GitHubAnswer, place: SecretsPlace, now: number): Refusal => {
  const [, reason, retryable] = ROWS.find(([meets]) => meets(answer)) ?? ELSE
  const { status, headers } = answer
  const details: Details = { status, ...place }
  if (reason === 'github_token_cannot_write') {
    const permission = tidyPermission(headers['x-accepted-github-permissions'])
    if (permission) details.permission = permission
  }
  if (reason !== 'github_rate_limited') return { diagnostic: diagnostic(reason, details), status, retryable }
  const waitAtLeastMs = demandedWait(headers, now)
  return {
    diagnostic: diagnostic(reason, { ...details, lasts: waitAtLeastMs }),
    status,
    retryable,
    waitAtLeastMs,
  }
}

/** No answer came, or none that can be read as HTTP. */
export const refusalWithoutAnswer = (cause: unknown, place: SecretsPlace): Refusal =>
  cause instanceof TransportError
    ? {
        diagnostic: diagnostic('github_unreachable', { ...place, code: cause.code ?? cause.fault }),
        status: 0,
        retryable: true,
      }
    : { diagnostic: diagnostic('github_answer_unexpected', { ...place }), status: 0, retryable: true }

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

/** Such as `secrets=write`: it goes into a sentence, so nothing but permissions is let through. */
const tidyPermission = (header = ''): string => (PERMISSIONS.test(header) ? header : '')

/**
 * The header `github-authentication-token-expiration`, such as `2026-12-01 10:00:00 UTC` or `… +0300`, in milliseconds
 * since the epoch; undefined when there is none: tokens may live forever.
 */
export const tokenExpiry = (header: string | undefined): number | undefined => {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:UTC|([+-]\d\d):?(\d\d))$/.exec(header?.trim() ?? '')
  if (parts === null) return undefined
  const [, day, time, hours, minutes] = parts
  const moment = Date.parse(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`)
  return Number.isNaN(moment) ? undefined : moment
}
