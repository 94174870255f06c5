import type { PublishOutcome, Resume, ResumeStatus } from '../domain/headhunter.js'
import type { ResumeReason } from '../reasons/index.js'

/** One resume that a run was asked to touch. */
export interface Wanted {
  id: string
  /** Undefined when it is not in the account. */
  resume: Resume | undefined
}

/** Picks the wanted resumes: all that are published, or the ids that were given, in their order. */
export function pickWanted(resumes: Resume[], ids: 'all' | string[]): Wanted[] {
  if (ids !== 'all') return ids.map((id) => ({ id, resume: resumes.find((resume) => resume.id === id) }))
  return resumes
    .filter((resume) => resume.status === 'published')
    .map((resume) => ({ id: resume.id, resume }))
}

const BLOCKING: Record<Exclude<ResumeStatus, 'published'>, ResumeReason> = {
  not_published: 'not_published',
  blocked: 'blocked',
  on_moderation: 'on_moderation',
  unknown: 'status_unknown',
}

/**
 * Why a resume must not be touched, whatever the time; undefined when it can be. The call that touches would publish a
 * resume that is not published, so it is never made for one.
 */
export function blockingReason(resume: Resume | undefined): ResumeReason | undefined {
  if (resume === undefined) return 'not_in_account'
  return resume.status === 'published' ? undefined : BLOCKING[resume.status]
}

/** One resume that can be touched, now or later. */
export interface TouchTask {
  /** The resume before the touch. */
  resume: Resume
  /** When to try; undefined if HeadHunter gives no time, so that only an attempt shows it. */
  dueAt: number | undefined
  /** The answer to the last attempt; undefined when there was none. */
  outcome: PublishOutcome | undefined
  /** How often it was refused as too early. */
  refusals: number
}

export const planTasks = (wanted: Wanted[]): TouchTask[] =>
  wanted.flatMap(({ resume }) =>
    resume && blockingReason(resume) === undefined
      ? [{ resume, dueAt: resume.nextTouchAt, outcome: undefined, refusals: 0 }]
      : [],
  )

export const isDue = ({ dueAt }: TouchTask, now: number): boolean => dueAt === undefined || dueAt <= now

export const wasTooEarly = ({ outcome }: TouchTask): boolean =>
  outcome !== undefined && !outcome.ok && outcome.diagnostic.reason === 'too_early'

export type ResumesById = ReadonlyMap<string, Resume>

/** The date by which HeadHunter sorts is newer than before: the touch had its effect, regardless of its answer. */
export const hasMoved = ({ resume }: TouchTask, after: ResumesById): boolean =>
  (after.get(resume.id)?.updatedAt ?? 0) > (resume.updatedAt ?? Number.POSITIVE_INFINITY)
