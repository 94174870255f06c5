// @ts-check
// action.yml's inputs and outputs, and the tables of them that the documents show: all from inputs.yml.
import { parse, stringify } from 'yaml'

/** @typedef {'en' | 'ru'} Language */
/** @typedef {Record<Language, string>} Texts */
/** @typedef {Texts & { required?: boolean, default?: string }} Input */
/** @typedef {Texts & { inputs: Record<string, Input> }} Group */
/** @typedef {Record<'input' | 'output' | 'default' | 'meaning' | 'required' | 'empty', string>} Words */
/** @typedef {{ groups: Group[], outputs: Record<string, Texts>, words: Record<Language, Words> }} Source */

export const SOURCE = 'tools/docs/inputs.yml'
export const ACTION = 'action.yml'

/** The documents that show the tables. */
export const DOCUMENTS = /** @type {const} */ ([
  { file: 'docs/reference.md', language: 'en' },
  { file: 'docs/reference.ru.md', language: 'ru' },
])

/**
 * @param {(path: string) => string} read
 * @returns {Source}
 */
export const readSource = (read) => parse(read(SOURCE))

/**
 * action.yml with fresh inputs and outputs; what stands above and below them stays.
 * @param {string} action
 * @param {Source} source
 */
export function withInputs(action, { groups, outputs }) {
  const inputs = groups
    .flatMap((group) => Object.entries(group.inputs))
    .map(([name, input]) => [name, asAction(input)])
  const described = Object.entries(outputs).map(([name, { en }]) => [name, { description: en }])
  const text = [{ inputs: Object.fromEntries(inputs) }, { outputs: Object.fromEntries(described) }]
    .map((part) => stringify(part, { lineWidth: 120, singleQuote: true }))
    .join('\n')
  return action.replace(/^inputs:\n.*?(?=^runs:)/ms, () => `${text}\n`)
}

/** @param {Input} input */
const asAction = ({ en, required, default: usual = '' }) =>
  required ? { description: en, required } : { description: en, default: usual }

/**
 * Puts fresh tables between `<!-- inputs -->` and `<!-- /inputs -->`, and likewise outputs.
 * @param {string} document
 * @param {Source} source
 * @param {Language} language
 * @returns {string} undefined markers are left as they are
 */
export function withTables(document, source, language) {
  const inputs = between(document, 'inputs', inputsTables(source, language))
  return between(inputs, 'outputs', outputsTable(source, language))
}

/**
 * @param {string} document
 * @param {string} name
 */
export const hasMarkers = (document, name) => markers(name).test(document)

/** @param {string} name */
const markers = (name) => new RegExp(`(<!-- ${name} -->\n).*?(<!-- /${name} -->)`, 's')

/**
 * @param {string} document
 * @param {string} name
 * @param {string} content
 */
const between = (document, name, content) =>
  document.replace(markers(name), (_, open, close) => `${open}\n${content}\n\n${close}`)

/**
 * @param {Source} source
 * @param {Language} language
 */
const inputsTables = ({ groups, words }, language) =>
  groups
    .map((group) => {
      const { input, default: usual, meaning } = words[language]
      const rows = Object.entries(group.inputs).map(([name, row]) => [
        code(name),
        defaultOf(row, words[language]),
        row[language],
      ])
      return `**${group[language]}**\n\n${table([[input, usual, meaning], ...rows])}`
    })
    .join('\n\n')

/**
 * @param {Source} source
 * @param {Language} language
 */
function outputsTable({ outputs, words }, language) {
  const rows = Object.entries(outputs).map(([name, row]) => [code(name), row[language]])
  return table([[words[language].output, words[language].meaning], ...rows])
}

/**
 * @param {Input} input
 * @param {Words} words
 */
function defaultOf(input, words) {
  if (input.required) return `**${words.required}**`
  return input.default ? code(input.default) : words.empty
}

/** @param {string} text */
const code = (text) => `\`${text}\``

/** @param {string[][]} rows the first is the head */
function table([head = [], ...rows]) {
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell = '') => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
