// @ts-check
// A document and its Russian twin say the same: the same headings, tables and code, in the same order.
import { readMarkdown } from './markdown.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */

// What is copied and run is the same in every language but for its comments; samples of output may be translated.
const RUNS = new Set(['yaml', 'yml', 'bash', 'sh', 'shell', 'powershell', 'ini', 'dotenv', 'json', 'xml'])

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkTwins(project) {
  const russian = project.documents().filter((file) => file.endsWith('.ru.md'))
  return russian.flatMap((file) => {
    const original = file.replace(/\.ru\.md$/, '.md')
    if (!project.has(original)) return [{ file, message: `its English twin ${original} is missing` }]
    return compare({ project, original, file })
  })
}

/** @param {{ project: Project, original: string, file: string }} pair */
function compare({ project, original, file }) {
  const english = readMarkdown(project.read(original))
  const russian = readMarkdown(project.read(file))
  return [
    ...differ('heading', english.headings, russian.headings, (it) => `level ${it.depth}`),
    ...differ('table', english.tables, russian.tables, (it) => `${it.columns} columns, ${it.rows} rows`),
    ...differ('code block', english.code, russian.code, codeToCompare),
    ...differ('link', english.links, russian.links, kindOfLink),
  ].map((finding) => ({ ...finding, file, message: `${finding.message} (compared with ${original})` }))
}

/**
 * Only the first difference of a kind is reported: later ones are mostly its consequences.
 * @template {{ line: number, text?: string, href?: string }} T
 * @param {string} kind
 * @param {T[]} english
 * @param {T[]} russian
 * @param {(it: T) => string} look
 */
function differ(kind, english, russian, look) {
  const length = Math.max(english.length, russian.length)
  for (let index = 0; index < length; index++) {
    const [ours, theirs] = [russian[index], english[index]]
    if (!theirs) return [{ line: ours?.line ?? 1, message: `${kind} ${index + 1} is only here` }]
    if (!ours) return [{ message: `${kind} ${index + 1} is missing: line ${theirs.line} has one more` }]
    if (look(ours) !== look(theirs))
      return [{ line: ours.line, message: `${kind} ${index + 1} differs from line ${theirs.line}` }]
  }
  return []
}

/** @param {{ lang: string, text: string }} code */
function codeToCompare({ lang, text }) {
  return RUNS.has(lang) ? `${lang}\n${withoutComments(text)}` : lang
}

/**
 * Nor what differs because its readers do: the descriptions of a form's fields, and the action's language.
 * @param {string} code
 */
function withoutComments(code) {
  return code
    .split('\n')
    .map((line) =>
      line
        .replace(/(^|\s)#.*$/, '')
        .replace(/^(\s*description:) .*$/, '$1')
        .trimEnd(),
    )
    .filter((line) => line !== '' && line.trim() !== 'language: ru')
    .join('\n')
}

/**
 * Twins link to twins and headings are translated; addresses outside may have a Russian page of their own.
 * @param {{ href: string }} link
 */
function kindOfLink({ href }) {
  if (/^[a-z]+:/i.test(href)) return 'outside'
  return href.split('#')[0]?.replace(/\.ru\.md$/, '.md') === '' ? 'heading' : 'inside'
}
