import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createVirtualClock } from '../../sandbox/clock.js'
import { createRandom } from '../../sandbox/random.js'
import type { PairStore } from '../../src/domain/store.js'
import { refusalOf, tokenExpiry } from '../../src/github/errors.js'
import { createGitHubStore, type GitHubStoreOptions } from '../../src/github/store.js'
import { loggedTransport } from '../../src/http/logged.js'
import { createRecorder } from '../support/recorder.js'
import { answersOf, type StrangeAnswer, transportOf } from './answers.js'
import { expectDiscreet, expectPrintable, SECRETS } from './diagnostics.js'
import { always } from './runs.js'

const { githubToken, accessToken, refreshToken } = SECRETS
const START = Date.UTC(2026, 0, 5)
const pair = { accessToken, refreshToken, expiresAt: START }
const policy = { budgetMs: 20_000, signal: new AbortController().signal }

const samples = [
  { key_id: '568250167242549743', key: 'wvxbS8OJPJ5KpLyNQWu8vVJ9kFT5h1CLyeZBFzkyHDo=' },
  { name: 'HH_ACCESS_TOKEN', created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-02T00:00:00Z' },
  { total_count: 1, secrets: [{ name: 'HH_ACCESS_TOKEN', updated_at: '2026-01-02T00:00:00Z' }] },
  { id: 7, permissions: { secrets: 'write', actions: 'read' }, suspended_at: null },
  { token: `ghs_${'x'.repeat(36)}`, expires_at: '2026-01-05T01:00:00Z' },
  { id: 42, created_at: '2026-01-01T00:00:00Z', run_attempt: 1, run_started_at: '2026-01-01T00:00:00Z' },
  { message: 'Moved Permanently', url: 'https://api.github.com/repositories/1', documentation_url: '' },
  { message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest', status: '401' },
  { message: 'Resource not accessible by integration', documentation_url: '', status: '403' },
]
const strangely = answersOf({ samples, secrets: [githubToken] })

const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const app = { clientId: 'Iv23liFUZZ', privateKey: `${key.export({ type: 'pkcs1', format: 'pem' })}` }

function storeAgainst(
  answers: readonly StrangeAnswer[],
  how: Pick<GitHubStoreOptions, 'token' | 'app'> = { token: githubToken },
) {
  const recorder = createRecorder()
  const clock = createVirtualClock({ start: START, random: createRandom(1) })
  const store = createGitHubStore({
    apiUrl: 'https://api.github.com',
    repository: 'applicant/touch',
    ...how,
    run: { id: '42' },
    accessTokenSecret: 'HH_ACCESS_TOKEN',
    refreshTokenSecret: 'HH_REFRESH_TOKEN',
    timeoutMs: 1_000,
    transport: loggedTransport(transportOf(answers), { reporter: recorder, clock }),
    clock,
    reporter: recorder,
  })
  return { store, recorder }
}

describe('any answer of GitHub gives a result', () => {
  test.each<[string, (store: PairStore) => Promise<unknown>]>([
    ['proof', (store) => store.verifyWritable()],
    ['stage', (store) => store.stage(pair, policy)],
    ['settle', (store) => store.finalize(pair, policy)],
  ])('%s: done, or a diagnostic', (_name, operation) =>
    always(
      strangely,
      async (answers) => {
        const { store, recorder } = storeAgainst(answers)
        const result = (await operation(store)) as Awaited<ReturnType<PairStore['verifyWritable']>>
        if (!result.ok) expectPrintable(result.diagnostic)
        else for (const { diagnostic } of result.diagnostics ?? []) expectPrintable(diagnostic)
        expectDiscreet(recorder)
      },
      10,
    ),
  )

  test('an App: done, or a diagnostic', () =>
    always(
      strangely,
      async (answers) => {
        const { store, recorder } = storeAgainst(answers, { app })
        const proof = await store.verifyWritable()
        if (!proof.ok) expectPrintable(proof.diagnostic)
        const result = await store.stage(pair, policy)
        if (!result.ok) expectPrintable(result.diagnostic)
        for (const masked of recorder.masked) expect(masked.length).toBeGreaterThanOrEqual(1)
        expectDiscreet(recorder)
      },
      10,
    ))

  test('when the run was queued: a moment, or nothing', () =>
    always(
      strangely,
      async (answers) => {
        const { store, recorder } = storeAgainst(answers)
        const queuedAt = await store.queuedAt()
        expect(queuedAt === undefined || Number.isFinite(queuedAt)).toBe(true)
        expectDiscreet(recorder)
      },
      10,
    ))

  test('the last write: moments, or a diagnostic', () =>
    always(
      strangely,
      async (answers) => {
        const { store, recorder } = storeAgainst(answers)
        const write = await store.lastWrite()
        if (!write.known) expectPrintable(write.diagnostic)
        else expect([write.refreshTokenAt, write.storeTime].every(Number.isFinite)).toBe(true)
        expectDiscreet(recorder)
      },
      10,
    ))

  test('the store health: diagnostics that can be printed', () =>
    always(
      strangely,
      async (answers) => {
        const { store, recorder } = storeAgainst(answers)
        const { saving, diagnostics, tokenExpiresAt } = await store.checkHealth()
        expect(['verified', 'likely', 'no', 'unknown']).toContain(saving)
        for (const { diagnostic } of diagnostics) expectPrintable(diagnostic)
        expect(tokenExpiresAt === undefined || Number.isFinite(tokenExpiresAt)).toBe(true)
        expectDiscreet(recorder)
      },
      10,
    ))

  test('any answer that is no success: a diagnostic, and a wait that ends', () =>
    always(strangely, (answers) => {
      for (const answer of answers) {
        if (answer instanceof Error) continue
        const { diagnostic, waitAtLeastMs } = refusalOf(
          { ...answer, message: answer.body },
          { repository: 'applicant/touch' },
          START,
        )
        expectPrintable(diagnostic)
        expect(waitAtLeastMs === undefined || waitAtLeastMs >= 0).toBe(true)
      }
    }))

  test('any expiry of a token', () =>
    always(
      fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (UTC|[+-]\d{4})$/)),
      (header) => {
        const expiry = tokenExpiry(header)
        expect(expiry === undefined || Number.isFinite(expiry)).toBe(true)
      },
    ))
})
