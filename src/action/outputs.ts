import type { Reason } from '../domain/diagnostic.js'
import type { ResumeResult, RunReport } from '../domain/report.js'
import { type Audience, namesOf } from '../report/redaction.js'

/** The Action's outputs: all of them, always. */
export interface Outputs {
  touched: string
  skipped: string
  failed: string
  /** JSON: an array of `ResumeOutput`. */
  resumes: string
  /** ISO 8601 in UTC; empty when unknown. */
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
  return {
    touched: count('touched'),
    skipped: count('skipped'),
    failed: count('failed'),
    resumes: JSON.stringify(resumeOutputs(report, audience)),
    'next-touch-at': iso(earliest(report.resumes)),
    'tokens-rotated': report.tokensRotated ? 'true' : 'false',
    'access-token-expires-at': iso(report.accessTokenExpiresAt),
  }
}

function resumeOutputs({ resumes }: RunReport, audience: Audience): ResumeOutput[] {
  const names = namesOf(resumes, audience)
  return resumes.map(({ outcome, diagnostic, nextTouchAt, ...resume }, index) => ({
    id: audience.hidden ? (names[index]?.id ?? '') : resume.id,
    title: audience.hidden ? (names[index]?.title ?? '') : resume.title,
    outcome,
    reason: diagnostic.reason,
    nextTouchAt: iso(nextTouchAt),
  }))
}

const earliest = (resumes: ResumeResult[]): number | undefined => {
  const times = resumes.flatMap(({ nextTouchAt }) => nextTouchAt ?? [])
  return times.length === 0 ? undefined : Math.min(...times)
}

/** `2026-11-24T16:05:00Z` */
const iso = (at: number | undefined): string =>
  at === undefined ? '' : new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
