import type sodiumModule from 'libsodium-wrappers'
import type { SeededRandom } from '../random.js'

type Sodium = typeof sodiumModule

/** GitHub's own limit. */
const MAX_LENGTH = 48 * 1024

export interface KeptSecret {
  /** Upper-case. */
  name: string
  value: string
  /** Milliseconds since the epoch. */
  createdAt: number
  updatedAt: number
}

interface KeyPair {
  id: string
  publicKey: Uint8Array
  privateKey: Uint8Array
}

/** Why a write was refused with 422. */
export type WriteRefusal = 'wrong_key' | 'not_sealed' | 'too_long'

/** The secrets of a repository or of an environment, with the key pair that seals them. */
export interface Vault {
  secrets: Map<string, KeptSecret>
  /** The key to seal with now. */
  publicKey(): Promise<{ keyId: string; key: string }>
  /** From now on another key is valid, and what was sealed for the old one is refused. */
  rotateKey(): void
  /** Opens a sealed box: the value, or why not. */
  open(sealed: string, keyId: string): Promise<{ value: string } | { refusal: WriteRefusal }>
}

export function createVault(random: SeededRandom): Vault {
  let current: KeyPair | undefined
  const keyPair = (sodium: Sodium): KeyPair => {
    current ??= { id: random.digits(18), ...sodium.crypto_box_seed_keypair(random.bytes(32)) }
    return current
  }
  return {
    secrets: new Map(),
    publicKey: async () => {
      const sodium = await loadSodium()
      const { id, publicKey } = keyPair(sodium)
      return { keyId: id, key: sodium.to_base64(publicKey, sodium.base64_variants.ORIGINAL) }
    },
    rotateKey: () => {
      current = undefined
    },
    open: async (sealed, keyId) => {
      const sodium = await loadSodium()
      const key = keyPair(sodium)
      if (key.id !== keyId) return { refusal: 'wrong_key' }
      try {
        const box = sodium.from_base64(sealed, sodium.base64_variants.ORIGINAL)
        const value = sodium.crypto_box_seal_open(box, key.publicKey, key.privateKey)
        if (value.length > MAX_LENGTH) return { refusal: 'too_long' }
        return { value: sodium.to_string(value) }
      } catch {
        return { refusal: 'not_sealed' }
      }
    },
  }
}

/** Loaded when the first key is asked for: whoever never saves anything need not wait for it. */
async function loadSodium(): Promise<Sodium> {
  const sodium = (await import('libsodium-wrappers')).default
  await sodium.ready
  return sodium
}

/** GitHub's rules for names. */
export const isSecretName = (name: string): boolean =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/^github_/i.test(name)

/** Writes a value in plain text, as the person who pastes one, or a box that was opened. */
export function keep(vault: Vault, name: string, value: string, now: number): 'created' | 'updated' {
  const createdAt = vault.secrets.get(name)?.createdAt
  vault.secrets.set(name, { name, value, createdAt: createdAt ?? now, updatedAt: now })
  return createdAt === undefined ? 'created' : 'updated'
}
