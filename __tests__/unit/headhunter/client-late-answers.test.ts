import { beforeEach, describe, expect, test } from '@jest/globals'
import type { FaultRule } from '../../../sandbox/faults.js'
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.js'
import { populate, type World } from '../../../sandbox/world.js'
import { MINUTE, SECOND } from '../../../src/domain/clock.js'
import { closeLater, createClient } from '../../support/hh-client.js'

/** An attempt's deadline in these tests. */
const DEADLINE = 30 * SECOND

let sandbox: Sandbox
let world: World

beforeEach(() => {
  sandbox = createSandbox()
  world = populate(sandbox)
  sandbox.headHunter.expire(world.pair.accessToken)
})

/** A refresh in the sandbox's own time, with these faults before it. */
async function refresh(faults: FaultRule[], stop?: AbortSignal) {
  for (const fault of faults) sandbox.faults.add({ route: 'POST /token', ...fault })
  const begun = sandbox.clock.now()
  const client = createClient(sandbox.urls.hhUrl, {
    transport: sandbox.transport(),
    clock: sandbox.clock,
    timeoutMs: DEADLINE,
  })
  closeLater(client.close)
  const outcome = await client.headHunter.refresh(world.pair.refreshToken, stop)
  const lasted = sandbox.clock.now() - begun
  const usable =
    outcome.ok &&
    sandbox.headHunter.usable({
      accessToken: outcome.value.accessToken,
      refreshToken: outcome.value.refreshToken ?? '',
    })
  return { outcome, lasted, usable, requests: sandbox.requests.length, recorder: client.recorder }
}

describe('an answer after its deadline', () => {
  test.each([33 * SECOND, 45 * SECOND, 2 * MINUTE, 5 * MINUTE])('is used after %i ms', async (delayMs) => {
    const { usable, lasted, recorder } = await refresh([{ kind: 'slow', delayMs }])
    expect(usable).toBe(true)
    expect(lasted).toBe(delayMs)
    expect(recorder.masked.size).toBe(2)
  })

  test('that comes before the next attempt is not said to be awaited', async () => {
    const { usable, recorder } = await refresh([{ kind: 'slow', delayMs: DEADLINE + 50 }])
    expect(usable).toBe(true)
    await new Promise(setImmediate)
    expect(recorder.events.map(({ kind }) => kind)).toEqual(['attempt_failed'])
  })

  test('is decoded', async () => {
    const { usable } = await refresh([{ kind: 'gzip', delayMs: MINUTE }])
    expect(usable).toBe(true)
  })

  test('is not waited for where the next attempt brings the tokens', async () => {
    // HeadHunter never got to the first one.
    const { usable, lasted } = await refresh([{ kind: 'stall' }])
    expect(usable).toBe(true)
    expect(lasted).toBeLessThan(DEADLINE + 2 * SECOND)
  })

  test('that never comes: returns the refusal of the next attempt and reports a lost answer', async () => {
    const { outcome, lasted, requests, recorder } = await refresh([{ kind: 'stall', after: true }])
    expect(outcome).toMatchObject({
      ok: false,
      answerLost: true,
      diagnostic: { reason: 'refresh_token_spent' },
    })
    expect(requests).toBe(2)
    expect(lasted).toBe(DEADLINE + 5 * MINUTE)
    expect(recorder.events).toContainEqual({ kind: 'listening', lasts: 5 * MINUTE })
  })

  test('that is a 502 does not change the refusal of the next attempt', async () => {
    const answer = { status: 502, headers: {}, body: '<html>' }
    const { outcome } = await refresh([{ kind: 'answer', answer, after: true, delayMs: MINUTE }])
    expect(outcome).toMatchObject({ answerLost: true, diagnostic: { reason: 'refresh_token_spent' } })
  })

  test('that is incomplete is used as far as it was received', async () => {
    const { outcome, lasted } = await refresh([{ kind: 'stall_body' }])
    expect(outcome).toMatchObject({ ok: true, value: { refreshToken: undefined } })
    expect(lasted).toBe(DEADLINE + 5 * MINUTE)
  })

  test('that can’t be read replaces the refusal of the next attempt', async () => {
    const answer = { status: 200, headers: {}, body: 'OK' }
    const { outcome } = await refresh([{ kind: 'answer', answer, after: true, delayMs: MINUTE }])
    expect(outcome).toMatchObject({ answerLost: true, diagnostic: { reason: 'token_answer_unreadable' } })
  })

  test('that is a 504 leaves the refusal of the next attempt and a lost answer', async () => {
    const answer = { status: 504, headers: {}, body: '<html>' }
    const { outcome } = await refresh([{ kind: 'answer', answer, after: true, delayMs: MINUTE }])
    expect(outcome).toMatchObject({ answerLost: true, diagnostic: { reason: 'refresh_token_spent' } })
  })

  test('that is a refusal means that no answer was lost', async () => {
    sandbox.headHunter.refreshable(world.pair.refreshToken)
    sandbox.headHunter.end(world.pair.accessToken, 'deactivated')
    const { outcome, lasted } = await refresh([{ kind: 'slow', delayMs: MINUTE }])
    expect(outcome).toMatchObject({ answerLost: false, diagnostic: { reason: 'refresh_token_deactivated' } })
    expect(lasted).toBe(MINUTE)
  })

  test('is awaited for all of four attempts, for a limited time', async () => {
    const { outcome, requests, lasted } = await refresh([{ kind: 'stall', after: true, times: 4 }])
    expect(outcome).toMatchObject({ answerLost: true, diagnostic: { reason: 'timed_out' } })
    expect(requests).toBe(4)
    expect(lasted).toBeLessThan(4 * DEADLINE + 6 * MINUTE)
  })
})

describe('a signal', () => {
  test('ends the wait for a late answer within seconds', async () => {
    const stop = new AbortController()
    sandbox.watch((_request, phase) => {
      if (sandbox.requests.length === 2 && phase === 'done') stop.abort()
    })
    const { outcome, lasted, recorder } = await refresh([{ kind: 'stall', after: true }], stop.signal)
    expect(outcome).toMatchObject({ answerLost: true, diagnostic: { reason: 'refresh_token_spent' } })
    expect(lasted).toBeLessThan(DEADLINE + 8 * SECOND)
    expect(recorder.events).toContainEqual({ kind: 'listening', lasts: 5 * SECOND })
  })

  test('before the deadline finishes the attempt and starts no other', async () => {
    const stop = new AbortController()
    sandbox.watch(() => stop.abort())
    const { outcome, requests } = await refresh([{ kind: 'slow', delayMs: 32 * SECOND }], stop.signal)
    expect(requests).toBe(1)
    expect(outcome.ok).toBe(true)
  })
})

test('an exchange also waits for a late answer', async () => {
  sandbox.faults.add({ kind: 'slow', route: 'POST /token', delayMs: MINUTE })
  const { code, redirectUri } = sandbox.headHunter.authorizationCode()
  const { id: clientId, secret: clientSecret } = world.application
  const client = createClient(sandbox.urls.hhUrl, {
    clientId,
    clientSecret,
    transport: sandbox.transport(),
    clock: sandbox.clock,
  })
  closeLater(client.close)
  expect(await client.headHunter.exchangeCode({ code, redirectUri })).toMatchObject({ ok: true })
})
