import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createVirtualClock } from '../../../sandbox/clock.js'
import { createRandom } from '../../../sandbox/random.js'
import { MINUTE, SECOND } from '../../../src/domain/clock.js'
import type { ProgressEvent } from '../../../src/domain/progress.js'
import { ifStill } from '../../../src/env-file/lines.js'
import { createEnvFileStore, type EnvFileStoreOptions, updateEnvFile } from '../../../src/env-file/store.js'
import { diagnostic } from '../../../src/reasons/index.js'

const START = Date.UTC(2026, 10, 24)
const TWO_MINUTES = { budgetMs: 2 * MINUTE, signal: new AbortController().signal }
const pair = { accessToken: 'A2', refreshToken: 'R2', expiresAt: START }
const BEFORE = '# mine\nHH_ACCESS_TOKEN=A1\nX=1\nHH_REFRESH_TOKEN="R1" # one-time\n'
const AFTER = '# mine\nHH_ACCESS_TOKEN=A2\nX=1\nHH_REFRESH_TOKEN="R2" # one-time\n'

const onWindows = process.platform === 'win32'
/** Symbolic links and modes are another matter on Windows. */
const testOnPosix = onWindows ? test.skip : test
/** Only the superuser may give files away. */
const asRoot = process.getuid?.() === 0 ? test : test.skip

let folder: string
let path: string
let events: ProgressEvent[]
let onProgress: () => void
let clock: ReturnType<typeof createVirtualClock>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'env-file-'))
  path = join(folder, '.env')
  events = []
  onProgress = () => {}
  clock = createVirtualClock({ start: START, random: createRandom(1) })
  writeFileSync(path, BEFORE, { mode: 0o644 })
})

/** The superuser may write everywhere: a read-only folder is one only for somebody else. */
const asNobody = () => {
  if (process.getuid?.() !== 0) return
  process.seteuid?.(65_534)
}
afterEach(() => {
  if (process.getuid?.() === 0) process.seteuid?.(0)
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true })
})

const createStore = (given: Partial<EnvFileStoreOptions> = {}) =>
  createEnvFileStore({
    path,
    clock,
    names: { accessToken: 'HH_ACCESS_TOKEN', refreshToken: 'HH_REFRESH_TOKEN' },
    reporter: {
      mask: () => {},
      report: (progress) => {
        events.push(progress)
        onProgress()
      },
      recoveryCode: () => {},
      debug: () => {},
    },
    ...given,
  })

const notWritable = (code: string) => ({
  ok: false,
  diagnostic: { reason: 'env_file_not_writable', details: { name: path, code } },
})

describe('saving into an .env file', () => {
  test('writes both plain tokens in one stroke, and nothing else', async () => {
    const store = createStore()
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(readFileSync(path, 'utf8')).toBe(AFTER)
    expect(readdirSync(folder)).toEqual(['.env'])
  })

  test('replaces the file rather than writing into it', async () => {
    const before = statSync(path).ino
    await createStore().stage(pair, TWO_MINUTES)
    expect(statSync(path).ino).not.toBe(before)
  })

  test('changes other values in the same stroke', async () => {
    writeFileSync(path, `HH_AUTH_CODE=abc # once\n${BEFORE}`)
    const store = createStore({ alongside: { HH_AUTH_CODE: undefined } })
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(readFileSync(path, 'utf8')).toBe(`HH_AUTH_CODE= # once\n${AFTER}`)
  })

  testOnPosix.each([0o600, 0o640, 0o644])('leaves its mode as it was: %o', async (mode) => {
    chmodSync(path, mode)
    await createStore().stage(pair, TWO_MINUTES)
    expect(statSync(path).mode & 0o777).toBe(mode)
  })

  asRoot('leaves it to its owner and group', async () => {
    chownSync(path, 65_534, 65_533)
    await createStore().stage(pair, TWO_MINUTES)
    expect(readFileSync(path, 'utf8')).toBe(AFTER)
    expect(statSync(path)).toMatchObject({ uid: 65_534, gid: 65_533 })
  })

  asRoot('writes into a file of another owner rather than make it its own', async () => {
    chownSync(path, 12_345, 65_534)
    chmodSync(path, 0o666)
    chmodSync(folder, 0o777)
    const { ino } = statSync(path)
    asNobody()
    expect(await createStore().stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    process.seteuid?.(0)
    expect(readFileSync(path, 'utf8')).toBe(AFTER)
    expect(statSync(path)).toMatchObject({ uid: 12_345, ino })
    expect(readdirSync(folder)).toEqual(['.env'])
  })

  test('makes the file when there is none, readable by its owner alone', async () => {
    rmSync(path)
    const store = createStore()
    expect(await store.verifyWritable()).toEqual({ ok: true, diagnostics: [] })
    expect(readdirSync(folder)).toEqual([])
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(readFileSync(path, 'utf8')).toBe('HH_ACCESS_TOKEN=A2\nHH_REFRESH_TOKEN=R2\n')
    if (!onWindows) expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('leaves nothing to finalize', async () => {
    const store = createStore()
    await store.stage(pair, TWO_MINUTES)
    const { ino } = statSync(path)
    expect(await store.finalize(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(statSync(path).ino).toBe(ino)
  })

  test('writes an access token that came alone, and leaves the refresh token', async () => {
    const store = createStore()
    expect(await store.saveAccessToken('A2', TWO_MINUTES)).toEqual({ ok: true })
    expect(readFileSync(path, 'utf8')).toBe(BEFORE.replace('A1', 'A2'))
    expect(await store.queuedAt()).toBeUndefined()
  })

  test('does not wait for a process that took the lock of this one', async () => {
    const store = createStore()
    const lock = await store.acquire('exchange')
    rmSync(`${path}.lock`, { recursive: true })
    const other = await createStore().acquire('exchange')
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect([events, readFileSync(path, 'utf8')]).toEqual([[], AFTER])
    if (lock.ok) await lock.release()
    if (other.ok) await other.release()
  })

  test('gets another lock if the one that is held is removed', async () => {
    const store = createStore()
    const lock = await store.acquire('exchange')
    rmSync(`${path}.lock`, { recursive: true })
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    if (lock.ok) await lock.release()
    expect([events, readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual([[], AFTER, ['.env']])
  })

  test('finalizes a pair that is not there yet', async () => {
    expect(await createStore().finalize(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(readFileSync(path, 'utf8')).toBe(AFTER)
  })

  testOnPosix('follows symbolic links', async () => {
    mkdirSync(join(folder, 'real'))
    const real = join(folder, 'real', 'settings')
    writeFileSync(real, BEFORE)
    rmSync(path)
    symlinkSync(join('real', 'settings'), join(folder, 'between'))
    symlinkSync('between', path)
    const store = createStore()
    expect(await store.verifyWritable()).toEqual({ ok: true, diagnostics: [] })
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(readFileSync(real, 'utf8')).toBe(AFTER)
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(readdirSync(join(folder, 'real'))).toEqual(['settings'])
  })

  testOnPosix('follows a symbolic link to a file that is not there yet', async () => {
    rmSync(path)
    symlinkSync('later', path)
    expect(await createStore().stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(readdirSync(folder).sort()).toEqual(['.env', 'later'])
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
  })

  test('retries, and reports each failure', async () => {
    const store = createStore()
    rmSync(path)
    mkdirSync(path)
    onProgress = () => {
      if (events.length !== 3) return
      rmSync(path, { recursive: true })
      writeFileSync(path, BEFORE)
    }
    expect(await store.stage(pair, TWO_MINUTES)).toEqual({ ok: true })
    expect(readFileSync(path, 'utf8')).toBe(AFTER)
    const { diagnostic } = notWritable('NOT_A_FILE')
    expect(events).toMatchObject(
      [1, 2, 3].map((attempt) => ({ kind: 'attempt_failed', attempt, diagnostic })),
    )
  })

  test('gives up after its time', async () => {
    const store = createStore()
    rmSync(path)
    mkdirSync(path)
    expect(await store.stage(pair, TWO_MINUTES)).toEqual(notWritable('NOT_A_FILE'))
    expect(clock.now() - START).toBe(2 * MINUTE)
  })

  test('tries but once without time', async () => {
    rmSync(path)
    mkdirSync(path)
    const policy = { ...TWO_MINUTES, budgetMs: 0 }
    expect(await createStore().stage(pair, policy)).toEqual(notWritable('NOT_A_FILE'))
    expect(events).toEqual([])
  })
})

describe('the proof that an .env file can be written', () => {
  test('leaves no trace', async () => {
    const { ino } = statSync(path)
    expect(await createStore().verifyWritable()).toEqual({ ok: true, diagnostics: [] })
    expect(readFileSync(path, 'utf8')).toBe(BEFORE)
    expect(statSync(path).ino).toBe(ino)
    expect(readdirSync(folder)).toEqual(['.env'])
  })

  const cases: [string, string, () => void][] = [
    ['a folder', 'NOT_A_FILE', () => mkdirSync(path)],
    ['in a folder that is not there', 'ENOENT', () => symlinkSync(join(folder, 'nowhere', '.env'), path)],
    ['a link to itself', 'ELOOP', () => symlinkSync('.env', path)],
    ['in another encoding', 'NOT_UTF8', () => writeFileSync(path, Buffer.from('\uFEFFX=1', 'utf16le'))],
  ]
  test.each(onWindows ? cases.filter(([, code]) => code.startsWith('NOT_')) : cases)(
    'fails when it is %s: %s',
    async (_, code, make) => {
      rmSync(path)
      make()
      const store = createStore()
      expect(await store.verifyWritable()).toEqual(notWritable(code))
      expect(await store.checkHealth()).toEqual({
        saving: 'no',
        diagnostics: [{ severity: 'warning', diagnostic: notWritable(code).diagnostic }],
        tokenExpiresAt: undefined,
      })
    },
  )

  testOnPosix.each<[string, () => void]>([
    ['the folder is read-only', () => chmodSync(folder, 0o555)],
    ['the file is read-only', () => chmodSync(path, 0o444)],
    ['the file can not be read', () => chmodSync(path, 0o000)],
  ])('fails when %s', async (_, protect) => {
    chmodSync(folder, 0o777)
    chmodSync(path, 0o666)
    protect()
    asNobody()
    const store = createStore()
    expect(await store.verifyWritable()).toEqual(notWritable('EACCES'))
    expect(await store.checkHealth()).toMatchObject({ saving: 'no' })
  })
})

describe('the store health of an .env file', () => {
  test('is sure, since the proof costs nothing', async () => {
    expect(await createStore().checkHealth()).toEqual({
      saving: 'verified',
      diagnostics: [],
      tokenExpiresAt: undefined,
    })
    expect(readFileSync(path, 'utf8')).toBe(BEFORE)
    expect(readdirSync(folder)).toEqual(['.env'])
  })
})

describe('two runs on one machine', () => {
  test('a pair that was taken out while this run waited is not spent', async () => {
    const store = createStore()
    // By now it has read the file.
    await store.lastWrite()
    writeFileSync(path, BEFORE.replace('=A1', '=').replace('"R1"', ''))

    expect(await store.acquire('refresh')).toEqual({
      ok: false,
      diagnostic: diagnostic('refresh_token_missing'),
    })
    expect(await store.acquire('exchange')).toMatchObject({ ok: true })
  })

  test('take turns, and the second one finds what the first one saved', async () => {
    const [first, second] = [createStore(), createStore()]
    const lock = await first.acquire('refresh')
    const seen = second.acquire('refresh').then(async (mine) => {
      const current = await second.current()
      if (mine.ok) await mine.release()
      return current
    })
    await first.stage(pair, TWO_MINUTES)
    if (lock.ok) await lock.release()
    expect(await seen).toEqual({ accessToken: 'A2', refreshToken: 'R2' })
    expect(readdirSync(folder)).toEqual(['.env'])
  })

  testOnPosix('keep their lock next to the target of a link', async () => {
    rmSync(path)
    mkdirSync(join(folder, 'real'))
    writeFileSync(join(folder, 'real', '.env'), BEFORE)
    symlinkSync(join(folder, 'real', '.env'), path)
    const lock = await createStore().acquire('refresh')
    expect(readdirSync(join(folder, 'real')).sort()).toEqual(['.env', '.env.lock'])
    if (lock.ok) await lock.release()
  })

  testOnPosix('get a lock even where a link leads nowhere: the proof says what is wrong', async () => {
    rmSync(path)
    symlinkSync('.env', path)
    const lock = await createStore().acquire('refresh')
    expect(lock.ok).toBe(true)
  })
})

describe('the pair in an .env file', () => {
  test('is read as dotenv reads it, and trimmed as settings are', async () => {
    expect(await createStore().current()).toEqual({ accessToken: 'A1', refreshToken: 'R1' })
    writeFileSync(path, 'HH_ACCESS_TOKEN="A1\\n"\nHH_REFRESH_TOKEN=" R1 "\n')
    expect(await createStore().current()).toEqual({ accessToken: 'A1', refreshToken: 'R1' })
    writeFileSync(path, 'HH_ACCESS_TOKEN=\n')
    expect(await createStore().current()).toEqual({ accessToken: undefined, refreshToken: undefined })
    rmSync(path)
    expect(await createStore().current()).toEqual({ accessToken: undefined, refreshToken: undefined })
    mkdirSync(path)
    expect(await createStore().current()).toBeUndefined()
  })

  test('was written before this run if it is unchanged, also if the rest of the file changed', async () => {
    const store = createStore()
    await store.checkHealth()
    writeFileSync(path, `${BEFORE}# new\n`)
    expect(await store.lastWrite()).toEqual({
      known: true,
      refreshTokenAt: 0,
      accessTokenAt: undefined,
      storeTime: START,
    })
  })

  test("was written at the file's time, at the latest, when it is another", async () => {
    const store = createStore()
    await store.checkHealth()
    writeFileSync(path, AFTER)
    utimesSync(path, START / SECOND + 7, START / SECOND + 7)
    expect(await store.lastWrite()).toMatchObject({ known: true, refreshTokenAt: START + 7 * SECOND })
  })

  test('was written at an unknown time if there is no regular file', async () => {
    const store = createStore()
    await store.checkHealth()
    rmSync(path)
    mkdirSync(path)
    expect(await store.lastWrite()).toEqual({
      known: false,
      diagnostic: notWritable('NOT_A_FILE').diagnostic,
    })
  })
})

describe('updating an .env file', () => {
  test('sets values and empties others', async () => {
    writeFileSync(path, `${BEFORE}HH_AUTH_CODE=abc\n`)
    const changes = { HH_ACCESS_TOKEN: 'A2', HH_REFRESH_TOKEN: 'R2', HH_AUTH_CODE: undefined }
    const changed = ['HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN', 'HH_AUTH_CODE']
    expect(await updateEnvFile(path, changes)).toEqual({ ok: true, changed })
    expect(readFileSync(path, 'utf8')).toBe(`${AFTER}HH_AUTH_CODE=\n`)
    expect(readdirSync(folder)).toEqual(['.env'])
    expect(await updateEnvFile(path, changes)).toEqual({ ok: true, changed: [] })
  })

  test('empties what was read, and nothing that another process wrote meanwhile', async () => {
    const read = { HH_ACCESS_TOKEN: 'A1', HH_REFRESH_TOKEN: 'R1' }
    const emptied = { HH_ACCESS_TOKEN: undefined, HH_REFRESH_TOKEN: undefined }
    writeFileSync(path, AFTER)
    expect(await updateEnvFile(path, ifStill(read, emptied))).toEqual({ ok: true, changed: [] })
    expect(readFileSync(path, 'utf8')).toBe(AFTER)
    writeFileSync(path, BEFORE)
    expect(await updateEnvFile(path, ifStill(read, emptied))).toMatchObject({ ok: true })
    expect(readFileSync(path, 'utf8')).toBe('# mine\nHH_ACCESS_TOKEN=\nX=1\nHH_REFRESH_TOKEN="" # one-time\n')
  })

  test('that another process changes at the same time loses neither change', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `N${index}`)
    await Promise.all(names.map((name) => updateEnvFile(path, { [name]: 'x' })))
    expect(
      readFileSync(path, 'utf8')
        .match(/^N\d=x$/gm)
        ?.toSorted(),
    ).toEqual(names.map((name) => `${name}=x`))
  })

  test('waits for the process that refreshes the pair', async () => {
    const store = createStore()
    const lock = await store.acquire('refresh')
    const update = updateEnvFile(path, (current) => ({ X: current.HH_REFRESH_TOKEN }))
    await store.stage(pair, TWO_MINUTES)
    if (lock.ok) await lock.release()
    expect(await update).toMatchObject({ ok: true })
    expect(readFileSync(path, 'utf8')).toBe(AFTER.replace('X=1', 'X=R2'))
  })

  test('is not done when the lock can not be had', async () => {
    const lock = await createStore().acquire('refresh')
    const locked = { ok: false, diagnostic: { reason: 'env_file_locked', details: { name: `${path}.lock` } } }
    expect(await updateEnvFile(path, { X: '2' }, { clock, waitMs: SECOND })).toEqual(locked)
    expect(await createStore().stage(pair, { ...TWO_MINUTES, budgetMs: 0 })).toEqual(locked)
    expect(readFileSync(path, 'utf8')).toBe(BEFORE)
    if (lock.ok) await lock.release()
  })

  test('refuses a value that can not be written', async () => {
    expect(await updateEnvFile(path, { X: '\r' })).toEqual(notWritable('NOT_UNDERSTOOD'))
    expect(readFileSync(path, 'utf8')).toBe(BEFORE)
  })
})
