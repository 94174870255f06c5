import { createPrivateKey } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { SignJWT } from 'jose'
import sodium from 'libsodium-wrappers'
import { contractViolations } from '../../__tests__/contracts/validator.js'
import { ask } from '../../__tests__/support/ask.js'
import { DAY, HOUR, SECOND } from '../../src/domain/clock.js'
import { BARRIERS, type Barrier, conflict, primaryLimit, secondaryLimit } from '../github/errors.js'
import type { TokenKind } from '../github/tokens.js'
import { createSandbox, type Sandbox } from '../sandbox.js'

const REPOSITORY = '/repos/Owner/touch/actions/secrets'
const ENVIRONMENT = '/repos/owner/touch/environments/night%2Fshift/secrets'

let sandbox: Sandbox
let token: string

beforeAll(() => sodium.ready)

beforeEach(() => {
  sandbox = createSandbox()
  sandbox.github.addRepository('Owner/touch', { environments: ['night/shift'] })
  sandbox.github.addRepository('owner/hidden', { private: true })
  token = sandbox.github.addToken('fine-grained').value
})

const github = (line: string, extras: Parameters<typeof ask>[3] = {}) =>
  ask(sandbox, 'github', line, { token, ...extras })

interface PublicKey {
  key_id: string
  key: string
}

const publicKey = async (base = REPOSITORY) => (await github(`GET ${base}/public-key`)).data as PublicKey

function seal(value: string, { key, key_id }: PublicKey) {
  const box = sodium.crypto_box_seal(value, sodium.from_base64(key, sodium.base64_variants.ORIGINAL))
  return { key_id, encrypted_value: sodium.to_base64(box, sodium.base64_variants.ORIGINAL) }
}

const put = async (name: string, value: string, { base = REPOSITORY, by = token } = {}) =>
  github(`PUT ${base}/${name}`, { token: by, json: seal(value, await publicKey(base)) })

describe('secrets', () => {
  test('are written as sealed boxes, with names in any case', async () => {
    expect((await put('my_secret', 'first')).status).toBe(201)
    sandbox.clock.advance(1_500)
    expect((await put('MY_SECRET', 'второй')).status).toBe(204)
    expect(sandbox.github.secrets()).toEqual({ MY_SECRET: 'второй' })
    expect((await github(`GET ${REPOSITORY}/My_Secret`)).data).toEqual({
      name: 'MY_SECRET',
      created_at: '2026-01-05T09:00:00Z',
      updated_at: '2026-01-05T09:00:01Z',
    })
    expect(sandbox.github.writes).toMatchObject([
      { repository: 'Owner/touch', name: 'MY_SECRET', value: 'first', action: 'created', by: 'fine-grained' },
      { value: 'второй', action: 'updated' },
    ])
  })

  test('of an environment are separate and have their own key', async () => {
    expect((await put('KEY', 'inner', { base: ENVIRONMENT })).status).toBe(201)
    expect(sandbox.github.secrets({ repository: 'owner/touch', environment: 'night/shift' })).toEqual({
      KEY: 'inner',
    })
    expect(sandbox.github.secrets()).toEqual({})
    expect(await publicKey(ENVIRONMENT)).not.toEqual(await publicKey())
    expect(sandbox.github.writes).toMatchObject([{ environment: 'night/shift' }])
  })

  test('are deleted once', async () => {
    await put('KEY', 'value')
    expect((await github(`DELETE ${REPOSITORY}/key`)).status).toBe(204)
    expect((await github(`DELETE ${REPOSITORY}/key`)).status).toBe(404)
    expect((await github(`GET ${REPOSITORY}/key`)).status).toBe(404)
    expect(sandbox.github.writes.at(-1)).toMatchObject({ action: 'deleted', value: undefined })
  })

  test('are listed by name, in pages', async () => {
    for (const name of ['C', 'A', 'B']) sandbox.github.setSecret(name, 'x')
    const { data } = await github(`GET ${REPOSITORY}?per_page=2&page=2`)
    expect(data).toMatchObject({ total_count: 3, secrets: [{ name: 'C' }] })
    expect((await github(`GET ${REPOSITORY}`)).data).toMatchObject({ secrets: [{ name: 'A' }, {}, {}] })
  })

  test('may be pasted by a person', () => {
    const place = { repository: 'owner/touch', environment: 'night/shift' }
    sandbox.github.setSecret('key', 'pasted', place)
    expect(sandbox.github.secret('KEY', place)).toMatchObject({
      value: 'pasted',
      updatedAt: sandbox.clock.now(),
    })
    expect(sandbox.github.writes).toMatchObject([{ ...place, by: 'person', action: 'created' }])
    expect(() => sandbox.github.setSecret('key', 'x', { environment: 'none' })).toThrow('no such repository')
  })

  test('a box for a key that was changed meanwhile is refused', async () => {
    const old = seal('value', await publicKey())
    sandbox.github.rotateKey()
    expect((await github(`PUT ${REPOSITORY}/KEY`, { json: old })).status).toBe(422)
    expect((await put('KEY', 'value')).status).toBe(201)
  })

  test.each([
    ['a name with a dash', 'a-b', undefined],
    ["GitHub's own prefix", 'GITHUB_X', undefined],
    ['no JSON', 'KEY', 'text'],
    ['no box', 'KEY', { key_id: '1' }],
    ['a box that none can open', 'KEY', { encrypted_value: 'AAAA' }],
    ['no base64', 'KEY', { encrypted_value: '%' }],
  ])('refuses %s', async (_case, name, wrong) => {
    const right = seal('value', await publicKey())
    const json =
      typeof wrong === 'string' ? wrong : wrong && 'key_id' in wrong ? wrong : { ...right, ...wrong }
    const { status, data } = await github(`PUT ${REPOSITORY}/${name}`, { json })
    expect(status).toBe(422)
    expect(data).toMatchObject({ status: '422', message: expect.any(String) })
    expect(sandbox.github.secrets()).toEqual({})
  })

  test('refuses a body that is no JSON, and more than 48 KB', async () => {
    const headers = { 'content-type': 'application/json' }
    expect((await github(`PUT ${REPOSITORY}/KEY`, { form: { a: 'b' }, headers })).status).toBe(422)
    expect((await put('KEY', 'x'.repeat(48 * 1024 + 1))).status).toBe(422)
    expect((await put('KEY', 'x'.repeat(48 * 1024))).status).toBe(201)
  })

  test.each([
    'GET /repos/owner/none/actions/secrets/public-key',
    'GET /repos/owner/touch/environments/none/secrets/public-key',
    'GET /repos/owner/touch/actions/nothing',
    'GET /nothing',
  ])('%s: not found', async (line) => {
    expect((await github(line)).data).toMatchObject({ message: 'Not Found', status: '404' })
  })
})

describe('tokens', () => {
  const held = (kind: TokenKind) => sandbox.github.addToken(kind).value

  test.each<[TokenKind, RegExp, number]>([
    ['fine-grained', /^github_pat_\w{22}_\w{59}$/, 201],
    ['expiring', /^github_pat_/, 201],
    ['app', /^ghs_\w{36}$/, 201],
    ['app-long', /^ghs_\w{516}$/, 201],
    ['classic', /^ghp_\w{36}$/, 201],
    ['oauth', /^gho_\w{36}$/, 201],
    ['read-only', /^github_pat_/, 403],
    ['no-access', /^github_pat_/, 403],
    ['job', /^ghs_\w{36}$/, 403],
    ['classic-no-scope', /^ghp_/, 403],
    ['expired', /^github_pat_/, 401],
  ])('%s', async (kind, shape, status) => {
    const by = held(kind)
    expect(by).toMatch(shape)
    expect((await put('KEY', 'v', { by })).status).toBe(status)
    expect((await put('KEY', 'v', { by, base: ENVIRONMENT })).status).toBe(status)
  })

  test.each<[TokenKind, string, string]>([
    ['read-only', 'PUT', 'Resource not accessible by personal access token'],
    ['job', 'PUT', 'Resource not accessible by integration'],
    ['job', 'GET', 'Resource not accessible by integration'],
  ])('%s may not %s, and learns which right is missing', async (kind, method, message) => {
    const level = method === 'PUT' ? 'write' : 'read'
    const refusal = await github(`${method} ${REPOSITORY}/KEY`, { token: held(kind), json: {} })
    expect(refusal.data).toMatchObject({ message })
    expect(refusal.headers['x-accepted-github-permissions']).toBe(`secrets=${level}`)
    const inner = await github(`${method} ${ENVIRONMENT}/KEY`, { token: held(kind), json: {} })
    expect(inner.headers['x-accepted-github-permissions']).toBe(`environments=${level}`)
  })

  test("everyone who may read a public repository gets its key; a private one's takes a right", async () => {
    const by = held('job')
    expect((await github(`GET ${REPOSITORY}/public-key`, { token: by })).status).toBe(200)
    const line = 'GET /repos/owner/hidden/actions/secrets/public-key'
    expect((await github(line, { token: by })).status).toBe(403)
    expect((await github(line, { token: held('no-access') })).status).toBe(404)
    expect((await github(line, { token: held('classic-no-scope') })).status).toBe(404)
    expect((await github(line, { token: held('read-only') })).status).toBe(200)
  })

  test('the rights on secrets and on environments are apart', async () => {
    const by = sandbox.github.addToken('fine-grained', { environments: 'read' }).value
    expect((await put('KEY', 'v', { by })).status).toBe(201)
    expect((await put('KEY', 'v', { by, base: ENVIRONMENT })).status).toBe(403)
  })

  test('report their expiry, an App token does not', async () => {
    const by = sandbox.github.addToken('expiring')
    const { headers } = await github('GET /user', { token: by.value })
    expect(headers['github-authentication-token-expiration']).toBe('2026-01-10 09:00:00 UTC')
    sandbox.clock.advance(5 * DAY)
    expect((await github('GET /user', { token: by.value })).data).toMatchObject({
      message: 'Bad credentials',
    })
    const app = await github(`GET ${REPOSITORY}`, { token: held('app') })
    expect(app.headers).not.toHaveProperty('github-authentication-token-expiration')
  })

  test('of the classic kind report their scopes', async () => {
    expect((await github('GET /user', { token: held('classic') })).headers['x-oauth-scopes']).toBe('repo')
    expect((await github('GET /user', { token: held('classic-no-scope') })).headers['x-oauth-scopes']).toBe(
      '',
    )
  })

  test('lose a right, or all of them, at once', async () => {
    const by = sandbox.github.addToken('fine-grained')
    by.secrets = 'read'
    expect((await put('KEY', 'v', { by: by.value })).status).toBe(403)
    by.revoked = true
    expect((await put('KEY', 'v', { by: by.value })).status).toBe(401)
  })

  test('come as `token` or `Bearer`, and with a User-Agent', async () => {
    const headers = { authorization: `token ${token}` }
    expect((await github('GET /user', { headers })).status).toBe(200)
    expect((await github('GET /user', { headers: { authorization: '' } })).data).toMatchObject({
      message: 'Requires authentication',
    })
    expect((await github('GET /user', { headers: { 'user-agent': '' } })).data).toBeUndefined()
  })

  test('a job is no user', async () => {
    expect((await github('GET /user', { token: held('job') })).status).toBe(403)
    expect((await github('GET /user')).data).toMatchObject({ type: 'User', login: 'applicant' })
  })
})

test('a repository reports whether it is private; GitHub Enterprise has a prefix', async () => {
  expect((await github('GET /api/v3/repos/owner/HIDDEN')).data).toMatchObject({
    full_name: 'owner/hidden',
    private: true,
    visibility: 'private',
    owner: { login: 'owner', url: 'https://api.github.com/users/owner' },
    keys_url: 'https://api.github.com/repos/owner/hidden/keys{/key_id}',
  })
  expect((await github('GET /repos/owner/touch')).data).toMatchObject({
    private: false,
    visibility: 'public',
  })
  expect((await github('GET /repos/owner/none')).status).toBe(404)
})

describe('limits', () => {
  test('the hourly limit holds until its reset', async () => {
    sandbox.github.exhaustUntil(sandbox.clock.now() + HOUR)
    const { status, headers } = await github('GET /user')
    expect([status, headers['x-ratelimit-remaining'], headers['x-ratelimit-reset']]).toEqual([
      403,
      '0',
      String((sandbox.clock.now() + HOUR) / SECOND),
    ])
    sandbox.clock.advance(HOUR)
    expect((await github('GET /user')).headers['x-ratelimit-remaining']).toBe('4999')
  })

  test('answers on demand', async () => {
    sandbox.github.force('GET /user', secondaryLimit(60))
    sandbox.github.force('GET /user', primaryLimit(sandbox.clock.now(), 429))
    sandbox.github.force('GET /user', conflict, 2)
    const first = await github('GET /user')
    expect([first.status, first.headers['retry-after']]).toEqual([403, '60'])
    expect([await github('GET /user'), await github('GET /user')].map(({ status }) => status)).toEqual([
      429, 409,
    ])
  })
})

/** Any requests; answers as GitHub describes them. */
const expectDescribedAnswers = () =>
  expect(
    contractViolations(sandbox.requests).filter((violation) => !violation.includes(': request: ')),
  ).toEqual([])

describe('Apps', () => {
  afterEach(expectDescribedAnswers)

  const MANIFEST = {
    name: 'Touch my resumes',
    url: 'https://github.com/hh-resume-touch/hh-resume-touch',
    redirect_url: 'http://127.0.0.1:4711/app',
    public: false,
    default_permissions: { secrets: 'write', actions: 'read' },
  }
  const jwt = async (
    clientId: string,
    privateKey: string,
    { now = sandbox.clock.now(), lasts = 540 } = {},
  ) => {
    const issuedAt = Math.floor(now / SECOND) - 30
    return new SignJWT()
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(clientId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lasts)
      .sign(createPrivateKey(privateKey))
  }
  const convert = async () => {
    const form = { manifest: JSON.stringify(MANIFEST), state: 'STATE' }
    const { headers } = await github('POST /settings/apps', { form })
    const back = new URL(headers.location ?? '')
    const code = back.searchParams.get('code')
    return { back, code, converted: await github(`POST /app-manifests/${code}/conversions`) }
  }

  test('are made of a manifest: a page, a button, and a code that is good once and for an hour', async () => {
    const page = await github('POST /settings/apps/new?state=STATE', {
      form: { manifest: JSON.stringify(MANIFEST) },
    })
    expect([page.status, page.body]).toEqual([200, expect.stringContaining('id="create"')])
    const { back, code, converted } = await convert()
    expect([back.origin, back.pathname, back.searchParams.get('state')]).toEqual([
      'http://127.0.0.1:4711',
      '/app',
      'STATE',
    ])
    expect([converted.status, converted.data]).toMatchObject([
      201,
      {
        name: MANIFEST.name,
        slug: 'touch-my-resumes',
        client_id: expect.any(String),
        pem: expect.stringMatching(/^-----BEGIN RSA PRIVATE KEY-----/),
        permissions: MANIFEST.default_permissions,
      },
    ])
    expect((await github(`POST /app-manifests/${code}/conversions`)).status).toBe(404)
    expect(
      (await github('POST /settings/apps', { form: { manifest: JSON.stringify(MANIFEST) } })).status,
    ).toBe(422)
    sandbox.github.state.apps.length = 0
    const late = new URL(
      (await github('POST /settings/apps', { form: { manifest: JSON.stringify(MANIFEST) } })).headers
        .location ?? '',
    )
    sandbox.clock.advance(HOUR + SECOND)
    expect((await github(`POST /app-manifests/${late.searchParams.get('code')}/conversions`)).status).toBe(
      404,
    )
  })

  test('are installed by hand on chosen repositories, and make tokens for these', async () => {
    const { converted } = await convert()
    const { client_id, pem, slug } = converted.data as { client_id: string; pem: string; slug: string }
    const token = await jwt(client_id, pem)
    expect((await github('GET /app', { token })).data).toMatchObject({ slug })
    expect((await github('GET /repos/owner/touch/installation', { token })).status).toBe(404)
    const page = await github(`GET /apps/${slug}/installations/new`)
    expect(page.body).toContain('value="Owner/touch"')
    const form = { target: 'selected', repository: 'Owner/touch' }
    expect((await github(`POST /apps/${slug}/installations/new`, { form })).status).toBe(200)
    const found = await github('GET /repos/owner/touch/installation', { token })
    const { id } = found.data as { id: number }
    const line = `POST /app/installations/${id}/access_tokens`
    const wish = { repositories: ['touch'], permissions: { secrets: 'write' } }
    const made = await github(line, { token, json: wish })
    expect([made.status, made.data]).toMatchObject([201, { expires_at: '2026-01-05T10:00:00Z' }])
    const by = (made.data as { token: string }).token
    expect((await put('KEY', 'v', { by })).status).toBe(201)
    expect((await put('KEY', 'v', { by, base: ENVIRONMENT })).status).toBe(403)
    sandbox.clock.advance(HOUR)
    expect((await put('KEY', 'v', { by })).status).toBe(401)
    const again = await jwt(client_id, pem)
    const refused = (json: object) => github(line, { token: again, json })
    expect((await refused({ repositories: ['hidden'] })).status).toBe(422)
    expect((await refused({ permissions: { environments: 'write' } })).status).toBe(422)
    const [installation] = sandbox.github.state.installations
    if (installation) installation.suspendedAt = sandbox.clock.now()
    expect((await refused({})).status).toBe(403)
  })

  test.each<[string, Parameters<typeof jwt>[2], string]>([
    [
      'has expired',
      { now: Date.UTC(2026, 0, 5, 8, 45) },
      "'Expiration time' claim ('exp') must be a numeric value",
    ],
    ['lasts too long', { lasts: 700 }, 'too far in the future'],
    ['was issued later', { now: Date.UTC(2026, 0, 5, 9, 2), lasts: 300 }, "'Issued at' claim ('iat')"],
  ])('are refused with a web token that %s', async (_what, times, message) => {
    const { clientId, privateKey } = sandbox.github.addApp()
    const { status, data } = await github('GET /app', { token: await jwt(clientId, privateKey, times) })
    expect([status, data]).toMatchObject([401, { message: expect.stringContaining(message) }])
  })

  test('are refused with a key of another, and unknown by another name', async () => {
    const { clientId } = sandbox.github.addApp()
    const { privateKey } = sandbox.github.addApp()
    expect((await github('GET /app', { token: await jwt(clientId, privateKey) })).data).toMatchObject({
      message: 'A JSON web token could not be decoded',
    })
    expect((await github('GET /app', { token: await jwt('Iv1.other', privateKey) })).data).toMatchObject({
      message: 'Integration not found',
    })
  })
})

describe('repositories', () => {
  afterEach(expectDescribedAnswers)

  test('are made, filled, started and looked at', async () => {
    const by = sandbox.github.addToken('oauth').value
    const hub = (line: string, json?: object) => github(line, { token: by, ...(json ? { json } : {}) })
    expect((await hub('POST /user/repos', { name: 'touch', private: true })).status).toBe(201)
    expect((await hub('POST /user/repos', { name: 'touch' })).status).toBe(422)
    const base = '/repos/applicant/touch'
    const file = `${base}/contents/.github/workflows/touch.yml`
    const form = 'on: { workflow_dispatch: { inputs: { dry-run: {}, account: { required: true } } } }'
    const content = Buffer.from(form).toString('base64')
    expect((await hub(`PUT ${file}`, { message: 'Touch', content })).status).toBe(201)
    expect((await hub(`PUT ${file}`, { message: 'Touch', content })).status).toBe(422)
    const { sha } = (await hub(`GET ${file}`)).data as { sha: string }
    expect((await hub(`PUT ${file}`, { message: 'Touch', content, sha: 'other' })).status).toBe(409)
    expect((await hub(`PUT ${file}`, { message: 'Touch', content, sha })).status).toBe(200)
    const workflow = `${base}/actions/workflows/touch.yml`
    expect((await hub(`GET ${workflow}`)).data).toMatchObject({ path: '.github/workflows/touch.yml' })
    const refused = [{ 'dry-run': 'true' }, { account: 'x', other: 'y' }]
    for (const inputs of refused)
      expect((await hub(`POST ${workflow}/dispatches`, { ref: 'main', inputs })).status).toBe(422)
    const inputs = { 'dry-run': 'true', account: 'x' }
    expect((await hub(`POST ${workflow}/dispatches`, { ref: 'main', inputs })).status).toBe(204)
    const { workflow_runs: runs } = (await hub(`GET ${workflow}/runs?event=workflow_dispatch&per_page=1`))
      .data as { workflow_runs: { id: number }[] }
    const [run] = sandbox.github.state.repositories.at(-1)?.runs ?? []
    expect([runs.map(({ id }) => id), run?.inputs]).toEqual([[run?.id], inputs])
    expect((await hub(`GET ${base}/actions/runs`)).data).toMatchObject({ total_count: 1 })
    expect((await hub(`GET ${base}/actions/runs/${run?.id}`)).data).toMatchObject({ status: 'queued' })
    expect((await hub(`GET ${base}/actions/runs/${run?.id}/jobs`)).data).toMatchObject({ total_count: 1 })
    expect((await hub(`GET ${base}/actions/runs/1`)).status).toBe(404)
    // Neither a fine-grained token without the right nor a request without a token.
    expect((await github('POST /user/repos', { json: { name: 'x' } })).status).toBe(403)
    expect((await github(`PUT ${file}`, { json: { message: 'x', content } })).status).toBe(403)
  })

  test('that were renamed redirect to their number, with the same path', async () => {
    const [repository] = sandbox.github.state.repositories
    if (repository) sandbox.github.rename(repository, 'owner/renamed')
    const moved = await github(`GET ${REPOSITORY}/public-key`)
    const location = moved.headers.location ?? ''
    expect([moved.status, location]).toEqual([
      301,
      `${sandbox.urls.githubUrl}/repositories/${repository?.id}/actions/secrets/public-key`,
    ])
    const numbered = await github(`GET /repositories/${repository?.id}`)
    expect(numbered.data).toMatchObject({ full_name: 'owner/renamed' })
    expect((await github('GET /repositories/1')).status).toBe(404)
    const prefixed = await github('GET /api/v3/repos/owner/touch')
    expect(prefixed.headers.location).toBe(`${sandbox.urls.githubUrl}/api/v3/repositories/${repository?.id}`)
  })

  test.each(Object.keys(BARRIERS) as Barrier[])('may turn every token away: %s', async (barrier) => {
    for (const repository of sandbox.github.state.repositories) repository.barrier = barrier
    expect((await github(`GET ${REPOSITORY}/KEY`)).status).toBe(403)
  })

  test('that are archived can be read, and nothing else', async () => {
    const [repository] = sandbox.github.state.repositories
    if (repository) repository.archived = true
    expect((await github(`GET ${REPOSITORY}/public-key`)).status).toBe(200)
    expect((await put('KEY', 'v')).data).toMatchObject({
      message: 'Repository was archived so is read-only.',
    })
  })
})
