// @ts-check
// Writes the tables of inputs and outputs into the documents that show them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { DOCUMENTS, readSources, withTables } from './inputs-tables.mjs'

const read = (/** @type {string} */ path) => readFileSync(path, 'utf8')
const sources = readSources(read)

for (const { file, language } of DOCUMENTS) {
  if (existsSync(file)) writeFileSync(file, withTables(read(file), { ...sources, language }))
}
