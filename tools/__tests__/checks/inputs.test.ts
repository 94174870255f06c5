import { describe, expect, test } from '@jest/globals'
import { checkInputs } from '../../checks/inputs.mjs'
import { readSources, withTables } from '../../docs/inputs-tables.mjs'
import { projectOf } from './folder.js'

const ACTION = `inputs:
  client-id: { description: Who., required: true }
  host: { description: hh.ru | hh.kz, default: hh.ru }
  token: { description: A token., default: '' }
outputs:
  touched: { description: How many. }
`
const EXTRAS = `groups:
  - { en: Account, ru: Аккаунт, inputs: [client-id, token] }
  - { en: Site, ru: Сайт, inputs: [host] }
words:
  en: { input: Input, output: Output, default: Default, meaning: Meaning, required: required, empty: empty }
  ru: { input: Вход, output: Выход, default: По умолчанию, meaning: Значение, required: обязателен, empty: пусто }
ru:
  inputs: { client-id: Кто., host: Где., token: Токен. }
  outputs: { touched: Сколько. }
`
const EMPTY =
  '# Use\n\n<!-- inputs -->\n<!-- /inputs -->\n\n<!-- outputs -->\nold\n<!-- /outputs -->\n\nEnd.\n'

const FILES = { 'action.yml': ACTION, 'tools/docs/inputs.yml': EXTRAS }
const sources = readSources(projectOf(FILES).read)
const english = withTables(EMPTY, { ...sources, language: 'en' })
const russian = withTables(EMPTY, { ...sources, language: 'ru' })

describe('the tables', () => {
  test('say what action.yml says, in groups', () => {
    expect(english).toBe(`# Use

<!-- inputs -->

**Account**

| Input | Default | Meaning |
| --- | --- | --- |
| \`client-id\` | **required** | Who. |
| \`token\` | empty | A token. |

**Site**

| Input | Default | Meaning |
| --- | --- | --- |
| \`host\` | \`hh.ru\` | hh.ru \\| hh.kz |

<!-- /inputs -->

<!-- outputs -->

| Output | Meaning |
| --- | --- |
| \`touched\` | How many. |

<!-- /outputs -->

End.
`)
  })

  test('say it in Russian', () => {
    expect(russian).toContain('| `client-id` | **обязателен** | Кто. |\n| `token` | пусто | Токен. |')
    expect(russian).toContain('| Выход | Значение |\n| --- | --- |\n| `touched` | Сколько. |')
  })

  test('are written once: again changes nothing', () => {
    expect(withTables(english, { ...sources, language: 'en' })).toBe(english)
  })
})

describe('the check', () => {
  const check = (files: Record<string, string>) =>
    checkInputs(projectOf({ ...FILES, 'README.md': english, 'README.ru.md': russian, ...files }))

  test('passes what `npm run docs` wrote', () => {
    expect(check({})).toEqual([])
  })

  test('finds a table that was left behind', () => {
    expect(check({ 'README.md': english.replace('How many.', 'Many.') })).toEqual([
      { file: 'README.md', message: 'the tables are not those of action.yml: run `npm run docs`' },
    ])
  })

  test('finds a document without tables', () => {
    expect(check({ 'README.ru.md': '# Входы\n' }).map(({ message }) => message)).toEqual([
      'no <!-- inputs --> … <!-- /inputs -->',
      'no <!-- outputs --> … <!-- /outputs -->',
    ])
  })

  test('wants both documents', () => {
    expect(checkInputs(projectOf(FILES))).toEqual([
      { file: 'README.md', message: 'missing' },
      { file: 'README.ru.md', message: 'missing' },
    ])
  })

  test.each([
    ['inputs: [host] }', 'inputs: [] }', ['no input in a group: host']],
    ['inputs: [host] }', 'inputs: [host, token] }', ['input in a group more than once: token']],
    ['host: Где.,', '', ['no input described in Russian: host']],
    ['host: Где.', 'host: Где., hots: Где.', ['input described in Russian is unknown: hots']],
    ['{ touched: Сколько. }', '{}', ['no output described in Russian: touched']],
  ])('finds %s turned into %s', (from, to, messages) => {
    const diagnostics = check({ 'tools/docs/inputs.yml': EXTRAS.replace(from, to) })

    expect(diagnostics.filter(({ file }) => file === 'tools/docs/inputs.yml')).toEqual(
      messages.map((message) => ({ file: 'tools/docs/inputs.yml', message })),
    )
  })
})
