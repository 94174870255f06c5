import type { Clock } from '../../src/domain/clock.js'

/** For work that must not go on after the end of a process. */
export const never = <T>(): Promise<T> => new Promise(() => {})

/** The sleeps of one process, which end with it, so that they do not advance the clock afterwards. */
export class Sleeps {
  readonly #clock: Pick<Clock, 'sleep'>
  readonly #running = new Set<AbortController>()
  #ended = false

  constructor(clock: Pick<Clock, 'sleep'>) {
    this.#clock = clock
  }

  end(): void {
    this.#ended = true
    for (const sleep of this.#running) sleep.abort()
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (this.#ended) return never()
    if (signal?.aborted) return
    const running = new AbortController()
    const wake = () => running.abort()
    this.#running.add(running)
    signal?.addEventListener('abort', wake)
    await this.#clock.sleep(ms, running.signal)
    this.#running.delete(running)
    signal?.removeEventListener('abort', wake)
    if (this.#ended) return never()
  }
}
