import { expect, test } from '@jest/globals'
import { checkRooms } from '../../checks/rooms.mjs'
import { projectOf } from './folder.js'

const PLAN = `## Where things are

\`\`\`text
src/a/, src/b/  the upper ones
src/run.ts      between
src/c/          the lower one
\`\`\`
`
const FILES = {
  '.github/CONTRIBUTING.md': PLAN,
  'src/a/one.ts': "import { c } from '../c/c.js'\nimport { two } from './two.js'\n",
  'src/a/two.ts': "const later = import('../run.js')\n",
  'src/b/b.ts': '',
  'src/run.ts': "import type { c } from './c/c.js'\n",
  'src/c/c.ts': '',
}
const check = (files: Record<string, string>) => checkRooms(projectOf({ ...FILES, ...files }))

test('imports that go down are fine', () => {
  expect(check({})).toEqual([])
})

test.each([
  ['up', 'src/c/c.ts', "\nimport type { A } from '../a/one.js'", 2, 'src/c/ must not import from src/a/'],
  ['up, on demand', 'src/c/c.ts', "await import('../run.js')", 1, 'src/c/ must not import from src/run.ts'],
  ['beside it', 'src/b/b.ts', "export * from '../a/one.js'", 1, 'src/b/ must not import from src/a/'],
])('an import from a room %s is reported', (_, file, text, line, message) => {
  expect(check({ [file]: text })).toEqual([{ file, line, message }])
})

test('a room that is not drawn, and one that is not there', () => {
  expect(check({ 'src/d/d.ts': '' })).toEqual([
    { file: '.github/CONTRIBUTING.md', message: 'src/d/ is not in the plan' },
  ])
  expect(check({ '.github/CONTRIBUTING.md': PLAN.replace('src/c/  ', 'src/c/, src/e/') })).toEqual([
    { file: '.github/CONTRIBUTING.md', message: 'src/e/ is in the plan and not in the tree' },
  ])
})

test('no plan at all', () => {
  expect(check({ '.github/CONTRIBUTING.md': '# Contributing\n' })).toEqual([
    { file: '.github/CONTRIBUTING.md', message: 'the plan under "Where things are" is missing' },
  ])
})
