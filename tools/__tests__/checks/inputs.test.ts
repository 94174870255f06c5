import { describe, expect, test } from '@jest/globals'
import { checkInputs } from '../../checks/inputs.mjs'
import { readSource, withInputs, withTables } from '../../docs/inputs-tables.mjs'
import { projectOf } from './folder.js'

const SOURCE = `groups:
  - en: Account
    ru: Аккаунт
    inputs:
      client-id: { en: Who., ru: Кто., required: true }
      token: { en: A token., ru: Токен. }
  - en: Site
    ru: Сайт
    inputs:
      host: { en: hh.ru | hh.kz, ru: Где., default: hh.ru }
outputs:
  touched: { en: How many., ru: Сколько. }
words:
  en: { input: Input, output: Output, default: Default, meaning: Meaning, required: required, empty: empty }
  ru: { input: Вход, output: Выход, default: По умолчанию, meaning: Значение, required: обязателен, empty: пусто }
`
const EMPTY =
  '# Use\n\n<!-- inputs -->\n<!-- /inputs -->\n\n<!-- outputs -->\nold\n<!-- /outputs -->\n\nEnd.\n'

const FILES = { 'tools/docs/inputs.yml': SOURCE }
const source = readSource(projectOf(FILES).read)
const action = withInputs('name: x\n\ninputs:\n  old: {}\n\nruns:\n  using: node24\n', source)
const english = withTables(EMPTY, source, 'en')
const russian = withTables(EMPTY, source, 'ru')

test('action.yml gets inputs and outputs, and keeps the rest', () => {
  expect(action).toBe(`name: x

inputs:
  client-id:
    description: Who.
    required: true
  token:
    description: A token.
    default: ''
  host:
    description: hh.ru | hh.kz
    default: hh.ru

outputs:
  touched:
    description: How many.

runs:
  using: node24
`)
  expect(withInputs(action, source)).toBe(action)
})

describe('the tables', () => {
  test('show inputs in groups', () => {
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
    expect(withTables(english, source, 'en')).toBe(english)
  })
})

describe('the check', () => {
  const check = (files: Record<string, string>) =>
    checkInputs(
      projectOf({
        ...FILES,
        'action.yml': action,
        'docs/reference.md': english,
        'docs/reference.ru.md': russian,
        ...files,
      }),
    )

  test('passes what `npm run docs` wrote', () => {
    expect(check({})).toEqual([])
  })

  test.each([
    ['action.yml', action],
    ['docs/reference.md', english],
  ])('finds that %s was left behind', (file, text) => {
    expect(check({ [file]: text.replace('How many.', 'Many.') })).toEqual([
      { file, message: 'not as in tools/docs/inputs.yml: run `npm run docs`' },
    ])
  })

  test('finds a document without tables', () => {
    expect(check({ 'docs/reference.ru.md': '# Входы\n' }).map(({ message }) => message)).toEqual([
      'no <!-- inputs --> … <!-- /inputs -->',
      'no <!-- outputs --> … <!-- /outputs -->',
    ])
  })

  test('wants both documents', () => {
    expect(checkInputs(projectOf({ ...FILES, 'action.yml': action }))).toEqual([
      { file: 'docs/reference.md', message: 'missing' },
      { file: 'docs/reference.ru.md', message: 'missing' },
    ])
  })

  test.each([
    [', ru: Где.', 'host has no text in ru'],
    ['en: A token., ', 'token has no text in en'],
    [', ru: Сколько.', 'touched has no text in ru'],
  ])('finds that %j is missing', (text, message) => {
    expect(check({ 'tools/docs/inputs.yml': SOURCE.replace(text, '') })).toContainEqual({
      file: 'tools/docs/inputs.yml',
      message,
    })
  })
})
