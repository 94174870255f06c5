import { describe, expect, test } from '@jest/globals'
import { checkCommands } from '../../checks/commands.mjs'
import { projectOf } from './folder.js'

const check = (markdown: string) =>
  checkCommands(
    projectOf({
      'package.json': '{"scripts":{"check":"","check:dist":""}}',
      'src/cli/program.ts':
        "this.#add('touch', run).option('--watch').option('--help')\nthis.#add('login', run)\n",
      'README.md': `# Run\n\n${markdown}\n`,
    }),
  )

describe('commands in documents', () => {
  test.each([
    '`npm run check`, `npm run --silent check:dist -- x`',
    '`npm start -- touch --watch`, `npm start -- --help`, `npm start`',
    '`npx hh-resume-touch touch --watch`, `npx --yes hh-resume-touch login`',
    '```bash\nhh-resume-touch login\nnode dist/cli/index.js touch\n```',
    'the command hh-resume-touch of this project, `hh-resume-touch`, `hh-resume-touch --watch`',
  ])('exist: %s', (markdown) => {
    expect(check(markdown)).toEqual([])
  })

  test.each([
    ['`npm run chekc`', 'npm run chekc: there is no such script'],
    ['`npm start -- tuoch`', 'npm start -- tuoch: there is no such command'],
    ['`hh-resume-touch tuoch`', 'hh-resume-touch tuoch: there is no such command'],
    ['`npx hh-resume-touch tuoch`', 'npx hh-resume-touch tuoch: there is no such command'],
    ['`npx hh-resume-touch touch --wacth`', 'npx hh-resume-touch touch --wacth: there is no such option'],
    [
      '    hh-resume-touch login\n\n$ hh-resume-touch tuoch',
      'hh-resume-touch tuoch: there is no such command',
    ],
    ['`node dist/cli/index.js tuoch`', 'dist/cli/index.js tuoch: there is no such command'],
  ])('do not exist: %s', (markdown, message) => {
    expect(check(markdown)).toEqual([{ file: 'README.md', line: expect.any(Number), message }])
  })
})
