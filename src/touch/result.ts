import { type Diagnostic, diagnostic, type Reason } from '../domain/diagnostic.js'
import type { Resume } from '../domain/headhunter.js'
import type { ResumeResult } from '../domain/report.js'
import { hasMoved, type Job } from './session.js'
import type { After } from './verify.js'

/** HeadHunter's general answers, said in the words of a touch. */
const ON_PUBLISH: Partial<Record<Reason, Reason>> = {
  bad_request: 'cannot_publish',
  not_found: 'not_in_account',
}

type Ending = Pick<ResumeResult, 'outcome' | 'diagnostic'>

/** What a tried resume came to; `explained` is what its refusal means for the application. */
export function endingOf(job: Job, after: After, explained: Diagnostic | undefined): Ending {
  const { outcome } = job
  if (outcome === undefined)
    return { outcome: 'skipped', diagnostic: diagnostic('too_early', at(job.resume)) }
  if (outcome.ok) return touchedOrNot(job, after)
  if (outcome.answerLost && after && hasMoved(job, after))
    return { outcome: 'touched', diagnostic: diagnostic('touched') }
  const refusal = outcome.diagnostic
  if (refusal.reason === 'too_early') {
    const next = after?.get(job.resume.id)
    return { outcome: 'skipped', diagnostic: diagnostic('too_early', at(next), refusal.requestId) }
  }
  if (refusal.reason === 'forbidden' && explained) return { outcome: 'failed', diagnostic: explained }
  const reason = ON_PUBLISH[refusal.reason] ?? refusal.reason
  return { outcome: 'failed', diagnostic: { ...refusal, reason } }
}

function touchedOrNot(job: Job, after: After): Ending {
  // Without both dates nothing shows, one way or the other.
  if (after?.get(job.resume.id)?.updatedAt === undefined || job.resume.updatedAt === undefined)
    return { outcome: 'touched', diagnostic: diagnostic('touched_unverified') }
  return hasMoved(job, after)
    ? { outcome: 'touched', diagnostic: diagnostic('touched') }
    : { outcome: 'failed', diagnostic: diagnostic('not_effective') }
}

const at = (resume: Resume | undefined) =>
  resume?.nextTouchAt === undefined ? {} : { at: resume.nextTouchAt }

/** A result with all that is known of the resume, from the latest list; the dates before an unseen touch are history. */
export const resultOf = (id: string, resume: Resume | undefined, ending: Ending): ResumeResult => ({
  id,
  title: resume?.title ?? '',
  ...ending,
  nextTouchAt: ending.diagnostic.reason === 'touched_unverified' ? undefined : resume?.nextTouchAt,
  updatedAt: ending.diagnostic.reason === 'touched_unverified' ? undefined : resume?.updatedAt,
  views: resume?.views,
  newViews: resume?.newViews,
  url: resume?.url,
})
