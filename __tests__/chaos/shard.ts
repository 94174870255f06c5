import { search } from './search.js'

/** A part of a search in a process of its own: `shard.js LIVES SEED [PATH]`, the result as JSON on one line. */
const [lives = '100', seed = '1', path] = process.argv.slice(2)
const result = await search({ lives: Number(lives), seed: Number(seed), path })
process.stdout.write(JSON.stringify(result))
