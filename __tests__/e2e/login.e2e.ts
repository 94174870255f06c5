import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'dotenv'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { createSandbox, type Sandbox, type SandboxUrls } from '../../sandbox/sandbox.js'
import { secretsOf } from '../support/action.js'
import { QUIET_CHROMIUM } from '../support/chromium.js'
import { freePort } from '../support/free-port.js'

const browserPath = process.env.E2E_CHROMIUM ?? ''
const suite = browserPath === '' ? describe.skip : describe

/** Whatever is not on this machine leads nowhere. */
const QUIET = [...QUIET_CHROMIUM, '--proxy-server=http://127.0.0.1:9']

suite('login, with Chromium as the browser', () => {
  let browser: BrowserContext
  let sandbox: Sandbox
  let urls: SandboxUrls & { close(): Promise<void> }
  let folder: string
  let page: Page

  beforeAll(async () => {
    // An empty profile in a folder that goes with the browser.
    browser = await chromium.launchPersistentContext('', { executablePath: browserPath, args: QUIET })
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    sandbox = createSandbox()
    const { id, secret, redirectUri } = sandbox.headHunter.addApplication({
      redirectUri: `http://localhost:${await freePort()}/hh`,
    })
    sandbox.headHunter.addAccount()
    sandbox.headHunter.addResume()
    urls = await sandbox.listen()
    folder = mkdtempSync(join(tmpdir(), 'login-'))
    const lines = {
      HH_CLIENT_ID: id,
      HH_CLIENT_SECRET: secret,
      HH_REDIRECT_URI: redirectUri,
      HH_API_URL: urls.hhUrl,
    }
    writeFileSync(
      join(folder, '.env'),
      Object.entries(lines)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
    page = await browser.newPage()
  })
  afterEach(async () => {
    await page.close()
    await urls.close()
    rmSync(folder, { recursive: true })
  })

  const envFile = () => readFileSync(join(folder, '.env'), 'utf8')

  test('allowed: the browser shows success, and the pair is in .env', async () => {
    const command = startLogin(folder)
    await page.goto(await command.address)
    await page.click('#allow')
    expect(await page.textContent('h1')).toBe('Done')
    expect(await command.exit).toBe(0)
    const { HH_ACCESS_TOKEN: accessToken = '', HH_REFRESH_TOKEN: refreshToken = '' } = parse(envFile())
    expect(sandbox.headHunter.accepts(accessToken)).toBe(true)
    expect(sandbox.headHunter.refreshable(refreshToken)).toBe(true)
    for (const secret of secretsOf(sandbox)) expect(command.printed()).not.toContain(secret)
  })

  test('refused: browser and terminal say so, and .env stays as it was', async () => {
    const before = envFile()
    const command = startLogin(folder)
    await page.goto(await command.address)
    await page.click('#refuse')
    expect(await page.textContent('h1')).toBe('Access was refused')
    expect(await command.exit).toBe(3)
    expect(envFile()).toBe(before)
  })
})

interface Login {
  /** The page at HeadHunter that the command names. */
  address: Promise<string>
  exit: Promise<number | null>
  printed(): string
}

/** The command as a person starts it, on a machine without a screen: it prints the address instead of opening it. */
function startLogin(cwd: string): Login {
  process.stdout.write('\n=== hh-resume-touch login ===\n')
  const child: ChildProcess = spawn(process.execPath, [resolve('dist/cli/index.js'), 'login'], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, SSH_TTY: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const exit = once(child, 'close').then(([code]) => code)
  const address = new Promise<string>((found, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        printed += text
        process.stdout.write(text)
        const [url] = /http\S+\/oauth\/authorize\S+(?=\s)/.exec(printed) ?? []
        if (url !== undefined) found(url)
      })
    }
    exit.then((code) => fail(new Error(`login ended (${code}) before it named an address`)))
  })
  return { address, exit, printed: () => printed }
}
