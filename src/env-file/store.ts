import { isUtf8 } from 'node:buffer'
import { readFile, stat } from 'node:fs/promises'
import { parse } from 'dotenv'
import { type Clock, SECOND, systemClock } from '../domain/clock.js'
import { warning } from '../domain/diagnostics.js'
import type { TokenPair } from '../domain/headhunter.js'
import type { ProgressReporter } from '../domain/progress.js'
import type {
  LastWrite,
  Lock,
  PairStore,
  Proof,
  SavePolicy,
  SaveResult,
  StoredPair,
  StoreHealth,
} from '../domain/store.js'
import { codeOf } from '../http/faults.js'
import { retry } from '../http/retry.js'
import { type Diagnostic, diagnostic, err } from '../reasons/index.js'
import { rehearseReplacing, replaceFile, targetOf } from './atomic-file.js'
import { changeEnvText, type EnvChanges, type EnvUpdate, type EnvValues } from './lines.js'
import { type HeldLock, type LockResult, lockFile } from './lock.js'

/** The settings' names in the file. */
export type PairNames = Record<keyof StoredPair, string>

/** Trimmed like settings, also within quotes. */
export const pairIn = (values: EnvValues, { accessToken, refreshToken }: PairNames): StoredPair => ({
  accessToken: values[accessToken]?.trim() || undefined,
  refreshToken: values[refreshToken]?.trim() || undefined,
})

export interface EnvFileStoreOptions {
  path: string
  names: PairNames
  /** Other values that change in the same write as the pair, such as a code that was exchanged. */
  alongside?: EnvUpdate
  clock: Clock
  reporter: ProgressReporter
}

export type UpdateResult = { ok: true; changed: string[] } | { ok: false; diagnostic: Diagnostic }

/**
 * Changes values of an `.env` file, which is created if missing; undefined empties a value. The rest stays unchanged. The
 * lock is held from before the file is read until it is written, so a function gets the current values, and `ifStill`
 * does not overwrite what another process has written meanwhile. Returns the names that changed.
 */
export const updateEnvFile = async (
  path: string,
  update: EnvUpdate,
  { clock = systemClock, waitMs }: { clock?: Clock; waitMs?: number } = {},
): Promise<UpdateResult> => {
  const lock = await lockFor(path, clock, waitMs)
  if (!lock.ok) return lock
  try {
    return await updateUnder(lock, path, update)
  } finally {
    await lock.release()
  }
}

const lockFor = async (path: string, clock: Clock, waitMs?: number): Promise<LockResult> => {
  const target = await targetOf(path).catch(() => path)
  return lockFile({ path: target, clock, waitMs })
}

const updateUnder = async (
  lock: Pick<HeldLock, 'isHeld'>,
  path: string,
  update: EnvUpdate,
): Promise<UpdateResult> => {
  try {
    const target = await targetOf(path)
    const text = await readText(target)
    const before = parse(text)
    const changes = typeof update === 'function' ? update(before) : update
    const after = changedText(text, changes)
    if (!(await lock.isHeld())) return err('env_file_locked', { name: path })
    if (after !== text) await replaceFile(target, after)
    const changed = Object.keys(changes).filter((name) => (before[name] ?? '') !== (changes[name] ?? ''))
    return { ok: true, changed }
  } catch (error) {
    return { ok: false, diagnostic: explain(error, path) }
  }
}

/** The pair in an `.env` file, for a person's own machine. */
export const createEnvFileStore = (options: EnvFileStoreOptions): PairStore => new EnvFileStore(options)

/** The shortest wait for another process's lock, also after a signal. */
const SHORTEST_WAIT = 10 * SECOND

class EnvFileStore implements PairStore {
  readonly #options: EnvFileStoreOptions
  readonly #atFirst: Promise<StoredPair | undefined>
  #lock: HeldLock | undefined

  constructor(options: EnvFileStoreOptions) {
    this.#options = options
    this.#atFirst = this.current()
  }

  /** Everything that saving does, without writing the file. */
  async verifyWritable(): Promise<Proof> {
    const { path } = this.#options
    try {
      const target = await targetOf(path)
      const text = await readText(target)
      const update = this.#updateFor({ accessToken: 'A', refreshToken: 'R' })
      await rehearseReplacing(target, changedText(text, update(parse(text))))
      return { ok: true, diagnostics: [] }
    } catch (error) {
      return { ok: false, diagnostic: explain(error, path) }
    }
  }

  /** Both plain tokens in one write: nothing is left to finalize. */
  stage(pair: TokenPair, { budgetMs, signal }: SavePolicy): Promise<SaveResult> {
    const { clock, reporter } = this.#options
    return retry(() => this.#write(this.#updateFor(pair), budgetMs), {
      clock,
      policy: {
        attempts: Number.POSITIVE_INFINITY,
        budgetMs,
        firstWaitMs: 200,
        longestWaitMs: 10 * SECOND,
      },
      signal,
      shouldRetry: (result) => (result.ok ? undefined : {}),
      onRetry: (result, attempt, retryInMs) => {
        if (!result.ok)
          reporter.report({ kind: 'attempt_failed', diagnostic: result.diagnostic, attempt, retryInMs })
      },
    })
  }

  /** Only a pair from a code, or a staged value in the file, is not written yet. */
  saveAccessToken(accessToken: string, { budgetMs }: SavePolicy): Promise<SaveResult> {
    return this.#write({ [this.#options.names.accessToken]: accessToken }, budgetMs)
  }

  /** The file is read when the command starts. */
  async queuedAt(): Promise<undefined> {
    return undefined
  }

  async finalize(pair: TokenPair, policy: SavePolicy): Promise<SaveResult> {
    const found = await this.current()
    const isThere = found?.accessToken === pair.accessToken && found.refreshToken === pair.refreshToken
    return isThere ? { ok: true } : this.stage(pair, policy)
  }

  async acquire(purpose: 'refresh' | 'exchange'): Promise<Lock> {
    const { path, clock } = this.#options
    const lock = await lockFor(path, clock)
    if (!lock.ok) return lock
    if (purpose === 'refresh' && (await this.#wasEmptied())) {
      await lock.release()
      return { ok: false, diagnostic: diagnostic('refresh_token_missing') }
    }
    this.#lock = lock
    return {
      ok: true,
      release: () => {
        this.#lock = undefined
        return lock.release()
      },
    }
  }

  /** `logout` or `setup` removed the pair meanwhile: it is revoked, or kept in GitHub's secrets now. */
  async #wasEmptied(): Promise<boolean> {
    const before = await this.#atFirst
    const now = await this.current()
    return before?.refreshToken !== undefined && now !== undefined && now.refreshToken === undefined
  }

  async #write(update: EnvUpdate, budgetMs: number): Promise<SaveResult> {
    const written = await this.#update(update, Math.max(budgetMs, SHORTEST_WAIT))
    return written.ok ? { ok: true } : written
  }

  /** With the lock that this store holds, or one for this write only. */
  async #update(update: EnvUpdate, waitMs: number): Promise<UpdateResult> {
    const { path, clock } = this.#options
    const lock = this.#lock
    if (lock === undefined) return updateEnvFile(path, update, { clock, waitMs })
    if (await lock.isHeld()) return updateUnder(lock, path, update)
    // It was removed, and the next process can wait for this very write: the pair exists nowhere else.
    const updated = await updateEnvFile(path, update, { clock, waitMs: SHORTEST_WAIT })
    return updated.ok ? updated : updateUnder({ isHeld: async () => true }, path, update)
  }

  async current(): Promise<StoredPair | undefined> {
    return this.#read().catch(() => undefined)
  }

  /**
   * A file's time is that of any change in it, also of a comment. If the token differs from the one when this run began, it
   * was written at the file's time at the latest. Else it is older than this run, by an unknown time: 0. When the access
   * token was written is unknown.
   */
  async lastWrite(): Promise<LastWrite> {
    const { path, clock } = this.#options
    const atFirst = await this.#atFirst
    try {
      const { refreshToken } = await this.#read()
      // Emptied, for example by `logout`: no other pair was saved.
      const isOther = refreshToken !== undefined && refreshToken !== atFirst?.refreshToken
      const refreshTokenAt = isOther ? (await stat(path)).mtimeMs : 0
      return { known: true, refreshTokenAt, accessTokenAt: undefined, storeTime: clock.now() }
    } catch (error) {
      return { known: false, diagnostic: explain(error, path) }
    }
  }

  /** The proof needs no request here. */
  async checkHealth(): Promise<StoreHealth> {
    const proof = await this.verifyWritable()
    return proof.ok
      ? { saving: 'verified', diagnostics: [], tokenExpiresAt: undefined }
      : { saving: 'no', diagnostics: [warning(proof.diagnostic)], tokenExpiresAt: undefined }
  }

  async #read(): Promise<StoredPair> {
    const { path, names } = this.#options
    return pairIn(parse(await readText(path)), names)
  }

  #updateFor(pair: Pick<TokenPair, 'accessToken' | 'refreshToken'>): (current: EnvValues) => EnvChanges {
    const { names, alongside = {} } = this.#options
    return (current) => ({
      ...(typeof alongside === 'function' ? alongside(current) : alongside),
      [names.accessToken]: pair.accessToken,
      [names.refreshToken]: pair.refreshToken,
    })
  }
}

/** Why a file is not changed. */
const unsafe = (code: 'NOT_A_FILE' | 'NOT_UTF8' | 'NOT_UNDERSTOOD'): Error =>
  Object.assign(new Error(code), { code })

/** Empty when there is none. */
const readText = async (path: string): Promise<string> => {
  const found = await stat(path).catch((error) => {
    if (codeOf(error) !== 'ENOENT') throw error
    return undefined
  })
  if (found === undefined) return ''
  // Reading a pipe, as password managers mount them, would never end; a folder has no text.
  if (!found.isFile()) throw unsafe('NOT_A_FILE')
  const bytes = await readFile(path)
  if (!isUtf8(bytes)) throw unsafe('NOT_UTF8')
  return bytes.toString('utf8')
}

const changedText = (text: string, changes: EnvChanges): string => {
  const changed = changeEnvText(text, changes)
  if (changed === undefined) throw unsafe('NOT_UNDERSTOOD')
  return changed
}

const explain = (error: unknown, path: string): Diagnostic => {
  const code = codeOf(error)
  return diagnostic('env_file_not_writable', code === undefined ? { name: path } : { name: path, code })
}
