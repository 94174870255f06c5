import { connect } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { ask } from '../../__tests__/support/ask.js'
import { DAY, HOUR, SECOND, systemClock } from '../../src/domain/clock.js'
import { createVirtualClock, skewedClock } from '../clock.js'
import { json } from '../exchange.js'
import type { FaultKind, FaultRule } from '../faults.js'
import { createRandom } from '../random.js'
import { createSandbox, type Sandbox } from '../sandbox.js'
import { populate } from '../world.js'

const AGENT = { 'user-agent': 'hh-resume-touch/1.0 (tests@example.org)' }

const newClock = () => createVirtualClock({ start: 0, random: createRandom(1) })

describe('the virtual clock', () => {
  test('sleeps side by side take as long as the longest', async () => {
    const clock = newClock()
    const woken: string[] = []
    const sleep = async (name: string, ms: number) => {
      await clock.sleep(ms)
      woken.push(`${name} at ${clock.now()}`)
    }
    await Promise.all([sleep('long', 10 * SECOND), sleep('short', 5 * SECOND)])
    await sleep('next', SECOND)
    expect(woken).toEqual(['short at 5000', 'long at 10000', 'next at 11000'])
  })

  test('an aborted sleep ends at once and takes no time', async () => {
    const clock = newClock()
    const abort = new AbortController()
    const asleep = clock.sleep(DAY, abort.signal)
    abort.abort()
    await asleep
    await clock.sleep(DAY, abort.signal)
    expect(clock.now()).toBe(0)
  })

  test('being moved wakes the sleepers whose time has come', async () => {
    const clock = newClock()
    const asleep = Promise.all([clock.sleep(2 * SECOND), clock.sleep(SECOND)])
    clock.advance(3 * SECOND)
    await asleep
    expect(clock.now()).toBe(3_000)
    clock.set(DAY)
    expect(skewedClock(clock, -SECOND).now()).toBe(DAY - SECOND)
  })

  test('does not advance while work is running', async () => {
    const clock = newClock()
    const asleep = clock.sleep(HOUR)
    const seen = await clock.during(async () => {
      await systemClock.sleep(5)
      return clock.now()
    })
    expect(seen).toBe(0)
    await asleep
    expect(clock.now()).toBe(HOUR)
    await expect(clock.during(() => Promise.reject(new Error('work failed')))).rejects.toThrow('work failed')
  })

  test('one that follows the real one can be moved all the same', async () => {
    const { clock } = createSandbox({ followReal: true })
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(60 * SECOND)
    clock.advance(DAY)
    expect(clock.now()).toBeGreaterThan(Date.now() + DAY - 60 * SECOND)
    clock.set(0)
    expect(clock.now()).toBeLessThan(60 * SECOND)
    expect(await clock.during(async () => 'done')).toBe('done')
  })
})

test('the same seed gives the same world', () => {
  const lives = [7, 7, 8].map((seed) => {
    const sandbox = createSandbox({ seed })
    const { pair, githubToken, botToken } = populate(sandbox)
    return [pair.accessToken, githubToken.value, botToken, sandbox.clock.random()]
  })
  expect(lives[0]).toEqual(lives[1])
  expect(lives[0]).not.toEqual(lives[2])
})

describe('the record', () => {
  test('keeps each request with its effect', async () => {
    const sandbox = createSandbox()
    const { pair } = populate(sandbox)
    await ask(sandbox, 'headHunter', 'GET /resumes/mine?host=hh.ru', { token: pair.accessToken })
    expect(sandbox.requests).toMatchObject([
      {
        service: 'headHunter',
        method: 'GET',
        path: '/resumes/mine',
        query: { host: 'hh.ru' },
        headers: { authorization: `Bearer ${pair.accessToken}` },
        route: 'GET /resumes/mine',
        at: sandbox.clock.now(),
        effect: { status: 200 },
        status: 200,
      },
    ])
  })

  test('a watcher sees both phases, may hold a request up, and may leave', async () => {
    const sandbox = createSandbox()
    const seen: string[] = []
    const stop = sandbox.watch(async (request, phase) => {
      await sandbox.clock.sleep(SECOND)
      seen.push(`${phase} ${request.effect?.status ?? '-'}`)
    })
    await ask(sandbox, 'headHunter', 'GET /me')
    stop()
    await ask(sandbox, 'headHunter', 'GET /me')
    expect(seen).toEqual(['arrived -', 'done 403'])
    expect(sandbox.requests).toHaveLength(2)
  })
})

/** A sandbox in which one touch meets a fault. */
function touchUnder(rule: FaultRule) {
  const sandbox = createSandbox()
  const { pair, resumes } = populate(sandbox)
  sandbox.faults.add({ service: 'headHunter', route: 'POST /resumes/{id}/publish', ...rule })
  const path = `/resumes/${resumes[0]?.id}/publish`
  const headers = { ...AGENT, authorization: `Bearer ${pair.accessToken}` }
  return { sandbox, path, headers, pair, touched: () => sandbox.headHunter.touches().length === 1 }
}

interface FaultCase {
  rule: FaultRule
  label: string
  touched: boolean
  inProcess: string | number
  /** Milliseconds on the sandbox's clock. */
  lasts?: number
}

const FAULTS: FaultCase[] = [
  { rule: { kind: 'unreachable' }, label: 'unreachable', touched: false, inProcess: 'unreachable' },
  {
    rule: { kind: 'unreachable', after: true },
    label: 'unreachable',
    touched: false,
    inProcess: 'unreachable',
  },
  { rule: { kind: 'reset' }, label: 'reset', touched: false, inProcess: 'connection_lost' },
  { rule: { kind: 'reset', after: true }, label: 'reset_after', touched: true, inProcess: 'connection_lost' },
  { rule: { kind: 'lost_answer' }, label: 'lost_answer', touched: true, inProcess: 'connection_lost' },
  { rule: { kind: 'stall' }, label: 'stall', touched: false, inProcess: 'timed_out', lasts: 9_000 },
  {
    rule: { kind: 'stall', after: true },
    label: 'stall_after',
    touched: true,
    inProcess: 'timed_out',
    lasts: 9_000,
  },
  // A touch is answered without a body, so there is nothing to cut.
  { rule: { kind: 'cut_off' }, label: 'cut_off', touched: true, inProcess: 'connection_lost' },
  { rule: { kind: 'stall_body' }, label: 'stall_body', touched: true, inProcess: 'timed_out', lasts: 9_000 },
  { rule: { kind: 'http_500' }, label: 'http_500', touched: false, inProcess: 500 },
  { rule: { kind: 'http_502', after: true }, label: 'http_502_after', touched: true, inProcess: 502 },
  { rule: { kind: 'http_503' }, label: 'http_503', touched: false, inProcess: 503 },
  { rule: { kind: 'slow' }, label: 'slow', touched: true, inProcess: 204, lasts: 1_000 },
  {
    rule: { kind: 'slow', delayMs: 20_000 },
    label: 'slow',
    touched: true,
    inProcess: 'timed_out',
    lasts: 9_000,
  },
  { rule: { kind: 'answer', answer: json(418, {}) }, label: 'answer', touched: false, inProcess: 418 },
  {
    rule: { kind: 'answer', answer: json(418, {}), after: true },
    label: 'answer_after',
    touched: true,
    inProcess: 418,
  },
]

describe('faults in-process', () => {
  const outcomeOf = async (sandbox: Sandbox, line: string, token: string) => {
    try {
      return (await ask(sandbox, 'headHunter', line, { token, timeoutMs: 9_000 })).status
    } catch (error) {
      return (error as { fault: string }).fault
    }
  }

  test.each(FAULTS)('$label $rule.delayMs', async ({ rule, label, touched, inProcess, lasts = 0 }) => {
    const { sandbox, path, pair, ...story } = touchUnder(rule)
    const begun = sandbox.clock.now()
    expect(await outcomeOf(sandbox, `POST ${path}`, pair.accessToken)).toBe(inProcess)
    expect(story.touched()).toBe(touched)
    expect(sandbox.clock.now() - begun).toBe(lasts)
    expect(sandbox.requests[0]?.fault).toBe(label)
  })

  test.each<[FaultKind, string, number]>([
    ['cut_off', 'answer_cut_off', 0],
    ['cut_off_chunked', 'answer_cut_off', 0],
    ['stall_body', 'timed_out', 9_000],
  ])('%s of a body', async (kind, fault, lasts) => {
    const sandbox = createSandbox()
    const { pair } = populate(sandbox)
    sandbox.faults.add({ kind })
    const begun = sandbox.clock.now()
    expect(await outcomeOf(sandbox, 'GET /me', pair.accessToken)).toBe(fault)
    expect(sandbox.clock.now() - begun).toBe(lasts)
    expect(sandbox.requests[0]).toMatchObject({ effect: { status: 200 } })
    expect(sandbox.requests[0]).not.toHaveProperty('status')
  })

  test('which requests are hit: by service, route, look, number; one rule after the other; until cleared', async () => {
    const sandbox = createSandbox()
    const { pair, githubToken } = populate(sandbox)
    const me = () => outcomeOf(sandbox, 'GET /me', pair.accessToken)
    sandbox.faults.add({ kind: 'http_500', service: 'github' })
    sandbox.faults.add({ kind: 'http_500', route: 'POST /token' })
    sandbox.faults.add({ kind: 'http_500', route: /publish$/ })
    sandbox.faults.add({ kind: 'http_500', match: (request) => request.path.includes('mine') })
    sandbox.faults.add({ kind: 'http_502', route: /^GET /, service: 'headHunter', nth: 2, times: 2 })
    sandbox.faults.add({ kind: 'http_503', nth: 2 })
    expect([await me(), await me(), await me(), await me(), await me()]).toEqual([200, 502, 502, 503, 200])
    expect((await ask(sandbox, 'github', 'GET /user', { token: githubToken.value })).status).toBe(500)
    sandbox.faults.add({ kind: 'reset', times: Number.POSITIVE_INFINITY })
    expect(await me()).toBe('connection_lost')
    sandbox.faults.clear()
    expect(await me()).toBe(200)
  })

  test('an address without a listener', async () => {
    const request = {
      method: 'GET' as const,
      url: 'http://127.0.0.1:9/',
      route: '/',
      headers: {},
      timeoutMs: 1,
    }
    await expect(createSandbox().transport()(request)).rejects.toMatchObject({
      fault: 'unreachable',
      code: 'ECONNREFUSED',
    })
  })
})

describe('over HTTP', () => {
  let close = async () => {}
  afterEach(() => close())
  const listen = async (sandbox: Sandbox) => {
    const opened = await sandbox.listen()
    close = opened.close
    return opened
  }

  /** What a plain client sees: a status and the whole body, or the failure. */
  const seen = async (url: string, init: RequestInit, patienceMs: number) => {
    try {
      const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) })
      await answer.text()
      return answer.status
    } catch (error) {
      return (error as Error).name === 'TimeoutError' ? 'no answer' : 'broken'
    }
  }
  /** An answer that never comes is waited for briefly, any other one for as long as a busy machine takes. */
  const patienceFor = (expected: string | number) => (expected === 'no answer' ? 150 : 30_000)
  const asSeen = (inProcess: string | number) => {
    if (typeof inProcess === 'number') return inProcess
    return inProcess === 'timed_out' ? 'no answer' : 'broken'
  }

  const real = FAULTS.map((fault) =>
    fault.rule.kind === 'slow' && fault.rule.delayMs === undefined
      ? { ...fault, rule: { ...fault.rule, delayMs: 20 } }
      : fault,
  )
  test.each(real)('$label $rule.delayMs', async ({ rule, touched, inProcess }) => {
    const { sandbox, path, headers, ...story } = touchUnder(rule)
    const { hhUrl } = await listen(sandbox)
    const expected = asSeen(inProcess)
    expect(await seen(hhUrl + path, { method: 'POST', headers }, patienceFor(expected))).toBe(expected)
    expect(story.touched()).toBe(touched)
  })

  test.each<[FaultKind, string]>([
    ['cut_off', 'broken'],
    ['cut_off_chunked', 'broken'],
    ['stall_body', 'no answer'],
  ])('%s of a body', async (kind, outcome) => {
    const { sandbox, headers } = touchUnder({ kind: 'slow' })
    sandbox.faults.add({ kind, route: 'GET /me' })
    const { hhUrl } = await listen(sandbox)
    expect(await seen(`${hhUrl}/me`, { headers }, patienceFor(outcome))).toBe(outcome)
    expect(await seen(`${hhUrl}/me`, { headers }, patienceFor(200))).toBe(200)
  })

  test("it is the same world: HeadHunter's answers in chunks, the others with their length", async () => {
    const sandbox = createSandbox()
    const { pair, githubToken, botToken } = populate(sandbox)
    const { hhUrl, githubUrl, telegramUrl } = await listen(sandbox)
    const bearer = (token: string) => ({ headers: { ...AGENT, authorization: `Bearer ${token}` } })
    const list = await fetch(`${hhUrl}/resumes/mine`, bearer(pair.accessToken))
    expect(await list.json()).toMatchObject({ found: 3, pages: 1 })
    expect(list.headers.get('date')).toBe(new Date(sandbox.clock.now()).toUTCString())
    expect(list.headers.get('transfer-encoding')).toBe('chunked')
    const user = await fetch(`${githubUrl}/user`, bearer(githubToken.value))
    expect(Number(user.headers.get('content-length'))).toBe((await user.text()).length)
    expect((await fetch(`${telegramUrl}/bot${botToken}/getMe`)).status).toBe(200)
    const through = await sandbox.transport()({
      method: 'GET',
      url: `${hhUrl}/me`,
      route: '/me',
      headers: bearer(pair.accessToken).headers,
      timeoutMs: 1_000,
    })
    expect(through.status).toBe(200)
    await close()
    await expect(fetch(`${hhUrl}/me`)).rejects.toThrow()
  })

  test('latency holds every answer up', async () => {
    const sandbox = createSandbox()
    const { hhUrl } = await listen(sandbox)
    sandbox.latency = 60_000
    expect(await seen(`${hhUrl}/me`, { headers: AGENT }, patienceFor('no answer'))).toBe('no answer')
    sandbox.latency = 1
    expect(await seen(`${hhUrl}/me`, { headers: AGENT }, patienceFor(403))).toBe(403)
  })

  test('ports in a row, or an error where one is taken', async () => {
    const first = createSandbox()
    const { telegramUrl } = await listen(first)
    const port = Number(new URL(telegramUrl).port)
    for (const taken of [port, port - 1]) {
      await expect(createSandbox().listen({ port: taken })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    }
  })

  test('a client that hangs up in the middle of its request asked for nothing', async () => {
    const sandbox = createSandbox()
    const { hhUrl } = await listen(sandbox)
    const socket = connect(Number(new URL(hhUrl).port), '127.0.0.1')
    await new Promise<void>((resolve) => {
      socket.write('POST /token HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\ngrant', () => resolve())
    })
    socket.destroy()
    expect(await seen(`${hhUrl}/me`, { headers: AGENT }, patienceFor(403))).toBe(403)
    expect(sandbox.requests.map(({ route }) => route)).toEqual(['GET /me'])
  })
})
