import { describe, expect, test } from '@jest/globals'
import { createShutdown, listenToSignals } from '../../../src/domain/shutdown.js'

const laterOn = () => new Promise((resolve) => setImmediate(resolve))

describe('signals', () => {
  const signals =
    process.platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM', 'SIGHUP']

  test.each(signals)('%s is listened to, and let go again', (signal) => {
    let heard = 0
    const before = process.listenerCount(signal)
    const stop = listenToSignals({ interrupt: () => heard++ })
    process.emit(signal as NodeJS.Signals)
    expect(heard).toBe(1)
    stop()
    expect(process.listenerCount(signal)).toBe(before)
  })
})

describe('a shutdown after the signal', () => {
  test('begins no critical section any more', async () => {
    const shutdown = createShutdown()
    shutdown.interrupt()
    let ran = false
    void shutdown.runCritical(
      async () => {
        ran = true
      },
      () => {},
    )
    await laterOn()
    expect(ran).toBe(false)
  })

  test('sends nothing and sleeps no more', async () => {
    const shutdown = createShutdown()
    const done: string[] = []
    const transport = shutdown.transport(async () => done.push('sent') as never)
    const clock = shutdown.clock({
      now: () => 0,
      monotonic: () => 0,
      random: () => 0,
      sleep: async () => void done.push('slept'),
    })
    shutdown.interrupt()
    void transport({} as never)
    void clock.sleep(1)
    await laterOn()
    expect(done).toEqual([])
  })

  test('lets a section end, passes it each signal, and never continues after it', async () => {
    const shutdown = createShutdown()
    const seen: string[] = []
    void shutdown.cancelled.then(() => seen.push('cancelled'))
    let leave = () => {}
    const section = new Promise<void>((resolve) => {
      leave = resolve
    })
    void shutdown
      .runCritical(
        () => section,
        () => seen.push('signal'),
      )
      .then(() => seen.push('over'))
    shutdown.interrupt()
    shutdown.interrupt()
    await laterOn()
    expect(seen).toEqual(['signal', 'signal'])
    leave()
    await laterOn()
    expect(seen).toEqual(['signal', 'signal', 'cancelled', 'over'])
    shutdown.interrupt()
    expect(seen).toHaveLength(4)
  })
})
