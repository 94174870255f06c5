import { describe, expect, test } from '@jest/globals'
import widthOf from 'fast-string-width'
import { diagnostic } from '../../../src/reasons/index.js'
import { diagnosticLines, reportLines, type TerminalStyle, tableLines } from '../../../src/report/terminal.js'
import { aReport, aResume, audience, blocked, tooEarly } from '../../support/reports.js'

const style = (width: number): TerminalStyle => ({ paint: (_, text) => text, width })
const { messages } = audience()
const { reasons } = messages

describe('a report in a terminal', () => {
  const report = aReport({
    diagnostics: [{ severity: 'warning', diagnostic: diagnostic('github_token_missing', {}, 'req-9') }],
    resumes: [
      aResume({ title: 'Инженер', views: 12, newViews: 3 }),
      tooEarly({ title: 'Архитектор' }),
      blocked({ title: 'Повар', views: undefined }),
    ],
    tokensRotated: true,
  })

  test('has the result, the resumes, the tokens, then what to do', () => {
    const lines = reportLines(report, audience(), style(Number.POSITIVE_INFINITY))
    const { blocked: isBlocked, github_token_missing: missing } = reasons
    expect(lines[0]).toBe('❌ 1 resume raised, 1 too early, 1 failed · next in 1 h (20:05)')
    expect(lines[1]).toMatch(/^Resume +Next +Result +Views$/)
    expect(lines[2]).toMatch(/^✅ Инженер +23:05 .* 12 \(\+3\)$/)
    expect(lines[3]).toMatch(/^🕓 Архитектор +20:05 /)
    expect(lines[4]).toMatch(/^❌ Повар +— /)
    expect(lines.slice(5)).toEqual([
      '· New token pair saved',
      '',
      `✗ Повар: ${isBlocked.title} (blocked)`,
      `  ${isBlocked.happened({})}`,
      `  ${isBlocked.todo({})}`,
      '  HeadHunter request id: req-1',
      '',
      `! ${missing.title} (github_token_missing)`,
      `  ${missing.happened({})}`,
      `  ${missing.todo({})}`,
      '  HeadHunter request id: req-9',
    ])
  })

  test.each([60, 80])('is at most %d columns wide', (columns) => {
    const lines = reportLines(report, audience('ru'), style(columns)).flatMap((line) => line.split('\n'))
    expect(lines.filter((line) => widthOf(line) > columns)).toEqual([])
    expect(lines.join('\n')).toContain('23:05')
  })

  test('prints diagnostics alone in the same form', () => {
    const lines = diagnosticLines(report.diagnostics, audience(), style(Number.POSITIVE_INFINITY))
    expect(lines).toEqual(reportLines(report, audience(), style(Number.POSITIVE_INFINITY)).slice(-4))
  })

  test('hides titles and ids when redacted', () => {
    const lines = reportLines(report, audience('en', true), style(80)).join('\n')
    expect(lines).not.toMatch(/Инженер|Архитектор|Повар/)
    for (const { id } of report.resumes) expect(lines).not.toContain(id)
  })
})

test('shortens the flexible column of a wide table between characters', () => {
  const columns = [{ title: 'Title', flexible: true }, { title: 'Next' }]
  const lines = tableLines(columns, [['👩‍👩‍👧'.repeat(20), '23:05']], 30)
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(30)
  expect(lines[1]).toMatch(/^(👩‍👩‍👧)+… +23:05$/u)
})
