import { SECOND } from '../domain/clock.js'
import { hasMoved, type Job, type ResumesById, type TouchSession } from './session.js'

/** How the list stood after the touches. Undefined: not looked at, or HeadHunter would not show it. */
export type After = ResumesById | undefined

/** Before the second look at a touch that does not show yet. */
const SECOND_LOOK = 3 * SECOND

/** Reads the list once more, for a touch counts only if it shows; a second look where one does not show yet. */
export async function lookAfter(jobs: Job[], session: TouchSession): Promise<After> {
  const tried = jobs.filter((job) => job.outcome !== undefined)
  if (tried.length === 0) return undefined
  session.ports.reporter.report({ kind: 'verifying' })
  const first = await session.list()
  if (first === undefined || tried.every((job) => !job.outcome?.ok || hasMoved(job, first))) return first
  await session.ports.clock.sleep(SECOND_LOOK)
  return (await session.list()) ?? first
}
