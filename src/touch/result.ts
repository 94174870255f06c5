import type { Resume } from '../domain/headhunter.js'
import type { ResumeResult } from '../domain/report.js'
import { type Diagnostic, diagnostic, type Reason } from '../reasons/index.js'
import { hasMoved, type ResumesById, type TouchTask } from './plan.js'

/** What is known when the results are made. */
export interface Aftermath {
  /** The list after the touches; undefined if it was not requested, or refused. */
  list: ResumesById | undefined
  /** What `forbidden` means for this application, if that was requested. */
  forbidden: Diagnostic | undefined
  /** By HeadHunter's clock. */
  now: number
}

/** HeadHunter's general refusals as reasons of a touch. */
const ON_PUBLISH: Partial<Record<Reason, Reason>> = {
  bad_request: 'cannot_publish',
  not_found: 'not_in_account',
}

type Ending = Pick<ResumeResult, 'outcome' | 'diagnostic'>

/** The result of a touch. */
export function endingOf(task: TouchTask, aftermath: Aftermath): Ending {
  const { outcome } = task
  const { list, now } = aftermath
  if (outcome === undefined)
    return { outcome: 'skipped', diagnostic: diagnostic('too_early', at(task.resume, now)) }
  if (outcome.ok) return touchedOrNot(task, list)
  if (outcome.answerLost && list && hasMoved(task, list)) return ending('touched', 'touched')
  return refusedEnding(task, outcome.diagnostic, aftermath)
}

function touchedOrNot(task: TouchTask, list: ResumesById | undefined): Ending {
  // Without both dates, the effect is unknown.
  if (list?.get(task.resume.id)?.updatedAt === undefined || task.resume.updatedAt === undefined)
    return ending('touched', 'touched_unverified')
  return hasMoved(task, list) ? ending('touched', 'touched') : ending('failed', 'not_effective')
}

function refusedEnding(task: TouchTask, refusal: Diagnostic, { list, forbidden, now }: Aftermath): Ending {
  if (refusal.reason === 'too_early') {
    const details = at(list?.get(task.resume.id), now)
    return { outcome: 'skipped', diagnostic: diagnostic('too_early', details, refusal.requestId) }
  }
  if (refusal.reason === 'refreshed_elsewhere') return { outcome: 'skipped', diagnostic: refusal }
  if (refusal.reason === 'forbidden' && forbidden) return { outcome: 'failed', diagnostic: forbidden }
  const reason = ON_PUBLISH[refusal.reason] ?? refusal.reason
  return { outcome: 'failed', diagnostic: { ...refusal, reason } }
}

const ending = (outcome: Ending['outcome'], reason: Reason): Ending => ({
  outcome,
  diagnostic: diagnostic(reason),
})

/** A moment in the past is left out. */
const nextTouchOf = (resume: Resume | undefined, now: number): number | undefined =>
  resume?.nextTouchAt !== undefined && resume.nextTouchAt > now ? resume.nextTouchAt : undefined

const at = (resume: Resume | undefined, now: number) => {
  const next = nextTouchOf(resume, now)
  return next === undefined ? {} : { at: next }
}

/** A result with the resume's data from the latest list; dates from before an unverified touch are outdated. */
export function resultOf(id: string, resume: Resume | undefined, ending: Ending, now: number): ResumeResult {
  const isUnseen = ending.diagnostic.reason === 'touched_unverified'
  return {
    id,
    title: resume?.title ?? '',
    ...ending,
    nextTouchAt: isUnseen ? undefined : nextTouchOf(resume, now),
    updatedAt: isUnseen ? undefined : resume?.updatedAt,
    views: resume?.views,
    newViews: resume?.newViews,
    url: resume?.url,
  }
}
