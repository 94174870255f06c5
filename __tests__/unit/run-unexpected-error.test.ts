import { expect, test } from '@jest/globals'
import { createVirtualClock } from '../../sandbox/clock.js'
import { createRandom } from '../../sandbox/random.js'
import { gitHubStoreFor, headHunterFor } from '../../src/compose.js'
import type { HeadHunter } from '../../src/domain/headhunter.js'
import { createShutdown } from '../../src/domain/shutdown.js'
import { createUnusableStore } from '../../src/github/store.js'
import { diagnostic } from '../../src/reasons/index.js'
import { run } from '../../src/run.js'
import { type InputName, readSettings, type Settings } from '../../src/settings/settings.js'
import { createRecorder } from '../support/recorder.js'
import { createWorld, inputsOf, type World } from '../support/world.js'

/** A client that breaks its promise never to throw. */
async function breaking(thrown: unknown) {
  const recorder = createRecorder()
  const settings = { clientSecret: 'SECRET', accessToken: 'TOKEN', dryRun: false } as Settings
  const ports = {
    headHunter: { resumes: () => Promise.reject(thrown) } as unknown as HeadHunter,
    store: createUnusableStore(diagnostic('github_token_missing')),
    shutdown: createShutdown(),
    clock: createVirtualClock({ start: 0, random: createRandom(1) }),
    reporter: recorder,
  }
  return { report: await run({ settings, byHand: false }, ports), recorder }
}

test('an unexpected error: red, reported by its class and place, without its message', async () => {
  const { report, recorder } = await breaking(new RangeError('TOKEN 12345'))
  expect(report.diagnostics).toEqual([
    { severity: 'problem', diagnostic: { reason: 'unexpected_error', details: { code: 'RangeError' } } },
  ])
  expect(report.resumes).toEqual([])
  expect(report.cancelled).toBe(false)
  expect(recorder.lines[0]).toMatch(/^at .*run-unexpected-error/)
  expect(recorder.lines.every((line) => line.startsWith('at '))).toBe(true)
  expect(JSON.stringify([report, recorder])).not.toContain('12345')
})

test.each(['TOKEN 12345', undefined, { message: 'TOKEN 12345' }])(
  'even when no Error is thrown: %j',
  async (thrown) => {
    const { report, recorder } = await breaking(thrown)
    expect(report.diagnostics).toEqual([
      { severity: 'problem', diagnostic: { reason: 'unexpected_error', details: {} } },
    ])
    expect(recorder.lines).toEqual([])
    expect(JSON.stringify([report, recorder])).not.toContain('12345')
  },
)

test('an error without a stack leaves no line', async () => {
  const error = new TypeError('TOKEN 12345')
  delete error.stack
  const { report, recorder } = await breaking(error)
  expect(report.diagnostics[0]?.diagnostic.details).toEqual({ code: 'TypeError' })
  expect(recorder.lines).toEqual([])
  expect(JSON.stringify([report, recorder])).not.toContain('12345')
})

test('in the check of the store: the touches are finished and reported', async () => {
  const world = createWorld({ resumes: 1 })
  const { clock, urls } = world.sandbox
  const settings = settingsOf(world)
  const collaborators = { transport: world.sandbox.transport(), clock, reporter: createRecorder() }
  const store = gitHubStoreFor(settings, undefined, collaborators)
  const report = await run(
    { settings, byHand: false },
    {
      ...collaborators,
      shutdown: createShutdown(),
      headHunter: headHunterFor(settings, collaborators),
      store: { ...store, checkHealth: () => Promise.reject(new RangeError(urls.hhUrl)) },
    },
  )
  expect(report.resumes.map(({ diagnostic: { reason } }) => reason)).toEqual(['touched'])
  expect(report.diagnostics.map(({ diagnostic: { reason } }) => reason)).toEqual(['unexpected_error'])
})

function settingsOf(world: World): Settings {
  const inputs = inputsOf(world)
  const read = readSettings({ read: (name: InputName) => inputs[name] ?? '', nameOf: (name) => name })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.settings
}
