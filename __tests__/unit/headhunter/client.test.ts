import { beforeEach, describe, expect, test } from '@jest/globals'
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.js'
import { populate, type World } from '../../../sandbox/world.js'
import { DAY } from '../../../src/domain/clock.js'
import { type ClientUnderTest, closeLater, createClient } from '../../support/hh-client.js'

describe('before the sandbox', () => {
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

  test('a pair’s life: code, list, touch, too early, expiry, refresh, revocation', async () => {
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

  test.each(['lost_answer', 'cut_off'] as const)(
    'the answer to a refresh comes to grief: %s',
    async (kind) => {
      sandbox.headHunter.expire(world.pair.accessToken)
      sandbox.faults.add({ kind, route: 'POST /token' })
      expect(await client.headHunter.refresh(world.pair.refreshToken)).toMatchObject({
        answerLost: true,
        diagnostic: { reason: 'refresh_token_spent' },
      })
    },
  )

  test('many resumes come on several pages', async () => {
    sandbox.headHunter.state.perPage = 2
    const list = await client.headHunter.resumes(world.pair.accessToken)
    expect(list).toMatchObject({ value: { resumes: world.resumes.map(({ id }) => ({ id })) } })
  })

  test('why a resume can’t be published', async () => {
    const resume = world.resumes[0]
    if (resume) resume.missing = [{ id: 'area', name: 'Город проживания' }]
    expect(await client.headHunter.readiness(world.pair.accessToken, resume?.id ?? '')).toMatchObject({
      value: { missing: ['Город проживания'] },
    })
  })
})
