import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { blockOf, DOCUMENTS, outcomesTable } from '../chaos/docs.js'
import { sweep } from '../chaos/sweep.js'

test('docs/reliability.md lists the result of each fault; `npm run chaos -- --write-docs` updates it', async () => {
  const rows = await sweep()
  for (const language of ['en', 'ru'] as const) {
    expect(blockOf(readFileSync(DOCUMENTS[language], 'utf8'), 'outcomes')).toBe(outcomesTable(rows, language))
  }
}, 60_000)

test.each(['en', 'ru'] as const)('and what the search did (%s)', (language) => {
  const block = blockOf(readFileSync(DOCUMENTS[language], 'utf8'), 'search')
  expect(block).toMatch(/^`npm run chaos -- --lives \d+ --seed \d+`\n\n\| {2}\|/)
})
