import { calls } from './calls.js'
import { network } from './network.js'
import { oauth } from './oauth.js'
import { pair } from './pair.js'
import { resumes } from './resumes.js'
import type { Details, Language, Phrasing, Row, Sentence, Trait } from './row.js'
import { run } from './run.js'
import { store } from './store.js'
import { telegram } from './telegram.js'

/** In the order of the troubleshooting pages. */
export const THEMES = { run, resumes, pair, store, oauth, calls, network, telegram }

/**
 * The possible results of an answer or a run, by a stable name. A name never changes its meaning: it
 * is the `reason` of the outputs and the anchor in docs/troubleshooting.md.
 */
export const REASONS = {
  ...run,
  ...resumes,
  ...pair,
  ...store,
  ...oauth,
  ...calls,
  ...network,
  ...telegram,
}

export type Theme = keyof typeof THEMES
export type NetworkReason = keyof typeof network
export type CallReason = keyof typeof calls
export type OAuthReason = keyof typeof oauth
export type ResumeReason = keyof typeof resumes
export type StoreReason = keyof typeof store
export type TelegramReason = keyof typeof telegram
export type HeadHunterReason = NetworkReason | CallReason | OAuthReason
export type Reason = keyof typeof REASONS

const rowOf = (reason: Reason): Row => REASONS[reason]

export const hasTrait = (reason: Reason, trait: Trait): boolean =>
  rowOf(reason).traits?.includes(trait) ?? false

export const isOfTheme = (reason: Reason, theme: Theme): boolean => reason in THEMES[theme]

/** The texts of one reason, in one language and environment. */
export interface ReasonMessage {
  title: string
  happened: (details: Details) => string
  /** An empty text where nothing is to be done. */
  todo: (details: Details) => string
  more: string | undefined
}

/** What happened, then what to do, if anything. */
export const sentencesOf = ({ happened, todo }: ReasonMessage, details: Details): string[] =>
  [happened(details), todo(details)].filter((sentence) => sentence !== '')

export const reasonMessages = (language: Language, phrasing: Phrasing): Record<Reason, ReasonMessage> => {
  const spoken = (sentence: Sentence) => (details: Details) =>
    typeof sentence === 'string'
      ? sentence
      : sentence({ ...details, ...phrasing, ...(details.onlyByHand && { tryLater: phrasing.tryByHand }) })
  const messages = Object.entries<Row>(REASONS).map(([reason, row]): [string, ReasonMessage] => {
    const { title, happened, todo = '', more } = row[language]
    return [reason, { title, happened: spoken(happened), todo: spoken(todo), more }]
  })
  return Object.fromEntries(messages) as Record<Reason, ReasonMessage>
}
