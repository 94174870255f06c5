// @ts-check
// Every input and output is described in both languages, and action.yml and the documents show it as it is.
import {
  ACTION,
  DOCUMENTS,
  hasMarkers,
  readSource,
  SOURCE,
  withInputs,
  withTables,
} from '../docs/inputs-tables.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */

const STALE = `not as in ${SOURCE}: run \`npm run docs\``

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkInputs(project) {
  const source = readSource(project.read)
  const action = project.read(ACTION)
  return [
    ...incomplete(source),
    ...(withInputs(action, source) === action ? [] : [{ file: ACTION, message: STALE }]),
    ...shown(project, source),
  ]
}

/**
 * @param {import('../docs/inputs-tables.mjs').Source} source
 * @returns {Finding[]}
 */
function incomplete({ groups, outputs }) {
  const inputs = groups.flatMap((group) => Object.entries(group.inputs))
  const languages = /** @type {const} */ (['en', 'ru'])
  return [...inputs, ...Object.entries(outputs)].flatMap(([name, texts]) =>
    languages
      .filter((language) => !texts[language])
      .map((language) => ({ file: SOURCE, message: `${name} has no text in ${language}` })),
  )
}

/**
 * @param {Project} project
 * @param {import('../docs/inputs-tables.mjs').Source} source
 * @returns {Finding[]}
 */
function shown(project, source) {
  return DOCUMENTS.flatMap(({ file, language }) => {
    if (!project.has(file)) return [{ file, message: 'missing' }]
    const document = project.read(file)
    const unmarked = ['inputs', 'outputs'].filter((name) => !hasMarkers(document, name))
    if (unmarked.length > 0)
      return unmarked.map((name) => ({ file, message: `no <!-- ${name} --> … <!-- /${name} -->` }))
    return withTables(document, source, language) === document ? [] : [{ file, message: STALE }]
  })
}
