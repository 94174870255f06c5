import { randomUUID } from 'node:crypto'
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { performance } from 'node:perf_hooks'
import * as v from 'valibot'
import { type Clock, MINUTE, SECOND } from '../domain/clock.js'
import { err } from '../domain/diagnostic.js'
import type { Lock } from '../domain/store.js'
import { codeOf } from '../http/faults.js'

export interface LockOptions {
  /** Where the lock file is to be. */
  path: string
  clock: Clock
}

/** A refresh and its save, tries included, take less than that. */
const WAIT_FOR_OTHER = 4 * MINUTE
const LOOK_EVERY = 500
/** Older than any section it may runCritical: its process id now belongs to somebody else. */
const OUTDATED = 15 * MINUTE
/** The file is there a moment before what is written in it. */
const HALF_WRITTEN = 10 * SECOND

/** Another run holds it; or, on Windows, a lock file that is just being deleted. */
const TAKEN = ['EEXIST', 'EBUSY', 'EPERM']

/** Who holds a lock, as its file says. */
const HolderShape = v.object({
  /** Tells one holding from another. */
  id: v.string(),
  host: v.string(),
  pid: v.number(),
  /** When that process began, in milliseconds since the epoch: containers use the same few process ids again and again. */
  began: v.number(),
  /** When the lock was taken, in milliseconds since the epoch. */
  at: v.number(),
})
type Holder = v.InferOutput<typeof HolderShape>

/** Takes a lock file, waiting for whoever holds it; one that a dead run left behind is taken over. */
export const acquireLock = async ({ path, clock }: LockOptions): Promise<Lock> => {
  const until = clock.now() + WAIT_FOR_OTHER
  for (;;) {
    const mine = JSON.stringify(describeSelf(clock))
    const failure = await create(path, mine)
    if (failure === undefined) return { ok: true, release: () => release(path, mine) }
    if (!TAKEN.includes(failure)) return err('env_file_not_writable', { name: path, code: failure })
    const stale = await staleText(path, clock)
    if (stale !== undefined) await takeAway(path, stale)
    else if (clock.now() >= until) return err('env_file_locked', { name: path })
    else await clock.sleep(LOOK_EVERY)
  }
}

const describeSelf = (clock: Clock): Holder => ({
  id: randomUUID(),
  host: hostname(),
  pid: process.pid,
  began: Math.round(performance.timeOrigin),
  at: clock.now(),
})

/** The system's code when it could not be created. */
const create = async (path: string, text: string): Promise<string | undefined> => {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(text).finally(() => file.close())
    return undefined
  } catch (error) {
    return codeOf(error) ?? 'UNKNOWN'
  }
}

const release = async (path: string, mine: string): Promise<void> => {
  if ((await textOf(path)) === mine) await rm(path, { force: true }).catch(() => {})
}

const textOf = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined)

/** What a lock file says that nobody holds any more; undefined when somebody may. */
const staleText = async (path: string, clock: Clock): Promise<string | undefined> => {
  const text = await textOf(path)
  if (text === undefined) return undefined
  const holder = v.safeParse(v.pipe(v.string(), v.parseJson(), HolderShape), text)
  if (holder.success) return isGone(holder.output, clock) ? text : undefined
  const written = await stat(path).catch(() => undefined)
  return written && isOlder(written.mtimeMs, HALF_WRITTEN, clock) ? text : undefined
}

const isGone = (holder: Holder, clock: Clock): boolean => {
  if (isOlder(holder.at, OUTDATED, clock)) return true
  if (holder.host !== hostname()) return false
  if (holder.pid === process.pid) return holder.began !== Math.round(performance.timeOrigin)
  return !isAlive(holder.pid)
}

/** A time in the future is as wrong as one long ago: the machine's clock was set. */
const isOlder = (at: number, limit: number, clock: Clock): boolean => Math.abs(clock.now() - at) > limit

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
}

/**
 * Two runs may find the same stale lock: the slower one must not take away the lock that the faster one holds by now.
 * So it is renamed, which only one can do, looked at again, and put back if it is another.
 */
const takeAway = async (path: string, stale: string): Promise<void> => {
  const aside = `${path}.${randomUUID().slice(0, 8)}.tmp`
  try {
    await rename(path, aside)
    if ((await textOf(aside)) !== stale) await link(aside, path)
  } catch {
    // Another run was faster, or the folder does not let us: the next look tells.
  } finally {
    await rm(aside, { force: true }).catch(() => {})
  }
}
