import { describe, expect, test } from '@jest/globals'
import { blake2b } from 'blakejs'
import sodium from 'libsodium-wrappers'
import nacl from 'tweetnacl'
import { json } from '../../sandbox/exchange.js'
import type { Transport } from '../../src/domain/http.js'
import { sealFor } from '../../src/github/secrets.js'
import { decodeStagedPair } from '../../src/tokens/staged-pair.js'
import { runInProcess } from '../support/in-process.js'
import { createWorld, REPOSITORY } from '../support/world.js'

/*
 * The product and the sandbox use libsodium. Here is the other side, from two unrelated libraries and by libsodium's
 * documentation alone: a sealed box is an ephemeral public key and a crypto_box whose nonce is
 * blake2b-24(ephemeral public key ‖ recipient's public key).
 */
const nonceOf = (ephemeral: Uint8Array, recipient: Uint8Array) =>
  blake2b(Buffer.concat([ephemeral, recipient]), undefined, nacl.box.nonceLength)

function seal(value: string, recipient: Uint8Array, ephemeral = nacl.box.keyPair()): string {
  const nonce = nonceOf(ephemeral.publicKey, recipient)
  const box = nacl.box(Buffer.from(value, 'utf8'), nonce, recipient, ephemeral.secretKey)
  return Buffer.concat([ephemeral.publicKey, box]).toString('base64')
}

function unseal(sealed: string, recipient: nacl.BoxKeyPair): string | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  const ephemeral = bytes.subarray(0, nacl.box.publicKeyLength)
  const nonce = nonceOf(ephemeral, recipient.publicKey)
  const opened = nacl.box.open(
    bytes.subarray(nacl.box.publicKeyLength),
    nonce,
    ephemeral,
    recipient.secretKey,
  )
  return opened === null ? undefined : Buffer.from(opened).toString('utf8')
}

const keyPairOf = (byte: number) => nacl.box.keyPair.fromSecretKey(new Uint8Array(32).fill(byte))
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** Made once by the other side; each implementation must go on opening it. */
const VECTOR = {
  recipient: keyPairOf(1),
  ephemeral: keyPairOf(2),
  value: 'USERREFRESH, обновление',
  sealed:
    'zo060cy2M+x7cMF4FKXHbs0CloUFDTRHRboFhw5YfVlAttYQzo31UVkD4ncuCC04yQidz7y9GxNFxCfjANjZroZLg3Xjo4iTXk0luq+YKRWd',
}
const VALUES = ['', 'x', 'кириллица 🧑🏽‍💻', 'x'.repeat(48 * 1_024)]

describe('a sealed box', () => {
  test('of the vector is made and opened by the other side, and opened by libsodium', async () => {
    await sodium.ready
    const { recipient, ephemeral, value, sealed } = VECTOR
    expect(seal(value, recipient.publicKey, ephemeral)).toBe(sealed)
    expect(unseal(sealed, recipient)).toBe(value)
    const box = Buffer.from(sealed, 'base64')
    const opened = sodium.crypto_box_seal_open(box, recipient.publicKey, recipient.secretKey)
    expect(Buffer.from(opened).toString('utf8')).toBe(value)
  })

  test.each(VALUES)('made by us is opened by the other side (%#)', async (value) => {
    const recipient = nacl.box.keyPair()
    const ours = await sealFor(base64(recipient.publicKey))
    expect(unseal(ours?.(value) ?? '', recipient)).toBe(value)
    expect(unseal(ours?.(value) ?? '', nacl.box.keyPair())).toBeUndefined()
  })

  test.each(VALUES.slice(0, 3))(
    'made by the other side is opened by the sandbox’s GitHub (%#)',
    async (value) => {
      const { sandbox, githubToken } = createWorld()
      const call = (method: string, tail: string, body = '') =>
        sandbox.handle('github', {
          method,
          target: `/repos/${REPOSITORY}/actions/secrets/${tail}`,
          headers: { 'user-agent': 'test', authorization: `Bearer ${githubToken.value}` },
          body,
        })
      await call('GET', 'public-key')
      const { key, key_id } = JSON.parse(sandbox.requests[0]?.effect?.body ?? '')
      const encrypted_value = seal(value, Buffer.from(key, 'base64'))
      await call('PUT', 'OTHER', JSON.stringify({ encrypted_value, key_id }))
      expect(sandbox.requests[1]?.status).toBe(201)
      expect(sandbox.github.secrets().OTHER).toBe(value)
    },
  )
})

test('all that a rotating run writes is opened by the other side', async () => {
  const world = createWorld()
  world.sandbox.clock.advance(15 * 86_400_000)
  const recipient = nacl.box.keyPair()
  const written: Record<string, string | undefined>[] = []
  const ownKey =
    (transport: Transport): Transport =>
    async (request) => {
      if (request.url.endsWith('/public-key')) {
        return json(200, { key_id: '1', key: base64(recipient.publicKey) })
      }
      if (request.method !== 'PUT') return transport(request)
      const { encrypted_value } = JSON.parse(request.body ?? '')
      written.push({ name: request.url.split('/').at(-1), value: unseal(encrypted_value, recipient) })
      return { status: 204, headers: {}, body: '' }
    }
  const { report } = await runInProcess(world, {}, { through: ownKey })
  expect(report.tokensRotated).toBe(true)
  const pair = [...world.sandbox.headHunter.state.byAccessToken.values()].at(-1)
  const [probe, staged, access, refresh] = written
  expect(probe?.name).toBe('HH_RESUME_TOUCH_PROBE')
  expect(staged?.name).toBe('HH_REFRESH_TOKEN')
  expect(decodeStagedPair(staged?.value ?? '')).toMatchObject({
    accessToken: pair?.accessToken,
    refreshToken: pair?.refreshToken,
  })
  expect(access).toEqual({ name: 'HH_ACCESS_TOKEN', value: pair?.accessToken })
  expect(refresh).toEqual({ name: 'HH_REFRESH_TOKEN', value: pair?.refreshToken })
})
