import { createServer, request } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'dotenv'
import { Abandoned } from '../../src/cli/shared/prompts.js'
import { freePort } from '../support/free-port.js'
import { createStage, envFileOf, patientClock, type Stage, type StageOptions } from './stage.js'

/** A machine may have no IPv6. */
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
)
const LOOPBACKS = hasIpv6 ? ['127.0.0.1', '::1'] : ['127.0.0.1']

let stage: Stage
let port: number
/** What the browser was shown; settled when all of it has arrived. */
let pages: Promise<string>[]

beforeEach(async () => {
  pages = []
  port = await freePort()
})
afterEach(() => stage.close())

const begin = (options: StageOptions = {}) => {
  stage = createStage({ clock: patientClock, ...options })
  stage.write('.env', `${envFileOf(stage, { pair: false })}HH_REDIRECT_URI=http://localhost:${port}\n`)
  stage.world.application.redirectUri = `http://localhost:${port}`
}

/** A browser's request to the callback server; optionally over IPv6. */
const visit = (path: string, host = '127.0.0.1', method = 'GET'): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const outgoing = request({ host, port, path, method, agent: false }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })

/** HeadHunter's page in the sandbox: the redirect to which the person's decision leads. */
async function decide(url: string, decision: 'allow' | 'refuse'): Promise<string> {
  const { pathname, search } = new URL(url)
  const target = `${pathname}${search}&decision=${decision}`
  const delivery = await stage.sandbox.handle('headHunter', { method: 'GET', target, headers: {}, body: '' })
  return 'answer' in delivery ? (delivery.answer.headers.location ?? '') : ''
}

/** A browser in which the person allows, or refuses, and that follows the redirect. */
const browser =
  (decision: 'allow' | 'refuse', host?: string, change = (redirect: string) => redirect) =>
  (url: string): Promise<string> => {
    const page = decide(url, decision).then(async (location) => {
      const { pathname, search } = new URL(change(location))
      return (await visit(`${pathname}${search}`, host)).body
    })
    pages.push(page)
    return page
  }

const values = () => parse(stage.read('.env'))

describe('login with a browser', () => {
  test.each(LOOPBACKS)('the redirect arrives over %s, and the pair is saved', async (host) => {
    begin({ browser: (url) => void browser('allow', host)(url) })
    const { exit, stdout, stderr } = await stage.run('login')
    expect(exit).toBe(0)
    expect(stdout).toContain('✓ The token pair is saved in `.env`.')
    expect(stdout).toContain('✓ HeadHunter shows 3 resumes in this account.')
    expect(stderr).toContain(stage.opened[0])
    const { HH_ACCESS_TOKEN = '', HH_REFRESH_TOKEN = '' } = values()
    expect(
      stage.sandbox.headHunter.usable({ accessToken: HH_ACCESS_TOKEN, refreshToken: HH_REFRESH_TOKEN }),
    ).toBe(true)
    expect(await pages[0]).toContain('<html lang="en">')
    expect(await pages[0]).toContain('<h1>Done</h1>')
    expect(stage.sandbox.headHunter.touches()).toEqual([])
    expect(stage.listening()).toBe(false)
    await expect(visit('/')).rejects.toThrow('ECONNREFUSED')
  })

  test('the page is in the person’s language', async () => {
    begin({ browser: (url) => void browser('allow')(url) })
    expect((await stage.run('login', '--language', 'ru')).exit).toBe(0)
    expect(await pages[0]).toContain('<html lang="ru">')
    expect(await pages[0]).toContain('<h1>Готово</h1>')
  })

  test('PKCE and state are sent, and the verifier with the code', async () => {
    begin({ browser: (url) => void browser('allow')(url) })
    await stage.run('login')
    const query = new URL(stage.opened[0] ?? '').searchParams
    expect(query.get('code_challenge_method')).toBe('S256')
    expect(query.get('state')).toMatch(/^[\w-]{32}$/)
    const exchange = stage.sandbox.requests.find(({ route }) => route === 'POST /token')
    expect(new URLSearchParams(exchange?.body).get('code_verifier')).toMatch(/^[\w-]{43}$/)
  })

  test('--no-pkce leaves it out', async () => {
    begin({ browser: (url) => void browser('allow')(url) })
    expect((await stage.run('login', '--no-pkce')).exit).toBe(0)
    expect(stage.opened[0]).not.toContain('code_challenge')
  })

  test('a refusal', async () => {
    begin({ browser: (url) => void browser('refuse')(url) })
    const { exit, stderr } = await stage.run('login')
    expect(exit).toBe(3)
    expect(stderr).toContain('Access was refused on HeadHunter’s page')
    expect(await pages[0]).toContain('Access was refused')
    expect(values().HH_ACCESS_TOKEN).toBeUndefined()
  })

  test('HeadHunter’s own refusal is named', async () => {
    begin({
      browser: (url) =>
        void browser('refuse', undefined, (to) => to.replace('access_denied', 'server_error'))(url),
    })
    const { exit, stderr } = await stage.run('login')
    expect(exit).toBe(3)
    expect(stderr).toContain('HeadHunter’s page refused (server_error)')
  })

  test('the answer to another attempt is ignored, and the wait continues', async () => {
    const change = (to: string) => to.replace(/state=[^&]*/, 'state=other')
    begin({
      browser: async (url) => {
        await browser('allow', undefined, change)(url)
        await browser('refuse', undefined, change)(url)
        await browser('allow')(url)
      },
    })
    expect((await stage.run('login')).exit).toBe(0)
    expect(await pages[0]).toContain('This belongs to another attempt')
    expect(await pages[1]).toContain('This belongs to another attempt')
    expect(await pages[2]).toContain('<h1>Done</h1>')
    expect(stage.sandbox.requests.filter(({ route }) => route === 'POST /token')).toHaveLength(1)
  })

  test('the page says “done” only once the code is exchanged', async () => {
    begin({ browser: (url) => void browser('allow')(url) })
    stage.sandbox.watch(({ route }, phase) => {
      if (route === 'POST /token' && phase === 'arrived') stage.sandbox.clock.advance(3_600_000)
    })
    expect((await stage.run('login')).exit).toBe(3)
    expect(await pages[0]).toContain('<h1>It did not work</h1>')
  })

  test('a code that has expired on the way', async () => {
    begin({ browser: (url) => void browser('allow')(url) })
    stage.sandbox.watch(({ route }, phase) => {
      if (route === 'POST /token' && phase === 'arrived') stage.sandbox.clock.advance(3_600_000)
    })
    const { exit, stdout } = await stage.run('login')
    expect(exit).toBe(3)
    expect(stdout).toContain('(auth_code_expired)')
    expect(values().HH_ACCESS_TOKEN).toBeUndefined()
  })

  /** Bytes as they are, for what no client library sends; what came back, until the server hangs up. */
  const send = (bytes: string): Promise<string> =>
    new Promise((resolve) => {
      let answer = ''
      const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(bytes))
      socket.on('data', (chunk) => {
        answer += chunk
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(answer))
      setTimeout(() => socket.destroy(), 50)
    })

  test.each([
    ['an empty host', 'GET // HTTP/1.1\r\nhost: a\r\n\r\n'],
    ['a path that is no address', 'GET //[::bad?code=a HTTP/1.1\r\nhost: a\r\n\r\n'],
    ['a port that is none', 'GET http://a:b:c/?code=12345678&state=x HTTP/1.1\r\nhost: a\r\n\r\n'],
    ['a percent that is none', 'GET /?code=%E0%A4%A&state=%zz HTTP/1.1\r\nhost: a\r\n\r\n'],
    ['HEAD', 'HEAD / HTTP/1.1\r\nhost: a\r\n\r\n'],
    ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n'],
    ['CONNECT', 'CONNECT hh.ru:443 HTTP/1.1\r\nhost: a\r\n\r\n'],
    ['an upgrade', 'GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'],
    ['a huge address', `GET /?code=${'a'.repeat(100_000)} HTTP/1.1\r\nhost: a\r\n\r\n`],
    ['no HTTP', '\u0016\u0003\u0001 hello\r\n\r\n'],
    ['half a request', 'GET / HT'],
    ['a body that never ends', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 99\r\n\r\nx'],
  ])('%s: survived, and the wait goes on', async (_, bytes) => {
    begin({
      browser: async (url) => {
        await send(bytes)
        await browser('allow')(url)
      },
    })
    expect((await stage.run('login')).exit).toBe(0)
  })

  test('the target of a proxy’s request is understood', async () => {
    begin({
      browser: async (url) => {
        const to = await decide(url, 'allow')
        pages.push(send(`GET ${to} HTTP/1.1\r\nhost: localhost\r\n\r\n`))
      },
    })
    expect((await stage.run('login')).exit).toBe(0)
  })

  test('other paths, other methods and a request without a query are ignored, and the wait continues', async () => {
    const seen: unknown[] = []
    begin({
      browser: async (url) => {
        seen.push((await visit('/favicon.ico')).status, (await visit('/', undefined, 'POST')).status)
        seen.push((await visit('/')).body.includes('There is no code here'))
        await browser('allow')(url)
      },
    })
    expect((await stage.run('login')).exit).toBe(0)
    expect(seen).toEqual([404, 404, true])
  })

  test('Ctrl-C while the code is exchanged: no further try', async () => {
    begin({ browser: (url) => void browser('allow')(url) })
    stage.sandbox.faults.add({ kind: 'http_500', route: 'POST /token', times: 99 })
    stage.sandbox.watch(({ route }) => {
      if (route === 'POST /token') stage.interrupt()
    })
    expect((await stage.run('login')).exit).toBe(130)
    expect(await pages[0]).toContain('<h1>It did not work</h1>')
    expect(stage.sandbox.requests.filter(({ route }) => route === 'POST /token')).toHaveLength(1)
  })

  test('Ctrl-C ends the wait', async () => {
    begin({ browser: () => setTimeout(() => stage.interrupt(), 20) })
    const { exit, stderr } = await stage.run('login')
    expect(exit).toBe(130)
    expect(stderr).toContain('Interrupted.')
    await expect(visit('/')).rejects.toThrow('ECONNREFUSED')
  })

  test('without a redirect it times out', async () => {
    begin({ browser: () => {}, clock: ({ clock }) => clock })
    const { exit, stderr } = await stage.run('login')
    expect(exit).toBe(3)
    expect(stderr).toContain('Nobody came back from HeadHunter’s page within 10 minutes')
  })

  test.each(LOOPBACKS)('the port is in use on %s', async (host) => {
    begin({ browser: () => {} })
    const other = createServer().listen({ port, host, ipv6Only: true })
    await new Promise((resolve) => other.once('listening', resolve))
    const { exit, stderr } = await stage.run('login')
    await new Promise((resolve) => other.close(resolve))
    expect(exit).toBe(1)
    expect(stderr).toContain(`Port ${port} of the redirect URI is not free (EADDRINUSE)`)
    expect(stage.opened).toEqual([])
  })

  test('a new login replaces the old pair and an old code, and leaves the rest', async () => {
    begin({ browser: (url) => void browser('allow')(url) })
    stage.write('.env', `${stage.read('.env')}HH_ACCESS_TOKEN=old\nHH_REFRESH_TOKEN=old\nHH_AUTH_CODE=old1\n`)
    expect((await stage.run('login')).exit).toBe(0)
    expect(values().HH_AUTH_CODE).toBe('')
    expect(values().HH_REFRESH_TOKEN).toHaveLength(64)
    expect(stage.read('.env')).toMatch(/^# mine\n/)
  })

  test('an application without access: the pair is saved, and the reason printed', async () => {
    begin({ browser: (url) => void browser('allow')(url) })
    stage.world.application.applicantMethods = false
    const { exit, stdout } = await stage.run('login')
    expect(exit).toBe(1)
    expect(stdout).toContain('saved in `.env`')
    expect(stdout).toContain('2025-12-15')
    expect(values().HH_ACCESS_TOKEN).toHaveLength(64)
  })

  test('a file that can’t be written is found out before the code is spent', async () => {
    begin({ browser: (url) => void browser('allow')(url) })
    stage.write('file', '')
    const { exit } = await stage.run('login', '--env-file', 'nowhere/.env')
    expect(exit).toBe(2)
    for (const [name, value] of Object.entries(values())) stage.env[name] = value
    const { exit: second, stdout } = await stage.run('login', '--env-file', 'nowhere/.env')
    expect(second).toBe(1)
    expect(stdout).toContain('(env_file_not_writable)')
    expect(stage.sandbox.requests.filter(({ route }) => route === 'POST /token')).toEqual([])
  })

  test('--json', async () => {
    begin({ browser: (url) => void browser('allow')(url) })
    const { stdout } = await stage.run('login', '--json')
    expect(JSON.parse(stdout)).toEqual({
      saved: true,
      'access-token-expires-at': '2026-01-19T09:00:00.000Z',
      problems: [],
    })
  })

  test('tokens in the environment that hide the new ones are reported', async () => {
    begin({ browser: (url) => void browser('allow')(url) })
    stage.env.HH_ACCESS_TOKEN = 'old'
    expect((await stage.run('login')).stderr).toContain('The environment sets `HH_ACCESS_TOKEN`')
  })
})

describe('an application that is corrected', () => {
  test('Enter brings the questions back, the redirect URI too; what worked is saved', async () => {
    begin({ interactive: true })
    const { id, secret } = stage.world.application
    // Not the default port, which another test or program can use.
    const wrong = `http://localhost:${await freePort()}`
    stage.write(
      '.env',
      stage
        .read('.env')
        .replace(/HH_CLIENT.*\n/g, '')
        .replace(String(port), new URL(wrong).port),
    )
    // HeadHunter's page shows an error for the first id; to us nothing comes back.
    const code = () => stage.sandbox.headHunter.authorizationCode().code
    stage.answers.push('0'.repeat(64), 'S'.repeat(64), '', id, secret, `http://localhost:${port}`, code)
    const { exit, stderr } = await stage.run('login')
    expect(stderr).toContain(wrong)
    expect(exit).toBe(0)
    expect(stage.opened).toHaveLength(2)
    expect(values()).toMatchObject({
      HH_CLIENT_ID: id,
      HH_CLIENT_SECRET: secret,
      HH_REDIRECT_URI: `http://localhost:${port}`,
    })
  })

  test('a secret that HeadHunter refuses is asked for again, and nothing was saved meanwhile', async () => {
    begin({ interactive: true })
    const { id, secret } = stage.world.application
    const before = stage.read('.env').replace(/HH_CLIENT.*\n/g, '')
    stage.write('.env', before)
    const seen: string[] = []
    const look = (answer: string) => () => {
      seen.push(stage.read('.env'))
      return answer
    }
    const code = () => stage.sandbox.headHunter.authorizationCode().code
    const uri = `http://localhost:${port}`
    stage.answers.push(id, 'S'.repeat(64), code, look(id), look(secret), look(uri), code)
    expect((await stage.run('login')).exit).toBe(0)
    expect(seen).toEqual([before, before, before])
    expect(values().HH_CLIENT_SECRET).toBe(secret)
  })

  test('values from the environment can’t be corrected by an answer: their place is printed', async () => {
    begin({ interactive: true })
    stage.env.HH_CLIENT_ID = 'other'
    stage.answers.push('')
    const { exit, stdout } = await stage.run('login', '--no-browser')
    expect(exit).toBe(2)
    expect(stdout).toContain('`HH_CLIENT_ID` is set in the environment. Correct it there.')
  })
})

describe('login by pasting', () => {
  const interactive = { interactive: true }
  /** As late as it is pasted. */
  const freshCode = () => stage.sandbox.headHunter.authorizationCode().code

  test('asks for what .env lacks, says what is wrong with it, and saves it with the pair', async () => {
    begin(interactive)
    const { id, secret } = stage.world.application
    stage.write('.env', stage.read('.env').replace(/HH_CLIENT.*\n/g, ''))
    stage.answers.push(`"${id}"`, 'two words', secret, 'nonsense!', freshCode)
    const { exit } = await stage.run('login', '--no-browser')
    expect(exit).toBe(0)
    expect(stage.asked.some((line) => /`HH_CLIENT_SECRET` has a space.* Ctrl-U/.test(line))).toBe(true)
    expect(stage.asked.some((line) => line.includes('There is no whole code in it'))).toBe(true)
    expect(values()).toMatchObject({ HH_CLIENT_ID: id, HH_CLIENT_SECRET: secret })
    expect(values().HH_ACCESS_TOKEN).toHaveLength(64)
    expect(stage.opened).toEqual([])
  })

  test('an application that HeadHunter refuses: the place of its values is printed', async () => {
    begin(interactive)
    const { secret } = stage.world.application
    stage.write('.env', stage.read('.env').replace(secret, 'S'.repeat(64)))
    stage.answers.push(freshCode, new Abandoned())
    const { exit, stdout } = await stage.run('login', '--no-browser')
    expect(exit).toBe(130)
    expect(stdout).toContain('`HH_CLIENT_SECRET` is set in `.env`.')
  })

  test('where the browser can’t be opened, whichever comes first: the redirect or the paste', async () => {
    begin({ ...interactive, clock: patientClock })
    stage.answers.push(freshCode)
    expect((await stage.run('login')).exit).toBe(0)
    expect(stage.opened).toHaveLength(1)
    await expect(visit('/')).rejects.toThrow('ECONNREFUSED')
  })

  test('an open question does not keep the redirect from being heard', async () => {
    begin(interactive)
    const running = stage.run('login')
    while (stage.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await browser('allow')(stage.opened[0] ?? '')
    expect((await running).exit).toBe(0)
  })

  test('a question that is left while the port is open ends the login', async () => {
    begin(interactive)
    stage.answers.push(new Abandoned())
    expect((await stage.run('login')).exit).toBe(130)
    await expect(visit('/')).rejects.toThrow('ECONNREFUSED')
  })

  test('a redirect URI that is not this machine’s, or a port in use, is no obstacle', async () => {
    begin(interactive)
    stage.env.HH_REDIRECT_URI = 'https://example.com/back'
    stage.world.application.redirectUri = 'https://example.com/back'
    stage.answers.push(freshCode)
    expect((await stage.run('login')).exit).toBe(0)
    expect(stage.opened).toEqual([])
  })

  test('a port in use where a person can paste', async () => {
    begin(interactive)
    const other = createServer().listen(port, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    stage.answers.push(freshCode)
    const { exit, stderr } = await stage.run('login')
    await new Promise((resolve) => other.close(resolve))
    expect(exit).toBe(0)
    expect(stderr).toContain('EADDRINUSE')
  })

  test('without a terminal: prints the address, then takes the code as an option', async () => {
    begin()
    const first = await stage.run('login', '--no-browser')
    expect(first.exit).toBe(2)
    expect(first.stderr).toContain('hh-resume-touch login --code')
    const address = /^http\S+$/m.exec(first.stderr)?.[0] ?? ''
    expect(address).not.toContain('code_challenge')
    const redirect = await decide(address, 'allow')
    expect((await stage.run('login', '--code', redirect)).exit).toBe(0)
    expect(values().HH_ACCESS_TOKEN).toHaveLength(64)
  })

  test.each([
    ['not a code!', 2, 'There is no code'],
    ['http://localhost/?error=access_denied&state=a', 3, 'Access was refused'],
    ['http://localhost/?code=ABCD1234&state=%', 3, '(auth_code_unknown)'],
  ])('--code %j', async (code, wanted, sentence) => {
    begin()
    const { exit, stdout, stderr } = await stage.run('login', '--code', code)
    expect(exit).toBe(wanted)
    expect(stdout + stderr).toContain(sentence)
  })
})
