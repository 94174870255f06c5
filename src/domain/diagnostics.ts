import { type Diagnostic, diagnostic, type ReportedDiagnostic } from '../reasons/index.js'
import type { ProgressReporter } from './progress.js'

export const problem = (diagnostic: Diagnostic): ReportedDiagnostic => ({ severity: 'problem', diagnostic })
export const warning = (diagnostic: Diagnostic): ReportedDiagnostic => ({ severity: 'warning', diagnostic })
export const notice = (diagnostic: Diagnostic): ReportedDiagnostic => ({ severity: 'notice', diagnostic })

/** Where only a person can try the same again. */
export const onlyByHand = ({ severity, diagnostic: known }: ReportedDiagnostic): ReportedDiagnostic => ({
  severity,
  diagnostic: { ...known, details: { ...known.details, onlyByHand: true } },
})

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
  for (const place of placesIn(error)) reporter.debug(place.trim())
  return problem(diagnostic('unexpected_error', error instanceof Error ? { code: error.name } : {}))
}

/** Where an error arose, without its message. */
export const placesIn = (error: unknown): string[] =>
  (error instanceof Error ? error.stack?.match(/^ +at .*/gm) : undefined) ?? []
