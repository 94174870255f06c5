import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { HOUR } from '../../src/domain/clock.js'
import { createWorld, inputsOf, REPOSITORY, type World } from '../support/world.js'

const before = { env: process.env, exitCode: process.exitCode }
let folder: string
let printed: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'index-'))
  printed = ''
  jest.resetModules()
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text
    return true
  })
})
afterEach(() => {
  jest.restoreAllMocks()
  process.env = before.env
  process.exitCode = before.exitCode
  rmSync(folder, { recursive: true })
})

/** The entry itself, in this process: its inputs come from the environment, its end is the exit code. */
async function start(world: World, given = {}) {
  const urls = await world.sandbox.listen()
  const output = join(folder, 'output')
  writeFileSync(output, '')
  const inputs = inputsOf(world, urls, given)
  const variables = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  process.env = {
    ...before.env,
    GITHUB_OUTPUT: output,
    GITHUB_REPOSITORY: REPOSITORY,
    ...Object.fromEntries(variables),
  }
  try {
    const { ended } = await import('../../src/index.js')
    await ended
  } finally {
    await urls.close()
  }
  return readFileSync(output, 'utf8')
}

test('green is 0, and red is 1', async () => {
  expect(await start(createWorld())).toContain('touched')
  expect([process.exitCode, printed.includes('::add-mask::')]).toEqual([0, true])
  jest.resetModules()
  await start(createWorld({ applicantMethods: false }))
  expect(process.exitCode).toBe(1)
})

test('cancelled is 130, at once', async () => {
  const world = createWorld()
  for (const resume of world.resumes) resume.updatedAt = world.sandbox.clock.now() - HOUR
  const exit = jest.spyOn(process, 'exit').mockImplementation((() => {}) as never)
  world.sandbox.watch(({ route }) => {
    if (route === 'GET /resumes/mine') setImmediate(() => process.emit('SIGINT'))
  })
  await start(world, { 'max-wait': '5h' })
  expect(exit).toHaveBeenCalledWith(130)
})
