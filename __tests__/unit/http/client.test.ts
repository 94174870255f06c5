import * as http from 'node:http'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { type HttpRequest, TransportError } from '../../../src/domain/http.js'
import { proxySecrets } from '../../../src/http/agents.js'
import { createHttpTransport } from '../../../src/http/client.js'
import { answering, type RawServer, startRaw, startScripted } from '../../support/raw-server.js'

const VARIABLES = [
  'http_proxy',
  'HTTP_PROXY',
  'https_proxy',
  'HTTPS_PROXY',
  'no_proxy',
  'NO_PROXY',
  'ACTIONS_ORCHESTRATION_ID',
]

let transport: ReturnType<typeof createHttpTransport>
let cleanUp: (() => unknown)[] = []

beforeEach(() => {
  transport = createHttpTransport()
  cleanUp = [() => transport.close()]
  const before = { ...process.env }
  const unset = () => {
    for (const name of VARIABLES) delete process.env[name]
  }
  unset()
  cleanUp.push(() => {
    unset()
    Object.assign(process.env, before)
  })
})

afterEach(async () => {
  for (const clean of cleanUp.reverse()) await clean()
})

/** A deadline in milliseconds, before which the connection is there on a busy machine too. */
const CONNECTED_BY = 1_000

const get = (url: string, more: Partial<HttpRequest> = {}) =>
  transport({ method: 'GET', url, route: '/', headers: {}, timeoutMs: 5_000, ...more })

const faultOf = async (answer: Promise<unknown>): Promise<TransportError> => {
  const error = await answer.then(
    () => undefined,
    (thrown) => thrown,
  )
  expect(error).toBeInstanceOf(TransportError)
  return error
}

const raw = async (...args: Parameters<typeof startRaw>): Promise<RawServer> => {
  const server = await startRaw(...args)
  cleanUp.push(server.close)
  return server
}

const scripted = async (...answers: Parameters<typeof startScripted>) => {
  const server = await startScripted(...answers)
  cleanUp.push(server.close)
  return server
}

/** Waits until the other side has seen the connection go. */
const untilClosed = async (server: RawServer): Promise<void> => {
  while (server.open() > 0) await new Promise((resolve) => setImmediate(resolve))
}

describe('an answer', () => {
  test('returns status, headers and body of any status', async () => {
    const server = await scripted({ status: 404, headers: { 'x-request-id': 'a1' }, body: '{"a":"ё"}' })
    const answer = await get(`${server.url}/x?y=1`)
    expect(answer).toMatchObject({ status: 404, body: '{"a":"ё"}' })
    expect(answer.headers['x-request-id']).toBe('a1')
  })

  test('joins repeated headers', async () => {
    const head = 'HTTP/1.1 204 No Content\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n'
    const server = await raw({ onData: answering(head) })
    expect((await get(`http://127.0.0.1:${server.port}/`)).headers['set-cookie']).toBe('a=1, b=2')
  })

  test('leaves no timer running', async () => {
    const server = await scripted({ status: 204 })
    const set = jest.spyOn(globalThis, 'setTimeout')
    const cleared = jest.spyOn(globalThis, 'clearTimeout')
    await get(server.url, { ownConnection: true, timeoutMs: 3_600_000 })
    const deadlines = set.mock.results.filter((_, call) => set.mock.calls[call]?.[1] === 3_600_000)
    expect(deadlines).toHaveLength(1)
    expect(cleared).toHaveBeenCalledWith(deadlines[0]?.value as NodeJS.Timeout)
    jest.restoreAllMocks()
  })

  test('does not follow a redirect', async () => {
    const server = await scripted({ status: 307, headers: { location: '/elsewhere' } }, { status: 200 })
    const answer = await get(`${server.url}/token`, { method: 'POST', body: 'refresh_token=R' })
    expect(answer.status).toBe(307)
    expect(server.requests).toHaveLength(1)
  })
})

describe('a request', () => {
  test('sends exactly the given headers and body', async () => {
    process.env.ACTIONS_ORCHESTRATION_ID = 'some-orchestration'
    const server = await scripted({ status: 200 })
    const headers = { 'user-agent': 'App/1.0 (me)', 'content-type': 'text/plain' }
    await get(`${server.url}/x`, { method: 'PUT', headers, body: 'привет' })
    const [request] = server.requests
    expect(request).toMatchObject({ method: 'PUT', body: 'привет' })
    expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
      'accept-encoding',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ])
    expect(request?.headers['user-agent']).toBe('App/1.0 (me)')
  })

  test('reuses a connection unless it asks for its own', async () => {
    const head = 'HTTP/1.1 204 No Content\r\n\r\n'
    const server = await raw({ onOpen: (socket) => socket.on('data', () => socket.write(head)) })
    const url = `http://127.0.0.1:${server.port}/`
    await get(url)
    await get(url)
    expect(server.connections()).toBe(1)
    await get(url, { ownConnection: true })
    expect(server.connections()).toBe(2)
    await untilClosed({ ...server, open: () => server.open() - 1 })
    transport.close()
    await untilClosed(server)
  })

  test('works over http and https with one transport', async () => {
    const server = await scripted({ status: 204 })
    const { port } = new URL(server.url)
    expect((await get(server.url)).status).toBe(204)
    expect(await faultOf(get(`https://127.0.0.1:${port}/`))).toMatchObject({ fault: 'certificate_rejected' })
    expect((await get(server.url)).status).toBe(204)
  })
})

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n'
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'

test('gives each address of a host time to connect', async () => {
  const server = await scripted({ status: 204 })
  const agent = http.Agent.prototype as http.Agent & { createConnection(options: object): unknown }
  const connect = jest.spyOn(agent, 'createConnection')
  await get(server.url)
  expect(connect.mock.calls[0]?.[0]).toMatchObject({ autoSelectFamilyAttemptTimeout: 2_500 })
  jest.restoreAllMocks()
})

describe('a fault', () => {
  test.each([
    ['a reset', answering('', 'resetAndDestroy'), 'connection_lost', 'ECONNRESET'],
    ['a hang-up', answering('', 'end'), 'connection_lost', 'ECONNRESET'],
    ['no HTTP', answering('SSH-2.0-x\r\n\r\n', 'end'), 'connection_lost', 'HPE_INVALID_CONSTANT'],
    ['a body cut off', answering(`${HEAD}abc`, 'end'), 'answer_cut_off', 'ECONNRESET'],
    ['a body reset', answering(`${HEAD}abc`, 'resetAndDestroy'), 'answer_cut_off', 'ECONNRESET'],
    ['chunks cut off', answering(`${CHUNKED}3\r\nabc\r\n`, 'end'), 'answer_cut_off', 'ECONNRESET'],
    [
      'endless headers',
      answering(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(99_999)}\r\n\r\n`),
      'answer_too_large',
      'HPE_HEADER_OVERFLOW',
    ],
    [
      'a body over 2 MiB',
      answering(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(2 * 1024 * 1024 + 1)}`),
      'answer_too_large',
      undefined,
    ],
  ] as const)('%s', async (_, onData, fault, code) => {
    const server = await raw({ onData })
    const error = await faultOf(get(`http://127.0.0.1:${server.port}/secret-path`))
    expect(error).toMatchObject({ fault, code, neverSent: false })
    expect(error.message).not.toContain('secret-path')
    await untilClosed(server)
  })

  test('accepts 2 MiB', async () => {
    const server = await scripted({ status: 200, body: 'x'.repeat(2 * 1024 * 1024) })
    expect((await get(server.url)).body).toHaveLength(2 * 1024 * 1024)
  })

  test.each([
    ['no answer', ''],
    ['a body that stalls', `${HEAD}abc`],
    ['chunks that stall', `${CHUNKED}3\r\nabc\r\n`],
  ])('%s ends at the deadline, and so does the connection', async (_, text) => {
    const server = await raw({ onData: answering(text) })
    const error = await faultOf(get(`http://127.0.0.1:${server.port}/`, { timeoutMs: CONNECTED_BY }))
    expect(error).toMatchObject({ fault: 'timed_out', code: 'ETIMEDOUT', neverSent: false })
    await untilClosed(server)
  })

  test('reports a handshake that stalls as unreachable', async () => {
    const server = await raw({})
    const error = await faultOf(get(`https://127.0.0.1:${server.port}/`, { timeoutMs: 100 }))
    expect(error).toMatchObject({ fault: 'unreachable', code: 'ETIMEDOUT', neverSent: true })
    await untilClosed(server)
  })

  test.each([
    ['a closed port', 'http://127.0.0.1:1/', 'ECONNREFUSED'],
    ['a closed port on every address', 'http://localhost:1/', 'ECONNREFUSED'],
    ['an unknown host', 'http://nosuch.invalid/', expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/)],
    ['an invalid address', 'nonsense', 'ERR_INVALID_URL'],
  ])('%s: nothing was sent', async (_, url, code) => {
    expect(await faultOf(get(url))).toMatchObject({ fault: 'unreachable', code, neverSent: true })
  })

  test('reports an invalid header as unreachable', async () => {
    const headers = { authorization: 'Bearer секрет' }
    const error = await faultOf(get('http://127.0.0.1:1/', { headers }))
    expect(error).toMatchObject({ fault: 'unreachable', code: 'ERR_INVALID_CHAR' })
    expect(error.message).not.toContain('секрет')
  })
})

describe('an answer that exists once', () => {
  const JSON_BODY = '{"access_token":"A"}'
  const once = (port: number, more: Partial<HttpRequest> = {}) =>
    get(`http://127.0.0.1:${port}/token`, {
      method: 'POST',
      ownConnection: true,
      irreplaceable: { listenMs: 5_000 },
      ...more,
    })
  const head = (length: number) => `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`

  test.each([
    ['a Content-Length that is too large', `${head(99)}${JSON_BODY}`],
    ['a Content-Length that is too small', `${head(5)}${JSON_BODY}`],
    ['no last chunk', `${CHUNKED}14\r\n${JSON_BODY}\r\n`],
    ['an incomplete chunk', `${CHUNKED}ff\r\n${JSON_BODY}`],
    ['plain text declared as chunked', `${CHUNKED}${JSON_BODY}`],
    ['another protocol version', `HTTP/2 200 OK\r\nX: 1\r\n\r\n${JSON_BODY}`],
    ['an invalid header line', `HTTP/1.1 200 OK\r\nBad header\r\n\r\n${JSON_BODY}`],
  ])('%s', async (_, text) => {
    const server = await raw({ onData: answering(text, 'end') })
    const answer = await once(server.port)
    expect(answer).toMatchObject({ status: 200, incomplete: true })
    expect(answer.body.trim()).toBe(JSON_BODY)
    await untilClosed(server)
  })

  test('is not marked as incomplete if it is complete', async () => {
    const server = await raw({ onData: answering(`${head(20)}${JSON_BODY}`) })
    const answer = await once(server.port)
    expect(answer).toMatchObject({ status: 200, body: JSON_BODY })
    expect(answer.incomplete).toBeUndefined()
  })

  test('is returned as far as it was received', async () => {
    const server = await raw({ onData: answering(`${head(20)}${JSON_BODY.slice(0, 9)}`, 'end') })
    expect(await once(server.port)).toMatchObject({ body: JSON_BODY.slice(0, 9), incomplete: true })
  })

  test.each([
    ['nothing', ''],
    ['half a head', 'HTTP/1.1 200 OK\r\nConte'],
    ['a head', head(20)],
  ])('%s is a lost connection', async (_, text) => {
    const server = await raw({ onData: answering(text, 'end') })
    expect(await faultOf(once(server.port))).toMatchObject({ neverSent: false })
  })

  test('is returned at the deadline if its JSON is complete', async () => {
    const server = await raw({ onData: answering(`${CHUNKED}14\r\n${JSON_BODY}\r\n`) })
    expect(await once(server.port, { timeoutMs: CONNECTED_BY })).toMatchObject({ incomplete: true })
    await untilClosed(server)
  })

  test('is awaited after the deadline', async () => {
    let answer = () => {}
    const server = await raw({
      onData: (socket) => {
        answer = () => void socket.write(`${head(20)}${JSON_BODY}`)
      },
    })
    const { late, fault } = await faultOf(once(server.port, { timeoutMs: CONNECTED_BY }))
    expect(fault).toBe('timed_out')
    answer()
    expect(await late).toMatchObject({ status: 200, body: JSON_BODY })
    await untilClosed(server)
  })

  test('is awaited for a limited time, then returned as far as received', async () => {
    const silent = await raw({})
    const error = await faultOf(
      once(silent.port, { timeoutMs: CONNECTED_BY, irreplaceable: { listenMs: 50 } }),
    )
    expect(await faultOf(error.late ?? Promise.resolve())).toMatchObject({ fault: 'timed_out' })
    await untilClosed(silent)
    const halting = await raw({ onData: answering(`${head(20)}${JSON_BODY.slice(0, 9)}`) })
    const { late } = await faultOf(
      once(halting.port, { timeoutMs: CONNECTED_BY, irreplaceable: { listenMs: 50 } }),
    )
    expect(await late).toMatchObject({ body: JSON_BODY.slice(0, 9), incomplete: true })
    await untilClosed(halting)
  })

  test('is no longer awaited after an abort', async () => {
    const server = await raw({})
    const over = new AbortController()
    const { late } = await faultOf(once(server.port, { timeoutMs: CONNECTED_BY, signal: over.signal }))
    over.abort()
    await faultOf(late ?? Promise.resolve())
    await untilClosed(server)
    expect(await faultOf(once(server.port, { signal: over.signal }))).toBeInstanceOf(TransportError)
  })

  test('is not awaited if the request was never sent', async () => {
    const server = await raw({})
    const request = get(`https://127.0.0.1:${server.port}/`, {
      timeoutMs: 50,
      irreplaceable: { listenMs: 5_000 },
    })
    const error = await faultOf(request)
    expect(error).toMatchObject({ fault: 'unreachable', neverSent: true, late: undefined })
    await untilClosed(server)
  })
})

describe('a proxy', () => {
  const through = (port: number) => {
    process.env.https_proxy = `http://me:word@127.0.0.1:${port}`
    return get('https://api.example.test/token', { timeoutMs: CONNECTED_BY })
  }

  test('gets a CONNECT request with its credentials', async () => {
    const server = await raw({ onData: answering('HTTP/1.1 407 Authenticate\r\n\r\n', 'end') })
    const error = await faultOf(through(server.port))
    expect(error).toMatchObject({ fault: 'proxy_refused', code: 'HTTP_407', neverSent: true })
    expect(server.received.join('')).toMatch(/^CONNECT api\.example\.test:443 HTTP\/1\.1\r\n/)
    expect(server.received.join('')).toContain(`Basic ${Buffer.from('me:word').toString('base64')}`)
  })

  test.each([
    ['socks5://127.0.0.1:1', 'SOCKS5'],
    ['SOCKS5h://me:word@127.0.0.1:1', 'SOCKS5H'],
    ['socks://127.0.0.1:1', 'SOCKS'],
    ['ftp://127.0.0.1:1', undefined],
    // Without a scheme the name passes for one.
    ['proxy.example:3128', undefined],
    ['http://me:100%@127.0.0.1:1', undefined],
  ])('of another kind is named, and nothing is sent: %s', async (proxy, code) => {
    process.env.https_proxy = proxy
    const error = await faultOf(get('https://api.example.test/token'))
    expect(error).toMatchObject({ fault: 'proxy_unsupported', code, neverSent: true })
    expect(error.message).not.toContain('word')
  })

  test('of an unsupported kind is ignored for loopback', async () => {
    process.env.http_proxy = 'socks5://127.0.0.1:1'
    const server = await scripted({ status: 204 })
    expect((await get(server.url)).status).toBe(204)
  })

  test('that can’t be reached is reported', async () => {
    expect(await faultOf(through(1))).toMatchObject({ fault: 'proxy_refused', code: 'ECONNREFUSED' })
  })

  test('is found at an address of IPv6', async () => {
    process.env.https_proxy = 'http://[::1]:1'
    const error = await faultOf(get('https://api.hh.test/'))
    // The second: this machine has no IPv6.
    expect(['ECONNREFUSED', 'EADDRNOTAVAIL']).toContain(error.code)
  })

  test('that never answers leaves no connection open', async () => {
    const server = await raw({})
    expect(await faultOf(through(server.port))).toMatchObject({ fault: 'unreachable', neverSent: true })
    await untilClosed(server)
  })

  test('that can’t reach the host leaves no connection open', async () => {
    const server = await raw({ onData: answering('HTTP/1.1 200 OK\r\n\r\n') })
    expect(await faultOf(through(server.port))).toMatchObject({ fault: 'unreachable', neverSent: true })
    await untilClosed(server)
  })

  test('that closes the tunnel before the handshake is reported', async () => {
    const onOpen: Parameters<typeof startRaw>[0]['onOpen'] = (socket) => {
      let hello = 0
      socket.on('data', () => (hello++ === 0 ? socket.write('HTTP/1.1 200 OK\r\n\r\n') : socket.destroy()))
    }
    const server = await raw({ onOpen })
    expect(await faultOf(through(server.port))).toMatchObject({ fault: 'unreachable', neverSent: true })
  })

  test('is not used for loopback and the hosts in no_proxy', async () => {
    process.env.http_proxy = 'http://127.0.0.1:1'
    process.env.https_proxy = 'http://127.0.0.1:1'
    process.env.no_proxy = 'nosuch.invalid'
    const server = await scripted({ status: 204 })
    expect((await get(server.url)).status).toBe(204)
    expect(await faultOf(get('https://nosuch.invalid/'))).toMatchObject({ fault: 'unreachable' })
  })
})

test.each([
  [{ https_proxy: 'http://me:pass-word@proxy:1' }, ['pass-word']],
  [{ HTTPS_PROXY: 'me:p%40ss@proxy:1', http_proxy: 'http://proxy:1' }, ['p%40ss', 'p@ss']],
  [{ HTTP_PROXY: 'socks5://:100%@proxy:1' }, ['100%']],
  [{ https_proxy: 'http://proxy:1' }, []],
  [{}, []],
])('the passwords in %j', (env, secrets) => {
  expect(proxySecrets(env)).toEqual(secrets)
})
