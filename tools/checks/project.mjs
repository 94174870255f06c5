// @ts-check
// What every check looks at: the files of one folder, read as text. A check never writes.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Something that must be mended. A note is worth a line but fails nothing.
 * @typedef {{ file: string, line?: number, message: string, note?: boolean }} Finding
 */

/** @typedef {ReturnType<typeof openProject>} Project */

/** @param {string} root */
export function openProject(root) {
  /** @param {string} path from the root, with slashes */
  const has = (path) => existsSync(join(root, path))

  /** @param {string} path */
  const read = (path) => readFileSync(join(root, path), 'utf8')

  /**
   * The files below a folder, sorted; none when there is no such folder.
   * @param {string} folder '' is the root
   * @param {RegExp} pattern held against the path from that folder
   */
  const list = (folder, pattern) => {
    if (!has(folder)) return []
    const deep = folder !== ''
    return readdirSync(join(root, folder), { recursive: deep, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => pattern.test(path))
      .map((path) => (deep ? `${folder}/${path}` : path))
      .sort()
  }

  return {
    root,
    has,
    read,
    list,
    /** Everything people read. */
    documents: () => [
      ...list('', /^(README(\.\w+)?|CHANGELOG)\.md$/),
      ...list('docs', /\.md$/),
      ...list('.github', /\.md$/),
    ],
    /** Everything GitHub runs. */
    workflows: () => list('.github/workflows', /\.ya?ml$/),
    /**
     * @param {string} path
     * @returns {any} as JSON.parse gives it
     */
    json: (path) => JSON.parse(read(path)),
  }
}

/**
 * @param {string} text
 * @param {number} index
 */
export const lineAt = (text, index) => text.slice(0, index).split('\n').length
