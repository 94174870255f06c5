import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type FileHandle, open, readFile, stat } from 'node:fs/promises'
import { type Clock, MINUTE, SECOND } from '../domain/clock.js'
import { codeOf } from '../http/faults.js'
import { type Diagnostic, err } from '../reasons/index.js'
import { countingSilence, enterQueue, type QueueEntry } from './queue.js'

export interface LockOptions {
  /** The lock: a folder that exists while a process holds it or waits for it. For `lockFile`: the file. */
  path: string
  clock: Clock
  /** How long to wait for other processes, in milliseconds. */
  waitMs?: number | undefined
}

export type HeldLock = Pick<QueueEntry, 'ok' | 'isHeld' | 'release'>
export type LockResult = HeldLock | { ok: false; diagnostic: Diagnostic }

/** Longer than a refresh and its save with all tries. */
const WAIT_FOR_OTHER = 4 * MINUTE
const LOOK_EVERY = 100
/** Each of these checks starts a program. */
const LOOK_AT_FILE_EVERY = 200
/** Checks are counted, not time, because of machines that sleep. */
const SILENT_LOOKS = (8 * SECOND) / LOOK_EVERY

/** Waits for the lock's holder and for the processes that came earlier. */
export async function acquireLock({
  path,
  clock,
  waitMs = WAIT_FOR_OTHER,
}: LockOptions): Promise<LockResult> {
  const isSilent = countingSilence(SILENT_LOOKS)
  let entry: QueueEntry | undefined
  try {
    for (let waited = 0; waited <= waitMs; waited += LOOK_EVERY) {
      if (entry === undefined) {
        entry = await enterQueue(path, isSilent)
        await entry?.takeNumber()
      }
      const turn = await entry?.look()
      if (entry !== undefined && turn === 'mine') return entry
      if (turn === 'lost') {
        await entry?.release()
        entry = undefined
      }
      await clock.sleep(LOOK_EVERY)
    }
  } catch (error) {
    await entry?.release()
    return err('env_file_not_writable', { name: path, code: codeOf(error) ?? 'UNKNOWN' })
  }
  await entry?.release()
  return err('env_file_locked', { name: path })
}

/** Locks a file against the processes that share its folder, and, for a file that others have elsewhere, against those. */
export async function lockFile(
  { path, ...options }: LockOptions,
  isElsewhere = async (path: string) => (await isMountedAlone(path)) || hasOtherNames(path),
): Promise<LockResult> {
  const lock = await acquireLock({ path: `${path}.lock`, ...options })
  if (!lock.ok || !(await isElsewhere(path))) return lock
  const locked = await waitForFile(path, options).catch(() => undefined)
  if (locked === undefined) {
    await lock.release()
    return err('env_file_locked', { name: path })
  }
  // The kernel's lock is never taken over.
  const release = () => locked.close().finally(() => lock.release())
  return { ok: true, isHeld: async () => true, release }
}

async function waitForFile(path: string, { clock, waitMs = WAIT_FOR_OTHER }: Omit<LockOptions, 'path'>) {
  for (let waited = 0; waited <= waitMs; waited += LOOK_AT_FILE_EVERY) {
    const file = await lockInPlace(path)
    if (file !== undefined) return file
    await clock.sleep(LOOK_AT_FILE_EVERY)
  }
  return undefined
}

/** Whether the file itself is a mount point, as in containers. */
export async function isMountedAlone(path: string): Promise<boolean> {
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  return mounts.split('\n').some((line) => unescaped(line.split(' ')[4] ?? '') === path)
}

/** Hard links, each perhaps in a folder with a lock of its own. */
const hasOtherNames = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile() && found.nlink > 1,
    () => false,
  )

/** As the kernel writes white space and backslashes: in octal. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)))

/**
 * Locks the file itself by the system's `flock` program, since others that have it elsewhere share only the file. The lock
 * belongs to the open file, so the kernel ends it with this process. Undefined while another process has it; without that
 * program, only the lock next to the file is used.
 */
async function lockInPlace(path: string): Promise<FileHandle | undefined> {
  const file = await open(path, 'r+')
  const flock = spawn('flock', ['-x', '-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', file.fd] })
  const [exit] = await once(flock, 'close').catch(() => [])
  if (exit !== TAKEN) return file
  await file.close()
  return undefined
}

const TAKEN = 1
