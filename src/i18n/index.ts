import { type Environment, type Language, phrasingFor, reasonMessages } from '../reasons/index.js'
import { en } from './en/index.js'
import { type Formats, formatsOf, type Zone } from './formats.js'
import { ru } from './ru/index.js'
import type { Catalogue, Messages } from './types.js'

const CATALOGUES: Record<Language, Catalogue> = { en, ru }

/** For documents and tests: every moment in full. */
const NO_ZONE: Zone = { timeZone: 'UTC', now: () => 0 }

export const formatsFor = (language: Language, zone: Zone = NO_ZONE): Formats =>
  formatsOf(CATALOGUES[language].words, zone)

/** All texts for people, in one language, for one environment, in one time zone. */
export function catalogue(
  language: Language,
  environment: Environment = { kind: 'workflow' },
  zone: Zone = NO_ZONE,
): Messages {
  const { inputs, progressOf, report } = CATALOGUES[language]
  const formats = formatsFor(language, zone)
  const phrasing = phrasingFor(language, environment, formats)
  const reasons = reasonMessages(language, phrasing)
  return {
    language,
    formats,
    reasons,
    inputs: inputs(phrasing),
    progress: progressOf(formats, reasons),
    report: report(phrasing),
  }
}

export type { Environment, Language } from '../reasons/index.js'
export type { Messages } from './types.js'
