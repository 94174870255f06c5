// @ts-check
// One version and one address, wherever they are written down.
import { readMarkdown } from './markdown.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkVersions(project) {
  const { name, version, homepage } = project.json('package.json')
  const source = project.read('src/project.ts')
  const constant = (/** @type {string} */ key) => source.match(new RegExp(`${key} = '([^']*)'`))?.[1]
  const lock = project.json('package-lock.json')
  const places = [
    { file: 'src/project.ts', what: 'VERSION', expected: version, given: constant('VERSION') },
    { file: 'src/project.ts', what: 'NAME', expected: name, given: constant('NAME') },
    { file: 'src/project.ts', what: 'PROJECT_URL', expected: homepage, given: constant('PROJECT_URL') },
    { file: 'package-lock.json', what: 'version', expected: version, given: lock.version },
    { file: 'CHANGELOG.md', what: 'the newest release', expected: version, given: newest(project) },
  ]
  return places
    .filter(({ expected, given }) => expected !== given)
    .map(({ file, what, expected, given }) => ({
      file,
      message: `${what} is ${given ?? 'missing'}, package.json says ${expected}`,
    }))
}

/** @param {Project} project */
function newest(project) {
  if (!project.has('CHANGELOG.md')) return undefined
  const titles = readMarkdown(project.read('CHANGELOG.md')).headings.map((heading) => heading.text)
  return titles.map((title) => title.match(/^\[?(\d+\.\d+\.\d+)\]?/)?.[1]).find(Boolean)
}
