import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createSandbox, type Sandbox, type SandboxUrls } from '../../sandbox/sandbox.js'
import { buildWorkflow, RECOMMENDED } from '../../src/cli/setup/workflow.js'
import { DAY, HOUR } from '../../src/domain/clock.js'
import { secretsOf } from '../support/action.js'
import { REPOSITORY } from '../support/world.js'
import { createRunner, type Runner, type WorkflowOptions, type WorkflowRun } from './runner.js'

const act = process.env.E2E_ACT ?? ''
const suite = act === '' ? describe.skip : describe

/** A sandbox that listens, and a runner, for the tests of one suite. */
function openForSuite(sandbox: Sandbox): () => { urls: SandboxUrls; runner: Runner } {
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
  return () => ({ urls, runner })
}

suite("the README's workflow, run by act", () => {
  const sandbox = createSandbox()
  const { headHunter, github, telegram, clock } = sandbox
  const application = headHunter.addApplication()
  headHunter.addAccount()
  for (let count = 0; count < 3; count += 1) headHunter.addResume()
  github.addRepository(REPOSITORY)
  const app = github.addApp({ secrets: 'write', actions: 'read' })
  const installation = github.install(app)
  const jobToken = github.addToken('job')
  const bot = telegram.addBot()
  const chat = telegram.addChat()
  const code = headHunter.authorizationCode().code

  const opened = openForSuite(sandbox)

  /** Each run gets the secrets as the one before it left them. */
  const run = (title: string, options: Partial<WorkflowOptions> = {}): Promise<WorkflowRun> => {
    const secrets = {
      ...github.secrets(),
      HH_CLIENT_ID: application.id,
      HH_CLIENT_SECRET: application.secret,
      HH_GITHUB_APP_CLIENT_ID: app.clientId,
      HH_GITHUB_APP_PRIVATE_KEY: app.privateKey,
      TG_BOT_TOKEN: bot,
      TG_CHAT_ID: String(chat.id),
      GITHUB_TOKEN: jobToken.value,
    }
    const { runner, urls } = opened()
    return runner.run({ title, urls, secrets, ...options })
  }
  /** Nothing of what HeadHunter, GitHub and Telegram know as secret. */
  const expectNoSecretIn = (log: string) => {
    for (const secret of [...secretsOf(sandbox), code]) expect(log).not.toContain(secret)
  }
  const expectMasked = (log: string) => {
    expect(log).toContain('***')
    expectNoSecretIn(log)
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
    expectMasked(first.log)
    expect(usable()).toBe(true)
    expect(headHunter.touches()).toHaveLength(3)
    expect(telegram.messages).toHaveLength(1)
  })

  test('on schedule, with the saved pair: touched again; a later step uses the outputs', async () => {
    clock.advance(5 * HOUR)
    const touching = await run('Touching run')
    expect(touching.exit).toBe(0)
    expect(touching.log).toContain('counts: 3 0 0; rotated: false; outcomes: touched touched touched.')
    expect(touching.summary).toMatch(/^## ✅ 3 resumes raised$/m)
    expect(touching.summary.match(/^\|.*…[0-9a-f]{4}/gm)).toHaveLength(3)
    expectMasked(touching.log)
    expect(headHunter.touches()).toHaveLength(6)
  })

  test('15 days later: the pair is rotated and saved before the touches', async () => {
    clock.advance(15 * DAY)
    const before = github.secrets()
    const rotating = await run('Rotating run')
    expect(rotating.exit).toBe(0)
    expect(rotating.log).toContain('counts: 3 0 0; rotated: true; outcomes: touched touched touched.')
    expect(rotating.summary).toContain('- New token pair saved')
    expectMasked(rotating.log)
    expect(github.secrets()).not.toEqual(before)
    expect(usable()).toBe(true)
  })

  // act closes a failed step's terminal with output in it that it has not read, so its log can end anywhere. The annotation is
  // tested where the action is started without act.
  test('the App lost its right: red, with a summary, and the refresh token is not spent', async () => {
    clock.advance(15 * DAY)
    installation.permissions = { metadata: 'read' }
    const red = await run('Red run')
    expect(red.exit).toBe(1)
    expect(red.log).toContain('counts: 0 0 0; rotated: false; outcomes: .')
    expect(red.summary).toMatch(/^> \[!CAUTION\]\n/m)
    expectNoSecretIn(red.log)
    expect(headHunter.refreshable(github.secrets().HH_REFRESH_TOKEN ?? '')).toBe(true)
  })

  test('the right is given back, as the red run advised: green again with what was left', async () => {
    installation.permissions = { ...app.permissions }
    const green = await run('The run after')
    expect(green.exit).toBe(0)
    expect(green.log).toContain('counts: 3 0 0; rotated: true')
    expectMasked(green.log)
  })
})

suite('the workflow for two persons, run by act', () => {
  const sandbox = createSandbox()
  const { headHunter, github } = sandbox
  const person = (prefix: string) => {
    const application = headHunter.addApplication()
    const account = headHunter.addAccount()
    headHunter.addResume({ account })
    return { prefix, application, account }
  }
  const [main, anna] = [person('HH'), person('ANNA_HH')]
  github.addRepository(REPOSITORY)
  const token = github.addToken('fine-grained')
  const opened = openForSuite(sandbox)
  const run = (title: string, options: Partial<WorkflowOptions> = {}): Promise<WorkflowRun> => {
    const applications = [main, anna].flatMap(({ prefix, application: { id, secret } }) => [
      [`${prefix}_CLIENT_ID`, id],
      [`${prefix}_CLIENT_SECRET`, secret],
    ])
    const secrets = { ...github.secrets(), ...Object.fromEntries(applications), HH_GITHUB_TOKEN: token.value }
    const { runner, urls } = opened()
    const inputs = { 'api-url': urls.hhUrl, 'telegram-api-url': urls.telegramUrl }
    const workflow = buildWorkflow({
      ...RECOMMENDED,
      rights: 'token',
      language: 'en',
      accounts: ['main', 'ANNA'],
      inputs,
    })
    return runner.run({ title, urls, secrets, workflow, stepAfter: false, ...options })
  }

  test('by hand with a code: it is used for the one whose code it is', async () => {
    const code = headHunter.authorizationCode(anna.account, { application: anna.application }).code
    const inputs = { account: 'ANNA', 'auth-code': code, 'dry-run': 'false' }
    const { exit, log } = await run("Anna's first run", { event: 'workflow_dispatch', inputs })
    expect(exit).toBe(0)
    expect(log).not.toContain(code)
    expect(Object.keys(github.secrets()).sort()).toEqual(['ANNA_HH_ACCESS_TOKEN', 'ANNA_HH_REFRESH_TOKEN'])
    expect(headHunter.accepts(github.secrets().ANNA_HH_ACCESS_TOKEN ?? '')).toBe(true)
    expect(headHunter.touches()).toHaveLength(1)
  })

  test('on schedule: a job for each, and one that is red stops no other', async () => {
    sandbox.clock.advance(15 * DAY)
    const { exit, log } = await run('Both on schedule')
    // The first one has no pair yet.
    expect(exit).toBe(1)
    expect(log).toContain('::set-output:: tokens-rotated=true')
    expect(headHunter.touches()).toHaveLength(2)
  })
})
