// @ts-check
// Every input and output is described in both languages, grouped once, and the documents show it as it is.
import { DOCUMENTS, hasMarkers, readSources, withTables } from '../docs/inputs-tables.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */

const SOURCE = 'tools/docs/inputs.yml'

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkInputs(project) {
  const sources = readSources(project.read)
  return [...complete(sources), ...shown(project, sources)]
}

/**
 * @param {import('../docs/inputs-tables.mjs').Sources} sources
 * @returns {Finding[]}
 */
function complete({ action, extras }) {
  const inputs = Object.keys(action.inputs)
  const grouped = extras.groups.flatMap((group) => group.inputs)
  const lists = [
    { what: 'input in a group', expected: inputs, given: grouped },
    { what: 'input described in Russian', expected: inputs, given: Object.keys(extras.ru.inputs) },
    {
      what: 'output described in Russian',
      expected: Object.keys(action.outputs),
      given: Object.keys(extras.ru.outputs),
    },
  ]
  return lists.flatMap(({ what, expected, given }) => [
    ...missing(expected, given).map((name) => ({ file: SOURCE, message: `no ${what}: ${name}` })),
    ...missing(given, expected).map((name) => ({ file: SOURCE, message: `${what} is unknown: ${name}` })),
    ...repeated(given).map((name) => ({ file: SOURCE, message: `${what} more than once: ${name}` })),
  ])
}

/**
 * @param {Project} project
 * @param {import('../docs/inputs-tables.mjs').Sources} sources
 * @returns {Finding[]}
 */
function shown(project, sources) {
  return DOCUMENTS.flatMap(({ file, language }) => {
    if (!project.has(file)) return [{ file, message: 'missing' }]
    const document = project.read(file)
    const unmarked = ['inputs', 'outputs'].filter((name) => !hasMarkers(document, name))
    if (unmarked.length > 0)
      return unmarked.map((name) => ({ file, message: `no <!-- ${name} --> … <!-- /${name} -->` }))
    return withTables(document, { ...sources, language }) === document
      ? []
      : [{ file, message: 'the tables are not those of action.yml: run `npm run docs`' }]
  })
}

/**
 * @param {string[]} expected
 * @param {string[]} given
 */
const missing = (expected, given) => expected.filter((name) => !given.includes(name))

/** @param {string[]} names */
const repeated = (names) => names.filter((name, index) => names.indexOf(name) !== index)
