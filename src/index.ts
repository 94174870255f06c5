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
import { annotateUnexpectedError, type Ending, main } from './action/main.js'
import { systemClock } from './domain/clock.js'
import { createShutdown, endInterrupted, listenToSignals } from './domain/shutdown.js'
import { createHttpTransport } from './http/client.js'

/** Named imports: the whole package would be loaded at every start, which takes time. */
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

const shutdown = createShutdown()
const transport = createHttpTransport()
listenToSignals(shutdown)
// Red until the run ends: a process that ends early, with nothing left to wait for, must not look like a success.
process.exitCode = 1
// A closed log must not end the run: a token pair can be on its way into the secrets.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {})
// Node would print the bundle's source and the error's message, which can hold secrets.
process.on('uncaughtException', () => {
  annotateUnexpectedError(core)
  process.exit(1)
})

const end = (ending: Ending): void => {
  transport.close()
  if (ending === 'cancelled') endInterrupted()
  process.exitCode = ending === 'green' ? 0 : 1
}

// Not awaited: Node reads a bundled module with a top-level await twice, which takes 12 ms at every start.
export const ended: Promise<void> = main({
  core,
  env: process.env,
  transport,
  clock: systemClock,
  shutdown,
}).then(end)
