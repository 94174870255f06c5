import { afterEach, describe, expect, test } from '@jest/globals'
import { html } from '../../sandbox/exchange.js'
import { createStage, type Stage } from './stage.js'

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

/** Everything that would leave a trace. */
const effects = () =>
  stage.sandbox.requests.filter(({ route, service }) =>
    service === 'telegram' ? !/getMe|getChat/.test(route) : !route.startsWith('GET '),
  )

describe('doctor', () => {
  test('all is well: ticks, and nothing touched', async () => {
    whole()
    const before = stage.read('.env')
    const { exit, stdout } = await stage.run('doctor')
    expect(exit).toBe(0)
    expect(stdout.split('\n')).toEqual([
      '✓ The settings in `.env` and in the environment make sense.',
      '✓ HeadHunter can be reached at `127.0.0.1:1`.',
      '✓ HeadHunter accepts the token pair.',
      '✓ The application may use the applicant methods.',
      '✓ Инженер по надёжности: can be touched now.',
      '✓ Архитектор распределённых систем: can be touched now.',
      '✓ Technical <Lead> & "Mentor": can be touched now.',
      '✓ The next token pair can be saved in `.env`.',
      '✓ The GitHub token can see the secrets of `applicant/resume-touch`.',
      '· The last day of the GitHub token is 1 November.',
      expect.stringContaining('✓ Telegram knows the bot @sandbox_bot and the chat'),
      '',
      'All is well. Nothing was touched.',
      '',
    ])
    expect(effects()).toEqual([])
    expect(stage.read('.env')).toBe(before)
  })

  test('what is not set up is no cross', async () => {
    stage = createStage()
    const { exit, stdout } = await stage.run('doctor')
    expect(exit).toBe(0)
    expect(stdout).toContain('· GitHub was not checked: there is no `HH_GITHUB_TOKEN` here.')
    expect(stdout).toContain('· Telegram is not set up')
  })

  test('a repository that is not known, or named', async () => {
    whole()
    stage.git = {}
    expect((await stage.run('doctor')).stdout).toContain('· GitHub was not checked: name the repository')
    const { exit, stdout } = await stage.run('doctor', '--repository', 'some/body')
    expect(exit).toBe(1)
    expect(stdout).toContain('✗ The secrets were not found')
  })

  test('each resume: when, or why not with advice', async () => {
    whole()
    const [first, second] = stage.world.resumes
    if (first) first.updatedAt = stage.sandbox.clock.now() - 3_600_000
    stage.env.HH_RESUME_IDS = `${first?.id} ${second?.id} abc123`
    if (second) second.status = 'blocked'
    const { exit, stdout } = await stage.run('doctor')
    expect(exit).toBe(1)
    expect(stdout).toMatch(/✓ Инженер по надёжности: can be raised again at \d\d:\d\d\./)
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
    const { exit, stdout } = await stage.run('doctor', '--json')
    expect(exit).toBe(1)
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ mark: 'bad', reason: 'address_filtered' }),
    )
    expect(stage.sandbox.requests.filter(({ service }) => service === 'headHunter')).toHaveLength(1)
  })

  test('the application may not use applicant methods', async () => {
    whole()
    stage.world.application.applicantMethods = false
    const { exit, stdout } = await stage.run('doctor')
    expect(exit).toBe(1)
    expect(stdout).toContain('2025-12-15')
    expect(stdout).not.toContain('may use the applicant methods.')
  })

  test('an expired access token is told, not spent', async () => {
    whole()
    stage.sandbox.clock.advance(15 * 86_400_000)
    const { exit, stdout } = await stage.run('doctor')
    expect(exit).toBe(0)
    expect(stdout).toContain('· The token pair would be renewed')
    expect(effects()).toEqual([])
  })

  test('a dead pair, and none', async () => {
    whole()
    stage.sandbox.headHunter.end(stage.world.pair.accessToken, 'revoked')
    stage.write('.env', stage.read('.env').replace(/HH_REFRESH_TOKEN=.*\n/, ''))
    expect((await stage.run('doctor')).exit).toBe(3)
    stage.write('.env', stage.read('.env').replace(/HH_ACCESS_TOKEN=.*\n/, ''))
    stage.world.repository.vault.secrets.delete('HH_REFRESH_TOKEN')
    const { exit, stdout } = await stage.run('doctor')
    expect(exit).toBe(3)
    expect(stdout).toContain('✗ There is no token pair in `.env` yet')
  })

  test('a pair that lives in the repository’s secrets is no cross', async () => {
    whole()
    stage.write('.env', stage.read('.env').replace(/HH_(ACCESS|REFRESH)_TOKEN=.*\n/g, ''))
    const { exit, stdout } = await stage.run('doctor')
    expect(exit).toBe(0)
    expect(stdout).toContain('· The token pair is in the secrets of `applicant/resume-touch`, not here')
  })

  test('a file that can’t be written', async () => {
    whole()
    for (const line of stage.read('.env').split('\n')) {
      const [name = '', value = ''] = line.split(/=(.*)/)
      if (value) stage.env[name] = value
    }
    const { exit, stdout } = await stage.run('doctor', '--env-file', 'nowhere/.env')
    expect(exit).toBe(1)
    expect(stdout).toContain('✓ The settings in the environment make sense.')
    expect(stdout).toContain('✗ The .env file can’t be written')
  })

  test.each([
    ['expired', 1, '✗ GitHub refuses the token'],
    ['no-access', 1, '✗ The GitHub token can’t write secrets'],
    ['expiring', 0, '! The GitHub token expires soon'],
  ] as const)('a GitHub token that is %s', async (kind, wanted, line) => {
    whole()
    stage.env.HH_GITHUB_TOKEN = stage.sandbox.github.addToken(kind).value
    const { exit, stdout } = await stage.run('doctor')
    expect(stdout).toContain(line)
    expect(exit).toBe(wanted)
  })

  test('Telegram: an unknown bot, an unknown chat, no way', async () => {
    whole()
    stage.env.TG_CHAT_ID = '12345'
    expect((await stage.run('doctor')).stdout).toContain('✗ Telegram does not find the chat')
    stage.env.TG_BOT_TOKEN = `1:${'a'.repeat(35)}`
    expect((await stage.run('doctor')).stdout).toContain('✗ Telegram does not know the bot')
    stage.sandbox.faults.add({ kind: 'unreachable', service: 'telegram', times: 9 })
    expect((await stage.run('doctor')).stdout).toContain('✗ Telegram can’t be reached')
    stage.sandbox.faults.clear()
    stage.sandbox.telegram.force('POST /bot{token}/getMe', html(200, '{"ok":true,"result":7}'))
    expect((await stage.run('doctor')).stdout).toContain('✗ Telegram refused the message')
  })

  test('settings that make no sense: each a cross, and nobody is asked', async () => {
    stage = createStage({ envFile: 'HH_CLIENT_ID=a\nHH_HOST=x\n' })
    const { exit, stdout } = await stage.run('doctor')
    expect(exit).toBe(2)
    expect(stdout).toContain('✗ `HH_CLIENT_SECRET` is missing')
    expect(stdout).toContain('✗ `HH_HOST` must be one of these')
    expect(stage.sandbox.requests).toEqual([])
  })
})
