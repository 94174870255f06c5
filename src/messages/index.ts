import { en } from './en/index.js'
import { ru } from './ru/index.js'
import type { Language, Messages } from './types.js'

const CATALOGUES: Record<Language, Messages> = { en, ru }

/** Everything that a person reads, in the language asked for. */
export const catalogue = (language: Language): Messages => CATALOGUES[language]

export type {
  InputFacts,
  InputProblem,
  InputProblemKind,
  Language,
  Messages,
  ReasonMessage,
} from './types.js'
