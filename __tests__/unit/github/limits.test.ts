import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createSandbox } from '../../../sandbox/sandbox.js'
import { populate, WORLD_REPOSITORY } from '../../../sandbox/world.js'
import { HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import { createEnvFileStore } from '../../../src/env-file/store.js'
import { refusalOf } from '../../../src/github/errors.js'
import { createGitHubStore, createUnusableStore } from '../../../src/github/store.js'
import { diagnostic } from '../../../src/reasons/index.js'
import { openRecoveryCode, sealRecoveryCode } from '../../../src/tokens/recovery-code.js'
import { createRecorder } from '../../support/recorder.js'

const PAIR = { accessToken: 'NEWACCESS', refreshToken: 'NEWREFRESH', expiresAt: 1_798_000_000_000 }
const NEVER = new AbortController().signal

/** A store whose backoff is always as long as it may be. */
const gitHub = (repository = WORLD_REPOSITORY) => {
  const sandbox = createSandbox()
  populate(sandbox)
  const recorder = createRecorder()
  const store = createGitHubStore({
    apiUrl: sandbox.urls.githubUrl,
    repository,
    token: sandbox.github.addToken('fine-grained').value,
    accessTokenSecret: 'HH_ACCESS_TOKEN',
    refreshTokenSecret: 'HH_REFRESH_TOKEN',
    timeoutMs: 30 * SECOND,
    transport: sandbox.transport(),
    clock: { ...sandbox.clock, random: () => 1 },
    reporter: recorder,
  })
  const waits = () =>
    recorder.events.map((progress) => (progress.kind === 'attempt_failed' ? progress.retryInMs : Number.NaN))
  const start = sandbox.clock.now()
  return { store, faults: sandbox.faults, waits, lasted: () => sandbox.clock.now() - start }
}
const seconds = (...count: number[]) => count.map((each) => each * SECOND)

describe('policy with GitHub', () => {
  test('a proof: five tries', async () => {
    const { store, faults, waits } = gitHub()
    faults.add({ kind: 'http_503', route: /^PUT/, times: 99 })
    expect(await store.verifyWritable()).toMatchObject({ ok: false })
    expect(waits()).toEqual(seconds(1, 2, 4, 8))
  })

  test('a look: three tries', async () => {
    const { store, faults, waits } = gitHub()
    faults.add({ kind: 'http_503', route: /^GET.*\{name\}/, times: 3 })
    await store.checkHealth()
    expect(waits()).toEqual(seconds(1, 2))
  })

  test('saving: as many as the budget has room for, a quarter of a minute apart in the end', async () => {
    const { store, faults, waits } = gitHub()
    faults.add({ kind: 'http_503', route: /^PUT/, times: 99 })
    await store.stage(PAIR, { budgetMs: MINUTE, signal: NEVER })
    expect(waits()).toEqual(seconds(1, 2, 4, 8, 15, 15, 15))
  })

  test('in a signal, an attempt that hangs is given two seconds', async () => {
    const { store, faults, lasted } = gitHub()
    faults.add({ kind: 'stall', route: /^PUT/, times: 99 })
    expect(await store.stage(PAIR, { budgetMs: 0, signal: AbortSignal.abort() })).toEqual({
      ok: false,
      diagnostic: diagnostic('github_unreachable', { repository: WORLD_REPOSITORY, code: 'timed_out' }),
    })
    expect(lasted()).toBe(2 * SECOND)
  })

  test.each(['owner/name/more', ' owner/name', 'owner/na me', 'owner', ''])(
    'a repository called “%s” is none',
    async (repository) => {
      const { store, lasted } = gitHub(repository)
      expect(await store.verifyWritable()).toEqual({
        ok: false,
        diagnostic: diagnostic('repository_unknown'),
      })
      expect(lasted()).toBe(0)
    },
  )

  test('a store out of reach says why in every answer', async () => {
    const why = diagnostic('repository_unknown')
    const store = createUnusableStore(why)
    expect(await store.queuedAt()).toBeUndefined()
    expect(await store.lastWrite()).toEqual({ known: false, diagnostic: why })
    expect(await store.stage(PAIR, { budgetMs: 0, signal: NEVER })).toEqual({ ok: false, diagnostic: why })
  })
})

describe('GitHub’s answers at their limits', () => {
  const NOW = Date.UTC(2026, 10, 24, 12)
  const refuse = (status: number, headers: Record<string, string> = {}, message = '') =>
    refusalOf({ status, headers, message }, { repository: 'owner/name' }, NOW)

  test.each([
    ['retry-after: 0', { 'retry-after': '0' }, 0],
    ['a retry-after that is none', { 'retry-after': 'soon' }, MINUTE],
    [
      'a window that ends now',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${NOW / 1000}` },
      MINUTE,
    ],
    [
      'a window that ends in a second',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${NOW / 1000 + 1}` },
      2 * SECOND,
    ],
  ])('%s', (_what, headers, wait) => {
    expect(refuse(429, headers).waitAtLeastMs).toBe(wait)
    expect(refuse(429, headers).diagnostic.details.lasts).toBe(wait)
  })

  test('400 is no answer that retryable, 399 and 200 are none that count', () => {
    expect([refuse(400).retryable, refuse(399).retryable, refuse(200).retryable]).toEqual([false, true, true])
  })

  test('a permission is named only if it is missing', () => {
    const headers = { 'x-accepted-github-permissions': 'secrets=write' }
    expect(refuse(403, headers).diagnostic.details.permission).toBe('secrets=write')
    expect(refuse(404, headers).diagnostic.details).toEqual({ status: 404, repository: 'owner/name' })
    expect(refuse(403).diagnostic.details).toEqual({ status: 403, repository: 'owner/name' })
  })

  test('the job’s own token is one only when it was forbidden', () => {
    const words = 'Resource not accessible by integration'
    expect(refuse(403, {}, words).diagnostic.reason).toBe('github_token_is_job_token')
    expect(refuse(404, {}, words).diagnostic.reason).toBe('secrets_not_found')
  })
})

describe('a recovery code', () => {
  const keys = { clientSecret: 'client secret', oldAccessToken: 'OLDACCESS' }
  const opening = { clientSecret: 'client secret', oldAccessTokens: ['OLDACCESS'] }

  test.each(['', '.', '.,', ' .;: '])('opens with “%s” behind it', (behind) => {
    expect(openRecoveryCode(sealRecoveryCode(PAIR, keys) + behind, opening)).toEqual(PAIR)
  })

  test('holds any visible ASCII', () => {
    const pair = { ...PAIR, accessToken: '"\\{}:~', refreshToken: '!' }
    expect(openRecoveryCode(sealRecoveryCode(pair, keys), opening)).toEqual(pair)
  })

  test('is twice as long when it is sealed under two tokens', () => {
    const one = sealRecoveryCode(PAIR, keys)
    const two = sealRecoveryCode(PAIR, { ...keys, otherAccessToken: 'OTHER' })
    const bytes = (code: string) => Buffer.from(code.slice('hhrc1.'.length), 'base64url').length
    expect(bytes(two)).toBe(2 * bytes(one))
  })
})

describe('finalizing in an .env file', () => {
  let folder: string
  let path: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'env-'))
    path = join(folder, '.env')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test.each([
    ['both are there', 'NEWACCESS', 'NEWREFRESH', false],
    ['only the access token is there', 'NEWACCESS', 'R', true],
    ['only the refresh token is there', 'A', 'NEWREFRESH', true],
    ['neither is there', 'A', 'R', true],
  ])('%s', async (_what, accessToken, refreshToken, written) => {
    const before = `HH_ACCESS_TOKEN="${accessToken}"\nHH_REFRESH_TOKEN="${refreshToken}"\n`
    writeFileSync(path, before)
    const store = createEnvFileStore({
      path,
      names: { accessToken: 'HH_ACCESS_TOKEN', refreshToken: 'HH_REFRESH_TOKEN' },
      clock: createSandbox().clock,
      reporter: createRecorder(),
    })
    expect(await store.finalize(PAIR, { budgetMs: HOUR, signal: NEVER })).toEqual({ ok: true })
    expect(await store.current()).toEqual({ accessToken: 'NEWACCESS', refreshToken: 'NEWREFRESH' })
    expect(readFileSync(path, 'utf8') !== before).toBe(written)
  })
})
