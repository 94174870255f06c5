import { describe, expect, test } from '@jest/globals'
import { checkPins } from '../../checks/pins.mjs'
import { projectOf } from './folder.js'

const COMMIT = '3d3c42e5aac5ba805825da76410c181273ba90b1'
const OTHER = '9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0'

const check = (...lines: string[]) =>
  checkPins(projectOf({ '.github/workflows/test.yml': `${lines.join('\n')}\n` }))

describe('actions in our workflows', () => {
  test('are pinned, with the version in a comment, or our own', () => {
    expect(
      check(`- uses: actions/checkout@${COMMIT} # v7.0.1`, '- uses: ./', 'uses: ./.github/workflows/a.yml'),
    ).toEqual([])
  })

  test.each([
    ['a tag', '- uses: actions/checkout@v7', 'actions/checkout is not pinned to a full commit'],
    ['no version at all', '- uses: actions/checkout', 'actions/checkout is not pinned to a full commit'],
    [
      'a short commit',
      '- uses: actions/checkout@3d3c42e # v7.0.1',
      'actions/checkout is not pinned to a full commit',
    ],
    ['no comment', `  uses: a/b/c@${COMMIT}`, 'a/b/c does not name its version in a comment'],
    ['half a version', `- uses: a/b@${COMMIT} # v7`, 'a/b does not name its version in a comment'],
  ])('fail with %s', (_, line, message) => {
    expect(check('steps:', line)).toEqual([{ file: '.github/workflows/test.yml', line: 2, message }])
  })

  test('are pinned to one commit each', () => {
    expect(check(`- uses: a/b/init@${COMMIT} # v1.0.0`, `- uses: a/b/analyze@${OTHER} # v1.0.1`)).toEqual([
      { file: '.github/workflows/test.yml', line: 2, message: `a/b/analyze: elsewhere ${COMMIT} # v1.0.0` },
    ])
  })
})
