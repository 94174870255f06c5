import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'dotenv'
import { html, json } from '../../sandbox/exchange.js'
import { freePort } from '../support/free-port.js'
import { createStage, envFileOf, type Stage, type StageOptions } from './stage.js'

let stage: Stage
afterEach(() => stage.close())

const whole = () => {
  stage = createStage()
  const { world } = stage
  stage.write(
    '.env',
    `${stage.read('.env')}HH_GITHUB_TOKEN=${world.githubToken.value}\nTG_BOT_TOKEN=${world.botToken}\nTG_CHAT_ID=${world.chat.id}\n`,
  )
  stage.git['remote get-url origin'] = `git@github.com:${world.repository.name}.git`
}

const force = (answer: Parameters<Stage['sandbox']['github']['force']>[1]) => {
  for (const route of [
    'GET /repos/{owner}/{repo}/actions/secrets/public-key',
    'GET /repos/{owner}/{repo}/actions/secrets/{name}',
    'GET /repos/{owner}/{repo}',
  ])
    stage.sandbox.github.force(route, answer, 99)
}

/** Everything that would leave a trace. */
const effects = () =>
  stage.sandbox.requests.filter(({ route, service }) =>
    service === 'telegram' ? !/getMe|getChat/.test(route) : !route.startsWith('GET '),
  )

describe('check', () => {
  test('all is well: ticks, and nothing raised', async () => {
    whole()
    const before = stage.read('.env')
    const { exit, stdout } = await stage.run('check')
    expect(exit).toBe(0)
    expect(stdout.split('\n')).toEqual([
      '✓ The settings in `.env` and in the environment make sense.',
      '✓ HeadHunter can be reached at `127.0.0.1:1`.',
      '✓ HeadHunter accepts the token pair.',
      '✓ The application reaches your resumes.',
      '✓ Инженер по надёжности: can be raised now.',
      '✓ Архитектор распределённых систем: can be raised now.',
      '✓ Technical <Lead> & "Mentor": can be raised now.',
      '✓ The next token pair can be saved in `.env`.',
      '✓ The GitHub token can see the secrets of `applicant/resume-touch`.',
      '· The GitHub token is valid until 1 November.',
      expect.stringContaining('✓ Telegram knows the bot @sandbox_bot and the chat'),
      '',
      'All is well. Nothing was raised.',
      '',
    ])
    expect(effects()).toEqual([])
    expect(stage.read('.env')).toBe(before)
  })

  test('what is not set up is no cross', async () => {
    stage = createStage()
    const { exit, stdout } = await stage.run('check')
    expect(exit).toBe(0)
    expect(stdout).toContain('· GitHub was not checked: there is no `HH_GITHUB_TOKEN` here.')
    expect(stdout).toContain('· Telegram is not set up')
  })

  test('a repository that is not known, or named', async () => {
    whole()
    stage.git = {}
    expect((await stage.run('check')).stdout).toContain('· GitHub was not checked: name the repository')
    const { exit, stdout } = await stage.run('check', '--repository', 'some/body')
    expect(exit).toBe(1)
    expect(stdout).toContain('✗ The secrets were not found')
  })

  test('each resume: when, or why not with advice', async () => {
    whole()
    const [first, second] = stage.world.resumes
    if (first) first.updatedAt = stage.sandbox.clock.now() - 3_600_000
    stage.env.HH_RESUME_IDS = `${first?.id} ${second?.id} abc123`
    if (second) second.status = 'blocked'
    const { exit, stdout } = await stage.run('check')
    expect(exit).toBe(1)
    expect(stdout).toContain('✓ Инженер по надёжности: can be raised again at 12:00')
    expect(stdout).toContain('✗ Архитектор распределённых систем: blocked by HeadHunter')
    expect(stdout).toContain('✗ abc123: not in this account')
    expect(stdout).toContain('2 things need your attention.')
  })

  test('an address that is filtered, and nothing more is asked of HeadHunter', async () => {
    whole()
    stage.sandbox.headHunter.force(
      'GET /me',
      html(403, '<html>DDoS-Guard</html>', { server: 'ddos-guard' }),
      9,
    )
    const { exit, stdout } = await stage.run('check', '--json')
    expect(exit).toBe(1)
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ mark: 'bad', reason: 'address_filtered' }),
    )
    expect(stage.sandbox.requests.filter(({ service }) => service === 'headHunter')).toHaveLength(1)
  })

  test('the application may not use applicant methods', async () => {
    whole()
    stage.world.application.applicantMethods = false
    const { exit, stdout } = await stage.run('check')
    expect(exit).toBe(1)
    expect(stdout).toContain('2025-12-15')
    expect(stdout).not.toContain('reaches your resumes.')
  })

  test('an expired access token is reported, and nothing is spent', async () => {
    whole()
    stage.sandbox.clock.advance(15 * 86_400_000)
    const { exit, stdout } = await stage.run('check')
    expect(exit).toBe(0)
    expect(stdout).toContain('· The token pair would be renewed')
    expect(effects()).toEqual([])
  })

  test('`doctor` is another name', async () => {
    whole()
    expect((await stage.run('doctor')).stdout).toContain('All is well.')
  })

  test.each([
    [
      'its port is closed',
      () => stage.sandbox.faults.add({ kind: 'unreachable', service: 'github', times: 99 }),
    ],
    ['it answers a page', () => force(html(200, '<html>Sign in</html>'))],
    [
      'it is moved',
      () => force(json(301, { message: 'Moved', url: 'https://api.github.com/repositories/1' })),
    ],
  ])('GitHub was not reached (%s): nothing is claimed of it', async (_, breakIt) => {
    whole()
    breakIt()
    const { exit, stdout } = await stage.run('check')
    expect(exit).toBe(1)
    expect(stdout).not.toContain('can see the secrets')
    expect(stdout).not.toContain('All is well')
  })

  test('an invalid pair, and none', async () => {
    whole()
    stage.sandbox.headHunter.end(stage.world.pair.accessToken, 'revoked')
    stage.write('.env', stage.read('.env').replace(/HH_REFRESH_TOKEN=.*\n/, ''))
    expect((await stage.run('check')).exit).toBe(3)
    stage.write('.env', stage.read('.env').replace(/HH_ACCESS_TOKEN=.*\n/, ''))
    stage.world.repository.vault.secrets.delete('HH_REFRESH_TOKEN')
    stage.env.HH_REDIRECT_URI = `http://localhost:${await freePort()}`
    const { exit, stdout, stderr } = await stage.run('check')
    expect(exit).toBe(3)
    expect(stderr).toContain('Nobody came back')
    expect(stdout).toContain('✗ Whether your application reaches your resumes could not be found out.')
  })

  test('a pair in the repository’s secrets is no problem, and not called checked', async () => {
    whole()
    stage.write('.env', stage.read('.env').replace(/HH_(ACCESS|REFRESH)_TOKEN=.*\n/g, ''))
    const { exit, stdout } = await stage.run('check')
    expect(exit).toBe(0)
    expect(stdout).toContain('· The token pair is in the secrets of `applicant/resume-touch`, not here')
    expect(stdout).toContain('The token pair was not checked.')
    expect(stdout).not.toContain('All is well')
  })

  test('a file that can’t be written', async () => {
    whole()
    for (const line of stage.read('.env').split('\n')) {
      const [name = '', value = ''] = line.split(/=(.*)/)
      if (value) stage.env[name] = value
    }
    const { exit, stdout } = await stage.run('check', '--env-file', 'nowhere/.env')
    expect(exit).toBe(1)
    expect(stdout).toContain('✓ The settings in the environment make sense.')
    expect(stdout).toContain('✗ The .env file can’t be written')
  })

  test('a file in another encoding is to be saved in UTF-8, not to be given rights', async () => {
    whole()
    const comment = Buffer.from([0x23, 0xef, 0xf0, 0x0a])
    writeFileSync(join(stage.cwd, '.env'), Buffer.concat([comment, Buffer.from(stage.read('.env'))]))
    for (const [language, advice] of [
      ['en', 'Save the file as UTF-8. Then run it again.'],
      ['ru', 'Сохраните файл в UTF-8. Потом запустите снова.'],
    ] as const) {
      const { exit, stdout } = await stage.run('check', '--language', language)
      expect(exit).toBe(1)
      expect(stdout).toContain(advice)
    }
  })

  test.each([
    ['expired', 1, '✗ GitHub refuses the token'],
    ['no-access', 1, '✗ The GitHub token can’t write secrets'],
    ['expiring', 0, '! The GitHub token expires soon'],
  ] as const)('a GitHub token that is %s', async (kind, wanted, line) => {
    whole()
    stage.env.HH_GITHUB_TOKEN = stage.sandbox.github.addToken(kind).value
    const { exit, stdout } = await stage.run('check')
    expect(stdout).toContain(line)
    expect(exit).toBe(wanted)
  })

  test('a GitHub App instead of a token; one that is not installed', async () => {
    whole()
    stage.write('.env', stage.read('.env').replace(/HH_GITHUB_TOKEN=.*\n/, ''))
    const app = stage.sandbox.github.addApp()
    stage.env.HH_GITHUB_APP_CLIENT_ID = app.clientId
    stage.env.HH_GITHUB_APP_PRIVATE_KEY = app.privateKey
    const missing = await stage.run('check')
    expect(missing.exit).toBe(1)
    expect(missing.stdout).not.toContain('can see the secrets')
    stage.sandbox.github.install(app)
    const { exit, stdout } = await stage.run('check')
    expect(stdout).toContain('✓ Your GitHub App can see the secrets of `applicant/resume-touch`.')
    expect(exit).toBe(0)
  })

  test('Telegram: an unknown bot, an unknown chat, no way', async () => {
    whole()
    stage.env.TG_CHAT_ID = '12345'
    expect((await stage.run('check')).stdout).toContain('✗ Telegram does not find the chat')
    stage.env.TG_BOT_TOKEN = `1:${'a'.repeat(35)}`
    expect((await stage.run('check')).stdout).toContain('✗ Telegram does not know the bot')
    stage.sandbox.faults.add({ kind: 'unreachable', service: 'telegram', times: 9 })
    expect((await stage.run('check')).stdout).toContain('✗ Telegram can’t be reached')
    stage.sandbox.faults.clear()
    stage.sandbox.telegram.force('POST /bot{token}/getMe', html(200, '{"ok":true,"result":7}'))
    expect((await stage.run('check')).stdout).toContain('✗ Telegram refused the message')
  })

  test('invalid settings: each is a problem, without a request', async () => {
    stage = createStage({ envFile: 'HH_CLIENT_ID=a\nHH_HOST=x\n' })
    const { exit, stdout } = await stage.run('check')
    expect(exit).toBe(2)
    expect(stdout).toContain('✗ `HH_CLIENT_SECRET` is missing')
    expect(stdout).toContain('✗ `HH_HOST` must be one of these')
    expect(stage.sandbox.requests).toEqual([])
  })
})

describe('without a pair', () => {
  const begin = (options: StageOptions = {}) => {
    stage = createStage({ interactive: true, ...options })
    stage.write('.env', envFileOf(stage, { pair: false }))
    stage.answers.push(() => stage.sandbox.headHunter.authorizationCode().code)
  }
  /** Pairs that somebody could still use. */
  const usable = () =>
    [...stage.sandbox.headHunter.state.byAccessToken.keys()].filter(
      (token) => token !== stage.world.pair.accessToken && stage.sandbox.headHunter.accepts(token),
    )

  test('asks for the application, reaches the resumes, and saves nothing', async () => {
    begin()
    const { id, secret } = stage.world.application
    const before = stage.read('.env').replace(/HH_CLIENT.*\n/g, '')
    stage.write('.env', before)
    stage.answers.unshift(id, secret)
    stage.answers.push(false)
    const { exit, stdout, stderr } = await stage.run('check', '--no-browser')
    expect(exit).toBe(0)
    expect(stderr).toContain('Its redirect URI must be http://localhost:8080')
    expect(stdout).toContain('✓ Your application reaches your resumes: HeadHunter shows 3 resumes.')
    expect(stdout).toContain('Whether raising is allowed shows with the first raise.')
    expect(stdout).toContain('· The token pair was revoked and nothing was saved.')
    expect(usable()).toEqual([])
    expect(stage.read('.env')).toBe(before)
    expect(stage.sandbox.headHunter.touches()).toEqual([])
  })

  test('saves the pair and the answers if requested', async () => {
    begin()
    const { id, secret } = stage.world.application
    stage.write('.env', stage.read('.env').replace(/HH_CLIENT.*\n/g, ''))
    stage.answers.unshift(id, secret)
    stage.answers.push(true)
    const { exit, stdout } = await stage.run('check', '--no-browser')
    expect(exit).toBe(0)
    expect(stdout).toContain('✓ The token pair is saved in `.env`.')
    expect(usable()).toHaveLength(1)
    expect((await stage.run('touch')).exit).toBe(0)
  })

  test('--save-pair asks nothing; a file that can’t be written is a problem', async () => {
    begin()
    expect((await stage.run('check', '--no-browser', '--save-pair')).exit).toBe(0)
    expect(usable()).toHaveLength(1)
    begin()
    for (const [name, value] of Object.entries(parse(stage.read('.env')))) stage.env[name] = value
    const { exit, stdout } = await stage.run('check', '--no-browser', '--save-pair', '--settings', 'no/.env')
    expect(exit).toBe(1)
    expect(stdout).toContain('(env_file_not_writable)')
    expect(usable()).toEqual([])
  })

  test.each(['en', 'ru'])(
    'a refused application (%s): the verdict, what remains, the pair revoked',
    async (language) => {
      begin({ columns: 80 })
      stage.world.application.applicantMethods = false
      const { exit, stdout } = await stage.run('check', '--no-browser', '--language', language)
      expect(exit).toBe(1)
      expect(stdout).toContain('@hh_rabota_bot')
      expect(stdout.indexOf('@hh_rabota_bot')).toBeLessThan(stdout.indexOf('https://hh.ru/applicant/resumes'))
      expect(stdout).toMatch(
        /pair was revoked and nothing was saved|Пара токенов отозвана, ничего не сохранено/,
      )
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
      expect(usable()).toEqual([])
      expect(parse(stage.read('.env')).HH_ACCESS_TOKEN).toBeUndefined()
    },
  )

  test('a refused application whose pair can’t be revoked is reported', async () => {
    begin()
    stage.world.application.applicantMethods = false
    stage.sandbox.faults.add({ kind: 'unreachable', route: 'DELETE /token', times: 99 })
    const { stdout } = await stage.run('check', '--no-browser')
    expect(stdout).toContain('! Nothing was saved, but the token pair could not be revoked.')
  })

  test('it could not be found out, and why: the list can’t be had', async () => {
    begin()
    stage.sandbox.faults.add({ kind: 'http_500', route: 'GET /resumes/mine', times: 99 })
    const { exit, stdout } = await stage.run('check', '--no-browser')
    expect(exit).toBe(1)
    expect(stdout).toContain('✗ Whether your application reaches your resumes could not be found out.')
    expect(stdout).toContain('✗ HeadHunter')
    expect(usable()).toEqual([])
  })

  test('it could not be found out, and why: an employer’s account, a code that is used', async () => {
    begin()
    stage.world.account.applicant = false
    expect((await stage.run('check', '--no-browser')).stdout).toContain('could not be found out')
    expect(usable()).toEqual([])
    const { exit, stdout } = await stage.run('check', '--code', 'ABCDEFGHIJ')
    expect(exit).toBe(3)
    expect(stdout).toContain('could not be found out')
    expect(stdout).not.toContain('revoked and nothing')
  })

  test('in JSON', async () => {
    begin()
    const { stdout } = await stage.run('check', '--no-browser', '--json', '--save-pair')
    expect(JSON.parse(stdout)).toMatchObject([{ mark: 'good' }, { mark: 'good' }])
    begin()
    stage.world.application.applicantMethods = false
    const refused = await stage.run('check', '--no-browser', '--json')
    expect(JSON.parse(refused.stdout)).toMatchObject([
      { mark: 'bad', reason: 'application_may_not_touch' },
      { mark: 'note' },
    ])
  })

  test('without a terminal the missing setting is named', async () => {
    stage = createStage({ envFile: undefined })
    const { exit, stderr } = await stage.run('check')
    expect(exit).toBe(2)
    expect(stderr).toContain('`HH_CLIENT_ID`')
    expect(stage.sandbox.requests).toEqual([])
  })
})
