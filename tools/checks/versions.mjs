// @ts-check
// One version and one address, wherever they are written down.
import { readMarkdown } from './markdown.mjs'
import { lineAt } from './project.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkVersions(project) {
  const { name, version, homepage } = project.json('package.json')
  const source = project.read('src/domain/project.ts')
  const constant = (/** @type {string} */ key) => source.match(new RegExp(`${key} = '([^']*)'`))?.[1]
  const lock = project.json('package-lock.json')
  const places = [
    { file: 'src/domain/project.ts', what: 'VERSION', expected: version, given: constant('VERSION') },
    { file: 'src/domain/project.ts', what: 'NAME', expected: name, given: constant('NAME') },
    {
      file: 'src/domain/project.ts',
      what: 'PROJECT_URL',
      expected: homepage,
      given: constant('PROJECT_URL'),
    },
    { file: 'package-lock.json', what: 'version', expected: version, given: lock.version },
    { file: 'CHANGELOG.md', what: 'the newest release', expected: version, given: newest(project) },
  ]
  const differing = places
    .filter(({ expected, given }) => expected !== given)
    .map(({ file, what, expected, given }) => ({
      file,
      message: `${what} is ${given ?? 'missing'}, package.json says ${expected}`,
    }))
  return [...differing, ...shownUses(project)]
}

/**
 * Documents show this action by its address and major version, by a whole version or by a commit.
 * @param {Project} project
 */
function shownUses(project) {
  const { name, version, homepage } = project.json('package.json')
  const address = new URL(homepage).pathname.slice(1)
  const uses = new RegExp(`[\\w.-]+/${name}@[\\w.-]+`, 'g')
  const fitting = new RegExp(`^${address}@(v${version.split('.')[0]}(\\.\\d+\\.\\d+)?|[0-9a-f]{40})$`)
  return project.documents().flatMap((file) => {
    const text = project.read(file)
    return [...text.matchAll(uses)]
      .filter(([use]) => !fitting.test(use))
      .map(({ 0: use, index }) => ({
        file,
        line: lineAt(text, index),
        message: `${use} is not ${address}@v${version.split('.')[0]}`,
      }))
  })
}

/** @param {Project} project */
function newest(project) {
  if (!project.has('CHANGELOG.md')) return undefined
  const titles = readMarkdown(project.read('CHANGELOG.md')).headings.map((heading) => heading.text)
  return titles.map((title) => title.match(/^\[?(\d+\.\d+\.\d+)\]?/)?.[1]).find(Boolean)
}
