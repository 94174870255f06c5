import type { ResumeResult, RunReport } from '../domain/report.js'
import type { Reason } from '../reasons/index.js'
import { type Audience, namesOf } from './view.js'

/** The Action's outputs: all of them, always. */
export interface Outputs {
  touched: string
  skipped: string
  failed: string
  /** JSON: an array of `ResumeOutput`. */
  resumes: string
  /** ISO 8601 in UTC; empty when unknown, never in the past. */
  'next-touch-at': string
  'tokens-rotated': 'true' | 'false'
  'access-token-expires-at': string
}

export interface ResumeOutput {
  /** As in the log: hidden ids are cut to their end. */
  id: string
  title: string
  outcome: ResumeResult['outcome']
  reason: Reason
  nextTouchAt: string
}

export function outputsOf(report: RunReport, audience: Audience): Outputs {
  const count = (outcome: ResumeResult['outcome']) =>
    String(report.resumes.filter((resume) => resume.outcome === outcome).length)
  // A resume that failed needs more than time to pass.
  const times = report.resumes.flatMap((resume) =>
    resume.outcome === 'failed' ? [] : (upcoming(resume, report) ?? []),
  )
  return {
    touched: count('touched'),
    skipped: count('skipped'),
    failed: count('failed'),
    resumes: JSON.stringify(resumeOutputs(report, audience)),
    'next-touch-at': times.length === 0 ? '' : iso(Math.min(...times)),
    'tokens-rotated': report.tokensRotated ? 'true' : 'false',
    'access-token-expires-at': iso(report.accessTokenExpiresAt),
  }
}

function resumeOutputs(report: RunReport, audience: Audience): ResumeOutput[] {
  const names = namesOf(report.resumes, audience)
  return report.resumes.map((resume, index) => ({
    id: audience.hidden ? (names[index]?.id ?? '') : resume.id,
    title: audience.hidden ? (names[index]?.title ?? '') : resume.title,
    outcome: resume.outcome,
    reason: resume.diagnostic.reason,
    nextTouchAt: iso(upcoming(resume, report)),
  }))
}

const upcoming = ({ nextTouchAt = 0 }: ResumeResult, { endedAt }: RunReport): number | undefined =>
  nextTouchAt > endedAt ? nextTouchAt : undefined

/** `2026-11-24T16:05:00Z` */
const iso = (at: number | undefined): string =>
  at === undefined ? '' : new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
