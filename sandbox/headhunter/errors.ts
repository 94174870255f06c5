import { type Answer, json } from '../exchange.js'

/** HeadHunter's error bodies. `id` is the request's id: in the body and in `X-Request-ID`. */

interface ApiError {
  type: string
  value?: string
  captcha_url?: string
  fallback_url?: string
}

const OAUTH_ERRORS: Record<string, string> = {
  bad_authorization: 'bad-auth-type',
  token_expired: 'token-expired',
  token_revoked: 'token-revoked',
  application_not_found: 'client-id-deleted',
}

export function apiError(status: number, errors: ApiError[], description: string, id: string): Answer {
  const oauthError = OAUTH_ERRORS[errors[0]?.value ?? '']
  const body = {
    description,
    ...(oauthError === undefined ? {} : { oauth_error: oauthError }),
    errors,
    request_id: id,
  }
  return json(status, body, { 'x-request-id': id })
}

export const oauthRefusal = (value: string, id: string): Answer =>
  apiError(403, [{ value, type: 'oauth' }], 'Forbidden', id)

export const forbidden = (id: string): Answer => apiError(403, [{ type: 'forbidden' }], 'Forbidden', id)

export const notFound = (id: string): Answer => apiError(404, [{ type: 'not_found' }], 'Not Found', id)

export const methodNotAllowed = (id: string): Answer =>
  apiError(405, [{ type: 'method_not_allowed' }], 'Method Not Allowed', id)

export const badUserAgent = (value: 'unset' | 'blacklisted', id: string): Answer =>
  apiError(400, [{ type: 'bad_user_agent', value }], 'Bad User-Agent header', id)

export const badArgument = (field: string, id: string): Answer =>
  apiError(400, [{ type: 'bad_argument', value: field }], `Bad argument: ${field}`, id)

export const cannotPublish = (id: string): Answer =>
  apiError(400, [{ type: 'bad_request' }], "Can't publish resume", id)

export const touchLimit = (id: string): Answer =>
  apiError(429, [{ value: 'touch_limit_exceeded', type: 'resumes' }], "Can't publish resume: too often", id)

/** A refusal of `POST /token`; the id comes in the header alone. */
export const tokenRefusal = (error: string, description: string, id: string, status = 400): Answer =>
  json(status, { error, error_description: description }, { 'x-request-id': id })
