import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { createVirtualClock } from '../../../sandbox/clock.js'
import { createRandom } from '../../../sandbox/random.js'
import { MINUTE, SECOND } from '../../../src/domain/clock.js'
import { acquireLock } from '../../../src/env-file/lock.js'

const START = Date.UTC(2026, 10, 24)

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

const acquire = () => acquireLock({ path, clock })
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid
const leave = (holder: object) =>
  writeFileSync(
    path,
    JSON.stringify({ id: 'other', host: hostname(), pid: process.ppid, began: 1, at: START, ...holder }),
  )

const holdForAWhile = async () => {
  const lock = await acquire()
  most = Math.max(most, ++holders)
  await clock.sleep(SECOND)
  holders -= 1
  if (lock.ok) await lock.release()
  return lock.ok
}

describe('a lock', () => {
  test('is a file that says who holds it, and is gone when released', async () => {
    const lock = await acquire()
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      pid: process.pid,
      host: hostname(),
      at: START,
    })
    if (lock.ok) await lock.release()
    expect(readdirSync(folder)).toEqual([])
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
  })

  test('is not waited for longer than a save may take', async () => {
    leave({})
    expect(await acquire()).toEqual({
      ok: false,
      diagnostic: { reason: 'env_file_locked', details: { name: path } },
    })
    expect(clock.now() - START).toBeGreaterThanOrEqual(4 * MINUTE)
    expect(clock.now() - START).toBeLessThan(5 * MINUTE)
    expect(existsSync(path)).toBe(true)
  })

  test.each<[string, () => object]>([
    ['its process is dead', () => ({ pid: deadPid() })],
    ['a process of another life had our id', () => ({ pid: process.pid })],
    ['it is older than any save', () => ({ at: START - 16 * MINUTE })],
    ["it is from a future that the machine's clock took back", () => ({ at: START + 16 * MINUTE })],
    [
      'it is old and of another machine',
      () => ({ host: 'elsewhere', pid: deadPid(), at: START - 16 * MINUTE }),
    ],
  ])('is taken over at once when %s', async (_, holder) => {
    leave(holder())
    expect(await acquire()).toMatchObject({ ok: true })
    expect(clock.now()).toBe(START)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, at: START })
    expect(readdirSync(folder)).toEqual(['.env.lock'])
  })

  test('of another machine is let be: its process can not be seen from here', async () => {
    leave({ host: 'elsewhere', pid: deadPid() })
    expect(await acquire()).toMatchObject({ ok: false, diagnostic: { reason: 'env_file_locked' } })
  })

  test('that is half written is given ten seconds', async () => {
    writeFileSync(path, '{"id":')
    utimesSync(path, START / 1_000, START / 1_000)
    expect(await acquire()).toMatchObject({ ok: true })
    expect(clock.now() - START).toBeGreaterThan(10 * SECOND)
    expect(clock.now() - START).toBeLessThan(12 * SECOND)
  })

  test('a dead one is taken over by one run only, when many find it', async () => {
    leave({ pid: deadPid() })
    expect(await Promise.all(Array.from({ length: 6 }, holdForAWhile))).toEqual(Array(6).fill(true))
    expect(most).toBe(1)
    expect(readdirSync(folder)).toEqual([])
  })

  test('that a faster run took over meanwhile is put back', async () => {
    leave({ at: START - 16 * MINUTE })
    const { now } = clock
    let looks = 0
    // The lock's age is looked at after its text was read: the moment at which another run is faster.
    const late = {
      ...clock,
      now: () => {
        if (++looks === 3) leave({ id: 'faster' })
        return now()
      },
    }
    expect(await acquireLock({ path, clock: late })).toMatchObject({ ok: false })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ id: 'faster' })
    expect(readdirSync(folder)).toEqual(['.env.lock'])
  })

  test('is not released by a run that lost it', async () => {
    const lock = await acquire()
    leave({})
    if (lock.ok) await lock.release()
    expect(existsSync(path)).toBe(true)
  })

  test('can not be had in a folder that is not there', async () => {
    path = join(folder, 'nowhere', '.env.lock')
    expect(await acquire()).toEqual({
      ok: false,
      diagnostic: { reason: 'env_file_not_writable', details: { name: path, code: 'ENOENT' } },
    })
  })

  test('can not be had where a folder stands', async () => {
    mkdirSync(path)
    expect(await acquire()).toMatchObject({ ok: false })
  })
})
