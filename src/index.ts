import * as core from '@actions/core'
import { main } from './action/main.js'
import { systemClock } from './domain/clock.js'
import { createShutdown, listenToSignals } from './domain/shutdown.js'
import { createHttpTransport } from './http/client.js'
import { catalogue } from './i18n/index.js'

/** Signals end a shell's child with 128 and the signal's number; SIGINT is 2. */
const EXIT_CANCELLED = 130

const shutdown = createShutdown()
const transport = createHttpTransport()
listenToSignals(shutdown)
// Red until the run says otherwise: a process that ends for want of work must not look like a success.
process.exitCode = 1
// Node would print the bundle's source, and the error's message, which can hold anything.
process.on('uncaughtException', () => {
  const { title, happened, todo } = catalogue('en').reasons.unexpected_error
  core.error(`${happened({})} ${todo({})}`, { title })
  process.exit(1)
})

const ending = await main({ core, env: process.env, transport, clock: systemClock, shutdown })
transport.close()
if (ending === 'cancelled') process.exit(EXIT_CANCELLED)
process.exitCode = ending === 'green' ? 0 : 1
