import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createVirtualClock } from '../../sandbox/clock.js'
import { createRandom } from '../../sandbox/random.js'
import type { PairStore } from '../../src/domain/store.js'
import { refusalOf, tokenExpiry } from '../../src/github/errors.js'
import { createGitHubStore } from '../../src/github/store.js'
import { loggedTransport } from '../../src/http/logged.js'
import { createRecorder } from '../support/recorder.js'
import { answersOf, type StrangeAnswer, transportOf } from './answers.js'
import { always } from './runs.js'
import { expectDiscreet, expectPrintable, SECRETS } from './verdicts.js'

const { githubToken, accessToken, refreshToken } = SECRETS
const START = Date.UTC(2026, 0, 5)
const pair = { accessToken, refreshToken, expiresAt: START }
const patience = { budgetMs: 20_000, hurry: new AbortController().signal }

const samples = [
  { key_id: '568250167242549743', key: 'wvxbS8OJPJ5KpLyNQWu8vVJ9kFT5h1CLyeZBFzkyHDo=' },
  { name: 'HH_ACCESS_TOKEN', created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-02T00:00:00Z' },
  { total_count: 1, secrets: [{ name: 'HH_ACCESS_TOKEN', updated_at: '2026-01-02T00:00:00Z' }] },
  { message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest', status: '401' },
  { message: 'Resource not accessible by integration', documentation_url: '', status: '403' },
]
const strangely = answersOf({ samples, secrets: [githubToken] })

function storeAgainst(answers: readonly StrangeAnswer[]) {
  const recorder = createRecorder()
  const clock = createVirtualClock({ start: START, random: createRandom(1) })
  const store = createGitHubStore({
    apiUrl: 'https://api.github.com',
    repository: 'applicant/touch',
    token: githubToken,
    accessTokenSecret: 'HH_ACCESS_TOKEN',
    refreshTokenSecret: 'HH_REFRESH_TOKEN',
    timeoutMs: 1_000,
    transport: loggedTransport(transportOf(answers), { narrator: recorder, clock }),
    clock,
    narrator: recorder,
  })
  return { store, recorder }
}

describe('whatever GitHub answers, the store knows what to make of it', () => {
  test.each<[string, (store: PairStore) => Promise<unknown>]>([
    ['proof', (store) => store.prove()],
    ['stage', (store) => store.stage(pair, patience)],
    ['settle', (store) => store.settle(pair, patience)],
  ])('%s: done, or a verdict', (_name, operation) =>
    always(
      strangely,
      async (answers) => {
        const { store, recorder } = storeAgainst(answers)
        const result = (await operation(store)) as Awaited<ReturnType<PairStore['prove']>>
        if (!result.ok) expectPrintable(result.verdict)
        else for (const { verdict } of result.findings ?? []) expectPrintable(verdict)
        expectDiscreet(recorder)
      },
      10,
    ),
  )

  test('the last write: moments, or a verdict', () =>
    always(
      strangely,
      async (answers) => {
        const { store, recorder } = storeAgainst(answers)
        const write = await store.lastWrite()
        if (!write.known) expectPrintable(write.verdict)
        else expect([write.refreshTokenAt, write.storeTime].every(Number.isFinite)).toBe(true)
        expectDiscreet(recorder)
      },
      10,
    ))

  test('the outlook: findings that can be printed', () =>
    always(
      strangely,
      async (answers) => {
        const { store, recorder } = storeAgainst(answers)
        const { saving, findings, tokenExpiresAt } = await store.outlook()
        expect(['sure', 'likely', 'no']).toContain(saving)
        for (const { verdict } of findings) expectPrintable(verdict)
        expect(tokenExpiresAt === undefined || Number.isFinite(tokenExpiresAt)).toBe(true)
        expectDiscreet(recorder)
      },
      10,
    ))

  test('any answer that is no success: a verdict, and a wait that ends', () =>
    always(strangely, (answers) => {
      for (const answer of answers) {
        if (answer instanceof Error) continue
        const { verdict, waitAtLeastMs } = refusalOf(
          { ...answer, message: answer.body },
          { repository: 'applicant/touch' },
          START,
        )
        expectPrintable(verdict)
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
