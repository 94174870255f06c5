import { type Environment, type Language, phrasingFor, reasonMessages } from '../reasons/index.js'
import { en } from './en/index.js'
import { ru } from './ru/index.js'
import type { Catalogue, Messages } from './types.js'

const CATALOGUES: Record<Language, Catalogue> = { en, ru }

/** Everything that a person reads, in the language asked for, as it is said in a workflow or elsewhere. */
export function catalogue(language: Language, environment: Environment = { kind: 'workflow' }): Messages {
  const { formats, inputs, progressOf, report } = CATALOGUES[language]
  const phrasing = phrasingFor(language, environment, formats)
  const reasons = reasonMessages(language, phrasing)
  return {
    language,
    formats,
    reasons,
    inputs: inputs(phrasing),
    progress: progressOf(reasons),
    report: report(phrasing),
  }
}

export type { Environment, Language, ReasonMessage } from '../reasons/index.js'
export type { InputDetails, InputProblem, InputProblemKind, Messages } from './types.js'
