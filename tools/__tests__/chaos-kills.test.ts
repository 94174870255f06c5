import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { install, runAction, secretsOf, visibleLog } from '../../__tests__/support/action.js'
import { createWorld, type World } from '../../__tests__/support/world.js'
import { createRandom } from '../../sandbox/random.js'
import { DAY } from '../../src/domain/clock.js'
import { placeOfPair } from '../chaos/pair-place.js'

/**
 * Real signals for the bundled Action, at random moments of a run that rotates the pair. `npm run chaos -- --kills 200`
 * sends more of them.
 */
const KILLS = Number(process.env.CHAOS_KILLS ?? 12)
const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000)
/** Milliseconds that each answer takes. */
const LATENCY = 25
/** How long a run lasts here, start and end included; the signals are spread over it. */
let usualMs = 0

let installed: ReturnType<typeof install>
beforeAll(async () => {
  installed = install()
  const begun = Date.now()
  await rotateUnderFire(undefined)
  usualMs = Date.now() - begun
}, 60_000)
afterAll(() => installed.remove())

interface Fire {
  signal: NodeJS.Signals
  /** Counted from the start of the run, or from HeadHunter's answer to the refresh. */
  from: 'start' | 'refresh'
  /** How far into it, as a share. */
  at: number
}

/** The moments from HeadHunter's answer until the save is long finished, in milliseconds. */
const WINDOW = 8 * LATENCY

const random = createRandom(SEED)
const moments = Array.from(
  { length: KILLS },
  (_, index): Fire => ({
    signal: index % 2 === 0 ? 'SIGTERM' : 'SIGINT',
    from: index % 3 === 0 ? 'start' : 'refresh',
    at: random.next(),
  }),
)

/** A run whose pair must be refreshed, and the signal that hits it. */
async function rotateUnderFire(fire: Fire | undefined) {
  const world = createWorld()
  world.sandbox.clock.advance(15 * DAY)
  world.sandbox.latency = LATENCY
  const urls = await world.sandbox.listen()
  const timers: NodeJS.Timeout[] = []
  let shoot = (_afterMs: number) => {}
  world.sandbox.watch(({ route }, phase) => {
    if (route === 'POST /token' && phase === 'done' && fire?.from === 'refresh') shoot(fire.at * WINDOW)
  })
  const onStart = (kill: (signal: NodeJS.Signals) => void) => {
    shoot = (afterMs) => {
      if (fire) timers.push(setTimeout(() => kill(fire.signal), afterMs))
    }
    if (fire?.from === 'start') shoot(fire.at * usualMs)
  }
  const run = await runAction(installed.folder, world, {}, { urls, onStart })
  timers.forEach(clearTimeout)
  await urls.close()
  return { world, run, printed: visibleLog(run.stdout) + run.stderr + run.summary }
}

const rotated = (world: World) => world.pair.refreshed

const codesIn = (text: string) => [...new Set(text.match(/hhrc1\.[A-Za-z0-9_-]+/g) ?? [])]

describe(`${KILLS} signals at random moments, seed ${SEED}`, () => {
  let rotations = 0

  test.each(moments)('$signal at $at from the $from', async (fire) => {
    const { world, run, printed } = await rotateUnderFire(fire)
    const clientSecret = world.sandbox.headHunter.state.applications[0]?.secret ?? ''
    const pairPlace = placeOfPair({
      sandbox: world.sandbox,
      place: {},
      clientSecret,
      codes: codesIn(printed),
    })
    expect(pairPlace).not.toBe('none')
    // A signal ends the process by itself only before it listens, and after it has said all.
    const saidAll = run.outputs['tokens-rotated'] === 'true'
    expect(run.signal === null || !rotated(world) || saidAll).toBe(true)
    for (const secret of secretsOf(world.sandbox)) expect(printed).not.toContain(secret)
    if (rotated(world)) rotations += 1
  })

  test('some of them hit a run that had rotated the pair', () => {
    expect(rotations).toBeGreaterThanOrEqual(Math.floor(KILLS / 3))
  })
})
