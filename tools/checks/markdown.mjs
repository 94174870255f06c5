// @ts-check
// GitHub's Markdown, cut into what the checks look at. Lines are those of the block that holds the thing.
import GithubSlugger from 'github-slugger'
import { Lexer, walkTokens } from 'marked'

/** @typedef {import('marked').Token} Token */
/** @typedef {{ line: number, depth: number, text: string }} Heading */
/** @typedef {{ line: number, href: string }} Link */
/** @typedef {{ line: number, lang: string, text: string }} CodeBlock */
/** @typedef {{ line: number, columns: number, rows: number }} Table */

/** @param {string} text */
export function readMarkdown(text) {
  const found = {
    /** @type {Heading[]} */ headings: [],
    /** @type {Link[]} */ links: [],
    /** @type {CodeBlock[]} */ code: [],
    /** @type {Table[]} */ tables: [],
    /** @type {Link[]} names given by <a id> or <a name> */ names: [],
    /** @type {Link[]} `[text][label]` whose label is defined nowhere */ undefinedReferences: [],
  }
  let line = 1
  for (const block of new Lexer({ gfm: true }).lex(text.replaceAll('\r\n', '\n'))) {
    walkTokens([block], (token) => collect(token, line, found))
    line += block.raw.split('\n').length - 1
  }
  return { ...found, anchors: anchors(found.headings, found.names) }
}

/**
 * @param {Token} token
 * @param {number} line
 * @param {{ headings: Heading[], links: Link[], code: CodeBlock[], tables: Table[], names: Link[], undefinedReferences: Link[] }} found
 */
function collect(token, line, found) {
  if (token.type === 'heading')
    found.headings.push({ line, depth: token.depth, text: plain(token.tokens ?? []) })
  if (token.type === 'link' || token.type === 'image') found.links.push({ line, href: token.href })
  if (token.type === 'code') found.code.push({ line, lang: token.lang ?? '', text: token.text })
  if (token.type === 'table')
    found.tables.push({ line, columns: token.header.length, rows: token.rows.length })
  // A block of HTML comes whole, a tag within a sentence alone: a comment in either is not a link.
  if (token.type === 'html') collectHtml(token.text.replace(/<!--.*?-->/gs, ''), line, found)
  if (token.type === 'text' && !('tokens' in token))
    for (const [, href = ''] of token.raw.matchAll(/\](\[[^\]]+\])/g))
      found.undefinedReferences.push({ line, href })
}

/**
 * @param {string} html
 * @param {number} line
 * @param {{ links: Link[], names: Link[] }} found
 */
function collectHtml(html, line, found) {
  for (const [, attribute = '', value = ''] of html.matchAll(
    /\s(href|src|srcset|id|name)=["']([^"']*)["']/g,
  )) {
    const list = attribute === 'id' || attribute === 'name' ? found.names : found.links
    list.push({ line, href: value })
  }
}

/**
 * A heading as GitHub slugs it: words alone, without marks.
 * @param {Token[]} tokens
 * @returns {string}
 */
function plain(tokens) {
  return tokens
    .map((token) => {
      if (token.type === 'image' || token.type === 'html') return ''
      return 'tokens' in token && token.tokens
        ? plain(token.tokens)
        : 'text' in token
          ? token.text
          : token.raw
    })
    .join('')
}

/**
 * @param {Heading[]} headings
 * @param {Link[]} names
 */
function anchors(headings, names) {
  const slugger = new GithubSlugger()
  return new Set([
    ...headings.map((heading) => slugger.slug(heading.text)),
    ...names.map((name) => name.href),
  ])
}
