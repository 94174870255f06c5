/** Telegram's HTML (https://core.telegram.org/bots/api#html-style), read strictly. */

const PLAIN_TAGS = [
  'b',
  'strong',
  'i',
  'em',
  'u',
  'ins',
  's',
  'strike',
  'del',
  'tg-spoiler',
  'code',
  'pre',
  'blockquote',
]

/** The allowed attributes of opening tags. */
const TAGS_WITH_ATTRIBUTES: Record<string, RegExp> = {
  a: /^ href="[^"<>]*"$/,
  span: /^ class="tg-spoiler"$/,
  code: /^ class="language-[\w+-]+"$/,
  blockquote: /^ expandable$/,
  'tg-emoji': /^ emoji-id="\d+"$/,
}

const NAMED_ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

/** The text without tags, or why Telegram can't parse it. */
export type ParsedText = { ok: true; text: string } | { ok: false; why: string }

export function parseHtml(source: string): ParsedText {
  const open: string[] = []
  let text = ''
  for (const [piece, entity, closing, name = '', attributes = ''] of source.matchAll(
    /&([^;&<>\s]*;)?|<(\/?)([\w-]*)([^>]*)>?|[^&<]+/g,
  )) {
    if (piece.startsWith('&')) {
      const sign = decodeEntity(entity ?? '')
      if (sign === undefined) return { ok: false, why: 'unescaped "&" or unknown entity' }
      text += sign
    } else if (piece.startsWith('<')) {
      const why = checkTag({ closed: piece.endsWith('>'), closing: closing === '/', name, attributes }, open)
      if (why !== undefined) return { ok: false, why }
    } else if (piece.includes('>')) {
      return { ok: false, why: 'unescaped ">"' }
    } else {
      text += piece
    }
  }
  const left = open.at(-1)
  return left === undefined
    ? { ok: true, text }
    : { ok: false, why: `can't find end tag corresponding to "${left}"` }
}

interface Tag {
  closed: boolean
  closing: boolean
  name: string
  attributes: string
}

/** Updates the stack of open tags; returns why a tag is invalid here. */
function checkTag({ closed, closing, name, attributes }: Tag, open: string[]): string | undefined {
  if (!closed) return 'unclosed start tag'
  if (closing) return open.pop() === name ? undefined : `unmatched end tag "${name}"`
  const allowed =
    attributes === '' ? PLAIN_TAGS.includes(name) : TAGS_WITH_ATTRIBUTES[name]?.test(attributes) === true
  if (!allowed) return `unsupported start tag "${name}"`
  open.push(name)
  return undefined
}

function decodeEntity(entity: string): string | undefined {
  const name = entity.slice(0, -1)
  const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name)
  if (!number) return NAMED_ENTITIES[name]
  const point = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16)
  const isHalfOfASign = point >= 0xd800 && point <= 0xdfff
  return point > 0x10ffff || isHalfOfASign ? undefined : String.fromCodePoint(point)
}
