import { spawn } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { MUTANTS } from './mutants.mjs'

/**
 * The search for a life in which the account is lost.
 *
 *     npm run chaos -- --lives 20000 --seed 1     searches; a counterexample is printed with what replays it
 *     npm run chaos -- --replay SEED:PATH         lives that counterexample once more
 *     npm run chaos -- --mutant NAME | all        builds a bug in first: the search must find it within 2000 lives
 *     npm run chaos -- --kills 200                real signals for dist/index.js at that many moments
 *     npm run chaos -- --write-docs …             writes what it did into docs/reliability.md and .ru.md
 */
const { values } = parseArgs({
  options: {
    lives: { type: 'string', default: '2000' },
    seed: { type: 'string' },
    replay: { type: 'string' },
    mutant: { type: 'string' },
    kills: { type: 'string' },
    'write-docs': { type: 'boolean', default: false },
  },
})

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Its own for each search, so that two don't get in each other's way. */
const built = `${root}lib-chaos/${process.pid}/`
/** Lives of one process. The same on every machine, so that a seed means the same search everywhere. */
const SHARD_LIVES = 500
const WITHIN = 2_000

process.on('exit', () => rmSync(built, { recursive: true, force: true }))
const compiler = ['tsc', '--outDir', `${built}clean`]
await start('npx', compiler, { stdio: 'inherit' })
const { addUp } = await import(`${built}clean/tools/chaos/tally.js`)
const { summary } = await import(`${built}clean/tools/chaos/summary.js`)

if (values.mutant !== undefined) process.exitCode = await findMutants(values.mutant)
else if (values.kills !== undefined) await kills(values.kills)
else if (values.replay !== undefined) process.exitCode = await replay(values.replay)
else process.exitCode = await search(Number(values.lives), Number(values.seed ?? Date.now() % 1_000_000))

async function search(lives, seed) {
  console.log(`${lives} lives, seed ${seed}`)
  const begun = Date.now()
  let lived = 0
  const results = await shards('clean', lives, seed, {
    onResult({ failure }, share) {
      lived += share
      console.error(`${lived} of ${lives} lives`)
      if (failure) printCounterexample(failure)
    },
  })
  const tally = addUp(results.map((result) => result.tally))
  for (const line of summary(tally)) console.log(line)
  console.log(`took ${Math.round((Date.now() - begun) / 1000)} s`)
  if (results.some(({ failure }) => failure)) return 1
  console.log('No counterexample.')
  if (values['write-docs']) await document(tally, lives, seed)
  return 0
}

/** The test of the signals, with more of them; its failure is ours. */
async function kills(number) {
  const seed = values.seed ?? String(Date.now() % 1_000_000)
  const env = { ...process.env, CHAOS_KILLS: number, CHAOS_SEED: seed }
  const args = ['run', '-s', 'jest', '--', 'tools/__tests__/chaos-kills.test.ts', '--testTimeout', '60000']
  await start('npm', args, { stdio: 'inherit', env })
}

async function document(tally, lives, seed) {
  const { sweep } = await import(`${built}clean/tools/chaos/sweep.js`)
  const { writeDocs } = await import(`${built}clean/tools/chaos/docs.js`)
  writeDocs(root, { rows: await sweep(), tally, lives, seed })
}

async function replay(text) {
  const [, seed, path] = /^(-?\d+):([\d:]+)$/.exec(text) ?? []
  const { failure } = await shard('clean', { lives: 1, seed: Number(seed), path })
  if (failure) printCounterexample(failure)
  else console.log('It holds.')
  return failure ? 1 : 0
}

function printCounterexample({ message, lives, plan, story, seed, path }) {
  console.log(`\nCounterexample after ${lives} lives: ${message}`)
  console.log(plan)
  for (const line of story) console.log(line)
  console.log(`Again: npm run chaos -- --replay ${seed}:${path}`)
}

/** Every mutant must be found; 1 when one was not. */
async function findMutants(which) {
  const names = which === 'all' ? Object.keys(MUTANTS) : [which]
  let missed = 0
  for (const name of names) {
    buildMutant(name)
    const first = await firstFailure(`mutant-${name}`, Number(values.seed ?? 1))
    if (first === undefined) missed += 1
    console.log(first ? `${name}: found in life ${first.lives}: ${first.message}` : `${name}: NOT FOUND`)
    rmSync(`${built}mutant-${name}`, { recursive: true })
  }
  return missed === 0 ? 0 : 1
}

/** The others end as soon as one process has found it. */
async function firstFailure(build, seed) {
  const over = new AbortController()
  let first
  const onResult = ({ failure }) => {
    first ??= failure
    if (failure) over.abort()
  }
  await shards(build, WITHIN, seed, { shrink: false, onResult, signal: over.signal })
  return first
}

function buildMutant(name) {
  const edits = MUTANTS[name]
  if (edits === undefined) throw new Error(`no such mutant; there are ${Object.keys(MUTANTS).join(', ')}`)
  cpSync(`${built}clean`, `${built}mutant-${name}`, { recursive: true })
  for (let index = 0; index < edits.length; index += 3) {
    const [file, before, after] = edits.slice(index, index + 3)
    const path = `${built}mutant-${name}/${file}`
    const parts = readFileSync(path, 'utf8').split(before)
    if (parts.length !== 2) throw new Error(`${name}: ${file} has ${parts.length - 1} times: ${before}`)
    writeFileSync(path, parts.join(after))
  }
}

/** The parts of a search, side by side as far as there are processors. */
async function shards(build, lives, seed, { shrink = true, onResult = () => {}, signal } = {}) {
  const results = []
  const count = Math.ceil(lives / SHARD_LIVES)
  const waiting = Array.from({ length: count }, (_, index) => index)
  const work = async () => {
    for (let index = waiting.shift(); index !== undefined && !signal?.aborted; index = waiting.shift()) {
      const share = Math.min(SHARD_LIVES, lives - index * SHARD_LIVES)
      const result = await shard(build, { lives: share, seed: seed * 1_000 + index, shrink }, signal)
      if (result === undefined) return
      results[index] = result
      onResult(result, share)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return results
}

/** Undefined when the signal ended it. */
async function shard(build, options, signal) {
  const args = ['--no-warnings', `${built}${build}/tools/chaos/shard.js`, JSON.stringify(options)]
  try {
    return JSON.parse(await start(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], signal }))
  } catch (error) {
    if (signal?.aborted) return undefined
    throw error
  }
}

/** Runs a program to its end and gives back what it printed. */
function start(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, ...options })
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'))
      else reject(new Error(`${program} ended with ${code}`))
    })
  })
}
