import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The Action as a process of its own: `NODE_EXTRA_CA_CERTS` and the proxy variables are read when one starts. */
export interface CompiledAction {
  folder: string
  run(env: Record<string, string>): Promise<Ended>
  remove(): void
}

export interface Ended {
  code: number | null
  /** What it wrote, the outputs' commands included. */
  stdout: string
  stderr: string
}

/** Compiled into a folder of its own: whatever `lib` and `dist` hold at this moment, these are the sources. */
export function compileAction(): CompiledAction {
  const folder = mkdtempSync(join(tmpdir(), 'hh-resume-touch-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction')
  const compiler = resolve('node_modules/typescript/bin/tsc')
  const compiled = spawnSync(
    process.execPath,
    [compiler, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', join(folder, 'lib')],
    { encoding: 'utf8' },
  )
  if (compiled.status !== 0) throw new Error(compiled.stdout)
  return {
    folder,
    run: (env) => runProcess(join(folder, 'lib/index.js'), env),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function runProcess(file: string, env: Record<string, string>): Promise<Ended> {
  const { PATH = '', SystemRoot = '' } = process.env
  const child = spawn(process.execPath, [file], { env: { PATH, SystemRoot, ...env } })
  const ended: Ended = { code: null, stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    ended.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    ended.stderr += chunk
  })
  return new Promise((settle, reject) => {
    child.on('error', reject)
    child.on('close', (code) => settle({ ...ended, code }))
  })
}
