// Makes __tests__/contracts/github.openapi.generated.json from GitHub's own description of its API. The package is
// 385 MB and is needed at this moment only: it is installed into a folder that is removed afterwards.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { linesOf, sliceOf } from './slice-openapi.mjs'

const PACKAGE = '@octokit/openapi@23.0.2'
const TARGET = '__tests__/contracts/github.openapi.generated.json'
const OPERATIONS = [
  ...[
    '/repos/{owner}/{repo}/actions/secrets',
    '/repos/{owner}/{repo}/environments/{environment_name}/secrets',
  ].flatMap((secrets) => [
    `GET ${secrets}`,
    `GET ${secrets}/public-key`,
    `GET ${secrets}/{secret_name}`,
    `PUT ${secrets}/{secret_name}`,
    `DELETE ${secrets}/{secret_name}`,
  ]),
  'GET /repos/{owner}/{repo}',
  'GET /user',
]

const folder = mkdtempSync(join(tmpdir(), 'github-openapi-'))
try {
  const install = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--silent', PACKAGE]
  execFileSync('npm', install, { stdio: 'inherit', shell: process.platform === 'win32' })
  const file = join(folder, 'node_modules/@octokit/openapi/generated/api.github.com.json')
  const slice = sliceOf(JSON.parse(readFileSync(file, 'utf8')), OPERATIONS)
  const origin = `${PACKAGE} (MIT), sliced by tools/contracts/slice-github-openapi.mjs`
  writeFileSync(TARGET, linesOf({ origin, ...slice }))
  console.log(`${TARGET}: ${OPERATIONS.length} operations of ${PACKAGE}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
