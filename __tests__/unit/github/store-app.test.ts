import { describe, expect, test } from '@jest/globals'
import { decodeJwt, jwtVerify } from 'jose'
import { skewedClock } from '../../../sandbox/clock.js'
import { createSandbox } from '../../../sandbox/sandbox.js'
import { populate, WORLD_REPOSITORY } from '../../../sandbox/world.js'
import { HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import { createGitHubStore, type GitHubStoreOptions } from '../../../src/github/store.js'
import { keepContracts } from '../../contracts/validator.js'
import { createRecorder } from '../../support/recorder.js'

const held = keepContracts()
const pair = { accessToken: 'NEWACCESS', refreshToken: 'NEWREFRESH', expiresAt: 1_798_000_000_000 }
const policy = { budgetMs: 2 * MINUTE, signal: new AbortController().signal }

const INSTALLATION = 'GET /repos/{owner}/{repo}/installation'
const TOKEN = 'POST /app/installations/{installation}/access_tokens'
const SECRETS = '/repos/{owner}/{repo}/actions/secrets'
const PUT = `PUT ${SECRETS}/{name}`
const GET = `GET ${SECRETS}/{name}`
const KEY = `GET ${SECRETS}/public-key`
const DELETE = `DELETE ${SECRETS}/{name}`

const setUp = ({
  permissions,
  installed = true,
  ...given
}: Partial<GitHubStoreOptions> & { permissions?: Record<string, string>; installed?: boolean } = {}) => {
  const sandbox = held(createSandbox())
  const world = populate(sandbox)
  const app = sandbox.github.addApp(permissions)
  const installation = installed ? sandbox.github.install(app) : undefined
  const recorder = createRecorder()
  const options: GitHubStoreOptions = {
    apiUrl: sandbox.urls.githubUrl,
    repository: WORLD_REPOSITORY,
    app: { clientId: app.clientId, privateKey: app.privateKey },
    accessTokenSecret: 'HH_ACCESS_TOKEN',
    refreshTokenSecret: 'HH_REFRESH_TOKEN',
    timeoutMs: 30 * SECOND,
    transport: sandbox.transport(),
    clock: sandbox.clock,
    reporter: recorder,
    ...given,
  }
  const store = createGitHubStore(options)
  const asked = () => sandbox.requests.map(({ route }) => route)
  const asking = (route: string) => sandbox.requests.filter((request) => request.route === route)
  return { ...sandbox, sandbox, world, app, installation, options, store, recorder, asked, asking }
}

describe("an App's token", () => {
  test('is made when the run needs it, once, for this repository and the one permission', async () => {
    const { store, asked, asking, github } = setUp({ permissions: { secrets: 'write', actions: 'read' } })
    expect(asked()).toEqual([])
    expect(await store.verifyWritable()).toEqual({ ok: true, diagnostics: [] })
    expect(await store.stage(pair, policy)).toEqual({ ok: true })
    expect(asked()).toEqual([INSTALLATION, TOKEN, KEY, PUT, DELETE, PUT])
    expect(JSON.parse(asking(TOKEN)[0]?.body ?? '')).toEqual({
      repositories: [WORLD_REPOSITORY.split('/')[1]],
      permissions: { secrets: 'write' },
    })
    expect(github.writes.at(-1)).toMatchObject({ name: 'HH_REFRESH_TOKEN', by: 'app' })
  })

  test("for an environment has that one's permission", async () => {
    const { store, asking, github } = setUp({
      environment: 'production',
      permissions: { environments: 'write' },
    })
    expect(await store.stage(pair, policy)).toEqual({ ok: true })
    expect(JSON.parse(asking(TOKEN)[0]?.body ?? '')).toMatchObject({
      permissions: { environments: 'write' },
    })
    expect(github.secrets({ environment: 'production' })).toHaveProperty('HH_REFRESH_TOKEN')
  })

  test('is asked for with a web token that another library takes, good for ten minutes at most', async () => {
    const { store, app, asking, clock } = setUp()
    await store.verifyWritable()
    for (const { headers } of [...asking(INSTALLATION), ...asking(TOKEN)]) {
      const [scheme, jwt = ''] = (headers.authorization ?? '').split(' ')
      expect(scheme?.toLowerCase()).toBe('bearer')
      const { payload, protectedHeader } = await jwtVerify(jwt, app.publicKey, {
        issuer: app.clientId,
        algorithms: ['RS256'],
        currentDate: new Date(clock.now()),
      })
      expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT' })
      expect((payload.exp ?? 0) - clock.now() / SECOND).toBeLessThanOrEqual(600)
      expect(payload.iat).toBeLessThanOrEqual(clock.now() / SECOND)
    }
  })

  test('is made anew after a wait, and used as long as it has time left', async () => {
    const { store, asking, clock } = setUp()
    await store.verifyWritable()
    clock.advance(49 * MINUTE)
    expect(await store.verifyWritable()).toMatchObject({ ok: true })
    expect(asking(TOKEN)).toHaveLength(1)
    clock.advance(2 * MINUTE)
    expect(await store.verifyWritable()).toMatchObject({ ok: true })
    expect(asking(TOKEN)).toHaveLength(2)
    clock.advance(5 * HOUR)
    expect(await store.verifyWritable()).toMatchObject({ ok: true })
    expect(asking(TOKEN)).toHaveLength(3)
    expect(asking(INSTALLATION)).toHaveLength(1)
  })

  test('that GitHub takes no longer is replaced at once', async () => {
    const { store, github, asking } = setUp()
    await store.verifyWritable()
    for (const token of github.state.tokens.values()) if (token.kind === 'app') token.revoked = true
    expect(await store.stage(pair, policy)).toEqual({ ok: true })
    expect(asking(TOKEN)).toHaveLength(2)
  })

  test('is made once for looks side by side', async () => {
    const { store, asking } = setUp()
    expect(await store.lastWrite()).toMatchObject({ known: true })
    expect(asking(TOKEN)).toHaveLength(1)
  })

  test('is tried for again when GitHub does not answer once', async () => {
    const { store, faults } = setUp()
    faults.add({ kind: 'http_502', route: INSTALLATION })
    faults.add({ kind: 'reset', route: TOKEN })
    expect(await store.verifyWritable()).toEqual({ ok: true, diagnostics: [] })
  })

  test('gives no warning of its end', async () => {
    const { store } = setUp()
    expect(await store.checkHealth()).toEqual({
      saving: 'likely',
      diagnostics: [],
      tokenExpiresAt: undefined,
    })
  })

  test('and the key are masked, line by line, before anything is printed', async () => {
    const { store, app, recorder, github } = setUp()
    const lines = app.privateKey.split('\n').filter((line) => line.length >= 8 && !line.startsWith('-----'))
    expect(lines.length).toBeGreaterThan(20)
    for (const line of lines) expect(recorder.masked).toContain(line)
    for (const masked of recorder.masked) expect(masked.length).toBeGreaterThanOrEqual(8)
    await store.verifyWritable()
    const made = [...github.state.tokens.values()].filter(({ kind }) => kind === 'app')
    for (const { value } of made) expect(recorder.masked).toContain(value)
  })

  test('in a signal, one that hangs on the way does not hold up the save', async () => {
    // Loads what is loaded on demand: that takes real time, while the clock here is virtual.
    await setUp().store.verifyWritable()
    const { store, faults, clock, sandbox } = setUp()
    const signal = new AbortController()
    faults.add({ kind: 'stall', route: TOKEN })
    sandbox.watch(({ route }) => {
      if (route === TOKEN) signal.abort()
    })
    const start = clock.now()
    expect(await store.stage(pair, { budgetMs: 8 * SECOND, signal: signal.signal })).toEqual({ ok: true })
    expect(clock.now() - start).toBeLessThan(3 * SECOND)
  })
})

describe('the key of an App', () => {
  test.each<[string, (pem: string) => string]>([
    ['with escaped line breaks', (pem) => pem.replaceAll('\n', '\\n')],
    ['in one line', (pem) => pem.replaceAll('\n', ' ')],
    ['with line breaks of Windows', (pem) => pem.replaceAll('\n', '\r\n')],
    ['with text around it', (pem) => `key:\n${pem}\n\n`],
  ])('is taken %s', async (_how, change) => {
    const { app, options } = setUp()
    const privateKey = change(app.privateKey)
    const store = createGitHubStore({ ...options, app: { clientId: app.clientId, privateKey } })
    expect(await store.verifyWritable()).toMatchObject({ ok: true })
  })

  test('in PKCS#8 is one, too', async () => {
    const { app, options } = setUp()
    const { createPrivateKey } = await import('node:crypto')
    const privateKey = `${createPrivateKey(app.privateKey).export({ type: 'pkcs8', format: 'pem' })}`
    const store = createGitHubStore({ ...options, app: { clientId: app.clientId, privateKey } })
    expect(await store.verifyWritable()).toMatchObject({ ok: true })
  })

  test.each([
    ['no key', 'nonsense'],
    ['half a key', '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----'],
  ])('that is %s sends no request', async (_what, privateKey) => {
    const { app, options, asked } = setUp()
    const store = createGitHubStore({ ...options, app: { clientId: app.clientId, privateKey } })
    expect(await store.verifyWritable()).toMatchObject({
      ok: false,
      diagnostic: { reason: 'github_app_key_refused', details: { repository: WORLD_REPOSITORY } },
    })
    expect(asked()).toEqual([])
  })
})

describe('what an App may lack', () => {
  const refusal = async (
    given: Parameters<typeof setUp>[0],
    change: (world: ReturnType<typeof setUp>) => void,
  ) => {
    const world = setUp(given)
    change(world)
    const start = world.clock.now()
    const health = await world.store.checkHealth()
    const proof = await world.store.verifyWritable()
    expect(health).toMatchObject({ saving: 'no', tokenExpiresAt: undefined })
    expect(world.clock.now()).toBe(start)
    expect(world.github.writes.filter(({ by }) => by !== 'person')).toEqual([])
    const reasons = health.diagnostics.map(({ severity, diagnostic }) => `${severity}: ${diagnostic.reason}`)
    expect(proof.ok ? 'ok' : [`warning: ${proof.diagnostic.reason}`]).toEqual(reasons)
    return { ...world, reason: reasons.join(), proof }
  }

  test('the installation', async () => {
    const { reason } = await refusal({ installed: false }, () => {})
    expect(reason).toBe('warning: github_app_not_installed')
  })

  test('the installation on this repository', async () => {
    const { reason } = await refusal({}, ({ installation }) => {
      if (installation) installation.repositories = ['applicant/other']
    })
    expect(reason).toBe('warning: github_app_not_installed')
  })

  test('without the granted permission no token is requested', async () => {
    const { reason, asked, proof } = await refusal({ permissions: { actions: 'read' } }, ({ app }) => {
      app.permissions = { ...app.permissions, secrets: 'write' }
    })
    expect(reason).toBe('warning: github_app_permission_missing')
    expect(proof).toMatchObject({ diagnostic: { details: { permission: 'secrets=write' } } })
    expect(new Set(asked())).toEqual(new Set([INSTALLATION]))
  })

  test('more than the right to read', async () => {
    const { reason } = await refusal({ permissions: { secrets: 'read' } }, () => {})
    expect(reason).toBe('warning: github_app_permission_missing')
  })

  test('the right on environments, where the secrets are there', async () => {
    const { reason } = await refusal({ environment: 'production' }, () => {})
    expect(reason).toBe('warning: github_app_permission_missing')
  })

  test('the owner’s favour: it is suspended', async () => {
    const { reason } = await refusal({}, ({ installation, clock }) => {
      if (installation) installation.suspendedAt = clock.now()
    })
    expect(reason).toBe('warning: github_app_suspended')
  })

  test('a key that GitHub still knows', async () => {
    const { reason } = await refusal({}, ({ app, sandbox }) => {
      app.publicKey = sandbox.github.addApp().publicKey
    })
    expect(reason).toBe('warning: github_app_key_refused')
  })

  test('the client ID that the key belongs to', async () => {
    const { reason } = await refusal({}, ({ app }) => {
      app.clientId = 'Iv23liOTHER'
    })
    expect(reason).toBe('warning: github_app_key_refused')
  })

  test('after the proof, while the pair is saved: the save is retried', async () => {
    const { store, installation, clock, github, asking } = setUp()
    await store.verifyWritable()
    if (installation === undefined) throw new Error('not installed')
    installation.suspendedAt = clock.now()
    void clock.sleep(30 * SECOND).then(() => {
      installation.suspendedAt = undefined
    })
    expect(await store.stage(pair, policy)).toEqual({ ok: true })
    expect(asking(PUT).length).toBeGreaterThan(2)
    expect(github.secrets()).toHaveProperty('HH_REFRESH_TOKEN')
  })
})

describe('a clock that is wrong', () => {
  test.each([-10, 10, -90, 600])('by %i minutes is corrected by GitHub’s', async (minutes) => {
    const { options, clock, asking, app } = setUp()
    const store = createGitHubStore({ ...options, clock: skewedClock(clock, minutes * MINUTE) })
    expect(await store.verifyWritable()).toEqual({ ok: true, diagnostics: [] })
    expect(asking(INSTALLATION)).toHaveLength(2)
    expect(asking(TOKEN)).toHaveLength(1)
    const jwt = asking(TOKEN)[0]?.headers.authorization?.split(' ')[1] ?? ''
    expect(decodeJwt(jwt)).toMatchObject({ iss: app.clientId, iat: clock.now() / SECOND - 30 })
  })

  test('does not make a token older or younger than it is', async () => {
    const { options, clock, asking } = setUp()
    const store = createGitHubStore({ ...options, clock: skewedClock(clock, 3 * HOUR) })
    await store.verifyWritable()
    await store.verifyWritable()
    expect(asking(TOKEN)).toHaveLength(1)
    clock.advance(51 * MINUTE)
    await store.verifyWritable()
    expect(asking(TOKEN)).toHaveLength(2)
  })

  test('is named if GitHub sends no date', async () => {
    const { options, clock, github, sandbox } = setUp()
    const transport = sandbox.transport()
    const store = createGitHubStore({
      ...options,
      clock: skewedClock(clock, -HOUR),
      transport: async (request) => {
        const { headers, ...answer } = await transport(request)
        const { date: _, ...rest } = headers
        return { ...answer, headers: rest }
      },
    })
    expect(await store.verifyWritable()).toMatchObject({
      ok: false,
      diagnostic: { reason: 'github_app_clock_wrong' },
    })
    expect(github.writes.filter(({ by }) => by !== 'person')).toEqual([])
  })
})

test('an App of a GitHub Enterprise Server is asked under its path', async () => {
  const { options, sandbox } = setUp()
  const store = createGitHubStore({ ...options, apiUrl: `${sandbox.urls.githubUrl}/api/v3` })
  expect(await store.verifyWritable()).toMatchObject({ ok: true })
  expect(sandbox.requests.every(({ path }) => path.startsWith('/api/v3/'))).toBe(true)
})

test('a token that is given comes before an App, which is not asked then', async () => {
  const { options, sandbox, asked } = setUp()
  const token = sandbox.github.addToken('fine-grained').value
  const store = createGitHubStore({ ...options, token })
  expect(await store.verifyWritable()).toMatchObject({ ok: true })
  expect(asked()).toEqual([KEY, PUT, DELETE])
})

test('an App looks before it is needed to write', async () => {
  const { store, asked } = setUp()
  expect(await store.checkHealth()).toMatchObject({ saving: 'likely', diagnostics: [] })
  expect(asked()).toEqual([INSTALLATION, TOKEN, GET])
})
