// Makes __tests__/contracts/github.openapi.generated.json from GitHub's own description of its API. The package is
// 385 MB and is needed at this moment only: it is installed into a folder that is removed afterwards, unless the folder
// in which it is installed already is given.
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
  'GET /app',
  'POST /app-manifests/{code}/conversions',
  'GET /repos/{owner}/{repo}/installation',
  'POST /app/installations/{installation_id}/access_tokens',
  'GET /repos/{owner}/{repo}/actions/runs',
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
  'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}',
  'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
  'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
  'GET /repos/{owner}/{repo}/contents/{path}',
  'PUT /repos/{owner}/{repo}/contents/{path}',
  'POST /user/repos',
  'POST /orgs/{org}/repos',
  'GET /users/{username}',
]

const [given] = process.argv.slice(2)
const folder = given ?? mkdtempSync(join(tmpdir(), 'github-openapi-'))
try {
  const install = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--silent', PACKAGE]
  if (given === undefined)
    execFileSync('npm', install, { stdio: 'inherit', shell: process.platform === 'win32' })
  const file = join(folder, 'node_modules/@octokit/openapi/generated/api.github.com.json')
  const slice = sliceOf(JSON.parse(readFileSync(file, 'utf8')), OPERATIONS)
  const origin = `${PACKAGE} (MIT), sliced by tools/contracts/slice-github-openapi.mjs`
  writeFileSync(TARGET, linesOf({ origin, ...slice }))
  console.log(`${TARGET}: ${OPERATIONS.length} operations of ${PACKAGE}`)
} finally {
  if (given === undefined) rmSync(folder, { recursive: true, force: true })
}
