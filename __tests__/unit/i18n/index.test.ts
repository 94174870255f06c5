import { describe, expect, test } from '@jest/globals'
import { HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import type { InputProblemKind } from '../../../src/domain/input-problem.js'
import type { ProgressEvent } from '../../../src/domain/progress.js'
import { catalogue, type Environment, type Language } from '../../../src/i18n/index.js'

import { type Details, type Reason, sentencesOf, THEMES } from '../../../src/reasons/index.js'
import { progressLine } from '../../../src/report/progress.js'
import { allDetails } from '../../support/details.js'

const AT = Date.UTC(2026, 10, 24, 22, 5)

const FULL = allDetails(AT)

/** Each fact alone: a sentence may ask for any of them. */
const SINGLE: Details[] = Object.entries(FULL).map(([key, value]) => ({ [key]: value }))

const LANGUAGES: Language[] = ['en', 'ru']
const PLACES: Environment[] = [
  { kind: 'workflow' },
  { kind: 'terminal', nameOf: (input) => input.toUpperCase(), call: (words) => `npm start -- ${words}` },
  { kind: 'documents' },
]
const reasonsOf = (language: Language) =>
  PLACES.flatMap((place) =>
    Object.entries(catalogue(language, place).reasons).map(([reason, message]) => ({
      language,
      place: place.kind,
      reason,
      message,
    })),
  )

/** Texts that exist only on a computer or only in a workflow. */
const OWN_FAULTS: Reason[] = [
  'env_file_not_writable',
  'env_file_locked',
  'probe_not_deleted',
  'repository_unknown',
  'refresh_token_secret_missing',
  'proxy_unsupported',
]

const LEAK = /undefined|NaN|null|\[object|Invalid|=>|[⟦¦⟧⟪⟫]/
const ENDS_WELL = /[.!?]$/

describe('diagnostics', () => {
  test('both catalogues say the same list of reasons', () => {
    expect(Object.keys(catalogue('ru').reasons).sort()).toEqual(Object.keys(catalogue('en').reasons).sort())
  })

  test.each(LANGUAGES.flatMap(reasonsOf))('$language $reason ($place)', ({ message }) => {
    expect(message.title).toMatch(/^\S.*[^.\s]$/)
    for (const details of [{}, FULL, ...SINGLE]) {
      for (const sentence of sentencesOf(message, details)) {
        expect(sentence).not.toMatch(LEAK)
        expect(sentence).toMatch(ENDS_WELL)
        expect(sentence).not.toMatch(/ {2}|\.\.|\s[,.;)]|\( |``/)
        // A moment brings its own preposition.
        expect(sentence).not.toMatch(/\b(on|at|until|by) (on|at) /)
        // Backticks come in pairs.
        expect(sentence.split('`').length % 2).toBe(1)
      }
    }
  })

  test('no sentence of the Russian catalogue was left in English', () => {
    for (const { reason, message } of reasonsOf('ru')) {
      const { happened, todo } = catalogue('en').reasons[reason as Reason]
      expect(message.happened({})).not.toBe(happened({}))
      if (todo({}) !== '') expect(message.todo({})).not.toBe(todo({}))
      expect(message.happened({})).toMatch(/[а-яё]{3}/)
    }
  })

  test.each(LANGUAGES)('%s: closed applicant methods name the date and the ways that remain', (language) => {
    const { happened, todo } = catalogue(language).reasons.application_may_not_touch
    expect(happened({})).toContain({ en: '2025-12-15', ru: '15.12.2025' }[language])
    expect(todo({})).toContain('@hh_rabota_bot')
  })

  test.each(LANGUAGES)('%s: what failed names the side that it failed at', (language) => {
    const { reasons } = catalogue(language)
    for (const [file, side] of [
      [THEMES.network, 'HeadHunter'],
      [THEMES.store, 'GitHub'],
      [THEMES.telegram, 'Telegram'],
    ] as const) {
      for (const reason of Object.keys(file) as Reason[]) {
        if (OWN_FAULTS.includes(reason)) continue
        const { title, happened } = reasons[reason]
        expect([reason, `${title}. ${happened({})}`]).toEqual([
          reason,
          expect.stringMatching(new RegExp(side, 'i')),
        ])
      }
    }
  })

  test.each(LANGUAGES)(
    '%s: each place gets its own steps, and the names that are written there',
    (language) => {
      const todo = (place: Environment, reason: Reason) => catalogue(language, place).reasons[reason].todo({})
      const [workflow, terminal, documents] = PLACES as [Environment, Environment, Environment]
      expect(todo(workflow, 'refresh_answer_lost')).toContain('`auth-code`')
      expect(todo(workflow, 'refresh_answer_lost')).not.toContain('hh-resume-touch login')
      expect(todo(terminal, 'refresh_answer_lost')).not.toMatch(/workflow|auth-code/)
      expect(todo(terminal, 'refresh_answer_lost')).toContain('`npm start -- login`')
      // Both are in the guide to a new code.
      expect(todo(documents, 'refresh_answer_lost')).not.toMatch(/workflow|login/)
      expect(todo(documents, 'save_failed')).toMatch(/`auth-code` \(.*: .*`HH_AUTH_CODE`.*\)\.$/)

      expect(todo(workflow, 'timed_out')).toContain('`request-timeout`')
      expect(todo(terminal, 'timed_out')).toContain('`REQUEST-TIMEOUT`')
      // Nothing runs it again automatically, and there is no secret.
      const later = language === 'en' ? 'next run' : 'следующий запуск'
      expect(todo(workflow, 'timed_out')).toContain(later)
      expect(todo(terminal, 'timed_out')).not.toContain(later)
      expect(todo(documents, 'timed_out')).toBe(todo(workflow, 'timed_out'))
      expect(todo(terminal, 'github_token_refused')).toContain('`.env`')
      expect(todo(workflow, 'github_token_refused')).not.toContain('`.env`')
      // `repo` is no input.
      expect(todo(terminal, 'github_token_cannot_write')).toContain('`repo`')
      expect(catalogue(language, terminal).report.recoveryCodeUse).toContain('`AUTH-CODE`')
      expect(catalogue(language, terminal).inputs.no_tokens('X', {})).not.toContain('auth-code')
    },
  )

  test('an environment changes the permission to ask for', () => {
    const { todo } = catalogue('en').reasons.github_token_cannot_write
    expect(todo({})).toContain('Secrets: Read and write')
    expect(todo({ environment: 'home' })).toContain('Environments: Read and write')
  })

  test('a name from outside can’t break out of its backticks', () => {
    const { happened } = catalogue('en').reasons.bad_argument
    expect(happened({ name: 'a`b\nc' })).toBe('HeadHunter does not accept a value in the request (`a b c`).')
  })
})

const INPUT_KINDS = Object.keys(catalogue('en').inputs) as InputProblemKind[]

describe('inputs', () => {
  test('both catalogues say the same list of problems', () => {
    expect(Object.keys(catalogue('ru').inputs).sort()).toEqual([...INPUT_KINDS].sort())
  })

  test.each(LANGUAGES.flatMap((language) => INPUT_KINDS.map((kind) => ({ language, kind }))))(
    '$language $kind names the input',
    ({ language, kind }) => {
      const say = catalogue(language).inputs[kind]
      for (const details of [
        {},
        { allowed: 'en, ru', longest: 5 * HOUR, other: 'HH_OTHER', similar: 'HH_X' },
      ]) {
        const sentence = say('client-id', details)
        expect(sentence).toContain('`client-id`')
        expect(sentence).not.toMatch(LEAK)
        expect(sentence).toMatch(ENDS_WELL)
        expect(sentence.length).toBeLessThan(300)
      }
    },
  )

  test('the allowed values are named', () => {
    expect(catalogue('en').inputs.not_one_of('language', { allowed: 'en, ru' })).toContain(
      'one of these: en, ru',
    )
    expect(catalogue('ru').inputs.too_long_duration('max-wait', { longest: 5 * HOUR })).toContain(
      'не больше 5 часов',
    )
  })
})

const PROGRESS: ProgressEvent[] = [
  {
    kind: 'attempt_failed',
    diagnostic: { reason: 'hh_unavailable', details: { status: 502 } },
    attempt: 1,
    retryInMs: 2_500,
  },
  { kind: 'listed', count: 0 },
  { kind: 'listed', count: 2 },
  { kind: 'touching', count: 1 },
  { kind: 'waiting', count: 5, until: AT, lasts: 21 * MINUTE },
  { kind: 'verifying' },
  { kind: 'probing_store' },
  { kind: 'store_verified' },
  { kind: 'exchanging_code' },
  { kind: 'refreshing' },
  { kind: 'listening', lasts: 300_000 },
  { kind: 'saving_pair' },
  { kind: 'pair_staged' },
  { kind: 'pair_settled' },
  { kind: 'looking_for_other_run', lasts: 150 * SECOND },
  { kind: 'interrupted_while_saving' },
]

describe('progress', () => {
  test('the table below is whole', () => {
    const kinds = new Set(PROGRESS.map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual(Object.keys(catalogue('en').progress).sort())
  })

  test.each(LANGUAGES.flatMap((language) => PROGRESS.map((progress) => ({ language, progress }))))(
    '$language $progress.kind',
    ({ language, progress }) => {
      const line = progressLine(progress, catalogue(language))
      expect(line).toMatch(/^\S.*[.…]$/)
      expect(line).not.toMatch(LEAK)
    },
  )

  test('a failed attempt says what failed and when the next one comes', () => {
    const [failed] = PROGRESS as [ProgressEvent]
    expect(progressLine(failed, catalogue('en'))).toBe(
      'Attempt 1 failed. HeadHunter’s servers have a fault (HTTP 502). Next attempt in 3 seconds.',
    )
    expect(progressLine(failed, catalogue('ru'))).toBe(
      'Попытка 1 не удалась. Сбой на серверах HeadHunter (HTTP 502). Повтор через 3 секунды.',
    )
  })
})
