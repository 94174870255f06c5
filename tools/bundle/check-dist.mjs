// dist must be what the sources build, byte by byte, and nothing else. Run after `npm run compile`.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const read = (folder) =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path)]),
  )

const folder = mkdtempSync(join(tmpdir(), 'dist-'))
execFileSync(process.execPath, ['tools/bundle/main.mjs', folder], { stdio: 'inherit' })
const built = read(folder)
const committed = read('dist')
rmSync(folder, { recursive: true })

const names = [...new Set([...built.keys(), ...committed.keys()])]
const changed = names.filter((name) => !built.get(name)?.equals(committed.get(name) ?? Buffer.alloc(0)))
if (changed.length > 0) {
  console.error(
    `dist is not what the sources build (${changed.join(', ')}): commit the result of \`npm run build\``,
  )
  process.exit(1)
}
