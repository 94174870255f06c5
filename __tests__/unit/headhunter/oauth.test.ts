import { describe, expect, test } from '@jest/globals'
import { DAY } from '../../../src/domain/clock.js'
import type { HeadHunterOptions } from '../../../src/headhunter/client.js'
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
  test('sends the two fields of the contract, and no more', async () => {
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

  test('asks for a connection of its own', async () => {
    const asked: unknown[] = []
    const transport: HeadHunterOptions['transport'] = async ({ ownConnection, route }) => {
      asked.push([route, ownConnection])
      return { status: 204, headers: {}, body: '' }
    }
    const { headHunter } = await clientFor([], { transport })
    await headHunter.refresh('R')
    await headHunter.publish('A', 'abc')
    expect(asked).toEqual([
      ['/token', true],
      ['/resumes/{id}/publish', false],
    ])
  })

  test('the life is counted by HeadHunter’s clock', async () => {
    const { headHunter } = await clientFor([json(PAIR, 200, { date: new Date(NOW + DAY).toUTCString() })])
    expect(await headHunter.refresh('R')).toMatchObject({ value: { expiresAt: NOW + DAY + 1_209_599_000 } })
  })

  test.each([
    ['no life', undefined],
    ['a life of nothing', 0],
    ['a negative one', -1],
    ['one without an end', 1e300],
    ['a word', 'long'],
    ['null', null],
  ])('a pair with %s is a pair all the same, for fourteen days', async (_, expires_in) => {
    const { headHunter } = await clientFor([json({ ...PAIR, expires_in })])
    expect(await headHunter.refresh('R')).toMatchObject({
      ok: true,
      value: { accessToken: 'USERACCESS1', expiresAt: NOW + 14 * DAY },
    })
  })

  test('both new tokens are masked, even where the pair is no use', async () => {
    const whole = await clientFor([json(PAIR)])
    await whole.headHunter.refresh('R')
    expect([...whole.recorder.masked]).toEqual(['USERACCESS1', 'USERREFRESH1'])
    const half = await clientFor([json({ access_token: 'USER ACCESS', refresh_token: null })])
    await half.headHunter.refresh('R')
    expect([...half.recorder.masked]).toEqual(['USER ACCESS'])
  })

  test.each([
    ['no JSON', { status: 200, body: 'OK' }, 'answer_not_json'],
    ['an HTML page', HTML, 'answer_not_json'],
    ['half a JSON', { status: 200, body: '{"access_token":"USERACCESS1' }, 'answer_not_json'],
    ['no body', NO_CONTENT, 'answer_not_json'],
    ['no pair', json({ ok: true }), 'answer_unexpected'],
    ['an application’s token', json({ access_token: 'A', token_type: 'bearer' }), 'answer_unexpected'],
    ['an empty token', json({ ...PAIR, refresh_token: '' }), 'answer_unexpected'],
    ['a token with odd characters', json({ ...PAIR, access_token: 'a\nb' }), 'answer_unexpected'],
    ['null', json(null), 'answer_unexpected'],
  ])('a success with %s is a lost answer', async (_, answer, reason) => {
    const { headHunter, server } = await clientFor([answer])
    expect(await headHunter.refresh('R')).toEqual({
      ok: false,
      answerLost: true,
      diagnostic: { reason, details: { status: answer.status } },
    })
    expect(server.requests).toHaveLength(1)
  })

  test('a refusal at once lost nothing', async () => {
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
  ] as const)('the retry after %s tells that an answer was lost', async (_, first) => {
    const { headHunter, server } = await clientFor([first, SPENT])
    expect(await headHunter.refresh('R')).toMatchObject({
      answerLost: true,
      diagnostic: { reason: 'refresh_token_spent' },
    })
    expect(server.requests).toHaveLength(2)
  })

  test('too many requests lost nothing', async () => {
    const { headHunter } = await clientFor([json({}, 429), SPENT])
    expect(await headHunter.refresh('R')).toMatchObject({ answerLost: false })
  })

  test('HeadHunter out of reach lost nothing', async () => {
    const { headHunter, close } = createClient('http://127.0.0.1:1')
    closeLater(close)
    expect(await headHunter.refresh('R')).toEqual({
      ok: false,
      answerLost: false,
      diagnostic: { reason: 'hh_unreachable', details: { code: 'ECONNREFUSED' } },
    })
  })

  test('a transport that breaks its word is a lost connection', async () => {
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
  test('sends what the contract asks for', async () => {
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

  test('and the verifier, where the authorization began with a challenge', async () => {
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

  test('a refusal is told', async () => {
    const body = { errors: [{ type: 'oauth', value: 'token_expired' }] }
    const { headHunter } = await clientFor([json(body, 403)])
    expect(await headHunter.revoke('ACCESS')).toMatchObject({
      ok: false,
      diagnostic: { reason: 'access_token_expired' },
    })
  })
})
