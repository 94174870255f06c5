// Bundles what tsc compiled: the Action and the terminal command, each with the licences of what it carries.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'

const ncc = 'node_modules/@vercel/ncc/dist/ncc/cli.js'
rmSync('dist', { recursive: true, force: true })
for (const [entry, folder] of [
  ['lib/index.js', 'dist'],
  ['lib/cli/index.js', 'dist/cli'],
]) {
  execFileSync(process.execPath, [ncc, 'build', entry, '-o', folder, '--license', 'licenses.txt', '-q'], {
    stdio: 'inherit',
  })
}
