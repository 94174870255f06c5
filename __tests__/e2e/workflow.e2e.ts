import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createSandbox, type SandboxUrls } from '../../sandbox/sandbox.js'
import { DAY, HOUR } from '../../src/domain/clock.js'
import { secretsOf } from '../support/action.js'
import { REPOSITORY } from '../support/world.js'
import { createRunner, type Runner, type WorkflowOptions, type WorkflowRun } from './runner.js'

const act = process.env.E2E_ACT ?? ''
const suite = act === '' ? describe.skip : describe

suite("the README's workflow, run by act", () => {
  const sandbox = createSandbox()
  const { headHunter, github, telegram, clock } = sandbox
  const application = headHunter.addApplication()
  headHunter.addAccount()
  for (let count = 0; count < 3; count += 1) headHunter.addResume()
  github.addRepository(REPOSITORY)
  const githubToken = github.addToken('fine-grained')
  const jobToken = github.addToken('job')
  const bot = telegram.addBot()
  const chat = telegram.addChat()
  const code = headHunter.authorizationCode().code

  let urls: SandboxUrls & { close(): Promise<void> }
  let runner: Runner
  beforeAll(async () => {
    urls = await sandbox.listen()
    runner = createRunner(act)
  })
  afterAll(async () => {
    runner.remove()
    await urls.close()
  })

  /** Each run gets the secrets as the one before it left them. */
  const run = (title: string, options: Partial<WorkflowOptions> = {}): Promise<WorkflowRun> => {
    const secrets = {
      ...github.secrets(),
      HH_CLIENT_ID: application.id,
      HH_CLIENT_SECRET: application.secret,
      HH_GITHUB_TOKEN: githubToken.value,
      TG_BOT_TOKEN: bot,
      TG_CHAT_ID: String(chat.id),
      GITHUB_TOKEN: jobToken.value,
    }
    return runner.run({ title, urls, secrets, ...options })
  }
  /** Nothing of what HeadHunter, GitHub and Telegram know as secret; what was masked reads `***`. */
  const expectNoSecretIn = (log: string) => {
    expect(log).toContain('***')
    for (const secret of [...secretsOf(sandbox), code]) expect(log).not.toContain(secret)
  }
  const usable = () => {
    const { HH_ACCESS_TOKEN: accessToken = '', HH_REFRESH_TOKEN: refreshToken = '' } = github.secrets()
    return headHunter.accepts(accessToken) && headHunter.refreshable(refreshToken)
  }

  test('started by hand with an authorization code: the pair is saved, the resumes are touched', async () => {
    const first = await run('First run, by hand, with a code', {
      event: 'workflow_dispatch',
      inputs: { 'auth-code': code, 'dry-run': 'false' },
      stepAfter: false,
    })
    expect(first.exit).toBe(0)
    expect(first.log).toContain('::set-output:: touched=3')
    expect(first.log).toContain('::set-output:: tokens-rotated=true')
    expectNoSecretIn(first.log)
    expect(usable()).toBe(true)
    expect(headHunter.touches()).toHaveLength(3)
    expect(telegram.messages).toHaveLength(1)
  })

  test('on schedule, with the saved pair: touched again; a later step uses the outputs', async () => {
    clock.advance(5 * HOUR)
    const touching = await run('Touching run')
    expect(touching.exit).toBe(0)
    expect(touching.log).toContain('counts: 3 0 0; rotated: false; outcomes: touched touched touched.')
    expect(touching.summary).toMatch(/^## ✅ 3 resumes touched$/m)
    expect(touching.summary.match(/^\|.*…[0-9a-f]{4}/gm)).toHaveLength(3)
    expectNoSecretIn(touching.log)
    expect(headHunter.touches()).toHaveLength(6)
  })

  test('15 days later: the pair is rotated and saved before the touches', async () => {
    clock.advance(15 * DAY)
    const before = github.secrets()
    const rotating = await run('Rotating run')
    expect(rotating.exit).toBe(0)
    expect(rotating.log).toContain('counts: 3 0 0; rotated: true; outcomes: touched touched touched.')
    expect(rotating.summary).toContain('- This run got a new token pair and saved it.')
    expectNoSecretIn(rotating.log)
    expect(github.secrets()).not.toEqual(before)
    expect(usable()).toBe(true)
  })

  test('the GitHub token lost its right: red, with an annotation, and the refresh token is not spent', async () => {
    clock.advance(15 * DAY)
    githubToken.revoked = true
    const red = await run('Red run')
    expect(red.exit).toBe(1)
    expect(red.log).toMatch(/❗ {2}::error title=.+::.+/)
    expect(red.log).toContain('counts: 0 0 0; rotated: false; outcomes: .')
    expect(red.summary).toMatch(/^> \[!CAUTION\]\n/)
    expectNoSecretIn(red.log)
    expect(headHunter.refreshable(github.secrets().HH_REFRESH_TOKEN ?? '')).toBe(true)
  })

  test('the token is renewed, as the red run advised: green again with what was left', async () => {
    githubToken.revoked = false
    const green = await run('The run after')
    expect(green.exit).toBe(0)
    expect(green.log).toContain('counts: 3 0 0; rotated: true')
    expectNoSecretIn(green.log)
  })
})
