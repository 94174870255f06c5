import { expect, test } from '@jest/globals'
import { checkCommands } from '../../scripts/checks/commands.mjs'
import { projectOf } from './folder.js'

test('scripts that documents name exist', () => {
  const project = projectOf({
    'package.json': '{"scripts":{"check":"","check:dist":""}}',
    'README.md': '# Run\n\n`npm run check`, `npm run --silent check:dist -- x`\n',
    'docs/testing.md': '# Test\n\n```bash\nnpm run chekc\n```\n',
  })

  expect(checkCommands(project)).toEqual([
    { file: 'docs/testing.md', line: 4, message: 'npm run chekc: there is no such script' },
  ])
})
