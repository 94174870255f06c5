import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createActionsNarrator } from '../../../src/action/progress.js'
import { createTerminalNarrator } from '../../../src/cli/shared/progress.js'
import { MINUTE } from '../../../src/domain/clock.js'
import { Mask } from '../../../src/domain/mask.js'
import { audience, NOW } from '../../support/reports.js'

const { messages } = audience()
const CODE = 'hhrc1.AbC_-xyz'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'narrator-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function inActions(summaryFile?: string) {
  const log: string[] = []
  const narrator = createActionsNarrator({
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
  return { log, narrator }
}

describe('in Actions', () => {
  test('masks a value and each of its lines, and never nothing', () => {
    const { log, narrator } = inActions()
    for (const secret of ['', '  ', '\n', 'one', 'two\r\n three\n\n']) narrator.mask(secret)
    expect(log).toEqual(['mask one', 'mask two\r\n three', 'mask two', 'mask three'])
  })

  test('groups follow one another; what a person should see at once stands outside', () => {
    const { log, narrator } = inActions()
    narrator.tell({ kind: 'probing_store' })
    narrator.tell({ kind: 'refreshing' })
    narrator.tell({ kind: 'saving_pair' })
    narrator.tell({ kind: 'listed', count: 2 })
    narrator.tell({ kind: 'store_proved' })
    narrator.tell({ kind: 'waiting', count: 2, until: NOW, lasts: MINUTE })
    narrator.tell({ kind: 'touching', count: 2 })
    narrator.end()
    narrator.end()
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
    const { log, narrator } = inActions(summaryFile)
    narrator.tell({ kind: 'saving_pair' })
    narrator.recoveryCode(CODE)
    expect(log.slice(0, 3)).toEqual(['> The token pair', 'Saving the new token pair …', '<'])
    expect(log.join('\n').split('\n')).toContain(CODE)
    expect(log.join('\n')).toContain('RECOVERY CODE')
    expect(readFileSync(summaryFile, 'utf8')).toBe(
      `## 🛟 RECOVERY CODE\n\n${messages.report.recoveryCodeUse}\n\n\`\`\`text\n${CODE}\n\`\`\`\n\n`,
    )
  })

  test('without a summary file the code is printed all the same', () => {
    const { log, narrator } = inActions(undefined)
    narrator.recoveryCode(CODE)
    expect(log.join('\n').split('\n')).toContain(CODE)
  })

  test('debug lines', () => {
    const { log, narrator } = inActions()
    narrator.debug('GET /me: 200')
    expect(log).toEqual(['debug GET /me: 200'])
  })
})

describe('in a terminal', () => {
  function inTerminal(debug: boolean) {
    const lines: string[] = []
    return { lines, narrator: createTerminalNarrator({ messages, print: (line) => lines.push(line), debug }) }
  }

  test('plain lines, without what is masked', () => {
    const { lines, narrator } = inTerminal(true)
    narrator.mask('secret')
    narrator.mask('')
    narrator.tell({ kind: 'verifying' })
    narrator.tell({ kind: 'probing_store' })
    narrator.debug('a secret b')
    narrator.say('secret, secrets')
    expect(lines).toEqual(['Checking that the dates have changed …', 'a *** b', '***, ***s'])
  })

  test('debug lines only when asked for', () => {
    const { lines, narrator } = inTerminal(false)
    narrator.debug('GET /me')
    expect(lines).toEqual([])
  })

  test('the recovery code letter by letter, whatever is masked', () => {
    const { lines, narrator } = inTerminal(false)
    narrator.mask('AbC')
    narrator.recoveryCode(CODE)
    expect(lines.join('\n').split('\n')).toContain(CODE)
  })
})

test('the longest of overlapping secrets is hidden whole', () => {
  const mask = new Mask()
  mask.add('abc')
  mask.add('abcdef\nxyz')
  expect(mask.clean('1 abcdef 2 abc 3 xyz')).toBe('1 *** 2 *** 3 ***')
})
