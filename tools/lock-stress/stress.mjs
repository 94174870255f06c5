import { spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformSync } from '@swc/core'

const here = fileURLToPath(new URL('.', import.meta.url))
const src = resolve(here, '../../src')

/**
 * Many processes want one lock, some of them in containers of their own (another host name, another space of process ids; `mounted`: all of them, and only the file is shared); now and
 * then one is killed, and one is suspended. Whether two were ever inside at the same time is found afterwards in what they wrote.
 */
export async function stress({ rounds, processes = 8, mounted = false, random = Math.random }) {
  const folder = mkdtempSync(join(tmpdir(), 'lock-stress-'))
  const crowd = new Crowd(folder, canIsolate(), mounted)
  try {
    for (let i = 0; i < processes; i++) await crowd.add()
    while (crowd.entered() < rounds) {
      await pause(random() * 200)
      if (random() < 0.75) await crowd.killOne(random)
      else await crowd.suspendOne(random)
    }
    await crowd.end()
    return crowd.figures()
  } finally {
    await crowd.end()
    crowd.close()
    rmSync(folder, { recursive: true })
  }
}

/** Whether this machine lets us make containers, as the superuser may. */
export const canIsolate = () =>
  spawnSync('unshare', ['--uts', '--pid', '--mount', '--fork', 'true']).status === 0

const pause = (ms) => new Promise((done) => setTimeout(done, ms))
const now = () => process.hrtime.bigint()
const milliseconds = (ns) => Number(ns / 1000n) / 1000

class Crowd {
  #folder
  #isolates
  #mounted
  #built
  #log
  #reading
  #read = ''
  #events = []
  #workers = new Map()
  #count = 0
  #killedAt = new Map()
  #blocked = []
  #suspended = 0

  constructor(folder, isolates, mounted) {
    this.#folder = folder
    this.#isolates = isolates
    this.#mounted = mounted
    this.#built = join(folder, 'built')
    this.#log = join(folder, 'log')
    writeFileSync(this.#log, '')
    this.#reading = openSync(this.#log, 'r')
    writeFileSync(join(folder, '.env'), '')
    build(join(src, 'env-file/lock.ts'), this.#built)
  }

  /** Every second one is in a container. */
  async add() {
    const name = `p${++this.#count}`
    const isolated = this.#isolates && (this.#mounted || this.#count % 2 === 0)
    const shared = join(this.#folder, '.env')
    const file = this.#mounted ? this.#ownFolder(name) : shared
    const node = [process.execPath, join(here, 'worker.mjs'), this.#built, file, this.#log, name]
    const mount = this.#mounted ? `mount --bind ${shared} ${file};` : ''
    const start = `hostname $0; ${mount} exec "$@"`
    const container = ['unshare', '--uts', '--pid', '--mount', '--fork', 'sh', '-c', start, name]
    const [command, ...words] = isolated ? [...container, ...node] : node
    const child = spawn(command, words, { stdio: 'ignore' })
    const ended = new Promise((done) => child.once('exit', done))
    const pid = isolated ? await childOf(child.pid) : child.pid
    this.#workers.set(name, { pid, ended })
  }

  entered() {
    return this.#look().filter(({ event }) => event === 'in').length
  }

  /** Kills one, most often the one that holds the lock, and waits until another one gets in. */
  async killOne(random) {
    const name = this.#choose(random)
    const { pid, ended } = this.#workers.get(name)
    this.#workers.delete(name)
    const killedAt = now()
    process.kill(pid, 'SIGKILL')
    this.#killedAt.set(name, killedAt)
    await ended
    await this.add()
    const enteredAt = await this.#nextEntry(killedAt)
    this.#blocked.push(milliseconds(enteredAt - killedAt))
  }

  /** Kept from running, as on a machine that is busy with something else. */
  async suspendOne(random) {
    const { pid } = this.#workers.get(this.#choose(random))
    process.kill(pid, 'SIGSTOP')
    await pause(random() * 1500)
    process.kill(pid, 'SIGCONT')
    this.#suspended += 1
  }

  async end() {
    for (const [name, { pid, ended }] of this.#workers) {
      this.#killedAt.set(name, now())
      process.kill(pid, 'SIGKILL')
      await ended
    }
    this.#workers.clear()
    this.#look()
  }

  close() {
    closeSync(this.#reading)
  }

  figures() {
    const count = (wanted) => this.#events.filter(({ event }) => event === wanted).length
    const stays = this.#stays()
    return {
      rounds: count('in'),
      refused: count('refused'),
      twoInside: overlaps(stays),
      kills: this.#blocked.length,
      killedInside: stays.filter(({ killed }) => killed).length,
      suspended: this.#suspended,
      longestBlockedMs: Math.round(Math.max(0, ...this.#blocked)),
      inContainers: this.#isolates,
    }
  }

  /** As a container has it: of all that is there, only the file is shared. */
  #ownFolder(name) {
    mkdirSync(join(this.#folder, name))
    writeFileSync(join(this.#folder, name, '.env'), '')
    return join(this.#folder, name, '.env')
  }

  /** All that was written so far. */
  #look() {
    const chunk = Buffer.alloc(65_536)
    for (let length = 1; length > 0; ) {
      length = readSync(this.#reading, chunk)
      this.#read += chunk.toString('latin1', 0, length)
    }
    const lines = this.#read.split('\n')
    this.#read = lines.pop() ?? ''
    for (const line of lines) {
      const [name, event, at] = line.split(' ')
      this.#events.push({ name, event, at: BigInt(at) })
    }
    return this.#events
  }

  #choose(random) {
    const last = this.#look().findLast(({ event }) => event !== 'refused')
    if (last?.event === 'in' && this.#workers.has(last.name) && random() < 0.7) return last.name
    const names = [...this.#workers.keys()]
    return names[Math.floor(random() * names.length)]
  }

  async #nextEntry(after) {
    for (;;) {
      const entry = this.#look().find(({ event, at }) => event === 'in' && at > after)
      if (entry) return entry.at
      await pause(5)
    }
  }

  /** From entering to leaving, or to being killed. */
  #stays() {
    const stays = []
    const inside = new Map()
    for (const { name, event, at } of this.#events) {
      if (event === 'in') inside.set(name, at)
      if (event === 'out') stays.push({ from: inside.get(name), to: at, killed: false })
      if (event === 'out') inside.delete(name)
    }
    for (const [name, from] of inside) stays.push({ from, to: this.#killedAt.get(name), killed: true })
    return stays
  }
}

/** How many came while another was inside. */
function overlaps(stays) {
  let count = 0
  let until = 0n
  for (const { from, to } of stays.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (from < until) count += 1
    if (to > until) until = to
  }
  return count
}

/** The process that `unshare` runs, by its id out here. */
async function childOf(pid) {
  for (;;) {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
    if (children !== '') return Number(children.split(' ')[0])
    await pause(5)
  }
}

/** A module and all that it imports, as JavaScript. */
function build(file, out, done = new Set()) {
  if (done.has(file)) return
  done.add(file)
  const text = readFileSync(file, 'utf8')
  const target = join(out, relative(src, file)).replace(/\.ts$/, '.js')
  mkdirSync(dirname(target), { recursive: true })
  const { code } = transformSync(text, { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } })
  writeFileSync(target, code)
  writeFileSync(join(out, 'package.json'), '{"type":"module"}')
  for (const [, path] of code.matchAll(/from ['"](\.[^'"]+)\.js['"]/g))
    build(resolve(dirname(file), `${path}.ts`), out, done)
}
