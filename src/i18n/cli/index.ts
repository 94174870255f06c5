import type { Language } from '../../reasons/index.js'
import type { Formats } from '../formats.js'
import { formatsFor } from '../index.js'
import { type CliMessages, en } from './en.js'
import { ru } from './ru.js'

const CATALOGUES: Record<Language, (formats: Formats) => CliMessages> = { en, ru }

/**
 * The texts of the terminal command, in a catalogue that the Action does not load. `call` is what the
 * person types for a command; they stand as `hh-resume-touch login` where it is left out.
 */
export function cliMessages(
  language: Language,
  call?: (words: string) => string,
  formats: Formats = formatsFor(language),
): CliMessages {
  const messages = CATALOGUES[language](formats)
  return call === undefined
    ? messages
    : (rewritten(messages, (sentence) => calledAs(call, sentence)) as CliMessages)
}

const COMMAND = /`hh-resume-touch(?: ([^`]+))?`/g

const calledAs = (call: (words: string) => string, sentence: string): string =>
  sentence.replace(COMMAND, (_, words: string | undefined) => `\`${call(words ?? '')}\``)

/** Every sentence in it changed, those that functions make included. */
function rewritten(value: unknown, change: (sentence: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (typeof value === 'function') return (...given: unknown[]) => rewritten(value(...given), change)
  if (Array.isArray(value)) return value.map((inner) => rewritten(inner, change))
  return Object.fromEntries(
    Object.entries(value as object).map(([key, inner]) => [key, rewritten(inner, change)]),
  )
}

export type { CliMessages } from './en.js'
