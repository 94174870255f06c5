import { inputsOf, REPOSITORY, type World } from '../../__tests__/support/world.js'
import { gitHubStoreFor, guardCollaborators, headHunterFor } from '../../src/compose.js'
import type { Transport } from '../../src/domain/http.js'
import type { ProgressReporter } from '../../src/domain/progress.js'
import { isRed } from '../../src/domain/report.js'
import { createShutdown } from '../../src/domain/shutdown.js'
import { run } from '../../src/run.js'
import { readSettings } from '../../src/settings/settings.js'

/** What one run does; it lasts as long as the sandbox's clock says. */
export type Policy = (world: World) => Promise<void>

const SILENT: ProgressReporter = { mask: () => {}, report: () => {}, recoveryCode: () => {}, debug: () => {} }

/** This project's own code, on the stand-ins. */
export const touching =
  (maxWait: string): Policy =>
  async (world) => {
    const inputs = inputsOf(world, world.sandbox.urls, { 'max-wait': maxWait })
    const read = readSettings({ read: (name) => inputs[name] ?? '', nameOf: (name) => name })
    if (!read.ok) throw new Error(`the inputs make no sense: ${JSON.stringify(read.problems)}`)
    const shutdown = createShutdown()
    const collaborators = guardCollaborators(
      { transport: slow(world), clock: world.sandbox.clock, reporter: SILENT },
      shutdown,
    )
    const report = await run(
      { settings: read.settings, byHand: false },
      {
        ...collaborators,
        shutdown,
        headHunter: headHunterFor(read.settings, collaborators),
        store: gitHubStoreFor(read.settings, REPOSITORY, collaborators),
      },
    )
    if (isRed(report)) throw new Error(`a simulated run ended red: ${JSON.stringify(report)}`)
  }

/** The script that came before this project: touch at each firing, whatever HeadHunter says. Here it never loses its token. */
export const seedPolicy: Policy = async (world) => {
  const { sandbox, resumes } = world
  if (!sandbox.headHunter.accepts(world.pair.accessToken)) world.pair = sandbox.headHunter.issuePair()
  const send = slow(world)
  for (const { id } of resumes) {
    await send({
      method: 'POST',
      url: `${sandbox.urls.hhUrl}/resumes/${id}/publish`,
      route: '/resumes/{id}/publish',
      headers: { 'user-agent': 'Seed/1.0 (simulation)', authorization: `Bearer ${world.pair.accessToken}` },
      timeoutMs: 30_000,
    })
  }
}

/** How long HeadHunter and GitHub take to answer, in milliseconds. */
const LATENCY = 200

const slow = ({ sandbox }: World): Transport => {
  const transport = sandbox.transport()
  return async (request) => {
    await sandbox.clock.sleep(LATENCY)
    return transport(request)
  }
}
