import { isDeepStrictEqual } from 'node:util'
import { parse } from 'dotenv'

/** The values of an `.env` file by name. */
export type EnvValues = Readonly<Record<string, string>>

/** New values by name; undefined empties a value and keeps the line. */
export type EnvChanges = Readonly<Record<string, string | undefined>>

/** Changes that depend on the values in the file when they are made. */
export type EnvUpdate = EnvChanges | ((current: EnvValues) => EnvChanges)

/** All changes, if each value in the file is still the one that was read; else none. */
export const ifStill =
  (read: EnvValues, changes: EnvChanges) =>
  (current: EnvValues): EnvChanges =>
    Object.keys(changes).every((name) => (current[name] ?? '') === (read[name] ?? '')) ? changes : {}

/**
 * dotenv's pattern of an assignment (its `parse`), in groups that give the value's position:
 * name, the text between name and value, the value with its quotes.
 */
const ASSIGNMENT =
  /^\s*(?:export\s+)?(?<name>[\w.-]+)(?<sign>\s*=\s*?|:\s+?)(?<value>\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/dgm

/**
 * The text of an `.env` file with other values and nothing else changed: comments, order, line endings, quotes.
 * Every assignment of a name changes, so that deleting one line cannot restore an old token. New names go to
 * the end. Undefined when dotenv would not read the result as meant.
 */
export const changeEnvText = (text: string, changes: EnvChanges): string | undefined => {
  const found = new Set<string>()
  let changed = ''
  let copiedUntil = 0
  for (const assignment of text.matchAll(ASSIGNMENT)) {
    const place = placeOf(assignment)
    if (!Object.hasOwn(changes, place.name)) continue
    found.add(place.name)
    changed += text.slice(copiedUntil, place.start) + written(changes[place.name] ?? '', place.quote)
    copiedUntil = place.end
  }
  changed += text.slice(copiedUntil)
  for (const [name, value] of Object.entries(changes)) {
    if (value !== undefined && !found.has(name)) changed = appended(changed, `${name}=${written(value)}`)
  }
  return readsAsMeant(text, changed, changes) ? changed : undefined
}

/**
 * The lines, counted from 1, that are neither an assignment nor a comment: dotenv passes over them in silence. Nor is a
 * value that opens a quote and never closes it.
 */
export const strayLines = (text: string): number[] => {
  const rest = text.replace(ASSIGNMENT, (assignment, ...groups) => {
    const { value = '' } = groups.at(-1) as { value?: string }
    const isWhole = !/^\s*['"`]/.test(value) || /^\s*(['"`])[\s\S]*\1\s*$/.test(value)
    return isWhole ? assignment.replace(/[^\r\n]/g, '') : assignment
  })
  return rest.split(/\r\n|\r|\n/).flatMap((line, index) => (/^\s*(#|$)/.test(line) ? [] : [index + 1]))
}

interface Place {
  name: string
  start: number
  end: number
  quote: Quote
}

type Quote = '' | "'" | '"' | '`'

/** The value's position, without the white space around it; an empty one is right after the sign. */
const placeOf = ({ groups, indices }: RegExpExecArray): Place => {
  const name = groups?.name ?? ''
  const afterSign = indices?.groups?.sign?.[1] ?? 0
  const value = groups?.value ?? ''
  const start = afterSign + value.length - value.trimStart().length
  const end = afterSign + value.trimEnd().length
  const quote = /^(['"`])[\s\S]*\1$/.exec(value.trim())?.[1] ?? ''
  return value.trim() === ''
    ? { name, start: afterSign, end: afterSign, quote: '' }
    : { name, start, end, quote: quote as Quote }
}

/** The value in the first quotes, starting with those it had, from which dotenv reads it correctly; else unquoted. */
const written = (value: string, had: Quote = ''): string => {
  const quotes: Quote[] = [had, '', "'", '`', '"']
  const quote = quotes.find((quote) => parse(`A=${quote}${value}${quote}`).A === value) ?? ''
  return quote + value + quote
}

const appended = (text: string, line: string): string => {
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const gap = text === '' || /[\r\n]$/.test(text) ? '' : end
  return text + gap + line + end
}

const readsAsMeant = (before: string, after: string, changes: EnvChanges): boolean => {
  const meant = parse(before)
  for (const [name, value] of Object.entries(changes)) {
    if (value !== undefined || name in meant) meant[name] = value ?? ''
  }
  return isDeepStrictEqual(parse(after), meant)
}
