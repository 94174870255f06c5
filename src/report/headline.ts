import { isRed, type ResumeResult, type RunReport } from '../domain/report.js'
import type { Counts, Messages } from '../i18n/types.js'

/** The run in one line, for the ends of logs and the tops of pages; no full stop. */
export function headline(report: RunReport, { report: words }: Messages): string {
  if (report.inputProblems !== undefined) return words.invalidInputs
  const before = [report.cancelled ? words.cancelled : '', report.dryRun ? words.dryRun : '']
  return [...before, resultOf(report, words)].filter((part) => part !== '').join('. ')
}

function resultOf(report: RunReport, words: Messages['report']): string {
  const counts = countsOf(report)
  // A cancelled run may have touched resumes without learning what came of it.
  if (report.resumes.length === 0) return report.cancelled ? '' : words.nothingTouched
  const result = words.result(counts)
  return isRed(report) && !report.cancelled && counts.failed === 0
    ? `${result}, ${words.somethingToDo}`
    : result
}

/** Before each resume: also keeps a log line from beginning with someone else's words, which may be a `::command`. */
export const SYMBOLS: Record<ResumeResult['outcome'], string> = { touched: '✅', skipped: '🕓', failed: '❌' }

/** Before the headline. */
export function symbol(report: RunReport): string {
  if (isRed(report)) return SYMBOLS.failed
  return report.resumes.some(({ outcome }) => outcome === 'touched') ? SYMBOLS.touched : SYMBOLS.skipped
}

function countsOf({ resumes }: RunReport): Counts {
  const count = (outcome: string, dry: boolean) =>
    resumes.filter((resume) => resume.outcome === outcome && (resume.diagnostic.reason === 'dry_run') === dry)
      .length
  return {
    touched: count('touched', false),
    wouldTouch: count('skipped', true),
    later: count('skipped', false),
    failed: count('failed', false),
  }
}
