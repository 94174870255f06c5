import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An empty folder with nothing in it but the package, as npm packs it: what it does not carry is not there. */
export function installPackage(): { folder: string; command: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'setup-'))
  const target = join(folder, 'node_modules', 'hh-resume-touch')
  mkdirSync(target, { recursive: true })
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [{ filename }] = JSON.parse(packed)
  execFileSync('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', target])
  rmSync(join(folder, filename))
  mkdirSync(join(folder, 'node_modules', '.bin'))
  const command = join(folder, 'node_modules', '.bin', 'hh-resume-touch')
  symlinkSync('../hh-resume-touch/dist/cli/index.js', command)
  return { folder, command, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
