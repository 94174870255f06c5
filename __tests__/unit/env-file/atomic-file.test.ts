import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { replaceFile } from '../../../src/env-file/atomic-file.js'

let folder: string
let target: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atomic-'))
  target = join(folder, 'file')
  writeFileSync(target, 'a rather long text')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What the system says of a file that is mounted by itself. */
const busy = () => Promise.reject(Object.assign(new Error('busy'), { code: 'EBUSY' }))

describe('replacing a file', () => {
  test('no copy is left if the process ends meanwhile', async () => {
    const before = process.listeners('exit')
    let moving: () => void = () => {}
    const begun = new Promise<void>((resolve) => {
      moving = resolve
    })
    void replaceFile(target, 'short', () => {
      moving()
      return new Promise(() => {})
    })
    await begun
    expect(readdirSync(folder)).toHaveLength(2)
    for (const listener of process.listeners('exit')) if (!before.includes(listener)) listener(0)
    expect(readdirSync(folder)).toEqual(['file'])
  })

  test('what stood in a mounted file stays where the disk has no room for the new text', async () => {
    const before = readFileSync(target, 'utf8')
    const file = await open(target)
    const handle = Object.getPrototypeOf(file) as typeof file
    const full = async () => {
      jest.spyOn(handle, 'write').mockImplementationOnce(async () => {
        writeFileSync(target, 'ano', { flag: 'r+' })
        throw Object.assign(new Error('no room'), { code: 'ENOSPC' })
      })
      return busy()
    }
    await expect(replaceFile(target, 'another long text', full)).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(readFileSync(target, 'utf8')).toBe(before)
    jest.restoreAllMocks()
    await file.close()
  })

  test('under each of its names', async () => {
    const link = join(folder, 'link')
    linkSync(target, link)
    await replaceFile(target, 'short')
    expect([readFileSync(target, 'utf8'), readFileSync(link, 'utf8')]).toEqual(['short', 'short'])
    expect(readdirSync(folder)).toEqual(['file', 'link'])
  })

  test('puts another one in its place', async () => {
    const { ino } = statSync(target)
    await replaceFile(target, 'short')
    expect(readFileSync(target, 'utf8')).toBe('short')
    expect(statSync(target).ino).not.toBe(ino)
    expect(readdirSync(folder)).toEqual(['file'])
  })

  test('overwrites one that is mounted by itself', async () => {
    const { ino } = statSync(target)
    await replaceFile(target, 'short', busy)
    expect(readFileSync(target, 'utf8')).toBe('short')
    expect(statSync(target).ino).toBe(ino)
    expect(readdirSync(folder)).toEqual(['file'])
  })

  test('leaves no draft when it fails', async () => {
    rmSync(target)
    mkdirSync(target)
    await expect(replaceFile(target, 'short')).rejects.toHaveProperty('code')
    await expect(replaceFile(target, 'short', busy)).rejects.toHaveProperty('code')
    expect(readdirSync(folder)).toEqual(['file'])
  })

  test('makes no folder', async () => {
    await expect(replaceFile(join(folder, 'nowhere', 'file'), 'short')).rejects.toMatchObject({
      code: 'ENOENT',
    })
    expect(readdirSync(folder)).toEqual(['file'])
  })
})
