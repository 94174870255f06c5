import { describe, expect, test } from '@jest/globals'
import { githubError, primaryLimit, secondaryLimit } from '../../../sandbox/github/errors.js'
import { withoutRefreshToken } from '../../../sandbox/headhunter/alterations.js'
import { callAnswers, networkAnswers, tokenAnswers } from '../../../sandbox/headhunter/answers.js'
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import type { TokenPair } from '../../../src/domain/headhunter.js'
import { isRed } from '../../../src/domain/report.js'
import { createShutdown } from '../../../src/domain/shutdown.js'
import { catalogue } from '../../../src/i18n/index.js'
import { openRecoveryCode, sealRecoveryCode } from '../../../src/tokens/recovery-code.js'
import { decodeStagedPair, encodeStagedPair } from '../../../src/tokens/staged-pair.js'
import { runInProcess } from '../../support/in-process.js'
import { createWorld, type World } from '../../support/world.js'

const PUT_SECRET = /^PUT \/repos\/.*\/secrets\//

const reasons = (report: { diagnostics: { diagnostic: { reason: string } }[] }) =>
  report.diagnostics.map((reported) => reported.diagnostic.reason)
const outcomes = (report: { resumes: { outcome: string }[] }) =>
  report.resumes.map((resume) => resume.outcome)
const ALL_TOUCHED = ['touched', 'touched', 'touched']
const refreshes = (world: World) =>
  world.sandbox.requests.filter((request) => request.route === 'POST /token')
const writesOf = (world: World, name: string) =>
  world.sandbox.github.writes.filter((write) => write.name === name && write.by !== 'person')

/** Fifteen days later the access token has expired. */
const expired = (options = {}) => {
  const world = createWorld(options)
  world.sandbox.clock.advance(15 * DAY)
  return world
}
const asPair = ({ accessToken, refreshToken, expiresAt }: TokenPair): TokenPair => ({
  accessToken,
  refreshToken,
  expiresAt,
})

/** Another run rotated the pair. */
const rotateElsewhere = (world: World): TokenPair => {
  const old = world.sandbox.headHunter.pair(world.pair.accessToken)
  if (old) old.refreshed = true
  return asPair(world.sandbox.headHunter.issuePair())
}
const codeOf = (world: World, pair: TokenPair, oldAccessToken = world.pair.accessToken) =>
  sealRecoveryCode(pair, {
    clientSecret: world.sandbox.headHunter.state.applications[0]?.secret ?? '',
    oldAccessToken,
  })

describe('1. the access token comes first', () => {
  test('a valid one is used, and nothing is refreshed or written', async () => {
    const world = createWorld()
    const { report } = await runInProcess(world)
    expect(outcomes(report)).toEqual(ALL_TOUCHED)
    expect(refreshes(world)).toEqual([])
    expect(writesOf(world, 'HH_REFRESH_TOKEN')).toEqual([])
  })

  test.each([
    ['expired', (world: World) => world.sandbox.headHunter.expire(world.pair.accessToken)],
    ['missing', (world: World) => world.sandbox.headHunter.expire(world.pair.accessToken)],
  ])('an access token that is %s is refreshed', async (kind, act) => {
    const world = createWorld()
    act(world)
    const { report } = await runInProcess(world, kind === 'missing' ? { 'access-token': '' } : {})
    expect(outcomes(report)).toEqual(ALL_TOUCHED)
    expect(report.tokensRotated).toBe(true)
  })

  test('without a refresh token there is nothing to refresh with', async () => {
    const world = expired()
    const { report } = await runInProcess(world, { 'refresh-token': '' })
    expect(reasons(report)).toEqual(['refresh_token_missing'])
    expect(isRed(report)).toBe(true)
  })

  test.each(['application_deleted', 'user_token_expected', 'region_blocked', 'address_filtered'] as const)(
    '%s is no reason to spend anything',
    async (name) => {
      const world = expired()
      const { callAnswers, networkAnswers } = await import('../../../sandbox/headhunter/answers.js')
      const answer = { ...callAnswers, ...networkAnswers }[name]
      world.sandbox.headHunter.force('GET /resumes/mine', answer, 9)
      const { report } = await runInProcess(world)
      expect(reasons(report)).toEqual([name])
      expect(refreshes(world)).toEqual([])
    },
  )
})

describe('2. the store is proved before anything is spent', () => {
  test.each([
    ['read-only', 'github_token_cannot_write'],
    ['job', 'github_token_is_job_token'],
    ['expired', 'github_token_refused'],
    ['no-access', 'github_token_cannot_write'],
  ] as const)('a token that is %s: red, nothing spent', async (token, reason) => {
    const world = expired({ token })
    const { report } = await runInProcess(world)
    expect(reasons(report)).toEqual([reason])
    expect(isRed(report)).toBe(true)
    expect(refreshes(world)).toEqual([])
    expect(world.sandbox.headHunter.refreshable(world.pair.refreshToken)).toBe(true)
  })

  test('the probe has a separate name and is deleted', async () => {
    const world = expired()
    await runInProcess(world)
    expect(writesOf(world, 'HH_RESUME_TOUCH_PROBE').map((write) => write.action)).toEqual([
      'created',
      'deleted',
    ])
    expect(Object.keys(world.sandbox.github.secrets())).toEqual(['HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN'])
  })

  test('a run by hand proves it, touches, and ends red', async () => {
    const world = createWorld({ token: 'read-only' })
    const { report } = await runInProcess(world, {}, { byHand: true })
    expect(outcomes(report)).toEqual(ALL_TOUCHED)
    expect(reasons(report)).toEqual(['github_token_cannot_write'])
    expect(isRed(report)).toBe(true)
  })

  test('a dry run proves it, says what it would do, and changes nothing', async () => {
    const world = createWorld()
    const { report } = await runInProcess(world, { 'dry-run': 'true' })
    expect(report.resumes.map((resume) => [resume.outcome, resume.diagnostic.reason])).toEqual(
      Array(3).fill(['skipped', 'dry_run']),
    )
    expect(writesOf(world, 'HH_RESUME_TOUCH_PROBE')).toHaveLength(2)
    expect(world.sandbox.headHunter.touches()).toEqual([])
    expect(isRed(report)).toBe(false)
  })

  test('a dry run spends neither token nor code', async () => {
    const world = expired()
    const code = world.sandbox.headHunter.authorizationCode().code
    const { report } = await runInProcess(world, { 'dry-run': 'true', 'auth-code': code })
    expect(reasons(report)).toEqual(['would_exchange', 'would_refresh'])
    expect(refreshes(world)).toEqual([])
  })

  test('a scheduled run with a token that may not write warns from the first day', async () => {
    const world = createWorld({ token: 'job' })
    const { report } = await runInProcess(world)
    expect(report.diagnostics).toEqual([
      { severity: 'warning', diagnostic: expect.objectContaining({ reason: 'github_token_is_job_token' }) },
    ])
    expect(isRed(report)).toBe(false)
  })
})

describe('3. and 4. mask, stage, finalize, touch', () => {
  test('in this order, and new tokens are masked before anything else', async () => {
    const world = expired()
    const { report, recorder } = await runInProcess(world)
    const order = world.sandbox.requests.map(
      (request) => `${request.method} ${request.path.split('/').pop()}`,
    )
    expect(order).toEqual([
      'GET mine',
      'GET public-key',
      'PUT HH_RESUME_TOUCH_PROBE',
      'DELETE HH_RESUME_TOUCH_PROBE',
      'POST token',
      'PUT HH_REFRESH_TOKEN',
      'PUT HH_ACCESS_TOKEN',
      'PUT HH_REFRESH_TOKEN',
      'GET mine',
      'POST publish',
      'POST publish',
      'POST publish',
      'GET mine',
    ])
    const secrets = world.sandbox.github.secrets()
    const [staged, settled] = writesOf(world, 'HH_REFRESH_TOKEN').map((write) => write.value ?? '')
    expect(decodeStagedPair(staged ?? '')).toEqual({
      accessToken: secrets.HH_ACCESS_TOKEN,
      refreshToken: settled,
      expiresAt: report.accessTokenExpiresAt,
    })
    expect(recorder.masked).toContain(secrets.HH_ACCESS_TOKEN)
    expect(recorder.masked).toContain(secrets.HH_REFRESH_TOKEN)
    expect(recorder.masked).toContain(staged)
  })

  test('passing faults of the deciding write are outlasted', async () => {
    const world = expired()
    world.sandbox.faults.add({ service: 'github', route: PUT_SECRET, kind: 'http_502', nth: 2, times: 4 })
    const { report } = await runInProcess(world)
    expect(report.tokensRotated).toBe(true)
    expect(reasons(report)).toEqual([])
  })

  test('a later failure is a warning, and the next run finalizes', async () => {
    const world = expired()
    world.sandbox.faults.add({ service: 'github', route: PUT_SECRET, kind: 'reset', nth: 3, times: 40 })
    const { report } = await runInProcess(world)
    expect(report.diagnostics.map((reported) => [reported.severity, reported.diagnostic.reason])).toEqual([
      ['warning', 'settle_failed'],
      ['notice', 'github_unreachable'],
    ])
    expect(outcomes(report)).toEqual(ALL_TOUCHED)
    const staged = world.sandbox.github.secrets().HH_REFRESH_TOKEN ?? ''

    world.sandbox.faults.clear()
    world.sandbox.clock.advance(5 * HOUR)
    const next = await runInProcess(world)
    expect(reasons(next.report)).toEqual([])
    expect(world.sandbox.github.secrets()).toEqual({
      HH_ACCESS_TOKEN: decodeStagedPair(staged)?.accessToken,
      HH_REFRESH_TOKEN: decodeStagedPair(staged)?.refreshToken,
    })
    expect(next.recorder.masked).toContain(decodeStagedPair(staged)?.refreshToken)
  })

  test('environment secrets', async () => {
    const world = expired({ environment: 'home page' })
    const { report } = await runInProcess(world, { environment: 'home page' })
    expect(report.tokensRotated).toBe(true)
    const saved = world.sandbox.github.secrets({ environment: 'home page' })
    expect(world.sandbox.headHunter.accepts(saved.HH_ACCESS_TOKEN ?? '')).toBe(true)
    expect(world.sandbox.github.secrets()).toEqual({})
  })

  test('secrets of other names', async () => {
    const world = expired()
    await runInProcess(world, { 'access-token-secret': 'A_TOKEN', 'refresh-token-secret': 'R_TOKEN' })
    expect(Object.keys(world.sandbox.github.secrets())).toEqual(
      expect.arrayContaining(['A_TOKEN', 'R_TOKEN']),
    )
  })
})

describe('5. the recovery code', () => {
  const saveFails = (world: World) =>
    world.sandbox.faults.add({ service: 'github', route: PUT_SECRET, kind: 'http_503', nth: 2, times: 999 })

  test('printed when the save fails for good; the run touches meanwhile and ends red', async () => {
    const world = expired()
    saveFails(world)
    const { report, recorder } = await runInProcess(world)
    expect(reasons(report)).toEqual(['save_failed', 'github_unreachable'])
    expect(outcomes(report)).toEqual(ALL_TOUCHED)
    expect(isRed(report)).toBe(true)
    expect(report.tokensRotated).toBe(false)
    expect(recorder.codes).toHaveLength(1)
    expect(world.sandbox.github.secrets().HH_REFRESH_TOKEN).toBe(world.pair.refreshToken)
  })

  test.each([
    ['at once', HOUR],
    ['weeks late, when its own access token has expired', 20 * DAY],
  ])('handed in %s it brings everything back', async (_when, later) => {
    const world = expired()
    saveFails(world)
    const { recorder } = await runInProcess(world)
    world.sandbox.faults.clear()
    world.sandbox.clock.advance(later)
    const { report } = await runInProcess(world, { 'auth-code': recorder.codes[0] ?? '' }, { byHand: true })
    expect(reasons(report)).toEqual(['recovered'])
    expect(report.tokensRotated).toBe(true)
    expect(isRed(report)).toBe(false)
    const { HH_ACCESS_TOKEN = '', HH_REFRESH_TOKEN = '' } = world.sandbox.github.secrets()
    expect(world.sandbox.headHunter.accepts(HH_ACCESS_TOKEN)).toBe(true)
    expect(world.sandbox.headHunter.refreshable(HH_REFRESH_TOKEN)).toBe(true)
  })

  test('pasted into the secret it is understood all the same', async () => {
    const world = expired()
    saveFails(world)
    const { recorder } = await runInProcess(world)
    world.sandbox.faults.clear()
    world.sandbox.github.setSecret('HH_REFRESH_TOKEN', recorder.codes[0] ?? '')
    world.sandbox.clock.advance(HOUR)
    const { report } = await runInProcess(world)
    expect(isRed(report)).toBe(false)
    expect(world.sandbox.headHunter.accepts(world.sandbox.github.secrets().HH_ACCESS_TOKEN ?? '')).toBe(true)
  })

  test('no old access token, no code', async () => {
    const world = expired()
    saveFails(world)
    const { report, recorder } = await runInProcess(world, { 'access-token': '' })
    expect(reasons(report)).toEqual(['save_failed_no_code', 'github_unreachable'])
    expect(recorder.codes).toEqual([])
  })

  test('the client secret alone opens nothing', async () => {
    const world = expired()
    saveFails(world)
    const { recorder } = await runInProcess(world)
    const clientSecret = world.sandbox.headHunter.state.applications[0]?.secret ?? ''
    const code = recorder.codes[0] ?? ''
    for (const guess of ['', clientSecret]) {
      expect(openRecoveryCode(code, { clientSecret, oldAccessTokens: [guess] })).toBeUndefined()
    }
    expect(openRecoveryCode(code, { clientSecret, oldAccessTokens: [world.pair.accessToken] })).toBeDefined()
  })

  test('about to expire, it is used but not written', async () => {
    const world = expired()
    const pair = rotateElsewhere(world)
    world.sandbox.clock.advance(14 * DAY - 30 * MINUTE)
    const { report } = await runInProcess(world, { 'auth-code': codeOf(world, pair) })
    expect(outcomes(report)).toEqual(ALL_TOUCHED)
    expect(reasons(report)).toEqual(['recovery_not_saved'])
    expect(world.sandbox.github.secrets().HH_REFRESH_TOKEN).toBe(world.pair.refreshToken)
  })

  test('a store that changed since the run began is not overwritten', async () => {
    const world = expired()
    const pair = rotateElsewhere(world)
    const newer = asPair(world.sandbox.headHunter.issuePair())
    const stop = world.sandbox.watch((request, phase) => {
      if (request.route !== 'GET /resumes/mine' || phase !== 'done') return
      stop()
      world.sandbox.clock.advance(5 * SECOND)
      world.sandbox.github.setSecret('HH_REFRESH_TOKEN', newer.refreshToken)
    })
    const { report } = await runInProcess(world, { 'auth-code': codeOf(world, pair) })
    expect(reasons(report)).toEqual(['recovery_not_saved'])
    expect(world.sandbox.github.secrets().HH_REFRESH_TOKEN).toBe(newer.refreshToken)
  })

  test('the store can not be written: the code stays good', async () => {
    const world = expired({ token: 'read-only' })
    const { report } = await runInProcess(world, { 'auth-code': codeOf(world, rotateElsewhere(world)) })
    expect(reasons(report)).toEqual(['recovery_not_saved', 'github_token_cannot_write'])
    expect(outcomes(report)).toEqual(ALL_TOUCHED)
  })

  test('without a look at the store nothing is written', async () => {
    const world = expired({ token: 'job' })
    const { report } = await runInProcess(world, { 'auth-code': codeOf(world, rotateElsewhere(world)) })
    expect(reasons(report)).toEqual(['github_token_is_job_token', 'recovery_not_saved'])
    expect(writesOf(world, 'HH_REFRESH_TOKEN')).toEqual([])
  })

  test.each([
    ['opened by nothing that is at hand', 'recovery_code_unreadable', 'another access token'],
    ['of a revoked pair', 'recovery_code_dead', undefined],
  ])('a code %s is a notice while the given pair works', async (_name, reason, sealedUnder) => {
    const world = createWorld()
    const pair = asPair(world.sandbox.headHunter.issuePair())
    world.sandbox.headHunter.end(pair.accessToken, 'revoked')
    const code = codeOf(world, pair, sealedUnder)
    const works = await runInProcess(world, { 'auth-code': code })
    expect(works.report.diagnostics).toEqual([
      { severity: 'notice', diagnostic: expect.objectContaining({ reason }) },
    ])
    expect(outcomes(works.report)).toEqual(ALL_TOUCHED)

    world.sandbox.headHunter.end(world.pair.accessToken, 'revoked')
    const fails = await runInProcess(world, { 'auth-code': code })
    expect(reasons(fails.report)).toEqual(['refresh_token_revoked', reason])
    expect(isRed(fails.report)).toBe(true)
  })

  test.each([
    ['a revoked staged pair', 'staged_pair_dead'],
    ['a staged pair that was cut', 'staged_pair_unreadable'],
    ['a code of a revoked pair', 'recovery_code_dead'],
    ['a code that was cut', 'recovery_code_unreadable'],
  ])(
    '%s in refresh-token: touch with the access token while it is valid, and end red',
    async (name, reason) => {
      const world = createWorld()
      const gone = asPair(world.sandbox.headHunter.issuePair())
      world.sandbox.headHunter.end(gone.accessToken, 'revoked')
      const whole = name.includes('code') ? codeOf(world, gone) : encodeStagedPair(gone)
      const value = name.includes('cut') ? whole.slice(0, -9) : whole
      const { report } = await runInProcess(world, { 'refresh-token': value })
      expect(outcomes(report)).toEqual(ALL_TOUCHED)
      expect(report.diagnostics.map((reported) => [reported.severity, reported.diagnostic.reason])).toEqual([
        ['notice', reason],
        ['problem', 'authorize_soon'],
      ])

      world.sandbox.headHunter.end(world.pair.accessToken, 'revoked')
      const dead = await runInProcess(world, { 'refresh-token': value })
      expect(reasons(dead.report)).toEqual([reason])
      expect(isRed(dead.report)).toBe(true)
      const nothing = await runInProcess(world, { 'refresh-token': value, 'access-token': '' })
      expect(reasons(nothing.report)).toEqual([
        name === 'a code of a revoked pair' ? 'recovery_code_unreadable' : reason,
      ])
    },
  )
})

describe('a staged pair that was not finalized', () => {
  const stagedWorld = () => {
    const world = expired()
    const pair = rotateElsewhere(world)
    world.sandbox.github.setSecret('HH_REFRESH_TOKEN', encodeStagedPair(pair))
    return { world, pair }
  }

  test('it is finalized, without a message', async () => {
    const { world, pair } = stagedWorld()
    world.sandbox.clock.advance(HOUR)
    const { report } = await runInProcess(world)
    expect(report.diagnostics).toEqual([])
    expect(report.tokensRotated).toBe(false)
    expect(report.accessTokenExpiresAt).toBe(pair.expiresAt)
    expect(world.sandbox.github.secrets()).toEqual({
      HH_ACCESS_TOKEN: pair.accessToken,
      HH_REFRESH_TOKEN: pair.refreshToken,
    })
  })

  test('expired, it is refreshed, and the recovery code opens with whichever access token will be there', async () => {
    const { world, pair } = stagedWorld()
    world.sandbox.clock.advance(15 * DAY)
    world.sandbox.faults.add({ service: 'github', route: PUT_SECRET, kind: 'reset', nth: 2, times: 999 })
    const { recorder } = await runInProcess(world)
    const clientSecret = world.sandbox.headHunter.state.applications[0]?.secret ?? ''
    const open = (oldAccessToken: string) =>
      openRecoveryCode(recorder.codes[0] ?? '', { clientSecret, oldAccessTokens: [oldAccessToken] })
    expect(open(pair.accessToken)).toBeDefined()
    expect(open(world.pair.accessToken)).toEqual(open(pair.accessToken))
    expect(open('')).toBeUndefined()
    world.sandbox.faults.clear()
    const back = await runInProcess(world, { 'auth-code': recorder.codes[0] ?? '' })
    expect(reasons(back.report)).toEqual(['recovered'])
  })

  test('about to expire, or when it can not be looked at: used, and left for the next run', async () => {
    const { world, pair } = stagedWorld()
    world.sandbox.clock.advance(14 * DAY - 10 * MINUTE)
    const soon = await runInProcess(world)
    expect(reasons(soon.report)).toEqual(['settle_postponed'])
    expect(isRed(soon.report)).toBe(false)
    expect(decodeStagedPair(world.sandbox.github.secrets().HH_REFRESH_TOKEN ?? '')).toEqual(pair)
  })

  test('a dry run leaves it alone', async () => {
    const { world } = stagedWorld()
    world.sandbox.clock.advance(HOUR)
    const { report } = await runInProcess(world, { 'dry-run': 'true' })
    expect(reasons(report)).toEqual(['would_settle'])
    expect(writesOf(world, 'HH_REFRESH_TOKEN')).toEqual([])
  })

  test('accepted by HeadHunter, but the application may not touch: it is finalized', async () => {
    const { world, pair } = stagedWorld()
    world.sandbox.clock.advance(HOUR)
    const application = world.sandbox.headHunter.state.applications[0]
    if (application) application.applicantMethods = false
    const { report } = await runInProcess(world)
    expect(reasons(report)).toEqual(['application_may_not_touch'])
    expect(world.sandbox.github.secrets().HH_REFRESH_TOKEN).toBe(pair.refreshToken)
  })
})

describe('a fresh authorization code', () => {
  test('is exchanged once, saved, and replaces the given pair', async () => {
    const world = createWorld()
    const { code } = world.sandbox.headHunter.authorizationCode()
    const { report } = await runInProcess(world, { 'auth-code': code })
    expect(report.diagnostics).toEqual([])
    expect(report.tokensRotated).toBe(true)
    expect(world.sandbox.github.secrets().HH_ACCESS_TOKEN).not.toBe(world.pair.accessToken)
    expect(outcomes(report)).toEqual(ALL_TOUCHED)
  })

  test('is enough to begin with', async () => {
    const world = createWorld()
    const { code } = world.sandbox.headHunter.authorizationCode()
    const { report } = await runInProcess(world, {
      'auth-code': code,
      'access-token': '',
      'refresh-token': '',
    })
    expect(outcomes(report)).toEqual(ALL_TOUCHED)
  })

  test('is not exchanged when the pair could not be saved; the given pair touches, the run is red', async () => {
    const world = createWorld({ token: 'read-only' })
    const { code } = world.sandbox.headHunter.authorizationCode()
    const { report } = await runInProcess(world, { 'auth-code': code })
    expect(outcomes(report)).toEqual(ALL_TOUCHED)
    expect(reasons(report)).toEqual(['github_token_cannot_write'])
    expect(isRed(report)).toBe(true)
    expect(refreshes(world)).toEqual([])
  })

  test.each(['auth_code_unknown', 'auth_code_used', 'auth_code_expired', 'auth_code_revoked'] as const)(
    '%s: a notice while the given pair works, red when not',
    async (reason) => {
      const world = createWorld()
      world.sandbox.headHunter.force('POST /token', tokenAnswers[reason])
      const works = await runInProcess(world, { 'auth-code': 'CODE' })
      expect(works.report.diagnostics).toEqual([
        { severity: 'notice', diagnostic: expect.objectContaining({ reason }) },
      ])
      world.sandbox.headHunter.force('POST /token', tokenAnswers[reason])
      const alone = await runInProcess(world, {
        'auth-code': 'CODE',
        'access-token': '',
        'refresh-token': '',
      })
      expect(reasons(alone.report)).toEqual([reason])
      expect(isRed(alone.report)).toBe(true)
    },
  )

  test.each([
    ['redirect_uri_mismatch', tokenAnswers.redirect_uri_mismatch],
    ['captcha_required', networkAnswers.captcha_required],
  ] as const)(
    'not exchanged for another cause (%s): the given pair touches, the run is red',
    async (...row) => {
      const [reason, answer] = row
      const world = createWorld()
      world.sandbox.headHunter.force('POST /token', answer, 9)
      const { report } = await runInProcess(world, { 'auth-code': 'CODE' })
      expect([outcomes(report), reasons(report), isRed(report)]).toEqual([ALL_TOUCHED, [reason], true])
    },
  )

  test('its answer is unreadable: reported, and the given pair is used', async () => {
    const world = createWorld()
    const alter = () => ({ moon: 'full' })
    world.sandbox.faults.add({ route: 'POST /token', kind: 'altered', alter })
    const { code } = world.sandbox.headHunter.authorizationCode()
    const { report } = await runInProcess(world, { 'auth-code': code })
    expect([outcomes(report), reasons(report)]).toEqual([ALL_TOUCHED, ['token_answer_unreadable']])
  })

  test('it was never taken, for HeadHunter had a fault: nothing claims that it was accepted', async () => {
    const world = createWorld()
    world.sandbox.faults.add({ route: 'POST /token', kind: 'http_503', times: 99 })
    const { code } = world.sandbox.headHunter.authorizationCode()
    const { report } = await runInProcess(world, { 'auth-code': code })
    expect(reasons(report)).toEqual(['exchange_answer_lost'])
    expect(catalogue('en').reasons.exchange_answer_lost.happened({})).toContain('may have accepted')
    expect(catalogue('ru').reasons.exchange_answer_lost.happened({})).toContain('Возможно')
  })

  test('its answer was lost: the given pair is used; if that fails too, red and not skipped', async () => {
    const world = createWorld()
    world.sandbox.faults.add({ route: 'POST /token', kind: 'lost_answer' })
    const { code } = world.sandbox.headHunter.authorizationCode()
    const works = await runInProcess(world, { 'auth-code': code })
    expect(reasons(works.report)).toEqual(['exchange_answer_lost'])
    expect(outcomes(works.report)).toEqual(ALL_TOUCHED)

    world.sandbox.clock.advance(15 * DAY)
    const given = { 'access-token': world.pair.accessToken, 'refresh-token': world.pair.refreshToken }
    const newer = rotateElsewhere(world)
    world.sandbox.github.setSecret('HH_ACCESS_TOKEN', newer.accessToken)
    world.sandbox.github.setSecret('HH_REFRESH_TOKEN', newer.refreshToken)
    world.sandbox.faults.add({ route: 'POST /token', kind: 'lost_answer' })
    const again = world.sandbox.headHunter.authorizationCode().code
    const fails = await runInProcess(world, { ...given, 'auth-code': again })
    expect(reasons(fails.report)).toEqual(['exchange_answer_lost'])
    expect(isRed(fails.report)).toBe(true)
  })
})

describe('6. answers that show another run', () => {
  test('token not expired spends nothing, and says when it retryable', async () => {
    const world = createWorld()
    const { report } = await runInProcess(world, { 'access-token': 'X'.repeat(64) })
    expect(reasons(report)).toEqual(['partner_missing'])
    const written = world.sandbox.github.secret('HH_REFRESH_TOKEN')?.updatedAt ?? 0
    expect(Math.abs((report.diagnostics[0]?.diagnostic.details.at ?? 0) - written - 14 * DAY)).toBeLessThan(
      MINUTE,
    )
    expect(world.sandbox.headHunter.refreshable(world.pair.refreshToken)).toBe(true)
  })

  const spentBy = (world: World, save: (newer: TokenPair) => void) => {
    const newer = rotateElsewhere(world)
    save(newer)
    return { 'access-token': world.pair.accessToken, 'refresh-token': world.pair.refreshToken }
  }

  test('another run rotates at this moment: looked for, then skipped with a warning', async () => {
    const world = expired()
    const given = spentBy(world, () => {})
    const saving = world.sandbox.clock.sleep(40 * SECOND).then(() => {
      world.sandbox.github.setSecret('HH_REFRESH_TOKEN', 'hhpair1.newer')
    })
    const { report } = await runInProcess(world, given)
    await saving
    expect(report.diagnostics.map((reported) => [reported.severity, reported.diagnostic.reason])).toEqual([
      ['warning', 'refreshed_elsewhere'],
    ])
    expect(report.resumes).toEqual([])
    expect(isRed(report)).toBe(false)
    expect(writesOf(world, 'HH_REFRESH_TOKEN')).toEqual([])
  })

  test('another run rotated since this one was queued: skipped likewise', async () => {
    const world = expired()
    const given = spentBy(world, (newer) => {
      world.sandbox.github.setSecret('HH_ACCESS_TOKEN', newer.accessToken)
      world.sandbox.github.setSecret('HH_REFRESH_TOKEN', newer.refreshToken)
    })
    world.sandbox.clock.advance(3 * HOUR)
    const { report } = await runInProcess(world, given)
    expect(reasons(report)).toEqual(['refreshed_elsewhere'])
    expect(isRed(report)).toBe(false)
  })

  test.each([
    ['longer ago than a run can be queued', 26 * HOUR, 0],
    ['by hand, one secret long before the other', HOUR, 30 * MINUTE],
  ])('written %s: red, authorize again', async (_name, later, between) => {
    const world = expired()
    const given = spentBy(world, (newer) => {
      world.sandbox.github.setSecret('HH_ACCESS_TOKEN', newer.accessToken)
      world.sandbox.clock.advance(between)
      world.sandbox.github.setSecret('HH_REFRESH_TOKEN', newer.refreshToken)
    })
    world.sandbox.clock.advance(later)
    const { report } = await runInProcess(world, given)
    expect(reasons(report)).toEqual(['refresh_token_spent'])
    expect(isRed(report)).toBe(true)
  })

  describe('both secrets within seconds, and the pair spent elsewhere: whether this run was queued before that', () => {
    const writeBoth = (world: World) => (newer: TokenPair) => {
      world.sandbox.github.setSecret('HH_ACCESS_TOKEN', newer.accessToken)
      world.sandbox.clock.advance(10 * SECOND)
      world.sandbox.github.setSecret('HH_REFRESH_TOKEN', newer.refreshToken)
    }

    test.each([
      ['by hand, time of queueing unknown: no guess', true, false, 'refresh_token_spent'],
      ['on schedule, time of queueing unknown: most likely', false, false, 'refreshed_elsewhere'],
      ['on schedule, and GitHub says that it was not', false, true, 'refresh_token_spent'],
      ['by hand, and GitHub says that it was not', true, true, 'refresh_token_spent'],
    ])('started %s', async (_how, byHand, isSeen, reason) => {
      const world = expired()
      const given = spentBy(world, writeBoth(world))
      world.sandbox.clock.advance(HOUR)
      const queued = world.sandbox.github.addRun({ createdAt: world.sandbox.clock.now() })
      world.sandbox.clock.advance(HOUR)
      const options = { byHand, ...(isSeen && { workflowRun: queued }) }
      const { report } = await runInProcess(world, given, options)
      expect(reasons(report)).toEqual([reason])
      expect(isRed(report)).toBe(reason === 'refresh_token_spent')
    })

    test('started by hand, and GitHub says that it was: skipped, without waiting', async () => {
      const world = expired()
      const queued = world.sandbox.github.addRun({ createdAt: world.sandbox.clock.now() })
      world.sandbox.clock.advance(MINUTE)
      const given = spentBy(world, writeBoth(world))
      world.sandbox.clock.advance(HOUR)
      const begun = world.sandbox.clock.now()
      const { report } = await runInProcess(world, given, { byHand: true, workflowRun: queued })
      expect([reasons(report), isRed(report)]).toEqual([['refreshed_elsewhere'], false])
      expect(world.sandbox.clock.now()).toBe(begun)
    })
  })

  test('the answer to our own refresh was lost: red, and said so', async () => {
    const world = expired()
    world.sandbox.faults.add({ route: 'POST /token', kind: 'lost_answer' })
    const { report } = await runInProcess(world)
    expect(reasons(report)).toEqual(['refresh_answer_lost'])
    expect(isRed(report)).toBe(true)
  })

  test('a refresh that is refused for another cause is reported as such', async () => {
    const world = expired()
    world.sandbox.headHunter.force('POST /token', tokenAnswers.account_locked)
    const { report } = await runInProcess(world)
    expect(reasons(report)).toEqual(['account_locked'])
    expect(report.diagnostics[0]?.diagnostic.requestId).toBeDefined()
  })
})

describe('7. the store health for the next rotation', () => {
  test.each([
    ['fine-grained', [], 'likely'],
    ['app', [], 'likely'],
    ['read-only', [], 'likely'],
    ['expiring', ['github_token_expires_soon'], 'likely'],
    ['job', ['github_token_is_job_token'], 'no'],
    ['expired', ['github_token_refused'], 'no'],
  ] as const)('a %s token', async (token, expected, saving) => {
    const world = createWorld({ token })
    const { report } = await runInProcess(world)
    expect(reasons(report)).toEqual(expected)
    expect(report.storeHealth?.saving).toBe(saving)
    expect(isRed(report)).toBe(false)
  })

  test('no token at all', async () => {
    const world = createWorld()
    const { report } = await runInProcess(world, { 'github-token': '' })
    expect(reasons(report)).toEqual(['github_token_missing'])
  })
})

describe('8. an application that may not touch', () => {
  test('gets that reason, and nothing is spent', async () => {
    const world = createWorld({ applicantMethods: false })
    const { report } = await runInProcess(world)
    expect(reasons(report)).toEqual(['application_may_not_touch'])
    expect(refreshes(world)).toEqual([])
    expect(isRed(report)).toBe(true)
  })

  test('a person who is not an applicant gets that reason', async () => {
    const world = createWorld()
    const account = world.sandbox.headHunter.state.accounts[0]
    if (account) account.applicant = false
    const { report } = await runInProcess(world)
    expect(reasons(report)).toEqual(['not_an_applicant'])
  })
})

describe('answers that are wrong for a moment', () => {
  test('in the second of expiry the access token is refused and yet not expired: rotated some seconds later', async () => {
    const world = createWorld()
    world.sandbox.headHunter.state.expiryLag = SECOND
    world.sandbox.headHunter.expire(world.pair.accessToken)
    const { report } = await runInProcess(world)
    expect([outcomes(report), reasons(report), report.tokensRotated]).toEqual([ALL_TOUCHED, [], true])
  })

  test.each(['access_token_expired', 'access_token_unknown', 'access_token_revoked'] as const)(
    'one false refusal (%s) of a pair that is days old: asked again, and touched',
    async (reason) => {
      const world = createWorld()
      world.sandbox.clock.advance(5 * DAY)
      world.sandbox.headHunter.force('GET /resumes/mine', callAnswers[reason])
      const { report } = await runInProcess(world)
      expect([outcomes(report), reasons(report)]).toEqual([ALL_TOUCHED, []])
      expect(world.sandbox.headHunter.refreshable(world.pair.refreshToken)).toBe(true)
    },
  )

  test('a new pair that is not known everywhere at once', async () => {
    const world = expired()
    world.sandbox.headHunter.state.issueLag = 6 * SECOND
    const { report } = await runInProcess(world)
    expect([outcomes(report), reasons(report), report.tokensRotated]).toEqual([ALL_TOUCHED, [], true])
  })

  test('an access token without a refresh token is saved, used and reported', async () => {
    const world = expired()
    world.sandbox.faults.add({ route: 'POST /token', kind: 'altered', alter: withoutRefreshToken })
    const { report, recorder } = await runInProcess(world)
    expect([outcomes(report), reasons(report)]).toEqual([ALL_TOUCHED, ['refresh_token_not_issued']])
    expect([isRed(report), report.tokensRotated]).toEqual([true, false])
    const { HH_ACCESS_TOKEN = '', HH_REFRESH_TOKEN = '' } = world.sandbox.github.secrets()
    expect(world.sandbox.headHunter.accepts(HH_ACCESS_TOKEN)).toBe(true)
    expect(HH_REFRESH_TOKEN).toBe(world.pair.refreshToken)
    expect(recorder.masked).toContain(HH_ACCESS_TOKEN)
  })
})

describe('one stray refusal of the deciding write, right after the same write was proved', () => {
  test.each([
    ['401', githubError(401, 'Bad credentials')],
    ['403', githubError(403, 'Resource not accessible by personal access token')],
    ['404', githubError(404, 'Not Found')],
    ['400', githubError(400, 'Problems parsing JSON')],
    ['a limit of an hour', secondaryLimit(3_600, 429)],
    ['a limit to the end of the hour', primaryLimit(Date.UTC(2027, 0, 1))],
  ])('%s: tried again, and nothing is lost', async (_status, answer) => {
    const world = expired()
    world.sandbox.faults.add({ service: 'github', route: PUT_SECRET, kind: 'answer', answer, nth: 2 })
    const { report } = await runInProcess(world)
    expect([reasons(report), report.tokensRotated]).toEqual([[], true])
  })
})

describe('a recovery code with an expired access token', () => {
  const handedIn = (world: World) => {
    const pair = rotateElsewhere(world)
    world.sandbox.headHunter.expire(pair.accessToken)
    return codeOf(world, pair)
  }

  test('and a store that can not be written: the given pair touches, and the code stays good', async () => {
    const world = createWorld({ token: 'read-only' })
    const { report } = await runInProcess(world, { 'auth-code': handedIn(world) })
    expect([outcomes(report), reasons(report)]).toEqual([ALL_TOUCHED, ['github_token_cannot_write']])
    expect(isRed(report)).toBe(true)
    expect(refreshes(world)).toEqual([])
  })
})

describe('an idle run', () => {
  test('sends one request to HeadHunter, and none to GitHub', async () => {
    const world = createWorld()
    await runInProcess(world)
    world.sandbox.requests.length = 0
    const { report } = await runInProcess(world)
    expect(world.sandbox.requests.map(({ route }) => route)).toEqual(['GET /resumes/mine'])
    expect([report.storeHealth, report.diagnostics]).toEqual([undefined, []])
  })

  test('the store is checked during the touches, never before them', async () => {
    const world = createWorld()
    await runInProcess(world)
    const services = world.sandbox.requests.map(({ service }) => service)
    expect([services[0], services.filter((service) => service === 'github').length]).toEqual([
      'headHunter',
      1,
    ])
  })
})

describe('a signal ends the run with all that is known by then', () => {
  /** Interrupts once such a request has had its effect. */
  const interruptAt = (world: World, line: RegExp) => {
    const shutdown = createShutdown()
    const stop = world.sandbox.watch(({ method, path }, phase) => {
      if (phase !== 'done' || !line.test(`${method} ${path}`)) return
      stop()
      shutdown.interrupt()
    })
    return runInProcess(world, {}, { shutdown })
  }

  test('while the new pair is saved: that it is', async () => {
    const { report } = await interruptAt(expired(), /^PUT .*HH_REFRESH_TOKEN$/)
    expect([reasons(report), report.cancelled, report.tokensRotated]).toEqual([['cancelled'], true, true])
    expect(report.accessTokenExpiresAt).toBeDefined()
  })

  test('during the first touches: they are not reported', async () => {
    const world = createWorld()
    const [early] = world.resumes
    if (early) early.updatedAt = world.sandbox.clock.now() - HOUR
    const { report } = await interruptAt(world, /publish$/)
    expect(reasons(report)).toEqual(['cancelled'])
    expect(report.resumes.map(({ id, diagnostic }) => [id, diagnostic.reason])).toEqual([
      [early?.id, 'too_early'],
    ])
  })

  test('while it waits: what was touched, and what was waited for', async () => {
    const world = createWorld({ resumes: 2 })
    const [, later] = world.resumes
    if (later) later.updatedAt = world.sandbox.clock.now() - 3 * HOUR
    const shutdown = createShutdown()
    void world.sandbox.clock.sleep(30 * MINUTE).then(() => shutdown.interrupt())
    const { report } = await runInProcess(world, { 'max-wait': '2h' }, { shutdown })
    expect(report.resumes.map(({ outcome, diagnostic }) => [outcome, diagnostic.reason])).toEqual([
      ['touched', 'touched_unverified'],
      ['skipped', 'too_early'],
    ])
    expect(reasons(report)).toEqual(['cancelled'])
  })
})
