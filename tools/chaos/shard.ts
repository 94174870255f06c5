import { search } from './search.js'

/** A part of a search in a process of its own: its options as JSON in, its result as JSON out. */
const result = await search(JSON.parse(process.argv[2] ?? ''))
process.stdout.write(JSON.stringify(result))
