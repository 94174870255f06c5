// @ts-check
// Prints what CHANGELOG.md says of one release: `node tools/release/release-notes.mjs v1.0.0`.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/**
 * @param {string} changelog
 * @param {string} version without v
 * @returns {string | undefined} undefined when it says nothing of that release
 */
export function releaseNotes(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find((text) => text.startsWith(`[${version}]`) || text.startsWith(`${version} `))
  // Links to earlier releases stand below the last section.
  const notes = section
    ?.split('\n')
    .slice(1)
    .join('\n')
    .replace(/^\[[^\]]+\]: .*$/gm, '')
    .trim()
  return notes || undefined
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const version = (process.argv[2] ?? '').replace(/^v/, '')
  const notes = releaseNotes(readFileSync('CHANGELOG.md', 'utf8'), version)
  if (!notes) {
    console.error(`CHANGELOG.md says nothing of ${version}`)
    process.exit(1)
  }
  console.log(notes)
}
