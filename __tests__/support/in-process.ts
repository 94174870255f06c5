import { gitHubStoreFor, guardCollaborators, headHunterFor } from '../../src/compose.js'
import type { Transport } from '../../src/domain/http.js'
import type { RunReport } from '../../src/domain/report.js'
import { createShutdown, type Shutdown } from '../../src/domain/shutdown.js'
import { run } from '../../src/run.js'
import { type InputName, readSettings } from '../../src/settings/settings.js'
import { expectContractsKept } from '../contracts/validator.js'
import { createRecorder, type Recorder } from './recorder.js'
import { type Inputs, inputsOf, REPOSITORY, type World } from './world.js'

export interface InProcessOptions {
  byHand?: boolean
  shutdown?: Shutdown
  /** The run at GitHub that this is part of; without it the time of queueing is unknown. */
  workflowRun?: { id: number }
  /** Between the run and the sandbox. */
  through?: (transport: Transport) => Transport
}

export interface InProcessRun {
  report: RunReport
  recorder: Recorder
}

/** A whole run on the sandbox's own clock: the core alone, without a process and without reports. */
export async function runInProcess(
  world: World,
  given: Inputs = {},
  options: InProcessOptions = {},
): Promise<InProcessRun> {
  const {
    byHand = false,
    workflowRun,
    shutdown = createShutdown(),
    through = (transport) => transport,
  } = options
  const inputs = inputsOf(world, world.sandbox.urls, given)
  const read = readSettings({ read: (name: InputName) => inputs[name] ?? '', nameOf: (name) => name })
  if (!read.ok) throw new Error(`the scenario's inputs make no sense: ${JSON.stringify(read.problems)}`)
  const recorder = createRecorder()
  const transport = through(world.sandbox.transport())
  const collaborators = guardCollaborators(
    { transport, clock: world.sandbox.clock, reporter: recorder },
    shutdown,
  )
  const report = await run(
    { settings: read.settings, byHand },
    {
      ...collaborators,
      shutdown,
      headHunter: headHunterFor(read.settings, collaborators),
      store: gitHubStoreFor(
        read.settings,
        REPOSITORY,
        collaborators,
        workflowRun && { id: String(workflowRun.id) },
      ),
    },
  )
  expectContractsKept(world.sandbox)
  return { report, recorder }
}
