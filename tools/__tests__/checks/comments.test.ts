import { expect, test } from '@jest/globals'
import { checkComments } from '../../checks/comments.mjs'
import { projectOf } from './folder.js'

test.each([
  ['src/a.ts', '\n/** The token dies. */', 2, 'dies'],
  ['__tests__/a.test.ts', "test('a dead pair', () => {})", 1, 'dead'],
  ['tools/a.mjs', '  // Whoever knocks.', 1, 'knocks'],
  ['__tests__/b.test.ts', "])('%s asks nobody', () => {})", 1, 'nobody'],
  ['__tests__/c.test.ts', "\n  ['of a stranger', 1],\n", 2, 'stranger'],
  ['tools/b.ts', "must(isRed, 'the run tells a lie')", 1, 'tells'],
])('%s: %j', (file, text, line, word) => {
  const message = expect.stringMatching(`^“${word}” in a comment or title: `)
  expect(checkComments(projectOf({ [file]: text }))).toEqual([{ file, line, message }])
})

test('code, and the name of an open connection, are no findings', () => {
  const text = "const told = 'dead'\n// A kept-alive connection.\ntest('a valid pair', () => {})\n"
  expect(checkComments(projectOf({ 'src/a.ts': text }))).toEqual([])
})
