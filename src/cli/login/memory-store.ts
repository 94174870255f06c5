import { diagnostic } from '../../domain/diagnostic.js'
import type { PairStore, StoredPair } from '../../domain/store.js'

/** Keeps what HeadHunter issued until it is told where it belongs. */
export interface MemoryStore extends PairStore {
  /** Undefined as long as nothing was issued. */
  readonly kept: StoredPair | undefined
}

const DONE = { ok: true } as const

export function createMemoryStore(): MemoryStore {
  let kept: StoredPair | undefined
  const keep = async ({ accessToken, refreshToken }: StoredPair) => {
    kept = { accessToken, refreshToken }
    return DONE
  }
  return {
    kind: 'env-file',
    get kept() {
      return kept
    },
    verifyWritable: async () => ({ ok: true, diagnostics: [] }),
    acquire: async () => ({ ok: true, release: async () => {} }),
    current: async () => kept,
    stage: keep,
    finalize: keep,
    saveAccessToken: (accessToken) => keep({ accessToken, refreshToken: undefined }),
    lastWrite: async () => ({ known: false, diagnostic: diagnostic('refresh_token_missing') }),
    queuedAt: async () => undefined,
    checkHealth: async () => ({ saving: 'verified', diagnostics: [], tokenExpiresAt: undefined }),
  }
}
