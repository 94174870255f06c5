import pLimit from 'p-limit'
import { MINUTE, SECOND } from '../domain/clock.js'
import { diagnostic } from '../domain/diagnostic.js'
import type { Resume } from '../domain/headhunter.js'
import { barrier } from './plan.js'
import { hasMoved, type Job, type ResumesById, type TouchSession, wasTooEarly } from './session.js'

/** HeadHunter's limit is to the second; a touch on the dot may come too early. */
const AFTER_DUE = 2 * SECOND
/** A resume that was refused though it should be due is not tried again sooner than this. */
const AFTER_REFUSAL = 30 * SECOND
/** Whoever watches the log hears so often that the run still waits. */
const SILENCE = 10 * MINUTE
/** HeadHunter bears about ten requests a second from one address. */
const AT_ONCE = 3

/** Touches what is due and waits for what is next, round by round, until nothing within reach is left. */
export async function workInRounds(jobs: Job[], maxWaitMs: number, session: TouchSession): Promise<void> {
  const waitUntil = session.now() + maxWaitMs
  const withinReach = (job: Job) => job.dueAt === undefined || job.dueAt <= waitUntil
  let open = jobs.filter((job) => isDue(job, session) || withinReach(job))
  while (open.length > 0) {
    const due = open.filter((job) => isDue(job, session))
    await publish(due, session)
    const refused = session.now() < waitUntil ? await rereadTimes(due.filter(wasTooEarly), session) : []
    open = [...open.filter((job) => !due.includes(job)), ...refused.filter(withinReach)]
    if (open.length === 0) return
    await waitForNext(open, session)
    open = (await lookAgain(open, session)).filter(withinReach)
  }
}

/**
 * Much may happen in hours: a resume that its owner hid meanwhile would be published by the call that touches, and one
 * that was touched elsewhere has a later time now.
 */
async function lookAgain(open: Job[], session: TouchSession): Promise<Job[]> {
  const list = await session.lookAgain()
  return open.filter((job) => {
    const barred = list.ok ? barrier(list.value.get(job.resume.id)) : undefined
    const refusal = list.ok ? barred && diagnostic(barred) : list.diagnostic
    if (refusal) job.outcome = { ok: false, diagnostic: refusal, answerLost: false }
    else if (list.ok) learn(job, list.value)
    return refusal === undefined
  })
}

function learn(job: Job, list: ResumesById): void {
  const fresh = list.get(job.resume.id) as Resume
  // What was tried is measured by how it stood before.
  if (job.outcome === undefined) job.resume = fresh
  job.dueAt = Math.max(job.dueAt ?? 0, fresh.nextTouchAt ?? 0)
}

export const isDue = ({ dueAt }: Job, session: TouchSession): boolean =>
  dueAt === undefined || dueAt <= session.now()

async function publish(due: Job[], session: TouchSession): Promise<void> {
  if (due.length === 0) return
  const { headHunter, reporter } = session.ports
  reporter.report({ kind: 'touching', count: due.length })
  const limit = pLimit(AT_ONCE)
  const touch = async (job: Job) => {
    job.outcome = await headHunter.publish(session.accessToken, job.resume.id)
  }
  await Promise.all(due.map((job) => limit(touch, job)))
}

/** Refused as too early: HeadHunter's own time decides when to try again. Leaves out what is touched after all. */
async function rereadTimes(refused: Job[], session: TouchSession): Promise<Job[]> {
  if (refused.length === 0) return []
  const list = await session.list()
  const soonest = session.now() + AFTER_REFUSAL
  for (const job of refused) {
    job.dueAt = Math.max(list?.get(job.resume.id)?.nextTouchAt ?? soonest, soonest)
  }
  return refused.filter((job) => list === undefined || !hasMoved(job, list))
}

async function waitForNext(open: Job[], session: TouchSession): Promise<void> {
  const until = Math.min(...open.map((job) => job.dueAt ?? 0)) + AFTER_DUE
  const { clock, reporter } = session.ports
  for (let lasts = until - session.now(); lasts > 0; lasts = until - session.now()) {
    reporter.report({ kind: 'waiting', count: open.length, until, lasts })
    await clock.sleep(Math.min(lasts, SILENCE))
  }
}
