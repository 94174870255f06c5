import { describe, expect, test } from '@jest/globals'
import { DAY } from '../../../src/domain/clock.js'
import { createShutdown, endInterrupted, listenToSignals } from '../../../src/domain/shutdown.js'
import { runInProcess } from '../../support/in-process.js'
import { createWorld, type World } from '../../support/world.js'

const interruptAt = (world: World, route: RegExp, phase: 'arrived' | 'done') => {
  const shutdown = createShutdown()
  const stop = world.sandbox.watch((request, at) => {
    if (!route.test(request.route) || at !== phase) return
    stop()
    shutdown.interrupt()
  })
  return shutdown
}
const expired = () => {
  const world = createWorld()
  world.sandbox.clock.advance(15 * DAY)
  return world
}

describe('a signal outside the critical section', () => {
  test('ends the run at once, as canceled, without further requests', async () => {
    const world = createWorld()
    const shutdown = interruptAt(world, /publish$/, 'arrived')
    const { report } = await runInProcess(world, {}, { shutdown })
    expect(report.cancelled).toBe(true)
    expect(report.diagnostics.map((reported) => reported.diagnostic.reason)).toEqual(['cancelled'])
    const sent = world.sandbox.requests.length
    await new Promise((resolve) => setImmediate(resolve))
    expect(world.sandbox.requests).toHaveLength(sent)
  })

  test('a transport that fails after the end is ignored like one that answers', async () => {
    const shutdown = createShutdown()
    const failing = shutdown.transport(() => Promise.reject(new Error('late')))
    const outcome = Promise.race([
      failing({} as never).catch(() => 'failed'),
      shutdown.cancelled.then(() => 'left'),
    ])
    shutdown.interrupt()
    expect(await outcome).toBe('left')
    expect(
      await Promise.race([
        shutdown.runCritical(
          async () => 'ran',
          () => {},
        ),
        Promise.resolve('stands still'),
      ]),
    ).toBe('stands still')
    const after = shutdown.clock({
      now: () => 1,
      monotonic: () => 2,
      random: () => 0.5,
      sleep: async () => {},
    })
    expect(await Promise.race([after.sleep(1).then(() => 'slept'), Promise.resolve('stands still')])).toBe(
      'stands still',
    )
    expect([after.now(), after.monotonic(), after.random()]).toEqual([1, 2, 0.5])
  })

  test('a failure before the signal is a failure', async () => {
    const failing = createShutdown().transport(() => Promise.reject(new Error('now')))
    await expect(failing({} as never)).rejects.toThrow('now')
  })
})

describe('a signal inside the critical section', () => {
  test.each([
    ['before HeadHunter acted', /^POST \/token/, 'arrived'],
    ['after HeadHunter acted', /^POST \/token/, 'done'],
  ] as const)('%s: the pair is saved, then the run ends as cancelled', async (_name, route, phase) => {
    const world = expired()
    const shutdown = interruptAt(world, route, phase)
    const { report, recorder } = await runInProcess(world, {}, { shutdown })
    expect(report.cancelled).toBe(true)
    expect(report.tokensRotated).toBe(true)
    const { HH_ACCESS_TOKEN = '' } = world.sandbox.github.secrets()
    expect(world.sandbox.headHunter.accepts(HH_ACCESS_TOKEN)).toBe(true)
    expect(world.sandbox.headHunter.touches()).toEqual([])
    // The process may be killed before the save is done: the code comes first.
    expect(recorder.codes).toHaveLength(1)
    expect(recorder.events.map((progress) => progress.kind)).toContain('interrupted_while_saving')
  })

  test('while saving fails: the code is printed at once, and the save is retried without backoff', async () => {
    const world = expired()
    world.sandbox.faults.add({ service: 'github', route: /^PUT/, kind: 'http_503', nth: 2, times: 8 })
    const shutdown = createShutdown()
    let puts = 0
    world.sandbox.watch((request, phase) => {
      if (phase === 'done' && request.method === 'PUT' && ++puts === 4) shutdown.interrupt()
    })
    const started = world.sandbox.clock.now()
    const { report, recorder } = await runInProcess(world, {}, { shutdown })
    expect(recorder.codes).toHaveLength(1)
    expect(report.tokensRotated).toBe(true)
    expect(world.sandbox.clock.now() - started).toBeLessThan(30_000)
  })

  test('after the deciding write there is nothing to rescue', async () => {
    const world = expired()
    const shutdown = createShutdown()
    let puts = 0
    world.sandbox.watch((request, phase) => {
      if (phase === 'arrived' && request.method === 'PUT' && ++puts === 3) shutdown.interrupt()
    })
    const { report, recorder } = await runInProcess(world, {}, { shutdown })
    expect(report.cancelled).toBe(true)
    expect(recorder.codes).toEqual([])
    expect(world.sandbox.github.secrets().HH_REFRESH_TOKEN).not.toContain('hhpair1')
  })
})

test('the process’s own signals arrive, and are let go again', () => {
  const shutdown = createShutdown()
  const before = process.listenerCount('SIGTERM')
  const stop = listenToSignals(shutdown)
  process.emit('SIGTERM')
  expect(shutdown.signal.aborted).toBe(true)
  stop()
  expect(process.listenerCount('SIGTERM')).toBe(before)
})

describe('the end of the process after a signal', () => {
  const ended = (platform: NodeJS.Platform, ...resources: string[]) => {
    const calls: string[] = []
    const called =
      (name: string) =>
      (...given: unknown[]) =>
        calls.push([name, ...given].join(' '))
    endInterrupted({
      pid: 7,
      platform,
      getActiveResourcesInfo: () => ['TCPSocketWrap', ...resources],
      ...Object.fromEntries(
        (['emit', 'exit', 'kill', 'removeAllListeners'] as const).map((name) => [name, called(name)]),
      ),
    } as unknown as Parameters<typeof endInterrupted>[0])
    return calls
  }

  test('is Node’s own', () => {
    expect(ended('linux')).toEqual(['exit 130'])
    expect(ended('win32', 'GetAddrInfoReqWrap')).toEqual(['exit 130'])
  })

  test('does not wait for the look-up of a name, which Node’s own end would', () => {
    const calls = ['emit exit 130', 'removeAllListeners SIGINT', 'kill 7 SIGINT', 'exit 130']
    expect(ended('linux', 'GetAddrInfoReqWrap')).toEqual(calls)
  })
})
