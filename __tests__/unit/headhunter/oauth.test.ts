import { describe, expect, test } from '@jest/globals'
import { DAY } from '../../../src/domain/clock.js'
import type { HeadHunterOptions } from '../../../src/headhunter/call.js'
import { clientFor, closeLater, createClient, json, NOW } from '../../support/hh-client.js'
import type { Scripted } from '../../support/raw-server.js'

const NO_CONTENT: Scripted = { status: 204 }
const PAIR = {
  access_token: 'USERACCESS1',
  token_type: 'bearer',
  expires_in: 1_209_599,
  refresh_token: 'USERREFRESH1',
}
const SPENT = json({ error: 'invalid_grant', error_description: 'token has already been refreshed' }, 400)
const BAD_GATEWAY: Scripted = { status: 502, body: '<html>' }
const HTML: Scripted = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }

describe('refresh', () => {
  test('sends only the two fields of the contract', async () => {
    const { headHunter, server } = await clientFor([json(PAIR)])
    const outcome = await headHunter.refresh('OLD+REFRESH')
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/token',
      body: 'grant_type=refresh_token&refresh_token=OLD%2BREFRESH',
    })
    expect(server.requests[0]?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' })
    expect(server.requests[0]?.headers.authorization).toBeUndefined()
    expect(outcome).toEqual({
      ok: true,
      value: { accessToken: 'USERACCESS1', refreshToken: 'USERREFRESH1', expiresAt: NOW + 1_209_599_000 },
    })
  })

  test('uses a new connection', async () => {
    const asked: unknown[] = []
    const transport: HeadHunterOptions['transport'] = async ({ ownConnection, route }) => {
      asked.push([route, ownConnection])
      return { status: 204, headers: {}, body: '' }
    }
    const { headHunter } = await clientFor([], { transport })
    await headHunter.refresh('R')
    await headHunter.publish('A', 'abc')
    const tries = Array.from({ length: 4 }, () => ['/token', true])
    expect(asked).toEqual([...tries, ['/resumes/{id}/publish', undefined]])
  })

  test('counts the expiry from HeadHunter’s clock', async () => {
    const { headHunter } = await clientFor([json(PAIR, 200, { date: new Date(NOW + DAY).toUTCString() })])
    expect(await headHunter.refresh('R')).toMatchObject({ value: { expiresAt: NOW + DAY + 1_209_599_000 } })
  })

  test.each([
    ['no expires_in', undefined],
    ['an expires_in of 0', 0],
    ['a negative expires_in', -1],
    ['an endless expires_in', 1e300],
    ['a word', 'long'],
    ['null', null],
  ])('accepts a pair with %s for fourteen days', async (_, expires_in) => {
    const { headHunter } = await clientFor([json({ ...PAIR, expires_in })])
    expect(await headHunter.refresh('R')).toMatchObject({
      ok: true,
      value: { accessToken: 'USERACCESS1', expiresAt: NOW + 14 * DAY },
    })
  })

  test('masks both new tokens, also of an unusable pair', async () => {
    const whole = await clientFor([json(PAIR)])
    await whole.headHunter.refresh('R')
    expect([...whole.recorder.masked]).toEqual(['USERACCESS1', 'USERREFRESH1'])
    const half = await clientFor([json({ access_token: 'USER ACCESS', refresh_token: null })])
    await half.headHunter.refresh('R')
    expect([...half.recorder.masked]).toEqual(['USER ACCESS'])
  })

  test.each([
    ['no JSON', { status: 200, body: 'OK' }],
    ['an HTML page', HTML],
    ['half a JSON', { status: 200, body: '{"access_token":"USERACCESS1' }],
    ['no body', NO_CONTENT],
    ['no pair', json({ ok: true })],
    ['a refresh token alone', json({ ...PAIR, access_token: undefined })],
    ['an access token with odd characters', json({ ...PAIR, access_token: 'a\nb' })],
    ['null', json(null)],
  ])('reports a success with %s as unreadable', async (_, answer) => {
    const { headHunter, server } = await clientFor([answer])
    expect(await headHunter.refresh('R')).toEqual({
      ok: false,
      answerLost: true,
      diagnostic: { reason: 'token_answer_unreadable', details: { status: answer.status } },
    })
    expect(server.requests).toHaveLength(4)
  })

  test.each([
    ['no JSON', { status: 200, body: 'OK' }],
    ['an HTML page', HTML],
    ['no body', NO_CONTENT],
  ])('a success with %s can come from the way to HeadHunter: it is asked again', async (_, answer) => {
    const { headHunter } = await clientFor([answer, json(PAIR)])
    expect(await headHunter.refresh('R')).toMatchObject({ ok: true, value: { accessToken: 'USERACCESS1' } })
  })

  test.each([
    ['token has already been refreshed', 'token_answer_unreadable'],
    ['code has already been used', 'token_answer_unreadable'],
    ['token not expired', 'access_token_not_expired'],
    ['token was revoked', 'refresh_token_revoked'],
  ])('and where HeadHunter then says “%s”, the reason is %s', async (error_description, reason) => {
    const refusal = { ...json({ error: 'invalid_grant', error_description }), status: 400 }
    const { headHunter } = await clientFor([{ status: 200, body: 'OK' }, refusal])
    expect(await headHunter.refresh('R')).toMatchObject({ ok: false, diagnostic: { reason } })
  })

  test('reports the page of a filter as such', async () => {
    const { headHunter } = await clientFor([{ ...HTML, headers: { server: 'ddos-guard' } }])
    expect(await headHunter.refresh('R')).toMatchObject({ diagnostic: { reason: 'address_filtered' } })
  })

  const BODY = JSON.stringify(PAIR)
  const as = (body: string, headers: Record<string, string> = {}, status = 200): Scripted => ({
    status,
    headers: { 'content-type': 'application/json', date: new Date(NOW).toUTCString(), ...headers },
    body,
  })
  test.each([
    ['as HTML', as(BODY, { 'content-type': 'text/html' })],
    ['as plain text', as(BODY, { 'content-type': 'text/plain' })],
    ['with a mark', as(`\ufeff${BODY}`)],
    ['created', as(BODY, {}, 201)],
    ['accepted', as(BODY, {}, 202)],
    ['non-authoritative', as(BODY, {}, 203)],
    ['with text around it', as(`)]}',\n${BODY}\nOK`)],
    ['in a function call', as(`callback(${BODY});`)],
    ['in a page', as(`<html><pre>${BODY}</pre></html>`, { 'content-type': 'text/html' })],
    ['in a page, escaped', as(`<pre>${BODY.replaceAll('"', '&quot;')}</pre>`)],
    ['in a page, escaped by number', as(`<pre>${BODY.replaceAll('"', '&#x22;')}</pre>`)],
    ['in a page, escaped by number with a zero', as(`<pre>${BODY.replaceAll('"', '&#034;')}</pre>`)],
    ['in a page, with spaces', as(`<pre>${BODY.replaceAll('"', '&QUOT;').replaceAll(':', ':&nbsp;')}</pre>`)],
    ['in the script of a page', as(`<script>x = "${BODY.replaceAll('"', '\\u0022')}"</script>`)],
    ['in the script of a page, shorter', as(`<script>x = '${BODY.replaceAll('"', '\\x22')}'</script>`)],
    ['in a JSON string', as(JSON.stringify(BODY))],
    ['in a JSON string in JSON in JSON', as(JSON.stringify({ a: JSON.stringify({ b: BODY }) }))],
    ['in another object', as(JSON.stringify({ data: PAIR }))],
    ['in a list', as(JSON.stringify([PAIR]))],
    ['without its end', as(BODY.slice(0, -1))],
    ['with escapes', as(BODY.replaceAll('USER', '\\u0055SER'))],
    [
      'as a form',
      as('token_type=bearer&access_token=USERACCESS1&expires_in=1209599&refresh_token=USERREFRESH1'),
    ],
    ['with a 500', as(BODY, {}, 500)],
    ['of another kind', as(JSON.stringify({ ...PAIR, token_type: 7, scope: null, extra: {} }))],
  ])('reads and masks a pair %s', async (_, answer) => {
    const { headHunter, server, recorder } = await clientFor([answer])
    expect(await headHunter.refresh('R')).toEqual({
      ok: true,
      value: { accessToken: 'USERACCESS1', refreshToken: 'USERREFRESH1', expiresAt: NOW + 1_209_599_000 },
    })
    expect([...recorder.masked]).toEqual(['USERACCESS1', 'USERREFRESH1'])
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['JSON', JSON.stringify({ request: { refresh_token: 'SPENT' }, response: PAIR })],
    ['a form', 'refresh_token=SPENT\n\naccess_token=USERACCESS1&refresh_token=USERREFRESH1'],
  ])('takes the new refresh token where %s also repeats the one that was sent', async (_, body) => {
    const { headHunter } = await clientFor([as(body)])
    expect(await headHunter.refresh('SPENT')).toMatchObject({
      ok: true,
      value: { accessToken: 'USERACCESS1', refreshToken: 'USERREFRESH1' },
    })
  })

  test('keeps the refresh token where HeadHunter answers with the same one', async () => {
    const { headHunter } = await clientFor([json({ ...PAIR, refresh_token: 'SAME' })])
    expect(await headHunter.refresh('SAME')).toMatchObject({ value: { refreshToken: 'SAME' } })
  })

  test.each([
    ['token not expired', 'access_token_not_expired'],
    ['token has already been refreshed', 'refresh_token_spent'],
  ])('reads the refusal "%s" with status 200', async (error_description, reason) => {
    const { headHunter } = await clientFor([json({ error: 'invalid_grant', error_description })])
    expect(await headHunter.refresh('R')).toMatchObject({
      ok: false,
      answerLost: false,
      diagnostic: { reason },
    })
  })

  test('accepts and sends a token of any visible ASCII', async () => {
    const visible = String.fromCharCode(...Array.from({ length: 94 }, (_, index) => index + 0x21))
    const { headHunter, server } = await clientFor([
      json({ ...PAIR, access_token: visible, refresh_token: `R${visible}` }),
      json({ is_applicant: true }),
    ])
    const outcome = await headHunter.refresh('R')
    expect(outcome).toMatchObject({ value: { accessToken: visible, refreshToken: `R${visible}` } })
    await headHunter.me(visible)
    expect(server.requests[1]?.headers.authorization).toBe(`Bearer ${visible}`)
  })

  test.each([
    [
      'numbers too long for JavaScript',
      '{"access_token":12345678901234567890123,"refresh_token":98765432109876543210987}',
    ],
    [
      'names in capitals',
      '{"ACCESS_TOKEN":"12345678901234567890123","REFRESH_TOKEN":"98765432109876543210987"}',
    ],
    [
      'white space around them',
      '{"access_token":" 12345678901234567890123\\n","refresh_token":"\\t98765432109876543210987 "}',
    ],
    [
      'a string of other JSON',
      JSON.stringify({
        data: '{"access_token":"12345678901234567890123", "refresh_token": "98765432109876543210987"}',
      }),
    ],
  ])('reads tokens in the form of %s', async (_, body) => {
    const { headHunter } = await clientFor([{ status: 200, body }])
    expect(await headHunter.refresh('R')).toMatchObject({
      value: { accessToken: '12345678901234567890123', refreshToken: '98765432109876543210987' },
    })
  })

  test('reads escaped JSON in a page', async () => {
    const body =
      '<pre>{&quot;access_token&quot;:&quot;A&amp;&lt;B&quot;,&quot;refresh_token&quot;:&quot;R&#39;&quot;}</pre>'
    const { headHunter } = await clientFor([{ status: 200, body }])
    expect(await headHunter.refresh('R')).toMatchObject({
      value: { accessToken: 'A&<B', refreshToken: "R'" },
    })
  })

  test.each([
    ['no refresh token', { refresh_token: undefined }],
    ['null for it', { refresh_token: null }],
    ['an empty one', { refresh_token: '' }],
    ['an unsendable one', { refresh_token: 'ё' }],
  ])('accepts a success with %s', async (_, more) => {
    const { headHunter } = await clientFor([json({ ...PAIR, ...more })])
    expect(await headHunter.refresh('R')).toMatchObject({
      ok: true,
      value: { accessToken: 'USERACCESS1', refreshToken: undefined },
    })
  })

  test.each([
    ['what was sent', { ...PAIR, refresh_token: 'SPENT' }],
    ['an access token alone', { ...PAIR, refresh_token: undefined }],
  ])('takes no tokens from a refusal that repeats %s', async (_, body) => {
    const refusal = { ...body, error: 'invalid_grant', error_description: 'token not expired' }
    const { headHunter } = await clientFor([json(refusal, 400)])
    expect(await headHunter.refresh('SPENT')).toMatchObject({
      diagnostic: { reason: 'access_token_not_expired' },
    })
  })

  test.each([
    { error_description: 'token not expired' },
    { description: 'token not expired' },
    { description: 'Token not expired', errors: [] },
  ])('reads a refusal without a type: %j', async (body) => {
    const { headHunter } = await clientFor([json(body, 400)])
    expect(await headHunter.refresh('R')).toMatchObject({
      diagnostic: { reason: 'access_token_not_expired' },
    })
  })

  test('loses no answer on an immediate refusal', async () => {
    const { headHunter } = await clientFor([SPENT])
    expect(await headHunter.refresh('R')).toMatchObject({
      ok: false,
      answerLost: false,
      diagnostic: { reason: 'refresh_token_spent', details: { status: 400, code: 'invalid_grant' } },
    })
  })

  test.each([
    ['a reset', 'reset'],
    ['a 502', BAD_GATEWAY],
  ] as const)('reports a lost answer after %s', async (_, first) => {
    const { headHunter, server } = await clientFor([first, SPENT])
    expect(await headHunter.refresh('R')).toMatchObject({
      answerLost: true,
      diagnostic: { reason: 'refresh_token_spent' },
    })
    expect(server.requests).toHaveLength(2)
  })

  test('loses no answer on a 429', async () => {
    const { headHunter } = await clientFor([json({}, 429), SPENT])
    expect(await headHunter.refresh('R')).toMatchObject({ answerLost: false })
  })

  test('loses no answer if HeadHunter is unreachable', async () => {
    const { headHunter, close } = createClient('http://127.0.0.1:1')
    closeLater(close)
    expect(await headHunter.refresh('R')).toEqual({
      ok: false,
      answerLost: false,
      diagnostic: { reason: 'hh_unreachable', details: { code: 'ECONNREFUSED' } },
    })
  })

  test('reports an unexpected error of the transport as a lost connection', async () => {
    const transport = async () => {
      throw new Error('oops')
    }
    const { headHunter } = await clientFor([], { transport })
    expect(await headHunter.refresh('R')).toMatchObject({
      answerLost: true,
      diagnostic: { reason: 'connection_lost' },
    })
  })
})

describe('exchange', () => {
  test('sends the fields of the contract', async () => {
    const { headHunter, server, recorder } = await clientFor([json(PAIR)])
    const outcome = await headHunter.exchangeCode({ code: 'CODE', redirectUri: 'http://localhost:8080' })
    expect(Object.fromEntries(new URLSearchParams(server.requests[0]?.body))).toEqual({
      grant_type: 'authorization_code',
      client_id: 'CLIENT',
      client_secret: 'SECRET',
      code: 'CODE',
      redirect_uri: 'http://localhost:8080',
    })
    expect(outcome.ok).toBe(true)
    expect([...recorder.masked]).toEqual(['USERACCESS1', 'USERREFRESH1'])
  })

  test('sends the verifier of PKCE', async () => {
    const { headHunter, server } = await clientFor([json(PAIR)])
    await headHunter.exchangeCode({
      code: 'CODE',
      redirectUri: 'http://localhost:8080',
      codeVerifier: 'VERIFIER',
    })
    expect(new URLSearchParams(server.requests[0]?.body).get('code_verifier')).toBe('VERIFIER')
  })
})

describe('revoke', () => {
  test('deletes the token', async () => {
    const { headHunter, server } = await clientFor([NO_CONTENT])
    expect(await headHunter.revoke('ACCESS')).toEqual({ ok: true, value: undefined })
    expect(server.requests[0]).toMatchObject({ method: 'DELETE', path: '/token' })
    expect(server.requests[0]?.headers.authorization).toBe('Bearer ACCESS')
  })

  test('reports a refusal', async () => {
    const body = { errors: [{ type: 'oauth', value: 'token_expired' }] }
    const { headHunter } = await clientFor([json(body, 403)])
    expect(await headHunter.revoke('ACCESS')).toMatchObject({
      ok: false,
      diagnostic: { reason: 'access_token_expired' },
    })
  })
})
