import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { DAY } from '../../../src/domain/clock.js'
import { diagnostic } from '../../../src/domain/diagnostic.js'
import { escapeMarkdown, escapeUntrusted, link, sentence } from '../../../src/report/markdown.js'
import { appendSummary, summaryOf } from '../../../src/report/summary.js'
import { aReport, aResume, audience, blocked, NOW, tooEarly } from '../../support/reports.js'

const folder = mkdtempSync(join(tmpdir(), 'summary-'))
afterAll(() => rmSync(folder, { recursive: true }))

const tableRow = (summary: string, index = 0) =>
  summary.split('\n').filter((line) => line.startsWith('| '))[index + 2] ?? ''

describe('summary', () => {
  test('whole: what to do, the result, the resumes, the tokens, notes', () => {
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
    const order = [
      '> [!CAUTION]\n> **What to do**\n>\n> - **HeadHunter locked the account.** HeadHunter has locked your account.<br>Write to',
      '<br><sub>[More about it](https://github.com/',
      'docs/troubleshooting.md#account_locked) · `account_locked` · HeadHunter’s request id\\: req\\_1</sub>\n',
      '>\n> - **The GitHub token expires soon.**',
      '## ❌ 1 resume touched, 1 too early, but there is something to do\n',
      '| Resume | Result | Fresh since | Next touch | Views |\n| :-- | :-- | :-- | :-- | --: |\n',
      '| ✅&nbsp;[Cook](https://hh.ru/resume/abc) | touched | 24&nbsp;Nov,&nbsp;19:05&nbsp;Moscow<br>24&nbsp;Nov,&nbsp;16:05&nbsp;UTC | 24&nbsp;Nov,&nbsp;23:05&nbsp;Moscow<br>24&nbsp;Nov,&nbsp;20:05&nbsp;UTC | 1,234&nbsp;(5&nbsp;new) |\n',
      '| 🕓&nbsp;[',
      '| [too early](https://github.com/',
      'docs/troubleshooting.md#too_early) |',
      '### Tokens\n\n- This run got a new token pair and saved it.\n- The access token is good until 8 December 2026',
      '- The next token pair can be saved: this run has tried it.\n- The GitHub token that saves it expires on 3 December 2026.',
      '### Good to know\n\n- **The token pair is recovered.**',
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

  test('nothing to do: the result comes first', () => {
    expect(summaryOf(aReport({ resumes: [aResume()] }), audience())).toMatch(/^## ✅ 1 resume touched\n/)
    expect(summaryOf(aReport(), audience('ru'))).toBe('## 🕓 Ни одно резюме не поднято\n')
  })

  test('in Russian, with everything in it', () => {
    const report = aReport({
      diagnostics: [{ severity: 'notice', diagnostic: diagnostic('recovered', {}, 'req1') }],
      resumes: [aResume(), blocked({ newViews: undefined })],
      tokensRotated: true,
      accessTokenExpiresAt: NOW + 14 * DAY,
      storeHealth: { saving: 'likely', diagnostics: [], tokenExpiresAt: NOW + 9 * DAY },
    })
    const summary = summaryOf(report, audience('ru'))
    expect(summary).toContain('**Что сделать**')
    expect(summary).toContain('Номер запроса HeadHunter\\: req1')
    expect(summary).toContain('## ❌ Поднято 1 резюме, не удалось поднять 1\n')
    expect(tableRow(summary)).toContain(
      '24&nbsp;нояб.,&nbsp;19:05&nbsp;МСК<br>24&nbsp;нояб.,&nbsp;16:05&nbsp;UTC',
    )
    expect(summary).toContain('- Токен доступа истекает 8 декабря 2026 в 19:05 по Москве (16:05 UTC).')
    expect(summary).toContain('- Токен GitHub, которым она сохраняется, истекает 3 декабря 2026.')
    expect(summary).not.toMatch(/undefined|NaN/)
  })

  test('warnings alone are no alarm', () => {
    const diagnostics = [{ severity: 'warning' as const, diagnostic: diagnostic('github_token_missing') }]
    expect(summaryOf(aReport({ diagnostics }), audience())).toMatch(/^> \[!WARNING\]\n/)
  })

  test.each([
    ['verified', 'this run has tried it'],
    ['likely', 'As far as can be told without writing'],
    ['no', 'could not be saved today'],
  ] as const)('the storeHealth %s', (saving, words) => {
    const storeHealth = { saving, diagnostics: [], tokenExpiresAt: undefined }
    const summary = summaryOf(aReport({ storeHealth }), audience())
    expect(summary).toContain(words)
    expect(summary).not.toContain('expires on')
  })

  test('redacted: neither title, id nor link', () => {
    const resumes = [
      aResume({ id: 'secretid1111', title: 'Cook', url: 'https://hh.ru/resume/secretid1111' }),
      blocked({ id: 'secretid2222', title: 'Driver', url: 'https://hh.ru/resume/secretid2222' }),
    ]
    const summary = summaryOf(aReport({ resumes }), audience('en', true))
    expect(tableRow(summary)).toMatch(/^\| ✅&nbsp;resume&nbsp;1&nbsp;\\\(…1111\\\) \| touched/)
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
    expect(row.startsWith(`| ✅&nbsp;${shown} | touched |`)).toBe(true)
    // Five cells, whatever stands in the first.
    expect(row.replace(/\\./g, '').split('|')).toHaveLength(7)
  })

  test('under 1 MiB, however much there is to tell', () => {
    const title = '<&|'.repeat(60)
    const resumes = Array.from({ length: 5_000 }, (_, index) =>
      blocked({
        title: `${title}${index}`,
        diagnostic: diagnostic('bad_argument', { name: `${index}${'&'.repeat(5_000)}` }, 'r'.repeat(64)),
      }),
    )
    const summary = summaryOf(aReport({ resumes }), audience('ru'))
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024 * 0.9)
    expect(summary).toContain('| и ещё 4 800 |'.replace(' 800', '\u00a0800'))
    expect(summary).toContain('> - и ещё 4\u00a0950')
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

  test('a sentence of the catalogue keeps its code, its addresses and Telegram’s names', () => {
    expect(sentence('See `a_b|c`, https://a.example/b_c?d=1. Ask @BotFather (in a_b *now*).')).toBe(
      'See `a_b|c`, <https://a.example/b_c?d=1>. Ask [\\@BotFather](https://t.me/BotFather) (in a\\_b \\*now\\*).',
    )
    expect(sentence('plain')).toBe('plain')
  })

  test('escaped text ends where it ended', () => {
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

  test.each([undefined, '', join(folder, 'no', 'such', 'folder.md'), folder])('not to %j', (path) => {
    expect(appendSummary(path, 'one')).toBe(false)
  })
})
