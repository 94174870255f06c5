import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createActionsProgressReporter } from '../../../src/action/progress.js'
import { createTerminalProgressReporter } from '../../../src/cli/shared/progress.js'
import { MINUTE } from '../../../src/domain/clock.js'
import { Mask } from '../../../src/domain/mask.js'
import { audience, NOW } from '../../support/reports.js'

const { messages } = audience()
const CODE = 'hhrc1.AbCdEfGh_-xyz'

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

describe('in Actions', () => {
  test('masks each line of a value, and nothing short', () => {
    const { log, reporter } = inActions()
    for (const secret of ['', '  ', '\n', 'Q', 'first-one', 'line-two\r\n line-three\nQ\n'])
      reporter.mask(secret)
    expect(log).toEqual(['mask first-one', 'mask line-two', 'mask line-three'])
  })

  test('groups follow one another; what a person should see at once stands outside', () => {
    const { log, reporter } = inActions()
    reporter.report({ kind: 'probing_store' })
    reporter.report({ kind: 'refreshing' })
    reporter.report({ kind: 'saving_pair' })
    reporter.report({ kind: 'listed', count: 2 })
    reporter.report({ kind: 'store_proved' })
    reporter.report({ kind: 'waiting', count: 2, until: NOW, lasts: MINUTE })
    reporter.report({ kind: 'touching', count: 2 })
    reporter.end()
    reporter.end()
    expect(log).toEqual([
      'Checking that a new token pair could be saved …',
      '> The token pair',
      'The access token no longer works: renewing the token pair …',
      'Saving the new token pair …',
      '<',
      '> The resumes',
      'Found 2 resumes in this account.',
      'A new token pair can be saved.',
      '<',
      'Waiting 1 minute for 2 resumes that can be touched soon, until 24 November 2026, 16:05 UTC (19:05 in Moscow) …',
      '> The resumes',
      'Touching 2 resumes …',
      '<',
    ])
  })

  test('a recovery code stands at once in the log, on a line of its own, and in the summary', () => {
    const summaryFile = join(folder, 'summary.md')
    const { log, reporter } = inActions(summaryFile)
    reporter.report({ kind: 'saving_pair' })
    reporter.recoveryCode(CODE)
    expect(log.slice(0, 3)).toEqual(['> The token pair', 'Saving the new token pair …', '<'])
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

describe('in a terminal', () => {
  function inTerminal(debug: boolean) {
    const lines: string[] = []
    return {
      lines,
      reporter: createTerminalProgressReporter({ messages, print: (line) => lines.push(line), debug }),
    }
  }

  test('plain lines, without what is masked', () => {
    const { lines, reporter } = inTerminal(true)
    reporter.mask('a-secret')
    reporter.mask('')
    reporter.report({ kind: 'verifying' })
    reporter.report({ kind: 'probing_store' })
    reporter.debug('a a-secret b')
    reporter.say('a-secret, a-secrets')
    expect(lines).toEqual(['Checking that the dates have changed …', 'a *** b', '***, ***s'])
  })

  test('debug lines only when asked for', () => {
    const { lines, reporter } = inTerminal(false)
    reporter.debug('GET /me')
    expect(lines).toEqual([])
  })

  test('the recovery code letter by letter, whatever is masked', () => {
    const { lines, reporter } = inTerminal(false)
    reporter.mask('AbCdEfGh')
    reporter.recoveryCode(CODE)
    expect(lines.join('\n').split('\n')).toContain(CODE)
  })
})

test('the longest of overlapping secrets is hidden whole', () => {
  const mask = new Mask()
  mask.add('abcdefgh')
  mask.add('abcdefghijkl\nuvwxyzuv')
  expect(mask.clean('1 abcdefghijkl 2 abcdefgh 3 uvwxyzuv')).toBe('1 *** 2 *** 3 ***')
})
