import {
  type Environment,
  type Language,
  phrasingFor,
  type Reason,
  type ReasonMessage,
  reasonMessages,
} from '../reasons/index.js'
import { en } from './en.js'
import { type Formats, formatsOf, type Zone } from './formats.js'
import { ru } from './ru.js'
import type { InputMessages, ProgressMessages } from './types.js'

/** All texts for people, in one language, for one environment, in one time zone. */
export interface Messages {
  language: Language
  formats: Formats
  reasons: Record<Reason, ReasonMessage>
  inputs: InputMessages
  progress: ProgressMessages
  report: ReturnType<typeof en.report>
}

const CATALOGUES: Record<Language, typeof en> = { en, ru }

/** For documents and tests: every moment in full. */
const NO_ZONE: Zone = { timeZone: 'UTC', now: () => 0 }

export const formatsFor = (language: Language, zone: Zone = NO_ZONE): Formats =>
  formatsOf(CATALOGUES[language].words, zone)

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
export type { Counts } from './types.js'
