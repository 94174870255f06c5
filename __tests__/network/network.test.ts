import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { catalogue } from '../../src/i18n/index.js'
import { expectContractsKept } from '../contracts/validator.js'
import { type ActionRun, install, runAction, visibleLog } from '../support/action.js'
import { createWorld, type World } from '../support/world.js'
import { type Authority, createAuthority } from './authority.js'
import { type Listening, type ProxyOptions, startProxy, startTls } from './servers.js'

/** Names that exist nowhere: only the proxy knows where they are. */
const NAMES = ['api.hh.test', 'api.github.test', 'api.telegram.test']
const FIFTEEN_DAYS = 15 * 86_400_000

const { reasons } = catalogue('en')
const open: Listening['close'][] = []
let action: ReturnType<typeof install>
let authority: Authority
let caFile: string

beforeAll(async () => {
  action = install()
  authority = await createAuthority()
  caFile = join(action.folder, 'authority.pem')
  writeFileSync(caFile, authority.certificate)
})

afterAll(async () => {
  for (const close of open) await close()
  action.remove()
})

const opened = <T extends Listening>(listening: T): T => {
  open.push(listening.close)
  return listening
}

const worldIn = (days: number): World => {
  const world = createWorld()
  world.sandbox.clock.advance(days)
  return world
}

/** The sandbox behind TLS: the ports of HeadHunter, GitHub and Telegram. */
async function serveOverTls({ sandbox }: World, names: string[], options: { expired?: boolean } = {}) {
  const { hhUrl, githubUrl, telegramUrl, close } = await sandbox.listen()
  const certificate = await authority.issue(names, options)
  const ports = [hhUrl, githubUrl, telegramUrl].map((url) => Number(new URL(url).port))
  const fronts = await Promise.all(ports.map((port) => startTls(certificate, port)))
  open.push(close)
  return fronts.map((front) => opened(front).port)
}

/** The Action against these three addresses. */
async function runAgainst(world: World, urls: string[], env: Record<string, string>): Promise<ActionRun> {
  const [hhUrl = '', githubUrl = '', telegramUrl = ''] = urls
  const { telegram } = world.sandbox
  const inputs = {
    'telegram-bot-token': telegram.addBot(),
    'telegram-chat-id': String(telegram.addChat().id),
    'request-timeout': '3m',
    notify: 'always',
  }
  const options = { urls: { hhUrl, githubUrl, telegramUrl }, env, fast: true }
  const run = await runAction(action.folder, world, inputs, options)
  expectContractsKept(world.sandbox)
  return run
}

/** `environmentFor`: how the Action gets to know of the proxy. */
async function throughProxy(
  world: World,
  options: ProxyOptions = {},
  report: (proxyUrl: string) => Record<string, string> = (url) => ({ https_proxy: url }),
) {
  const ports = await serveOverTls(world, NAMES)
  const hosts = Object.fromEntries(NAMES.map((name, index) => [`${name}:443`, ports[index] ?? 0]))
  const proxy = opened(await startProxy({ hosts, ...options }))
  const urls = NAMES.map((name) => `https://${name}`)
  const run = await runAgainst(world, urls, { NODE_EXTRA_CA_CERTS: caFile, ...report(proxy.url) })
  return { ...run, asked: proxy.asked }
}

async function withoutProxy(
  world: World,
  names: string[],
  options: { expired?: boolean; trusted?: boolean } = {},
) {
  const { trusted = true, ...certificate } = options
  const ports = await serveOverTls(world, names, certificate)
  const urls = ports.map((port) => `https://localhost:${port}`)
  return runAgainst(world, urls, trusted ? { NODE_EXTRA_CA_CERTS: caFile } : {})
}

describe('through a forward proxy and a private authority', () => {
  test('completes a run with a rotation, GitHub and Telegram', async () => {
    const world = worldIn(FIFTEEN_DAYS)
    const { exit, asked } = await throughProxy(world)
    expect(exit).toBe(0)
    expect(new Set(asked)).toEqual(new Set(NAMES.map((name) => `${name}:443`)))
    expect(world.sandbox.headHunter.touches()).toHaveLength(3)
    expect(world.sandbox.github.secrets().HH_REFRESH_TOKEN).not.toBe(world.pair.refreshToken)
    expect(world.sandbox.telegram.messages).toHaveLength(1)
  })

  test('completes a run with a name and a password', async () => {
    const world = worldIn(0)
    const { exit, stdout, stderr } = await throughProxy(world, { credentials: 'me:pass-word' })
    expect(exit).toBe(0)
    // A warning of Node's, such as DEP0005, would stand in every log.
    expect(stderr).toBe('')
    expect(stdout).toContain('::add-mask::pass-word')
    expect(visibleLog(stdout)).not.toContain('pass-word')
    expect(world.sandbox.headHunter.touches()).toHaveLength(3)
  })

  test('reads the variable in capitals', async () => {
    const { exit, asked } = await throughProxy(worldIn(0), {}, (url) => ({ HTTPS_PROXY: url }))
    expect(exit).toBe(0)
    expect(asked).toContain('api.hh.test:443')
  })
})

describe('a proxy that refuses', () => {
  test.each<[string, ProxyOptions]>([
    ['403', { refuses: 403 }],
    ['407: no name and password were given', { credentials: 'me:pass-word' }],
    ['502: it does not know the host', { hosts: {} }],
  ])('%s: red, and nothing was spent', async (_name, options) => {
    const world = worldIn(FIFTEEN_DAYS)
    const nameless = (url: string) => ({ https_proxy: url.replace(/[^/]*@/, '') })
    const { exit, stdout } = await throughProxy(world, options, nameless)
    expect(exit).toBe(1)
    expect(stdout).toContain(reasons.proxy_refused.title)
    expect(world.sandbox.requests).toEqual([])
  })
})

describe('a proxy of another protocol', () => {
  test('ends the run red without a request', async () => {
    const world = worldIn(FIFTEEN_DAYS)
    const { exit, stdout, asked } = await throughProxy(world, {}, (url) => ({
      https_proxy: url.replace('http:', 'socks5:'),
    }))
    expect(exit).toBe(1)
    expect(stdout).toContain(reasons.proxy_unsupported.title)
    expect(asked).toEqual([])
    expect(world.sandbox.requests).toEqual([])
  })
})

describe('no_proxy', () => {
  test.each(['api.hh.test', 'example.test,.hh.test', '*'])(
    '%s: the host is asked directly',
    async (names) => {
      const environmentFor = (url: string) => ({ https_proxy: url, no_proxy: names })
      const { stdout, asked } = await throughProxy(worldIn(0), {}, environmentFor)
      expect(asked).not.toContain('api.hh.test:443')
      expect(stdout).toContain(reasons.hh_unreachable.title)
    },
  )

  test('of another host has no effect', async () => {
    const environmentFor = (url: string) => ({ https_proxy: url, no_proxy: 'example.test' })
    const { exit, asked } = await throughProxy(worldIn(0), {}, environmentFor)
    expect(exit).toBe(0)
    expect(asked).toContain('api.hh.test:443')
  })
})

describe('https without a proxy', () => {
  test('trusts the authority in NODE_EXTRA_CA_CERTS', async () => {
    const world = worldIn(0)
    const { exit } = await withoutProxy(world, ['localhost'])
    expect(exit).toBe(0)
    expect(world.sandbox.headHunter.touches()).toHaveLength(3)
  })

  test.each<[string, string[], { expired?: boolean; trusted?: boolean }]>([
    ['of an unknown authority', ['localhost'], { trusted: false }],
    ['of another host', ['api.hh.test'], {}],
    ['that has expired', ['localhost'], { expired: true }],
  ])('a certificate %s is rejected', async (_name, names, options) => {
    const world = worldIn(0)
    const { exit, stdout } = await withoutProxy(world, names, options)
    expect(exit).toBe(1)
    expect(stdout).toContain(reasons.certificate_rejected.title)
    expect(world.sandbox.requests).toEqual([])
  })
})
