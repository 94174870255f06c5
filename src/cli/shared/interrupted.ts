import type { Shutdown } from '../../domain/shutdown.js'

/** A signal has come: what was awaited is left, so that whatever holds a port or a lock lets go of it. */
export class Interrupted extends Error {
  constructor() {
    super('a signal has come')
    this.name = 'Interrupted'
  }
}

export const unlessInterrupted = <T>(
  work: Promise<T>,
  { cancelled }: Pick<Shutdown, 'cancelled'>,
): Promise<T> =>
  Promise.race([
    work,
    cancelled.then(() => {
      throw new Interrupted()
    }),
  ])
