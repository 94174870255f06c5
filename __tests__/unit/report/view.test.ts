import { describe, expect, test } from '@jest/globals'
import { DAY, HOUR } from '../../../src/domain/clock.js'
import type { ResumeResult, Visibility } from '../../../src/domain/report.js'
import type { StoreHealth } from '../../../src/domain/store.js'
import { diagnostic, type StoreReason } from '../../../src/reasons/index.js'
import { shorten } from '../../../src/report/markup.js'
import {
  headline,
  hides,
  namesOf,
  nextLine,
  resultLine,
  resumeLine,
  resumeRows,
  symbol,
  tokenLines,
} from '../../../src/report/view.js'
import type { Redact } from '../../../src/settings/settings.js'
import { aReport, aResume, audience, blocked, NOW, tooEarly } from '../../support/reports.js'

test.each<[Redact, Visibility, boolean]>([
  ['auto', 'private', false],
  ['auto', 'public', true],
  ['auto', 'unknown', true],
  ['always', 'private', true],
  ['always', 'public', true],
  ['never', 'public', false],
  ['never', 'unknown', false],
])('redact %s in a repository that is %s hides: %p', (redact, visibility, expected) => {
  expect(hides(redact, visibility)).toBe(expected)
})

const URL = 'https://hh.ru/resume/1'
const resume = (id: string, title: string) => ({ id, title, url: URL })

describe('names', () => {
  test('hidden: shows the position and the end of the id, without a link', () => {
    const resumes = [resume(`${'a'.repeat(34)}4f1c`, 'Driver'), resume(`${'b'.repeat(34)}0001`, 'Cook')]
    expect(namesOf(resumes, audience('en', true))).toEqual([
      { id: '…4f1c', title: 'resume 1 (…4f1c)', url: undefined },
      { id: '…0001', title: 'resume 2 (…0001)', url: undefined },
    ])
    expect(namesOf(resumes, audience('ru', true))[1]?.title).toBe('резюме 2 (…0001)')
  })

  test('hidden: shows nothing of an id of four characters', () => {
    expect(namesOf([resume('abcd', 'Driver')], audience('en', true))).toEqual([
      { id: '', title: 'resume 1', url: undefined },
    ])
    expect(namesOf([resume('abcde', 'Driver')], audience('en', true))[0]?.id).toBe('…bcde')
  })

  test('shown: adds the end of the id to equal titles and replaces an empty one by the id', () => {
    const resumes = [
      resume('xx1111', 'Driver'),
      resume('xx2222', 'Driver'),
      resume('xx3333', 'Cook'),
      resume('xx4', ''),
    ]
    expect(namesOf(resumes, audience()).map(({ title }) => title)).toEqual([
      'Driver (…1111)',
      'Driver (…2222)',
      'Cook',
      'xx4',
    ])
    expect(namesOf(resumes, audience())[0]).toMatchObject({ id: 'xx1111', url: URL })
  })
})

describe('headline', () => {
  const { messages } = audience()

  test.each([
    [aReport(), '🕓', 'No resume was raised'],
    [aReport({ resumes: [aResume(), aResume()] }), '✅', '2 resumes raised'],
    [aReport({ resumes: [tooEarly()] }), '🕓', '1 resume too early'],
    [
      aReport({ resumes: [aResume(), tooEarly(), blocked()] }),
      '❌',
      '1 resume raised, 1 too early, 1 failed',
    ],
    [
      aReport({
        dryRun: true,
        resumes: [aResume({ outcome: 'skipped', diagnostic: diagnostic('dry_run') })],
      }),
      '🕓',
      'Dry run. 1 resume would be raised',
    ],
    [aReport({ cancelled: true }), '❌', 'Cancelled'],
    [aReport({ cancelled: true, resumes: [aResume()] }), '❌', 'Cancelled. 1 resume raised'],
    [
      aReport({
        diagnostics: [{ severity: 'problem', diagnostic: diagnostic('save_failed') }],
        resumes: [aResume()],
      }),
      '❌',
      '1 resume raised, 1 problem',
    ],
  ])('%#', (report, mark, words) => {
    expect([symbol(report), headline(report, messages)]).toEqual([mark, words])
  })
})

describe('the next time', () => {
  const soon = aResume({ nextTouchAt: NOW + 3 * HOUR })
  const report = aReport({ resumes: [aResume(), soon] })

  test('is the earliest time, as a duration and a time of day', () => {
    expect(nextLine(report, audience().messages)).toBe('next in 3 h (22:05)')
    expect(nextLine(report, audience('ru').messages)).toBe('снова через 3 ч (22:05)')
    expect(nextLine(report, audience().messages, 'Europe/Moscow')).toBe('next in 3 h (22:05, Europe/Moscow)')
    expect(resultLine(report, audience().messages)).toBe('✅ 2 resumes raised · next in 3 h (22:05)')
  })

  test('is never in the past', () => {
    const resumes = [
      aResume({ nextTouchAt: NOW }),
      aResume({ nextTouchAt: NOW - HOUR }),
      aResume({ diagnostic: diagnostic('touched_unverified') }),
      blocked({ nextTouchAt: NOW + HOUR }),
    ]
    expect(nextLine(aReport({ resumes }), audience().messages)).toBeUndefined()
    expect(resumeRows(aReport({ resumes }), audience()).map(({ nextAt }) => nextAt)).toEqual(
      resumes.map(() => undefined),
    )
  })
})

describe('a resume’s line', () => {
  const { messages } = audience('ru')
  const line = (resume: ResumeResult) =>
    resumeRows(aReport({ resumes: [resume] }), audience('ru')).map((row) => resumeLine(row, messages))[0]

  test('has the next time and the views', () => {
    const engineer = { title: 'Инженер', views: 12, newViews: 3, nextTouchAt: Date.UTC(2026, 10, 24, 18, 1) }
    expect(line(aResume(engineer))).toBe('✅ Инженер · снова в 21:01 · 👁 12 (+3)')
    expect(line(tooEarly(engineer))).toBe('🕓 Инженер · снова в 21:01 · 👁 12 (+3)')
    expect(line(aResume({ ...engineer, newViews: 0, views: 1234 }))).toBe(
      '✅ Инженер · снова в 21:01 · 👁 1\u00a0234',
    )
  })

  test('has the result where the mark is not enough', () => {
    const { reasons } = messages
    const cook = { title: 'Повар', views: undefined, nextTouchAt: undefined }
    expect(line(blocked(cook))).toBe(`❌ Повар · ${reasons.blocked.title}`)
    expect(line(aResume({ ...cook, diagnostic: diagnostic('touched_unverified') }))).toBe(
      `✅ Повар · ${reasons.touched_unverified.title}`,
    )
    expect(line(tooEarly(cook))).toBe(`🕓 Повар · ${reasons.too_early.title}`)
  })
})

describe('token lines', () => {
  const health = (saving: StoreHealth['saving'], ...reasons: StoreReason[]) => ({
    saving,
    diagnostics: reasons.map((reason) => ({ severity: 'warning' as const, diagnostic: diagnostic(reason) })),
    tokenExpiresAt: undefined,
  })
  const { messages } = audience()
  const { saving } = messages.report
  const lines = (storeHealth: StoreHealth) => tokenLines(aReport({ storeHealth }), messages)

  test.each(['verified', 'likely', 'no', 'unknown'] as const)('the next pair: %s', (kind) => {
    expect(lines(health(kind))).toEqual([saving[kind]])
  })

  test('do not claim that saving works next to a warning about it', () => {
    expect(lines(health('likely', 'refresh_token_secret_missing'))).toEqual([])
    expect(lines(health('verified', 'refresh_token_secret_missing'))).toEqual([])
    expect(lines(health('unknown', 'github_unreachable'))).toEqual([saving.unknown])
    expect(lines(health('no', 'github_token_cannot_write'))).toEqual([saving.no])
    expect(lines(health('verified', 'github_token_expires_soon'))).toEqual([saving.verified])
  })

  test('leave out the current year', () => {
    const storeHealth = { ...health('likely'), tokenExpiresAt: Date.UTC(2027, 2, 1) }
    const report = aReport({ tokensRotated: true, accessTokenExpiresAt: NOW + 14 * DAY, storeHealth })
    expect(tokenLines(report, messages)).toEqual([
      'New token pair saved',
      'Access token valid until 8 December',
      saving.likely,
      'GitHub token expires on 1 March 2027',
    ])
  })
})

test.each([
  ['short', 10, 'short'],
  ['exactly ten', 11, 'exactly ten'],
  ['much too long', 6, 'much…'],
  ['a\n b\u0000\u2028c', 10, 'a b c'],
  ['👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2, '👩‍👩‍👧…'],
  ['', 5, ''],
])('shorten %j to %d', (text, length, expected) => {
  expect(shorten(text, length)).toBe(expected)
})
