import { describe, expect, test } from '@jest/globals'
import { type Annotation, annotate, annotationsOf } from '../../../src/action/annotations.js'
import { logLines } from '../../../src/action/log.js'
import { HOUR } from '../../../src/domain/clock.js'
import { diagnostic } from '../../../src/domain/diagnostic.js'
import { reportOfInvalidInputs } from '../../../src/domain/report.js'
import { shorten } from '../../../src/report/entries.js'
import { headline, symbol } from '../../../src/report/headline.js'
import { aReport, aResume, audience, blocked, NOW, tooEarly } from '../../support/reports.js'

const DOCS = 'https://github.com/hh-resume-touch/hh-resume-touch/blob/main/docs'

describe('annotations', () => {
  test('a problem: title, both sentences, the link, the request id', () => {
    const report = aReport({
      diagnostics: [{ severity: 'problem', diagnostic: diagnostic('account_locked', {}, 'abc123') }],
    })
    expect(annotationsOf(report, audience())).toEqual([
      {
        severity: 'error',
        title: 'HeadHunter locked the account',
        message: [
          'HeadHunter has locked your account. Write to HeadHunter’s support from the site and give the request id; only they can unlock it.',
          `More about it: ${DOCS}/troubleshooting.md#account_locked`,
          'HeadHunter’s request id: abc123',
        ].join('\n'),
      },
    ])
    expect(annotationsOf(report, audience('ru'))[0]?.message).toContain(
      `${DOCS}/troubleshooting.ru.md#account_locked`,
    )
  })

  test('one for each reported, the weightiest first', () => {
    const report = aReport({
      diagnostics: [
        { severity: 'notice', diagnostic: diagnostic('recovered') },
        { severity: 'warning', diagnostic: diagnostic('github_token_missing') },
        { severity: 'problem', diagnostic: diagnostic('account_locked') },
      ],
    })
    expect(annotationsOf(report, audience()).map(({ severity }) => severity)).toEqual([
      'error',
      'warning',
      'notice',
    ])
  })

  test('one for all resumes that failed for the same reason; none for those that did not', () => {
    const resumes = [
      aResume(),
      tooEarly(),
      ...['A', 'B', 'C', 'D', 'E'].map((title, index) =>
        blocked({
          title,
          diagnostic: diagnostic('blocked', {}, ['one', 'one', 'two', 'three', 'four'][index]),
        }),
      ),
      blocked({ title: 'F', diagnostic: diagnostic('not_published') }),
    ]
    const annotations = annotationsOf(aReport({ resumes }), audience())
    expect(annotations.map(({ title }) => title)).toEqual([
      'A, B, C and 2 more: blocked by HeadHunter',
      'F: not published',
    ])
    // Three different ones are enough.
    expect(annotations[0]?.message.match(/(?<=request id: ).*/g)).toEqual(['one', 'two', 'three'])
  })

  test('invalid inputs: one for each input', () => {
    const report = reportOfInvalidInputs([
      { input: 'client-id', kind: 'missing', details: {} },
      { input: 'max-wait', kind: 'not_duration', details: {} },
    ])
    const annotations = annotationsOf(report, audience())
    expect(annotations).toHaveLength(2)
    expect(annotations[1]?.message).toContain('`max-wait` must be a duration')
    expect(headline(report, audience().messages)).toBe(
      'The settings need correcting: nothing was sent to anyone',
    )
  })

  test('redacted: no title', () => {
    const resumes = [blocked({ id: 'secretid4f1c', title: 'Cook', url: 'https://hh.ru/resume/secretid4f1c' })]
    const [annotation] = annotationsOf(aReport({ resumes }), audience('en', true))
    expect(annotation?.title).toBe('resume 1 (…4f1c): blocked by HeadHunter')
    expect(JSON.stringify(annotation)).not.toMatch(/Cook|secretid/)
  })

  test('are handed to the severity’s own function', () => {
    const told: [string, string, { title: string }][] = []
    const tell = (severity: string) => (message: string, properties: { title: string }) =>
      told.push([severity, message, properties])
    const core = { error: tell('error'), warning: tell('warning'), notice: tell('notice') }
    const annotation = (severity: Annotation['severity']) => ({ severity, title: 'T', message: severity })
    annotate([annotation('notice'), annotation('error'), annotation('warning')], core)
    expect(told).toEqual([
      ['notice', 'notice', { title: 'T' }],
      ['error', 'error', { title: 'T' }],
      ['warning', 'warning', { title: 'T' }],
    ])
  })
})

describe('headline', () => {
  const { messages } = audience()

  test.each([
    [aReport(), '🕓', 'No resume was touched'],
    [aReport({ resumes: [aResume(), aResume()] }), '✅', '2 resumes touched'],
    [aReport({ resumes: [tooEarly()] }), '🕓', '1 resume too early'],
    [
      aReport({ resumes: [aResume(), tooEarly(), blocked()] }),
      '❌',
      '1 resume touched, 1 too early, 1 failed',
    ],
    [
      aReport({
        dryRun: true,
        resumes: [aResume({ outcome: 'skipped', diagnostic: diagnostic('dry_run') })],
      }),
      '🕓',
      'Dry run: nothing was changed. 1 resume would be touched',
    ],
    [aReport({ cancelled: true }), '❌', 'Cancelled'],
    [aReport({ cancelled: true, resumes: [aResume()] }), '❌', 'Cancelled. 1 resume touched'],
    [
      aReport({
        diagnostics: [{ severity: 'problem', diagnostic: diagnostic('save_failed') }],
        resumes: [aResume()],
      }),
      '❌',
      '1 resume touched, but there is something to do',
    ],
  ])('%#', (report, mark, words) => {
    expect([symbol(report), headline(report, messages)]).toEqual([mark, words])
  })
})

describe('log', () => {
  test('each resume, the tokens, the result', () => {
    const report = aReport({
      resumes: [aResume({ title: 'Cook' }), blocked({ title: 'Driver' })],
      tokensRotated: true,
      accessTokenExpiresAt: NOW,
    })
    expect(logLines(report, audience())).toEqual([
      '✅ Cook: touched; touchable again on 24 November 2026, 20:05 UTC (23:05 in Moscow)',
      '❌ Driver: blocked by HeadHunter',
      'This run got a new token pair and saved it.',
      'The access token is good until 24 November 2026, 16:05 UTC (19:05 in Moscow).',
      '❌ 1 resume touched, 1 failed',
    ])
  })

  test('in Russian', () => {
    const before = { nextTouchAt: NOW - HOUR }
    const dryRun = aResume({
      title: 'Прораб',
      outcome: 'skipped',
      diagnostic: diagnostic('dry_run'),
      ...before,
    })
    expect(logLines(aReport({ resumes: [aResume({ title: 'Повар' })] }), audience('ru'))).toEqual([
      '✅ Повар: поднято; снова можно 24 ноября 2026 в 23:05 по Москве (20:05 UTC)',
      '✅ Поднято 1 резюме',
    ])
    expect(logLines(aReport({ resumes: [dryRun] }), audience('ru'))[0]).toBe('🕓 Прораб: было бы поднято')
  })

  test.each(['::error::boo', '\n::error::boo', ' ##[error]boo', 'x\r\n::add-mask::y', '\u202E::error::boo'])(
    'the title %j is no command to the runner',
    (title) => {
      const lines = logLines(aReport({ resumes: [aResume({ title })] }), audience())
        .join('\n')
        .split(/[\r\n]/)
      for (const line of lines) expect(line).not.toMatch(/^\s*::|##\[|\u202E/)
    },
  )
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
