import { describe, expect, test } from '@jest/globals'
import { createVirtualClock } from '../../../sandbox/clock.js'
import { createRandom } from '../../../sandbox/random.js'
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import type { HeadHunter, PublishOutcome, Resume } from '../../../src/domain/headhunter.js'
import { diagnostic, err, ok, type Reason } from '../../../src/reasons/index.js'
import { Touching, type TouchRequest } from '../../../src/touch/touch.js'
import { createRecorder } from '../../support/recorder.js'

const NOW = Date.UTC(2026, 0, 5, 9)
/** HeadHunter's clock is ahead of ours by this much: nothing may go by ours. */
const AHEAD = 7 * MINUTE

const resume = (given: Partial<Resume> = {}): Resume => ({
  id: 'a1',
  title: 'Engineer',
  status: 'published',
  nextTouchAt: undefined,
  updatedAt: NOW - DAY,
  views: 12,
  newViews: 3,
  url: 'https://hh.ru/resume/a1',
  ...given,
})
const refusal = (reason: Reason): PublishOutcome => ({
  ok: false,
  diagnostic: diagnostic(reason, {}, 'REQUEST-ID'),
  answerLost: false,
})
const numbered = (count: number) => Array.from({ length: count }, (_, index) => resume({ id: `a${index}` }))

interface World {
  resumes: Resume[]
  /** The answers to touches, in order; those that are not named work. */
  answers?: PublishOutcome[]
  /** The numbers of the looks at the list, counted after the first, that HeadHunter refuses. */
  hiddenAt?: number[]
  /** Touches that worked show only from this look on. */
  shownAt?: number
  /** By how much HeadHunter's clock is off at each look, counted after the first. */
  offAt?: number[]
}

/** A HeadHunter whose answers are exact to the millisecond; `lasted`: what the run took of its clock. */
async function touch(world: World, given: Partial<TouchRequest> = {}) {
  const clock = createVirtualClock({ start: NOW - AHEAD, random: createRandom(1) })
  const now = () => clock.now() + AHEAD
  const { resumes, answers = [], hiddenAt = [], shownAt = 1, offAt = [] } = world
  const calls = { looks: 0, me: 0, touches: [] as [string, number][], atOnce: 0 }
  const touched = new Map<string, number>()
  let underWay = 0
  const list = () => ({
    serverTime: now(),
    resumes: resumes.map((it) => {
      const at = touched.get(it.id)
      return at === undefined ? it : { ...it, updatedAt: at, nextTouchAt: at + 4 * HOUR }
    }),
  })
  const headHunter = {
    resumes: async () => {
      calls.looks += 1
      if (hiddenAt.includes(calls.looks)) return err('timed_out')
      const serverTime = now() + (offAt[calls.looks - 1] ?? 0)
      return ok({ resumes: calls.looks < shownAt ? resumes : list().resumes, serverTime })
    },
    me: async () => {
      calls.me += 1
      return ok({ isApplicant: true })
    },
    publish: async (_: string, id: string) => {
      underWay += 1
      calls.atOnce = Math.max(calls.atOnce, underWay)
      await Promise.resolve()
      underWay -= 1
      const answer = answers[calls.touches.length] ?? { ok: true }
      calls.touches.push([id, now() - NOW])
      if (answer.ok) touched.set(id, now())
      return answer
    },
  } as unknown as HeadHunter
  const recorder = createRecorder()
  const request: TouchRequest = {
    accessToken: 'TOKEN',
    resumes: { serverTime: now(), resumes },
    resumeIds: 'all',
    maxWaitMs: 0,
    dryRun: false,
    ...given,
  }
  const renew = async () => undefined
  const touching = new Touching(request, { headHunter, clock, reporter: recorder, renew })
  const { hasWork } = touching
  const { resumes: results, diagnostics } = await touching.run()
  return { results, hasWork, calls, diagnostics, lasted: now() - NOW, events: recorder.events }
}
const endings = ({ results }: Awaited<ReturnType<typeof touch>>) =>
  results.map(({ outcome, diagnostic }) => `${outcome}: ${diagnostic.reason}`)

describe('to the millisecond', () => {
  test('due at this very moment: touched without a wait, at most three at once', async () => {
    const run = await touch({ resumes: numbered(5).map((it) => ({ ...it, nextTouchAt: NOW })) })
    expect(endings(run)).toEqual(Array(5).fill('touched: touched'))
    expect(run.calls).toMatchObject({ looks: 1, me: 0, atOnce: 3 })
    expect(run.calls.touches.every(([, at]) => at === 0)).toBe(true)
    expect(run.events).toEqual([{ kind: 'touching', count: 5 }, { kind: 'verifying' }])
  })

  test('due at the last moment of max-wait: waited for, two seconds past it; a moment later: not', async () => {
    const resumes = [
      resume({ nextTouchAt: NOW + MINUTE }),
      resume({ id: 'b2', nextTouchAt: NOW + MINUTE + 1 }),
    ]
    const run = await touch({ resumes }, { maxWaitMs: MINUTE })
    expect(endings(run)).toEqual(['touched: touched', 'skipped: too_early'])
    expect(run.calls.touches).toEqual([['a1', 62 * SECOND]])
    // By now it could be touched: a moment in the past is no time to come back at.
    expect(run.results[1]).toMatchObject({ diagnostic: { details: {} }, nextTouchAt: undefined })
    const waiting = { kind: 'waiting', count: 1, until: NOW + 62 * SECOND, lasts: 62 * SECOND }
    expect(run.events[0]).toEqual(waiting)
  })

  test('one due, two soon, one late: each at its own time, and the late one not', async () => {
    const due = [0, MINUTE, 3 * MINUTE, HOUR]
    const resumes = due.map((ms, index) => resume({ id: `a${index}`, nextTouchAt: NOW + ms }))
    const run = await touch({ resumes }, { maxWaitMs: 10 * MINUTE })
    expect(run.calls.touches).toEqual([
      ['a0', 0],
      ['a1', MINUTE + 2 * SECOND],
      ['a2', 3 * MINUTE + 2 * SECOND],
    ])
    expect(endings(run)[3]).toBe('skipped: too_early')
  })

  test.each([-2000 * 365 * DAY, -9 * HOUR, 9 * HOUR, 2000 * 365 * DAY])(
    'a clock of HeadHunter’s that is off by %i at one look: no longer than max-wait',
    async (off) => {
      const resumes = [
        resume({ nextTouchAt: NOW + MINUTE }),
        resume({ id: 'b2', nextTouchAt: NOW + 2 * MINUTE }),
      ]
      const run = await touch({ resumes, offAt: [off] }, { maxWaitMs: 5 * MINUTE })
      expect(run.lasted).toBeLessThanOrEqual(7 * MINUTE)
      expect(run.calls.looks).toBeLessThan(9)
    },
  )

  test('what was refused for another cause is not tried again; what is due beyond max-wait neither', async () => {
    const [broken, early] = numbered(2) as [Resume, Resume]
    const world = { resumes: [broken, early], answers: [refusal('bad_request'), refusal('too_early')] }
    const running = touch(world, { maxWaitMs: 10 * MINUTE })
    early.nextTouchAt = NOW + HOUR
    const run = await running
    expect(endings(run)).toEqual(['failed: cannot_publish', 'skipped: too_early'])
    expect([run.calls.touches.length, run.lasted]).toEqual([2, 0])
  })

  test('without max-wait, a millisecond is too early: no call at all', async () => {
    const run = await touch({ resumes: [resume({ nextTouchAt: NOW + 1 })] })
    expect(endings(run)).toEqual(['skipped: too_early'])
    expect(run.calls).toEqual({ looks: 0, me: 0, touches: [], atOnce: 0 })
    expect(run.events).toEqual([])
  })

  test.each([
    ['which still says that it is due', NOW - HOUR, [], 32 * SECOND],
    ['which names a moment within half a minute', NOW + 10 * SECOND, [], 32 * SECOND],
    ['which can not be seen', NOW - HOUR, [1], 32 * SECOND],
  ])('refused as too early: the list is read, %s, and in half a minute it is tried again', async (...row) => {
    const [, nextTouchAt, hiddenAt, again] = row
    const first = resume({ nextTouchAt: NOW - HOUR })
    const world = { resumes: [first], answers: [refusal('too_early')], hiddenAt }
    const running = touch(world, { maxWaitMs: HOUR })
    first.nextTouchAt = nextTouchAt
    const run = await running
    expect(endings(run)).toEqual(['touched: touched'])
    expect(run.calls.touches.map(([, at]) => at)).toEqual([0, again])
  })

  test('a touch that does not show is looked for once more, three seconds later', async () => {
    const late = await touch({ resumes: [resume()], shownAt: 2 })
    expect([endings(late), late.calls.looks, late.lasted]).toEqual([['touched: touched'], 2, 3 * SECOND])
    const never = await touch({ resumes: [resume()], shownAt: 99 })
    expect([endings(never), never.calls.looks]).toEqual([['failed: not_effective'], 2])
  })

  test('one that was refused does not spare the other its second look', async () => {
    const run = await touch({ resumes: numbered(2), answers: [refusal('bad_request')], shownAt: 2 })
    expect([endings(run), run.calls.looks]).toEqual([['failed: cannot_publish', 'touched: touched'], 2])
  })

  test('the second look fails: what the first one showed counts', async () => {
    const run = await touch({ resumes: [resume()], shownAt: 9, hiddenAt: [2] })
    expect(endings(run)).toEqual(['failed: not_effective'])
  })

  test('a list that can not be seen is not looked at twice', async () => {
    const run = await touch({ resumes: [resume()], hiddenAt: [1] })
    expect([endings(run), run.calls.looks, run.lasted]).toEqual([['touched: touched_unverified'], 1, 0])
  })

  test('a refused touch needs no second look', async () => {
    const run = await touch({ resumes: [resume()], answers: [refusal('bad_request')] })
    expect([endings(run), run.calls.looks, run.lasted]).toEqual([['failed: cannot_publish'], 1, 0])
  })
})

describe('the reported result of a resume', () => {
  test('all that the last list shows', async () => {
    const { results } = await touch({ resumes: [resume()] })
    expect(results).toEqual([
      {
        id: 'a1',
        title: 'Engineer',
        outcome: 'touched',
        diagnostic: { reason: 'touched', details: {} },
        nextTouchAt: NOW + 4 * HOUR,
        updatedAt: NOW,
        views: 12,
        newViews: 3,
        url: 'https://hh.ru/resume/a1',
      },
    ])
  })

  test('of one that is not there: its id', async () => {
    const { results } = await touch({ resumes: [] }, { resumeIds: ['zz'] })
    expect(results).toEqual([
      { id: 'zz', title: '', outcome: 'failed', diagnostic: { reason: 'not_in_account', details: {} } },
    ])
  })

  test('refused as too early: when it may be touched, and which request it was', async () => {
    const early = resume({ nextTouchAt: NOW - SECOND })
    const running = touch({ resumes: [early], answers: [refusal('too_early')] })
    early.nextTouchAt = NOW + HOUR
    const { results } = await running
    expect(results[0]?.diagnostic).toEqual({
      reason: 'too_early',
      details: { at: NOW + HOUR },
      requestId: 'REQUEST-ID',
    })
  })

  test.each([undefined, NOW - SECOND, NOW])(
    'refused as too early, and HeadHunter names %s: when it can be touched is unknown, never in the past',
    async (nextTouchAt) => {
      const { results } = await touch({ resumes: [resume({ nextTouchAt })], answers: [refusal('too_early')] })
      expect(results[0]).toMatchObject({ diagnostic: { details: {} }, nextTouchAt: undefined })
    },
  )

  test('no resume of a dry run, or of one that is blocked, names a moment in the past', async () => {
    const past = { nextTouchAt: NOW - HOUR }
    const dry = await touch({ resumes: [resume(past)] }, { dryRun: true })
    const blocked = await touch({ resumes: [resume({ ...past, status: 'blocked' })] }, { resumeIds: ['a1'] })
    for (const { results } of [dry, blocked]) expect(results[0]?.nextTouchAt).toBeUndefined()
  })

  test('forbidden for several: the cause is requested once, and reported for each', async () => {
    const run = await touch({ resumes: numbered(3), answers: [refusal('forbidden'), refusal('forbidden')] })
    expect(endings(run)).toEqual([...Array(2).fill('failed: application_may_not_touch'), 'touched: touched'])
    expect(run.calls.me).toBe(1)
  })

  test('forbidden for one, another refusal for the other: each gets its own reason', async () => {
    const run = await touch({ resumes: numbered(2), answers: [refusal('forbidden'), refusal('not_found')] })
    expect(endings(run)).toEqual(['failed: application_may_not_touch', 'failed: not_in_account'])
  })

  test('a refusal that was heard is one, though the date moved by another hand', async () => {
    const it = resume()
    const running = touch({ resumes: [it], answers: [refusal('bad_request')] })
    it.updatedAt = NOW
    expect(endings(await running)).toEqual(['failed: cannot_publish'])
  })

  test('refused as too early, and the list can not be seen: still no more than that', async () => {
    const run = await touch({ resumes: [resume()], answers: [refusal('too_early')], hiddenAt: [1] })
    expect(endings(run)).toEqual(['skipped: too_early'])
  })

  test('another refusal is not asked about', async () => {
    const run = await touch({ resumes: numbered(2), answers: [refusal('not_found')] })
    expect(endings(run)).toEqual(['failed: not_in_account', 'touched: touched'])
    expect(run.calls.me).toBe(0)
  })

  test('an answer that was lost counts by what the list shows', async () => {
    const lost: PublishOutcome = { ok: false, diagnostic: diagnostic('timed_out'), answerLost: true }
    const run = await touch({ resumes: [resume()], answers: [lost] })
    expect(endings(run)).toEqual(['failed: timed_out'])
    const unseen = await touch({ resumes: [resume()], answers: [lost], hiddenAt: [1] })
    expect(endings(unseen)).toEqual(['failed: timed_out'])
  })
})

describe('in a dry run', () => {
  test.each([
    [undefined, 0, 'dry_run', {}],
    [NOW, 0, 'dry_run', { at: NOW }],
    [NOW + 1, 0, 'too_early', { at: NOW + 1 }],
    [NOW + MINUTE, MINUTE, 'dry_run', { at: NOW + MINUTE }],
    [NOW + MINUTE + 1, MINUTE, 'too_early', { at: NOW + MINUTE + 1 }],
  ] as const)(
    'touchable at %s with a max-wait of %s: %s',
    async (nextTouchAt, maxWaitMs, reason, details) => {
      const run = await touch({ resumes: [resume({ nextTouchAt })] }, { maxWaitMs, dryRun: true })
      expect(run.results[0]).toMatchObject({ outcome: 'skipped', diagnostic: { reason, details } })
      expect([run.calls.touches, run.calls.looks, run.lasted]).toEqual([[], 0, 0])
    },
  )

  test('what may not be touched fails as it would in earnest', async () => {
    const run = await touch({ resumes: [resume({ status: 'blocked' })] }, { resumeIds: ['a1'], dryRun: true })
    expect(endings(run)).toEqual(['failed: blocked'])
  })
})

test('no published resume at all is a problem; a given one that is barred is one of its own', async () => {
  const none = await touch({ resumes: [resume({ status: 'not_published' })] })
  expect(none.diagnostics).toEqual([
    { severity: 'problem', diagnostic: { reason: 'no_published_resumes', details: {} } },
  ])
  const given = await touch({ resumes: [resume({ status: 'not_published' })] }, { resumeIds: ['a1'] })
  expect([given.diagnostics, endings(given)]).toEqual([[], ['failed: not_published']])
})
