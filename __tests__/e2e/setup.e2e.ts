import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'dotenv'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { GitHubRepository } from '../../sandbox/github/state.js'
import { createSandbox, type Sandbox, type SandboxUrls } from '../../sandbox/sandbox.js'
import { WORKFLOW_PATH } from '../../src/cli/setup/workflow.js'
import { DAY } from '../../src/domain/clock.js'
import { secretsOf } from '../support/action.js'
import { QUIET_CHROMIUM } from '../support/chromium.js'
import { freePort } from '../support/free-port.js'
import { installPackage } from './package.js'
import { createRunner, type Runner, type WorkflowRun } from './runner.js'
import { ENTER, type Seat, sitDown } from './terminal.js'

const { E2E_CHROMIUM: browserPath = '', E2E_ACT: act = '', E2E_GH: gh = '' } = process.env
const suite = browserPath === '' ? describe.skip : describe

/** Whatever is not on this machine leads nowhere. */
const QUIET = [
  ...QUIET_CHROMIUM,
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=127.0.0.1,localhost',
]
const REPOSITORY = 'applicant/resume-touch'

suite('from an empty folder to the first raise', () => {
  let browser: BrowserContext
  let page: Page
  let sandbox: Sandbox
  let urls: SandboxUrls & { close(): Promise<void> }
  let installed: ReturnType<typeof installPackage>
  let application: { id: string; secret: string }
  let env: NodeJS.ProcessEnv

  beforeAll(async () => {
    browser = await chromium.launchPersistentContext('', { executablePath: browserPath, args: QUIET })
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    sandbox = createSandbox({ followReal: true })
    const redirectUri = `http://localhost:${await freePort()}`
    application = sandbox.headHunter.addApplication({ redirectUri })
    sandbox.headHunter.addAccount()
    for (let count = 0; count < 3; count += 1) sandbox.headHunter.addResume()
    urls = await sandbox.listen()
    installed = installPackage()
    const home = join(installed.folder, 'home')
    mkdirSync(join(home, 'bin'), { recursive: true })
    env = {
      // Node stands first: it is the one that the package runs on.
      PATH: [join(home, 'bin'), dirname(process.execPath), process.env.PATH].join(':'),
      HOME: home,
      LANG: 'C.UTF-8',
      // A machine without a screen: addresses are printed, and a person opens them.
      SSH_TTY: 'none',
      HH_API_URL: urls.hhUrl,
      HH_GITHUB_API_URL: urls.githubUrl,
      HH_TELEGRAM_API_URL: urls.telegramUrl,
      HH_REDIRECT_URI: redirectUri,
      GH_CONFIG_DIR: join(home, 'gh'),
    }
    page = await browser.newPage()
  })
  afterEach(async () => {
    await page.close()
    await urls.close()
    installed.remove()
  })

  const command = (...words: string[]): Seat =>
    sitDown([process.execPath, installed.command, ...words], { cwd: installed.folder, env })
  const envFile = () => parse(readFileSync(join(installed.folder, '.env'), 'utf8'))

  /** The two values that HeadHunter gives only by hand, and the button on its page. */
  async function giveApplication(seat: Seat): Promise<void> {
    await seat.sees(/Client ID/)
    seat.type(`${application.id}${ENTER}`)
    await seat.sees(/[Cc]lient secret/)
    seat.type(`${application.secret}${ENTER}`)
    const [address] = await seat.sees(/http\S+\/oauth\/authorize\S+/)
    await page.goto(address)
    await page.click('#allow')
  }

  /** GitHub's own command, logged in at the sandbox. */
  function logInToGh(): void {
    const { value } = sandbox.github.addToken('oauth')
    mkdirSync(env.GH_CONFIG_DIR ?? '', { recursive: true })
    const host = new URL(urls.githubUrl).host
    const hosts = `${host}:\n    user: applicant\n    oauth_token: ${value}\n    git_protocol: https\n`
    writeFileSync(join(env.GH_CONFIG_DIR ?? '', 'hosts.yml'), hosts)
    if (gh !== '') return
    // The documented output of `gh auth token`: the token in a line, or exit 1.
    const standIn = join(env.HOME ?? '', 'bin', 'gh')
    writeFileSync(
      standIn,
      `#!/bin/sh\n[ "$*" = "auth token --hostname ${host}" ] && echo ${value} || exit 1\n`,
    )
    chmodSync(standIn, 0o755)
  }

  test('check: a result within a minute, and nothing is saved', async () => {
    const seat = command('check')
    await giveApplication(seat)
    await seat.sees(/y|Y/)
    seat.type(ENTER)
    expect(await seat.exit).toBe(0)
    expect(existsSync(join(installed.folder, '.env'))).toBe(false)
  })

  const withAct = act === '' ? test.skip : test
  withAct(`on GitHub, through an App and ${gh === '' ? 'a stand-in for gh' : 'the real gh'}`, async () => {
    logInToGh()
    const runner = createRunner(act, REPOSITORY)
    try {
      const runs = runDispatched(runner)
      const seat = command('setup')
      await seat.sees('Language')
      seat.type(ENTER)
      await giveApplication(seat)
      await seat.sees('Where shall it run?')
      seat.type(ENTER)
      // Proposed: gh's account, a private repository that is not there yet.
      await seat.sees('Which repository')
      seat.type(ENTER)
      await seat.sees('Create it, private?')
      seat.type(ENTER)
      await seat.sees('With what shall it?')
      seat.type(ENTER)
      const [opened] = await seat.sees(/http:\/\/127\.0\.0\.1:\d+\/(?=\s)/)
      await page.goto(opened)
      await page.click('#create')
      await page.check(`input[value="${REPOSITORY}"]`)
      await page.click('#install')
      await seat.sees('Which resumes?')
      seat.type(ENTER)
      await seat.sees('Telegram bot?')
      seat.type(`n`)
      await seat.sees('a dry run, to try it?')
      seat.type(ENTER)
      await seat.sees('The run is green')
      expect(await seat.exit).toBe(0)
      expect(seat.printed()).toContain('The next raise')
      expect((await runs[0])?.exit).toBe(0)
      expect(sandbox.headHunter.touches()).toHaveLength(0)
      for (const secret of secretsOf(sandbox)) expect(seat.printed()).not.toContain(secret)
      expect(envFile()).toMatchObject({ HH_ACCESS_TOKEN: '', HH_REFRESH_TOKEN: '' })

      const first = await runScheduled(runner, 'First scheduled run')
      expect(first.exit).toBe(0)
      expect(sandbox.headHunter.touches()).toHaveLength(3)
      sandbox.clock.advance(15 * DAY)
      const rotating = await runScheduled(runner, 'A fortnight later')
      expect(rotating.log).toContain('rotated: true')
      expect(rotating.exit).toBe(0)
      for (const secret of secretsOf(sandbox)) expect(rotating.log).not.toContain(secret)
    } finally {
      runner.remove()
    }
  })

  const repository = (): GitHubRepository => {
    const found = sandbox.github.state.repositories.find(({ name }) => name === REPOSITORY)
    if (found === undefined) throw new Error('setup made no repository')
    return found
  }
  const committed = (): string =>
    Buffer.from(repository().files.get(WORKFLOW_PATH)?.content ?? '', 'base64').toString('utf8')
  const secrets = () => sandbox.github.secrets({ repository: REPOSITORY })
  const runScheduled = (runner: Runner, title: string): Promise<WorkflowRun> =>
    runner.run({ title, urls, secrets: secrets(), workflow: committed() })

  /** What GitHub does with a run that is started by hand; act is the runner. */
  function runDispatched(runner: Runner): Promise<WorkflowRun>[] {
    const begun: Promise<WorkflowRun>[] = []
    sandbox.watch(({ route, effect }, phase) => {
      if (phase !== 'done' || !route.endsWith('/dispatches') || effect?.status !== 204) return
      const [run] = repository().runs
      const inputs = Object.fromEntries(
        Object.entries(run?.inputs ?? {}).map(([name, value]) => [name, String(value)]),
      )
      const work = runner.run({
        title: 'Run started by hand',
        urls,
        secrets: secrets(),
        workflow: committed(),
        event: 'workflow_dispatch',
        inputs,
        stepAfter: false,
      })
      begun.push(work)
      void work.then(({ exit }) => {
        Object.assign(run ?? {}, { status: 'completed', conclusion: exit === 0 ? 'success' : 'failure' })
      })
    })
    return begun
  }

  test('on this computer: the entry is written, and what it runs raises', async () => {
    const systemctl = join(env.HOME ?? '', 'bin', 'systemctl')
    writeFileSync(systemctl, '#!/bin/sh\nexit 0\n')
    chmodSync(systemctl, 0o755)
    const seat = command('setup')
    await seat.sees('Language')
    seat.type(ENTER)
    await giveApplication(seat)
    await seat.sees('Where shall it run?')
    seat.type(`\u001b[B${ENTER}`)
    await seat.sees('Which resumes?')
    seat.type(ENTER)
    await seat.sees('Telegram bot?')
    seat.type('n')
    await seat.sees('Write this?')
    seat.type(ENTER)
    expect(await seat.exit).toBe(0)
    const unit = readFileSync(join(env.HOME ?? '', '.config/systemd/user/hh-resume-touch.service'), 'utf8')
    const words = [...(/^ExecStart=(.*)$/m.exec(unit)?.[1] ?? '').matchAll(/"([^"]*)"/g)].map(
      ([, word = '']) => word,
    )
    const [program = '', ...args] = words
    // As systemd starts it: without the person's environment, but for the sandbox's addresses.
    const { HH_API_URL, HH_GITHUB_API_URL, HH_TELEGRAM_API_URL } = env
    const path = /^Environment="PATH=(.*)"$/m.exec(unit)?.[1]
    const started = spawn(program, args, {
      cwd: /^WorkingDirectory=(.*)$/m.exec(unit)?.[1],
      env: { PATH: path, HH_API_URL, HH_GITHUB_API_URL, HH_TELEGRAM_API_URL },
      stdio: 'inherit',
    })
    const [exit] = await once(started, 'close')
    expect(exit).toBe(0)
    expect(sandbox.headHunter.touches()).toHaveLength(3)
    const removing = command('setup', '--remove')
    expect(await removing.exit).toBe(0)
    expect(existsSync(join(env.HOME ?? '', '.config/systemd/user/hh-resume-touch.service'))).toBe(false)
  })
})
