// @ts-check
// The tables of inputs and outputs that the documents show: made from action.yml, grouped and translated by inputs.yml.
import { parse } from 'yaml'

/** @typedef {{ description: string, required?: boolean, default?: string }} Input */
/** @typedef {{ inputs: Record<string, Input>, outputs: Record<string, { description: string }> }} Action */
/** @typedef {'en' | 'ru'} Language */
/** @typedef {{ en: string, ru: string, inputs: string[] }} Group */
/** @typedef {Record<'input' | 'output' | 'default' | 'meaning' | 'required' | 'empty', string>} Words */
/** @typedef {{ groups: Group[], words: Record<Language, Words>, ru: { inputs: Record<string, string>, outputs: Record<string, string> } }} Extras */
/** @typedef {{ action: Action, extras: Extras }} Sources */

/** The documents that show the tables. */
export const DOCUMENTS = /** @type {const} */ ([
  { file: 'README.md', language: 'en' },
  { file: 'README.ru.md', language: 'ru' },
])

/**
 * @param {(path: string) => string} read
 * @returns {Sources}
 */
export const readSources = (read) => ({
  action: parse(read('action.yml')),
  extras: parse(read('tools/docs/inputs.yml')),
})

/**
 * Puts fresh tables between `<!-- inputs -->` and `<!-- /inputs -->`, and likewise outputs.
 * @param {string} document
 * @param {Sources & { language: Language }} sources
 * @returns {string} undefined markers are left as they are
 */
export function withTables(document, sources) {
  return between(between(document, 'inputs', inputsTables(sources)), 'outputs', outputsTable(sources))
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

/** @param {Sources & { language: Language }} sources */
function inputsTables({ action, extras, language }) {
  const words = extras.words[language]
  return extras.groups
    .map((group) => {
      const rows = group.inputs.map((name) => {
        const input = action.inputs[name]
        const meaning = language === 'ru' ? extras.ru.inputs[name] : input?.description
        return [code(name), defaultOf(input, words), meaning ?? '']
      })
      return `**${group[language]}**\n\n${table([[words.input, words.default, words.meaning], ...rows])}`
    })
    .join('\n\n')
}

/** @param {Sources & { language: Language }} sources */
function outputsTable({ action, extras, language }) {
  const words = extras.words[language]
  const rows = Object.entries(action.outputs).map(([name, { description }]) => [
    code(name),
    language === 'ru' ? (extras.ru.outputs[name] ?? '') : description,
  ])
  return table([[words.output, words.meaning], ...rows])
}

/**
 * @param {Input | undefined} input
 * @param {Words} words
 */
function defaultOf(input, words) {
  if (input?.required) return `**${words.required}**`
  return input?.default ? code(input.default) : words.empty
}

/** @param {string} text */
const code = (text) => `\`${text}\``

/** @param {string[][]} rows the first is the head */
function table([head = [], ...rows]) {
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
