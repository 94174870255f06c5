import { beforeEach, describe, expect, test } from '@jest/globals'
import { FORMS, type FormName } from '../../../sandbox/forms.js'
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.js'
import { populate, type World } from '../../../sandbox/world.js'
import { DAY } from '../../../src/domain/clock.js'
import type { IssuedTokens } from '../../../src/domain/headhunter.js'
import type { Reason } from '../../../src/reasons/index.js'
import { type ClientUnderTest, closeLater, createClient } from '../../support/hh-client.js'

const tokensOf = ({ accessToken, refreshToken = '' }: IssuedTokens) => ({ accessToken, refreshToken })

/** How a reader who keeps to the rules ends; as usual, where nothing is said. */
const READ_BY_THE_RULES: Partial<Record<FormName, Reason>> = {
  no_last_chunk: 'answer_cut_off',
  length_too_long: 'answer_cut_off',
  length_too_short: 'answer_not_json',
  length_and_chunks: 'connection_lost',
  text_around: 'answer_not_json',
  page_around: 'answer_not_json',
}
const WITHOUT_FIRST: readonly FormName[] = ['item_without_id', 'item_with_number', 'item_that_is_none']

describe('with the sandbox', () => {
  let sandbox: Sandbox
  let world: World
  let client: ClientUnderTest

  beforeEach(async () => {
    sandbox = createSandbox()
    world = populate(sandbox)
    const { hhUrl, close } = await sandbox.listen()
    const { id: clientId, secret: clientSecret } = world.application
    client = createClient(hhUrl, { clientId, clientSecret, clock: sandbox.clock })
    closeLater(close, client.close)
  })

  test('exchanges a code, lists, touches, refreshes and revokes', async () => {
    const { headHunter } = client
    const issued = sandbox.headHunter.authorizationCode()
    const exchanged = await headHunter.exchangeCode({ code: issued.code, redirectUri: issued.redirectUri })
    if (!exchanged.ok) throw new Error(exchanged.diagnostic.reason)
    const { accessToken, refreshToken = '', expiresAt } = exchanged.value
    expect(expiresAt).toBe(sandbox.clock.now() + 14 * DAY)

    expect(await headHunter.me(accessToken)).toEqual({ ok: true, value: { isApplicant: true } })
    const list = await headHunter.resumes(accessToken)
    if (!list.ok) throw new Error(list.diagnostic.reason)
    expect(list.value.resumes.map(({ id, title, status }) => ({ id, title, status }))).toEqual(
      world.resumes.map(({ id, title, status }) => ({ id, title, status })),
    )
    const id = world.resumes[0]?.id ?? ''
    expect(await headHunter.publish(accessToken, id)).toEqual({ ok: true })
    expect(await headHunter.publish(accessToken, id)).toMatchObject({ diagnostic: { reason: 'too_early' } })

    expect(await headHunter.refresh(refreshToken)).toMatchObject({
      diagnostic: { reason: 'access_token_not_expired' },
    })
    sandbox.clock.advance(15 * DAY)
    expect(await headHunter.me(accessToken)).toMatchObject({ diagnostic: { reason: 'access_token_expired' } })
    const refreshed = await headHunter.refresh(refreshToken)
    if (!refreshed.ok) throw new Error(refreshed.diagnostic.reason)
    expect(await headHunter.revoke(refreshed.value.accessToken)).toMatchObject({ ok: true })
    expect(sandbox.headHunter.refreshable(refreshed.value.refreshToken ?? '')).toBe(false)
  })

  test('reports the lost answer to a refresh', async () => {
    sandbox.headHunter.expire(world.pair.accessToken)
    sandbox.faults.add({ kind: 'lost_answer', route: 'POST /token' })
    expect(await client.headHunter.refresh(world.pair.refreshToken)).toMatchObject({
      answerLost: true,
      diagnostic: { reason: 'refresh_token_spent' },
    })
  })

  test.each(['cut_off', 'cut_off_chunked'] as const)(
    'what came of an answer that broke off is used: %s',
    async (kind) => {
      sandbox.headHunter.expire(world.pair.accessToken)
      sandbox.faults.add({ kind, route: 'POST /token' })
      const outcome = await client.headHunter.refresh(world.pair.refreshToken)
      expect(outcome).toMatchObject({ ok: true, value: { refreshToken: undefined } })
      expect(outcome.ok && sandbox.headHunter.accepts(outcome.value.accessToken)).toBe(true)
    },
  )

  test('asks again first for the complete answer', async () => {
    sandbox.headHunter.expire(world.pair.accessToken)
    sandbox.faults.add({ kind: 'cut_off', route: 'POST /token' })
    sandbox.watch((_request, phase) => {
      if (phase === 'done') world.pair.refreshed = false
    })
    const outcome = await client.headHunter.refresh(world.pair.refreshToken)
    if (!outcome.ok) throw new Error(outcome.diagnostic.reason)
    expect(sandbox.headHunter.usable(tokensOf(outcome.value))).toBe(true)
  })

  const FORMS_WITHOUT_PAIR: FormName[] = ['no_refresh_token']
  const PAIR_FORMS = (Object.keys(FORMS) as FormName[]).filter((form) => !FORMS_WITHOUT_PAIR.includes(form))

  test.each(PAIR_FORMS)('a pair is a pair in every form: %s', async (form) => {
    sandbox.headHunter.expire(world.pair.accessToken)
    sandbox.faults.add({ kind: form, route: 'POST /token' })
    const overHttp = await client.headHunter.refresh(world.pair.refreshToken)
    if (!overHttp.ok) throw new Error(overHttp.diagnostic.reason)
    expect(sandbox.headHunter.usable(tokensOf(overHttp.value))).toBe(true)

    // And the sandbox's own transport makes the same of it.
    sandbox.headHunter.expire(overHttp.value.accessToken)
    sandbox.faults.add({ kind: form, route: 'POST /token' })
    const inside = createClient(sandbox.urls.hhUrl, { transport: sandbox.transport(), clock: sandbox.clock })
    closeLater(inside.close)
    const inProcess = await inside.headHunter.refresh(overHttp.value.refreshToken ?? '')
    if (!inProcess.ok) throw new Error(inProcess.diagnostic.reason)
    expect(sandbox.headHunter.usable(tokensOf(inProcess.value))).toBe(true)
  })

  test.each(Object.keys(FORMS) as FormName[])('the list of resumes: %s', async (form) => {
    const ids = world.resumes.map(({ id }) => id)
    const left = WITHOUT_FIRST.includes(form) ? ids.slice(1) : ids
    const inside = createClient(sandbox.urls.hhUrl, { transport: sandbox.transport(), clock: sandbox.clock })
    closeLater(inside.close)
    const results = []
    for (const { headHunter } of [client, inside]) {
      sandbox.faults.add({ kind: form, route: 'GET /resumes/mine', times: 4 })
      const list = await headHunter.resumes(world.pair.accessToken)
      results.push(
        list.ok
          ? list.value.resumes.map(({ id }) => id).filter((id) => ids.includes(id))
          : list.diagnostic.reason,
      )
      sandbox.faults.clear()
    }
    expect(results[1]).toEqual(results[0])
    expect(results[0]).toEqual(READ_BY_THE_RULES[form] ?? left)
  })

  test('reads several pages of resumes', async () => {
    sandbox.headHunter.state.perPage = 2
    const list = await client.headHunter.resumes(world.pair.accessToken)
    expect(list).toMatchObject({ value: { resumes: world.resumes.map(({ id }) => ({ id })) } })
  })

  test('returns why a resume can’t be published', async () => {
    const resume = world.resumes[0]
    if (resume) resume.missing = [{ id: 'area', name: 'Город проживания' }]
    expect(await client.headHunter.readiness(world.pair.accessToken, resume?.id ?? '')).toMatchObject({
      value: { missing: ['Город проживания'] },
    })
  })
})
