import { webcrypto } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { blake2b } from 'blakejs'
import fc from 'fast-check'
import sodium from 'libsodium-wrappers'
import nacl from 'tweetnacl'
import { isRecoveryCode } from '../../../src/domain/recovery-code.js'
import { sealFor } from '../../../src/github/secrets.js'
import { openRecoveryCode, sealRecoveryCode } from '../../../src/tokens/recovery-code.js'
import { decodeStagedPair, encodeStagedPair, isStaged } from '../../../src/tokens/staged-pair.js'

const pair = { accessToken: 'USERACCESS1', refreshToken: 'USERREFRESH1', expiresAt: 1_798_000_000_000 }
const base64url = (text: string) => Buffer.from(text, 'utf8').toString('base64url')
const staged = (json: unknown) => `hhpair1.${base64url(JSON.stringify(json))}`

const tokens = fc.stringMatching(/^[\x21-\x7e]{1,60}$/)
const pairs = fc.record({
  accessToken: tokens,
  refreshToken: tokens,
  expiresAt: fc.integer({ min: 0 }),
})

describe('a staged pair', () => {
  test('is its prefix and base64url of a JSON with both tokens and the time', () => {
    expect(encodeStagedPair(pair)).toBe(
      staged({ access_token: 'USERACCESS1', refresh_token: 'USERREFRESH1', expires_at: 1_798_000_000_000 }),
    )
  })

  test('comes back as it was', () => {
    fc.assert(fc.property(pairs, (any) => void expect(decodeStagedPair(encodeStagedPair(any))).toEqual(any)))
  })

  test('is understood with white space around it', () => {
    const text = `  \r\n${encodeStagedPair(pair)}\n`
    expect(isStaged(text)).toBe(true)
    expect(decodeStagedPair(text)).toEqual(pair)
  })

  test('is distinguished from a plain token', () => {
    expect(isStaged('USERREFRESH1')).toBe(false)
    expect(decodeStagedPair('USERREFRESH1')).toBeUndefined()
  })

  const whole = { access_token: 'A', refresh_token: 'R', expires_at: 1 }
  test.each<[string, string]>([
    ['nothing behind the prefix', 'hhpair1.'],
    ['no base64url', 'hhpair1.!!!!'],
    ['a letter cut off', encodeStagedPair(pair).slice(0, -1)],
    ['white space within', encodeStagedPair(pair).replace(/(.{20})/, '$1 ')],
    ['no JSON', `hhpair1.${base64url('nonsense')}`],
    ['no object', staged('text')],
    ['a token missing', staged({ ...whole, refresh_token: undefined })],
    ['an empty token', staged({ ...whole, access_token: '' })],
    ['a token that no header can carry', staged({ ...whole, access_token: 'A\r\nB: C' })],
    ['a token in other letters', staged({ ...whole, refresh_token: 'Токен' })],
    ['a time that is none', staged({ ...whole, expires_at: '1' })],
    ['a time after all dates', staged({ ...whole, expires_at: 1e300 })],
    ['a time before all dates', staged({ ...whole, expires_at: -9e15 })],
    ['more than belongs there', staged({ ...whole, scope: 'x' })],
  ])('with %s is none, though it claims to be', (_, text) => {
    expect(isStaged(text)).toBe(true)
    expect(decodeStagedPair(text)).toBeUndefined()
  })
})

describe('a recovery code', () => {
  const keys = { clientSecret: 'client secret', oldAccessToken: 'OLDACCESS' }
  const opening = { clientSecret: 'client secret', oldAccessTokens: ['OLDACCESS'] }
  const code = sealRecoveryCode(pair, keys)

  test('is one word of letters that survive any browser', () => {
    expect(code).toMatch(/^hhrc1\.[A-Za-z0-9_-]+$/)
  })

  test('opens with the same client secret and old access token', () => {
    fc.assert(
      fc.property(pairs, fc.string(), fc.string(), (any, clientSecret, oldAccessToken) => {
        const sealed = sealRecoveryCode(any, { clientSecret, oldAccessToken })
        expect(openRecoveryCode(sealed, { clientSecret, oldAccessTokens: [oldAccessToken] })).toEqual(any)
      }),
    )
  })

  test('sealed under two access tokens opens with either of them, and with no other', () => {
    const both = sealRecoveryCode(pair, { ...keys, otherAccessToken: 'OTHERACCESS' })
    for (const token of ['OLDACCESS', 'OTHERACCESS']) {
      expect(openRecoveryCode(both, { ...opening, oldAccessTokens: [token] })).toEqual(pair)
    }
    expect(openRecoveryCode(both, { ...opening, oldAccessTokens: ['', 'OLDACCES'] })).toBeUndefined()
    expect(openRecoveryCode(both, { clientSecret: 'x', oldAccessTokens: ['OLDACCESS'] })).toBeUndefined()
  })

  test('is no longer where both tokens are the same', () => {
    expect(sealRecoveryCode(pair, { ...keys, otherAccessToken: 'OLDACCESS' })).toHaveLength(code.length)
  })

  test('can be opened by the documented recipe alone, with another program', async () => {
    const bytes = Buffer.from(code.slice('hhrc1.'.length), 'base64url')
    const lengthPrefixed = (text: string) => [0, 0, 0, text.length, ...Buffer.from(text)]
    const material = Uint8Array.from([...lengthPrefixed('client secret'), ...lengthPrefixed('OLDACCESS')])
    const { subtle } = webcrypto
    const key = await subtle.deriveKey(
      {
        name: 'HKDF',
        hash: 'SHA-256',
        salt: new Uint8Array(),
        info: Buffer.from('hh-resume-touch recovery code v1'),
      },
      await subtle.importKey('raw', material, 'HKDF', false, ['deriveKey']),
      { name: 'AES-GCM', length: 256 },
      false,
      ['decrypt'],
    )
    const algorithm = {
      name: 'AES-GCM',
      iv: bytes.subarray(0, 12),
      additionalData: Buffer.from('hhrc1.'),
    }
    const json = Buffer.from(await subtle.decrypt(algorithm, key, bytes.subarray(12))).toString('utf8')
    expect(JSON.parse(json)).toEqual({
      access_token: pair.accessToken,
      refresh_token: pair.refreshToken,
      expires_at: pair.expiresAt,
    })
  })

  test('takes its randomness from outside, and a fresh nonce each time', () => {
    const fixed = { ...keys, randomBytes: (size: number) => new Uint8Array(size).fill(7) }
    expect(sealRecoveryCode(pair, fixed)).toBe(sealRecoveryCode(pair, fixed))
    expect(sealRecoveryCode(pair, keys)).not.toBe(sealRecoveryCode(pair, keys))
  })

  test('tries every access token that may have been the old one', () => {
    expect(openRecoveryCode(code, { ...opening, oldAccessTokens: ['OTHER', 'OLDACCESS'] })).toEqual(pair)
  })

  test.each([
    [
      'white space and line breaks',
      `  ${code.slice(0, 30)}\r\n ${code.slice(30, 60)}\t\n${code.slice(60)}\n`,
    ],
    [
      'zero-width characters',
      `\u200B${code.slice(0, 9)}\u2060${code.slice(9, 20)}\u00AD${code.slice(20)}\uFEFF`,
    ],
    ['quotes', `"${code}"`],
    ['typographic quotes', `«${code}»`],
    ['backticks', `\`\`\`${code}\`\`\``],
    ['a full stop', `${code}.`],
  ])('survives %s', (_, copied) => {
    expect(isRecoveryCode(copied)).toBe(true)
    expect(openRecoveryCode(copied, opening)).toEqual(pair)
  })

  test.each([
    ['another client secret', { ...opening, clientSecret: 'client secret2' }],
    ['another access token', { ...opening, oldAccessTokens: ['OLDACCESS2'] }],
    ['no access token', { ...opening, oldAccessTokens: [] }],
    ['the border between the two moved', { clientSecret: 'client secre', oldAccessTokens: ['tOLDACCESS'] }],
  ])('stays closed with %s', (_, wrong) => {
    expect(openRecoveryCode(code, wrong)).toBeUndefined()
  })

  test('stays closed when any one letter was changed', () => {
    for (let at = 0; at < code.length; at++) {
      const letter = code[at] === 'A' ? 'B' : 'A'
      expect(openRecoveryCode(code.slice(0, at) + letter + code.slice(at + 1), opening)).toBeUndefined()
    }
  })

  test.each(['hhrc1.', 'hhrc1.AAAA', code.slice(0, -1), `${code}A`, code.slice(0, 40)])(
    'stays closed when it was cut or lengthened: %s',
    (text) => {
      expect(isRecoveryCode(text)).toBe(true)
      expect(openRecoveryCode(text, opening)).toBeUndefined()
    },
  )

  test('is distinguished from an authorization code', () => {
    expect(isRecoveryCode('NABCDEF123')).toBe(false)
    expect(openRecoveryCode('NABCDEF123', opening)).toBeUndefined()
  })
})

describe('a sealed box', () => {
  const owner = nacl.box.keyPair()
  const publicKey = Buffer.from(owner.publicKey).toString('base64')
  const nonceFor = (ephemeral: Uint8Array) =>
    blake2b(Buffer.concat([ephemeral, owner.publicKey]), undefined, 24)

  const open = (base64: string): string => {
    const box = Buffer.from(base64, 'base64')
    const ephemeral = box.subarray(0, 32)
    const opened = nacl.box.open(box.subarray(32), nonceFor(ephemeral), ephemeral, owner.secretKey)
    return Buffer.from(opened ?? []).toString('utf8')
  }

  test.each(['', 'USERREFRESH1', 'кириллица', 'x'.repeat(48_000)])(
    'is opened by another implementation (%#)',
    async (value) => {
      const seal = await sealFor(publicKey)
      const box = seal?.(value) ?? ''
      expect(box).toMatch(/^[A-Za-z0-9+/]+={0,2}$/)
      expect(open(box)).toBe(value)
    },
  )

  test('is made the way the other implementation makes it', () => {
    const ephemeral = nacl.box.keyPair()
    const message = Buffer.from('USERREFRESH1')
    const closed = nacl.box(message, nonceFor(ephemeral.publicKey), owner.publicKey, ephemeral.secretKey)
    const box = Buffer.concat([ephemeral.publicKey, closed])
    const opened = sodium.crypto_box_seal_open(box, owner.publicKey, owner.secretKey)
    expect(Buffer.from(opened).toString()).toBe('USERREFRESH1')
  })

  test('is another each time', async () => {
    const seal = await sealFor(publicKey)
    expect(seal?.('same')).not.toBe(seal?.('same'))
  })

  test.each([
    ['empty', ''],
    ['no base64', '!!'],
    ['too short', Buffer.alloc(31, 1).toString('base64')],
    ['too long', Buffer.alloc(33, 1).toString('base64')],
  ])('is not made for a key that is %s', async (_, key) => {
    expect(await sealFor(key)).toBeUndefined()
  })
})
