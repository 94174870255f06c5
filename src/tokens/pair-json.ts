import * as v from 'valibot'
import type { TokenPair } from '../domain/headhunter.js'

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
