import { randomUUID } from 'node:crypto'
import { existsSync, rmdirSync, rmSync } from 'node:fs'
import {
  chmod,
  chown,
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rm,
  rmdir,
  stat,
} from 'node:fs/promises'
import type { Server } from 'node:net'
import { dirname, join } from 'node:path'
import { SECOND } from '../domain/clock.js'
import { codeOf } from '../http/faults.js'
import { findPresence, isRunning, type Origin, ownOrigin, showPresence } from './presence.js'

/*
 * The queue for a lock: a folder with one file, an entry, for each process that holds the lock or waits for it (Lamport's
 * bakery algorithm). Each process creates an entry with a unique name, writes a number into it, one more than
 * all existing ones, and waits until no smaller number is left. No lock is ever taken over, since that can hit a lock that
 * was just created: the entry of a process that has ended is removed, and its name is never used again.
 */

/** `kernel.pidSpace.pid.random` of the process. */
const ENTRY = /^[0-9a-f]{12}\.[0-9a-f]{12}\.\d+\.[0-9a-f]{12}$/
/** The socket of an entry's process is next to the entry. */
const SOCKET = '.s'
/** How often a process updates its entry, for processes on other machines, which can't ask the kernel. */
const HEARTBEAT = SECOND
/** Long enough for a process to create its entry after its socket. */
const ORPHANED = 60 * SECOND
/** The folder can be removed, with the last entry of others, before this process has created its own. */
const TRIES = 100

export type Turn = 'mine' | 'later' | 'lost'

/** Whether a file was not written during the last checks of it. */
export type IsSilent = (name: string, mtimeMs: number) => boolean

export function countingSilence(limit: number): IsSilent {
  const seen = new Map<string, { mtimeMs: number; looks: number }>()
  return (name, mtimeMs) => {
    const before = seen.get(name)
    const looks = before?.mtimeMs === mtimeMs ? before.looks + 1 : 0
    seen.set(name, { mtimeMs, looks })
    return looks >= limit
  }
}

/** Enters the queue; undefined while a lock file of an earlier version exists. */
export async function enterQueue(folder: string, isSilent: IsSilent): Promise<QueueEntry | undefined> {
  for (let left = TRIES; ; left--) {
    if (!(await makeFolder(folder, isSilent))) return undefined
    try {
      return await makeEntry(folder, isSilent)
    } catch (error) {
      if (left === 0 || codeOf(error) !== 'ENOENT') throw error
    }
  }
}

async function makeFolder(path: string, isSilent: IsSilent): Promise<boolean> {
  try {
    await mkdir(path)
    await openToOthers(path)
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || found.isDirectory()) return true
  // This removes only a file: a folder that another process created meanwhile stays.
  const text = await readFile(path, 'utf8')
  if (/^(\{|$)/.test(text) && isSilent(path, found.mtimeMs)) await rm(path).catch(() => {})
  return false
}

/** Writable for everyone who can write to the folder of `.env`, so that they can remove another user's entries. */
async function openToOthers(path: string): Promise<void> {
  const { mode, uid, gid } = await stat(dirname(path))
  await chmod(path, mode & 0o777).catch(() => {})
  await chown(path, uid, gid).catch(() => {})
}

async function makeEntry(path: string, isSilent: IsSilent): Promise<QueueEntry> {
  const folder = await open(path, 'r').catch(ignoreOnWindows)
  // An open handle is this folder, not a later one of the same name, and has a short path.
  const alias = folder && `/proc/self/fd/${folder.fd}`
  const base = alias && existsSync(alias) ? alias : path
  const origin = await ownOrigin()
  const name = [origin.kernel, origin.pidSpace, process.pid, randomUUID().slice(-12)].join('.')
  // The socket is created first, so that the process of every entry can be found.
  const presence = await showPresence(join(base, name + SOCKET))
  try {
    const file = await open(join(base, name), 'wx', 0o644)
    return new QueueEntry({ path, base, name, origin, isSilent, folder, presence, file })
  } catch (error) {
    await presence?.[Symbol.asyncDispose]()
    await folder?.close()
    throw error
  }
}

const ignoreOnWindows = (error: unknown): undefined => {
  if (process.platform !== 'win32') throw error
}

interface Parts {
  path: string
  /** The same folder by its open handle. */
  base: string
  name: string
  origin: Origin
  file: FileHandle
  isSilent: IsSilent
  folder: FileHandle | undefined
  presence: Server | undefined
}

export class QueueEntry {
  readonly ok = true
  readonly #parts: Parts
  readonly #heartbeat: NodeJS.Timeout
  #number = 0

  constructor(parts: Parts) {
    this.#parts = parts
    this.#heartbeat = setInterval(() => {
      const now = new Date()
      parts.file.utimes(now, now).catch(() => {})
    }, HEARTBEAT).unref()
    if (!process.listeners('exit').includes(leaveAll)) process.on('exit', leaveAll)
    leftAtExit.add(this)
  }

  /** Before the first check. */
  async takeNumber(): Promise<void> {
    const { file } = this.#parts
    await file.chmod(0o644).catch(() => {})
    const numbers = await Promise.all((await this.#others()).map((name) => this.#numberOf(name)))
    this.#number = 1 + Math.max(0, ...numbers.filter((number) => typeof number === 'number'))
    await file.writeFile(`${this.#number}\n`)
  }

  /** Checks all other entries, and removes those of processes that have ended. */
  async look(): Promise<Turn> {
    const { base } = this.#parts
    let turn: Turn = 'mine'
    for (const name of await this.#others()) {
      if (!(await this.#isAhead(name))) continue
      if (await this.#hasEnded(name)) await remove(base, name)
      else turn = 'later'
    }
    return (await this.isHeld()) ? turn : 'lost'
  }

  /** False if another process considered this one ended, which only a process on another machine can do. */
  async isHeld(): Promise<boolean> {
    return existsSync(join(this.#parts.base, this.#parts.name))
  }

  async release(): Promise<void> {
    const { path, base, name, file, folder, presence } = this.#parts
    clearInterval(this.#heartbeat)
    leftAtExit.delete(this)
    await this.#clearOrphans().catch(() => {})
    await remove(base, name)
    await presence?.[Symbol.asyncDispose]()
    await file.close()
    await folder?.close()
    await rmdir(path).catch(() => {})
  }

  leaveNow(): void {
    const { path, base, name } = this.#parts
    try {
      for (const file of [name, name + SOCKET]) rmSync(join(base, file), { force: true })
      rmdirSync(path)
    } catch {
      // Others are in the queue and will remove it.
    }
  }

  /** Sockets of processes that ended before they had an entry. */
  async #clearOrphans(): Promise<void> {
    const { base, file, origin } = this.#parts
    const names = await readdir(base)
    const { mtimeMs: now } = await file.stat()
    for (const socket of names) {
      const name = socket.slice(0, -SOCKET.length)
      if (!socket.endsWith(SOCKET) || names.includes(name) || !name.startsWith(origin.kernel)) continue
      const { mtimeMs } = await stat(join(base, socket))
      if (now - mtimeMs > ORPHANED && (await findPresence(join(base, socket))) === 'gone')
        await remove(base, name)
    }
  }

  async #others(): Promise<string[]> {
    const { base, name } = this.#parts
    return (await readdir(base)).filter((other) => other !== name && ENTRY.test(other))
  }

  /** Also `none yet` while it is being written. */
  async #numberOf(name: string): Promise<number | 'none yet' | 'gone'> {
    try {
      const text = await readFile(join(this.#parts.base, name), 'utf8')
      return /^\d+\n$/.test(text) ? Number(text) : 'none yet'
    } catch (error) {
      return codeOf(error) === 'ENOENT' ? 'gone' : 'none yet'
    }
  }

  async #isAhead(name: string): Promise<boolean> {
    const number = await this.#numberOf(name)
    if (typeof number !== 'number') return number === 'none yet'
    return number === this.#number ? name < this.#parts.name : number < this.#number
  }

  async #hasEnded(name: string): Promise<boolean> {
    const { base, origin: own, isSilent } = this.#parts
    const [kernel, pidSpace, pid] = name.split('.')
    const presence = kernel === own.kernel ? await findPresence(join(base, name + SOCKET)) : 'unknown'
    if (presence !== 'unknown') return presence === 'gone'
    if (pidSpace === own.pidSpace && !isRunning(Number(pid))) return true
    const found = await stat(join(base, name)).catch(() => undefined)
    return found !== undefined && isSilent(name, found.mtimeMs)
  }
}

const remove = async (base: string, name: string): Promise<void> => {
  for (const file of [name, name + SOCKET]) await rm(join(base, file), { force: true }).catch(() => {})
}

/** Removes the entry if the process ends in an orderly way, also while it waits. */
const leftAtExit = new Set<QueueEntry>()
const leaveAll = (): void => {
  for (const entry of leftAtExit) entry.leaveNow()
}
