// @ts-check
// For what needs the Node that runners use: elsewhere the script starts anew on it, fetched by npm itself.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Comes back only on that Node, or a newer one. */
export function onNode24() {
  const wanted = readFileSync('.node-version', 'utf8').trim()
  if (Number.parseInt(process.versions.node, 10) >= Number.parseInt(wanted, 10)) return
  const node = `node-${process.platform}-${process.arch}@${wanted}`
  const again = ['--yes', '--package', node, '--', 'node', ...process.argv.slice(1)]
  const { status } = spawnSync('npx', again, { stdio: 'inherit', shell: process.platform === 'win32' })
  process.exit(status ?? 1)
}
