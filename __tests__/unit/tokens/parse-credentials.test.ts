import { describe, expect, test } from '@jest/globals'
import { type Credentials, parseCredentials } from '../../../src/tokens/parse-credentials.js'
import { sealRecoveryCode } from '../../../src/tokens/recovery-code.js'
import { encodeStagedPair } from '../../../src/tokens/staged-pair.js'

const PAIR = { accessToken: 'NEWACCESS', refreshToken: 'NEWREFRESH', expiresAt: 1_800_000_000_000 }
const STAGED = encodeStagedPair(PAIR)
const sealedUnder = (oldAccessToken: string) =>
  sealRecoveryCode(PAIR, { clientSecret: 'SECRET', oldAccessToken })
const read = (given: Partial<Credentials> = {}) =>
  parseCredentials({
    clientSecret: 'SECRET',
    accessToken: undefined,
    refreshToken: undefined,
    authCode: undefined,
    ...given,
  })

const NOTHING = {
  recovered: undefined,
  recoveryUnreadable: false,
  authCode: undefined,
  whole: undefined,
  wholeUnreadable: undefined,
  plain: undefined,
  sealingToken: undefined,
}
const plain = (accessToken?: string, refreshToken?: string) => ({
  origin: 'plain',
  from: 'secrets',
  accessToken,
  refreshToken,
  expiresAt: undefined,
})

describe('what the inputs hold', () => {
  test('nothing', () => {
    expect(read()).toEqual(NOTHING)
  })

  test('two plain tokens, or one of them', () => {
    expect(read({ accessToken: 'A', refreshToken: 'R' })).toEqual({
      ...NOTHING,
      plain: plain('A', 'R'),
      sealingToken: 'A',
    })
    expect(read({ accessToken: 'A' })).toEqual({ ...NOTHING, plain: plain('A'), sealingToken: 'A' })
    expect(read({ refreshToken: 'R' })).toEqual({ ...NOTHING, plain: plain(undefined, 'R') })
  })

  test('an authorization code', () => {
    expect(read({ authCode: 'CODE' })).toEqual({ ...NOTHING, authCode: 'CODE' })
  })

  test('a staged pair: the plain access token is a candidate too, and encrypts a recovery code', () => {
    const whole = { ...PAIR, origin: 'staged', from: 'secrets' }
    expect(read({ refreshToken: STAGED, accessToken: 'A' })).toEqual({
      ...NOTHING,
      whole,
      plain: plain('A'),
      sealingToken: 'A',
    })
    expect(read({ refreshToken: STAGED })).toEqual({ ...NOTHING, whole, sealingToken: 'NEWACCESS' })
  })

  test('a recovery code that was handed in: opened by the access token of the secret, or of the staged pair', () => {
    const recovered = { ...PAIR, origin: 'recovered', from: 'auth-code' }
    expect(read({ authCode: sealedUnder('A'), accessToken: 'A' })).toMatchObject({
      recovered,
      authCode: undefined,
    })
    expect(read({ authCode: sealedUnder('NEWACCESS'), refreshToken: STAGED })).toMatchObject({
      recovered,
      recoveryUnreadable: false,
    })
  })

  test('one that nothing at hand opens: no authorization code either', () => {
    expect(read({ authCode: sealedUnder('A'), accessToken: 'B' })).toEqual({
      ...NOTHING,
      recoveryUnreadable: true,
      plain: plain('B'),
      sealingToken: 'B',
    })
  })

  test('a recovery code in the refresh token’s secret', () => {
    expect(read({ refreshToken: sealedUnder('A'), accessToken: 'A' })).toEqual({
      ...NOTHING,
      whole: { ...PAIR, origin: 'recovered', from: 'secrets' },
      plain: plain('A'),
      sealingToken: 'A',
    })
  })

  test.each([
    ['recovery', sealedUnder('A')],
    ['staged', STAGED.slice(0, -5)],
  ] as const)(
    'a %s value there that can not be read: never a refresh token',
    (wholeUnreadable, refreshToken) => {
      expect(read({ refreshToken })).toEqual({ ...NOTHING, wholeUnreadable })
      expect(read({ refreshToken, accessToken: 'B' })).toEqual({
        ...NOTHING,
        wholeUnreadable,
        plain: plain('B'),
        sealingToken: 'B',
      })
    },
  )
})
