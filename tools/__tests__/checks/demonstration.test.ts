import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'

test.each([
  ['README.md', 'en'],
  ['README.ru.md', 'ru'],
])('what %s shows of the demonstration is what it prints, in this order', (document, language) => {
  const [, shown = ''] = /<details>.*?```text\n(.*?)\n```/s.exec(readFileSync(document, 'utf8')) ?? []
  // A folder without credentials, as a newcomer's clone.
  const folder = mkdtempSync(join(tmpdir(), 'demonstration-'))
  const env = { LANG: language, npm_lifecycle_event: 'start' }
  const printed = execFileSync(process.execPath, [resolve('dist/cli/index.js')], {
    cwd: folder,
    encoding: 'utf8',
    env,
  })
  rmSync(folder, { recursive: true })

  let rest = printed
  for (const line of shown.split('\n').filter((line) => line !== '')) {
    expect(rest).toContain(line)
    rest = rest.slice(rest.indexOf(line) + line.length)
  }
  expect(shown.split('\n').length).toBeGreaterThan(15)
})
