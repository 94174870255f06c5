import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type Annotation,
  annotate,
  annotationsOf,
  createActionsProgressReporter,
  logLines,
} from '../../../src/action/log.js'
import { HOUR, MINUTE } from '../../../src/domain/clock.js'
import { reportOfInvalidInputs } from '../../../src/domain/report.js'
import { diagnostic } from '../../../src/reasons/index.js'
import { aReport, aResume, audience, blocked, NOW, tooEarly } from '../../support/reports.js'

const { messages } = audience()
const CODE = 'hhrc1.AbC_-xyz'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reporter-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function inActions(summaryFile?: string) {
  const log: string[] = []
  const reporter = createActionsProgressReporter({
    core: {
      setSecret: (secret) => log.push(`mask ${secret}`),
      info: (line) => log.push(line),
      startGroup: (name) => log.push(`> ${name}`),
      endGroup: () => log.push('<'),
      debug: (line) => log.push(`debug ${line}`),
    },
    messages,
    summaryFile,
  })
  return { log, reporter }
}

const DOCS = 'https://github.com/hh-resume-touch/hh-resume-touch/blob/main/docs'

describe('annotations', () => {
  test('a problem: title, both sentences, the link, the request id', () => {
    const report = aReport({
      diagnostics: [{ severity: 'problem', diagnostic: diagnostic('account_locked', {}, 'abc123') }],
    })
    const { title, happened, todo } = messages.reasons.account_locked
    expect(annotationsOf(report, audience())).toEqual([
      {
        severity: 'error',
        title,
        message: [
          `${happened({})} ${todo({})}`,
          `More about it: ${DOCS}/troubleshooting.md#account_locked`,
          'HeadHunter request id: abc123',
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
      `A, B, C and 2 more: ${messages.reasons.blocked.title}`,
      `F: ${messages.reasons.not_published.title}`,
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
    expect(annotations[1]?.message).toContain('`max-wait`')
    expect(logLines(report, audience())).toEqual(['❌ The settings are wrong, nothing was done'])
  })

  test('redacted: no title', () => {
    const resumes = [blocked({ id: 'secretid4f1c', title: 'Cook', url: 'https://hh.ru/resume/secretid4f1c' })]
    const [annotation] = annotationsOf(aReport({ resumes }), audience('en', true))
    expect(annotation?.title).toBe('resume 1 (…4f1c): blocked by HeadHunter')
    expect(JSON.stringify(annotation)).not.toMatch(/Cook|secretid/)
  })

  test('are handed to the severity’s own function', () => {
    const annotations: [string, string, { title: string }][] = []
    const annotateAs = (severity: string) => (message: string, properties: { title: string }) =>
      annotations.push([severity, message, properties])
    const core = { error: annotateAs('error'), warning: annotateAs('warning'), notice: annotateAs('notice') }
    const annotation = (severity: Annotation['severity']) => ({ severity, title: 'T', message: severity })
    annotate([annotation('notice'), annotation('error'), annotation('warning')], core)
    expect(annotations).toEqual([
      ['notice', 'notice', { title: 'T' }],
      ['error', 'error', { title: 'T' }],
      ['warning', 'warning', { title: 'T' }],
    ])
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
      '✅ Cook · next at 23:05 · 👁 1,234 (+5)',
      `❌ Driver · ${messages.reasons.blocked.title} · 👁 1,234 (+5)`,
      'New token pair saved',
      'Access token valid until 24 November',
      '❌ 1 resume raised, 1 failed · next in 4 h (23:05)',
    ])
  })

  test('in Russian', () => {
    const dryRun = aResume({
      title: 'Прораб',
      outcome: 'skipped',
      diagnostic: diagnostic('dry_run'),
      views: undefined,
      nextTouchAt: NOW - HOUR,
    })
    expect(logLines(aReport({ resumes: [aResume({ title: 'Повар' })] }), audience('ru'))).toEqual([
      '✅ Повар · снова в 23:05 · 👁 1\u00a0234 (+5)',
      '✅ Поднято 1 резюме · снова через 4 ч (23:05)',
    ])
    expect(logLines(aReport({ resumes: [dryRun] }), audience('ru'))[0]).toBe(
      `🕓 Прораб · ${audience('ru').messages.reasons.dry_run.title}`,
    )
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

describe('in Actions', () => {
  test('masks each line of a value, and nothing short', () => {
    const { log, reporter } = inActions()
    for (const secret of ['', '  ', '\n', 'Q', 'first-one', 'line-two\r\n line-three\nQ\n'])
      reporter.mask(secret)
    expect(log).toEqual(['mask first-one', 'mask line-two', 'mask line-three'])
  })

  test('groups follow one another; important lines are outside of them', () => {
    const { log, reporter } = inActions()
    reporter.report({ kind: 'probing_store' })
    reporter.report({ kind: 'refreshing' })
    reporter.report({ kind: 'saving_pair' })
    reporter.report({ kind: 'listed', count: 2 })
    reporter.report({ kind: 'store_verified' })
    reporter.report({ kind: 'waiting', count: 2, until: NOW, lasts: MINUTE })
    reporter.report({ kind: 'touching', count: 2 })
    reporter.end()
    reporter.end()
    expect(log).toEqual([
      'Checking that a new token pair can be saved …',
      '> Tokens',
      'The access token no longer works. Getting a new pair …',
      'Saving the new token pair …',
      '<',
      '> Resumes',
      'Found 2 resumes.',
      'A new token pair can be saved.',
      '<',
      'Waiting 1 minute (until 19:05) to raise 2 resumes …',
      '> Resumes',
      'Raising 2 resumes …',
      '<',
    ])
  })

  test('a recovery code is printed at once to the log, on a separate line, and to the summary', () => {
    const summaryFile = join(folder, 'summary.md')
    const { log, reporter } = inActions(summaryFile)
    reporter.report({ kind: 'saving_pair' })
    reporter.recoveryCode(CODE)
    expect(log.slice(0, 3)).toEqual(['> Tokens', 'Saving the new token pair …', '<'])
    expect(log.join('\n').split('\n')).toContain(CODE)
    expect(log.join('\n')).toContain('RECOVERY CODE')
    expect(readFileSync(summaryFile, 'utf8')).toBe(
      `## 🛟 RECOVERY CODE\n\n${messages.report.recoveryCodeUse}\n\n\`\`\`text\n${CODE}\n\`\`\`\n\n`,
    )
  })

  test('without a summary file the code is printed all the same', () => {
    const { log, reporter } = inActions(undefined)
    reporter.recoveryCode(CODE)
    expect(log.join('\n').split('\n')).toContain(CODE)
  })

  test('debug lines', () => {
    const { log, reporter } = inActions()
    reporter.debug('GET /me: 200')
    expect(log).toEqual(['debug GET /me: 200'])
  })
})
