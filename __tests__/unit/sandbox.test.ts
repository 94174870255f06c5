import { describe, expect, test } from '@jest/globals'
import sodium from 'libsodium-wrappers'
import { DAY, HOUR } from '../../src/clock.js'
import { createSandbox } from '../../src/sandbox/sandbox.js'
import { populate, WORLD_REPOSITORY } from '../../src/sandbox/world.js'

const AGENT = { 'user-agent': 'hh-resume-touch/1.0 (test)' }

describe('the sandbox in-process', () => {
  test('lives through touch, too early, expiry, rotation and a sealed save', async () => {
    const sandbox = createSandbox()
    const world = populate(sandbox)
    const transport = sandbox.transport()
    const hh = (method: 'GET' | 'POST', path: string, token?: string, body?: string) =>
      transport({
        method,
        url: sandbox.urls.hhUrl + path,
        route: path,
        headers: {
          ...AGENT,
          ...(token
            ? { authorization: `Bearer ${token}` }
            : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(body ? { body } : {}),
        timeoutMs: 30_000,
      })
    const id = world.resumes[0]?.id ?? ''
    expect((await hh('POST', `/resumes/${id}/publish`, world.pair.accessToken)).status).toBe(204)
    expect((await hh('POST', `/resumes/${id}/publish`, world.pair.accessToken)).status).toBe(429)
    sandbox.clock.advance(4 * HOUR)
    expect((await hh('POST', `/resumes/${id}/publish`, world.pair.accessToken)).status).toBe(204)
    sandbox.clock.advance(15 * DAY)
    const refused = await hh('GET', '/resumes/mine', world.pair.accessToken)
    expect(JSON.parse(refused.body)).toMatchObject({ errors: [{ type: 'oauth', value: 'token_expired' }] })
    const refresh = `grant_type=refresh_token&refresh_token=${world.pair.refreshToken}`
    const answer = await hh('POST', '/token', undefined, refresh)
    expect(answer.status).toBe(200)
    const fresh = JSON.parse(answer.body)
    expect(sandbox.headHunter.accepts(fresh.access_token)).toBe(true)
    expect(JSON.parse((await hh('POST', '/token', undefined, refresh)).body).error_description).toBe(
      'token has already been refreshed',
    )

    const github = (method: 'GET' | 'PUT', path: string, body?: unknown) =>
      transport({
        method,
        url: `${sandbox.urls.githubUrl}/repos/${WORLD_REPOSITORY}/actions/secrets/${path}`,
        route: path,
        headers: { ...AGENT, authorization: `token ${world.githubToken.value}` },
        ...(body ? { body: JSON.stringify(body) } : {}),
        timeoutMs: 30_000,
      })
    await sodium.ready
    const { key, key_id } = JSON.parse((await github('GET', 'public-key')).body)
    const box = sodium.crypto_box_seal(
      fresh.access_token,
      sodium.from_base64(key, sodium.base64_variants.ORIGINAL),
    )
    const encrypted_value = sodium.to_base64(box, sodium.base64_variants.ORIGINAL)
    expect((await github('PUT', 'hh_access_token', { key_id, encrypted_value })).status).toBe(204)
    expect(sandbox.github.secrets().HH_ACCESS_TOKEN).toBe(fresh.access_token)
  })
})

test('over HTTP it is the same world', async () => {
  const sandbox = createSandbox()
  const world = populate(sandbox)
  const { hhUrl, close } = await sandbox.listen()
  const answer = await fetch(`${hhUrl}/resumes/mine`, {
    headers: { ...AGENT, authorization: `Bearer ${world.pair.accessToken}` },
  })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ found: 3, page: 0, pages: 1 })
  expect(answer.headers.get('date')).toBe(new Date(sandbox.clock.now()).toUTCString())
  await close()
})
