import { describe, expect, test } from '@jest/globals'
import { DAY, HOUR } from '../../src/domain/clock.js'
import { runInProcess } from '../support/in-process.js'
import { createWorld } from '../support/world.js'

describe('the life of a pair', () => {
  test('touch, too early, rotate after fifteen days, touch with what was saved', async () => {
    const world = createWorld()
    const first = await runInProcess(world)
    expect(first.report.diagnostics).toEqual([])
    expect(first.report.resumes.map((resume) => resume.outcome)).toEqual(['touched', 'touched', 'touched'])

    world.sandbox.clock.advance(HOUR)
    const early = await runInProcess(world)
    expect(early.report.resumes.map((resume) => resume.diagnostic.reason)).toEqual([
      'too_early',
      'too_early',
      'too_early',
    ])

    world.sandbox.clock.advance(15 * DAY)
    const rotating = await runInProcess(world)
    expect(rotating.report.diagnostics).toEqual([])
    expect(rotating.report.tokensRotated).toBe(true)
    const secrets = world.sandbox.github.secrets()
    expect(secrets.HH_ACCESS_TOKEN).not.toBe(world.pair.accessToken)
    expect(world.sandbox.headHunter.accepts(secrets.HH_ACCESS_TOKEN ?? '')).toBe(true)
    expect(world.sandbox.headHunter.refreshable(secrets.HH_REFRESH_TOKEN ?? '')).toBe(true)

    world.sandbox.clock.advance(5 * HOUR)
    const next = await runInProcess(world)
    expect(next.report.resumes.map((resume) => resume.outcome)).toEqual(['touched', 'touched', 'touched'])
  })
})
