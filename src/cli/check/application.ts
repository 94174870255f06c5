import type { ResumeList } from '../../domain/headhunter.js'
import type { PairStore, StoredPair } from '../../domain/store.js'
import { updateEnvFile } from '../../env-file/store.js'
import { diagnostic, type ReportedDiagnostic } from '../../reasons/index.js'
import type { Settings } from '../../settings/settings.js'
import { asEnvChanges } from '../login/application.js'
import { type ObtainOptions, obtainPair } from '../login/obtain-pair.js'
import type { Cli } from '../shared/cli.js'
import { type Overrides, settingName } from '../shared/env.js'
import { type ExitCode, exitForDiagnostics, printDiagnostics } from '../shared/outcome.js'
import { openSession } from '../shared/session.js'

/** Whether this application reaches the resumes of the person who pressed "Allow". */
export type ApplicationResult =
  /** It does. The pair is not saved: save it, or revoke it with `revokePair`. */
  | {
      kind: 'reaches'
      settings: Settings
      /** What was typed: client id, secret, redirect URI. */
      answers: Overrides
      pair: StoredPair
      resumes: ResumeList
    }
  /**
   * It does not (`refused`), or that is unknown; the diagnostics say why. The pair was revoked, if possible; `revoked` is
   * undefined if there was none.
   */
  | {
      kind: 'refused' | 'unknown'
      diagnostics: ReportedDiagnostic[]
      revoked: boolean | undefined
      exit: ExitCode
    }
  /** There is no code; the reason was printed. */
  | { kind: 'stopped'; exit: ExitCode }

/** Asks for what is missing, opens the browser and requests the resumes. Saves nothing, and prints no result. */
export async function checkApplication(
  cli: Cli,
  options: Omit<ObtainOptions, 'store'>,
): Promise<ApplicationResult> {
  const store = createMemoryStore()
  const obtained = await obtainPair(cli, { ...options, store })
  if (obtained.kind === 'stopped') return obtained
  const { entry, settings, answers } = obtained
  const pair = store.kept
  if (entry.account !== undefined && pair !== undefined)
    return { kind: 'reaches', settings, answers, pair, resumes: entry.account.resumes }
  const { diagnostics } = entry
  const revoked = pair && (await revokePair(cli, settings, pair))
  const isRefused = diagnostics.some(({ diagnostic }) => diagnostic.reason === 'application_may_not_touch')
  const kind = isRefused ? 'refused' : 'unknown'
  return { kind, diagnostics, revoked, exit: exitForDiagnostics(diagnostics) }
}

/** Revokes a pair. False if that failed. */
export async function revokePair(
  cli: Cli,
  settings: Settings,
  { accessToken }: StoredPair,
): Promise<boolean> {
  if (accessToken === undefined) return false
  const { headHunter } = openSession(cli, { settings, quiet: true })
  return (await headHunter.revoke(accessToken)).ok
}

/** Saves the pair and the answers in the `.env` file. False if that failed; the reason was printed. */
export async function savePair(
  cli: Cli,
  { answers, pair }: Pick<Extract<ApplicationResult, { kind: 'reaches' }>, 'answers' | 'pair'>,
): Promise<boolean> {
  const saved = await updateEnvFile(cli.envFile.path, {
    ...asEnvChanges(answers),
    [settingName('access-token')]: pair.accessToken,
    [settingName('refresh-token')]: pair.refreshToken,
  })
  if (!saved.ok) printDiagnostics([{ severity: 'problem', diagnostic: saved.diagnostic }], cli)
  return saved.ok
}

/** A store in memory, for a pair that is not saved yet. */
interface MemoryStore extends PairStore {
  /** Undefined if no pair was issued. */
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
