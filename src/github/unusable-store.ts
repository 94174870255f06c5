import type { Diagnostic } from '../domain/diagnostic.js'
import type { PairStore } from '../domain/store.js'

/** A store that is known beforehand to be out of reach: it says why, and asks nobody. */
export const createUnusableStore = (diagnostic: Diagnostic): PairStore => {
  const refused = async () => ({ ok: false as const, diagnostic })
  return {
    kind: 'github',
    verifyWritable: refused,
    stage: refused,
    finalize: refused,
    saveAccessToken: refused,
    queuedAt: async () => undefined,
    acquire: async () => ({ ok: true, release: async () => {} }),
    current: async () => undefined,
    lastWrite: async () => ({ known: false, diagnostic }),
    checkHealth: async () => ({
      saving: 'no',
      diagnostics: [{ severity: 'warning', diagnostic }],
      tokenExpiresAt: undefined,
    }),
  }
}
