import type { OAuthReason, Reason } from '../../src/reasons/index.js'
import { type Answer, html, json, noContent } from '../exchange.js'
import {
  apiError,
  badArgument,
  badUserAgent,
  cannotPublish,
  forbidden,
  methodNotAllowed,
  notFound,
  oauthRefusal,
  tokenRefusal,
  touchLimit,
} from './errors.js'

/** The request id of every answer in the catalogue. */
export const CANNED_REQUEST_ID = '163655183783867bb9cd3dcdd2283e01'
const ID = CANNED_REQUEST_ID

const token = (error: string, description: string, status = 400) =>
  tokenRefusal(error, description, ID, status)

/** Every refusal of `POST /token` that HeadHunter documents, by the diagnostic's name. */
export const tokenAnswers = {
  client_unknown: token('invalid_request', 'account not found'),
  account_locked: token('invalid_request', 'account is locked'),
  password_invalidated: token('invalid_request', 'password invalidated'),
  login_not_verified: token('invalid_request', 'login not verified'),
  redirect_uri_mismatch: token('invalid_request', 'bad redirect url'),
  refresh_token_empty: token('invalid_request', 'token is empty'),
  refresh_token_unknown: token('invalid_request', 'token not found'),
  auth_code_unknown: token('invalid_request', 'code not found'),
  client_credentials_refused: token('invalid_client', 'client_id or client_secret not found'),
  refresh_token_spent: token('invalid_grant', 'token has already been refreshed'),
  access_token_not_expired: token('invalid_grant', 'token not expired'),
  refresh_token_revoked: token('invalid_grant', 'token was revoked'),
  refresh_token_malformed: token('invalid_grant', 'bad token'),
  refresh_token_deactivated: token('invalid_grant', 'token deactivated'),
  auth_code_used: token('invalid_grant', 'code has already been used'),
  auth_code_expired: token('invalid_grant', 'code expired'),
  auth_code_revoked: token('invalid_grant', 'code was revoke'),
  code_verifier_mismatch: token('invalid_grant', 'code verifier mismatch'),
  grant_type_unsupported: token('unsupported_grant_type', 'unsupported grant_type'),
  refresh_too_early: token('forbidden', 'app token refresh too early', 403),
} satisfies Partial<Record<OAuthReason, Answer>>

/** Every refusal of the other calls that HeadHunter documents, by the diagnostic's name. */
export const callAnswers = {
  user_agent_unset: badUserAgent('unset', ID),
  user_agent_blacklisted: badUserAgent('blacklisted', ID),
  bad_argument: badArgument('host', ID),
  bad_request: apiError(400, [{ type: 'bad_request' }], 'Bad Request', ID),
  cannot_publish: cannotPublish(ID),
  access_token_unknown: oauthRefusal('bad_authorization', ID),
  access_token_expired: oauthRefusal('token_expired', ID),
  access_token_revoked: oauthRefusal('token_revoked', ID),
  application_deleted: oauthRefusal('application_not_found', ID),
  user_token_expected: oauthRefusal('user_auth_expected', ID),
  forbidden: forbidden(ID),
  not_found: notFound(ID),
  method_not_allowed: methodNotAllowed(ID),
  too_early: touchLimit(ID),
} satisfies Partial<Record<Reason, Answer>>

/** What comes from in front of HeadHunter, or from a HeadHunter that is unwell. */
export const networkAnswers = {
  captcha_required: apiError(
    403,
    [
      {
        type: 'captcha_required',
        value: 'captcha_required',
        captcha_url: 'https://hh.ru/account/captcha?state=stand-in',
        fallback_url: 'https://hh.ru/auth/employer?captcha=true',
      },
    ],
    'Captcha required',
    ID,
  ),
  address_filtered: html(
    403,
    '<!DOCTYPE html><html><head><title>DDoS-Guard</title></head><body>Checking your browser</body></html>',
    { server: 'ddos-guard' },
  ),
  region_blocked: html(451, '<html><body>Unavailable For Legal Reasons</body></html>'),
  rate_limited: apiError(429, [{ type: 'too_many_requests' }], 'Too Many Requests', ID),
  rate_limited_html: html(429, '<html><head><title>429 Too Many Requests</title></head></html>'),
  redirected_302: html(302, '', { location: 'https://hh.ru/elsewhere' }),
  redirected_307: html(307, '', { location: 'https://hh.ru/elsewhere' }),
  internal_error: html(500, '<html><head><title>500 Internal Server Error</title></head></html>'),
  bad_gateway: json(502, { errors: [{ type: 'bad_gateway' }], description: 'Bad Gateway' }),
  service_unavailable: json(503, {
    errors: [{ type: 'service_unavailable' }],
    description: 'Service Unavailable',
  }),
  not_json: html(200, '<html><body>Technical works</body></html>'),
  empty: html(200, ''),
  other_shape: json(200, { unexpected: [1, 2, 3] }),
  not_an_object: json(200, 'OK'),
  no_content: noContent(),
  /** 16 MiB. Built anew at each use: it would only lie around. */
  get huge() {
    return json(200, { padding: 'x'.repeat(16 * 1024 * 1024) })
  },
} satisfies Record<string, Answer>
