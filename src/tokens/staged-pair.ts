import type { TokenPair } from '../domain/headhunter.js'
import { fromBase64url, toBase64url } from './base64url.js'
import { pairFromJson, pairToJson } from './pair-json.js'

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
