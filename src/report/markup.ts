/*
 * The catalogue's sentences carry three kinds of markup: code in backticks, web addresses, and Telegram names such as
 * @BotFather. Here they are taken apart, so that each place can show them in its own way; and here text from outside is
 * made harmless for each place.
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

/** Keeps text from outside from turning the line around it: it is laid out on its own, in its own direction. */
export const isolateBidi = (text: string): string => {
  const cleaned = text.replace(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g, '')
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/.test(cleaned) ? `\u2068${cleaned}\u2069` : cleaned
}

/** Cut to so many characters as a reader counts them, on one line, with an ellipsis where something is missing. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  if (line.length <= length) return line
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const characters = [...graphemes.segment(line)].map(({ segment }) => segment)
  if (characters.length <= length) return line
  const kept = characters.slice(0, length - 1).join('')
  return `${kept.trimEnd()}…`
}

/** The runner obeys `##[command]` anywhere in a line; in someone's title it is only text. */
export const escapeCommand = (text: string): string => isolateBidi(text).replaceAll('##[', '## [')

/** Text as GitHub shows it letter by letter: no markup, HTML, table cell or address can come of it. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|~:@$^=]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')

/** Someone else's words: escaped, and kept from turning the line around. */
export const escapeUntrusted = (text: string): string => escapeMarkdown(isolateBidi(text))

/** A link; an address that is no web address leaves the bare text. */
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
  // The catalogue's own prose never begins a line, so full stops and the like may stay.
  return text.replace(/[\\*_[\]<>|~]/g, '\\$&')
}

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** A link in HTML; Telegram shows nothing of an address that is none, so the bare text stands instead. */
export function anchor(text: string, url: string | undefined): string {
  const address = webAddress(url)
  return address === undefined ? escapeHtml(text) : `<a href="${escapeHtml(address)}">${escapeHtml(text)}</a>`
}

/** A sentence of the catalogue in Telegram's HTML, where addresses and names become links by themselves. */
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
