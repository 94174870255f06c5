import { isolateBidi, type Part, partsOf } from './markup.js'

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
  if (url === undefined || !URL.canParse(url)) return text
  const { protocol, href } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return text
  return `[${text}](${href.replace(/[()|\\<>`[\]]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)})`
}

/** A sentence of the catalogue. */
export const sentence = (text: string): string => partsOf(text).map(part).join('')

function part({ kind, text }: Part): string {
  if (kind === 'code') return `\`${text}\``
  if (kind === 'url') return `<${text}>`
  if (kind === 'telegram') return `[\\@${escapeMarkdown(text)}](https://t.me/${text})`
  return escapeInline(text)
}

/** The catalogue's own prose: what stands between its marks never begins a line, so full stops and the like may stay. */
const escapeInline = (text: string): string => text.replace(/[\\*_[\]<>|~]/g, '\\$&')
