import { afterEach, describe, expect, test } from '@jest/globals'
import { html, json, noContent } from '../../../sandbox/exchange.js'
import type { FaultRule } from '../../../sandbox/faults.js'
import type { FormName } from '../../../sandbox/forms.js'
import {
  type Barrier,
  movedTo,
  portalPage,
  portalRedirect,
  secondaryLimit,
} from '../../../sandbox/github/errors.js'
import type { WorkflowRun } from '../../../sandbox/github/state.js'
import type { TokenKind } from '../../../sandbox/github/tokens.js'
import { createSandbox } from '../../../sandbox/sandbox.js'
import { populate, WORLD_REPOSITORY } from '../../../sandbox/world.js'
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import type { ProgressEvent } from '../../../src/domain/progress.js'
import { PROBE_SECRET } from '../../../src/domain/store.js'
import { createGitHubStore, type GitHubStoreOptions } from '../../../src/github/store.js'
import { createHttpTransport } from '../../../src/http/client.js'
import { decodeStagedPair, encodeStagedPair } from '../../../src/tokens/staged-pair.js'

const pair = { accessToken: 'NEWACCESS', refreshToken: 'NEWREFRESH', expiresAt: 1_798_000_000_000 }
const NEVER = new AbortController().signal
const TWO_MINUTES = { budgetMs: 2 * MINUTE, signal: NEVER }

const SECRETS = '/repos/{owner}/{repo}/actions/secrets'
const PUT = `PUT ${SECRETS}/{name}`
const GET = `GET ${SECRETS}/{name}`
const DELETE = `DELETE ${SECRETS}/{name}`
const KEY = `GET ${SECRETS}/public-key`

const page = (status: number): FaultRule => ({
  kind: 'answer',
  answer: html(status, '<html><body>Access denied</body></html>'),
})

const EMPTY_REFUSAL = { status: 403, headers: {}, body: '' }

const setUp = (kind: TokenKind = 'fine-grained', given: Partial<GitHubStoreOptions> = {}) => {
  const sandbox = createSandbox()
  const world = populate(sandbox)
  const token = sandbox.github.addToken(kind)
  const events: ProgressEvent[] = []
  const options: GitHubStoreOptions = {
    apiUrl: sandbox.urls.githubUrl,
    repository: WORLD_REPOSITORY,
    token: token.value,
    accessTokenSecret: 'HH_ACCESS_TOKEN',
    refreshTokenSecret: 'HH_REFRESH_TOKEN',
    timeoutMs: 30 * SECOND,
    transport: sandbox.transport(),
    clock: sandbox.clock,
    reporter: {
      mask: () => {},
      report: (progress) => events.push(progress),
      recoveryCode: () => {},
      debug: () => {},
    },
    ...given,
  }
  const store = createGitHubStore(options)
  const asked = () => sandbox.requests.map(({ route }) => route)
  const names = () => sandbox.github.writes.filter(({ by }) => by !== 'person').map(({ name }) => name)
  return { ...sandbox, sandbox, world, token, options, store, events, asked, names }
}

describe('the proof that secrets can be written', () => {
  test('is tried again when GitHub does not answer once', async () => {
    const { store, faults, asked } = setUp()
    faults.add({ service: 'github', route: PUT, kind: 'stall' })
    expect(await store.verifyWritable()).toEqual({ ok: true, diagnostics: [] })
    expect(asked()).toEqual([KEY, PUT, PUT, DELETE])
  })

  test.each<TokenKind>(['fine-grained', 'classic', 'oauth', 'app', 'app-long'])(
    'is a probe of its own name, written and deleted (%s)',
    async (kind) => {
      const { store, github, asked, names } = setUp(kind)
      expect(await store.verifyWritable()).toEqual({ ok: true, diagnostics: [] })
      expect(asked()).toEqual([KEY, PUT, DELETE])
      expect(names()).toEqual([PROBE_SECRET, PROBE_SECRET])
      expect(github.secrets()).not.toHaveProperty(PROBE_SECRET)
    },
  )

  test.each<[TokenKind, string, object]>([
    ['read-only', 'github_token_cannot_write', { permission: 'secrets=write', repository: WORLD_REPOSITORY }],
    ['no-access', 'github_token_cannot_write', { permission: 'secrets=write' }],
    ['classic-no-scope', 'github_token_cannot_write', { status: 403 }],
    ['job', 'github_token_is_job_token', { repository: WORLD_REPOSITORY }],
    ['expired', 'github_token_refused', { status: 401 }],
  ])('fails at once with a token of kind %s: %s', async (kind, reason, details) => {
    const { store, events } = setUp(kind)
    expect(await store.verifyWritable()).toMatchObject({ ok: false, diagnostic: { reason, details } })
    expect(events).toEqual([])
  })

  test('fails for a repository or an environment that is not there', async () => {
    const elsewhere = setUp('fine-grained', { repository: 'owner/elsewhere' })
    expect(await elsewhere.store.verifyWritable()).toMatchObject({
      ok: false,
      diagnostic: { reason: 'secrets_not_found', details: { repository: 'owner/elsewhere' } },
    })
    const staging = setUp('fine-grained', { environment: 'staging' })
    expect(await staging.store.verifyWritable()).toMatchObject({
      ok: false,
      diagnostic: {
        reason: 'secrets_not_found',
        details: { repository: WORLD_REPOSITORY, environment: 'staging' },
      },
    })
  })

  test('retries temporary errors, and reports them', async () => {
    const { store, faults, events } = setUp()
    faults.add({ kind: 'http_502', route: KEY })
    faults.add({ kind: 'reset', route: PUT })
    faults.add({ kind: 'http_503', route: DELETE })
    expect(await store.verifyWritable()).toEqual({ ok: true, diagnostics: [] })
    expect(events).toMatchObject([
      {
        kind: 'attempt_failed',
        attempt: 1,
        diagnostic: { reason: 'github_unreachable', details: { status: 502 } },
      },
      {
        kind: 'attempt_failed',
        attempt: 2,
        diagnostic: { reason: 'github_unreachable', details: { code: 'ECONNRESET' } },
      },
      {
        kind: 'attempt_failed',
        attempt: 1,
        diagnostic: { reason: 'github_unreachable', details: { status: 503 } },
      },
    ])
  })

  test('gives up within some twenty seconds', async () => {
    const { store, faults, clock } = setUp()
    const start = clock.now()
    faults.add({ kind: 'http_503', route: PUT, times: 99 })
    expect(await store.verifyWritable()).toMatchObject({
      ok: false,
      diagnostic: { reason: 'github_unreachable' },
    })
    expect(clock.now() - start).toBeLessThanOrEqual(20 * SECOND)
  })

  test('holds when another run deleted the probe first', async () => {
    const { store, github } = setUp()
    github.force(DELETE, json(404, { message: 'Not Found' }))
    expect(await store.verifyWritable()).toEqual({ ok: true, diagnostics: [] })
  })

  test('holds, with a warning, when the probe could not be deleted', async () => {
    const { store, github } = setUp()
    github.force(DELETE, json(403, { message: 'Resource not accessible by personal access token' }))
    expect(await store.verifyWritable()).toMatchObject({
      ok: true,
      diagnostics: [
        { severity: 'warning', diagnostic: { reason: 'probe_not_deleted', details: { name: PROBE_SECRET } } },
      ],
    })
  })
})

describe('staging', () => {
  test("is one write of the whole pair under the refresh token's name", async () => {
    const { store, github, names, world } = setUp()
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(names()).toEqual(['HH_REFRESH_TOKEN'])
    expect(decodeStagedPair(github.secrets().HH_REFRESH_TOKEN ?? '')).toEqual(pair)
    expect(github.secrets().HH_ACCESS_TOKEN).toBe(world.pair.accessToken)
  })

  test('needs but one request after the proof', async () => {
    const { store, asked } = setUp()
    await store.verifyWritable()
    const before = asked().length
    await store.stage(pair, TWO_MINUTES)
    expect(asked().slice(before)).toEqual([PUT])
  })

  test('writes to the environment, for any name', async () => {
    const { store, github, sandbox, world } = setUp('fine-grained', { environment: 'eu/prod №1' })
    const vault = world.repository.environments.get('production')
    if (vault) world.repository.environments.set('eu/prod №1', vault)
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(github.secrets({ environment: 'eu/prod №1' }).HH_REFRESH_TOKEN).toBe(encodeStagedPair(pair))
    expect(github.secrets().HH_REFRESH_TOKEN).toBe(world.pair.refreshToken)
    expect(sandbox.requests.at(-1)?.path).toContain('/environments/eu%2Fprod%20%E2%84%961/secrets/')
  })

  test.each([
    ['network errors', { kind: 'reset' as const }],
    ['lost answers', { kind: 'lost_answer' as const }],
    ['unreachable', { kind: 'unreachable' as const }],
    ['stalls', { kind: 'stall' as const, times: 2 }],
    ['500', { kind: 'http_500' as const }],
    ['409', { kind: 'answer' as const, answer: json(409, { message: 'Conflict' }) }],
    [
      'a page in place of the answer',
      { kind: 'answer' as const, answer: { status: 200, headers: {}, body: '<p>' } },
    ],
    [
      'an answer of no known type',
      { kind: 'answer' as const, answer: { status: 500, headers: { 'content-type': ';;;' }, body: '' } },
    ],
  ])('outlives %s', async (_, fault) => {
    const { store, github, faults } = setUp()
    faults.add({ times: 3, ...fault, route: PUT })
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(github.secrets().HH_REFRESH_TOKEN).toBe(encodeStagedPair(pair))
  })

  test('fetches a public key that changed again', async () => {
    const { store, github, asked } = setUp()
    await store.verifyWritable()
    github.rotateKey()
    const before = asked().length
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(asked().slice(before)).toEqual([PUT, KEY, PUT])
    expect(github.secrets().HH_REFRESH_TOKEN).toBe(encodeStagedPair(pair))
  })

  test('does not trust a public key that is none', async () => {
    const { store, github } = setUp()
    github.force(KEY, json(200, { key_id: '1', key: 'AAAA' }))
    expect(await store.stage(pair, { budgetMs: 0, signal: NEVER })).toMatchObject({
      ok: false,
      diagnostic: { reason: 'github_answer_unexpected' },
    })
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
  })

  test.each([
    [
      '403 with retry-after',
      json(403, { message: 'secondary rate limit' }, { 'retry-after': '40' }),
      40 * SECOND,
    ],
    ['429 with retry-after', json(429, { message: '' }, { 'retry-after': '70' }), 70 * SECOND],
    ['403 that names no time', json(403, { message: 'secondary rate limit' }), MINUTE],
  ])('waits as long as a rate limit demands: %s', async (_, answer, wait) => {
    const { store, github, clock } = setUp()
    const start = clock.now()
    github.force(PUT, answer)
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(clock.now() - start).toBe(wait)
  })

  test("waits for the end of GitHub's window", async () => {
    const { store, github, clock } = setUp()
    const resetAt = clock.now() + 90 * SECOND
    github.exhaustUntil(resetAt)
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(clock.now()).toBe(resetAt + SECOND)
  })

  test('does not wait for a window that ends after its time', async () => {
    const { store, github, clock } = setUp()
    const start = clock.now()
    github.exhaustUntil(start + HOUR)
    expect(await store.stage(pair, TWO_MINUTES)).toMatchObject({
      ok: false,
      diagnostic: { reason: 'github_rate_limited', details: { lasts: HOUR + SECOND } },
    })
    expect(clock.now()).toBe(start)
  })

  test('ends after its time, not much earlier', async () => {
    const { store, faults, clock, github, world } = setUp()
    const start = clock.now()
    faults.add({ kind: 'http_503', route: PUT, times: 999 })
    expect(await store.stage(pair, TWO_MINUTES)).toMatchObject({
      ok: false,
      diagnostic: { reason: 'github_unreachable', details: { status: 503 } },
    })
    expect(clock.now() - start).toBe(2 * MINUTE)
    expect(github.secrets().HH_REFRESH_TOKEN).toBe(world.pair.refreshToken)
  })

  test.each<[TokenKind, string]>([
    ['read-only', 'github_token_cannot_write'],
    ['expired', 'github_token_refused'],
    ['job', 'github_token_is_job_token'],
  ])('ends at once at a permanent refusal (%s)', async (kind, reason) => {
    const { store, clock, asked } = setUp(kind)
    const start = clock.now()
    expect(await store.stage(pair, TWO_MINUTES)).toMatchObject({ ok: false, diagnostic: { reason } })
    expect(clock.now()).toBe(start)
    expect(asked().filter((route) => route === PUT).length).toBeLessThanOrEqual(1)
  })

  test.each([301, 400, 401, 403, 404, 405, 408, 410, 451])(
    'tries a stray %i again, since the same write was just proved',
    async (status) => {
      const { store, github, clock } = setUp()
      await store.verifyWritable()
      github.force(PUT, json(status, { message: 'Bad credentials' }), 6)
      const start = clock.now()
      expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
      expect(clock.now() - start).toBeGreaterThan(5 * SECOND)
      expect(github.secrets().HH_REFRESH_TOKEN).toBe(encodeStagedPair(pair))
    },
  )

  test('tries again shortly before its time is over where GitHub asks to wait for longer', async () => {
    const { store, github, clock } = setUp()
    await store.verifyWritable()
    github.force(PUT, secondaryLimit(3_600, 429))
    const start = clock.now()
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(clock.now() - start).toBe(2 * MINUTE - 5 * SECOND)
  })

  test('survives another refusal after such a wait', async () => {
    const { store, github } = setUp()
    await store.verifyWritable()
    github.force(PUT, secondaryLimit(3_600, 429))
    github.force(PUT, json(401, { message: 'Bad credentials' }))
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
  })

  test('tries a token alone as patiently', async () => {
    const { store, github } = setUp()
    await store.verifyWritable()
    github.force(PUT, json(403, { message: 'Forbidden' }), 3)
    expect(await store.saveAccessToken('ALONE', TWO_MINUTES)).toEqual({ ok: true })
    expect(github.secrets().HH_ACCESS_TOKEN).toBe('ALONE')
  })

  test('ends after its time with the refusal, where that lasts', async () => {
    const { store, token, clock } = setUp()
    await store.verifyWritable()
    token.revoked = true
    const start = clock.now()
    expect(await store.stage(pair, TWO_MINUTES)).toMatchObject({
      ok: false,
      diagnostic: { reason: 'github_token_refused' },
    })
    expect(clock.now() - start).toBe(2 * MINUTE)
    expect(await store.checkHealth()).toMatchObject({ saving: 'no' })
  })

  test('does not wait for a refused plain token: the next run makes up for it', async () => {
    const { store, github, clock } = setUp()
    await store.verifyWritable()
    github.force(PUT, json(403, { message: 'Forbidden' }))
    const start = clock.now()
    expect(await store.finalize(pair, TWO_MINUTES)).toMatchObject({ ok: false })
    expect(clock.now()).toBe(start)
  })

  test('tries but once without time', async () => {
    const { store, faults, asked } = setUp()
    faults.add({ kind: 'http_503', route: PUT })
    expect(await store.stage(pair, { budgetMs: 0, signal: NEVER })).toMatchObject({ ok: false })
    expect(asked()).toEqual([KEY, PUT])
  })
})

describe('staging in a signal', () => {
  test('ends the wait that is under way and tries at once', async () => {
    const { store, github, clock } = setUp()
    const signal = new AbortController()
    github.force(PUT, json(429, { message: '' }, { 'retry-after': '60' }))
    const start = clock.now()
    const staged = store.stage(pair, { budgetMs: 2 * MINUTE, signal: signal.signal })
    void clock.sleep(3 * SECOND).then(() => signal.abort())
    expect(await staged).toEqual({ ok: true })
    expect(clock.now() - start).toBe(3 * SECOND)
    expect(github.secrets().HH_REFRESH_TOKEN).toBe(encodeStagedPair(pair))
  })

  test('retries quickly, regardless of the wait that GitHub demands', async () => {
    const { store, github, clock } = setUp()
    await store.verifyWritable()
    github.force(PUT, json(429, { message: '' }, { 'retry-after': '600' }), 10)
    const start = clock.now()
    expect(await store.stage(pair, { budgetMs: 8 * SECOND, signal: AbortSignal.abort() })).toEqual({
      ok: true,
    })
    expect(clock.now() - start).toBeLessThan(3 * SECOND)
  })

  test('leaves an attempt that hangs', async () => {
    const { store, sandbox, faults, clock } = setUp()
    await store.verifyWritable()
    const signal = new AbortController()
    faults.add({ kind: 'stall', route: PUT })
    sandbox.watch(({ route }) => {
      if (route === PUT) signal.abort()
    })
    const start = clock.now()
    expect(await store.stage(pair, { budgetMs: 8 * SECOND, signal: signal.signal })).toEqual({ ok: true })
    expect(clock.now() - start).toBeLessThan(3 * SECOND)
  })
})

test('a successful save after a signal leaves no timer', async () => {
  const { store, clock } = setUp()
  await store.verifyWritable()
  const start = clock.now()
  expect(await store.stage(pair, { budgetMs: MINUTE, signal: AbortSignal.abort() })).toEqual({ ok: true })
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate)
  expect(clock.now()).toBe(start)
})

describe('finalizing', () => {
  test('writes the plain access token, then the plain refresh token', async () => {
    const { store, github, names } = setUp()
    await store.stage(pair, TWO_MINUTES)
    expect(await store.finalize(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(names()).toEqual(['HH_REFRESH_TOKEN', 'HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN'])
    expect(github.secrets()).toEqual({ HH_ACCESS_TOKEN: 'NEWACCESS', HH_REFRESH_TOKEN: 'NEWREFRESH' })
  })

  test('leaves the staged pair when the access token could not be written', async () => {
    const { store, github, faults, clock } = setUp()
    await store.stage(pair, TWO_MINUTES)
    faults.add({ kind: 'http_503', match: ({ path }) => path.endsWith('/HH_ACCESS_TOKEN'), times: 999 })
    const start = clock.now()
    expect(await store.finalize(pair, { budgetMs: 20 * SECOND, signal: NEVER })).toMatchObject({
      ok: false,
      diagnostic: { reason: 'github_unreachable' },
    })
    expect(clock.now() - start).toBe(20 * SECOND)
    expect(github.secrets().HH_REFRESH_TOKEN).toBe(encodeStagedPair(pair))
  })

  test('has one budget for both writes', async () => {
    const { store, faults, clock } = setUp()
    faults.add({ kind: 'slow', delayMs: 15 * SECOND, route: PUT })
    faults.add({ kind: 'http_503', route: PUT, nth: 2, times: 999 })
    const start = clock.now()
    expect(await store.finalize(pair, { budgetMs: 20 * SECOND, signal: NEVER })).toMatchObject({ ok: false })
    expect(clock.now() - start).toBe(20 * SECOND)
  })
})

describe('the last write', () => {
  test("is known for both secrets, by GitHub's clock", async () => {
    const { store, clock, asked, github } = setUp()
    const start = clock.now()
    clock.advance(HOUR)
    github.setSecret('HH_REFRESH_TOKEN', 'OTHER')
    clock.advance(HOUR)
    expect(await store.lastWrite()).toEqual({
      known: true,
      refreshTokenAt: start + HOUR,
      accessTokenAt: start,
      storeTime: start + 2 * HOUR,
      uncertainMs: SECOND,
    })
    expect(asked()).toEqual([GET, GET])
  })

  test('may be without an access token', async () => {
    const { store, world } = setUp()
    world.repository.vault.secrets.delete('HH_ACCESS_TOKEN')
    expect(await store.lastWrite()).toMatchObject({ known: true, accessTokenAt: undefined })
  })

  test("uses this machine's clock if GitHub sends no date", async () => {
    const { store, github, clock } = setUp()
    github.force(GET, json(200, { updated_at: '2026-01-01T00:00:00Z' }, { date: 'x' }), 2)
    expect(await store.lastWrite()).toMatchObject({ known: true, storeTime: clock.now() })
  })

  test.each([
    ['a date long past', '2026-01-01T00:00:00Z', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['a write that is to come', '2100-01-01T00:00:00Z', undefined],
  ])('is unknown with %s: nothing was written in the future', async (_what, updated_at, date) => {
    const { store, github } = setUp()
    github.force(GET, json(200, { updated_at }, date === undefined ? {} : { date }), 2)
    expect(await store.lastWrite()).toMatchObject({
      known: false,
      diagnostic: { reason: 'github_answer_unexpected', details: { repository: WORLD_REPOSITORY } },
    })
  })

  test('gives the store’s current time, also if the other answer is late', async () => {
    const { store, faults, clock } = setUp()
    faults.add({ kind: 'slow', delayMs: 20 * SECOND, route: GET, nth: 2 })
    expect(await store.lastWrite()).toMatchObject({ known: true, storeTime: clock.now() })
  })

  test('outlives a passing error', async () => {
    const { store, faults } = setUp()
    faults.add({ kind: 'http_502', route: GET, times: 2 })
    expect(await store.lastWrite()).toMatchObject({ known: true })
  })

  test.each(['HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN'])(
    'is unknown when %s can not be looked at',
    async (name) => {
      const { store, faults } = setUp()
      faults.add({ kind: 'http_502', match: ({ path }) => path.endsWith(name), times: 99 })
      expect(await store.lastWrite()).toMatchObject({
        known: false,
        diagnostic: { reason: 'github_unreachable' },
      })
    },
  )

  test('is unknown when there is no refresh token, or none may be looked at', async () => {
    const { store, world } = setUp()
    world.repository.vault.secrets.delete('HH_REFRESH_TOKEN')
    expect(await store.lastWrite()).toMatchObject({
      known: false,
      diagnostic: { reason: 'secrets_not_found' },
    })
    expect(await setUp('job').store.lastWrite()).toMatchObject({
      known: false,
      diagnostic: { reason: 'github_token_is_job_token' },
    })
  })

  test('is unknown when the answer makes no sense', async () => {
    const { store, github } = setUp()
    github.force(GET, json(200, { updated_at: 'yesterday' }), 99)
    expect(await store.lastWrite()).toMatchObject({
      known: false,
      diagnostic: { reason: 'github_answer_unexpected', details: { status: 200 } },
    })
  })
})

describe('the store health', () => {
  test('is likely good with one look at the refresh token, and no write', async () => {
    const { store, asked, clock } = setUp()
    expect(await store.checkHealth()).toEqual({
      saving: 'likely',
      diagnostics: [],
      tokenExpiresAt: clock.now() + 300 * DAY,
    })
    expect(asked()).toEqual([GET])
  })

  test('is sure after a proof, without another request', async () => {
    const { store, asked, clock } = setUp()
    await store.verifyWritable()
    const before = asked().length
    expect(await store.checkHealth()).toEqual({
      saving: 'verified',
      diagnostics: [],
      tokenExpiresAt: clock.now() + 300 * DAY,
    })
    expect(asked().length).toBe(before)
  })

  test.each<[TokenKind, string]>([
    ['job', 'github_token_is_job_token'],
    ['no-access', 'github_token_cannot_write'],
    ['classic-no-scope', 'github_token_cannot_write'],
    ['expired', 'github_token_refused'],
  ])('is err, with a warning, for a token of kind %s', async (kind, reason) => {
    expect(await setUp(kind).store.checkHealth()).toMatchObject({
      saving: 'no',
      diagnostics: [{ severity: 'warning', diagnostic: { reason } }],
    })
  })

  test('is bad after a proof that failed for ok, without another request', async () => {
    const { store, asked } = setUp('read-only')
    await store.verifyWritable()
    const before = asked().length
    expect(await store.checkHealth()).toMatchObject({
      saving: 'no',
      diagnostics: [{ severity: 'warning', diagnostic: { reason: 'github_token_cannot_write' } }],
    })
    expect(asked().length).toBe(before)
  })

  test('is not spoilt by a secret that is not there yet', async () => {
    const { store, world, asked } = setUp()
    world.repository.vault.secrets.clear()
    expect(await store.checkHealth()).toMatchObject({ saving: 'likely', diagnostics: [] })
    expect(asked()).toEqual([GET, KEY])
  })

  test.each([false, true])(
    'warns of a refresh token that comes from another place than it is saved in (proved: %s)',
    async (proved) => {
      const { store, world } = setUp('fine-grained', { refreshTokenGiven: true })
      world.repository.vault.secrets.delete('HH_REFRESH_TOKEN')
      if (proved) await store.verifyWritable()
      const details = { name: 'HH_REFRESH_TOKEN', repository: WORLD_REPOSITORY }
      expect(await store.checkHealth()).toMatchObject({
        saving: proved ? 'verified' : 'likely',
        diagnostics: [
          { severity: 'warning', diagnostic: { reason: 'refresh_token_secret_missing', details } },
        ],
      })
    },
  )

  test('does not warn of it when the token is there, or this run has just written it', async () => {
    const there = setUp('fine-grained', { refreshTokenGiven: true })
    expect(await there.store.checkHealth()).toMatchObject({ saving: 'likely', diagnostics: [] })
    await there.store.verifyWritable()
    expect(await there.store.checkHealth()).toMatchObject({ saving: 'verified', diagnostics: [] })

    const written = setUp('fine-grained', { refreshTokenGiven: true })
    await written.store.stage(pair, TWO_MINUTES)
    written.world.repository.vault.secrets.clear()
    expect(await written.store.checkHealth()).toMatchObject({ saving: 'verified', diagnostics: [] })
  })

  test('is bad where no repository is seen', async () => {
    const { store } = setUp('fine-grained', { repository: 'owner/elsewhere' })
    expect(await store.checkHealth()).toMatchObject({
      saving: 'no',
      diagnostics: [{ severity: 'warning', diagnostic: { reason: 'secrets_not_found' } }],
    })
  })

  test('is no more than a notice when GitHub is down for a moment', async () => {
    const { store, faults } = setUp()
    faults.add({ kind: 'http_503', route: GET, times: 99 })
    expect(await store.checkHealth()).toMatchObject({
      saving: 'unknown',
      diagnostics: [{ severity: 'notice', diagnostic: { reason: 'github_unreachable' } }],
      tokenExpiresAt: undefined,
    })
  })

  test.each([
    ['a port that is closed', { kind: 'unreachable' as const }, 'github_unreachable'],
    ['the page of a portal', { kind: 'answer' as const, answer: portalPage }, 'github_answer_unexpected'],
    ['the page of a portal with status 404', page(404), 'github_answer_unexpected'],
    ['the page of a proxy with status 401', page(401), 'github_answer_unexpected'],
    ['the page of a firewall with status 403', page(403), 'github_answer_unexpected'],
    ['an empty refusal', { kind: 'answer' as const, answer: EMPTY_REFUSAL }, 'github_answer_unexpected'],
    [
      'a redirect to a portal',
      { kind: 'answer' as const, answer: portalRedirect },
      'github_answer_unexpected',
    ],
    [
      'JSON that is something else',
      { kind: 'answer' as const, answer: json(200, { ok: true }) },
      'github_answer_unexpected',
    ],
    ['an empty list', { kind: 'answer' as const, answer: json(200, []) }, 'github_answer_unexpected'],
    ['an answer of no body', { kind: 'answer' as const, answer: noContent(204) }, 'github_answer_unexpected'],
  ])('claims nothing of what was not reached: %s', async (_what, fault, reason) => {
    const { store, faults, names } = setUp('fine-grained', { refreshTokenGiven: true })
    faults.add({ service: 'github', times: 999, ...fault })
    expect(await store.checkHealth()).toMatchObject({
      saving: 'unknown',
      diagnostics: [{ severity: 'notice', diagnostic: { reason } }],
      tokenExpiresAt: undefined,
    })
    expect(await store.verifyWritable()).toMatchObject({ ok: false, diagnostic: { reason } })
    expect(await store.lastWrite()).toMatchObject({ known: false })
    expect(names()).toEqual([])
  })

  test.each([0, -DAY, 4 * MINUTE])(
    'does not believe that a token which has just worked ends in %i ms',
    async (lasts) => {
      const { store, clock, github } = setUp()
      const end = `${new Date(clock.now() + lasts).toISOString().slice(0, 19).replace('T', ' ')} UTC`
      const header = { 'github-authentication-token-expiration': end }
      github.force(
        GET,
        json(
          200,
          {
            name: 'HH_REFRESH_TOKEN',
            created_at: '2026-01-01T00:00:00Z',
            updated_at: '2026-01-01T00:00:00Z',
          },
          header,
        ),
      )
      expect(await store.checkHealth()).toEqual({
        saving: 'likely',
        diagnostics: [],
        tokenExpiresAt: undefined,
      })
    },
  )

  test("warns of the token's last day two weeks ahead", async () => {
    const { store, token, clock } = setUp()
    token.expiresAt = clock.now() + 14 * DAY + SECOND
    expect(await store.checkHealth()).toMatchObject({ saving: 'likely', diagnostics: [] })
    clock.advance(SECOND)
    expect(await store.checkHealth()).toEqual({
      saving: 'likely',
      diagnostics: [
        {
          severity: 'warning',
          diagnostic: { reason: 'github_token_expires_soon', details: { at: token.expiresAt } },
        },
      ],
      tokenExpiresAt: token.expiresAt,
    })
  })

  test.each([-3, 3])(
    "counts two weeks by GitHub's clock, though this machine's is %d days off",
    async (days) => {
      const { skewedClock } = await import('../../../sandbox/clock.js')
      const skewed = setUp()
      const store = createGitHubStore({ ...skewed.options, clock: skewedClock(skewed.clock, days * DAY) })
      skewed.token.expiresAt = skewed.clock.now() + 15 * DAY
      expect(await store.checkHealth()).toMatchObject({ diagnostics: [] })
      skewed.token.expiresAt = skewed.clock.now() + 13 * DAY
      expect(await store.checkHealth()).toMatchObject({
        diagnostics: [{ diagnostic: { reason: 'github_token_expires_soon' } }],
      })
    },
  )

  test("ignores that an App's token is valid for an hour only", async () => {
    const { store, github } = setUp('app')
    const soon = { 'github-authentication-token-expiration': '2026-01-05 10:00:00 UTC' }
    github.force(GET, json(200, { updated_at: '2026-01-01T00:00:00Z' }, soon))
    expect(await store.checkHealth()).toEqual({
      saving: 'likely',
      diagnostics: [],
      tokenExpiresAt: undefined,
    })
  })
})

describe('a repository that', () => {
  test('was renamed is named by its new name, without further tries', async () => {
    const { store, github, world, asked } = setUp()
    github.rename(world.repository, 'applicant/new-name')
    expect(await store.verifyWritable()).toMatchObject({
      ok: false,
      diagnostic: {
        reason: 'repository_moved',
        details: { name: 'applicant/new-name', repository: WORLD_REPOSITORY },
      },
    })
    expect(asked()).toEqual([KEY, 'GET /repositories/{id}'])
    expect(await store.checkHealth()).toMatchObject({
      saving: 'no',
      diagnostics: [{ severity: 'warning', diagnostic: { reason: 'repository_moved' } }],
    })
  })

  test.each([
    ['another server', 'https://evil.example.org/repositories/1/actions/secrets/public-key'],
    ['something else', '/login'],
  ])('moved to %s keeps its token at home', async (_what, location) => {
    const { store, github, asked } = setUp()
    github.force(KEY, movedTo(location))
    const proof = await store.verifyWritable()
    expect(proof).toMatchObject({ ok: false, diagnostic: { reason: 'repository_moved' } })
    expect(proof.ok ? {} : proof.diagnostic.details).not.toHaveProperty('name')
    expect(asked()).toEqual([KEY])
  })

  test('is archived can not be saved in', async () => {
    const { store, world } = setUp()
    world.repository.archived = true
    expect(await store.verifyWritable()).toMatchObject({
      ok: false,
      diagnostic: { reason: 'repository_archived' },
    })
  })

  test.each<[Barrier, string]>([
    ['lifetime', 'github_token_lifetime_forbidden'],
    ['classic', 'github_token_kind_forbidden'],
    ['sso', 'github_token_needs_sso'],
    ['address', 'github_address_not_allowed'],
    ['approval', 'github_token_not_approved'],
    ['suspended', 'github_app_suspended'],
  ])('turns tokens away (%s) is reported as such, at once', async (barrier, reason) => {
    const { store, world, clock } = setUp()
    world.repository.barrier = barrier
    const start = clock.now()
    const diagnostics = [{ severity: 'warning', diagnostic: { reason } }]
    expect(await store.checkHealth()).toMatchObject({ saving: 'no', diagnostics })
    const proof = await store.verifyWritable()
    expect(proof).toMatchObject({ ok: false, diagnostic: { reason } })
    expect(clock.now()).toBe(start)
    expect(JSON.stringify(proof)).not.toContain('authorization_request')
  })
})

describe('when this run was given its secrets', () => {
  const withRun = (run: Partial<WorkflowRun>, given: Partial<GitHubStoreOptions> = {}) => {
    const world = setUp('fine-grained', given)
    world.clock.advance(HOUR)
    const { id } = world.github.addRun({ createdAt: world.clock.now() - 10 * MINUTE, ...run })
    world.sandbox.requests.length = 0
    return { ...world, store: createGitHubStore({ ...world.options, run: { id: String(id), runner: 'r1' } }) }
  }
  const RUN = 'GET /repos/{owner}/{repo}/actions/runs/{run}'

  test('is when it was queued, however long it waited', async () => {
    const { store, clock, asked } = withRun({ jobStartedAt: 0 })
    expect(await store.queuedAt()).toBe(clock.now() - 10 * MINUTE)
    expect(await store.queuedAt()).toBe(clock.now() - 10 * MINUTE)
    expect(asked()).toEqual([RUN])
  })

  test('is when it was run again, of a re-run', async () => {
    const { store, clock } = withRun({ attempt: 2, startedAt: Date.UTC(2026, 0, 5, 9, 59) })
    expect(await store.queuedAt()).toBe(clock.now() - MINUTE)
  })

  test("is when the job started, of an environment's secrets", async () => {
    const { store, asked } = withRun(
      { jobStartedAt: Date.UTC(2026, 0, 5, 9, 58), runner: 'r1' },
      { environment: 'production' },
    )
    expect(await store.queuedAt()).toBe(Date.UTC(2026, 0, 5, 9, 58))
    expect(asked()).toEqual([`${RUN}/jobs`])
  })

  test('is unknown, without a word, where it can not be read', async () => {
    const hidden = withRun({})
    hidden.world.repository.private = true
    expect(await hidden.store.queuedAt()).toBeUndefined()
    const waiting = withRun({ jobStartedAt: undefined }, { environment: 'production' })
    expect(await waiting.store.queuedAt()).toBeUndefined()
    const elsewhere = withRun({})
    expect(await createGitHubStore({ ...elsewhere.options, run: { id: '4711' } }).queuedAt()).toBeUndefined()
    expect(await createGitHubStore({ ...elsewhere.options, run: { id: '../x' } }).queuedAt()).toBeUndefined()
    expect(await elsewhere.store.queuedAt()).toBeDefined()
    expect([...hidden.events, ...waiting.events, ...elsewhere.events]).toEqual([])
  })

  test('is unknown outside of Actions, without a request', async () => {
    const { store, asked } = setUp()
    expect(await store.queuedAt()).toBeUndefined()
    expect(asked()).toEqual([])
  })

  test('is read with a right of its own in a private repository', async () => {
    const { store, world, token, clock } = withRun({})
    world.repository.private = true
    token.actions = 'read'
    expect(await store.queuedAt()).toBe(clock.now() - 10 * MINUTE)
  })

  test('is read with a token for that alone, where an App has the right', async () => {
    const { github, options, sandbox, clock, world } = withRun({})
    world.repository.private = true
    const app = github.addApp({ secrets: 'write', actions: 'read' })
    github.install(app)
    const run = { id: String(world.repository.runs[0]?.id) }
    const store = createGitHubStore({ ...options, token: undefined, app, run })
    expect(await store.queuedAt()).toBe(clock.now() - 10 * MINUTE)
    const made = sandbox.requests.filter(({ path }) => path.endsWith('/access_tokens'))
    expect(made.map(({ body }) => JSON.parse(body).permissions)).toEqual([{ actions: 'read' }])
  })
})

describe('without what it takes', () => {
  test.each<[string, Partial<GitHubStoreOptions>, string]>([
    ['no token', { token: undefined }, 'github_token_missing'],
    ['an empty token', { token: '' }, 'github_token_missing'],
    ['no repository', { repository: undefined }, 'repository_unknown'],
    ['half a repository', { repository: 'owner/' }, 'repository_unknown'],
  ])('%s, no request is sent and every method returns the reason', async (_, given, reason) => {
    const { store, asked } = setUp('fine-grained', given)
    const refused = { ok: false, diagnostic: { reason, details: {} } }
    expect(await store.verifyWritable()).toEqual(refused)
    expect(await store.stage(pair, TWO_MINUTES)).toEqual(refused)
    expect(await store.finalize(pair, TWO_MINUTES)).toEqual(refused)
    expect(await store.lastWrite()).toEqual({ known: false, diagnostic: refused.diagnostic })
    expect(await store.checkHealth()).toEqual({
      saving: 'no',
      diagnostics: [{ severity: 'warning', diagnostic: refused.diagnostic }],
      tokenExpiresAt: undefined,
    })
    expect(await store.current()).toBeUndefined()
    expect(await store.acquire('refresh')).toMatchObject({ ok: true })
    expect(asked()).toEqual([])
  })
})

test('a pair on GitHub can not be read, and there are no locks', async () => {
  const { store, asked } = setUp()
  expect(await store.current()).toBeUndefined()
  const lock = await store.acquire('refresh')
  if (lock.ok) await lock.release()
  expect(lock.ok).toBe(true)
  expect(asked()).toEqual([])
})

describe('over real HTTP', () => {
  const closers: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
  })

  test.each<FormName>([
    'gzip',
    'brotli',
    'deflate_raw',
    'until_close',
    'html_type',
    'no_type',
    'byte_order_mark',
  ])('whatever form answers come in: %s', async (kind) => {
    const transport = createHttpTransport()
    closers.push(() => transport.close())
    const { sandbox, options, faults, github } = setUp()
    const server = await sandbox.listen()
    closers.push(() => server.close())
    faults.add({ service: 'github', kind, times: 99 })
    const store = createGitHubStore({ ...options, apiUrl: server.githubUrl, transport })
    expect(await store.checkHealth()).toMatchObject({ saving: 'likely', diagnostics: [] })
    expect(await store.verifyWritable()).toEqual({ ok: true, diagnostics: [] })
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(github.secrets().HH_REFRESH_TOKEN).toBe(encodeStagedPair(pair))
  })

  test('under the path of a GitHub Enterprise Server, with the headers that GitHub wants', async () => {
    const transport = createHttpTransport()
    closers.push(() => transport.close())
    const { store: _, sandbox, token, github, ...rest } = setUp()
    const server = await sandbox.listen()
    closers.push(() => server.close())
    const store = createGitHubStore({
      apiUrl: `${server.githubUrl}/api/v3`,
      repository: WORLD_REPOSITORY,
      token: token.value,
      accessTokenSecret: 'HH_ACCESS_TOKEN',
      refreshTokenSecret: 'HH_REFRESH_TOKEN',
      timeoutMs: 5 * SECOND,
      transport,
      clock: rest.clock,
      reporter: { mask: () => {}, report: () => {}, recoveryCode: () => {}, debug: () => {} },
    })
    expect(await store.verifyWritable()).toEqual({ ok: true, diagnostics: [] })
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(await store.finalize(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(await store.checkHealth()).toMatchObject({ saving: 'verified' })
    expect(github.secrets()).toEqual({ HH_ACCESS_TOKEN: 'NEWACCESS', HH_REFRESH_TOKEN: 'NEWREFRESH' })
    expect(sandbox.requests[0]).toMatchObject({
      path: `/api/v3/repos/${WORLD_REPOSITORY}/actions/secrets/public-key`,
      headers: {
        accept: 'application/vnd.github.v3+json',
        authorization: `token ${token.value}`,
        'user-agent': expect.stringContaining('hh-resume-touch/'),
        'x-github-api-version': '2022-11-28',
      },
    })
  })
})
