import { beforeEach, describe, expect, test } from '@jest/globals'
import { ask } from '../../__tests__/support/ask.js'
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/clock.js'
import { callAnswers, networkAnswers, tokenAnswers } from '../headhunter/answers.js'
import { personalStrings } from '../headhunter/item.js'
import type { Account, Application } from '../headhunter/state.js'
import { challengeOf } from '../headhunter/tokens.js'
import { createSandbox, type Sandbox } from '../sandbox.js'
import { populate, type World } from '../world.js'

let sandbox: Sandbox
let world: World

beforeEach(() => {
  sandbox = createSandbox()
  world = populate(sandbox)
})

const hh = (line: string, extras: Parameters<typeof ask>[3] = { token: world.pair.accessToken }) =>
  ask(sandbox, 'headHunter', line, extras)

const tokenRequest = (form: Record<string, string>) => hh('POST /token', { form })

const refresh = (refreshToken = world.pair.refreshToken) =>
  tokenRequest({ grant_type: 'refresh_token', refresh_token: refreshToken })

const exchange = (code: string, given: Record<string, string> = {}) =>
  tokenRequest({
    grant_type: 'authorization_code',
    client_id: world.application.id,
    client_secret: world.application.secret,
    redirect_uri: world.application.redirectUri,
    code,
    ...given,
  })

const refusedWith = (error_description: string) => ({ error_description })

describe('POST /token, refresh', () => {
  test('spends nothing while the access token is valid', async () => {
    expect((await refresh()).data).toEqual({ error: 'invalid_grant', ...refusedWith('token not expired') })
    expect(sandbox.headHunter.refreshable(world.pair.refreshToken)).toBe(true)
  })

  test('issues a pair once, after the access token expired', async () => {
    sandbox.clock.advance(14 * DAY - 1)
    expect((await refresh()).status).toBe(400)
    sandbox.clock.advance(1)
    const { data } = await refresh()
    expect(data).toMatchObject({ token_type: 'bearer', expires_in: 1_209_600 })
    const fresh = data as { access_token: string; refresh_token: string }
    expect(fresh.access_token).toMatch(/^[A-Z0-9]{64}$/)
    expect(sandbox.headHunter.accepts(fresh.access_token)).toBe(true)
    expect(sandbox.headHunter.usable(world.pair)).toBe(false)
    expect((await refresh()).data).toMatchObject(refusedWith('token has already been refreshed'))
    expect((await hh('GET /me', { token: fresh.access_token })).status).toBe(200)
  })

  test.each([
    ['', 'token is empty'],
    ['not-a-token', 'bad token'],
    ['A'.repeat(64), 'token not found'],
  ])('refuses %j', async (token, description) => {
    expect((await refresh(token)).data).toMatchObject(refusedWith(description))
  })

  test.each([
    ['token was revoked', () => sandbox.headHunter.end(world.pair.accessToken, 'revoked')],
    ['token deactivated', () => sandbox.headHunter.end(world.pair.accessToken, 'deactivated')],
    ['account is locked', () => set(world.account, { locked: true })],
    ['password invalidated', () => set(world.account, { passwordInvalidated: true })],
    ['login not verified', () => set(world.account, { loginNotVerified: true })],
    ['client_id or client_secret not found', () => set(world.application, { deleted: true })],
  ])('refuses with %j', async (description, happens) => {
    sandbox.headHunter.expire(world.pair.accessToken)
    happens()
    expect((await refresh()).data).toMatchObject(refusedWith(description))
    expect(world.pair.refreshed).toBe(false)
  })

  test('an unknown grant', async () => {
    const { status, data } = await tokenRequest({ grant_type: 'password' })
    expect([status, data]).toEqual([
      400,
      { error: 'unsupported_grant_type', error_description: 'unsupported grant_type' },
    ])
  })
})

const set = <T extends Account | Application>(target: T, change: Partial<T>) => Object.assign(target, change)

describe('POST /token, exchange', () => {
  test('a code works once', async () => {
    const { code } = sandbox.headHunter.authorizationCode()
    expect((await exchange(code)).status).toBe(200)
    expect((await exchange(code)).data).toMatchObject(refusedWith('code has already been used'))
  })

  test('a code is valid for ten minutes', async () => {
    const { code } = sandbox.headHunter.authorizationCode()
    sandbox.clock.advance(10 * MINUTE)
    expect((await exchange(code)).data).toMatchObject(refusedWith('code expired'))
  })

  test.each([
    ['bad redirect url', { redirect_uri: 'http://localhost:8081' }],
    ['client_id or client_secret not found', { client_id: 'SOMEBODY' }],
    ['account not found', { client_secret: 'WRONG' }],
    ['code not found', { code: 'UNKNOWN' }],
  ])('refuses with %j', async (description, wrong) => {
    const { code } = sandbox.headHunter.authorizationCode()
    expect((await exchange(code, wrong)).data).toMatchObject(refusedWith(description))
    expect((await exchange(code)).status).toBe(200)
  })

  test('a code of another application is unknown, and a revoked one is revoked', async () => {
    const other = sandbox.headHunter.addApplication()
    const foreign = sandbox.headHunter.authorizationCode(world.account, { application: other })
    expect((await exchange(foreign.code)).data).toMatchObject(refusedWith('code not found'))
    const revoked = sandbox.headHunter.authorizationCode()
    revoked.revoked = true
    expect((await exchange(revoked.code)).data).toMatchObject(refusedWith('code was revoke'))
  })

  test('the account may be locked', async () => {
    world.account.locked = true
    const { code } = sandbox.headHunter.authorizationCode()
    expect((await exchange(code)).data).toMatchObject(refusedWith('account is locked'))
  })

  test('PKCE', async () => {
    const { code } = sandbox.headHunter.authorizationCode(world.account, {
      challenge: challengeOf('verifier'),
    })
    expect((await exchange(code)).data).toMatchObject(refusedWith('code verifier mismatch'))
    expect((await exchange(code, { code_verifier: 'verifier' })).status).toBe(200)
  })

  test("an application's own token is no person's, and may be asked for once in five minutes", async () => {
    const form = {
      grant_type: 'client_credentials',
      client_id: world.application.id,
      client_secret: world.application.secret,
    }
    const { data } = await tokenRequest(form)
    const token = (data as { access_token: string }).access_token
    expect((await hh('GET /me', { token })).data).toMatchObject({ auth_type: 'application' })
    expect((await hh('GET /resumes/mine', { token })).data).toMatchObject({
      errors: [{ type: 'oauth', value: 'user_auth_expected' }],
    })
    const again = await tokenRequest(form)
    expect([again.status, again.data]).toEqual([
      403,
      { error: 'forbidden', error_description: 'app token refresh too early' },
    ])
    expect((await tokenRequest({ ...form, client_secret: 'WRONG' })).status).toBe(400)
    sandbox.clock.advance(5 * MINUTE)
    expect((await tokenRequest(form)).status).toBe(200)
  })
})

describe('access tokens', () => {
  test.each([
    ['bad_authorization', 'bad-auth-type', () => 'UNKNOWN'],
    [
      'token_expired',
      'token-expired',
      () => {
        sandbox.headHunter.expire(world.pair.accessToken)
        return world.pair.accessToken
      },
    ],
    [
      'token_revoked',
      'token-revoked',
      () => {
        sandbox.headHunter.end(world.pair.accessToken, 'revoked')
        return world.pair.accessToken
      },
    ],
    [
      'application_not_found',
      'client-id-deleted',
      () => {
        world.application.deleted = true
        return world.pair.accessToken
      },
    ],
  ])('%s', async (value, oauth_error, token) => {
    const { status, data, headers } = await hh('GET /me', { token: token() })
    expect(status).toBe(403)
    expect(data).toMatchObject({ oauth_error, errors: [{ type: 'oauth', value }] })
    expect((data as { request_id: string }).request_id).toBe(headers['x-request-id'])
  })

  test('none at all', async () => {
    expect((await hh('GET /me', {})).data).toMatchObject({ errors: [{ type: 'forbidden' }] })
  })

  test('DELETE /token ends the pair', async () => {
    expect((await hh('DELETE /token')).status).toBe(204)
    expect((await hh('GET /me')).data).toMatchObject({ errors: [{ value: 'token_revoked' }] })
    expect((await refresh()).data).toMatchObject(refusedWith('token was revoked'))
    expect(sandbox.headHunter.usable(world.pair)).toBe(false)
  })

  test('an application without applicant methods may ask who, and nothing else', async () => {
    world.application.applicantMethods = false
    expect((await hh('GET /me')).data).toMatchObject({ auth_type: 'applicant', is_applicant: true })
    for (const line of ['GET /resumes/mine', `POST /resumes/${world.resumes[0]?.id}/publish`]) {
      expect((await hh(line)).data).toMatchObject({ errors: [{ type: 'forbidden' }] })
    }
  })

  test('an employer is no applicant', async () => {
    world.account.applicant = false
    expect((await hh('GET /me')).data).toMatchObject({ auth_type: 'employer', is_applicant: false })
    expect((await hh('GET /resumes/mine')).status).toBe(403)
  })
})

describe('every request', () => {
  test.each([
    ['unset', { 'user-agent': '' }],
    ['blacklisted', { 'user-agent': 'MyApp/1.0 (my-app-feedback@example.com)' }],
    ['blacklisted', { 'hh-user-agent': 'my-app-name/1.0 (x@example.org)' }],
  ])('User-Agent %s', async (value, headers) => {
    const { status, data } = await hh('GET /me', { token: world.pair.accessToken, headers })
    expect([status, data]).toEqual([
      400,
      expect.objectContaining({ errors: [{ type: 'bad_user_agent', value }] }),
    ])
  })

  test('HH-User-Agent wins over an unset User-Agent', async () => {
    const headers = { 'user-agent': '', 'hh-user-agent': 'app/1.0 (me@example.org)' }
    expect((await hh('GET /me', { token: world.pair.accessToken, headers })).status).toBe(200)
  })

  test.each([
    ['GET /me?host=example.org', 'host'],
    ['GET /me?locale=DE', 'locale'],
    ['GET /resumes/mine?page=-1', 'page'],
  ])('%s', async (line, value) => {
    expect((await hh(line)).data).toMatchObject({ errors: [{ type: 'bad_argument', value }] })
  })

  test('unknown paths and wrong methods', async () => {
    expect((await hh('GET /nothing')).data).toMatchObject({ errors: [{ type: 'not_found' }] })
    expect((await hh('GET /resumes/%E0%A4%A/publish')).status).toBe(405)
    expect((await hh('GET /resumes/%E0%A4%A/status')).status).toBe(404)
  })

  test('the Date header follows the clock', async () => {
    sandbox.clock.set(Date.UTC(2027, 1, 3))
    expect((await hh('GET /me')).headers.date).toBe('Wed, 03 Feb 2027 00:00:00 GMT')
  })
})

describe('resumes', () => {
  const publish = (index = 0) => hh(`POST /resumes/${world.resumes[index]?.id}/publish`)

  test('the list, in pages, with the person in it', async () => {
    sandbox.headHunter.state.perPage = 2
    const second = await hh('GET /resumes/mine?page=1')
    expect(second.data).toMatchObject({
      found: 3,
      page: 1,
      pages: 2,
      per_page: 2,
      items: [{ id: world.resumes[2]?.id, title: 'Technical <Lead> & "Mentor"' }],
    })
    expect(personalStrings.filter((text) => second.body.includes(text)).length).toBeGreaterThan(5)
  })

  test('an account sees its own only', async () => {
    const otherAccount = sandbox.headHunter.addAccount()
    const resume = sandbox.headHunter.addResume({ account: otherAccount })
    expect((await hh('GET /resumes/mine')).data).toMatchObject({ found: 3 })
    for (const line of [`POST /resumes/${resume.id}/publish`, `GET /resumes/${resume.id}/views`]) {
      expect((await hh(line)).status).toBe(404)
    }
  })

  test('a touch every four hours', async () => {
    expect((await publish()).status).toBe(204)
    const { data } = await hh('GET /resumes/mine')
    expect(data).toMatchObject({
      items: [
        {
          updated_at: '2026-01-05T12:00:00+0300',
          next_publish_at: '2026-01-05T16:00:00+0300',
          can_publish_or_update: false,
        },
        {},
        {},
      ],
    })
    sandbox.clock.advance(4 * HOUR - 1)
    expect((await publish()).data).toMatchObject({
      errors: [{ type: 'resumes', value: 'touch_limit_exceeded' }],
    })
    sandbox.clock.advance(1)
    expect((await publish()).status).toBe(204)
    const touches = sandbox.headHunter.touches(world.resumes[0]?.id)
    expect(touches.map(({ at, previousAt }) => at - previousAt)).toEqual([5 * HOUR, 4 * HOUR])
    expect(sandbox.headHunter.touches()).toEqual(touches)
  })

  test('a resume that was not published gets published, and that shows', async () => {
    const resume = sandbox.headHunter.addResume({ status: 'not_published', updatedAt: sandbox.clock.now() })
    const { data } = await hh('GET /resumes/mine')
    expect(data).toMatchObject({
      items: [{}, {}, {}, { next_publish_at: null, status: { id: 'not_published' } }],
    })
    expect((await hh(`POST /resumes/${resume.id}/publish`)).status).toBe(204)
    expect(resume.status).toBe('published')
    expect(sandbox.headHunter.touches(resume.id)).toMatchObject([{ kind: 'published' }])
  })

  test.each([
    { status: 'blocked' as const },
    { status: 'on_moderation' as const },
    { finished: false, missing: [{ id: 'area', name: 'Город' }] },
  ])('%j can not be published', async (given) => {
    const resume = sandbox.headHunter.addResume(given)
    expect((await hh(`POST /resumes/${resume.id}/publish`)).data).toMatchObject({
      errors: [{ type: 'bad_request' }],
    })
    expect((await hh(`GET /resumes/${resume.id}/status`)).data).toMatchObject({
      blocked: given.status === 'blocked',
      can_publish_or_update: false,
      progress: { mandatory: resume.missing },
    })
    expect(sandbox.headHunter.touches()).toEqual([])
  })

  test('looking at the views resets the new ones', async () => {
    const resume = world.resumes[0]
    const { data } = await hh(`GET /resumes/${resume?.id}/views`)
    expect(data).toMatchObject({
      found: 12,
      items: expect.arrayContaining([expect.objectContaining({ viewed: false })]),
    })
    expect(resume?.newViews).toBe(0)
    expect((await hh('GET /resumes/none/views')).status).toBe(404)
  })

  test('a list that lags shows the date before the touch', async () => {
    sandbox.headHunter.state.listLag = 3 * SECOND
    const shown = async () => {
      const { data } = await hh('GET /resumes/mine')
      return (data as { items: { updated_at: string }[] }).items[0]?.updated_at
    }
    const before = await shown()
    await publish()
    expect(await shown()).toBe(before)
    sandbox.clock.advance(3 * SECOND)
    expect(await shown()).toBe('2026-01-05T12:00:00+0300')
    const fresh = sandbox.headHunter.addResume({ updatedAt: sandbox.clock.now() })
    const { data } = await hh('GET /resumes/mine')
    expect((data as { items: { id: string; updated_at: string }[] }).items[3]).toMatchObject({
      id: fresh.id,
      updated_at: '2026-01-05T12:00:03+0300',
    })
  })
})

describe('GET /oauth/authorize', () => {
  const page = (given: Record<string, string> = {}) => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: world.application.id,
      redirect_uri: 'http://localhost:8080/callback?from=hh',
      state: 's1',
      ...given,
    })
    return hh(`GET /oauth/authorize?${query}`, {})
  }

  test('the page links to both decisions', async () => {
    const { status, body } = await page()
    expect(status).toBe(200)
    const link = /id="allow" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&#38;', '&') ?? ''
    const { status: redirected, headers } = await hh(`GET ${link}`, {})
    expect(redirected).toBe(302)
    const target = new URL(headers.location ?? '')
    expect(target.href).toContain('http://localhost:8080/callback?from=hh&')
    expect(target.searchParams.get('state')).toBe('s1')
    const code = target.searchParams.get('code') ?? ''
    expect((await exchange(code, { redirect_uri: 'http://localhost:8080/callback?from=hh' })).status).toBe(
      200,
    )
  })

  test('a refusal comes back as access_denied, posted as a form too', async () => {
    const form = { response_type: 'code', client_id: world.application.id, decision: 'refuse' }
    const { headers } = await hh('POST /oauth/authorize', { form })
    expect(headers.location).toBe('http://localhost:8080/?error=access_denied')
  })

  test('with PKCE, for the account that is logged in', async () => {
    const other = sandbox.headHunter.addAccount({ email: 'other@example.org' })
    sandbox.headHunter.state.browserAccount = other
    const challenge = challengeOf('v')
    const { headers } = await page({
      decision: 'allow',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })
    const code = new URL(headers.location ?? '').searchParams.get('code') ?? ''
    expect(sandbox.headHunter.state.codes.get(code)).toMatchObject({ account: other, challenge })
  })

  test.each([
    [{ response_type: 'token' }],
    [{ client_id: 'UNKNOWN' }],
    [{ redirect_uri: 'http://127.0.0.1:8080' }],
    [{ redirect_uri: 'nonsense' }],
    [{ code_challenge_method: 'plain' }],
  ])('refuses %j on the spot', async (wrong) => {
    expect((await page(wrong)).status).toBe(400)
  })
})

describe('answers on demand', () => {
  test('the next n requests of a route, without an effect', async () => {
    const route = 'POST /resumes/{id}/publish'
    sandbox.headHunter.force(route, callAnswers.too_early, 2)
    sandbox.headHunter.force(route, networkAnswers.no_content)
    const line = `POST /resumes/${world.resumes[0]?.id}/publish`
    const statuses = [await hh(line), await hh(line), await hh(line)].map(({ status }) => status)
    expect(statuses).toEqual([429, 429, 204])
    expect(sandbox.headHunter.touches()).toEqual([])
  })

  test.each(Object.entries({ ...tokenAnswers, ...callAnswers }))('%s is well-formed', (_name, answer) => {
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(JSON.parse(answer.body)).toBeTruthy()
  })

  test('what comes from in front of HeadHunter', async () => {
    sandbox.headHunter.force('GET /me', networkAnswers.address_filtered)
    const filtered = await hh('GET /me')
    expect([filtered.status, filtered.headers.server, filtered.data]).toEqual([403, 'ddos-guard', undefined])
    sandbox.headHunter.force('GET /me', networkAnswers.huge)
    await expect(hh('GET /me')).rejects.toMatchObject({ fault: 'answer_too_large' })
  })
})

test('a helper asked for what is not there says so', () => {
  const empty = createSandbox().headHunter
  expect(() => empty.issuePair()).toThrow('no account yet')
  expect(() => empty.expire('NOTHING')).toThrow('not a token')
  expect(empty.accepts('NOTHING')).toBe(false)
  expect(empty.refreshable('NOTHING')).toBe(false)
})
