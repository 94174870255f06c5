import type { Language } from '../types.js'
import { en } from './en.js'
import { ru } from './ru.js'
import type { CliMessages } from './types.js'

const CATALOGUES: Record<Language, CliMessages> = { en, ru }

/** What the terminal command says; apart from the main catalogue, since the Action never needs it. */
export const cliMessages = (language: Language): CliMessages => CATALOGUES[language]

export type { CliMessages } from './types.js'
