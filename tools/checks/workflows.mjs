// @ts-check
// GitHub's own language service reads action.yml, every workflow, and every workflow and step shown in a document.
import { registerLogger, validate } from '@actions/languageservice'
import { isMap, isSeq, parseDocument } from 'yaml'
import { readMarkdown } from './markdown.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */
/** @typedef {{ file: string, line: number, text: string }} Source `line` is that of the text's first line */

/**
 * @param {Project} project
 * @returns {Promise<Finding[]>}
 */
export async function checkWorkflows(project) {
  const action = parseDocument(project.read('action.yml')).toJS()
  const sources = [
    ...['action.yml', ...project.workflows()].map((file) => ({ file, line: 1, text: project.read(file) })),
    ...project.documents().flatMap((file) => examples(project, file)),
  ]
  const findings = []
  for (const source of sources) findings.push(...(await checkOne({ source, action })))
  return findings
}

/**
 * The YAML of a document, fences taken off.
 * @param {Project} project
 * @param {string} file
 * @returns {Source[]}
 */
export function examples(project, file) {
  return readMarkdown(project.read(file))
    .code.filter(({ lang }) => lang === 'yaml' || lang === 'yml')
    .map(({ line, text }) => ({ file, line: line + 1, text }))
}

let served = 0

/** @param {{ source: Source, action: { name: string } }} given */
async function checkOne({ source, action }) {
  const { file, line } = source
  const prepared = prepare(source.text)
  if (!prepared) return []
  if ('problem' in prepared) return [{ file, line, message: prepared.problem }]

  // The service swallows its own accidents into its log: for a check they are findings.
  /** @type {string[]} */
  const accidents = []
  registerLogger({ ...console, error: (message) => accidents.push(message) })

  // A name of its own for each text: the service remembers texts by name.
  served++
  const uri =
    file === 'action.yml' ? `file:///${served}/action.yml` : `file:///.github/workflows/${served}.yml`
  const document = /** @type {any} */ ({ uri, getText: () => ownActionByName(prepared.text, action.name) })
  const diagnostics = await validate(document, {
    actionsMetadataProvider: {
      // An action without inputs is one whose inputs are not checked: strangers' are theirs to describe.
      fetchActionMetadata: async ({ name }) =>
        name === action.name ? /** @type {any} */ (action) : { name, description: '' },
    },
  })
  return [
    ...accidents.map((message) => ({ file, line, message })),
    ...diagnostics.map(({ range, message }) => ({
      file,
      line: Math.max(line, line + range.start.line - prepared.linesBefore),
      message: String(message),
    })),
  ]
}

const JOB_AROUND = 'on: push\njobs:\n  example:\n    runs-on: ubuntu-latest\n    steps:\n'

/**
 * A list of steps is given a job around it; other fragments need only be YAML.
 * @param {string} text
 * @returns {{ problem: string } | { text: string, linesBefore: number } | undefined}
 */
function prepare(text) {
  const document = parseDocument(text)
  const [error] = document.errors
  if (error) return { problem: error.message }
  if (isSeq(document.contents))
    return { text: JOB_AROUND + text.replace(/^(?=.)/gm, '      '), linesBefore: 5 }
  if (isMap(document.contents) && ['on', 'jobs', 'runs'].some((key) => document.has(key)))
    return { text, linesBefore: 0 }
  return undefined
}

/**
 * `uses: ./` is this very action; the service knows actions by name only.
 * @param {string} text
 * @param {string} name
 */
const ownActionByName = (text, name) => text.replace(/(\buses:\s+)\.\/?(?=\s*(#|$))/gm, `$1own/${name}@v1`)
