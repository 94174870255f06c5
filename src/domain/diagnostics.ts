import type { Diagnostic, ReportedDiagnostic } from './diagnostic.js'

export const problem = (diagnostic: Diagnostic): ReportedDiagnostic => ({ severity: 'problem', diagnostic })
export const warning = (diagnostic: Diagnostic): ReportedDiagnostic => ({ severity: 'warning', diagnostic })
export const notice = (diagnostic: Diagnostic): ReportedDiagnostic => ({ severity: 'notice', diagnostic })

/** In the order in which they came up, each reason once; what is a problem anywhere is one. */
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
