import { describe, expect, test } from '@jest/globals'
import { withNextTimeNull, withoutNextTime } from '../../../sandbox/headhunter/alterations.js'
import { callAnswers, networkAnswers } from '../../../sandbox/headhunter/answers.js'
import { HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import { isRed } from '../../../src/domain/report.js'
import { sealRecoveryCode } from '../../../src/tokens/recovery-code.js'
import { runInProcess } from '../../support/in-process.js'
import { createWorld, type World } from '../../support/world.js'

const PUBLISH = 'POST /resumes/{id}/publish'
const LIST = 'GET /resumes/mine'

const results = (report: { resumes: { outcome: string; diagnostic: { reason: string } }[] }) =>
  report.resumes.map(({ outcome, diagnostic }) => `${outcome}: ${diagnostic.reason}`)
const calls = (world: World, route: string) =>
  world.sandbox.requests.filter((request) => request.route.replace('{resume_id}', '{id}') === route)
const publishRoute = /publish$/

const one = () => createWorld({ resumes: 1 })
const first = (world: World) => world.resumes[0] as (typeof world.resumes)[number]
/** Touched so long ago that it may be touched again in `ms`. */
const touchableIn = (world: World, ms: number) => {
  first(world).updatedAt = world.sandbox.clock.now() - 4 * HOUR + ms
  return world
}

describe('which', () => {
  test('all: every published resume, and no other is called for', async () => {
    const world = createWorld()
    world.sandbox.headHunter.addResume({ status: 'not_published' })
    const { report } = await runInProcess(world)
    expect(results(report)).toEqual(Array(3).fill('touched: touched'))
    expect(world.sandbox.headHunter.touches().map((touch) => touch.kind)).toEqual(Array(3).fill('touched'))
  })

  test('all that finds none is red', async () => {
    const world = createWorld({ resumes: 0 })
    world.sandbox.headHunter.addResume({ status: 'blocked' })
    const { report } = await runInProcess(world)
    expect(report.diagnostics.map((reported) => reported.diagnostic.reason)).toEqual(['no_published_resumes'])
    expect(isRed(report)).toBe(true)
  })

  test.each(['not_published', 'blocked', 'on_moderation'] as const)(
    'one that is %s fails with its own advice, is never published, and stops no other',
    async (status) => {
      const world = one()
      const barred = world.sandbox.headHunter.addResume({ status })
      const { report } = await runInProcess(world, { 'resume-ids': `${barred.id}, ${first(world).id}` })
      expect(results(report)).toEqual([`failed: ${status}`, 'touched: touched'])
      expect(isRed(report)).toBe(true)
      expect(world.sandbox.headHunter.touches(barred.id)).toEqual([])
    },
  )

  test('one that is not in the account, and one asked for twice', async () => {
    const world = one()
    const { id } = first(world)
    const { report } = await runInProcess(world, { 'resume-ids': `${id}\n${id} abc123` })
    expect(results(report)).toEqual(['touched: touched', 'failed: not_in_account'])
  })

  test('a status that HeadHunter invents tomorrow is never published', async () => {
    const world = one()
    first(world).status = 'archived' as never
    const { report } = await runInProcess(world, { 'resume-ids': first(world).id })
    expect(results(report)).toEqual(['failed: status_unknown'])
    expect(world.sandbox.headHunter.touches()).toEqual([])
  })

  test('a dry run says which would be touched and for which it is too early', async () => {
    const world = createWorld({ resumes: 2 })
    touchableIn(world, 2 * HOUR)
    const { report } = await runInProcess(world, { 'dry-run': 'true' })
    expect(results(report)).toEqual(['skipped: too_early', 'skipped: dry_run'])
    expect(calls(world, PUBLISH)).toEqual([])
  })
})

describe('when', () => {
  test('without a resume to touch: one request to HeadHunter, and the time of the next touch', async () => {
    const world = touchableIn(one(), 2 * HOUR)
    const { report } = await runInProcess(world)
    expect(results(report)).toEqual(['skipped: too_early'])
    expect(report.resumes[0]?.nextTouchAt).toBe(first(world).updatedAt + 4 * HOUR)
    expect(world.sandbox.requests.filter((request) => request.service === 'headHunter')).toHaveLength(1)
  })

  test('touchable within max-wait: waits two seconds past the time by HeadHunter’s clock', async () => {
    const world = touchableIn(one(), 10 * MINUTE)
    const due = first(world).updatedAt + 4 * HOUR
    const { report, recorder } = await runInProcess(world, { 'max-wait': '15m' })
    expect(results(report)).toEqual(['touched: touched'])
    expect(world.sandbox.headHunter.touches()[0]?.at).toBe(due + 2 * SECOND)
    expect(recorder.events).toContainEqual(expect.objectContaining({ kind: 'waiting', count: 1 }))
  })

  test('a long wait is reported every ten minutes with the remaining time', async () => {
    const world = touchableIn(one(), 25 * MINUTE)
    const { report, recorder } = await runInProcess(world, { 'max-wait': '1h' })
    expect(results(report)).toEqual(['touched: touched'])
    const waits = recorder.events.filter(({ kind }) => kind === 'waiting')
    const until = first(world).updatedAt
    const left = [25, 15, 5].map((minutes) => minutes * MINUTE + 2 * SECOND)
    expect(waits).toEqual(left.map((lasts) => ({ kind: 'waiting', count: 1, until, lasts })))
  })

  test('hidden by its owner during the wait: not published by us', async () => {
    const world = touchableIn(one(), 10 * MINUTE)
    void world.sandbox.clock.sleep(5 * MINUTE).then(() => {
      first(world).status = 'not_published'
    })
    const { report } = await runInProcess(world, { 'max-wait': '15m' })
    expect(results(report)).toEqual(['failed: not_published'])
    expect(calls(world, PUBLISH)).toEqual([])
  })

  test('touched on the site during the wait: too early, with the new time', async () => {
    const world = touchableIn(one(), 10 * MINUTE)
    void world.sandbox.clock.sleep(5 * MINUTE).then(() => {
      first(world).updatedAt = world.sandbox.clock.now()
    })
    const { report } = await runInProcess(world, { 'max-wait': '15m' })
    expect(results(report)).toEqual(['skipped: too_early'])
    expect(report.resumes[0]?.nextTouchAt).toBe(first(world).updatedAt + 4 * HOUR)
    expect(calls(world, PUBLISH)).toEqual([])
  })

  test('without a readable list after the wait nothing is touched', async () => {
    const world = touchableIn(one(), 10 * MINUTE)
    world.sandbox.faults.add({ route: LIST, kind: 'http_502', nth: 2, times: 99 })
    const { report } = await runInProcess(world, { 'max-wait': '15m' })
    expect(results(report)).toEqual(['failed: hh_unavailable'])
    expect(calls(world, PUBLISH)).toEqual([])
  })

  test('later than max-wait: skipped', async () => {
    const world = touchableIn(one(), 16 * MINUTE)
    const { report } = await runInProcess(world, { 'max-wait': '15m' })
    expect(results(report)).toEqual(['skipped: too_early'])
    expect(calls(world, LIST)).toHaveLength(1)
  })

  test('two that become touchable one after the other are both waited for', async () => {
    const world = createWorld({ resumes: 2 })
    touchableIn(world, 5 * MINUTE)
    const second = world.resumes[1]
    if (second) second.updatedAt = world.sandbox.clock.now() - 4 * HOUR + 9 * MINUTE
    const { report } = await runInProcess(world, { 'max-wait': '10m' })
    expect(results(report)).toEqual(['touched: touched', 'touched: touched'])
  })

  test('a clock of ours that is wrong does not matter', async () => {
    const { skewedClock } = await import('../../../sandbox/clock.js')
    const world = touchableIn(one(), 10 * MINUTE)
    const due = first(world).updatedAt + 4 * HOUR
    const sandbox = { ...world.sandbox, clock: skewedClock(world.sandbox.clock, 3 * HOUR) as never }
    const { report } = await runInProcess({ ...world, sandbox }, { 'max-wait': '15m' })
    expect(results(report)).toEqual(['touched: touched'])
    expect(world.sandbox.headHunter.touches()[0]?.at).toBe(due + 2 * SECOND)
  })

  test('refused as too early though it should be due: read again and waited for again', async () => {
    const world = one()
    world.sandbox.faults.add({ route: publishRoute, kind: 'answer', answer: callAnswers.too_early })
    const { report } = await runInProcess(world, { 'max-wait': '15m' })
    expect(results(report)).toEqual(['touched: touched'])
    expect(calls(world, PUBLISH)).toHaveLength(2)
  })

  test('refused as too early until max-wait is over: skipped, green', async () => {
    const world = one()
    world.sandbox.faults.add({
      route: publishRoute,
      kind: 'answer',
      answer: callAnswers.too_early,
      times: 99,
    })
    const { report } = await runInProcess(world, { 'max-wait': '15m' })
    expect(results(report)).toEqual(['skipped: too_early'])
    expect(isRed(report)).toBe(false)
    expect(calls(world, PUBLISH).length).toBeGreaterThan(5)
  })

  test.each([
    ['named', undefined],
    ['missing', withoutNextTime],
    ['null', withNextTimeNull],
  ])('refused for five hours, its next time %s: ever rarer tries', async (_time, alter) => {
    const world = one()
    if (alter) world.sandbox.faults.add({ route: LIST, kind: 'altered', alter, times: 999 })
    world.sandbox.faults.add({
      route: publishRoute,
      kind: 'answer',
      answer: callAnswers.too_early,
      times: 999,
    })
    const begun = world.sandbox.clock.now()
    const { report } = await runInProcess(world, { 'max-wait': '5h' })
    expect(results(report)).toEqual(['skipped: too_early'])
    expect(report.resumes[0]?.nextTouchAt).toBeUndefined()
    const posts = calls(world, PUBLISH).map(({ at }) => at - begun)
    expect(posts.filter((at) => at < HOUR)).toHaveLength(8)
    expect(posts).toHaveLength(16)
  })

  test('without max-wait a 429 is simply too early', async () => {
    const world = one()
    world.sandbox.faults.add({ route: publishRoute, kind: 'answer', answer: callAnswers.too_early })
    const { report } = await runInProcess(world)
    expect(results(report)).toEqual(['skipped: too_early'])
    expect(calls(world, PUBLISH)).toHaveLength(1)
    expect(calls(world, LIST)).toHaveLength(2)
  })

  test('while it waits, somebody else touches: known from the next look', async () => {
    const world = one()
    const { id } = first(world)
    world.sandbox.faults.add({ route: publishRoute, kind: 'lost_answer' })
    const { report } = await runInProcess(world, { 'max-wait': '5h' })
    expect(results(report)).toEqual(['touched: touched'])
    expect(world.sandbox.headHunter.touches(id)).toHaveLength(1)
  })
})

describe('an access token that expires while the run waits', () => {
  const dyingIn = (ms: number) => {
    const world = touchableIn(one(), HOUR)
    world.pair.expiresAt = world.sandbox.clock.now() + ms
    return world
  }

  test('is replaced, its successor saved before the touch', async () => {
    const world = dyingIn(30 * MINUTE)
    const { report } = await runInProcess(world, { 'max-wait': '2h' })
    expect(report.diagnostics).toEqual([])
    expect(results(report)).toEqual(['touched: touched'])
    expect(report.tokensRotated).toBe(true)
    const { HH_ACCESS_TOKEN = '' } = world.sandbox.github.secrets()
    expect(world.sandbox.headHunter.accepts(HH_ACCESS_TOKEN)).toBe(true)
  })

  test('when another run replaced it: skipped with a warning, not red together with "nothing to do"', async () => {
    const world = dyingIn(30 * MINUTE)
    const { headHunter, github, clock } = world.sandbox
    const given = { 'access-token': world.pair.accessToken, 'refresh-token': world.pair.refreshToken }
    const elsewhere = clock.sleep(40 * MINUTE).then(() => {
      world.pair.refreshed = true
      const newer = headHunter.issuePair()
      github.setSecret('HH_ACCESS_TOKEN', newer.accessToken)
      github.setSecret('HH_REFRESH_TOKEN', newer.refreshToken)
    })
    const { report } = await runInProcess(world, { ...given, 'max-wait': '2h' })
    await elsewhere
    expect(results(report)).toEqual(['skipped: refreshed_elsewhere'])
    expect(report.diagnostics.map(({ severity, diagnostic }) => [severity, diagnostic.reason])).toEqual([
      ['warning', 'refreshed_elsewhere'],
    ])
    expect(isRed(report)).toBe(false)
  })

  test('the store is proved again before the refresh, also if it was proved before the wait', async () => {
    const world = dyingIn(30 * MINUTE)
    const { headHunter, clock } = world.sandbox
    const revoked = clock.sleep(20 * MINUTE).then(() => {
      world.githubToken.revoked = true
    })
    const { report } = await runInProcess(world, { 'max-wait': '2h' }, { byHand: true })
    await revoked
    expect(report.diagnostics.map(({ severity, diagnostic }) => [severity, diagnostic.reason])).toEqual([
      ['problem', 'github_token_refused'],
    ])
    expect(headHunter.refreshable(world.pair.refreshToken)).toBe(true)
    expect(calls(world, 'POST /token')).toEqual([])
  })

  test('one that this very run got, and that is refused once by mistake: used all the same', async () => {
    const world = touchableIn(one(), HOUR)
    const { headHunter, clock } = world.sandbox
    headHunter.expire(world.pair.accessToken)
    const mistaken = clock
      .sleep(30 * MINUTE)
      .then(() => headHunter.force(LIST, callAnswers.access_token_expired))
    const { report } = await runInProcess(world, { 'max-wait': '2h' })
    await mistaken
    expect([results(report), report.diagnostics]).toEqual([['touched: touched'], []])
    expect(calls(world, 'POST /token')).toHaveLength(1)
  })

  test('one that came with a recovery code is replaced with its own refresh token', async () => {
    const world = touchableIn(one(), 3 * HOUR)
    const { headHunter, github, clock } = world.sandbox
    world.pair.refreshed = true
    headHunter.expire(world.pair.accessToken)
    const recovered = headHunter.issuePair()
    recovered.expiresAt = clock.now() + 90 * MINUTE
    const clientSecret = headHunter.state.applications[0]?.secret ?? ''
    const code = sealRecoveryCode(recovered, { clientSecret, oldAccessToken: world.pair.accessToken })
    const { report } = await runInProcess(world, { 'auth-code': code, 'max-wait': '4h' })
    expect([results(report), report.tokensRotated]).toEqual([['touched: touched'], true])
    const { HH_ACCESS_TOKEN = '', HH_REFRESH_TOKEN = '' } = github.secrets()
    expect(headHunter.accepts(HH_ACCESS_TOKEN)).toBe(true)
    expect(headHunter.refreshable(HH_REFRESH_TOKEN)).toBe(true)
  })

  test('without a new one the resume fails, and the cause is reported', async () => {
    const world = dyingIn(30 * MINUTE)
    const { report } = await runInProcess(world, { 'max-wait': '2h', 'refresh-token': '' })
    expect(results(report)).toEqual(['failed: access_token_expired'])
    expect(report.diagnostics.map((reported) => reported.diagnostic.reason)).toEqual([
      'refresh_token_missing',
    ])
  })
})

describe('a touch that is refused for its access token', () => {
  const refuseOnce = (world: World) =>
    world.sandbox.faults.add({
      route: publishRoute,
      kind: 'answer',
      answer: callAnswers.access_token_expired,
    })

  test('once and by mistake: tried again', async () => {
    const world = createWorld()
    refuseOnce(world)
    const { report } = await runInProcess(world)
    expect([results(report), report.diagnostics]).toEqual([Array(3).fill('touched: touched'), []])
    expect(calls(world, 'POST /token')).toEqual([])
  })

  test('once, and hidden by its owner before it is tried again: left alone', async () => {
    const world = one()
    refuseOnce(world)
    world.sandbox.watch(({ route }, phase) => {
      if (phase === 'done' && publishRoute.test(route)) first(world).status = 'not_published'
    })
    const { report } = await runInProcess(world)
    expect(results(report)).toEqual(['failed: not_published'])
    expect(calls(world, PUBLISH)).toHaveLength(1)
  })

  test('since it expired a moment ago: renewed, and tried again', async () => {
    const world = one()
    const stop = world.sandbox.watch(({ route }, phase) => {
      if (phase !== 'arrived' || !publishRoute.test(route)) return
      stop()
      world.sandbox.headHunter.expire(world.pair.accessToken)
    })
    const { report } = await runInProcess(world)
    expect([results(report), report.tokensRotated]).toEqual([['touched: touched'], true])
  })
})

describe('whether it took effect', () => {
  test('a 429 after our own retry counts when the date moved', async () => {
    const world = one()
    world.sandbox.faults.add({ route: publishRoute, kind: 'lost_answer' })
    const { report } = await runInProcess(world)
    expect(results(report)).toEqual(['touched: touched'])
    expect(report.resumes[0]?.nextTouchAt).toBe(first(world).updatedAt + 4 * HOUR)
  })

  test('all answers lost, but the date moved', async () => {
    const world = one()
    world.sandbox.faults.add({ route: publishRoute, kind: 'stall', after: true, times: 9 })
    const { report } = await runInProcess(world)
    expect(results(report)).toEqual(['touched: touched'])
  })

  test('204 and a list that shows it a moment later', async () => {
    const world = one()
    world.sandbox.headHunter.state.listLag = 2 * SECOND
    const { report } = await runInProcess(world)
    expect(results(report)).toEqual(['touched: touched'])
    expect(calls(world, LIST)).toHaveLength(3)
  })

  test('204 and a date that does not move: failed, for a run never lies', async () => {
    const world = one()
    world.sandbox.headHunter.state.listLag = HOUR
    const { report } = await runInProcess(world)
    expect(results(report)).toEqual(['failed: not_effective'])
    expect(isRed(report)).toBe(true)
  })

  test('204 and a list that can not be read: touched, with a word of doubt', async () => {
    const world = one()
    world.sandbox.faults.add({ route: LIST, kind: 'http_503', nth: 2, times: 9 })
    const { report } = await runInProcess(world)
    expect(results(report)).toEqual(['touched: touched_unverified'])
    expect(report.resumes[0]).toMatchObject({ nextTouchAt: undefined, updatedAt: undefined })
    expect(report.diagnostics).toEqual([
      { severity: 'warning', diagnostic: { reason: 'touched_unverified', details: {} } },
    ])
    expect(isRed(report)).toBe(false)
  })
})

describe('what HeadHunter may refuse', () => {
  test.each([
    ['cannot_publish', callAnswers.cannot_publish],
    ['not_in_account', callAnswers.not_found],
    ['application_may_not_touch', callAnswers.forbidden],
    ['access_token_expired', callAnswers.access_token_expired],
    ['captcha_required', networkAnswers.captcha_required],
    ['region_blocked', networkAnswers.region_blocked],
  ])('%s: one resume fails and the others are touched', async (reason, answer) => {
    const world = createWorld()
    const match = ({ path }: { path: string }) => path.includes(first(world).id)
    world.sandbox.faults.add({ route: publishRoute, match, kind: 'answer', answer, times: 9 })
    const { report } = await runInProcess(world)
    expect(results(report)).toEqual([`failed: ${reason}`, 'touched: touched', 'touched: touched'])
    expect(report.resumes[0]?.diagnostic.requestId).toBe(
      answer.body.includes('request_id') ? '163655183783867bb9cd3dcdd2283e01' : undefined,
    )
    expect(isRed(report)).toBe(true)
  })
})
