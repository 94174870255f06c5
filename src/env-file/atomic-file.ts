import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { type FileHandle, open, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { codeOf } from '../http/faults.js'

/** Readable only by its owner; Windows has no such modes and keeps the folder's rights. */
const PRIVATE = 0o600

/**
 * The real path of a file, symbolic links resolved, also if it does not exist yet.
 * @throws the system's errors, such as `ELOOP`
 */
export const targetOf = async (path: string): Promise<string> => {
  try {
    return await realpath(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  const link = await readlink(path).catch(() => undefined)
  return link === undefined ? path : targetOf(resolve(dirname(path), link))
}

/**
 * Replaces a file's text atomically: readers find the old text or the new one, also after a power cut. Owner, group and mode
 * stay. A file that can't be replaced, because it is a mount point, has another name (a hard link), or its owner can't be
 * set, is overwritten; the draft next to it stays until that is done.
 * @throws the system's errors
 */
export const replaceFile = async (target: string, text: string, move = rename): Promise<void> => {
  await withDraft(target, text, async (draft) => {
    if (!(await looksLike(draft, target))) return overwrite(target, text)
    await move(draft, target).catch((error) => {
      if (codeOf(error) !== 'EBUSY') throw error
      return overwrite(target, text)
    })
  })
  await flushFolder(dirname(target))
}

/** Gives a draft the owner, group and mode of the file that it replaces; false if it can't replace it. */
const looksLike = async (draft: string, target: string): Promise<boolean> => {
  const found = await stat(target).catch(() => undefined)
  if (found === undefined) return true
  // Under its other name the old text would stay.
  if (found.nlink > 1) return false
  const file = await open(draft, 'r+')
  try {
    const own = await file.stat()
    if (own.uid !== found.uid || own.gid !== found.gid) await file.chown(found.uid, found.gid)
    await file.chmod(found.mode & 0o7777)
    return true
  } catch {
    return false
  } finally {
    await file.close()
  }
}

/**
 * Checks, without replacing it, whether a file can be replaced: whether its folder can be written, and the file itself,
 * which a rename would not check.
 * @throws the system's errors
 */
export const rehearseReplacing = async (target: string, text: string): Promise<void> => {
  await withDraft(target, text, async () => {})
  const file = await open(target, 'r+').catch((error) => {
    if (codeOf(error) !== 'ENOENT') throw error
  })
  await file?.close()
}

/** A new file in the same folder: a rename is atomic only within a file system. */
const withDraft = async (
  target: string,
  text: string,
  use: (draft: string) => Promise<void>,
): Promise<void> => {
  const draft = `${target}.${randomUUID().slice(0, 8)}.tmp`
  if (!process.listeners('exit').includes(removeDrafts)) process.on('exit', removeDrafts)
  drafts.add(draft)
  try {
    await writeFile(draft, text, { flag: 'wx', mode: PRIVATE, flush: true })
    await use(draft)
  } finally {
    await rm(draft, { force: true }).catch(() => {})
    drafts.delete(draft)
  }
}

/** Removes the draft if the process ends meanwhile, so that no copy of the secrets is left. */
const drafts = new Set<string>()
const removeDrafts = (): void => {
  for (const draft of drafts) rmSync(draft, { force: true })
}

/** Never emptied first, and put back as it was where the disk has no room for the new text. */
const overwrite = async (target: string, text: string): Promise<void> => {
  const file = await open(target, 'r+')
  try {
    const before = await file.readFile()
    await fill(file, Buffer.from(text)).catch(async (error) => {
      await fill(file, before).catch(() => {})
      throw error
    })
    await file.sync()
  } finally {
    await file.close()
  }
}

const fill = async (file: FileHandle, bytes: Buffer): Promise<void> => {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, at)
    at += bytesWritten
  }
  await file.truncate(bytes.length)
}

/** So that the new name survives a power cut. Windows and some network file systems do not support it. */
const flushFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
