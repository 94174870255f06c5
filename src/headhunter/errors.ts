import * as v from 'valibot'
import type { HttpResponse, TransportError } from '../domain/http.js'
import { parseJson } from '../http/body.js'
import { cleanRequestId, requestIdOf } from '../http/headers.js'
import { type Details, type Diagnostic, diagnostic, type HeadHunterReason } from '../reasons/index.js'

/**
 * The one table from HeadHunter's answers to diagnostics. Sources: https://api.hh.ru/openapi/redoc, hhru/api on GitHub
 * (its issues 74, 296, 580, 619 and 831 have what the description leaves out).
 */

/** `too_early`: the limit on touches, which is not an error. */
export type RefusalReason = HeadHunterReason | 'too_early'

/** The format of errors: `POST /token` answers as OAuth says (RFC 6749, 5.2), the rest as the API does. */
export type Endpoint = 'token' | 'api'

/** Any value without a row. */
const ANY = '*'

type Rows = Record<string, Record<string, RefusalReason>>

/** By `error`, then `error_description`. */
const OAUTH_ERRORS: Rows = {
  invalid_request: {
    'account not found': 'client_unknown',
    'account is locked': 'account_locked',
    'password invalidated': 'password_invalidated',
    'login not verified': 'login_not_verified',
    'bad redirect url': 'redirect_uri_mismatch',
    'token is empty': 'refresh_token_empty',
    'token not found': 'refresh_token_unknown',
    'code not found': 'auth_code_unknown',
  },
  invalid_client: { [ANY]: 'client_credentials_refused' },
  invalid_grant: {
    'token has already been refreshed': 'refresh_token_spent',
    'token not expired': 'access_token_not_expired',
    'token was revoked': 'refresh_token_revoked',
    'bad token': 'refresh_token_malformed',
    'token deactivated': 'refresh_token_deactivated',
    'code has already been used': 'auth_code_used',
    'code expired': 'auth_code_expired',
    // HeadHunter's spelling, and the correct one in case that it changes.
    'code was revoke': 'auth_code_revoked',
    'code was revoked': 'auth_code_revoked',
    'code verifier mismatch': 'code_verifier_mismatch',
  },
  unsupported_grant_type: { [ANY]: 'grant_type_unsupported' },
  forbidden: { 'app token refresh too early': 'refresh_too_early', [ANY]: 'token_forbidden' },
}

/** By `errors[].type`, then `errors[].value`. */
const API_ERRORS: Rows = {
  bad_user_agent: { unset: 'user_agent_unset', [ANY]: 'user_agent_blacklisted' },
  bad_argument: { [ANY]: 'bad_argument' },
  bad_request: { [ANY]: 'bad_request' },
  oauth: {
    token_expired: 'access_token_expired',
    token_revoked: 'access_token_revoked',
    application_not_found: 'application_deleted',
    user_auth_expected: 'user_token_expected',
    // The token is valid, but not allowed to do this: another token of the same kind would not help.
    application_auth_expected: 'forbidden',
    no_scope: 'forbidden',
    // `bad_authorization`, and any other fault of a token.
    [ANY]: 'access_token_unknown',
  },
  forbidden: { [ANY]: 'forbidden' },
  captcha_required: { [ANY]: 'captcha_required' },
  not_found: { [ANY]: 'not_found' },
  resumes: { touch_limit_exceeded: 'too_early' },
}

/** For a body without a known code. */
const BY_STATUS: Record<number, RefusalReason> = {
  400: 'bad_request',
  404: 'not_found',
  405: 'method_not_allowed',
  429: 'rate_limited',
}

const GRAMMARS: Record<Endpoint, { rows: Rows[]; byStatus: Record<number, RefusalReason> }> = {
  api: { rows: [API_ERRORS], byStatus: BY_STATUS },
  token: {
    rows: [OAUTH_ERRORS, API_ERRORS],
    byStatus: {
      ...BY_STATUS,
      400: 'token_request_refused',
      401: 'token_request_refused',
      403: 'token_request_refused',
    },
  },
}

/** The diagnostic of a refusal; undefined for a success. For `POST /token`, also of an answer without tokens. */
export const refusalOf = (
  response: HttpResponse,
  endpoint: Endpoint,
): Diagnostic<RefusalReason> | undefined => {
  if (endpoint === 'api' && isSuccess(response) && !isPage(response)) return undefined
  const body = errorBodyOf(response)
  const { rows, byStatus } = GRAMMARS[endpoint]
  const found = findRow(rows, body.entries)
  const reason =
    onTheWay(response, endpoint) ??
    found?.reason ??
    byStatus[response.status] ??
    unknown(response, endpoint, 'answer_unexpected')
  const details = detailsOf(response, reason, found?.entry ?? body.entries.find(({ type }) => type !== ''))
  return diagnostic(reason, details, requestIdIn(response, body.requestId))
}

/** The diagnostic of a success with an unexpected body. */
export const unreadable = (
  reason: 'answer_not_json' | 'answer_unexpected',
  response: HttpResponse,
): Diagnostic<RefusalReason> => diagnostic(reason, { status: response.status }, requestIdIn(response))

/** No answer at all. */
export const faultDiagnostic = ({ fault, code }: TransportError): Diagnostic<RefusalReason> =>
  diagnostic(fault === 'unreachable' ? 'hh_unreachable' : fault, code === undefined ? {} : { code })

const isSuccess = ({ status }: HttpResponse): boolean => status >= 200 && status < 300

const NO_CONTENT = 204

/** The API never sends HTML; a proxy or a filter does. The content type is ignored, since JSON can have any. */
const isPage = ({ status, headers, body }: HttpResponse): boolean =>
  status !== NO_CONTENT &&
  (body.trimStart().startsWith('<') ||
    (/\bhtml\b/i.test(headers['content-type'] ?? '') && parseJson(body) === undefined))

/** The diagnostic of an answer that is not from the API; its body is ignored. */
const onTheWay = (response: HttpResponse, endpoint: Endpoint): RefusalReason | undefined => {
  const { status, headers, body } = response
  const page = isPage(response)
  const guarded = /ddos-guard/i.test(headers.server ?? '')
  if (status >= 300 && status < 400) return 'redirected'
  if (status === 451) return 'region_blocked'
  if (status >= 500) return 'hh_unavailable'
  if (status === 403 && (page || (guarded && body === ''))) return 'address_filtered'
  if (page && guarded) return 'address_filtered'
  return page && status !== 429 ? unknown(response, endpoint, 'answer_not_json') : undefined
}

/** With a success of `POST /token`, HeadHunter has probably issued a pair. */
const unknown = (response: HttpResponse, endpoint: Endpoint, reason: RefusalReason): RefusalReason =>
  endpoint === 'token' && isSuccess(response) ? 'token_answer_unreadable' : reason

/** A success of which nothing could be read: HeadHunter can have acted. */
export const isUnreadSuccess = (response: HttpResponse, { reason }: Diagnostic): boolean =>
  isSuccess(response) && UNREAD.includes(reason)

const UNREAD: readonly string[] = ['address_filtered', 'answer_not_json', 'token_answer_unreadable']

interface ErrorEntry {
  type: string
  value: string
}

const text = v.fallback(v.string(), '')
const NO_ENTRY: ErrorEntry = { type: '', value: '' }
const ErrorBody = v.object({
  error: text,
  error_description: text,
  description: text,
  errors: v.fallback(v.array(v.fallback(v.object({ type: text, value: text }), NO_ENTRY)), []),
  request_id: text,
})

const errorBodyOf = ({ body }: HttpResponse): { entries: ErrorEntry[]; requestId: string } => {
  const parsed = v.safeParse(ErrorBody, parseJson(body))
  if (!parsed.success) return { entries: [], requestId: '' }
  const { error, error_description, description, errors, request_id: requestId } = parsed.output
  const entries = [{ type: error, value: error_description }, ...errors, { type: '', value: description }]
  return { entries: entries.filter(({ type, value }) => type !== '' || value !== ''), requestId }
}

interface Found {
  reason: RefusalReason
  entry: ErrorEntry
}

const findRow = (tables: Rows[], entries: ErrorEntry[]): Found | undefined => {
  const found = tables.flatMap((rows) =>
    entries.map((entry) => ({
      reason: reasonIn(rows, entry.type.trim(), entry.value.trim().toLowerCase()),
      entry,
    })),
  )
  return found.find((row): row is Found => row.reason !== undefined)
}

/** Some answers have a description and no type. */
const reasonIn = (rows: Rows, type: string, value: string): RefusalReason | undefined => {
  if (type === '')
    return value === ANY ? undefined : Object.values(rows).find((row) => own(row, value))?.[value]
  const row = own(rows, type)
  return row && (own(row, value) ?? own(row, ANY))
}

/** The keys come from outside: `constructor` must not match. */
const own = <T>(table: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

const detailsOf = ({ status }: HttpResponse, reason: RefusalReason, entry = NO_ENTRY): Details => {
  const value = word(entry.value)
  const code = value ?? word(entry.type)
  return {
    status,
    ...(code !== undefined && { code }),
    ...(reason === 'bad_argument' && value !== undefined && { name: value }),
  }
}

/** Details are printed, so only values that look like HeadHunter's codes, and not like its tokens and ids, pass. */
const word = (value: string): string | undefined => (/^[a-z_]{1,48}$/.test(value) ? value : undefined)

const requestIdIn = (response: HttpResponse, inBody = ''): string | undefined =>
  cleanRequestId(inBody) ?? requestIdOf(response)
