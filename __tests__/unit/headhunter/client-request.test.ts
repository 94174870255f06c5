import { describe, expect, test } from '@jest/globals'
import { TransportError, type TransportFault } from '../../../src/domain/http.js'
import { clientFor, closeLater, createClient, json, NOW } from '../../support/hh-client.js'
import { type Scripted, startScripted } from '../../support/raw-server.js'

const NO_CONTENT: Scripted = { status: 204 }
const BAD_GATEWAY: Scripted = { status: 502, body: '<html>' }

describe('every request', () => {
  test('has site, locale, user agent and access token', async () => {
    const { headHunter, server } = await clientFor([NO_CONTENT], { host: 'rabota.by', locale: 'EN' })
    await headHunter.publish('ACCESS', 'abc123')
    expect(server.requests).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/resumes/abc123/publish',
        query: { host: 'rabota.by', locale: 'EN' },
        body: '',
      }),
    ])
    expect(server.requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      authorization: 'Bearer ACCESS',
      'user-agent': 'hh-resume-touch/1.0 (test)',
      'hh-user-agent': 'hh-resume-touch/1.0 (test)',
      'content-length': '0',
    })
  })

  test('ignores a trailing slash of the address', async () => {
    const server = await startScripted(NO_CONTENT)
    const client = createClient(`${server.url}/base/`)
    closeLater(server.close, client.close)
    await client.headHunter.publish('ACCESS', '../me')
    expect(server.requests[0]?.path).toBe('/base/resumes/..%2Fme/publish')
  })
})

describe('retries', () => {
  test('makes four attempts with growing waits and reports each', async () => {
    const { headHunter, server, recorder, clock } = await clientFor([BAD_GATEWAY])
    expect(await headHunter.me('ACCESS')).toEqual({
      ok: false,
      diagnostic: { reason: 'hh_unavailable', details: { status: 502 } },
    })
    expect(server.requests).toHaveLength(4)
    const waits = recorder.events.map((event) => (event.kind === 'attempt_failed' ? event.retryInMs : 0))
    expect(recorder.events).toEqual(
      waits.map((retryInMs, index) => ({
        kind: 'attempt_failed',
        diagnostic: { reason: 'hh_unavailable', details: { status: 502 } },
        attempt: index + 1,
        retryInMs,
      })),
    )
    expect(waits).toHaveLength(3)
    expect(clock.now() - NOW).toBe(waits.reduce((sum, wait) => sum + wait, 0))
  })

  test.each([
    ['a second by itself', {}, 1_000],
    ['what HeadHunter asks for', { 'retry-after': '7' }, 7_000],
    ['a second when that is no number', { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, 1_000],
  ])('too many requests are waited for: %s', async (_, headers, atLeast) => {
    const { headHunter, clock } = await clientFor([json({}, 429, headers), json({ is_applicant: true })])
    expect(await headHunter.me('ACCESS')).toEqual({ ok: true, value: { isApplicant: true } })
    expect(clock.now() - NOW).toBe(atLeast)
  })

  test.each<[TransportFault, number]>([
    ['unreachable', 4],
    ['proxy_refused', 4],
    ['connection_lost', 4],
    ['timed_out', 4],
    ['answer_cut_off', 4],
    ['certificate_rejected', 1],
    ['answer_too_large', 1],
  ])('%s: tries in all: %i', async (fault, tries) => {
    let tried = 0
    const transport = async () => {
      tried += 1
      throw new TransportError(fault)
    }
    const { headHunter } = createClient('https://api.hh.ru', { transport })
    expect(await headHunter.me('ACCESS')).toMatchObject({ ok: false })
    expect(tried).toBe(tries)
  })

  test('does not wait for a Retry-After beyond the budget', async () => {
    const { headHunter, server } = await clientFor([json({}, 429, { 'retry-after': '3600' })])
    expect(await headHunter.me('ACCESS')).toMatchObject({ diagnostic: { reason: 'rate_limited' } })
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['a refusal of the token', json({ errors: [{ type: 'oauth', value: 'token_revoked' }] }, 403)],
    ['a refusal of the application', json({ errors: [{ type: 'forbidden' }] }, 403)],
    ['the limit on touches', json({ errors: [{ type: 'resumes', value: 'touch_limit_exceeded' }] }, 429)],
    ['a filter', { status: 403, body: '<html>' }],
    ['a redirect', { status: 302, headers: { location: 'https://hh.ru/' } }],
  ])('none after %s', async (_, answer) => {
    const { headHunter, server } = await clientFor([answer])
    expect(await headHunter.publish('ACCESS', 'abc')).toMatchObject({ ok: false, answerLost: false })
    expect(server.requests).toHaveLength(1)
  })
})
