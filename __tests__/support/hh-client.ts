import { afterEach } from '@jest/globals'
import { createVirtualClock, type SandboxClock } from '../../sandbox/clock.js'
import { createRandom } from '../../sandbox/random.js'
import type { HeadHunter } from '../../src/domain/headhunter.js'
import type { HeadHunterOptions } from '../../src/headhunter/call.js'
import { createHeadHunter } from '../../src/headhunter/client.js'
import { createHttpTransport } from '../../src/http/client.js'
import { type Scripted, type ScriptedServer, startScripted } from './raw-server.js'
import { createRecorder, type Recorder } from './recorder.js'

export const NOW = Date.UTC(2026, 0, 5, 9)

export interface ClientUnderTest {
  headHunter: HeadHunter
  recorder: Recorder
  clock: SandboxClock
  close(): void
}

/** HeadHunter's client over real HTTP, in virtual time. */
export function createClient(apiUrl: string, given: Partial<HeadHunterOptions> = {}): ClientUnderTest {
  const transport = createHttpTransport()
  const recorder = createRecorder()
  const clock = createVirtualClock({ start: NOW, random: createRandom(1) })
  const headHunter = createHeadHunter({
    apiUrl,
    host: 'hh.ru',
    locale: 'RU',
    userAgent: 'hh-resume-touch/1.0 (test)',
    clientId: 'CLIENT',
    clientSecret: 'SECRET',
    timeoutMs: 30_000,
    transport,
    clock,
    reporter: recorder,
    ...given,
  })
  return { headHunter, recorder, clock, close: () => transport.close() }
}

let openedLast: (() => unknown)[] = []

/** What is opened in a test is closed after it. */
export const closeLater = (...closers: (() => unknown)[]): void => {
  openedLast.push(...closers)
}

afterEach(async () => {
  for (const close of openedLast.reverse()) await close()
  openedLast = []
})

/** The client before a server that gives one answer after the other. */
export async function clientFor(
  answers: (Scripted | 'reset')[],
  given: Partial<HeadHunterOptions> = {},
): Promise<ClientUnderTest & { server: ScriptedServer }> {
  const server = await startScripted(...answers)
  const client = createClient(server.url, given)
  closeLater(server.close, client.close)
  return { ...client, server }
}

/** An answer as HeadHunter gives it, at the moment `NOW`. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Scripted => ({
  status,
  headers: { 'content-type': 'application/json', date: new Date(NOW).toUTCString(), ...headers },
  body: JSON.stringify(body),
})
