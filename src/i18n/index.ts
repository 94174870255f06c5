import { en } from './en/index.js'
import { messagesAt, type Place } from './place.js'
import { ru } from './ru/index.js'
import type { Language, Messages } from './types.js'

const CATALOGUES: Record<Language, Messages> = { en, ru }

/** Everything that a person reads, in the language asked for, as it is said in a workflow or elsewhere. */
export const catalogue = (language: Language, place: Place = { kind: 'workflow' }): Messages =>
  messagesAt(place, CATALOGUES[language])

export type { Place } from './place.js'
export type {
  InputDetails,
  InputProblem,
  InputProblemKind,
  Language,
  Messages,
  ReasonMessage,
} from './types.js'
