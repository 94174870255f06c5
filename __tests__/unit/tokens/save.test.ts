import { beforeEach, describe, expect, test } from '@jest/globals'
import { createVirtualClock } from '../../../sandbox/clock.js'
import { createRandom } from '../../../sandbox/random.js'
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import { createShutdown } from '../../../src/domain/shutdown.js'
import type { LastWrite, SaveResult } from '../../../src/domain/store.js'
import { diagnostic } from '../../../src/reasons/index.js'
import { type SignInContext, type StepResult, stepResult } from '../../../src/tokens/attempt.js'
import type { TokenCandidate } from '../../../src/tokens/parse-credentials.js'
import { finalizeWhole } from '../../../src/tokens/save.js'
import { createRecorder } from '../../support/recorder.js'

const NOW = Date.UTC(2026, 0, 5, 9)
const REFUSED: SaveResult = { ok: false, diagnostic: diagnostic('github_unreachable', { status: 503 }) }
const LONG_AGO: LastWrite = {
  known: true,
  refreshTokenAt: NOW - DAY,
  accessTokenAt: NOW - DAY,
  storeTime: NOW,
}
const candidate = (given: Partial<TokenCandidate> = {}): TokenCandidate => ({
  origin: 'staged',
  from: 'secrets',
  accessToken: 'ACCESS',
  refreshToken: 'REFRESH',
  expiresAt: NOW + DAY,
  ...given,
})
const recovered = { origin: 'recovered', from: 'auth-code' } as const

let written: [string, number][]
let known: StepResult
beforeEach(() => {
  written = []
  known = stepResult()
})

interface Options {
  lastWrite?: LastWrite
  stage?: SaveResult
  finalize?: SaveResult
  dryRun?: boolean
}

/** HeadHunter accepted the access token at this moment, and the store answers as given. */
async function finalize(whole: TokenCandidate, options: Options = {}) {
  const {
    lastWrite = LONG_AGO,
    stage = { ok: true },
    finalize: result = { ok: true },
    dryRun = false,
  } = options
  const save = (how: string, result: SaveResult) => async (_: unknown, policy: { budgetMs: number }) => {
    written.push([how, policy.budgetMs])
    return result
  }
  const recorder = createRecorder()
  const ports = {
    clock: createVirtualClock({ start: NOW, random: createRandom(1) }),
    store: {
      lastWrite: async () => lastWrite,
      stage: save('stage', stage),
      finalize: save('finalize', result),
    },
    shutdown: createShutdown(),
    reporter: recorder,
    request: { startedAt: NOW, dryRun },
  } as unknown as SignInContext
  const { diagnostics, pair } = await finalizeWhole(whole, NOW, ports)
  known = { ...known, diagnostics: [...known.diagnostics, ...diagnostics], pair }
  return recorder.events.map(({ kind }) => kind)
}
const found = () =>
  known.diagnostics.map(({ severity, diagnostic }) => [severity, diagnostic.reason, diagnostic.details])

const SETTLED = [['finalize', 20 * SECOND]]
const SAVED = [['stage', 2 * MINUTE], ...SETTLED]

describe('a pair that came whole and works', () => {
  test('staged: finalized, without a message', async () => {
    expect(await finalize(candidate())).toEqual(['pair_settled'])
    expect([written, found(), known.pair.tokensRotated]).toEqual([SETTLED, [], undefined])
  })

  test('recovered: staged first, then finalized, and reported', async () => {
    expect(await finalize(candidate(recovered))).toEqual(['saving_pair', 'pair_staged', 'pair_settled'])
    expect([written, found(), known.pair.tokensRotated]).toEqual([SAVED, [['notice', 'recovered', {}]], true])
  })

  test('recovered, but it can not be staged: red, twice said', async () => {
    expect(await finalize(candidate(recovered), { stage: REFUSED })).toEqual(['saving_pair'])
    expect(written).toEqual([['stage', 2 * MINUTE]])
    expect(known.pair.tokensRotated ?? false).toBe(false)
    expect(found()).toEqual([
      ['problem', 'recovery_not_saved', {}],
      ['problem', 'github_unreachable', { status: 503 }],
    ])
  })

  test('staged, but not finalized: a warning with the cause', async () => {
    expect(await finalize(candidate(), { finalize: REFUSED })).toEqual([])
    expect(found()).toEqual([['warning', 'settle_failed', { status: 503 }]])
  })

  test('in a dry run it is only reported', async () => {
    expect(await finalize(candidate(), { dryRun: true })).toEqual([])
    expect([written, found()]).toEqual([[], [['notice', 'would_settle', {}]]])
  })

  test.each<[string, Partial<TokenCandidate>]>([
    ['two plain tokens', { origin: 'plain' }],
    ['no access token', { accessToken: undefined }],
    ['no refresh token', { refreshToken: undefined }],
    ['no end', { expiresAt: undefined }],
  ])('%s is nothing to settle, in a dry run neither', async (_what, given) => {
    await finalize(candidate(given))
    await finalize(candidate(given), { dryRun: true })
    expect([written, found()]).toEqual([[], []])
  })
})

describe('it is left as it is, for a newer pair may be there', () => {
  const postponed = (details: object) => [
    ['notice', 'settle_postponed', details],
    ['problem', 'recovery_not_saved', details],
  ]

  test('when less than an hour is left of it; an hour is enough', async () => {
    await finalize(candidate({ expiresAt: NOW + HOUR }))
    expect([written, found()]).toEqual([SETTLED, []])
    const expiresAt = NOW + HOUR - 1
    await finalize(candidate({ expiresAt }))
    await finalize(candidate({ ...recovered, expiresAt }))
    expect([written, found()]).toEqual([SETTLED, postponed({ at: expiresAt })])
  })

  test('when the store moved since the run began', async () => {
    const lastWrite = { ...LONG_AGO, refreshTokenAt: NOW }
    await finalize(candidate(), { lastWrite })
    await finalize(candidate(recovered), { lastWrite })
    expect([written, found()]).toEqual([[], postponed({})])
  })

  test('when that is unknown', async () => {
    const lastWrite = { known: false, diagnostic: diagnostic('github_rate_limited') } as const
    await finalize(candidate(), { lastWrite })
    await finalize(candidate(recovered), { lastWrite })
    const unknown = ['warning', 'github_rate_limited', {}]
    expect([written, found()]).toEqual([[], postponed({}).flatMap((expected) => [unknown, expected])])
  })
})
