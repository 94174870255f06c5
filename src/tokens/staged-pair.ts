import * as v from 'valibot'
import { isToken, type TokenPair } from '../domain/headhunter.js'

const PREFIX = 'hhpair1.'

/** Whether a value has the prefix of a staged pair; `decodeStagedPair` validates it. */
export const isStaged = (text: string): boolean => text.trim().startsWith(PREFIX)

/** The pair as one value, so that one write saves it: `hhpair1.` and base64url of a JSON. Not encrypted. */
export const encodeStagedPair = (pair: TokenPair): string =>
  PREFIX + toBase64url(Buffer.from(pairToJson(pair), 'utf8'))

/** Undefined if it was cut, changed, or is not a staged pair. */
export const decodeStagedPair = (text: string): TokenPair | undefined => {
  if (!isStaged(text)) return undefined
  const bytes = fromBase64url(text.trim().slice(PREFIX.length))
  return bytes && pairFromJson(bytes.toString('utf8'))
}

const Token = v.pipe(v.string(), v.check(isToken))
/** What a `Date` can hold, on either side of the epoch. */
const LATEST = 8.64e15
/** A pair as JSON: `expires_at` in milliseconds since the epoch, by HeadHunter's clock. */
const WrittenPair = v.strictObject({
  access_token: Token,
  refresh_token: Token,
  expires_at: v.pipe(v.number(), v.minValue(-LATEST), v.maxValue(LATEST)),
})

export const pairToJson = (pair: TokenPair): string =>
  JSON.stringify({
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    expires_at: pair.expiresAt,
  })

/** Undefined for anything but what `pairToJson` writes. */
export const pairFromJson = (text: string): TokenPair | undefined => {
  const written = v.safeParse(v.pipe(v.string(), v.parseJson(), WrittenPair), text)
  if (!written.success) return undefined
  const { access_token, refresh_token, expires_at } = written.output
  return { accessToken: access_token, refreshToken: refresh_token, expiresAt: expires_at }
}

export const toBase64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/**
 * Undefined unless `text` is exactly what encoding gives: Node's decoder skips invalid letters and ignores spare bits, and
 * a changed letter must be detected.
 */
export const fromBase64url = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}
