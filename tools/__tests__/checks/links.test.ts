import { describe, expect, test } from '@jest/globals'
import { checkLinks } from '../../checks/links.mjs'
import { projectOf } from './folder.js'

const FILES = {
  'docs/how.md':
    '# How\n\n## Two `words`, *marked*!\n\n## Как это работает\n\n## Twice\n\n## Twice\n\n<a id="here"></a>\n',
  'src/index.ts': '',
}

const check = (markdown: string) => checkLinks(projectOf({ ...FILES, 'README.md': `# Top\n\n${markdown}\n` }))

describe('links that lead somewhere', () => {
  test.each([
    '[file](docs/how.md)',
    '[folder](docs)',
    '[source](src/index.ts#L10)',
    '[from the root](/docs/how.md)',
    '[heading](#top)',
    '[heading with marks](docs/how.md#two-words-marked)',
    '[Russian heading](docs/how.md#как-это-работает)',
    '[percent-encoded](docs/how.md#%D0%BA%D0%B0%D0%BA-%D1%8D%D1%82%D0%BE-%D1%80%D0%B0%D0%B1%D0%BE%D1%82%D0%B0%D0%B5%D1%82)',
    '[second of the same name](docs/how.md#twice-1)',
    '[named place](docs/how.md#here)',
    '[by reference][how]\n\n[how]: docs/how.md',
    '<img alt="x" src="docs/how.md">',
    '[GitHub makes this page](../../issues/new)',
    '[outside](https://dev.hh.ru/admin)',
    '[a computer of one’s own](http://localhost:8080)',
    '`[in code](nowhere.md)`',
    '<!-- <a href="nowhere.md"> -->',
  ])('%s', (markdown) => {
    expect(check(markdown)).toEqual([])
  })
})

describe('links that do not', () => {
  test.each([
    ['[no file](docs/where.md)', 'docs/where.md: there is no such file'],
    ['[no heading](#bottom)', '#bottom: README.md has no heading #bottom'],
    ['[no heading there](docs/how.md#why)', 'docs/how.md#why: docs/how.md has no heading #why'],
    ['[out](../other/README.md)', '../other/README.md leads out of the repository'],
    ['[empty]()', 'a link without an address'],
    ['[no reference][where]', 'no link is defined for [where]'],
    ['![no picture](docs/summary.png)', 'docs/summary.png: there is no such file'],
    ['<a href="docs/where.md">x</a>', 'docs/where.md: there is no such file'],
    ['[plain](http://example.com)', 'http://example.com: use https'],
    ['[script](javascript:alert)', 'javascript:alert: use https'],
    ['[broken](https://)', 'https:// is not an address'],
    ['[broken percent](docs/%E0.md)', 'docs/%E0.md: there is no such file'],
  ])('%s', (markdown, message) => {
    expect(check(markdown)).toEqual([{ file: 'README.md', line: 3, message }])
  })

  test('are looked for in every document', () => {
    const broken = '[x](nowhere)'
    const files = ['.github/CONTRIBUTING.md', 'CHANGELOG.md', 'README.md', 'README.ru.md', 'docs/ru/how.md']
    const diagnostics = checkLinks(projectOf(Object.fromEntries(files.map((file) => [file, broken]))))

    expect(diagnostics.map(({ file }) => file).sort()).toEqual(files)
  })
})
