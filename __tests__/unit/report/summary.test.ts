import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { DAY } from '../../../src/domain/clock.js'
import { diagnostic } from '../../../src/reasons/index.js'
import { escapeMarkdown, escapeUntrusted, link, sentence } from '../../../src/report/markup.js'
import { appendSummary, summaryOf } from '../../../src/report/summary.js'
import { aReport, aResume, audience, blocked, NOW, tooEarly } from '../../support/reports.js'

const folder = mkdtempSync(join(tmpdir(), 'summary-'))
afterAll(() => rmSync(folder, { recursive: true }))

const { messages } = audience()

const tableRow = (summary: string, index = 0) =>
  summary.split('\n').filter((line) => line.startsWith('| '))[index + 2] ?? ''

describe('summary', () => {
  test('has the result, what to do, the resumes, the tokens and notes', () => {
    const report = aReport({
      diagnostics: [
        { severity: 'warning', diagnostic: diagnostic('github_token_expires_soon', { at: NOW + 9 * DAY }) },
        { severity: 'notice', diagnostic: diagnostic('recovered') },
        { severity: 'problem', diagnostic: diagnostic('account_locked', {}, 'req_1') },
      ],
      resumes: [
        aResume({ id: 'abc', title: 'Cook', url: 'https://hh.ru/resume/abc' }),
        tooEarly({ views: undefined }),
      ],
      tokensRotated: true,
      accessTokenExpiresAt: NOW + 14 * DAY,
      storeHealth: { saving: 'verified', diagnostics: [], tokenExpiresAt: NOW + 9 * DAY },
    })
    const summary = summaryOf(report, audience())
    const { account_locked, github_token_expires_soon, recovered } = messages.reasons
    const order = [
      '## ❌ 1 resume raised, 1 too early, 1 problem\n',
      `> [!CAUTION]\n> **${account_locked.title}**<br>${account_locked.happened({})}<br>`,
      '<br><sub>[More about it](https://github.com/',
      'docs/troubleshooting.md#account_locked) · `account_locked` · HeadHunter request id\\: req\\_1</sub>\n',
      `>\n> **${github_token_expires_soon.title}**<br>`,
      'Next in 1 h (20:05, Europe/Moscow)\n',
      '| Next | Resume | Views |\n| :-- | :-- | --: |\n',
      `| 23:05 | ✅&nbsp;[Cook](https://hh.ru/resume/abc) | 1,234&nbsp;(+5) |\n`,
      '| 20:05 | 🕓&nbsp;[',
      ')<br>[',
      'docs/troubleshooting.md#too_early) |',
      '### Tokens\n\n- New token pair saved\n- Access token valid until 8 December\n- The next pair can be saved',
      '- GitHub token expires on 3 December\n',
      `### Notes\n\n**${recovered.title}**`,
    ]
    let from = 0
    for (const part of order) {
      const found = summary.indexOf(part, from)
      expect([part, found]).toEqual([part, expect.any(Number)])
      expect(found).toBeGreaterThanOrEqual(from)
      from = found + part.length
    }
    expect(summary).not.toMatch(/undefined|NaN/)
  })

  test('has no alert if nothing is wrong', () => {
    expect(summaryOf(aReport({ resumes: [aResume()] }), audience())).not.toContain('> [!')
    expect(summaryOf(aReport(), audience('ru'))).toBe('## 🕓 Ни одно резюме не поднято\n')
  })

  test('is complete in Russian', () => {
    const report = aReport({
      diagnostics: [{ severity: 'notice', diagnostic: diagnostic('recovered', {}, 'req1') }],
      resumes: [aResume(), blocked({ newViews: undefined })],
      tokensRotated: true,
      accessTokenExpiresAt: NOW + 14 * DAY,
      storeHealth: { saving: 'likely', diagnostics: [], tokenExpiresAt: NOW + 9 * DAY },
    })
    const summary = summaryOf(report, audience('ru'))
    expect(summary).toContain('Номер запроса HeadHunter\\: req1')
    expect(summary).toContain('## ❌ Поднято 1 резюме, не удалось поднять 1\n')
    expect(summary).toContain('\n\nСнова через 4 ч (23:05, Europe/Moscow)\n\n')
    expect(tableRow(summary)).toMatch(/^\| 23:05 \| ✅/)
    expect(tableRow(summary, 1)).toMatch(/^\| — \| ❌/)
    expect(summary).toContain('- Access-токен действует до 8 декабря\n')
    expect(summary).toContain('- Токен GitHub истекает 3 декабря\n')
    expect(summary).not.toMatch(/undefined|NaN|2026|UTC/)
  })

  test('shows only warnings as a warning', () => {
    const diagnostics = [{ severity: 'warning' as const, diagnostic: diagnostic('github_token_missing') }]
    expect(summaryOf(aReport({ diagnostics }), audience())).toContain('\n\n> [!WARNING]\n')
  })

  test('hides titles, ids and links when redacted', () => {
    const resumes = [
      aResume({ id: 'secretid1111', title: 'Cook', url: 'https://hh.ru/resume/secretid1111' }),
      blocked({ id: 'secretid2222', title: 'Driver', url: 'https://hh.ru/resume/secretid2222' }),
    ]
    const summary = summaryOf(aReport({ resumes }), audience('en', true))
    expect(tableRow(summary)).toMatch(/^\| 23:05 \| ✅&nbsp;resume&nbsp;1&nbsp;\\\(…1111\\\) \|/)
    expect(summary).not.toMatch(/Cook|Driver|secretid|hh\.ru/)
  })

  test.each([
    ['a | b', 'a \\| b'],
    ['[x](http://y)', '\\[x\\]\\(http\\://y\\)'],
    ['<img src=x onerror=alert(1)>', '&lt;img src\\=x onerror\\=alert\\(1\\)&gt;'],
    ['`code` *bold* _it_ ~~no~~', '\\`code\\` \\*bold\\* \\_it\\_ \\~\\~no\\~\\~'],
    ['a&nbsp;b', 'a&amp;nbsp;b'],
    ['back\\slash', 'back\\\\slash'],
    ['two\r\nlines', 'two lines'],
    ['😀 C++ 😀', '😀 C\\+\\+ 😀'],
    ['مهندس', '\u2068مهندس\u2069'],
    ['abc\u202Edef', 'abcdef'],
    [':tada: $x^2$ @me', '\\:tada\\: \\$x\\^2\\$ \\@me'],
    ['x'.repeat(200), `${'x'.repeat(79)}…`],
  ])('the title %j', (title, shown) => {
    const row = tableRow(summaryOf(aReport({ resumes: [aResume({ title, url: undefined })] }), audience()))
    expect(row.startsWith(`| 23:05 | ✅&nbsp;${shown} |`)).toBe(true)
    // Three cells, whatever stands in the first.
    expect(row.replace(/\\./g, '').split('|')).toHaveLength(5)
  })

  test('stays under 1 MiB', () => {
    const title = '<&|'.repeat(60)
    const resumes = Array.from({ length: 5_000 }, (_, index) =>
      blocked({
        title: `${title}${index}`,
        diagnostic: diagnostic('bad_argument', { name: `${index}${'&'.repeat(5_000)}` }, 'r'.repeat(64)),
      }),
    )
    const summary = summaryOf(aReport({ resumes }), audience('ru'))
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024 * 0.9)
    expect(summary).toContain('|  | и ещё 4 800 |'.replace(' 800', '\u00a0800'))
    expect(summary).toContain('> и ещё 4\u00a0950')
  })
})

describe('Markdown', () => {
  test.each([
    ['https://hh.ru/resume/1', '[t](https://hh.ru/resume/1)'],
    ['https://hh.ru/a(b)|c', '[t](https://hh.ru/a%28b%29%7Cc)'],
    ['https://hh.ru/a_b#c_d', '[t](https://hh.ru/a_b#c_d)'],
    ['https://hh.ru/a b>c', '[t](https://hh.ru/a%20b%3Ec)'],
    ['javascript:alert(1)', 't'],
    ['no address', 't'],
    [undefined, 't'],
  ])('link to %j', (url, expected) => {
    expect(link('t', url)).toBe(expected)
  })

  test('keeps the code, addresses and Telegram names of a sentence', () => {
    expect(sentence('See `a_b|c`, https://a.example/b_c?d=1. Ask @BotFather (in a_b *now*).')).toBe(
      'See `a_b|c`, <https://a.example/b_c?d=1>. Ask [\\@BotFather](https://t.me/BotFather) (in a\\_b \\*now\\*).',
    )
    expect(sentence('plain')).toBe('plain')
  })

  test('keeps escaped text within its limits', () => {
    expect(escapeMarkdown('a\\')).toBe('a\\\\')
    expect(escapeUntrusted('\u2066x\u2069')).toBe('x')
  })
})

describe('the summary file', () => {
  test('is appended to', () => {
    const path = join(folder, 'summary.md')
    expect(appendSummary(path, 'one')).toBe(true)
    expect(appendSummary(path, 'two')).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n')
  })

  test.each([undefined, '', join(folder, 'no', 'such', 'folder.md'), folder])(
    'is not written to %j',
    (path) => {
      expect(appendSummary(path, 'one')).toBe(false)
    },
  )
})
