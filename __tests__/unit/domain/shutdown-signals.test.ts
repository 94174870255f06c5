import { describe, expect, test } from '@jest/globals'
import { createLifeline, listenToSignals } from '../../../src/domain/shutdown.js'

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

describe('a lifeline after the signal', () => {
  test('begins no critical section any more', async () => {
    const lifeline = createLifeline()
    lifeline.interrupt()
    let ran = false
    void lifeline.guard(
      async () => {
        ran = true
      },
      () => {},
    )
    await laterOn()
    expect(ran).toBe(false)
  })

  test('sends nothing and sleeps no more', async () => {
    const lifeline = createLifeline()
    const done: string[] = []
    const transport = lifeline.transport(async () => done.push('sent') as never)
    const clock = lifeline.clock({
      now: () => 0,
      random: () => 0,
      sleep: async () => void done.push('slept'),
    })
    lifeline.interrupt()
    void transport({} as never)
    void clock.sleep(1)
    await laterOn()
    expect(done).toEqual([])
  })

  test('lets a section end, tells it each signal, and stands still after it', async () => {
    const lifeline = createLifeline()
    const seen: string[] = []
    void lifeline.cancelled.then(() => seen.push('cancelled'))
    let leave = () => {}
    const section = new Promise<void>((resolve) => {
      leave = resolve
    })
    void lifeline
      .guard(
        () => section,
        () => seen.push('signal'),
      )
      .then(() => seen.push('over'))
    lifeline.interrupt()
    lifeline.interrupt()
    await laterOn()
    expect(seen).toEqual(['signal', 'signal'])
    leave()
    await laterOn()
    expect(seen).toEqual(['signal', 'signal', 'cancelled', 'over'])
    lifeline.interrupt()
    expect(seen).toHaveLength(4)
  })
})
