import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile, readlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { hostname } from 'node:os'
import { codeOf } from '../http/faults.js'

/*
 * Whether another process still runs. A host name and a process id are not enough, since a container has its own. The kernel
 * refuses connections to a socket file as soon as the process that listens there has ended in any way, and not before, even
 * if that process is suspended. All containers on one machine share the kernel.
 */

/** Systems allow about a hundred characters for a socket's path. */
const LONGEST_PATH = 100

const canHaveSocket = (path: string): boolean =>
  process.platform !== 'win32' && Buffer.byteLength(path) <= LONGEST_PATH

/** Listens on a socket file; undefined where the file system or the platform does not support it. */
export async function showPresence(path: string): Promise<Server | undefined> {
  if (!canHaveSocket(path)) return undefined
  const server = createServer((visitor) => visitor.destroy()).unref()
  // Prevents an unhandled 'error' event later.
  server.on('error', () => {})
  server.listen({ path, readableAll: true, writableAll: true })
  return once(server, 'listening').then(
    () => server,
    () => undefined,
  )
}

/** `unknown` where there is no socket, or it can't be asked. */
export async function findPresence(path: string): Promise<'there' | 'gone' | 'unknown'> {
  if (!canHaveSocket(path)) return 'unknown'
  const visit = connect(path)
  const code = await once(visit, 'connect').then(
    () => undefined,
    (error) => codeOf(error) ?? 'UNKNOWN',
  )
  visit.destroy()
  // EAGAIN: too many connections wait for the process that listens.
  if (code === undefined || code === 'EAGAIN') return 'there'
  return code === 'ECONNREFUSED' ? 'gone' : 'unknown'
}

/** The kernel of a process, and the namespace of its process id. */
export interface Origin {
  kernel: string
  pidSpace: string
}

export async function ownOrigin(): Promise<Origin> {
  if (process.platform !== 'linux') return { kernel: short(hostname()), pidSpace: short(hostname()) }
  // An unknown value equals no other.
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => randomUUID())
  const space = await readlink('/proc/self/ns/pid').catch(() => randomUUID())
  return { kernel: short(boot), pidSpace: short(boot + space) }
}

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
}
