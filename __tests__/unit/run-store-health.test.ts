import { describe, expect, test } from '@jest/globals'
import { networkAnswers } from '../../sandbox/headhunter/answers.js'
import { DAY } from '../../src/domain/clock.js'
import { catalogue } from '../../src/i18n/index.js'
import { runInProcess } from '../support/in-process.js'
import { createWorld, type World } from '../support/world.js'

const probes = (world: World) =>
  world.sandbox.requests
    .filter(({ path }) => path.endsWith('/HH_RESUME_TOUCH_PROBE'))
    .map(({ method }) => method)
const diagnosticsOf = (report: { diagnostics: { severity: string; diagnostic: { reason: string } }[] }) =>
  report.diagnostics.map(({ severity, diagnostic }) => `${severity}: ${diagnostic.reason}`)

describe('whether the next pair could be saved', () => {
  test('a scheduled run writes nothing for the check', async () => {
    const world = createWorld()
    const { report } = await runInProcess(world)
    expect([probes(world), report.storeHealth?.saving, report.tokensRotated]).toEqual([[], 'likely', false])
    expect(report.recoveryCode).toBeUndefined()
  })

  test.each([
    ['by hand', {}, { byHand: true }],
    ['dry', { 'dry-run': 'true' }, {}],
  ])('%s it is tried once, during the touches', async (_how, given, options) => {
    const world = createWorld()
    const { report } = await runInProcess(world, given, options)
    expect([probes(world), report.storeHealth?.saving]).toEqual([['PUT', 'DELETE'], 'verified'])
    expect(report.diagnostics).toEqual([])
  })

  test('by hand, and the pair is rotated, too: still tried once', async () => {
    const world = createWorld()
    world.sandbox.clock.advance(15 * DAY)
    const { report } = await runInProcess(world, {}, { byHand: true })
    expect([probes(world), report.tokensRotated]).toEqual([['PUT', 'DELETE'], true])
  })

  test('by hand it is checked even if the sign-in fails; on schedule it is not', async () => {
    const shut = () => {
      const world = createWorld()
      world.sandbox.headHunter.force('GET /resumes/mine', networkAnswers.region_blocked, 9)
      return world
    }
    const byHand = shut()
    const tried = await runInProcess(byHand, {}, { byHand: true })
    expect([probes(byHand), tried.report.storeHealth?.saving]).toEqual([['PUT', 'DELETE'], 'verified'])
    const scheduled = shut()
    const { report } = await runInProcess(scheduled)
    expect([probes(scheduled), report.storeHealth, report.resumes]).toEqual([[], undefined, []])
    expect(diagnosticsOf(report)).toEqual(['problem: region_blocked'])
  })

  test('what may not write is red by hand, and a warning on schedule', async () => {
    const byHand = await runInProcess(createWorld({ token: 'job' }), {}, { byHand: true })
    expect(diagnosticsOf(byHand.report)).toEqual(['problem: github_token_is_job_token'])
    expect(byHand.recorder.events).not.toContainEqual({ kind: 'store_verified' })
    const scheduled = await runInProcess(createWorld({ token: 'job' }))
    expect(diagnosticsOf(scheduled.report)).toEqual(['warning: github_token_is_job_token'])
  })

  test('what must be saved now is called that, on the last day alone', async () => {
    const early = await runInProcess(createWorld(), { 'github-token': '' })
    const world = createWorld()
    world.sandbox.clock.advance(15 * DAY)
    const due = await runInProcess(world, { 'github-token': '' })
    const details = [early, due].map(({ report }) => report.diagnostics[0]?.diagnostic.details)
    expect(details).toEqual([{}, { isDue: true }])
    const says = catalogue('en').reasons.github_token_missing.happened
    expect(details.map((each) => /\bnow\b/.test(says(each ?? {})))).toEqual([false, true])
  })

  test('a probe that could not be deleted is reported', async () => {
    const world = createWorld()
    world.sandbox.faults.add({ service: 'github', route: /^DELETE/, kind: 'http_503', times: 99 })
    const { report } = await runInProcess(world, {}, { byHand: true })
    expect(diagnosticsOf(report)).toEqual(['warning: probe_not_deleted'])
  })

  test('after a write that failed the proof before it says nothing', async () => {
    const unsaved = createWorld()
    unsaved.sandbox.clock.advance(15 * DAY)
    const isPair = ({ path }: { path: string }) => path.endsWith('/HH_REFRESH_TOKEN')
    unsaved.sandbox.faults.add({
      service: 'github',
      route: /^PUT/,
      match: isPair,
      kind: 'http_503',
      times: 999,
    })
    const rotating = await runInProcess(unsaved)
    expect([probes(unsaved), rotating.report.storeHealth?.saving]).toEqual([['PUT', 'DELETE'], 'unknown'])
    const unproved = createWorld()
    unproved.sandbox.faults.add({ service: 'github', route: /^PUT/, kind: 'http_503', times: 999 })
    const byHand = await runInProcess(unproved, {}, { byHand: true })
    expect(byHand.report.storeHealth?.saving).toBe('unknown')
    expect(diagnosticsOf(byHand.report)).toEqual(['problem: github_unreachable'])
  })
})

describe('the advice beside a failed save', () => {
  const advice = async (given: Parameters<typeof runInProcess>[1], secret: RegExp) => {
    const world = createWorld()
    world.sandbox.clock.advance(15 * DAY)
    const match = ({ path }: { path: string }) => secret.test(path)
    world.sandbox.faults.add({ service: 'github', route: /^PUT/, match, kind: 'http_503', times: 999 })
    const { report } = await runInProcess(world, given)
    const [cause] = report.diagnostics.filter(({ diagnostic }) => diagnostic.reason === 'github_unreachable')
    return (['en', 'ru'] as const).map((language) =>
      catalogue(language).reasons.github_unreachable.todo(cause?.diagnostic.details ?? {}),
    )
  }
  const [nextRun, byHand] = [/next run|следующий запуск/, /^(?:Try again|Попробуйте ещё раз)/]

  test('names the next run where that one does the same again', async () => {
    for (const text of await advice({}, /PROBE$/)) expect(text).toMatch(nextRun)
  })

  test.each([
    ['a pair that the next run does not have', {}, /REFRESH_TOKEN$/],
    ['a code that the next run does not have', { 'auth-code': 'CODE1234567' }, /PROBE$/],
  ])('names no next run for %s', async (_what, given, secret) => {
    for (const text of await advice(given, secret)) expect(text).toMatch(byHand)
  })
})
