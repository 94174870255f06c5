import * as v from 'valibot'
import type { TokenPair } from '../domain/headhunter.js'

const PREFIX = 'hhpair1.'

/** Whether a value claims to be a staged pair; `decodeStagedPair` tells whether it is one. */
export const isStaged = (text: string): boolean => text.trim().startsWith(PREFIX)

/** The whole pair as one value, so that one write decides: `hhpair1.` and base64url of a JSON. Not encrypted. */
export const encodeStagedPair = (pair: TokenPair): string =>
  PREFIX + toBase64url(Buffer.from(pairToJson(pair), 'utf8'))

/** Undefined when it was cut, changed, or never was a staged pair. */
export const decodeStagedPair = (text: string): TokenPair | undefined => {
  if (!isStaged(text)) return undefined
  const bytes = fromBase64url(text.trim().slice(PREFIX.length))
  return bytes && pairFromJson(bytes.toString('utf8'))
}

/** A whole pair as it is written down: `expires_at` in milliseconds since the epoch, by HeadHunter's clock. */
const WrittenPair = v.strictObject({
  access_token: v.pipe(v.string(), v.nonEmpty()),
  refresh_token: v.pipe(v.string(), v.nonEmpty()),
  expires_at: v.pipe(v.number(), v.finite()),
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
 * Undefined unless `text` is exactly what encoding gives: Node's decoder skips foreign letters and ignores spare bits,
 * and a changed letter must never pass unnoticed.
 */
export const fromBase64url = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}
