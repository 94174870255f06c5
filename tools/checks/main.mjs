// @ts-check
// Checks documents, workflows and dependencies; prints every finding, not only the first.
import './json-imports.mjs'
import { openProject } from './project.mjs'

// Later than the line above takes effect, and so not a plain import.
const { checks } = await import('./index.mjs')

const project = openProject(process.argv[2] ?? '.')

for (const [name, check] of Object.entries(checks)) {
  const findings = await check(project)
  const bad = findings.filter((finding) => !finding.note)
  console.log(`${bad.length > 0 ? 'bad ' : 'good'} ${name}`)
  for (const { file, line, message, note } of findings)
    console.log(`     ${note ? 'note: ' : ''}${file}${line ? `:${line}` : ''} ${message}`)
  if (bad.length > 0) process.exitCode = 1
}
