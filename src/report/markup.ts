/*
 * The catalogue's sentences carry three kinds of markup: code in backticks, web addresses, and Telegram names such as
 * @BotFather. Here they are taken apart, so that each place can show them in its own way.
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
