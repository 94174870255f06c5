import { describe, expect, test } from '@jest/globals'
import { createTerminalProgressReporter } from '../../../../src/cli/shared/progress.js'
import { Mask } from '../../../../src/domain/mask.js'
import { audience } from '../../../support/reports.js'

const { messages } = audience()
const CODE = 'hhrc1.AbCdEfGh_-xyz'

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

  test('the recovery code is not masked', () => {
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
