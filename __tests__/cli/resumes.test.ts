import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'dotenv'
import { sealRecoveryCode } from '../../src/tokens/recovery-code.js'
import { encodeStagedPair } from '../../src/tokens/staged-pair.js'
import { createStage, envFileOf, type Stage } from './stage.js'

let stage: Stage
afterEach(() => stage.close())

describe('resumes', () => {
  test('a table: title, id, status, views, when', async () => {
    stage = createStage()
    stage.world.resumes.forEach((resume, index) => {
      resume.updatedAt = stage.sandbox.clock.now() - (index === 0 ? 5 : 1) * 3_600_000
    })
    stage.sandbox.headHunter.addResume({ title: 'Черновик', status: 'not_published', newViews: 0 })
    const { exit, stdout } = await stage.run('resumes')
    expect(exit).toBe(0)
    const lines = stdout.split('\n')
    expect(lines[0]).toMatch(/^Title +Id +Status +Views +Can be raised$/)
    expect(lines[1]).toMatch(/^Инженер по надёжности +[0-9a-f]{38} +published +12 \(\+3\) +now$/)
    expect(lines[2]).toMatch(/published +12 \(\+3\) +\d\d:00$/)
    expect(lines[4]).toMatch(/^Черновик +[0-9a-f]{38} +not published +12 +—$/)
    expect(stage.sandbox.headHunter.touches()).toEqual([])
  })

  test('--json', async () => {
    stage = createStage()
    const { stdout } = await stage.run('resumes', '--json')
    const [first] = JSON.parse(stdout)
    expect(first).toMatchObject({
      title: 'Инженер по надёжности',
      status: 'published',
      views: 12,
      newViews: 3,
    })
    expect(first).toMatchObject({ touchableNow: true, updatedAt: '2026-01-05T04:00:00.000Z' })
  })

  test.each([
    ['settings that make no sense', 'HH_HOST=x\n', ['resumes', '--json'], 2],
    ['a file that is none', 'nonsense\n', ['resumes', '--json'], 2],
    ['no pair', 'HH_CLIENT_ID=a\nHH_CLIENT_SECRET=b\n', ['resumes', '--json'], 3],
    ['an option that is none', '', ['resumes', '--json', '--bogus'], 2],
  ])('--json is JSON, an empty list, with %s', async (_, envFile, argv, wanted) => {
    stage = createStage({ envFile })
    const { exit, stdout, stderr } = await stage.run(...argv)
    expect(exit).toBe(wanted)
    expect(JSON.parse(stdout)).toEqual([])
    expect(stderr).not.toBe('')
  })

  test('an account without any', async () => {
    stage = createStage()
    stage.sandbox.headHunter.state.resumes.length = 0
    expect((await stage.run('resumes')).stdout).toContain('There are no resumes in this account.')
  })

  test('an expired pair is renewed and saved on the way', async () => {
    stage = createStage()
    stage.sandbox.clock.advance(15 * 86_400_000)
    expect((await stage.run('resumes')).exit).toBe(0)
    expect(parse(stage.read('.env')).HH_ACCESS_TOKEN).not.toBe(stage.world.pair.accessToken)
  })

  test('an invalid pair: log in again; in JSON, an empty list', async () => {
    stage = createStage()
    stage.sandbox.headHunter.end(stage.world.pair.accessToken, 'deactivated')
    const { exit, stdout, stderr } = await stage.run('resumes', '--json')
    expect(exit).toBe(3)
    expect(JSON.parse(stdout)).toEqual([])
    expect(stderr).toContain('(refresh_token_deactivated)')
    expect((await stage.run('resumes')).exit).toBe(3)
  })

  test('without a network', async () => {
    stage = createStage()
    stage.sandbox.faults.add({ kind: 'unreachable', times: 1_000 })
    const { exit, stdout } = await stage.run('resumes')
    expect(exit).toBe(1)
    expect(stdout).toContain('(hh_unreachable)')
  })

  test('an application that may not: a diagnostic on the application, and nothing spent', async () => {
    stage = createStage()
    stage.world.application.applicantMethods = false
    const { exit, stdout } = await stage.run('resumes')
    expect(exit).toBe(1)
    expect(stdout).toContain('(application_may_not_touch)')
  })

  test('Ctrl-C', async () => {
    stage = createStage()
    stage.sandbox.watch(() => stage.interrupt())
    const { exit, stdout } = await stage.run('resumes')
    expect(exit).toBe(130)
    expect(stdout).toContain('(cancelled)')
  })

  test('a pair is not spent if the next one can’t be saved', async () => {
    stage = createStage()
    for (const [name, value] of Object.entries(parse(envFileOf(stage)))) stage.env[name] = value
    stage.sandbox.clock.advance(15 * 86_400_000)
    const { exit, stdout } = await stage.run('resumes', '--env-file', 'nowhere/.env')
    expect(exit).toBe(1)
    expect(stdout).toContain('(env_file_not_writable)')
    expect(stage.sandbox.requests.filter(({ route }) => route === 'POST /token')).toEqual([])
  })

  test('settings that make no sense', async () => {
    stage = createStage({ envFile: 'HH_HOST=x' })
    expect((await stage.run('resumes')).exit).toBe(2)
  })
})

describe('one resume', () => {
  test('of one that is not published: what to fill in, what the moderator says', async () => {
    stage = createStage()
    const resume = stage.sandbox.headHunter.addResume({
      title: 'Черновик',
      status: 'not_published',
      missing: [{ id: 'skills', name: 'Ключевые навыки' }],
      moderationNotes: [{ id: 'a', name: 'Уберите телефон из текста' }],
    })
    const { exit, stdout } = await stage.run('resumes', resume.id.slice(-6))
    expect(exit).toBe(0)
    expect(stdout).toContain(`Черновик (${resume.id}): not published`)
    expect(stdout).toContain('Not filled in yet: Ключевые навыки.')
    expect(stdout).toContain('The moderator’s note: Уберите телефон из текста')
    expect(stdout).toContain('Publish it on the site')
  })

  test('of one that can be touched: when', async () => {
    stage = createStage()
    const { stdout } = await stage.run('resumes', stage.world.resumes[0]?.id ?? '')
    expect(stdout).toContain('✓ Инженер по надёжности')
    expect(stdout).toContain('Can be raised: now.')
  })

  test('by its title, or a part of it; in JSON with what is missing', async () => {
    stage = createStage()
    for (const status of ['blocked', 'on_moderation'] as const)
      stage.sandbox.headHunter.addResume({ title: `Водолаз ${status}`, status })
    expect((await stage.run('resumes', 'водолаз b')).stdout).toContain('✗ Водолаз blocked (')
    const { stdout } = await stage.run('resumes', 'водолаз', '--json')
    expect(JSON.parse(stdout)).toMatchObject([
      { status: 'blocked', missing: [], notes: [] },
      { status: 'on_moderation', missing: [], notes: [] },
    ])
  })

  test('of somebody else’s', async () => {
    stage = createStage()
    const { exit, stderr } = await stage.run('resumes', 'abcdef')
    expect(exit).toBe(1)
    expect(stderr).toContain('No resume has the id or title `abcdef`.')
    expect(JSON.parse((await stage.run('resumes', 'abcdef', '--json')).stdout)).toEqual([])
  })

  test('which HeadHunter refuses', async () => {
    stage = createStage()
    const { id } = stage.sandbox.headHunter.addResume({ status: 'blocked' })
    stage.sandbox.faults.add({ kind: 'http_500', route: 'GET /resumes/{id}/status', times: 100 })
    const { exit, stdout } = await stage.run('resumes', id)
    expect(exit).toBe(1)
    expect(stdout).toContain('(hh_unavailable)')
    expect(stdout).toContain('blocked')
  })
})

describe('logout', () => {
  const values = () => parse(stage.read('.env'))

  test('revokes the pair, empties the file, says where to read about a leak', async () => {
    stage = createStage()
    stage.write('.env', `${stage.read('.env')}HH_AUTH_CODE=ABCDEF\n`)
    const { exit, stdout } = await stage.run('logout')
    expect(exit).toBe(0)
    expect(stdout).toContain('HeadHunter has revoked the token pair')
    expect(stdout).toContain('docs/security.md#after-a-leak')
    expect(stdout).not.toContain('The repository’s secrets')
    expect(stage.sandbox.headHunter.usable(stage.world.pair)).toBe(false)
    expect(values()).toMatchObject({ HH_ACCESS_TOKEN: '', HH_REFRESH_TOKEN: '', HH_AUTH_CODE: '' })
    expect(values().HH_CLIENT_ID).toBe(stage.world.application.id)
    expect((await stage.run('logout')).stdout).toContain('there was nothing to revoke')
  })

  test('an expired access token: the pair is renewed, so that it can be revoked', async () => {
    stage = createStage()
    stage.sandbox.clock.advance(15 * 86_400_000)
    const { exit, stdout } = await stage.run('logout')
    expect(exit).toBe(0)
    expect(stdout).toContain('HeadHunter has revoked the token pair')
    expect(
      [...stage.sandbox.headHunter.state.byAccessToken.values()].every(
        ({ end, refreshed }) => end || refreshed,
      ),
    ).toBe(true)
    expect(values().HH_REFRESH_TOKEN).toBe('')
  })

  test.each(['revoked', 'deactivated'] as const)('a pair that is %s already', async (how) => {
    stage = createStage()
    stage.sandbox.headHunter.end(stage.world.pair.accessToken, how)
    stage.sandbox.clock.advance(15 * 86_400_000)
    const { exit, stdout } = await stage.run('logout')
    expect(exit).toBe(0)
    expect(stdout).toContain('no longer accepted the token pair')
  })

  test('a mangled access token and a valid refresh token: nothing is claimed, nothing removed', async () => {
    stage = createStage()
    const { accessToken } = stage.world.pair
    stage.write('.env', stage.read('.env').replace(accessToken, `${accessToken.slice(0, -4)}AAAA`))
    const before = stage.read('.env')
    const { exit, stdout } = await stage.run('logout')
    expect(exit).toBe(1)
    expect(stdout).not.toContain('no longer accepted')
    expect(stdout).toContain('nothing was removed')
    expect(stdout).toContain('change the password')
    expect(stage.read('.env')).toBe(before)
    expect(stage.sandbox.headHunter.usable(stage.world.pair)).toBe(true)
    expect(JSON.parse((await stage.run('logout', '--json')).stdout)).toMatchObject({
      revoked: false,
      emptied: false,
      problems: [{ reason: 'partner_missing' }],
    })
  })

  test('a mangled access token whose own has expired: the refresh token gets one that can be revoked', async () => {
    stage = createStage()
    const { accessToken } = stage.world.pair
    stage.write('.env', stage.read('.env').replace(accessToken, `${accessToken.slice(0, -4)}AAAA`))
    stage.sandbox.clock.advance(15 * 86_400_000)
    const { exit, stdout } = await stage.run('logout')
    expect(exit).toBe(0)
    expect(stdout).toContain('has revoked the token pair')
    expect(values().HH_REFRESH_TOKEN).toBe('')
  })

  test('a pair in the environment and another one in the file: both are revoked', async () => {
    stage = createStage()
    const { accessToken, refreshToken } = stage.sandbox.headHunter.issuePair()
    Object.assign(stage.env, { HH_ACCESS_TOKEN: accessToken, HH_REFRESH_TOKEN: refreshToken })
    expect((await stage.run('logout')).exit).toBe(0)
    expect(stage.sandbox.headHunter.usable({ accessToken, refreshToken })).toBe(false)
    expect(stage.sandbox.headHunter.usable(stage.world.pair)).toBe(false)
    expect(values().HH_REFRESH_TOKEN).toBe('')
  })

  test('a pair that another process saves meanwhile is revoked, too, before the file is emptied', async () => {
    stage = createStage()
    const { accessToken, refreshToken } = stage.sandbox.headHunter.issuePair()
    const { pair } = stage.world
    stage.sandbox.watch(({ route }, phase) => {
      if (route !== 'DELETE /token' || phase !== 'done') return
      const text = stage.read('.env').replace(pair.accessToken, accessToken)
      stage.write('.env', text.replace(pair.refreshToken, refreshToken))
    })
    expect((await stage.run('logout')).exit).toBe(0)
    expect(stage.sandbox.headHunter.usable({ accessToken, refreshToken })).toBe(false)
    expect(values()).toMatchObject({ HH_ACCESS_TOKEN: '', HH_REFRESH_TOKEN: '' })
  })

  describe('a pair within one value', () => {
    /** The pair in the file has expired; another one is only within the code. */
    const renewed = () => {
      stage = createStage()
      const { accessToken, refreshToken } = stage.world.pair
      stage.sandbox.headHunter.end(accessToken, 'deactivated')
      stage.sandbox.clock.advance(15 * 86_400_000)
      const issued = stage.sandbox.headHunter.issuePair()
      const pair = { ...issued, expiresAt: stage.sandbox.clock.now() + 14 * 86_400_000 }
      const code = sealRecoveryCode(pair, {
        clientSecret: stage.world.application.secret,
        oldAccessToken: accessToken,
      })
      return { pair, code, accessToken, refreshToken }
    }
    const isAnyValid = () =>
      [...stage.sandbox.headHunter.state.byAccessToken.values()].some(
        ({ end, refreshed }) => !end && !refreshed,
      )

    test('in a recovery code: it is revoked', async () => {
      const { code } = renewed()
      stage.write('.env', `${stage.read('.env')}HH_AUTH_CODE=${code}\n`)
      const { exit, stdout } = await stage.run('logout')
      expect(exit).toBe(0)
      expect(stdout).toContain('HeadHunter has revoked the token pair')
      expect(isAnyValid()).toBe(false)
      expect(values()).toMatchObject({ HH_ACCESS_TOKEN: '', HH_REFRESH_TOKEN: '', HH_AUTH_CODE: '' })
    })

    test('in a recovery code, and expired: it is renewed, so that it can be revoked', async () => {
      const { code } = renewed()
      stage.sandbox.clock.advance(15 * 86_400_000)
      stage.write('.env', `${stage.read('.env')}HH_AUTH_CODE=${code}\n`)
      const { exit, stdout } = await stage.run('logout')
      expect(stdout).toContain('HeadHunter has revoked the token pair')
      expect(exit).toBe(0)
      expect(isAnyValid()).toBe(false)
    })

    test('in a recovery code that ended already', async () => {
      const { pair, code } = renewed()
      stage.sandbox.headHunter.end(pair.accessToken, 'deactivated')
      stage.sandbox.clock.advance(15 * 86_400_000)
      stage.write('.env', `${stage.read('.env')}HH_AUTH_CODE=${code}\n`)
      const { exit, stdout } = await stage.run('logout')
      expect(stdout).toContain('no longer accepted the token pair')
      expect(exit).toBe(0)
    })

    test('in a recovery code beside a refresh token that may be valid: nothing is claimed, nothing removed', async () => {
      const { code, accessToken, refreshToken } = renewed()
      const other = stage.sandbox.headHunter.issuePair()
      const own = { HH_ACCESS_TOKEN: accessToken, HH_REFRESH_TOKEN: other.refreshToken }
      stage.write(
        '.env',
        `${stage.read('.env').replace(refreshToken, own.HH_REFRESH_TOKEN)}HH_AUTH_CODE=${code}\n`,
      )
      const { exit, stdout } = await stage.run('logout')
      expect([exit, isAnyValid()]).toEqual([1, true])
      expect(stdout).toContain('nothing was removed')
      expect(values().HH_AUTH_CODE).toBe(code)
    })

    test('in a recovery code that can’t be revoked now: the code and its key stay', async () => {
      const { code, accessToken } = renewed()
      stage.write('.env', `${stage.read('.env')}HH_AUTH_CODE=${code}\n`)
      stage.sandbox.faults.add({ kind: 'unreachable', route: 'DELETE /token', nth: 2, times: 1_000 })
      expect((await stage.run('logout')).exit).toBe(1)
      expect(values()).toMatchObject({ HH_AUTH_CODE: code, HH_ACCESS_TOKEN: accessToken })
    })

    test('in a recovery code that another process saves meanwhile: it is revoked', async () => {
      const { code } = renewed()
      stage.sandbox.watch(({ route }, phase) => {
        if (route !== 'DELETE /token' || phase !== 'done' || values().HH_AUTH_CODE) return
        stage.write('.env', `${stage.read('.env')}HH_AUTH_CODE=${code}\n`)
      })
      expect((await stage.run('logout')).exit).toBe(0)
      expect(isAnyValid()).toBe(false)
    })

    test.each([
      ['HH_AUTH_CODE', 'hhrc1.cut', 'recovery_code_unreadable'],
      ['HH_REFRESH_TOKEN', 'hhrc1.cut', 'recovery_code_unreadable'],
      ['HH_REFRESH_TOKEN', 'hhpair1.cut', 'staged_pair_unreadable'],
    ])('in %s=%s, which can’t be read: nothing is claimed, nothing removed', async (name, value, reason) => {
      stage = createStage()
      const others = stage
        .read('.env')
        .split('\n')
        .filter((line) => !line.startsWith(`${name}=`))
      stage.write('.env', [`${name}=${value}`, ...others].join('\n'))
      const before = stage.read('.env')
      const { exit, stdout } = await stage.run('logout')
      expect(exit).toBe(1)
      expect(stdout).toContain(`(${reason})`)
      expect(stage.read('.env')).toBe(before)
    })

    test('staged: it is revoked, and the access token beside it', async () => {
      stage = createStage()
      const { accessToken, refreshToken } = stage.world.pair
      const issued = stage.sandbox.headHunter.issuePair()
      const staged = encodeStagedPair({ ...issued, expiresAt: stage.sandbox.clock.now() + 1e9 })
      stage.write('.env', stage.read('.env').replace(refreshToken, staged))
      expect((await stage.run('logout')).exit).toBe(0)
      expect(stage.sandbox.headHunter.accepts(accessToken)).toBe(false)
      expect(stage.sandbox.headHunter.usable(issued)).toBe(false)
    })
  })

  test('only a refresh token, which is invalid', async () => {
    stage = createStage()
    stage.sandbox.headHunter.end(stage.world.pair.accessToken, 'deactivated')
    stage.write('.env', stage.read('.env').replace(/HH_ACCESS_TOKEN=.*\n/, ''))
    expect((await stage.run('logout')).stdout).toContain('no longer accepted the token pair')
  })

  test('an expired access token alone', async () => {
    stage = createStage()
    stage.write('.env', stage.read('.env').replace(/HH_REFRESH_TOKEN=.*\n/, ''))
    stage.sandbox.clock.advance(15 * 86_400_000)
    expect((await stage.run('logout')).stdout).toContain('no longer accepted the token pair')
  })

  test('without a network nothing is removed, except with --local-only', async () => {
    stage = createStage()
    stage.sandbox.faults.add({ kind: 'unreachable', times: 1_000 })
    const before = stage.read('.env')
    const { exit, stdout, stderr } = await stage.run('logout')
    expect(exit).toBe(1)
    expect(stdout).toContain('(hh_unreachable)')
    expect(stderr).toContain('--local-only')
    expect(stage.read('.env')).toBe(before)
    expect(JSON.parse((await stage.run('logout', '--json')).stdout)).toMatchObject({
      revoked: false,
      emptied: false,
    })
    expect((await stage.run('logout', '--local-only')).exit).toBe(0)
    expect(values().HH_ACCESS_TOKEN).toBe('')
  })

  test('an expired pair, and the network fails: the renewed pair stays', async () => {
    stage = createStage()
    stage.sandbox.clock.advance(15 * 86_400_000)
    stage.sandbox.faults.add({ kind: 'unreachable', route: 'POST /token', times: 1_000 })
    expect((await stage.run('logout')).exit).toBe(1)
    expect(values().HH_REFRESH_TOKEN).toBe(stage.world.pair.refreshToken)
  })

  test('an expired pair that is renewed and can’t be revoked: the new one stays', async () => {
    stage = createStage()
    stage.sandbox.clock.advance(15 * 86_400_000)
    stage.sandbox.faults.add({ kind: 'unreachable', route: 'DELETE /token', nth: 2, times: 1_000 })
    const { exit, stderr } = await stage.run('logout')
    expect(exit).toBe(1)
    expect(stderr).toContain('The pair was not revoked')
    expect(stage.sandbox.headHunter.accepts(values().HH_ACCESS_TOKEN ?? '')).toBe(true)
  })

  test('--json', async () => {
    stage = createStage()
    expect(JSON.parse((await stage.run('logout', '--json')).stdout)).toEqual({
      revoked: true,
      emptied: true,
      problems: [],
    })
  })

  test('a file that can’t be emptied', async () => {
    stage = createStage()
    stage.sandbox.watch(({ route }, phase) => {
      if (phase !== 'done' || route !== 'DELETE /token') return
      rmSync(join(stage.cwd, '.env'), { force: true })
      mkdirSync(join(stage.cwd, '.env'), { recursive: true })
    })
    const { exit, stdout } = await stage.run('logout')
    expect(exit).toBe(1)
    expect(stdout).toContain('has revoked')
    expect(stdout).toContain('(env_file_not_writable)')
  })

  test('tokens in the environment are pointed out', async () => {
    stage = createStage()
    stage.env.HH_ACCESS_TOKEN = stage.world.pair.accessToken
    expect((await stage.run('logout')).stdout).toContain('`HH_ACCESS_TOKEN` is still set in the environment')
  })

  test('settings that make no sense', async () => {
    stage = createStage({ envFile: 'HH_HOST=x' })
    expect((await stage.run('logout')).exit).toBe(2)
  })
})
