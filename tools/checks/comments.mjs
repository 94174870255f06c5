// @ts-check
// Comments and test titles are in plain words: no figurative ones for tokens, processes and messages.
import { lineAt } from './project.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */

/** Each with what to write. */
const FIGURATIVE = /** @type {[RegExp, string][]} */ ([
  [/\b(dies|died|dead|alive)\b/i, 'expired, invalid, ended; valid'],
  [/\b(heal|heals|healed)\b/i, 'is temporary'],
  [/\bknock\w*/i, 'checks the access token'],
  [/\b(told|tells)\b/i, 'reported, printed, says'],
  [/\bnobody\b/i, 'no process, no request, nothing'],
  [/\bstrangers?\b/i, 'public, from outside'],
  [/\b(lest|befalls?|meddl\w*|mishaps?|verdicts?)\b/i, 'a plain word'],
])
const COMMENT = /^[ \t]*(?:\/\*\*?|\*|\/\/).*$/gm
const TITLE = /(?:\b(?:test|describe)(?:On\w+)?|\]\))\((['"`]).*?\1/g
/** A row of a table of tests begins with its title. */
const ROW = /^[ \t]*\[\s*(['"`])\w+ .*?\1,/gm
/** What the search says of a broken invariant. */
const INVARIANT = /\bmust\([^'"`]*?(['"`]).*?\1/g
/** The usual name of connections that stay open. */
const ALLOWED = /kept-alive|keep-alive/gi

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkComments(project) {
  const files = ['src', 'sandbox', 'tools', '__tests__'].flatMap((folder) =>
    project.list(folder, /^(?!.*node_modules).*\.(ts|mjs)$/),
  )
  return files.flatMap((file) => {
    // The list itself, and its test.
    if (/checks\/comments\./.test(file)) return []
    const text = project.read(file)
    return [COMMENT, TITLE, ROW, INVARIANT]
      .flatMap((pattern) => [...text.matchAll(pattern)])
      .flatMap(({ 0: found, index }) =>
        FIGURATIVE.flatMap(([word, instead]) => {
          const [figurative] = word.exec(found.replaceAll(ALLOWED, '')) ?? []
          if (figurative === undefined) return []
          return [
            { file, line: lineAt(text, index), message: `“${figurative}” in a comment or title: ${instead}` },
          ]
        }),
      )
  })
}
