import { describe, expect, test } from '@jest/globals'
import { createVirtualClock } from '../../../sandbox/clock.js'
import { createRandom } from '../../../sandbox/random.js'
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import type { LastWrite } from '../../../src/domain/store.js'
import { diagnostic } from '../../../src/reasons/index.js'
import type { SignInContext } from '../../../src/tokens/attempt.js'
import { lookForOtherRun, movedSinceStart } from '../../../src/tokens/concurrent-refresh.js'
import { createRecorder } from '../../support/recorder.js'

const START = Date.UTC(2026, 0, 5, 9)
const SPENT = diagnostic('refresh_token_spent', {}, 'REQUEST-ID')
const STARTED = { startedAt: START } as SignInContext['request']
const UNKNOWN: LastWrite = { known: false, diagnostic: diagnostic('github_unreachable') }

/** Both secrets were written `ago` before the run began, the access token `apart` before the refresh token. */
const written = (ago: number, apart = 0, ahead = 0): LastWrite => ({
  known: true,
  refreshTokenAt: START - ago + ahead,
  accessTokenAt: START - ago - apart + ahead,
  storeTime: START + ahead,
  uncertainMs: SECOND,
})

describe('whether the pair was replaced after this run began', () => {
  test.each<[string, LastWrite, boolean]>([
    ['a second later', written(-SECOND), true],
    ['two seconds before, since GitHub has whole seconds', written(2 * SECOND), true],
    ['longer ago than its clock is coarse', written(2 * SECOND + 1), false],
    ['a second later, by a clock three hours ahead', written(-SECOND, 0, 3 * HOUR), true],
    ['an hour before, by a clock three hours ahead', written(HOUR, 0, 3 * HOUR), false],
    ['at an unknown time', UNKNOWN, false],
  ])('written %s', (_when, lastWrite, moved) => {
    const clock = createVirtualClock({ start: START, random: createRandom(1) })
    expect(movedSinceStart(lastWrite, { clock, request: STARTED })).toBe(moved)
  })

  test.each<[string, LastWrite, boolean]>([
    ['a second later', written(-SECOND), true],
    ['less than a second later', written(1 - SECOND), false],
    ['two seconds before', written(2 * SECOND), false],
    ['at an unknown time', UNKNOWN, false],
  ])('surely, when written %s', (_when, lastWrite, moved) => {
    const clock = createVirtualClock({ start: START, random: createRandom(1) })
    expect(movedSinceStart(lastWrite, { clock, request: STARTED }, 'surely')).toBe(moved)
  })
})

interface Looked {
  answerLost?: boolean
  /** What the store says of its last write, one look after the other. */
  said: LastWrite[]
  queuedAt?: number
  byHand?: boolean
}

describe('whose doing it is that the refresh token is spent', () => {
  /** Looks at a store that says one thing after the other, the last one for ever. */
  async function look(answerLost: boolean, ...said: LastWrite[]) {
    return lookAt({ answerLost, said })
  }

  async function lookAt({ answerLost = false, said, queuedAt, byHand = false }: Looked) {
    const clock = createVirtualClock({ start: START, random: createRandom(1) })
    const recorder = createRecorder()
    let looks = 0
    const store = {
      lastWrite: async () => said[Math.min(looks++, said.length - 1)],
      queuedAt: async () => queuedAt,
    }
    const request = { startedAt: START, byHand }
    const context = { clock, reporter: recorder, store, request } as unknown as SignInContext
    const found = await lookForOtherRun(SPENT, answerLost, context)
    return { found, looks, lasted: clock.now() - START, events: recorder.events }
  }

  test('the store moves while it is looked at: known at the next look, ten seconds later', async () => {
    const { found, looks, lasted, events } = await look(false, written(DAY), written(DAY), written(-SECOND))
    expect(found).toEqual(diagnostic('refreshed_elsewhere', {}, 'REQUEST-ID'))
    expect([looks, lasted]).toEqual([3, 20 * SECOND])
    expect(events).toEqual([{ kind: 'looking_for_other_run', lasts: 150 * SECOND }])
  })

  test('it moves though an answer of our own was lost: the other run has it', async () => {
    const { found, lasted } = await look(true, written(-SECOND))
    expect(found.reason).toBe('refreshed_elsewhere')
    expect(lasted).toBe(0)
  })

  test('it may have moved just before the run began: no comfort when an answer of our own was lost', async () => {
    const clock = createVirtualClock({ start: START, random: createRandom(1) })
    const lastWrite = async () => ({ ...written(0), storeTime: clock.now() })
    const store = { lastWrite, queuedAt: async () => undefined }
    const context = { clock, reporter: createRecorder(), store, request: STARTED }
    const find = (lost: boolean) => lookForOtherRun(SPENT, lost, context as unknown as SignInContext)
    expect((await find(true)).reason).toBe('refresh_answer_lost')
    expect((await find(false)).reason).toBe('refreshed_elsewhere')
  })

  test.each<[string, LastWrite, string]>([
    ['a day ago, both at once', written(DAY), 'refreshed_elsewhere'],
    ['both within a minute', written(HOUR, MINUTE), 'refreshed_elsewhere'],
    ['further apart', written(HOUR, MINUTE + 1), 'refresh_token_spent'],
    ['the access token after the other, as no run does', written(HOUR, -SECOND), 'refresh_token_spent'],
    ['just less than 25 hours before the last look', written(25 * HOUR - 1), 'refreshed_elsewhere'],
    ['25 hours before it', written(25 * HOUR), 'refresh_token_spent'],
    ['at an unknown time', UNKNOWN, 'refresh_token_spent'],
    [
      'and there is no access token',
      { ...written(HOUR), accessTokenAt: undefined } as LastWrite,
      'refresh_token_spent',
    ],
  ])('it does not move for 150 seconds; written %s', async (_when, lastWrite, reason) => {
    const { found, looks, lasted } = await look(false, lastWrite)
    expect(found).toEqual(diagnostic(reason as never, {}, 'REQUEST-ID'))
    expect([looks, lasted]).toEqual([16, 150 * SECOND])
    const lost = await look(true, lastWrite)
    expect(lost.found).toEqual(diagnostic('refresh_answer_lost', {}, 'REQUEST-ID'))
  })

  test('after a wait the run’s own write, just before it signed in, is not another run’s', async () => {
    const find = async (ago: number) => {
      const clock = createVirtualClock({ start: START, random: createRandom(1) })
      const lastWrite = async () => ({ ...written(ago), storeTime: clock.now() })
      const request = { ...STARTED, isRenewal: true }
      const context = { clock, reporter: createRecorder(), store: { lastWrite }, request }
      return lookForOtherRun(SPENT, false, context as unknown as SignInContext)
    }
    expect((await find(0)).reason).toBe('refresh_token_spent')
    expect((await find(-MINUTE)).reason).toBe('refreshed_elsewhere')
  })

  test('started by hand, it is no guess: a person may have pasted both secrets', async () => {
    const { found, lasted } = await lookAt({ said: [written(HOUR)], byHand: true })
    expect([found.reason, lasted]).toEqual(['refresh_token_spent', 150 * SECOND])
  })

  describe('where the store knows when this run got its secrets', () => {
    test.each<[string, LastWrite, number, string]>([
      [
        'written since then, even days apart by hand',
        written(HOUR, 9 * DAY),
        2 * HOUR,
        'refreshed_elsewhere',
      ],
      ['in the very second', written(HOUR), HOUR, 'refreshed_elsewhere'],
      ['a second before, as a run writes', written(HOUR + SECOND), HOUR, 'refresh_token_spent'],
    ])('%s', async (_when, said, queuedAgo, reason) => {
      for (const byHand of [true, false]) {
        const { found, lasted } = await lookAt({ said: [said], queuedAt: START - queuedAgo, byHand })
        expect(found).toEqual(diagnostic(reason as never, {}, 'REQUEST-ID'))
        expect(lasted).toBe(reason === 'refreshed_elsewhere' ? 0 : 150 * SECOND)
      }
    })

    test('written since then, but an answer of our own was lost: never skipped', async () => {
      const queuedAt = START - 2 * HOUR
      const { found } = await lookAt({ said: [written(HOUR)], queuedAt, answerLost: true })
      expect(found.reason).toBe('refresh_answer_lost')
    })

    test('but not when it was last written: nothing is guessed', async () => {
      const { found } = await lookAt({ said: [UNKNOWN], queuedAt: START - HOUR })
      expect(found.reason).toBe('refresh_token_spent')
    })
  })
})
