import { spawn } from 'node:child_process'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { type Clock, MINUTE, SECOND } from '../domain/clock.js'
import { codeOf } from '../http/faults.js'
import { type Diagnostic, err } from '../reasons/index.js'
import { enterQueue, type QueueEntry, Silence } from './queue.js'

export interface LockOptions {
  /** The lock: a folder that is there while somebody holds it or waits for it. For `lockFile`: the file. */
  path: string
  clock: Clock
  /** How long others are waited for, in milliseconds. */
  waitMs?: number
}

export interface HeldLock {
  ok: true
  /** False once another process took this one for ended, which only a process on another machine can do. */
  isHeld(): Promise<boolean>
  release(): Promise<void>
}
export type LockResult = HeldLock | { ok: false; diagnostic: Diagnostic }

/** A refresh and its save, tries included, take less than that. */
const WAIT_FOR_OTHER = 4 * MINUTE
const LOOK_EVERY = 100
/** Each of these looks starts a program. */
const LOOK_AT_MOUNTED_EVERY = 200
/** Looks are counted, not time: a machine that slept saw nothing. */
const SILENT_LOOKS = (8 * SECOND) / LOOK_EVERY

/** Waits for whoever holds the lock, and for those who came before. */
export async function acquireLock({
  path,
  clock,
  waitMs = WAIT_FOR_OTHER,
}: LockOptions): Promise<LockResult> {
  const silence = new Silence(SILENT_LOOKS)
  let entry: QueueEntry | undefined
  try {
    for (let waited = 0; waited <= waitMs; waited += LOOK_EVERY) {
      if (entry === undefined) {
        entry = await enterQueue(path, silence)
        await entry?.takeNumber()
      }
      const turn = await entry?.look()
      if (entry !== undefined && turn === 'mine') return holding(entry)
      if (turn === 'lost') {
        await entry?.leave()
        entry = undefined
      }
      await clock.sleep(LOOK_EVERY)
    }
  } catch (error) {
    await entry?.leave()
    return err('env_file_not_writable', { name: path, code: codeOf(error) ?? 'UNKNOWN' })
  }
  await entry?.leave()
  return err('env_file_locked', { name: path })
}

/** Locks a file, with all who share its folder; if it is mounted by itself, also with all who have mounted it. */
export async function lockFile(
  { path, ...options }: LockOptions,
  isMounted = isMountedAlone,
): Promise<LockResult> {
  const lock = await acquireLock({ path: `${path}.lock`, ...options })
  if (!lock.ok || !(await isMounted(path))) return lock
  const mounted = await waitForMounted(path, options).catch(() => undefined)
  if (mounted === undefined) {
    await lock.release()
    return err('env_file_locked', { name: path })
  }
  return { ...lock, release: () => mounted.close().finally(lock.release) }
}

async function waitForMounted(path: string, { clock, waitMs = WAIT_FOR_OTHER }: Omit<LockOptions, 'path'>) {
  for (let waited = 0; waited <= waitMs; waited += LOOK_AT_MOUNTED_EVERY) {
    const file = await lockInPlace(path)
    if (file !== undefined) return file
    await clock.sleep(LOOK_AT_MOUNTED_EVERY)
  }
  return undefined
}

const holding = (entry: QueueEntry): HeldLock => ({
  ok: true,
  isHeld: () => entry.isThere(),
  release: () => entry.leave(),
})

/** Whether a file is mounted by itself, as containers do it. */
export async function isMountedAlone(path: string): Promise<boolean> {
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  return mounts.split('\n').some((line) => unescaped(line.split(' ')[4] ?? '') === path)
}

/** As the kernel writes white space and backslashes: in octal. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)))

/**
 * Locks the file itself, by the system's `flock` program: whoever else has mounted it shares nothing but the file. The
 * lock belongs to the open file, so the kernel ends it with this process. Undefined while another one has it; without that
 * program, there is no lock but the one beside the file.
 */
async function lockInPlace(path: string): Promise<FileHandle | undefined> {
  const file = await open(path, 'r+')
  const exit = await new Promise<number | null>((resolve) => {
    const flock = spawn('flock', ['-x', '-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', file.fd] })
    flock.on('error', () => resolve(null))
    flock.on('close', resolve)
  })
  if (exit !== TAKEN) return file
  await file.close()
  return undefined
}

const TAKEN = 1
