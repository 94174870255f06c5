// After a build: dist must be what is committed, untracked files included.
import { execFileSync } from 'node:child_process'

const changed = execFileSync('git', ['status', '--porcelain', '--', 'dist'], { encoding: 'utf8' })
if (changed !== '') {
  console.error(`dist is not what the sources build; commit the result of \`npm run build\`:\n${changed}`)
  process.exit(1)
}
