import { type Diagnostic, diagnostic, type ReportedDiagnostic } from '../reasons/index.js'
import type { ProgressReporter } from './progress.js'

export const problem = (diagnostic: Diagnostic): ReportedDiagnostic => ({ severity: 'problem', diagnostic })
export const warning = (diagnostic: Diagnostic): ReportedDiagnostic => ({ severity: 'warning', diagnostic })
export const notice = (diagnostic: Diagnostic): ReportedDiagnostic => ({ severity: 'notice', diagnostic })

/** In order of appearance, each reason once, with its highest severity. */
export function distinct(diagnostics: readonly ReportedDiagnostic[]): ReportedDiagnostic[] {
  const byReason = new Map<string, ReportedDiagnostic>()
  for (const reported of diagnostics) {
    const { reason } = reported.diagnostic
    const known = byReason.get(reason)
    if (known === undefined) byReason.set(reason, reported)
    else if (reported.severity === 'problem') byReason.set(reason, problem(known.diagnostic))
  }
  return [...byReason.values()]
}

/** An unexpected error. Its message can hold secrets, so only its class and place are kept. */
export function unexpectedError(
  error: unknown,
  reporter: Pick<ProgressReporter, 'debug'>,
): ReportedDiagnostic {
  const known = error instanceof Error
  const frames = (known ? (error.stack ?? '') : '').split('\n').filter((line) => /^\s+at /.test(line))
  for (const frame of frames) reporter.debug(frame.trim())
  return problem(diagnostic('unexpected_error', known ? { code: error.name } : {}))
}
