import { describe, expect, test } from '@jest/globals'
import { parseHtml } from '../../../sandbox/telegram/html.js'
import { reportOfInvalidInputs } from '../../../src/domain/report.js'
import { diagnostic, type Reason } from '../../../src/reasons/index.js'
import type { Notify } from '../../../src/settings/settings.js'
import { isWanted, telegramMessage, visibleText } from '../../../src/telegram/message.js'
import { allDetails } from '../../support/details.js'
import { aReport, aResume, audience, blocked, NOW, tooEarly } from '../../support/reports.js'

describe('isWanted', () => {
  const touched = aReport({ resumes: [aResume(), tooEarly()] })
  const rotated = aReport({ tokensRotated: true, resumes: [tooEarly()] })
  const early = aReport({ resumes: [tooEarly()] })
  const warned = aReport({
    diagnostics: [{ severity: 'warning', diagnostic: diagnostic('github_token_missing') }],
  })
  const failed = aReport({ resumes: [blocked()] })
  const red = aReport({ diagnostics: [{ severity: 'problem', diagnostic: diagnostic('account_locked') }] })
  const dry = aReport({ dryRun: true, resumes: [blocked()] })
  const invalid = reportOfInvalidInputs([{ input: 'client-id', kind: 'missing', details: {} }])

  test.each<[Notify, boolean[]]>([
    ['always', [true, true, true, true, true, true, false, false]],
    ['changes', [true, true, false, false, true, true, false, false]],
    ['problems', [false, false, false, false, true, true, false, false]],
    ['never', [false, false, false, false, false, false, false, false]],
  ])('%s', (notify, expected) => {
    const reports = [touched, rotated, early, warned, failed, red, dry, invalid]
    expect(reports.map((report) => isWanted(notify, report))).toEqual(expected)
  })
})

const readable = (html: string): string => {
  const parsed = parseHtml(html)
  if (!parsed.ok) throw new Error(parsed.why)
  expect(visibleText(html)).toBe(parsed.text)
  return parsed.text
}

describe('the message', () => {
  const { messages } = audience()
  const russian = audience('ru').messages
  const RUN = 'https://github.com/a/b/actions/runs/1'

  test('has one line for each resume if nothing is wrong', () => {
    const resumes = [
      aResume({ title: 'Инженер', views: 12, newViews: 3 }),
      tooEarly({ title: 'A <b> & "c"', views: undefined }),
    ]
    const report = aReport({ resumes, tokensRotated: true })
    const html = telegramMessage(report, { messages: russian, runUrl: RUN })
    expect(readable(html)).toBe('✅ Инженер · снова в 23:05 · 👁 12 (+3)\n🕓 A <b> & "c" · снова в 20:05')
    expect(readable(telegramMessage(aReport({ resumes }), { messages }))).toContain(
      '✅ Инженер · next at 23:05',
    )
  })

  test('mentions a new pair without a touch', () => {
    const report = aReport({ resumes: [tooEarly({ title: 'Cook', views: undefined })], tokensRotated: true })
    expect(readable(telegramMessage(report, { messages }))).toBe(
      '🕓 Cook · next at 20:05\n🔑 New token pair saved',
    )
  })

  test('of a red run has the worst problem with its advice, other titles, resumes and a link', () => {
    const report = aReport({
      diagnostics: [
        { severity: 'problem', diagnostic: diagnostic('github_token_is_job_token', {}, 'req-1') },
        { severity: 'warning', diagnostic: diagnostic('github_token_expires_soon') },
        { severity: 'notice', diagnostic: diagnostic('recovered') },
      ],
      resumes: [
        aResume({ title: 'Cook', views: undefined }),
        blocked({ title: '', id: 'abc', url: undefined, views: undefined }),
      ],
    })
    const {
      github_token_is_job_token: job,
      blocked: isBlocked,
      github_token_expires_soon: soon,
    } = messages.reasons
    const html = telegramMessage(report, { messages, runUrl: RUN })
    expect(readable(html)).toBe(
      [
        `❌ ${job.title}`,
        `${job.happened({})} ${job.todo({})}`.replaceAll('`', ''),
        '',
        `❌ abc: ${isBlocked.title}`,
        `⚠️ ${soon.title}`,
        '',
        '✅ Cook · next at 23:05',
        '',
        'Open the run',
      ].join('\n'),
    )
    expect(html).toContain('#github_token_is_job_token">')
    expect(html).toContain(`<a href="${RUN}">Open the run</a>`)
  })

  test('of a green run has a warning in full before the resumes', () => {
    const report = aReport({
      diagnostics: [{ severity: 'warning', diagnostic: diagnostic('github_token_missing') }],
      resumes: [aResume({ title: 'Cook' })],
    })
    const { title, todo } = messages.reasons.github_token_missing
    const text = readable(telegramMessage(report, { messages }))
    expect(text).toMatch(/^⚠️ /)
    expect(text).toContain(title)
    expect(text).toContain(todo({}).replaceAll('`', ''))
    expect(text).toMatch(/\n\n✅ Cook · [^\n]*$/)
  })

  test.each(['en', 'ru'] as const)(
    '%s: every red message is under 600 characters, with the run',
    (language) => {
      const said = audience(language).messages
      const filled = allDetails(NOW)
      const resumes = Array.from({ length: 10 }, (_, index) =>
        aResume({ title: `${'Старший инженер '.repeat(9)}${index}` }),
      )
      for (const reason of Object.keys(said.reasons) as Reason[]) {
        const worst = { severity: 'problem' as const, diagnostic: diagnostic(reason, filled, 'req-1') }
        const others = (['save_failed', 'authorize_soon', 'github_token_cannot_write'] as const)
          .filter((other) => other !== reason)
          .map((other) => ({ severity: 'problem' as const, diagnostic: diagnostic(other, filled) }))
        const report = aReport({ diagnostics: [worst, ...others], resumes: [...resumes, blocked()] })
        const text = readable(telegramMessage(report, { messages: said, runUrl: RUN }))
        expect(text.length).toBeLessThan(600)
        expect(text).toContain(said.reasons[reason].title)
        expect(text).toContain(said.reasons[reason].todo(filled).replaceAll('`', ''))
        expect(text.endsWith(said.report.runLink)).toBe(true)
      }
    },
  )

  test('does not link an invalid address and keeps names of bots', () => {
    const resumes = [aResume({ title: 'Cook', url: 'javascript:alert(1)' })]
    const diagnostics = [
      { severity: 'problem' as const, diagnostic: diagnostic('application_may_not_touch') },
    ]
    const html = telegramMessage(aReport({ diagnostics, resumes }), { messages })
    expect(html).toContain('✅ Cook · ')
    expect(html).toContain('@hh_rabota_bot')
    expect(html).not.toContain('javascript')
  })

  test.each([10, 40, 100, 400])('of %d resumes fits and counts what is left out', (count) => {
    const title = '&<>"'.repeat(15)
    const resumes = Array.from({ length: count }, () => aResume({ title }))
    const text = readable(telegramMessage(aReport({ resumes }), { messages }))
    expect(text.length).toBeLessThanOrEqual(4_096)
    const shown = text.match(/^✅ &/gm)?.length ?? 0
    const more = Number(/and ([\d,]+) more/.exec(text)?.[1]?.replace(',', '') ?? 0)
    expect(shown + more).toBe(count)
    if (more > 0) expect(text.length).toBeGreaterThan(3_800)
  })

  test('uses the limit and never exceeds it', () => {
    const others = Array.from({ length: 120 }, () => aResume({ title: '&'.repeat(20), views: undefined }))
    const lengths = Array.from({ length: 80 }, (_, extra) => {
      const titles = [1 + Math.min(extra, 40), 1 + Math.max(extra - 40, 0)].map((long) => '&'.repeat(long))
      const resumes = [...titles.map((title) => aResume({ title })), ...others]
      return readable(telegramMessage(aReport({ resumes }), { messages })).length
    })
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4_096)
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(4_090)
  })

  test('of many problems has the worst, as many titles as fit and the number left out', () => {
    const reasons = Object.keys(messages.reasons) as Reason[]
    const diagnostics = reasons.map((reason) => ({
      severity: 'problem' as const,
      diagnostic: diagnostic(reason),
    }))
    const text = readable(telegramMessage(aReport({ diagnostics, resumes: [aResume()] }), { messages }))
    expect(text.length).toBeLessThan(600)
    const shown = text.match(/^❌/gm)?.length ?? 0
    expect(text).toContain(`and ${reasons.length - shown} more`)
    expect(text).toMatch(/\n\n1 resume raised, \d+ problems$/)
  })

  test('without resumes or problems has the result', () => {
    expect(telegramMessage(aReport(), { messages })).toBe('🕓 No resume was raised')
  })
})
