// @ts-check
// What our workflows run is pinned to a commit, with the version it was in a comment, and each action to one commit.
import { lineAt } from './project.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */

const USES = /^\s*(?:-\s+)?uses:\s+(?<action>\S+?)(?:@(?<ref>\S+))?(?:\s+#\s*(?<comment>\S+))?\s*$/gm

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkPins(project) {
  /** @type {Map<string, string>} */
  const pinned = new Map()
  return project.workflows().flatMap((file) => {
    const text = project.read(file)
    return [...text.matchAll(USES)].flatMap(({ groups = {}, index }) => {
      const { action = '', ref = '', comment = '' } = groups
      if (action.startsWith('./')) return []
      const pin = `${ref} # ${comment}`
      // The parts of one repository (codeql-action/init and /analyze) come from one commit.
      const repository = action.split('/').slice(0, 2).join('/')
      const first = pinned.get(repository) ?? pin
      pinned.set(repository, first)
      const message =
        problem({ action, ref, comment }) ?? (pin === first ? undefined : `${action}: elsewhere ${first}`)
      return message ? [{ file, line: lineAt(text, index), message }] : []
    })
  })
}

/** @param {{ action: string, ref: string, comment: string }} use */
function problem({ action, ref, comment }) {
  if (!/^[0-9a-f]{40}$/.test(ref)) return `${action} is not pinned to a full commit`
  if (!/^v\d+\.\d+\.\d+$/.test(comment)) return `${action} does not name its version in a comment`
  return undefined
}
