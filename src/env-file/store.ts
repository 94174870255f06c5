import { readFile, stat } from 'node:fs/promises'
import { parse } from 'dotenv'
import { type Clock, SECOND, systemClock } from '../domain/clock.js'
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
import { changeEnvText, type EnvChanges, type EnvUpdate, type EnvValues, ifStill } from './lines.js'
import { type HeldLock, type LockResult, lockFile } from './lock.js'

export { ifStill }

export interface EnvFileStoreOptions {
  path: string
  /** The settings' names in the file. */
  names: { accessToken: string; refreshToken: string }
  /** Other values that change in the same stroke as the pair: a code that was exchanged goes, for instance. */
  alongside?: EnvUpdate
  clock: Clock
  reporter: ProgressReporter
}

export type UpdateResult = { ok: true; changed: string[] } | { ok: false; diagnostic: Diagnostic }

/**
 * Other values for an `.env` file, which is made if need be; undefined empties one. Everything else in it stays as it is.
 * The lock is held from before the file is read until it is written: a function sees what really stands there, and
 * `ifStill` makes changes that spare what another process has written meanwhile. Tells which names changed.
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
  return lockFile({ path: target, clock, ...(waitMs === undefined ? {} : { waitMs }) })
}

const updateUnder = async (lock: HeldLock, path: string, update: EnvUpdate): Promise<UpdateResult> => {
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

/** The pair in an `.env` file, for a terminal or a machine of one's own. */
export const createEnvFileStore = (options: EnvFileStoreOptions): PairStore => new EnvFileStore(options)

/** A save without time to lose waits this long for another process all the same. */
const SHORTEST_WAIT = 10 * SECOND

class EnvFileStore implements PairStore {
  readonly kind = 'env-file'
  readonly #options: EnvFileStoreOptions
  readonly #atFirst: Promise<StoredPair | undefined>
  #lock: HeldLock | undefined

  constructor(options: EnvFileStoreOptions) {
    this.#options = options
    this.#atFirst = this.current()
  }

  /** All that saving does, but with the file left alone. */
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

  /** Both plain tokens in one stroke: nothing is left to settle. */
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

  /** Only a pair that came whole, by a code or a staged value that somebody put into the file, is not there yet. */
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

  async acquire(): Promise<Lock> {
    const { path, clock } = this.#options
    const lock = await lockFor(path, clock)
    if (!lock.ok) return lock
    if (await this.#wasEmptied()) {
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

  /** `logout` or `setup` took the pair out meanwhile: it is revoked, or another place renews it now. */
  async #wasEmptied(): Promise<boolean> {
    const before = await this.#atFirst
    const now = await this.current()
    return before?.refreshToken !== undefined && now !== undefined && now.refreshToken === undefined
  }

  /** Under the lock that this store holds, or under one for this write alone. */
  async #write(update: EnvUpdate, budgetMs: number): Promise<SaveResult> {
    const { path, clock } = this.#options
    const options = { clock, waitMs: Math.max(budgetMs, SHORTEST_WAIT) }
    const written = await (this.#lock
      ? updateUnder(this.#lock, path, update)
      : updateEnvFile(path, update, options))
    return written.ok ? { ok: true } : written
  }

  async current(): Promise<StoredPair | undefined> {
    return this.#read().catch(() => undefined)
  }

  /**
   * A file's time is that of any change in it, a comment's too, so it says nothing of the token by itself. What can be told
   * is whether the token is another than when this run began: then the file's time is when, at the latest. Else the
   * token is older than this run, and nobody knows by how much: 0. Nor does anything tell when the access token was written.
   */
  async lastWrite(): Promise<LastWrite> {
    const { path, clock } = this.#options
    const atFirst = await this.#atFirst
    try {
      const { refreshToken } = await this.#read()
      // Emptied, by a logout for instance: nobody has saved another one.
      const isOther = refreshToken !== undefined && refreshToken !== atFirst?.refreshToken
      const refreshTokenAt = isOther ? (await stat(path)).mtimeMs : 0
      return { known: true, refreshTokenAt, accessTokenAt: undefined, storeTime: clock.now() }
    } catch (error) {
      return { known: false, diagnostic: explain(error, path) }
    }
  }

  /** The proof costs nothing here. */
  async checkHealth(): Promise<StoreHealth> {
    const proof = await this.verifyWritable()
    if (proof.ok) return { saving: 'verified', diagnostics: [], tokenExpiresAt: undefined }
    const diagnostics = [{ severity: 'warning' as const, diagnostic: proof.diagnostic }]
    return { saving: 'no', diagnostics, tokenExpiresAt: undefined }
  }

  async #read(): Promise<StoredPair> {
    const { path, names } = this.#options
    const values = parse(await readText(path))
    // As settings read them, which trim what stands in quotes as well.
    return {
      accessToken: values[names.accessToken]?.trim() || undefined,
      refreshToken: values[names.refreshToken]?.trim() || undefined,
    }
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

/** Why we leave a file alone. */
class UnsafeFile extends Error {
  readonly code: 'NOT_A_FILE' | 'NOT_UTF8' | 'NOT_UNDERSTOOD'

  constructor(code: UnsafeFile['code']) {
    super(code)
    this.code = code
  }
}

/** Empty when there is none. */
const readText = async (path: string): Promise<string> => {
  const found = await stat(path).catch((error) => {
    if (codeOf(error) !== 'ENOENT') throw error
    return undefined
  })
  if (found === undefined) return ''
  // Reading a pipe, as password managers mount them, would wait for good; a folder has no text.
  if (!found.isFile()) throw new UnsafeFile('NOT_A_FILE')
  const bytes = await readFile(path)
  const text = bytes.toString('utf8')
  if (!Buffer.from(text, 'utf8').equals(bytes)) throw new UnsafeFile('NOT_UTF8')
  return text
}

const changedText = (text: string, changes: EnvChanges): string => {
  const changed = changeEnvText(text, changes)
  if (changed === undefined) throw new UnsafeFile('NOT_UNDERSTOOD')
  return changed
}

const explain = (error: unknown, path: string): Diagnostic => {
  const code = codeOf(error)
  return diagnostic('env_file_not_writable', code === undefined ? { name: path } : { name: path, code })
}
