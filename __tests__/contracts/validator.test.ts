import { describe, expect, test } from '@jest/globals'
import { json } from '../../sandbox/exchange.js'
import { callAnswers, networkAnswers, tokenAnswers } from '../../sandbox/headhunter/answers.js'
import { createHeadHunter } from '../../src/headhunter/client.js'
import { runInProcess } from '../support/in-process.js'
import { createRecorder } from '../support/recorder.js'
import { createWorld, REPOSITORY, type World } from '../support/world.js'
import { gitHubContract } from './github.js'
import { headHunterContract } from './headhunter.js'
import { contractViolations, expectContractsKept, keepContracts } from './validator.js'

const AGENT = 'hh-resume-touch/1.0 (https://example.org)'
const FIFTEEN_DAYS = 15 * 86_400_000

const clientFor = ({ sandbox }: World, given: { host?: string; userAgent?: string } = {}) => {
  const [application] = sandbox.headHunter.state.applications
  return createHeadHunter({
    apiUrl: sandbox.urls.hhUrl,
    host: 'hh.ru',
    locale: 'RU',
    userAgent: AGENT,
    clientId: application?.id ?? '',
    clientSecret: application?.secret ?? '',
    timeoutMs: 1_000,
    transport: sandbox.transport(),
    clock: sandbox.clock,
    reporter: createRecorder(),
    ...given,
  })
}

describe('what the product sends and the sandbox answers is as the APIs are described', () => {
  const kept = keepContracts()

  test('each call of HeadHunter', async () => {
    const world = createWorld()
    kept(world.sandbox)
    const { sandbox, pair, resumes } = world
    const client = clientFor(world)
    const id = resumes[0]?.id ?? ''
    await client.me(pair.accessToken)
    await client.resumes(pair.accessToken)
    await client.publish(pair.accessToken, id)
    await client.publish(pair.accessToken, id)
    await client.publish(pair.accessToken, '0'.repeat(38))
    await client.readiness(pair.accessToken, id)
    await client.refresh(pair.refreshToken)
    const { code } = sandbox.headHunter.authorizationCode()
    await client.exchangeCode({ code, redirectUri: 'http://localhost:8080' })
    await client.exchangeCode({ code, redirectUri: 'http://localhost:8080', codeVerifier: 'v'.repeat(43) })
    await client.revoke(pair.accessToken)
    await client.me(pair.accessToken)
    const answered = sandbox.requests.map(({ effect }) => effect?.status)
    expect(answered).toEqual([200, 200, 204, 429, 404, 200, 400, 200, 400, 204, 403])
  })

  test('a list of several pages, and a resume that was blocked', async () => {
    const world = createWorld({ resumes: 3 })
    kept(world.sandbox)
    world.sandbox.headHunter.state.perPage = 2
    const [resume] = world.resumes
    if (resume)
      Object.assign(resume, { status: 'blocked', title: null, moderationNotes: [{ id: 'bad', name: 'Нет' }] })
    const client = clientFor(world)
    await client.resumes(world.pair.accessToken)
    await client.readiness(world.pair.accessToken, resume?.id ?? '')
    await client.publish(world.pair.accessToken, resume?.id ?? '')
    expect(world.sandbox.requests.map(({ effect }) => effect?.status)).toEqual([200, 200, 200, 400])
  })

  test.each([undefined, 'production'])('a whole rotating run (environment: %s)', async (environment) => {
    const place = environment === undefined ? {} : { environment }
    const world = createWorld(place)
    kept(world.sandbox)
    world.sandbox.clock.advance(FIFTEEN_DAYS)
    const { report } = await runInProcess(world, place, { byHand: true })
    expect(report.tokensRotated).toBe(true)
    const methods = new Set(world.sandbox.requests.map(({ service, method }) => `${service} ${method}`))
    expect([...methods].sort()).toEqual([
      'github DELETE',
      'github GET',
      'github PUT',
      'headHunter GET',
      'headHunter POST',
    ])
  })

  test.each([
    ['/user', 200],
    [`/repos/${REPOSITORY}`, 200],
    [`/repos/${REPOSITORY}/actions/secrets?per_page=1&page=2`, 200],
    [`/repos/${REPOSITORY}/actions/secrets/HH_ACCESS_TOKEN`, 200],
    [`/repos/${REPOSITORY}/environments/staging/secrets`, 404],
    ['/repos/nobody/nothing', 404],
  ])('GitHub: GET %s', async (target, status) => {
    const { sandbox, githubToken } = createWorld()
    kept(sandbox)
    const headers = {
      'user-agent': 'hh-resume-touch',
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${githubToken.value}`,
    }
    await sandbox.handle('github', { method: 'GET', target, headers, body: '' })
    expect(sandbox.requests[0]?.effect?.status).toBe(status)
  })

  test.each(['read-only', 'job', 'expired'] as const)(
    'a run whose GitHub token may not (%s)',
    async (token) => {
      const world = createWorld({ token })
      kept(world.sandbox)
      await runInProcess(world, {}, { byHand: true })
      expect(world.sandbox.requests.some(({ service }) => service === 'github')).toBe(true)
    },
  )
})

describe('every documented refusal of the sandbox is as described', () => {
  const request = (method: string, path: string) =>
    ({ service: 'headHunter', method, path, query: {}, headers: {}, body: '', route: '', at: 0 }) as const
  const publish = request('POST', '/resumes/0123/publish')

  test.each(Object.entries(tokenAnswers))('POST /token: %s', (_name, answer) => {
    expect(headHunterContract.ofAnswer(request('POST', '/token'), answer)).toEqual([])
  })

  test.each(Object.entries(callAnswers))('POST /resumes/{id}/publish: %s', (_name, answer) => {
    expect(headHunterContract.ofAnswer(publish, answer)).toEqual([])
  })

  test.each(['captcha_required', 'rate_limited'] as const)('%s', (name) => {
    expect(headHunterContract.ofAnswer(publish, networkAnswers[name])).toEqual([])
  })

  test.each([
    ['an unknown kind', json(403, { errors: [{ type: 'nonsense' }], request_id: '1' })],
    ['no request id', json(403, { errors: [{ type: 'forbidden' }] })],
    ['no entry', json(404, { errors: [], request_id: '1' })],
    ['an undescribed status', json(418, {})],
    ['a body where there is none', json(204, {})],
    ['no JSON', { status: 403, headers: { 'content-type': 'application/json' }, body: '<html>' }],
    ['HTML', { status: 403, headers: { 'content-type': 'text/html' }, body: '{}' }],
  ])('but not %s', (_name, answer) => {
    expect(headHunterContract.ofAnswer(publish, answer)).not.toEqual([])
  })
})

describe('an answer that the API would not give turns a test red', () => {
  const listOf = async (change: (item: Record<string, unknown>) => void) => {
    const world = createWorld()
    await clientFor(world).resumes(world.pair.accessToken)
    const [request] = world.sandbox.requests
    const body = JSON.parse(request?.effect?.body ?? '')
    change(body.items[0])
    return { requests: [{ ...request, effect: json(200, body) }] } as never
  }

  test.each<[string, (item: Record<string, unknown>) => void, string]>([
    ['an invented field', (item) => Object.assign(item, { touch_count: 1 }), '"touch_count"'],
    ['a field left out', (item) => Reflect.deleteProperty(item, 'updated'), '"updated"'],
    ['a field of another type', (item) => Object.assign(item, { total_views: '12' }), 'must be number'],
    [
      'nothing where something must be',
      (item) => Object.assign(item, { total_views: null }),
      'must be number',
    ],
  ])('%s', async (_name, change, violation) => {
    const untouched = await listOf(() => {})
    const changed = await listOf(change)
    expect(() => expectContractsKept(untouched)).not.toThrow()
    expect(() => expectContractsKept(changed)).toThrow(violation)
  })

  test.each([
    ['a person', { auth_type: 'applicant', is_applicant: true }],
    ['a role that there is none of', { auth_type: 'guest' }],
  ])('GET /me of %s, incomplete', (_name, body) => {
    const request = {
      service: 'headHunter',
      method: 'GET',
      path: '/me',
      query: {},
      headers: {},
      body: '',
    } as never
    expect(headHunterContract.ofAnswer(request, json(200, body))).not.toEqual([])
  })
})

describe('a wrong request turns a test red', () => {
  const send = async (given: Partial<{ method: string; target: string; headers: object; body: string }>) => {
    const { sandbox, pair } = createWorld()
    const { method = 'GET', target = '/me', headers = {}, body = '' } = given
    const whole = {
      'user-agent': AGENT,
      'hh-user-agent': AGENT,
      authorization: `Bearer ${pair.accessToken}`,
      ...headers,
    }
    const sent = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined))
    await sandbox.handle('headHunter', { method, target, headers: sent, body })
    return sandbox
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const refresh = 'grant_type=refresh_token&refresh_token=USER'

  test('the same request as a right one does not', async () => {
    expectContractsKept(await send({}))
    expectContractsKept(await send({ method: 'POST', target: '/token', headers: form, body: refresh }))
  })

  test.each([
    ['no HH-User-Agent', { headers: { 'hh-user-agent': undefined } }, 'header HH-User-Agent is missing'],
    ['no User-Agent', { headers: { 'user-agent': undefined } }, 'header User-Agent is missing'],
    ['a user agent without a contact', { headers: { 'hh-user-agent': 'app/1.0' } }, 'must match pattern'],
    ['no token', { headers: { authorization: undefined } }, 'header Authorization is missing'],
    ['another host', { target: '/me?host=example.org' }, 'query host must be equal to one of'],
    ['another locale', { target: '/me?locale=DE' }, 'query locale must be equal to one of'],
    ['an undescribed parameter', { target: '/me?fields=all' }, 'query fields is not described'],
    ['an undescribed path', { target: '/resumes' }, 'no such operation'],
    ['an undescribed method', { method: 'PUT' }, 'no such operation'],
    ['a body where there is none', { body: '{}' }, 'a body is not described'],
    [
      'an extra field at the refresh',
      { method: 'POST', target: '/token', headers: form, body: `${refresh}&client_id=ID` },
      '"additionalProperty":"client_id"',
    ],
    [
      'a field twice',
      { method: 'POST', target: '/token', headers: form, body: `${refresh}&refresh_token=USER` },
      'body is no object',
    ],
    [
      'a refresh as JSON',
      { method: 'POST', target: '/token', headers: { 'content-type': 'application/json' }, body: '{}' },
      'content-type application/json is not described',
    ],
  ])('%s', async (_name, request, violation) => {
    const sandbox = await send(request)
    expect(() => expectContractsKept(sandbox)).toThrow(violation)
  })

  test('even where a fault or a forced answer came instead of the answer', async () => {
    const { sandbox } = createWorld()
    sandbox.headHunter.force('GET /me', json(200, 'nonsense'))
    await sandbox.handle('headHunter', { method: 'GET', target: '/me', headers: {}, body: '' })
    const violations = contractViolations(sandbox.requests)
    expect(violations).toHaveLength(3)
    for (const violation of violations) expect(violation).toMatch(/^headHunter, GET \/me: request: header/)
  })

  const secret = `/repos/${REPOSITORY}/actions/secrets/HH_ACCESS_TOKEN`
  const github = {
    service: 'github',
    method: 'PUT',
    path: secret,
    query: {},
    headers: {
      'user-agent': 'hh-resume-touch',
      accept: 'application/vnd.github.v3+json',
      authorization: 'token ghp_1',
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify({ encrypted_value: 'AAAA', key_id: '1' }),
    route: '',
    at: 0,
  } as const

  test.each([
    [
      'plain text in the place of a sealed box',
      { body: JSON.stringify({ encrypted_value: 'USER!', key_id: '1' }) },
    ],
    ['no key id', { body: JSON.stringify({ encrypted_value: 'AAAA' }) }],
    ['an extra field', { body: JSON.stringify({ encrypted_value: 'AAAA', key_id: '1', value: 'USER' }) }],
    ['no user agent', { headers: { ...github.headers, 'user-agent': undefined } }],
    ['a name that GitHub keeps to itself', { path: secret.replace('HH_ACCESS', 'GITHUB') }],
    ['no JSON', { body: 'encrypted_value=AAAA' }],
  ])('to GitHub: %s', (_name, given) => {
    expect(gitHubContract.ofRequest(github)).toEqual([])
    expect(gitHubContract.ofRequest({ ...github, ...given } as never)).not.toEqual([])
  })
})
