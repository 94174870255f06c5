import { describe, expect, test } from '@jest/globals'
import { tableLines } from '../../../src/report/terminal.js'

describe('tables', () => {
  const columns = [
    { title: 'T', flexible: true },
    { title: 'N', align: 'right' as const },
  ]
  test('are as wide as the letters are', () => {
    expect(
      tableLines(
        columns,
        [
          ['漢字', '1'],
          ['аб👍', '23'],
        ],
        80,
      ),
    ).toEqual(['T      N', '漢字   1', 'аб👍  23'])
  })

  test('the flexible column gives way, cut between whole characters', () => {
    const [, line = ''] = tableLines(columns, [['Архитектор распределённых 👩‍👩‍👧‍👦 систем', '1']], 24)
    expect(line).toBe('Архитектор распредел…  1')
    expect(tableLines(columns, [['ж'.repeat(40), '1']], 5)[1]).toBe(`${'ж'.repeat(11)}…  1`)
  })

  test('titles take two rows before anything is cut', () => {
    const titles = [{ title: 'Resume', flexible: true }, { title: 'Fresh since (in Moscow)' }]
    const row = ['Engineer', '5 Jan, 12:00']
    expect(tableLines(titles, [row], 33)).toEqual([
      'Resume    Fresh since (in Moscow)',
      'Engineer  5 Jan, 12:00',
    ])
    expect(tableLines(titles, [row], 22)).toEqual([
      'Resume    Fresh since\n          (in Moscow)',
      'Engineer  5 Jan, 12:00',
    ])
  })
})
