import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'dotenv'
import widthOf from 'fast-string-width'
import { json } from '../../sandbox/exchange.js'
import { createStage, envFileOf, type Stage } from './stage.js'

let stage: Stage
afterEach(() => stage.close())

const values = () => parse(stage.read('.env'))

describe('touch', () => {
  test('touches, reports each resume, and does not change the file', async () => {
    stage = createStage()
    const before = stage.read('.env')
    const { exit, stdout, stderr } = await stage.run('touch')
    expect(exit).toBe(0)
    // When it was, for a log that is appended to: this machine's zone.
    expect(stdout).toMatch(/^2026-01-05 \d\d:00:00 GMT[+-]\d\d:\d\d\n/)
    expect(stdout).toContain('✅ 3 resumes raised')
    expect(stdout).toMatch(/✅ Инженер по надёжности +13:00 /)
    expect(stderr).toContain('Raising 3 resumes …')
    expect(stage.sandbox.headHunter.touches()).toHaveLength(3)
    expect(stage.read('.env')).toBe(before)
  })

  test.each([
    ['en', 60],
    ['en', 80],
    ['ru', 80],
  ])('is broken between words where it is too wide: %s, %i columns', async (language, columns) => {
    stage = createStage({ columns })
    const { stdout, stderr } = await stage.run('touch', '--language', language)
    const tooLong = `${stdout}${stderr}`.split('\n').filter((line) => widthOf(line) > columns)
    expect(tooLong).toEqual([])
    expect(stdout).toContain('13:00')
    expect((await stage.run('resumes', '--language', language)).stdout.split('\n')).toEqual(
      expect.not.arrayContaining([expect.stringMatching(new RegExp(`^.{${columns + 1}}`, 'u'))]),
    )
  })

  test('too early is no problem', async () => {
    stage = createStage()
    await stage.run('touch')
    const { exit, stdout } = await stage.run('touch')
    expect(exit).toBe(0)
    expect(stdout).toContain('3 resumes too early')
  })

  test('renews the pair, and saves it in .env with everything else in place', async () => {
    stage = createStage()
    stage.sandbox.clock.advance(15 * 86_400_000)
    const { exit, stdout } = await stage.run('touch')
    expect(exit).toBe(0)
    expect(stdout).toContain('New token pair saved')
    const { HH_ACCESS_TOKEN = '', HH_REFRESH_TOKEN = '' } = values()
    expect(
      stage.sandbox.headHunter.usable({ accessToken: HH_ACCESS_TOKEN, refreshToken: HH_REFRESH_TOKEN }),
    ).toBe(true)
    expect(HH_ACCESS_TOKEN).not.toBe(stage.world.pair.accessToken)
    expect(stage.read('.env')).toMatch(/^# mine\n/)
    expect((await stage.run('touch')).exit).toBe(0)
  })

  test('a code is exchanged and taken out of .env in the same stroke', async () => {
    stage = createStage()
    const { code } = stage.sandbox.headHunter.authorizationCode()
    stage.write(
      '.env',
      `${stage.read('.env').replace(/HH_(ACCESS|REFRESH)_TOKEN=.*\n/g, '')}HH_AUTH_CODE=${code}\n`,
    )
    expect((await stage.run('touch')).exit).toBe(0)
    expect(values().HH_AUTH_CODE).toBe('')
    expect(values().HH_ACCESS_TOKEN).toHaveLength(64)
    expect((await stage.run('touch')).exit).toBe(0)
  })

  test('an old script’s used code is removed, and the pair works', async () => {
    stage = createStage()
    const code = stage.sandbox.headHunter.authorizationCode()
    code.used = true
    stage.write('.env', `${stage.read('.env')}HH_AUTH_CODE=${code.code}\n`)
    const { exit, stdout } = await stage.run('touch')
    expect(exit).toBe(0)
    expect(stdout).toContain('(auth_code_used)')
    expect(values().HH_AUTH_CODE).toBe('')
    expect(values().HH_ACCESS_TOKEN).toBe(stage.world.pair.accessToken)
  })

  test.each([
    ['that was refused', true],
    ['that was exchanged', false],
  ])('a code %s goes, and not the fresh one that was put there meanwhile', async (_, used) => {
    stage = createStage()
    const code = stage.sandbox.headHunter.authorizationCode()
    code.used = used
    stage.write('.env', `${stage.read('.env')}HH_AUTH_CODE=${code.code}\n`)
    stage.sandbox.watch(({ route }, phase) => {
      if (route === 'POST /token' && phase === 'done')
        stage.write('.env', stage.read('.env').replace(code.code, 'FRESHCODE1'))
    })
    expect((await stage.run('touch')).exit).toBe(0)
    expect(values().HH_AUTH_CODE).toBe('FRESHCODE1')
  })

  test('a code in the environment is not removed', async () => {
    stage = createStage()
    stage.env.HH_AUTH_CODE = stage.sandbox.headHunter.authorizationCode().code
    const before = values()
    expect((await stage.run('touch')).exit).toBe(0)
    expect(Object.keys(values())).toEqual(Object.keys(before))
  })

  test('a dry run changes nothing, an unspent code included', async () => {
    stage = createStage()
    const { code } = stage.sandbox.headHunter.authorizationCode()
    stage.write('.env', `${stage.read('.env')}HH_AUTH_CODE=${code}\n`)
    const before = stage.read('.env')
    const { exit, stdout } = await stage.run('touch', '--dry-run')
    expect(exit).toBe(0)
    expect(stdout).toContain('Dry run. 3 resumes would be raised')
    expect(stage.sandbox.headHunter.touches()).toEqual([])
    expect(stage.read('.env')).toBe(before)
  })

  test('--max-wait waits', async () => {
    stage = createStage()
    await stage.run('touch')
    stage.sandbox.clock.advance(4 * 3_600_000 - 60_000)
    const { exit, stdout } = await stage.run('touch', '--max-wait', '2m')
    expect(exit).toBe(0)
    expect(stdout).toContain('3 resumes raised')
  })

  test('--json prints the outputs as one object, and everything else elsewhere', async () => {
    stage = createStage()
    const { exit, stdout, stderr } = await stage.run('touch', '--json')
    expect(exit).toBe(0)
    const value = JSON.parse(stdout)
    expect(value).toMatchObject({ touched: 3, skipped: 0, failed: 0, 'tokens-rotated': false, problems: [] })
    expect(value['next-touch-at']).toBe('2026-01-05T13:00:00Z')
    expect(value.resumes[0]).toMatchObject({
      outcome: 'touched',
      reason: 'touched',
      title: 'Инженер по надёжности',
    })
    expect(stderr).toContain('Raising')
  })

  test('--json of settings that make no sense names them', async () => {
    stage = createStage({
      envFile: 'HH_CLIENT_ID=a\nHH_CLIENT_SECRET=b\nHH_ACCESS_TOKEN=c\nHH_HOST=hh.example\n',
    })
    const { exit, stdout } = await stage.run('touch', '--json')
    expect(exit).toBe(2)
    expect(JSON.parse(stdout).problems).toEqual([
      { input: 'HH_HOST', kind: 'not_one_of', details: { allowed: expect.stringContaining('rabota.by') } },
    ])
  })

  test('an invalid pair: log in again', async () => {
    stage = createStage()
    stage.sandbox.headHunter.end(stage.world.pair.accessToken, 'revoked')
    const { exit, stdout } = await stage.run('touch')
    expect(exit).toBe(3)
    expect(stdout).toContain('hh-resume-touch login')
  })

  test('a logout empties the file meanwhile: that is no other run that renewed the pair', async () => {
    stage = createStage()
    stage.sandbox.headHunter.expire(stage.world.pair.accessToken)
    stage.world.pair.refreshed = true
    stage.sandbox.watch(({ route }) => {
      if (route === 'POST /token') stage.write('.env', envFileOf(stage, { pair: false }))
    })
    expect((await stage.run('touch')).exit).toBe(3)
  })

  test('no pair at all: authorize again, without a request', async () => {
    stage = createStage({ envFile: 'HH_CLIENT_ID=a\nHH_CLIENT_SECRET=b\n' })
    const { exit, stderr } = await stage.run('touch')
    expect(exit).toBe(3)
    expect(stderr).toContain('There is no token pair in `.env` yet')
    expect(stage.sandbox.requests).toEqual([])
  })

  test('somebody else’s resume is a problem, and the others are touched', async () => {
    stage = createStage()
    const own = stage.world.resumes[0]?.id
    stage.write('.env', `${stage.read('.env')}HH_RESUME_IDS=${own},abcdef0123\n`)
    const { exit, stdout } = await stage.run('touch')
    expect(exit).toBe(1)
    expect(stdout).toContain('This HeadHunter account has no resume with this id.')
    expect(stage.sandbox.headHunter.touches()).toHaveLength(1)
  })

  test('Telegram hears of it; its failure is a warning', async () => {
    stage = createStage()
    stage.write(
      '.env',
      `${stage.read('.env')}TG_BOT_TOKEN=${stage.world.botToken}\nTG_CHAT_ID=${stage.world.chat.id}\n`,
    )
    expect((await stage.run('touch')).exit).toBe(0)
    expect(stage.sandbox.telegram.messages).toHaveLength(1)
    stage.world.chat.blocked = true
    stage.sandbox.clock.advance(5 * 3_600_000)
    const { exit, stdout } = await stage.run('touch')
    expect(exit).toBe(0)
    expect(stdout).toContain('(telegram_bot_blocked)')
  })

  test('tokens in the environment that outweigh the renewed ones are pointed out', async () => {
    stage = createStage()
    stage.env.HH_REFRESH_TOKEN = stage.world.pair.refreshToken
    stage.sandbox.clock.advance(15 * 86_400_000)
    expect((await stage.run('touch')).stderr).toContain('Remove them from the environment')
  })

  test('HH_REDACT hides titles; --verbose prints requests; secrets are never printed', async () => {
    stage = createStage()
    stage.env.HH_REDACT = 'always'
    stage.sandbox.clock.advance(15 * 86_400_000)
    const { stdout, stderr } = await stage.run('touch', '--verbose')
    expect(stdout).not.toContain('Инженер')
    expect(stderr).toContain('GET /resumes/mine: 200 in')
    const secrets = [stage.world.application.secret, ...stage.sandbox.headHunter.state.byAccessToken.keys()]
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret)
  })

  test('Ctrl-C ends a run as cancelled', async () => {
    stage = createStage()
    stage.sandbox.watch(({ route }) => {
      if (route === 'GET /resumes/mine') stage.interrupt()
    })
    const { exit, stdout } = await stage.run('touch')
    expect(exit).toBe(130)
    expect(stdout).toContain('Cancelled')
  })
})

describe('touch --watch', () => {
  /** Ends the watch at the given touch, counted from 1. */
  const stopAt = (route: string, number: number) => {
    let seen = 0
    stage.sandbox.watch((request, phase) => {
      if (phase === 'done' && request.route === route && ++seen === number)
        setImmediate(() => stage.interrupt())
    })
  }

  test('touches every four hours until Ctrl-C', async () => {
    stage = createStage()
    stopAt('POST /resumes/{id}/publish', 9)
    const { exit, stdout, stderr } = await stage.run('touch', '--watch')
    expect(exit).toBe(130)
    expect(stderr).toContain('Next look at 13:00.')
    expect(stdout).toContain('Cancelled')
    const times = stage.sandbox.headHunter.touches(stage.world.resumes[0]?.id).map(({ at }) => at)
    expect(times).toHaveLength(3)
    expect(times[1]).toBe((times[0] ?? 0) + 4 * 3_600_000 + 2_000)
  })

  test('Ctrl-C between two runs ends it without a problem', async () => {
    stage = createStage({
      clock: ({ clock }) => ({
        ...clock,
        sleep: (ms, signal) => {
          if (ms > 60_000) stage.interrupt()
          return clock.sleep(ms, signal)
        },
      }),
    })
    const { exit, stderr } = await stage.run('touch', '--watch')
    expect(exit).toBe(130)
    expect(stderr).toContain('Ended. Nothing is raised any more.')
    expect(stderr).not.toContain('✗')
  })

  test('counts down where a person watches', async () => {
    stage = createStage({ interactive: true })
    stopAt('POST /resumes/{id}/publish', 4)
    const { exit, stderr } = await stage.run('--watch')
    expect(exit).toBe(130)
    expect(stderr).toContain('Next look at 13:00.\n\r\u001b[KIn 4 hours 2 seconds · Ctrl-C ends')
    expect(stderr).toContain('\r\u001b[KIn 1 second · Ctrl-C ends')
  })

  test('continues when the pair is renewed', async () => {
    stage = createStage()
    stage.world.pair.expiresAt = stage.sandbox.timeOf('headHunter') + 9 * 3_600_000
    stopAt('POST /resumes/{id}/publish', 15)
    expect((await stage.run('touch', '--watch')).exit).toBe(130)
    expect(stage.sandbox.requests.filter(({ route }) => route === 'POST /token')).toHaveLength(1)
    expect(stage.sandbox.headHunter.touches().length).toBeGreaterThanOrEqual(14)
  })

  test('a change of the clock, or a touch on the site, is noticed within 15 minutes', async () => {
    // This machine's clock is slow: HeadHunter's runs ahead of it, and jumps while it watches.
    let behind = 0
    stage = createStage({
      clock: ({ clock }) => ({ ...clock, now: () => clock.now() - behind }),
    })
    const touchedAt = () => stage.sandbox.headHunter.touches(stage.world.resumes[0]?.id).map(({ at }) => at)
    stage.sandbox.watch(({ route }, phase) => {
      if (phase === 'done' && route === 'POST /resumes/{id}/publish' && touchedAt().length === 1)
        behind = 3 * 3_600_000
    })
    stopAt('POST /resumes/{id}/publish', 6)
    const { exit, stderr } = await stage.run('touch', '--watch')
    expect(exit).toBe(130)
    expect(stderr.match(/Next look/g)?.length).toBe(2)
    const [first = 0, second = 0] = touchedAt()
    expect(second - first).toBeGreaterThanOrEqual(4 * 3_600_000)
    expect(second - first).toBeLessThan(4 * 3_600_000 + 15_000)
  })

  test.each([
    ['ahead', 5 * 3_600_000],
    ['behind', -5 * 3_600_000],
  ])('a machine’s clock that is hours %s makes no difference', async (_, off) => {
    stage = createStage({ clock: ({ clock }) => ({ ...clock, now: () => clock.now() + off }) })
    stopAt('POST /resumes/{id}/publish', 9)
    expect((await stage.run('touch', '--watch')).exit).toBe(130)
    const touches = stage.sandbox.headHunter.touches(stage.world.resumes[0]?.id).map(({ at }) => at)
    expect(touches).toHaveLength(3)
    expect((touches[1] ?? 0) - (touches[0] ?? 0)).toBe(4 * 3_600_000 + 2_000)
    expect(stage.sandbox.requests.filter(({ route }) => route === 'GET /resumes/mine').length).toBeLessThan(
      50,
    )
  })

  test('an application without access ends it, with the reason', async () => {
    stage = createStage()
    stage.world.application.applicantMethods = false
    const { exit, stdout } = await stage.run('touch', '--watch')
    expect(exit).toBe(1)
    expect(stdout).toContain('(application_may_not_touch)')
    expect(stage.sandbox.requests.filter(({ route }) => route === 'GET /resumes/mine')).toHaveLength(1)
  })

  test('a failed check changes nothing', async () => {
    stage = createStage()
    let looks = 0
    stage.sandbox.watch(({ route }, phase) => {
      if (phase !== 'done' || route !== 'GET /resumes/mine') return
      looks += 1
      if (looks === 2) stage.sandbox.headHunter.force('GET /resumes/mine', json(400, {}), 1)
      if (looks === 4) for (const resume of stage.world.resumes) resume.status = 'blocked'
      if (looks === 6) for (const resume of stage.world.resumes) resume.status = 'published'
      if (looks === 8) stage.write('.env', 'HH_CLIENT_ID=a')
    })
    const { exit, stderr } = await stage.run('touch', '--watch')
    expect(exit).toBe(2)
    expect(stderr.match(/Next look/g)).toHaveLength(1)
    expect(stage.sandbox.headHunter.touches()).toHaveLength(3)
  })

  test('a problem is tried again after a quarter of an hour, then less and less often', async () => {
    stage = createStage()
    stage.sandbox.headHunter.force('GET /resumes/mine', json(400, {}), 5)
    const looks: number[] = []
    stage.sandbox.watch(({ route, at }, phase) => {
      if (phase !== 'done' || route !== 'GET /resumes/mine') return
      if (looks.push(at) === 6) setImmediate(() => stage.interrupt())
    })
    expect((await stage.run('touch', '--watch')).exit).toBe(130)
    const minutes = looks.slice(1, 6).map((at, index) => (at - (looks[index] ?? 0)) / 60_000)
    expect(minutes).toEqual([15, 30, 60, 120, 120])
  })

  test('ends where only a person can go on', async () => {
    stage = createStage()
    stage.sandbox.headHunter.end(stage.world.pair.accessToken, 'revoked')
    expect((await stage.run('touch', '--watch')).exit).toBe(3)
  })

  test('ends where the settings make no sense', async () => {
    stage = createStage({ envFile: 'HH_CLIENT_ID=a' })
    expect((await stage.run('touch', '--watch')).exit).toBe(2)
  })
})
