import { describe, expect, test } from '@jest/globals'
import { checkTwins } from '../../checks/twins.mjs'
import { projectOf } from './folder.js'

const ENGLISH = `# Use

See [how](docs/how.md) or [below](#inputs).

\`\`\`yaml
on: push # whenever
\`\`\`

\`\`\`text
touched 1 resume
\`\`\`

## Inputs

| Input | Meaning |
| --- | --- |
| host | where |
`

const RUSSIAN = `# Как пользоваться

См. [как](docs/how.ru.md) или [ниже](#входы).

\`\`\`yaml
# Когда угодно
on: push
\`\`\`

\`\`\`text
поднято 1 резюме
\`\`\`

## Входы

| Вход | Значение |
| --- | --- |
| host | где |
`

const check = (russian: string) => checkTwins(projectOf({ 'README.md': ENGLISH, 'README.ru.md': russian }))

describe('twins', () => {
  test('may differ in words, comments and samples', () => {
    expect(check(RUSSIAN)).toEqual([])
  })

  test.each([
    {
      name: 'a heading of another level',
      russian: RUSSIAN.replace('## Входы', '### Входы'),
      line: 14,
      says: 'heading 2 differs from line 13',
    },
    {
      name: 'a heading too many',
      russian: `${RUSSIAN}\n# Ещё\n`,
      line: 20,
      says: 'heading 3 is only here',
    },
    {
      name: 'a heading too few',
      russian: RUSSIAN.replace('## Входы', 'Входы'),
      line: undefined,
      says: 'heading 2 is missing: line 13 has one more',
    },
    {
      name: 'a row too many',
      russian: `${RUSSIAN}| a | b |\n`,
      line: 16,
      says: 'table 1 differs from line 15',
    },
    {
      name: 'other code',
      russian: RUSSIAN.replace('on: push', 'on: pull_request'),
      line: 5,
      says: 'code block 1 differs from line 5',
    },
    {
      name: 'a sample in another language',
      russian: RUSSIAN.replace('```text', '```console'),
      line: 10,
      says: 'code block 2 differs from line 9',
    },
    {
      name: 'a link of another kind',
      russian: RUSSIAN.replace('docs/how.ru.md', 'https://hh.ru'),
      line: 3,
      says: 'link 1 differs from line 3',
    },
  ])('differ by $name', ({ russian, line, says }) => {
    const message = `${says} (compared with README.md)`
    expect(check(russian)).toContainEqual({ file: 'README.ru.md', message, ...(line && { line }) })
  })

  test('need an English one; not every document needs a Russian one', () => {
    expect(checkTwins(projectOf({ 'README.md': ENGLISH, 'docs/how.ru.md': '# Как' }))).toEqual([
      { file: 'docs/how.ru.md', message: 'its English twin docs/how.md is missing' },
    ])
  })
})
