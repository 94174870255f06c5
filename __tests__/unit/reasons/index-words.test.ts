import { describe, expect, test } from '@jest/globals'
import { SECOND } from '../../../src/domain/clock.js'
import { catalogue, type Environment, type Language } from '../../../src/i18n/index.js'
import { type Details, REASONS, type Reason, sentencesOf } from '../../../src/reasons/index.js'
import { allDetails } from '../../support/details.js'

/** The measurable part of how the product speaks. */
const LONGEST_MESSAGE = 300
const MOST_WORDS = 20
const MOST_WORDS_OF_ADVICE = 90

const NOW = Date.UTC(2026, 10, 24, 22, 5)
const TYPICAL: Details = { ...allDetails(NOW + 90_000 * SECOND), isDue: true }

const REASON_CODES = Object.keys(REASONS) as Reason[]
const LANGUAGES: Language[] = ['en', 'ru']
const ENVIRONMENTS: Environment[] = [
  { kind: 'workflow' },
  {
    kind: 'terminal',
    nameOf: (input) => `HH_${input.toUpperCase().replaceAll('-', '_')}`,
    call: (words) => `npx hh-resume-touch ${words}`,
  },
  { kind: 'documents' },
]
const SPOKEN = ENVIRONMENTS.filter(({ kind }) => kind !== 'documents')

const messagesOf = (language: Language, environment: Environment) =>
  catalogue(language, environment, { timeZone: 'Europe/Moscow', now: () => NOW }).reasons

const CODE = /`[^`]*`/g
const LINK = /https?:\/\/[\w./?=&%#~+-]*[\w/]/g
const MARKDOWN_LINK = /\[([^\]]*)\]\([^)]*\)/g

const prose = (text: string) =>
  text.replace(MARKDOWN_LINK, '$1').replace(CODE, 'code').replace(LINK, 'link').replaceAll('.env', 'file')
const wordsOf = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
const sentences = (text: string) => prose(text).split(/(?<=[.!?])\s+|\n+/)

/** Everything of a row as text, in every place, with and without its details. */
const spoken = (language: Language, reason: Reason, environments = ENVIRONMENTS): string[] =>
  environments.flatMap((environment) => {
    const message = messagesOf(language, environment)[reason]
    return [{}, TYPICAL].map((details) => sentencesOf(message, details).join(' '))
  })
const everything = (language: Language, reason: Reason): string[] => {
  const { title, more = '' } = messagesOf(language, { kind: 'documents' })[reason]
  return [title, more, ...spoken(language, reason)]
}

const NOT_SAID: Record<Language, RegExp[]> = {
  en: [
    /\b(?:touch(?:ed|es|ing)?|touchable)\b/i,
    /\b(?:dead|dies?|lives?|lived|living|heals?|revived?|knock|astray|lest|beside|please|shall)\b/i,
    /\bmay not\b|\bnothing (?:to do|for now)\b|\bby itself\b|\bof no more use\b|\bauthorize again\b/i,
    /\w(?:ise|ised|ising|isation)\b(?<!otherwise|raise|raised|raising|likewise|promised?)/i,
    /\b(?:behaviour|colour|cancelling|centre|misspelt|whilst|licence|mobile)\b/i,
    /"/,
  ],
  ru: [
    /(?<![а-яё])действи(?:е|я|ю|ем)(?![а-яё])/i,
    /(?:открыт|закрыт)\S* репозитори/i,
    /задани|журнал|токен\S* доступа|отвергнут|авториз|достуча|наладит|оживи/i,
    /(?<![а-яё])(?:умер|умрёт|жив[оёую]|злой|миг)/i,
    /делать ничего|ничего не делать|пока ничего|пожалуйста/i,
    /(?<![.!?:]\s|^)(?<=\s)(?:Вы|Вас|Вам|Ваш\S*)(?![а-яё])/,
    /(?<![а-яё])(?:еще|ее|нее|все еще|истек|пришел|вошел|идет|дает|ждет|берет|свое|мое|трех|четырех)(?![а-яё])/i,
    /["“”]/,
    / - /,
  ],
}

/** Dates that do not move need their year; others of this year do without. */
const FIXED_DATES = /2025-12-15|15\.12\.2025/g

describe.each(LANGUAGES)('%s', (language) => {
  test.each(REASON_CODES)(`%s: under ${LONGEST_MESSAGE} characters`, (reason) => {
    for (const text of spoken(language, reason, SPOKEN)) {
      expect([text, text.length < LONGEST_MESSAGE]).toEqual([text, true])
    }
  })

  test.each(REASON_CODES)(`%s: at most ${MOST_WORDS} words a sentence`, (reason) => {
    const { more = '' } = messagesOf(language, { kind: 'documents' })[reason]
    for (const sentence of [more, ...spoken(language, reason, SPOKEN)].flatMap(sentences)) {
      expect([sentence, wordsOf(sentence).length <= MOST_WORDS]).toEqual([sentence, true])
    }
    expect(wordsOf(prose(more)).length).toBeLessThanOrEqual(MOST_WORDS_OF_ADVICE)
  })

  test.each(REASON_CODES)('%s: plain terms, and no year that is this year', (reason) => {
    for (const text of everything(language, reason)) {
      for (const pattern of NOT_SAID[language]) expect(prose(text)).not.toMatch(pattern)
      expect(text.replace(FIXED_DATES, '')).not.toMatch(/\b20\d\d\b/)
    }
  })
})

test.each(REASON_CODES)(
  '%s: both languages name the same codes and links, and give advice alike',
  (reason) => {
    const sameIn = (language: Language) => {
      const { more = '' } = messagesOf(language, { kind: 'documents' })[reason]
      const named = (text: string, pattern: RegExp) => [...(text.match(pattern) ?? [])].sort()
      return {
        texts: [more, ...spoken(language, reason)].map((text) => [named(text, CODE), named(text, LINK)]),
        points: more.split('\n- ').length,
        hasMore: more !== '',
        hasTodo: messagesOf(language, { kind: 'workflow' })[reason].todo({}) !== '',
      }
    }
    expect(sameIn('ru')).toEqual(sameIn('en'))
  },
)
