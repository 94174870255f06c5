// @ts-check
// The plan in CONTRIBUTING is the tree as it is, and a file imports only from its own room or from rooms below it.
import { posix } from 'node:path'
import { lineAt } from './project.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */

const PLAN = '.github/CONTRIBUTING.md'
/** ```` ```text ```` under the heading: a line a room, the highest first; rooms on one line don't know of each other. */
const BLOCK = /^## Where things are\n.*?^```text\n(?<lines>.*?)^```$/ms
const IMPORT = /\b(?:from|import\(?)\s*'(\.[^']+)'/g

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkRooms(project) {
  const block = BLOCK.exec(project.read(PLAN))?.groups?.lines
  if (block === undefined) return [{ file: PLAN, message: 'the plan under "Where things are" is missing' }]
  const rows = block
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row) => row.split(/\s{2,}/)[0]?.split(', ') ?? [])
  const heights = new Map(rows.flatMap((rooms, row) => rooms.map((room) => [room, rows.length - row])))
  return [...differences(project, [...heights.keys()]), ...upwardImports(project, heights)]
}

/**
 * @param {Project} project
 * @param {string[]} planned
 * @returns {Finding[]}
 */
function differences(project, planned) {
  const there = [...new Set(project.list('src', /\.ts$/).map(roomOf))]
  return [
    ...there
      .filter((room) => !planned.includes(room))
      .map((room) => ({ file: PLAN, message: `${room} is not in the plan` })),
    ...planned
      .filter((room) => !there.includes(room))
      .map((room) => ({ file: PLAN, message: `${room} is in the plan and not in the tree` })),
  ]
}

/**
 * @param {Project} project
 * @param {Map<string, number>} heights
 * @returns {Finding[]}
 */
function upwardImports(project, heights) {
  return project.list('src', /\.ts$/).flatMap((file) => {
    const text = project.read(file)
    return [...text.matchAll(IMPORT)].flatMap(({ 1: path = '', index }) => {
      const [from, to] = [roomOf(file), roomOf(posix.join(posix.dirname(file), path))]
      if (from === to || (heights.get(from) ?? 0) > (heights.get(to) ?? 0)) return []
      return [{ file, line: lineAt(text, index), message: `${from} must not import from ${to}` }]
    })
  })
}

/**
 * `src/cli/` of `src/cli/touch/touch.ts`, `src/run.ts` of itself; the sandbox, which the demonstration starts, is none.
 * @param {string} path
 */
function roomOf(path) {
  const [top = '', second = '', third] = path.split('/')
  if (top !== 'src') return ''
  return third === undefined ? `src/${second.replace(/\.js$/, '.ts')}` : `src/${second}/`
}
