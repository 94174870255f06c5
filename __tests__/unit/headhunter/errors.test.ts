import { describe, expect, test } from '@jest/globals'
import {
  CANNED_REQUEST_ID,
  callAnswers,
  networkAnswers,
  tokenAnswers,
} from '../../../sandbox/headhunter/answers.js'
import { type HttpResponse, TransportError, type TransportFault } from '../../../src/domain/http.js'
import { type Endpoint, faultDiagnostic, refusalOf } from '../../../src/headhunter/errors.js'

const ID = 'a1b2-c3'

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

const readAs = (response: HttpResponse, endpoint: Endpoint = 'api') => {
  const refusal = refusalOf(response, endpoint)
  return refusal && [refusal.reason, refusal.details.code]
}

const errors = (...entries: unknown[]) => ({ description: 'x', errors: entries, request_id: ID })

describe('OAuth errors of POST /token', () => {
  test.each([
    ['invalid_request', 'account not found', 'client_unknown'],
    ['invalid_request', 'account is locked', 'account_locked'],
    ['invalid_request', 'password invalidated', 'password_invalidated'],
    ['invalid_request', 'login not verified', 'login_not_verified'],
    ['invalid_request', 'bad redirect url', 'redirect_uri_mismatch'],
    ['invalid_request', 'token is empty', 'refresh_token_empty'],
    ['invalid_request', 'token not found', 'refresh_token_unknown'],
    ['invalid_request', 'code not found', 'auth_code_unknown'],
    ['invalid_request', 'something new', 'token_request_refused'],
    ['invalid_client', 'client_id or client_secret not found', 'client_credentials_refused'],
    ['invalid_client', 'something new', 'client_credentials_refused'],
    ['invalid_grant', 'token has already been refreshed', 'refresh_token_spent'],
    ['invalid_grant', 'token not expired', 'access_token_not_expired'],
    ['invalid_grant', 'token was revoked', 'refresh_token_revoked'],
    ['invalid_grant', 'bad token', 'refresh_token_malformed'],
    ['invalid_grant', ' Bad Token ', 'refresh_token_malformed'],
    ['invalid_grant', 'token deactivated', 'refresh_token_deactivated'],
    ['invalid_grant', 'code has already been used', 'auth_code_used'],
    ['invalid_grant', 'code expired', 'auth_code_expired'],
    ['invalid_grant', 'code was revoke', 'auth_code_revoked'],
    ['invalid_grant', 'code was revoked', 'auth_code_revoked'],
    ['invalid_grant', 'code verifier mismatch', 'code_verifier_mismatch'],
    ['invalid_grant', 'something new', 'token_request_refused'],
    ['unsupported_grant_type', 'unsupported grant_type', 'grant_type_unsupported'],
    ['forbidden', 'app token refresh too early', 'refresh_too_early'],
    ['forbidden', '', 'token_forbidden'],
    ['something_new', '', 'token_request_refused'],
    ['constructor', 'name', 'token_request_refused'],
    ['invalid_grant', 'constructor', 'token_request_refused'],
  ])('%s / %s', (error, description, reason) => {
    expect(readAs(answer(400, { error, error_description: description }), 'token')?.[0]).toBe(reason)
  })

  test.each([
    [400, errors({ type: 'invalid_grant', value: 'token not expired' }), 'access_token_not_expired'],
    [403, errors({ type: 'forbidden', value: 'app token refresh too early' }), 'refresh_too_early'],
    [403, errors({ type: 'forbidden' }), 'token_forbidden'],
    [400, errors({ type: 'bad_argument', value: 'grant_type' }), 'bad_argument'],
    [400, errors({ type: 'bad_user_agent', value: 'unset' }), 'user_agent_unset'],
    [400, 'plain text', 'token_request_refused'],
    [401, {}, 'token_request_refused'],
    [403, {}, 'token_request_refused'],
    [429, {}, 'rate_limited'],
    [404, {}, 'not_found'],
    [502, { error: 'invalid_grant', error_description: 'token not expired' }, 'hh_unavailable'],
    [403, '<html>', 'address_filtered'],
  ])('%s in another form: %j', (status, body, reason) => {
    expect(readAs(answer(status, body), 'token')?.[0]).toBe(reason)
  })
})

describe('errors of the other calls', () => {
  test.each([
    [400, { type: 'bad_user_agent', value: 'unset' }, ['user_agent_unset', 'unset']],
    [400, { type: 'bad_user_agent', value: 'blacklisted' }, ['user_agent_blacklisted', 'blacklisted']],
    [400, { type: 'bad_user_agent', value: 'new' }, ['user_agent_blacklisted', 'new']],
    [400, { type: 'bad_argument', value: 'locale' }, ['bad_argument', 'locale']],
    [400, { type: 'bad_request' }, ['bad_request', 'bad_request']],
    [400, { type: 'new' }, ['bad_request', 'new']],
    [403, { type: 'oauth', value: 'bad_authorization' }, ['access_token_unknown', 'bad_authorization']],
    [403, { type: 'oauth', value: 'bad_bearer' }, ['access_token_unknown', 'bad_bearer']],
    [403, { type: 'oauth' }, ['access_token_unknown', 'oauth']],
    [401, { type: 'oauth', value: 'token_expired' }, ['access_token_expired', 'token_expired']],
    [403, { type: 'oauth', value: 'token_expired' }, ['access_token_expired', 'token_expired']],
    [403, { type: 'oauth', value: 'token_revoked' }, ['access_token_revoked', 'token_revoked']],
    [
      403,
      { type: 'oauth', value: 'application_not_found' },
      ['application_deleted', 'application_not_found'],
    ],
    [403, { type: 'oauth', value: 'user_auth_expected' }, ['user_token_expected', 'user_auth_expected']],
    [403, { type: 'oauth', value: 'application_auth_expected' }, ['forbidden', 'application_auth_expected']],
    [403, { type: 'oauth', value: 'no_scope' }, ['forbidden', 'no_scope']],
    [403, { type: 'forbidden' }, ['forbidden', 'forbidden']],
    [403, { type: 'captcha_required', captcha_url: 'https://x' }, ['captcha_required', 'captcha_required']],
    [403, { type: 'new', value: 'more' }, ['answer_unexpected', 'more']],
    [404, { type: 'not_found' }, ['not_found', 'not_found']],
    [404, {}, ['not_found', undefined]],
    [405, { type: 'method_not_allowed' }, ['method_not_allowed', 'method_not_allowed']],
    [429, { type: 'resumes', value: 'touch_limit_exceeded' }, ['too_early', 'touch_limit_exceeded']],
    [429, { type: 'resumes', value: 'new' }, ['rate_limited', 'new']],
    [429, { type: 'too_many_requests' }, ['rate_limited', 'too_many_requests']],
    [418, {}, ['answer_unexpected', undefined]],
    [100, {}, ['answer_unexpected', undefined]],
    [500, { type: 'internal' }, ['hh_unavailable', 'internal']],
    [502, { type: 'bad_gateway' }, ['hh_unavailable', 'bad_gateway']],
    [503, { type: 'service_unavailable' }, ['hh_unavailable', 'service_unavailable']],
    [403, { type: 7, value: {} }, ['answer_unexpected', undefined]],
    [403, { type: '__proto__', value: 'x' }, ['answer_unexpected', 'x']],
    [403, { type: 'oauth', value: 'token SECRET' }, ['access_token_unknown', 'oauth']],
  ])('%s %j', (status, entry, expected) => {
    expect(readAs(answer(status, errors(entry)))).toEqual(expected)
  })

  test('uses the first known error', () => {
    const body = errors({ type: 'new' }, null, { type: 'oauth', value: 'token_expired' })
    expect(readAs(answer(403, body))).toEqual(['access_token_expired', 'token_expired'])
  })

  test('has the field of bad_argument', () => {
    const refusal = refusalOf(answer(400, errors({ type: 'bad_argument', value: 'host' })), 'api')
    expect(refusal).toEqual({
      reason: 'bad_argument',
      details: { status: 400, code: 'host', name: 'host' },
      requestId: ID,
    })
  })

  test.each([['null'], ['[]'], ['"x"'], ['{"errors":{}}'], ['{"errors":"x"}'], ['{'], ['']])(
    'a body of %s',
    (body) => {
      expect(readAs(answer(403, body))).toEqual(['answer_unexpected', undefined])
      expect(readAs(answer(404, body))).toEqual(['not_found', undefined])
    },
  )
})

describe('answers that are not from HeadHunter', () => {
  const HTML = '<html>'
  const DDOS_GUARD = { server: 'ddos-guard' }
  test.each([
    [301, '', {}, 'redirected'],
    [302, HTML, {}, 'redirected'],
    [307, '', {}, 'redirected'],
    [403, HTML, DDOS_GUARD, 'address_filtered'],
    [403, HTML, {}, 'address_filtered'],
    [403, 'text', { 'content-type': 'text/html; charset=utf-8' }, 'address_filtered'],
    [403, '', DDOS_GUARD, 'address_filtered'],
    [403, errors({ type: 'forbidden' }), DDOS_GUARD, 'forbidden'],
    [200, ' \n<!DOCTYPE html>', DDOS_GUARD, 'address_filtered'],
    [200, HTML, {}, 'answer_not_json'],
    [404, HTML, {}, 'answer_not_json'],
    [429, HTML, {}, 'rate_limited'],
    [451, '', {}, 'region_blocked'],
    [451, HTML, DDOS_GUARD, 'region_blocked'],
    [500, '', {}, 'hh_unavailable'],
    [502, HTML, DDOS_GUARD, 'hh_unavailable'],
    [503, 'text', {}, 'hh_unavailable'],
  ])('%s %j %j', (status, body, headers, reason) => {
    expect(readAs(answer(status, body, headers))?.[0]).toBe(reason)
  })
})

test.each([
  [200, { any: 'thing' }],
  [201, ''],
  [204, ''],
])('%s %j is no refusal', (status, body) => {
  expect(refusalOf(answer(status, body, { server: 'ddos-guard' }), 'api')).toBeUndefined()
})

describe('the request id', () => {
  const idOf = (inBody: unknown, inHeader?: string) =>
    refusalOf(
      answer(404, { request_id: inBody }, inHeader === undefined ? {} : { 'x-request-id': inHeader }),
      'api',
    )?.requestId

  test.each([
    ['of the body', '1aF-', undefined, '1aF-'],
    ['of the header', undefined, '1aF-', '1aF-'],
    ['of the body before the header', 'body', 'header', 'body'],
    ['of the header when the body’s is none', '::error::x y', 'header', 'header'],
    ['too long', 'a'.repeat(65), undefined, undefined],
    ['no text', 7, undefined, undefined],
    ['empty', '', '', undefined],
  ])('%s', (_, inBody, inHeader, expected) => {
    expect(idOf(inBody, inHeader)).toBe(expected)
  })
})

test.each<[TransportFault, string]>([
  ['unreachable', 'hh_unreachable'],
  ['proxy_refused', 'proxy_refused'],
  ['certificate_rejected', 'certificate_rejected'],
  ['connection_lost', 'connection_lost'],
  ['timed_out', 'timed_out'],
  ['answer_cut_off', 'answer_cut_off'],
  ['answer_too_large', 'answer_too_large'],
])('the fault %s', (fault, reason) => {
  expect(faultDiagnostic(new TransportError(fault, 'ECODE'))).toEqual({ reason, details: { code: 'ECODE' } })
  expect(faultDiagnostic(new TransportError(fault))).toEqual({ reason, details: {} })
})

describe('the sandbox’s catalogue', () => {
  test.each(Object.entries(tokenAnswers))('POST /token: %s', (name, response) => {
    expect(refusalOf(response, 'token')).toMatchObject({ reason: name, requestId: CANNED_REQUEST_ID })
  })

  test.each(Object.entries(callAnswers))('other calls: %s', (name, response) => {
    const reason = name === 'cannot_publish' ? 'bad_request' : name
    expect(refusalOf(response, 'api')).toMatchObject({ reason, requestId: CANNED_REQUEST_ID })
  })

  test.each([
    ['captcha_required', 'captcha_required'],
    ['address_filtered', 'address_filtered'],
    ['region_blocked', 'region_blocked'],
    ['rate_limited', 'rate_limited'],
    ['rate_limited_html', 'rate_limited'],
    ['redirected_302', 'redirected'],
    ['redirected_307', 'redirected'],
    ['internal_error', 'hh_unavailable'],
    ['bad_gateway', 'hh_unavailable'],
    ['service_unavailable', 'hh_unavailable'],
    ['not_json', 'answer_not_json'],
  ] as const)('the way there: %s', (name, reason) => {
    expect(refusalOf(networkAnswers[name], 'api')?.reason).toBe(reason)
  })
})
