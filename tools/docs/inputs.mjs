// @ts-check
// Writes the inputs and outputs into action.yml, and their tables into the documents that show them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { ACTION, DOCUMENTS, readSource, withInputs, withTables } from './inputs-tables.mjs'

const read = (/** @type {string} */ path) => readFileSync(path, 'utf8')
const source = readSource(read)

writeFileSync(ACTION, withInputs(read(ACTION), source))
for (const { file, language } of DOCUMENTS) {
  if (existsSync(file)) writeFileSync(file, withTables(read(file), source, language))
}
