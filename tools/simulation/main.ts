// npm run simulate -- [--days 90] [--seed 1] [--write]: how often a workflow raises, and what it costs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { chartOf } from './chart.js'
import { comparisonOf, type Simulation, withResults } from './document.js'
import { simulate } from './grid.js'
import { WORDS } from './words.js'

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '90' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
})
const days = Number(values.days)
const seed = Number(values.seed)

const rows = await simulate({ days, seed, onRow: () => process.stderr.write('.') })
process.stderr.write('\n')
console.log(comparisonOf(rows, WORDS.en))
if (values.write) write({ rows, days, seed })

function write(simulation: Simulation): void {
  mkdirSync('docs/images', { recursive: true })
  for (const [language, suffix] of [
    ['en', ''],
    ['ru', '.ru'],
  ] as const) {
    const file = `docs/scheduling${suffix}.md`
    if (existsSync(file)) writeFileSync(file, withResults(readFileSync(file, 'utf8'), simulation, language))
    for (const theme of ['light', 'dark'] as const) {
      writeFileSync(`docs/images/cadence-${theme}${suffix}.svg`, chartOf(rows, WORDS[language], theme))
    }
  }
}
