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
import { dirname, join } from 'node:path'
import { SECOND } from '../domain/clock.js'
import { codeOf } from '../http/faults.js'
import { findPresence, isRunning, type Origin, ownOrigin, type Presence, showPresence } from './presence.js'

/*
 * The queue for a lock: a folder with one file, an entry, for each process that holds the lock or waits for it (Lamport's
 * bakery algorithm). Whoever comes makes an entry of a name that is never used again, writes a number into it, one more
 * than all that are there, and waits until nobody with a smaller number is left. No lock is ever taken over, which can't be
 * done without hitting a fresh one now and then: the entry of a process that has ended is removed, and its name belongs
 * to nobody else.
 */

/** `kernel.pidSpace.pid.random`: who made it. */
const ENTRY = /^[0-9a-f]{12}\.[0-9a-f]{12}\.\d+\.[0-9a-f]{12}$/
/** The socket of an entry's process is beside the entry. */
const SOCKET = '.s'
/** How often a process says that it is there, for those whose kernel can't tell, such as on another machine. */
const HEARTBEAT = SECOND
/** Long enough for a process to get from its socket to its entry. */
const ORPHANED = 60 * SECOND
/** The folder may be removed, with the last entry of others, before ours is in it. */
const TRIES = 100

export type Turn = 'mine' | 'later' | 'lost'

/** Counts in how many looks one after the other a file was not written to. */
export class Silence {
  readonly #seen = new Map<string, { mtimeMs: number; looks: number }>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  isOver(name: string, mtimeMs: number): boolean {
    const before = this.#seen.get(name)
    const looks = before?.mtimeMs === mtimeMs ? before.looks + 1 : 0
    this.#seen.set(name, { mtimeMs, looks })
    return looks >= this.#limit
  }
}

/** Enters the queue; undefined while the lock of an earlier version of this program, a file, is in the way. */
export async function enterQueue(folder: string, silence: Silence): Promise<QueueEntry | undefined> {
  for (let left = TRIES; ; left--) {
    if (!(await makeFolder(folder, silence))) return undefined
    try {
      return await makeEntry(folder, silence)
    } catch (error) {
      if (left === 0 || codeOf(error) !== 'ENOENT') throw error
    }
  }
}

async function makeFolder(path: string, silence: Silence): Promise<boolean> {
  try {
    await mkdir(path)
    await openToOthers(path)
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || found.isDirectory()) return true
  // Only a file is removed like this: a folder that another process has put in its place meanwhile stays.
  const text = await readFile(path, 'utf8')
  if (/^(\{|$)/.test(text) && silence.isOver(path, found.mtimeMs)) await rm(path).catch(() => {})
  return false
}

/** Whoever may write beside the `.env` file can use its lock, and clear up after another user's process. */
async function openToOthers(path: string): Promise<void> {
  const { mode, uid, gid } = await stat(dirname(path))
  await chmod(path, mode & 0o777).catch(() => {})
  await chown(path, uid, gid).catch(() => {})
}

async function makeEntry(path: string, silence: Silence): Promise<QueueEntry> {
  const folder = await open(path, 'r').catch(ignoreOnWindows)
  // An open folder stands for this one and no later one of its name, and for the longest path.
  const alias = folder && `/proc/self/fd/${folder.fd}`
  const base = alias && existsSync(alias) ? alias : path
  const origin = await ownOrigin()
  const name = [origin.kernel, origin.pidSpace, process.pid, randomUUID().slice(-12)].join('.')
  // Whoever finds the entry must find its process, too: so the socket comes first.
  const presence = await showPresence(join(base, name + SOCKET))
  const parts = { path, base, name, origin, silence, folder, presence }
  return open(join(base, name), 'wx', 0o644).then(
    (file) => new QueueEntry({ ...parts, file }),
    closing(parts),
  )
}

const closing =
  ({ presence, folder }: Pick<Parts, 'presence' | 'folder'>) =>
  async (error: unknown): Promise<never> => {
    await presence?.end()
    await folder?.close()
    throw error
  }

const ignoreOnWindows = (error: unknown): undefined => {
  if (process.platform !== 'win32') throw error
}

interface Parts {
  path: string
  /** The same folder, by the handle that is open. */
  base: string
  name: string
  origin: Origin
  file: FileHandle
  silence: Silence
  folder: FileHandle | undefined
  presence: Presence | undefined
}

export class QueueEntry {
  readonly #parts: Parts
  readonly #heartbeat: NodeJS.Timeout
  #number = 0

  constructor(parts: Parts) {
    this.#parts = parts
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT).unref()
    if (!process.listeners('exit').includes(leaveAll)) process.on('exit', leaveAll)
    leftAtExit.add(this)
  }

  /** Before the first look. */
  async takeNumber(): Promise<void> {
    const { file } = this.#parts
    await file.chmod(0o644).catch(() => {})
    const numbers = await Promise.all((await this.#others()).map((name) => this.#numberOf(name)))
    this.#number = 1 + Math.max(0, ...numbers.filter((number) => typeof number === 'number'))
    await file.writeFile(`${this.#number}\n`)
  }

  /** Looks at all the others, and removes the entries of processes that have ended. */
  async look(): Promise<Turn> {
    const { base } = this.#parts
    let turn: Turn = 'mine'
    for (const name of await this.#others()) {
      if (!(await this.#isAhead(name))) continue
      if (await this.#hasEnded(name)) await remove(base, name)
      else turn = 'later'
    }
    return (await this.isThere()) ? turn : 'lost'
  }

  isThere(): Promise<boolean> {
    const { base, name } = this.#parts
    return stat(join(base, name)).then(
      () => true,
      () => false,
    )
  }

  async leave(): Promise<void> {
    const { path, base, name, file, folder, presence } = this.#parts
    clearInterval(this.#heartbeat)
    leftAtExit.delete(this)
    await this.#clearOrphans().catch(() => {})
    await remove(base, name)
    await presence?.end()
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
      // Others are in the queue, and clear up.
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

  #beat(): void {
    const now = new Date()
    this.#parts.file.utimes(now, now).catch(() => {})
  }

  async #others(): Promise<string[]> {
    const { base, name } = this.#parts
    return (await readdir(base)).filter((other) => other !== name && ENTRY.test(other))
  }

  /** `none yet` as well while it is half written. */
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
    const { base, origin: own, silence } = this.#parts
    const [kernel, pidSpace, pid] = name.split('.')
    const presence = kernel === own.kernel ? await findPresence(join(base, name + SOCKET)) : 'unknown'
    if (presence !== 'unknown') return presence === 'gone'
    if (pidSpace === own.pidSpace && !isRunning(Number(pid))) return true
    const found = await stat(join(base, name)).catch(() => undefined)
    return found !== undefined && silence.isOver(name, found.mtimeMs)
  }
}

const remove = async (base: string, name: string): Promise<void> => {
  for (const file of [name, name + SOCKET]) await rm(join(base, file), { force: true }).catch(() => {})
}

/** A process that ends in order leaves nothing behind, not even what it waited for. */
const leftAtExit = new Set<QueueEntry>()
const leaveAll = (): void => {
  for (const entry of leftAtExit) entry.leaveNow()
}
