import {
  debug,
  endGroup,
  error,
  getInput,
  info,
  notice,
  setOutput,
  setSecret,
  startGroup,
  warning,
} from '@actions/core'
import { type Ending, main } from './action/main.js'
import { systemClock } from './domain/clock.js'
import { createShutdown, listenToSignals } from './domain/shutdown.js'
import { createHttpTransport } from './http/client.js'
import { catalogue } from './i18n/index.js'

/** By name: of the package as a whole, everything would be loaded at every start, most of it for nothing. */
const core = {
  debug,
  endGroup,
  error,
  getInput,
  info,
  notice,
  setOutput,
  setSecret,
  startGroup,
  warning,
}

/** Signals end a shell's child with 128 and the signal's number; SIGINT is 2. */
const EXIT_CANCELLED = 130

const shutdown = createShutdown()
const transport = createHttpTransport()
listenToSignals(shutdown)
// Red until the run says otherwise: a process that ends for want of work must not look like a success.
process.exitCode = 1
// Whoever reads may go away: the work goes on, for a token pair may be on its way into the secrets.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {})
// Node would print the bundle's source, and the error's message, which can hold anything.
process.on('uncaughtException', () => {
  const { title, happened, todo } = catalogue('en').reasons.unexpected_error
  core.error(`${happened({})} ${todo({})}`, { title })
  process.exit(1)
})

const end = (ending: Ending): void => {
  transport.close()
  if (ending === 'cancelled') process.exit(EXIT_CANCELLED)
  process.exitCode = ending === 'green' ? 0 : 1
}

// Not awaited here: a module that waits is bundled in a way that makes Node read it twice, 12 ms at every start.
export const ended: Promise<void> = main({
  core,
  env: process.env,
  transport,
  clock: systemClock,
  shutdown,
}).then(end)
