// @ts-check
// GitHub's own language service reads action.yml, every workflow, and every workflow and step shown in a document.
import { registerLogger, validate } from '@actions/languageservice'
import { isMap, isSeq, parseDocument, stringify } from 'yaml'
import { readMarkdown } from './markdown.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */
/** @typedef {{ file: string, line: number, text: string, isMerged?: boolean }} Source `line` is that of the text's first line */
/** @typedef {Record<string, any>} Mapping */

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
 * The YAML of a document, fences taken off. Recipes show only the lines that differ: they are laid over the README's
 * workflow, so that what is checked is what a reader ends up with.
 * @param {Project} project
 * @param {string} file
 * @returns {Source[]}
 */
export function examples(project, file) {
  const base = wholeWorkflow(project)
  return yamlIn(project, file).map(({ line, text }) => {
    const merged = base && laidOver(base, text)
    return { file, line: line + 1, text: merged ?? text, ...(merged !== undefined && { isMerged: true }) }
  })
}

/**
 * @param {Project} project
 * @param {string} file
 */
const yamlIn = (project, file) =>
  readMarkdown(project.read(file)).code.filter(({ lang }) => lang === 'yaml' || lang === 'yml')

/**
 * The one that the README shows whole.
 * @param {Project} project
 * @returns {Mapping | undefined}
 */
function wholeWorkflow(project) {
  if (!project.has('README.md')) return undefined
  return yamlIn(project, 'README.md')
    .map(({ text }) => parseDocument(text).toJS() ?? {})
    .find(isWhole)
}

const isWhole = (/** @type {Mapping} */ { on, jobs }) => on !== undefined && jobs?.touch !== undefined
const isOurs = (/** @type {Mapping} */ { uses }) => /^[^/]+\/hh-resume-touch@/.test(uses ?? '')

/**
 * Undefined where the text is whole already, or no part of a workflow.
 * @param {Mapping} base
 * @param {string} text
 */
function laidOver(base, text) {
  const document = parseDocument(text)
  if (document.errors.length > 0) return undefined
  const part = document.toJS() ?? {}
  if (Array.isArray(part))
    return part.some(isOurs) ? merged(base, { jobs: { touch: { steps: part } } }) : undefined
  if (part.steps) return merged(base, { jobs: { touch: part } })
  if (part.with) return merged(base, { jobs: { touch: { steps: [{ ...ourStep(base), ...part }] } } })
  if (part.name !== undefined || part.runs || !(part.on || part.jobs?.touch)) return undefined
  if (stringify(part) === stringify(base)) return undefined
  return merged(base, part)
}

const ourStep = (/** @type {Mapping} */ base) => ({ uses: base.jobs.touch.steps.find(isOurs).uses })

/**
 * @param {Mapping} base
 * @param {Mapping} part
 */
function merged(base, part) {
  const step = base.jobs.touch.steps.find(isOurs)
  const steps = part.jobs?.touch?.steps?.map((/** @type {Mapping} */ own) =>
    isOurs(own) ? { ...step, ...own, with: { ...step.with, ...own.with } } : own,
  )
  const touch = { ...base.jobs.touch, ...part.jobs?.touch, ...(steps && { steps }) }
  return stringify({ ...base, ...part, jobs: { touch } }, { lineWidth: 0 })
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
      // Inputs of third-party actions are not checked, so they are declared without inputs.
      fetchActionMetadata: async ({ name }) =>
        name === action.name ? /** @type {any} */ (action) : { name, description: '' },
    },
  })
  return [
    ...accidents.map((message) => ({ file, line, message })),
    ...diagnostics.map(({ range, message }) => ({
      file,
      line: source.isMerged ? line : Math.max(line, line + range.start.line - prepared.linesBefore),
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
