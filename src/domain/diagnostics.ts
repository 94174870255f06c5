import type { Diagnostic, ReportedDiagnostic, Severity } from './diagnostic.js'

/** Collects what a run finds, in the order in which it comes up, nothing twice. */
export class Diagnostics {
  readonly all: ReportedDiagnostic[] = []

  add(severity: Severity, diagnostic: Diagnostic): void {
    const known = this.all.find((reported) => reported.diagnostic.reason === diagnostic.reason)
    if (known === undefined) this.all.push({ severity, diagnostic })
    else if (severity === 'problem') known.severity = severity
  }

  problem(diagnostic: Diagnostic): void {
    this.add('problem', diagnostic)
  }

  warning(diagnostic: Diagnostic): void {
    this.add('warning', diagnostic)
  }

  notice(diagnostic: Diagnostic): void {
    this.add('notice', diagnostic)
  }

  addAll(diagnostics: ReportedDiagnostic[]): void {
    for (const { severity, diagnostic } of diagnostics) this.add(severity, diagnostic)
  }
}
