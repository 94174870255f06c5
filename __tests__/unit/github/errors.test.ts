import { describe, expect, test } from '@jest/globals'
import { TransportError } from '../../../src/domain/http.js'
import { type Asker, refusalOf, refusalWithoutAnswer, tokenExpiry } from '../../../src/github/errors.js'

const NOW = Date.UTC(2026, 10, 24, 12)
const place = { repository: 'owner/name', environment: 'production' }
const refuse = (status: number, message = '', headers: Record<string, string> = {}) =>
  refusalOf({ status, message, headers }, place, NOW)

describe("GitHub's answers", () => {
  test.each<[number, string, Record<string, string>, string, boolean]>([
    [401, 'Bad credentials', {}, 'github_token_refused', false],
    [403, 'Resource not accessible by integration', {}, 'github_token_is_job_token', false],
    [403, 'Resource not accessible by personal access token', {}, 'github_token_cannot_write', false],
    [403, 'Must have admin rights to Repository.', {}, 'github_token_cannot_write', false],
    [403, '', {}, 'github_token_cannot_write', false],
    [403, 'API rate limit exceeded for user ID 1.', {}, 'github_rate_limited', true],
    [403, 'You have exceeded a secondary rate limit.', {}, 'github_rate_limited', true],
    [403, 'You have triggered an abuse detection mechanism.', {}, 'github_rate_limited', true],
    [403, '', { 'retry-after': '5' }, 'github_rate_limited', true],
    [403, '', { 'x-ratelimit-remaining': '0' }, 'github_rate_limited', true],
    [403, '', { 'x-ratelimit-remaining': '4999' }, 'github_token_cannot_write', false],
    [404, 'Not Found', {}, 'secrets_not_found', false],
    [404, 'Not Found', { 'x-ratelimit-remaining': '0' }, 'secrets_not_found', false],
    [409, 'Conflict', {}, 'github_answer_unexpected', true],
    [410, 'Gone', {}, 'github_answer_unexpected', false],
    [422, 'Validation Failed', {}, 'github_answer_unexpected', true],
    [429, '', {}, 'github_rate_limited', true],
    [500, '', {}, 'github_unreachable', true],
    [503, 'rate limit', {}, 'github_unreachable', true],
    [200, '', {}, 'github_answer_unexpected', true],
    [302, '', {}, 'github_answer_unexpected', true],
  ])('%i "%s" %j is %s, retryable: %s', (status, message, headers, reason, retryable) => {
    expect(refuse(status, message, headers)).toMatchObject({
      diagnostic: { reason, details: { status, ...place } },
      status,
      retryable,
    })
  })

  test.each<[string, Record<string, string>, number]>([
    ['retry-after', { 'retry-after': '17' }, 17_000],
    [
      'the end of the window',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${NOW / 1000 + 30}` },
      31_000,
    ],
    [
      "the end of the window by GitHub's clock",
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': `${NOW / 1000 + 30}`,
        date: new Date(NOW + 20_000).toUTCString(),
      },
      11_000,
    ],
    ['a minute when the window is over', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }, 60_000],
    ['a minute when some of the window is left', { 'x-ratelimit-reset': `${NOW / 1000 + 30}` }, 60_000],
    ['a minute when nothing is said', {}, 60_000],
    ['a minute for what is no number', { 'retry-after': 'soon' }, 60_000],
  ])('a rate limit asks to wait for %s', (_, headers, waitAtLeastMs) => {
    expect(refuse(429, '', headers)).toMatchObject({
      waitAtLeastMs,
      diagnostic: { details: { lasts: waitAtLeastMs } },
    })
  })

  test.each([
    ['secrets=write', 'secrets=write'],
    ['secrets=write; environments=write,actions=read', 'secrets=write; environments=write,actions=read'],
    ['secrets=write; <script>\u0007x', undefined],
    ['github_pat_11ABCDEFG0Q7W3E5R1T9Y2', undefined],
    [undefined, undefined],
  ])('name the permission that is missing, and nothing that is none: %j', (header, permission) => {
    const headers = header === undefined ? {} : { 'x-accepted-github-permissions': header }
    expect(refuse(403, '', headers).diagnostic.details.permission).toBe(permission)
  })

  test.each([
    [new TransportError('unreachable', 'ECONNREFUSED'), { code: 'ECONNREFUSED' }],
    [new TransportError('answer_cut_off'), { code: 'answer_cut_off' }],
  ])('that never came: %s', (cause, details) => {
    const refusal = refusalWithoutAnswer(cause, { repository: 'owner/name' })
    expect(refusal).toEqual({
      ok: false,
      diagnostic: { reason: 'github_unreachable', details: { repository: 'owner/name', ...details } },
      status: 0,
      retryable: true,
    })
  })

  test('that are no HTTP at all', () => {
    expect(refusalWithoutAnswer(new RangeError('status 42'), place)).toEqual({
      ok: false,
      diagnostic: { reason: 'github_answer_unexpected', details: place },
      status: 0,
      retryable: true,
    })
  })
})

describe("an App's refusals", () => {
  test.each<[Asker, number, string, string, boolean]>([
    ['app-key', 401, 'A JSON web token could not be decoded', 'github_app_key_refused', false],
    [
      'app-key',
      401,
      "'Expiration time' claim ('exp') is too far in the future",
      'github_app_clock_wrong',
      false,
    ],
    ['app-key', 401, "'Issued at' claim ('iat') must be an Integer", 'github_app_clock_wrong', false],
    ['app-key', 403, 'This installation has been suspended', 'github_app_suspended', false],
    ['app-key', 404, 'Integration not found', 'github_app_key_refused', false],
    ['app-key', 404, 'Not Found', 'github_app_not_installed', false],
    [
      'app-key',
      422,
      'The permissions requested are not granted to this installation.',
      'github_app_permission_missing',
      false,
    ],
    [
      'app-key',
      422,
      'There is at least one repository that does not exist',
      'github_app_not_installed',
      false,
    ],
    ['app-key', 503, '', 'github_unreachable', true],
    ['app-token', 401, 'Bad credentials', 'github_app_key_refused', true],
    ['app-token', 403, 'Resource not accessible by integration', 'github_app_permission_missing', false],
    ['app-token', 404, 'Not Found', 'secrets_not_found', false],
    ['token', 403, 'Resource not accessible by integration', 'github_token_is_job_token', false],
  ])('%s, %i "%s" is %s, retryable: %s', (asker, status, message, reason, retryable) => {
    expect(refusalOf({ status, message, headers: {} }, place, NOW, asker)).toMatchObject({
      diagnostic: { reason },
      retryable,
    })
  })
})

test('a policy on lifetimes is reported with its days', () => {
  const message =
    "The 'acme' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 366 days."
  expect(refuse(403, message).diagnostic).toMatchObject({
    reason: 'github_token_lifetime_forbidden',
    details: { count: 366 },
  })
})

describe("a token's last day", () => {
  test.each([
    ['2026-12-01 10:00:00 UTC', Date.UTC(2026, 11, 1, 10)],
    ['2026-12-01 10:00:00 +0300', Date.UTC(2026, 11, 1, 7)],
    ['2026-12-01 10:00:00 -04:30', Date.UTC(2026, 11, 1, 14, 30)],
    [' 2026-12-01 10:00:00 UTC ', Date.UTC(2026, 11, 1, 10)],
    ['2026-13-01 10:00:00 UTC', undefined],
    ['2026-12-01', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (header, moment) => {
    expect(tokenExpiry(header)).toBe(moment)
  })
})
