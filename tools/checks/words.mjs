// @ts-check
// The measurable part of how the product speaks: length of the documents and of the READMEs' sentences, and words that
// are not used.
import { Lexer } from 'marked'
import { lineAt } from './project.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */
/** @typedef {{ pattern: RegExp, instead: string }} Term */

export const MOST_LINES = 250
export const MOST_WORDS = 12_000
export const MOST_WORDS_IN_A_SENTENCE = 30

/**
 * @param {string} words alternatives of a regular expression
 * @param {string} instead
 * @returns {Term}
 */
const term = (words, instead) => ({
  pattern: new RegExp(`(?<![\\p{L}\\d_-])(?:${words})(?![\\p{L}\\d_])`, 'giu'),
  instead,
})

/** Where anything is written for people. */
const EVERYWHERE = [
  term('authoris\\w+|organis(?:e|ation)\\w*|recognis\\w+', 'US spelling: authorize, organization'),
  term('licences?', 'US spelling: license'),
  term('behaviours?|colours?|favours?|neighbours?', 'US spelling: behavior, color'),
  term('токен(?:а|у|ом|е|ы|ов|ами|ах)? доступа', 'access-токен'),
  term('токен(?:а|у|ом|е|ы|ов|ами|ах)? обновления', 'refresh-токен'),
  term('журнал\\p{L}*', 'лог'),
  term('авторизоваться|авторизуйтесь|авторизуйся', 'войти'),
  term('(?<!планировщик\\p{L}* )задани(?:е|я|ю|ем|и|й)', 'джоба'),
  term('отверг\\p{L}*', 'не подошёл, отказал'),
  term('умер(?:ла|ло|ли)?|умрёт|умира\\p{L}*|мёртв\\p{L}*', 'истёк'),
  term('(?:открыт|закрыт)\\p{L}* репозитори\\p{L}*', 'публичный, приватный'),
  term('зло(?:й|го) pull request\\p{L}*|две беды|двух бед|дом токена|в миг между', 'a plain word'),
  term('еще', 'ещё'),
]

/** In documents, where code and what it prints does not count. */
const IN_PROSE = [
  // Permission: neither the month nor “may be”, “may have”, which guess.
  { pattern: /\bmay\b(?! (?:be|have)\b)/g, instead: 'can, or is allowed to' },
  term('dies|died|dead|heals?|knocks?|lest', 'a plain word: expired, refused'),
  term('monthly enable call', 'what is known: by hand, or a commit'),
]

const CLONE_COMMAND = { pattern: /npm start --/g, instead: 'npx hh-resume-touch' }

/** Whoever reads these has a clone. */
const OF_A_CLONE = new Set(['.github/CONTRIBUTING.md', 'CHANGELOG.md', 'docs/testing.md'])

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkWords(project) {
  const documents = project.documents()
  return [
    ...documents.filter((file) => /^README(\.ru)?\.md$/.test(file)).flatMap((file) => readme(project, file)),
    ...['en', 'ru'].flatMap((language) => lengthOf(project, documents, language)),
    ...documents.flatMap((file) => termsOf(project, file, [...EVERYWHERE, ...IN_PROSE], withoutCode)),
    ...documents
      .filter((file) => !OF_A_CLONE.has(file))
      .flatMap((file) => termsOf(project, file, [CLONE_COMMAND])),
    ...[
      ...project.list('', /^action\.yml$/),
      ...project.list('.github/ISSUE_TEMPLATE', /\.yml$/),
      ...project.list('src/reasons', /\.ts$/),
      ...project.list('src/i18n', /\.ts$/),
    ].flatMap((file) => termsOf(project, file, EVERYWHERE)),
  ]
}

/**
 * @param {Project} project
 * @param {string} file
 * @returns {Finding[]}
 */
function readme(project, file) {
  const text = project.read(file)
  const lines = text.trimEnd().split('\n').length
  const long = sentences(text).filter((sentence) => wordsOf(sentence) > MOST_WORDS_IN_A_SENTENCE)
  return [
    ...(lines > MOST_LINES ? [{ file, message: `${lines} lines; at most ${MOST_LINES}` }] : []),
    ...long.map((sentence) => ({
      file,
      message: `${wordsOf(sentence)} words in a sentence; at most ${MOST_WORDS_IN_A_SENTENCE}: ${sentence}`,
    })),
  ]
}

/**
 * @param {Project} project
 * @param {string[]} documents
 * @param {string} language
 * @returns {Finding[]}
 */
function lengthOf(project, documents, language) {
  const own = documents.filter(
    (file) => /^(README|docs\/)/.test(file) && file.endsWith('.ru.md') === (language === 'ru'),
  )
  const words = own.reduce((sum, file) => sum + wordsOf(project.read(file)), 0)
  if (words <= MOST_WORDS) return []
  return [
    {
      file: language === 'ru' ? 'README.ru.md' : 'README.md',
      message: `${words} words in all documents of this language; at most ${MOST_WORDS}`,
    },
  ]
}

/**
 * @param {Project} project
 * @param {string} file
 * @param {Term[]} terms
 * @param {(text: string) => string} look
 * @returns {Finding[]}
 */
function termsOf(project, file, terms, look = (text) => text) {
  const text = look(project.read(file))
  return terms.flatMap(({ pattern, instead }) =>
    [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
      file,
      line: lineAt(text, index),
      message: `"${word}" is not used; rather: ${instead}`,
    })),
  )
}

/**
 * As long and with as many lines as before, so that a line's number stays.
 * @param {string} text
 */
const withoutCode = (text) =>
  text.replace(/^```.*?^```|`[^`\n]+`|<!--.*?-->/gms, (code) => code.replace(/[^\n]/g, ' '))

/** @param {string} text */
const wordsOf = (text) => text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length

/**
 * Of paragraphs and lists; tables, headings and code have none.
 * @param {string} text
 * @returns {string[]}
 */
function sentences(text) {
  return new Lexer({ gfm: true })
    .lex(text)
    .flatMap(paragraphs)
    .flatMap((paragraph) => paragraph.replace(/\s+/g, ' ').split(/(?<=[.!?:;])\s+/))
}

/**
 * @param {import('marked').Token} token
 * @returns {string[]}
 */
function paragraphs(token) {
  if (token.type === 'paragraph' || token.type === 'text') return [token.text]
  if (token.type === 'list')
    return token.items.flatMap((/** @type {import('marked').Token} */ it) => paragraphs(it))
  if (token.type === 'list_item' || token.type === 'blockquote')
    return (token.tokens ?? []).flatMap(paragraphs)
  return []
}
