// @ts-check
// Known holes in what we ship, as the registry knows them. Without it there is nothing to say, and that is said.
import { spawnSync } from 'node:child_process'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */

const FILE = 'package-lock.json'

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkAudit(project) {
  const { stdout, error } = spawnSync('npm audit --omit=dev --json --fetch-retries=0', {
    cwd: project.root,
    encoding: 'utf8',
    shell: true,
    timeout: 30_000,
  })
  return readAudit(error ? error.message : stdout)
}

/**
 * @param {string} output of `npm audit --json`
 * @returns {Finding[]}
 */
export function readAudit(output) {
  const report = parse(output)
  if (!report.vulnerabilities)
    return [
      { file: FILE, note: true, message: `not audited, the registry did not answer: ${report.message}` },
    ]
  return Object.entries(report.vulnerabilities).map(([name, { severity, range }]) => ({
    file: FILE,
    message: `${name} ${range} has a known vulnerability (${severity}): see \`npm audit\``,
  }))
}

/**
 * @param {string} output
 * @returns {{ message?: string, vulnerabilities?: Record<string, { severity: string, range: string }> }}
 */
function parse(output) {
  try {
    return JSON.parse(output)
  } catch {
    return { message: output.trim() || 'npm said nothing' }
  }
}
