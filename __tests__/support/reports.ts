import { HOUR } from '../../src/domain/clock.js'
import type { ResumeResult, RunReport } from '../../src/domain/report.js'
import { catalogue, type Language } from '../../src/i18n/index.js'
import { diagnostic } from '../../src/reasons/index.js'
import type { Audience } from '../../src/report/view.js'

/** 2026-11-24, 16:05 UTC, 19:05 in Moscow */
export const NOW = Date.UTC(2026, 10, 24, 16, 5)

export const audience = (language: Language = 'en', hidden = false): Audience => ({
  messages: catalogue(language, { kind: 'workflow' }, { timeZone: 'Europe/Moscow', now: () => NOW }),
  hidden,
})

let count = 0

/** By default a resume that was touched just now. */
export const aResume = (change: Partial<ResumeResult> = {}): ResumeResult => {
  count += 1
  const id = `${'ab'.repeat(17)}${String(count).padStart(4, '0')}`
  return {
    id,
    title: `Storekeeper ${count}`,
    outcome: 'touched',
    diagnostic: diagnostic('touched'),
    nextTouchAt: NOW + 4 * HOUR,
    updatedAt: NOW,
    views: 1234,
    newViews: 5,
    url: `https://hh.ru/resume/${id}`,
    ...change,
  }
}

export const tooEarly = (change: Partial<ResumeResult> = {}) =>
  aResume({
    outcome: 'skipped',
    diagnostic: diagnostic('too_early', { at: NOW + HOUR }),
    nextTouchAt: NOW + HOUR,
    ...change,
  })

export const blocked = (change: Partial<ResumeResult> = {}) =>
  aResume({
    outcome: 'failed',
    diagnostic: diagnostic('blocked', {}, 'req-1'),
    nextTouchAt: undefined,
    ...change,
  })

export const aReport = (change: Partial<RunReport> = {}): RunReport => ({
  diagnostics: [],
  resumes: [],
  endedAt: NOW,
  dryRun: false,
  cancelled: false,
  tokensRotated: false,
  accessTokenExpiresAt: undefined,
  storeHealth: undefined,
  recoveryCode: undefined,
  ...change,
})
