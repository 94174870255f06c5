import type { Verdict } from '../domain/diagnostic.js'
import type { PairStore } from '../domain/store.js'

/** A store that is known beforehand to be out of reach: it says why, and asks nobody. */
export const createUnusableStore = (verdict: Verdict): PairStore => {
  const refused = async () => ({ ok: false as const, verdict })
  return {
    kind: 'github',
    prove: refused,
    stage: refused,
    settle: refused,
    acquire: async () => ({ ok: true, release: async () => {} }),
    current: async () => undefined,
    lastWrite: async () => ({ known: false, verdict }),
    outlook: async () => ({
      saving: 'no',
      findings: [{ level: 'warning', verdict }],
      tokenExpiresAt: undefined,
    }),
  }
}
