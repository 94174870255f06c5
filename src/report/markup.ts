/*
 * The catalogue's sentences carry three kinds of markup: code in backticks, web addresses, and Telegram names such as
 * @BotFather. This file splits them, so that each output can render them in its own way, and escapes text from outside for
 * each output.
 */

export interface Part {
  kind: 'text' | 'code' | 'url' | 'telegram'
  text: string
}

const MARKUP = /`([^`]*)`|(https?:\/\/[\w./?=&%#~+-]*[\w/])|@([A-Za-z]\w{4,31})/g

export function partsOf(sentence: string): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const match of sentence.matchAll(MARKUP)) {
    if (match.index > end) parts.push({ kind: 'text', text: sentence.slice(end, match.index) })
    parts.push(partOf(match))
    end = match.index + match[0].length
  }
  if (end < sentence.length) parts.push({ kind: 'text', text: sentence.slice(end) })
  return parts
}

function partOf([, code, url, name]: RegExpMatchArray): Part {
  if (code !== undefined) return { kind: 'code', text: code }
  return url === undefined ? { kind: 'telegram', text: name ?? '' } : { kind: 'url', text: url }
}

/** Isolates the direction of text from outside, so that right-to-left characters do not reorder the line. */
export const isolateBidi = (text: string): string => {
  const cleaned = text.replace(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g, '')
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/.test(cleaned) ? `\u2068${cleaned}\u2069` : cleaned
}

/** Shortened to a number of visible characters, on one line, with an ellipsis if cut. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  if (line.length <= length) return line
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const characters = [...graphemes.segment(line)].map(({ segment }) => segment)
  if (characters.length <= length) return line
  const kept = characters.slice(0, length - 1).join('')
  return `${kept.trimEnd()}…`
}

/** The runner executes `##[command]` anywhere in a line, so it is escaped in a title. */
export const escapeCommand = (text: string): string => isolateBidi(text).replaceAll('##[', '## [')

/** Escaped for GitHub's Markdown: no markup, HTML, table cell or link can result. */
export const escapeMarkdown = (text: string): string =>
  escapeTags(text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|~:@$^=]/g, '\\$&'))

/** Text from outside: escaped and isolated in its direction. */
export const escapeUntrusted = (text: string): string => escapeMarkdown(isolateBidi(text))

/** A link; without a web address only the text. */
export function link(text: string, url: string | undefined): string {
  const address = webAddress(url)
  if (address === undefined) return text
  return `[${text}](${address.replace(/[()|\\<>`[\]]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)})`
}

/** A sentence of the catalogue in Markdown. */
export const sentence = (text: string): string => partsOf(text).map(markdownPart).join('')

function markdownPart({ kind, text }: Part): string {
  if (kind === 'code') return `\`${text}\``
  if (kind === 'url') return `<${text}>`
  if (kind === 'telegram') return `[\\@${escapeMarkdown(text)}](https://t.me/${text})`
  // The catalogue's sentences never begin a line, so full stops need no escape.
  return text.replace(/[\\*_[\]<>|~]/g, '\\$&')
}

export const escapeHtml = (text: string): string => escapeTags(text).replace(/"/g, '&quot;')

const escapeTags = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** A link in HTML; without a web address only the text, since Telegram would show nothing. */
export function anchor(text: string, url: string | undefined): string {
  const address = webAddress(url)
  return address === undefined ? escapeHtml(text) : `<a href="${escapeHtml(address)}">${escapeHtml(text)}</a>`
}

/** A sentence of the catalogue in Telegram's HTML, where addresses and names become links automatically. */
export const sentenceHtml = (text: string): string => partsOf(text).map(htmlPart).join('')

function htmlPart({ kind, text }: Part): string {
  if (kind === 'code') return `<code>${escapeHtml(text)}</code>`
  return escapeHtml(kind === 'telegram' ? `@${text}` : text)
}

function webAddress(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}
