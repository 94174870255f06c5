// Makes __tests__/contracts/headhunter.openapi.generated.json from a copy of HeadHunter's own OpenAPI description:
//   node tools/contracts/slice-headhunter-openapi.mjs description.yml
// The copy must still hold the applicant methods, which HeadHunter took out of it on 2025-12-17 (hhru/api, 238d17b).
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { linesOf, sliceOf } from './slice-openapi.mjs'

const TARGET = '__tests__/contracts/headhunter.openapi.generated.json'
const OPERATIONS = [
  'POST /token',
  'DELETE /token',
  'GET /me',
  'GET /resumes/mine',
  'POST /resumes/{resume_id}/publish',
  'GET /resumes/{resume_id}/status',
  'GET /resumes/{resume_id}/views',
]

const [source] = process.argv.slice(2)
if (source === undefined) {
  console.error('Usage: node tools/contracts/slice-headhunter-openapi.mjs DESCRIPTION.yml')
  process.exit(2)
}
const description = parse(readFileSync(source, 'utf8'))
const { version } = description.info
const origin = `HeadHunter's OpenAPI description, version ${version}, sliced by tools/contracts/slice-headhunter-openapi.mjs`
writeFileSync(TARGET, linesOf({ origin, ...sliceOf(description, OPERATIONS) }))
console.log(`${TARGET}: ${OPERATIONS.length} operations`)
