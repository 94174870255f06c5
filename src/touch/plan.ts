import type { ResumeReason } from '../domain/diagnostic.js'
import type { Resume, ResumeStatus } from '../domain/headhunter.js'

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

const BARRIERS: Record<Exclude<ResumeStatus, 'published'>, ResumeReason> = {
  not_published: 'not_published',
  blocked: 'blocked',
  on_moderation: 'on_moderation',
  unknown: 'status_unknown',
}

/**
 * Why a resume must not be touched, whatever the time; undefined when it may. The call that touches would publish a
 * resume that is not published, so it is never made for one.
 */
export function barrier(resume: Resume | undefined): ResumeReason | undefined {
  if (resume === undefined) return 'not_in_account'
  return resume.status === 'published' ? undefined : BARRIERS[resume.status]
}
