import { parseArgs } from 'node:util'
import { stress } from './stress.mjs'

/**
 * The lock of `.env`, tried by real processes that are killed and suspended at random.
 *
 *     node tools/lock-stress/main.mjs --rounds 10000 --processes 8
 *     node tools/lock-stress/main.mjs --rounds 500 --mounted           a file that each container has mounted by itself
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10000' },
    processes: { type: 'string', default: '8' },
    mounted: { type: 'boolean', default: false },
  },
})

const LONGEST_BLOCKED_MS = 10_000

const begun = Date.now()
const figures = await stress({
  rounds: Number(values.rounds),
  processes: Number(values.processes),
  mounted: values.mounted,
})
console.log(JSON.stringify({ ...figures, seconds: Math.round((Date.now() - begun) / 1000) }, null, 2))
const failed = figures.twoInside > 0 || figures.refused > 0 || figures.longestBlockedMs > LONGEST_BLOCKED_MS
process.exitCode = failed ? 1 : 0
