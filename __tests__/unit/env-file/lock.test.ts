import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createVirtualClock } from '../../../sandbox/clock.js'
import { createRandom } from '../../../sandbox/random.js'
import { MINUTE, SECOND } from '../../../src/domain/clock.js'
import { acquireLock, isMountedAlone, lockFile } from '../../../src/env-file/lock.js'
import { findPresence, isRunning, ownOrigin, showPresence } from '../../../src/env-file/presence.js'

const START = Date.UTC(2026, 10, 24)
/** Socket files and modes are another matter on Windows. */
const testOnPosix = process.platform === 'win32' ? test.skip : test
const { kernel, pidSpace } = await ownOrigin()
const ELSEWHERE = '0'.repeat(12)

/** How many held the lock at the same time. */
let holders: number
let most: number
let folder: string
let path: string
let clock: ReturnType<typeof createVirtualClock>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  path = join(folder, '.env.lock')
  holders = 0
  most = 0
  clock = createVirtualClock({ start: START, random: createRandom(1) })
})

/** A clock whose sleeps take no time, and what happens during them. */
const whileWaiting = (act: (waited: number) => unknown) => {
  let waited = 0
  return {
    ...clock,
    sleep: async (ms: number) => {
      waited += ms
      await act(waited)
    },
  }
}

const others: ChildProcess[] = []
afterEach(() => {
  for (const other of others.splice(0)) other.kill('SIGKILL')
})

const acquire = () => acquireLock({ path, clock })
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid
let entries = 0

/** The entry of another process. */
const leave = ({ on = kernel, space = pidSpace, pid = process.ppid, number = '1\n' } = {}): string => {
  if (!existsSync(path)) mkdirSync(path)
  const name = `${on}.${space}.${pid}.${String(++entries).padStart(12, '0')}`
  writeFileSync(join(path, name), number)
  utimesSync(join(path, name), START / SECOND, START / SECOND)
  return join(path, name)
}

/** A process that listens where the entry's socket is, until it is killed. */
const listenAt = async (entry: string): Promise<ChildProcess> => {
  const script = `require('net').createServer().listen(${JSON.stringify(`${entry}.s`)}, () => console.log('ready'))`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  others.push(child)
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return child
}

const holdForAWhile = async () => {
  const lock = await acquire()
  most = Math.max(most, ++holders)
  await clock.sleep(SECOND)
  holders -= 1
  if (lock.ok) await lock.release()
  return lock.ok
}

describe('a lock', () => {
  test('is a folder that is gone when it is released', async () => {
    const lock = await acquire()
    expect(readdirSync(folder)).toEqual(['.env.lock'])
    if (!lock.ok) throw new Error('refused')
    expect(await lock.isHeld()).toBe(true)
    await lock.release()
    expect(readdirSync(folder)).toEqual([])
    expect(await lock.isHeld()).toBe(false)
  })

  test('is waited for', async () => {
    const first = await acquire()
    let released = false
    const second = acquire().then((lock) => ({ ok: lock.ok, released }))
    await clock.sleep(10 * SECOND)
    released = true
    if (first.ok) await first.release()
    expect(await second).toEqual({ ok: true, released: true })
  })

  test('is held by one at a time, however many want it', async () => {
    expect(await Promise.all(Array.from({ length: 6 }, holdForAWhile))).toEqual(Array(6).fill(true))
    expect(most).toBe(1)
    expect(readdirSync(folder)).toEqual([])
  })

  test('is not waited for longer than a save may take', async () => {
    const first = await acquire()
    expect(await acquire()).toEqual({
      ok: false,
      diagnostic: { reason: 'env_file_locked', details: { name: path } },
    })
    expect(clock.now() - START).toBeGreaterThanOrEqual(4 * MINUTE)
    expect(clock.now() - START).toBeLessThan(5 * MINUTE)
    expect(first.ok && (await first.isHeld())).toBe(true)
  })

  test.each<[string, () => unknown]>([
    ['whose process has ended', () => leave({ pid: deadPid() })],
    ['whose process ended before it had a number', () => leave({ pid: deadPid(), number: '' })],
  ])('of one %s is passed over at once', async (_, prepare) => {
    prepare()
    expect(await acquire()).toMatchObject({ ok: true })
    expect(clock.now()).toBe(START)
    expect(readdirSync(path).filter((name) => !name.endsWith('.s'))).toHaveLength(1)
  })

  testOnPosix(
    'of a container on the same machine is passed over as soon as its process is killed, and not before',
    async () => {
      const child = await listenAt(leave({ space: ELSEWHERE, pid: 1 }))
      child.kill('SIGSTOP')
      expect(await acquireLock({ path, clock, waitMs: 20 * SECOND })).toMatchObject({
        ok: false,
        diagnostic: { reason: 'env_file_locked' },
      })
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
      const before = clock.now()
      expect(await acquire()).toMatchObject({ ok: true })
      expect(clock.now()).toBe(before)
    },
  )

  test.each([['1\n'], ['12'], ['']])(
    'of another machine is passed over when nothing was heard of it for seconds: %j',
    async (number) => {
      leave({ on: ELSEWHERE, space: ELSEWHERE, number })
      expect(await acquire()).toMatchObject({ ok: true })
      expect(clock.now() - START).toBeGreaterThanOrEqual(8 * SECOND)
      expect(clock.now() - START).toBeLessThan(10 * SECOND)
    },
  )

  test('of another machine is waited for while it sends heartbeats', async () => {
    const entry = leave({ on: ELSEWHERE, space: ELSEWHERE })
    const beating = whileWaiting((waited) => {
      if (waited % SECOND === 0) utimesSync(entry, waited, waited)
    })
    const lock = await acquireLock({ path, clock: beating, waitMs: MINUTE })
    expect(lock).toMatchObject({ ok: false, diagnostic: { reason: 'env_file_locked' } })
  })

  test('of many ended processes are all removed, and one process gets the lock', async () => {
    for (let i = 0; i < 5; i++) leave({ on: ELSEWHERE, space: ELSEWHERE })
    for (let i = 0; i < 5; i++) leave({ pid: deadPid() })
    expect(await Promise.all(Array.from({ length: 6 }, holdForAWhile))).toEqual(Array(6).fill(true))
    expect(most).toBe(1)
    expect(readdirSync(folder)).toEqual([])
  })

  test('is waited for anew by one whose entry was taken away', async () => {
    const first = await acquire()
    const before = readdirSync(path)
    const robbed = whileWaiting((waited) => {
      const own = readdirSync(path).filter((name) => !before.includes(name) && !name.endsWith('.s'))
      if (waited === SECOND) rmSync(join(path, `${own[0]}`))
      return waited === 2 * SECOND && first.ok ? first.release() : undefined
    })
    expect(await acquireLock({ path, clock: robbed })).toMatchObject({ ok: true })
  })

  test('knows when it was lost', async () => {
    const lock = await acquire()
    for (const name of readdirSync(path)) rmSync(join(path, name))
    expect(lock.ok && (await lock.isHeld())).toBe(false)
    if (lock.ok) await lock.release()
    expect(readdirSync(folder)).toEqual([])
  })

  test('of an earlier version, a file, is waited for, and removed when it is not written any more', async () => {
    writeFileSync(path, '{"id":"other","host":"elsewhere"}')
    expect(await acquire()).toMatchObject({ ok: true })
    expect(clock.now() - START).toBeLessThan(10 * SECOND)
  })

  test('can’t be taken where another file exists, which is kept', async () => {
    writeFileSync(path, 'mine')
    expect(await acquireLock({ path, clock, waitMs: 20 * SECOND })).toMatchObject({
      ok: false,
      diagnostic: { reason: 'env_file_locked' },
    })
    expect(readdirSync(folder)).toEqual(['.env.lock'])
  })

  test('can not be had in a folder that is not there', async () => {
    path = join(folder, 'nowhere', '.env.lock')
    expect(await acquire()).toEqual({
      ok: false,
      diagnostic: { reason: 'env_file_not_writable', details: { name: path, code: 'ENOENT' } },
    })
  })

  test('is held as long as its process says so: the entry is written to every second', async () => {
    const lock = await acquire()
    const [entry = ''] = readdirSync(path)
    const { mtimeMs } = statSync(join(path, entry))
    while (statSync(join(path, entry)).mtimeMs === mtimeMs) await clock.sleep(SECOND)
    if (lock.ok) await lock.release()
  })

  testOnPosix('is left at the end of the process, which can not wait then', async () => {
    await acquire()
    process.listeners('exit').find(({ name }) => name === 'leaveAll')?.(0)
    expect(readdirSync(folder)).toEqual([])
    const lock = await acquire()
    leave({ space: ELSEWHERE })
    process.listeners('exit').find(({ name }) => name === 'leaveAll')?.(0)
    expect(readdirSync(path)).toHaveLength(1)
    if (lock.ok) await lock.release()
  })

  testOnPosix(
    'clears away the socket of a process that ended before it had an entry, once it is old',
    async () => {
      mkdirSync(path)
      const [old, fresh] = [1, 2].map((n) => join(path, `${kernel}.${pidSpace}.${n}.${'0'.repeat(12)}`))
      for (const entry of [old, fresh]) {
        const child = await listenAt(`${entry}`)
        const ended = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGKILL')
        await ended
      }
      utimesSync(`${old}.s`, START / SECOND, START / SECOND)
      const lock = await acquire()
      if (lock.ok) await lock.release()
      expect(readdirSync(path)).toEqual([`${fresh}.s`.slice(path.length + 1)])
    },
  )

  testOnPosix.each([0o000, 0o555])('can not be had where its folder has the mode %o', async (mode) => {
    chmodSync(folder, 0o777)
    mkdirSync(path)
    chmodSync(path, mode)
    if (process.getuid?.() === 0) process.seteuid?.(65_534)
    const lock = await acquire()
    if (process.getuid?.() === 0) process.seteuid?.(0)
    expect(lock).toMatchObject({ ok: false, diagnostic: { details: { code: 'EACCES' } } })
  })

  testOnPosix('can be had under a path longer than a socket may have', async () => {
    path = join(folder, 'long'.repeat(40), '.env.lock')
    mkdirSync(join(path, '..'))
    expect(await acquire()).toMatchObject({ ok: true })
    expect(readdirSync(path)).toHaveLength(2)
  })
})

describe('whether a process is there', () => {
  testOnPosix('is unknown where a socket can not be', async () => {
    const long = join(folder, 'long'.repeat(40))
    expect([await showPresence(long), await findPresence(long)]).toEqual([undefined, 'unknown'])
    writeFileSync(path, '')
    expect([await showPresence(path), await findPresence(join(folder, 'none'))]).toEqual([
      undefined,
      'unknown',
    ])
  })
})

const hasFlock = spawnSync('flock', ['--version']).status === 0

describe('a file that is mounted by itself', () => {
  const lock = () => lockFile({ path, clock, waitMs: SECOND }, async () => true)

  beforeEach(() => writeFileSync(path, ''))

  test.each([
    ['/proc', process.platform === 'linux'],
    [join(tmpdir(), 'none'), false],
  ])('is known by the system’s list: %s', async (mounted, expected) => {
    expect(await isMountedAlone(mounted)).toBe(expected)
  })

  const testWithFlock = hasFlock ? test : test.skip
  testWithFlock('is locked itself, with all who have mounted it', async () => {
    const other = spawn('flock', [path, 'sh', '-c', 'echo ready; cat'], { stdio: ['pipe', 'pipe', 'ignore'] })
    others.push(other)
    await new Promise((resolve) => other.stdout.once('data', resolve))
    expect(await lock()).toEqual({
      ok: false,
      diagnostic: { reason: 'env_file_locked', details: { name: path } },
    })
    const ended = new Promise((resolve) => other.once('exit', resolve))
    other.stdin.end()
    await ended
    const held = await lock()
    expect(held.ok && (await held.isHeld())).toBe(true)
    expect(spawnSync('flock', ['-n', path, 'true']).status).toBe(1)
    if (held.ok) await held.release()
    expect(spawnSync('flock', ['-n', path, 'true']).status).toBe(0)
  })

  testWithFlock('has no other lock under another name', async () => {
    const link = `${path}.link`
    linkSync(path, link)
    const lockUnder = (name: string) => lockFile({ path: name, clock, waitMs: SECOND })
    const held = await lockUnder(path)
    expect(await lockUnder(link)).toMatchObject({ diagnostic: { reason: 'env_file_locked' } })
    if (held.ok) await held.release()
    const other = await lockUnder(link)
    expect(other.ok && (await other.isHeld())).toBe(true)
    if (other.ok) await other.release()
  })

  test('is locked only next to it where the system has no `flock`', async () => {
    const { PATH } = process.env
    process.env.PATH = folder
    const held = await lock()
    process.env.PATH = PATH
    expect(held.ok).toBe(true)
    if (held.ok) await held.release()
  })

  test('is not locked when it is not there', async () => {
    rmSync(path)
    expect(await lock()).toMatchObject({ ok: false })
    expect(readdirSync(folder)).toEqual([])
  })
})

test('a process id runs or not', () => {
  expect(isRunning(process.pid)).toBe(true)
  // Above the highest that Linux gives.
  expect(isRunning(2 ** 22 + 1)).toBe(false)
})
