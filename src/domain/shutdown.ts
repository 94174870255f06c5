import type { Clock } from './clock.js'
import type { Transport } from './http.js'

/**
 * What a signal (a canceled run, Ctrl-C) does. Outside the critical section it ends every wait at once. Inside it, from
 * just before a one-time token is spent until the new pair is saved, it only shortens the retries of the save.
 */
export interface Shutdown {
  /** Aborted at the first signal. */
  readonly signal: AbortSignal
  /** Resolves when the run is to end as cancelled: at the signal, or, inside the section, when that is over. */
  readonly cancelled: Promise<void>
  /** Runs the critical section; `onSignal` is called when a signal comes while it lasts. */
  runCritical<T>(section: () => Promise<T>, onSignal: () => void): Promise<T>
  /** Collaborators that never answer once the run is canceled, so that no further request is sent. */
  transport(transport: Transport): Transport
  clock(clock: Clock): Clock
  /** The signal has come. */
  interrupt(): void
}

/** A promise that never settles: code that awaits it does not continue. */
const never = <T>(): Promise<T> => new Promise(() => {})

export function createShutdown(): Shutdown {
  const signalled = new AbortController()
  let guarded = 0
  let onSignalInside: (() => void) | undefined
  let frozen = false
  let cancel: () => void = () => {}
  const cancelled = new Promise<void>((resolve) => {
    cancel = resolve
  })

  const freezeIfDue = (): void => {
    if (!signalled.signal.aborted || guarded > 0) return
    frozen = true
    cancel()
  }
  const unlessFrozen = async <T>(work: () => Promise<T>): Promise<T> => {
    if (frozen) return never()
    try {
      const result = await work()
      return frozen ? await never<T>() : result
    } catch (error) {
      return frozen ? await never<T>() : Promise.reject(error)
    }
  }

  return {
    signal: signalled.signal,
    cancelled,
    async runCritical(section, onSignal) {
      if (frozen) return never()
      guarded += 1
      onSignalInside = onSignal
      try {
        return await section()
      } finally {
        guarded -= 1
        onSignalInside = undefined
        freezeIfDue()
      }
    },
    transport: (transport) => (request) => unlessFrozen(() => transport(request)),
    clock: (clock) => ({ ...clock, sleep: (ms, signal) => unlessFrozen(() => clock.sleep(ms, signal)) }),
    interrupt() {
      signalled.abort()
      onSignalInside?.()
      freezeIfDue()
    },
  }
}

/** A signal has come: what was awaited is left, so that whatever holds a port or a file lets go of it. */
export class Interrupted extends Error {
  constructor() {
    super('a signal has come')
    this.name = 'Interrupted'
  }
}

/** The work's result, unless a signal ends the wait for it. */
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

/** GitHub's runner sends SIGINT, 7.5 seconds later SIGTERM, and kills 2.5 seconds after that. */
const SIGNALS: NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Ties a shutdown to the process's signals. Returns what unties it. */
export function listenToSignals(shutdown: Pick<Shutdown, 'interrupt'>): () => void {
  const listener = () => shutdown.interrupt()
  for (const signal of SIGNALS) process.on(signal, listener)
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener)
  }
}

/** Signals end a shell's child with 128 and the signal's number; SIGINT is 2. */
const INTERRUPTED = 130

type OwnProcess = Pick<
  NodeJS.Process,
  'emit' | 'exit' | 'getActiveResourcesInfo' | 'kill' | 'pid' | 'platform' | 'removeAllListeners'
>

/**
 * Ends the process after a signal. Node's own end waits for the look-up of a name, which takes half a minute where no server
 * answers; SIGINT itself ends it at once, and shells and GitHub's runner see the same code.
 */
export function endInterrupted(process: OwnProcess = globalThis.process): void {
  const isLookingUp = process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap')
  // Windows has no signals: it would report another code.
  if (isLookingUp && process.platform !== 'win32') {
    process.emit('exit', INTERRUPTED)
    process.removeAllListeners('SIGINT')
    process.kill(process.pid, 'SIGINT')
  }
  process.exit(INTERRUPTED)
}
