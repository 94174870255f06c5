import { expect, test } from '@jest/globals'
import { checkWords, MOST_LINES, MOST_WORDS, MOST_WORDS_IN_A_SENTENCE } from '../../checks/words.mjs'
import { projectOf } from './folder.js'

const check = (files: Record<string, string>) => checkWords(projectOf(files))
const words = (count: number) => Array(count).fill('word').join(' ')

test('what is plain and short is fine', () => {
  const text = `# Licenses\n\nIt can raise. In May it could. It may be late.\n\n\`\`\`text\nmay, dead\n\`\`\`\n\nCode such as \`may\`.\n`
  const files = {
    'README.md': text,
    'README.ru.md': '# Логи\n\nЗапись в Планировщике заданий. Access-токен истёк.\n',
    '.github/CONTRIBUTING.md': '`npm start -- touch`\n',
  }
  expect(check(files)).toEqual([])
})

test.each([
  ['docs/a.md', 'You may raise.', 'may'],
  ['docs/a.md', 'A dead token.', 'dead'],
  ['docs/a.md', 'A licence to authorise.', 'licence', 'authorise'],
  ['docs/a.md', '`npm start -- touch`', 'npm start --'],
  ['docs/a.md', 'The monthly enable call.', 'monthly enable call'],
  ['docs/a.ru.md', 'Токен доступа в журнале.', 'Токен доступа', 'журнале'],
  ['docs/a.ru.md', 'Задание: авторизоваться.', 'Задание', 'авторизоваться'],
  ['docs/a.ru.md', 'Код отвергнут в закрытом репозитории.', 'отвергнут', 'закрытом репозитории'],
  ['src/reasons/a.ts', "ru: 'токен умер'", 'умер'],
  ['src/i18n/ru/a.ts', "'в журнал'", 'журнал'],
  ['.github/ISSUE_TEMPLATE/a.yml', 'label: Журнал', 'Журнал'],
  ['action.yml', 'description: The licence', 'licence'],
])('%s with “%s” uses what is not used', (file, text, ...used) => {
  const messages = check({ [file]: `\n${text}\n` })
  const told = used.map((word) => expect.stringContaining(`"${word}" is not used`))
  expect(messages.map(({ message }) => message).sort()).toEqual(expect.arrayContaining(told))
  expect(messages).toHaveLength(used.length)
  expect(messages.every(({ line }) => line === 2)).toBe(true)
})

test.each(['README.md', 'README.ru.md'])('%s has its lines and sentences counted', (file) => {
  const long = words(MOST_WORDS_IN_A_SENTENCE + 1)
  const [sentence] = check({ [file]: `# ${long}\n\n- Short. ${long}.\n\n| ${long} |\n| --- |\n` })
  expect(sentence?.message).toMatch(/^31 words in a sentence; at most 30: word/)
  const [lines] = check({ [file]: `${'a\n'.repeat(MOST_LINES)}a\n` })
  expect(lines?.message).toBe('251 lines; at most 250')
})

test.each([
  ['README.md', 'docs/a.md', 'docs/b.ru.md'],
  ['README.ru.md', 'docs/a.ru.md', 'docs/b.md'],
])('the words of %s and all documents of its language are counted together', (readme, own, other) => {
  const few = words(10)
  const most = words(MOST_WORDS - 10)
  expect(check({ [readme]: few, [own]: most, [other]: most })).toEqual([])
  expect(check({ [readme]: few, [own]: `${most} more` })).toEqual([
    { file: readme, message: '12001 words in all documents of this language; at most 12000' },
  ])
})
