import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { TokenPair } from '../domain/headhunter.js'
import { isRecoveryCode, RECOVERY_PREFIX as PREFIX, withoutPastedExtras } from '../domain/recovery-code.js'
import { fromBase64url, pairFromJson, pairToJson, toBase64url } from './staged-pair.js'

/*
 * The recovery code: `hhrc1.` and base64url(nonce ‖ ciphertext ‖ tag). AES-256-GCM, the prefix as
 * additional data, the key by HKDF-SHA256 (RFC 5869). It is printed to logs that can be public, and
 * some applications' client secrets are public: so the key needs the old access token too, which has expired, was never
 * printed, and is still in its secret. If either of two tokens can be there, the pair is encrypted with each, one box after
 * the other. All of it is synchronous, since it must work in the last seconds of a process.
 */
const CONTEXT = 'hh-resume-touch recovery code v1'
const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const MOST_BOXES = 2

export interface SealingKeys {
  clientSecret: string
  /** The access token that the refresh replaced. */
  oldAccessToken: string
  /** Another one that can have replaced it in the secrets when the code is used. */
  otherAccessToken?: string | undefined
  /** Cryptographic randomness; passed in only by tests. */
  randomBytes?: (size: number) => Uint8Array
}

export interface OpeningKeys {
  clientSecret: string
  /** Every access token that can be the old one. */
  oldAccessTokens: readonly string[]
}

export const sealRecoveryCode = (pair: TokenPair, keys: SealingKeys): string => {
  const { oldAccessToken, otherAccessToken = oldAccessToken } = keys
  const tokens = new Set([oldAccessToken, otherAccessToken])
  return PREFIX + toBase64url(Buffer.concat([...tokens].map((token) => seal(pair, token, keys))))
}

const seal = (pair: TokenPair, oldAccessToken: string, keys: SealingKeys): Buffer => {
  const nonce = Buffer.from((keys.randomBytes ?? randomBytes)(NONCE_BYTES))
  const key = deriveKey(keys.clientSecret, oldAccessToken)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(PREFIX))
  const sealed = [cipher.update(pairToJson(pair), 'utf8'), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat([nonce, ...sealed])
}

/** Undefined if it was cut or changed, or encrypted with another client secret or access token. */
export const openRecoveryCode = (code: string, keys: OpeningKeys): TokenPair | undefined => {
  if (!isRecoveryCode(code)) return undefined
  const bytes = fromBase64url(withoutFullStop(withoutPastedExtras(code).slice(PREFIX.length)))
  const boxes = bytes === undefined ? [] : boxesIn(bytes)
  for (const oldAccessToken of keys.oldAccessTokens) {
    const key = deriveKey(keys.clientSecret, oldAccessToken)
    for (const box of boxes) {
      const json = decrypt(box, key)
      if (json !== undefined) return pairFromJson(json)
    }
  }
  return undefined
}

/** Tried as one box, and as two of the same length: only opening shows which it is. */
const boxesIn = (bytes: Buffer): Buffer[] => {
  const boxes: Buffer[] = []
  for (let count = 1; count <= MOST_BOXES; count++) {
    const length = bytes.length / count
    if (!Number.isInteger(length) || length <= NONCE_BYTES + TAG_BYTES) continue
    for (let start = 0; start < bytes.length; start += length)
      boxes.push(bytes.subarray(start, start + length))
  }
  return boxes
}

const withoutFullStop = (text: string): string => text.replace(/[.,;:]+$/, '')

const deriveKey = (clientSecret: string, oldAccessToken: string): Buffer => {
  const material = Buffer.concat([lengthPrefixed(clientSecret), lengthPrefixed(oldAccessToken)])
  return Buffer.from(hkdfSync('sha256', material, Buffer.alloc(0), CONTEXT, KEY_BYTES))
}

/** Length-prefixed, so that two different pairs of texts never give the same bytes. */
const lengthPrefixed = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

const decrypt = (bytes: Buffer, key: Buffer): string | undefined => {
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(PREFIX))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
