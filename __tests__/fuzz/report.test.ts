import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseHtml } from '../../sandbox/telegram/html.js'
import { annotationsOf, logLines } from '../../src/action/log.js'
import { Mask } from '../../src/domain/mask.js'
import type { ResumeResult } from '../../src/domain/report.js'
import { diagnostic } from '../../src/reasons/index.js'
import { outputsOf } from '../../src/report/outputs.js'
import { summaryOf } from '../../src/report/summary.js'
import { reportLines } from '../../src/report/terminal.js'
import { telegramMessage } from '../../src/telegram/message.js'
import { renderMarkdown } from '../../tools/gallery/markdown.js'
import { aReport, aResume, audience, blocked } from '../support/reports.js'
import { always } from './runs.js'

/** What a title could try on each place that shows it. */
const hostile = fc.constantFrom(
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '</td></tr></table>',
  '](https://evil.example) [x](javascript:alert(1))',
  'https://evil.example www.evil.example @someone #1 :tada: $x$',
  '`code` **bold** _it_ ~~no~~ | | |',
  '| a | b |\n| - | - |',
  '\n::error::boo',
  '##[error]boo',
  '::add-mask::touched',
  '\u001b[31m\u001b]8;;https://evil.example\u0007',
  '\u202Eabc\u2066',
  '&lt;b&gt; &amp;amp; \\',
  '<a href="https://evil.example">',
)
const text = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 120 }), fc.string({ unit: 'grapheme' }))
const title = fc.array(text, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '))
const url = fc.oneof(
  fc.constantFrom(undefined, 'https://hh.ru/resume/abc', 'javascript:alert(1)', 'https://hh.ru/a)<b>|"\'`'),
  fc.string(),
)
const resume: fc.Arbitrary<ResumeResult> = fc
  .record({ title, url, failed: fc.boolean(), name: text })
  .map(({ title, url, failed, name }) =>
    failed
      ? blocked({ title, url, diagnostic: diagnostic('bad_argument', { name }) })
      : aResume({ title, url }),
  )
const resumes = fc.array(resume, { minLength: 1, maxLength: 4 })

const places = [audience('en'), audience('ru', true)]

describe('any title of a resume', () => {
  test('the summary shows it as text: one row each, three cells, no HTML and no link but ours', () =>
    always(
      resumes,
      (given) => {
        for (const reader of places) {
          const html = renderMarkdown(summaryOf(aReport({ resumes: given }), reader))
          expect(html.match(/<tr>/g)).toHaveLength(given.length + 1)
          for (const row of html.match(/<tr>[\s\S]*?<\/tr>/g) ?? [])
            expect(row.match(/<t[dh]/g)).toHaveLength(3)
          const tags = new Set(html.match(/<\/?[a-z]+\d?/gi)?.map((tag) => tag.replace(/[</]/g, '')))
          expect([...tags].filter((tag) => !KNOWN_TAGS.includes(tag))).toEqual([])
          for (const [, address = ''] of html.matchAll(/href="([^"]*)"/g)) {
            expect(address).toMatch(/^https?:\/\//)
            expect(address).not.toContain('evil.example')
          }
        }
      },
      4,
    ))

  test('no line of the log is a command, and no annotation’s title has lines', () =>
    always(resumes, (given) => {
      for (const reader of places) {
        const report = aReport({ resumes: given })
        for (const line of logLines(report, reader)) {
          expect(line).not.toMatch(/[\r\n\u202A-\u202E]|##\[/)
          expect(line.trimStart()).not.toMatch(/^::/)
        }
        for (const { title } of annotationsOf(report, reader)) expect(title).not.toMatch(/[\r\n]/)
      }
    }))

  test('a terminal is given no control characters', () =>
    always(resumes, (given) => {
      const lines = reportLines(aReport({ resumes: given }), audience(), {
        paint: (_, text) => text,
        width: 80,
      })
      for (const line of lines) expect(line.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    }))

  test('Telegram’s HTML is whole and within its limits', () =>
    always(resumes, (given) => {
      const report = aReport({ resumes: given })
      const parsed = parseHtml(telegramMessage(report, { messages: audience('ru').messages }))
      expect(parsed).toMatchObject({ ok: true })
      const isRed = given.some(({ outcome }) => outcome === 'failed')
      if (parsed.ok) expect(parsed.text.length).toBeLessThan(isRed ? 600 : 4_097)
    }))

  test('what is hidden shows nowhere', () =>
    always(resumes, (given) => {
      const hidden = audience('en', true)
      const report = aReport({ resumes: given.map((one) => ({ ...one, title: `SECRET${one.title}` })) })
      const shown = [
        summaryOf(report, hidden),
        ...logLines(report, hidden),
        outputsOf(report, hidden).resumes,
      ]
      for (const text of shown) {
        expect(text).not.toContain('SECRET')
        for (const { id } of given) expect(text).not.toContain(id)
      }
    }))
})

const KNOWN_TAGS = [
  'a',
  'blockquote',
  'br',
  'code',
  'div',
  'h',
  'h2',
  'h3',
  'p',
  'path',
  'strong',
  'sub',
  'svg',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
]

test('no secret that was registered is left in a line, however they overlap', () => {
  const secret = fc.string({ unit: fc.constantFrom('a', 'b', '1'), minLength: 8, maxLength: 12 })
  return always(
    fc.record({ secrets: fc.array(secret, { minLength: 1, maxLength: 5 }), around: fc.array(secret) }),
    ({ secrets, around }) => {
      const mask = new Mask()
      for (const one of secrets) mask.add(one)
      const cleaned = mask.clean([...around, ...secrets, ...around].join(''))
      for (const one of secrets) expect(cleaned).not.toContain(one)
    },
  )
})
