import type { RunReport } from '../../domain/report.js'
import type { ReportedDiagnostic } from '../../reasons/index.js'
import { diagnosticLines, reportLines } from '../../report/terminal.js'
import type { Audience } from '../../report/view.js'
import type { Cli } from './cli.js'
import type { Screen } from './screen.js'

export function printReport(report: RunReport, audience: Audience, screen: Screen): void {
  for (const line of reportLines(report, audience, screen)) screen.print(line)
}

/** Diagnostics outside a whole run, in the same form. */
export function printDiagnostics(
  diagnostics: readonly ReportedDiagnostic[],
  { messages, screen }: Pick<Cli, 'messages' | 'screen'>,
): void {
  for (const line of diagnosticLines(diagnostics, { messages }, screen)) screen.print(line)
}

/** Problems for scripts. */
export const briefly = (
  diagnostics: readonly ReportedDiagnostic[],
): { reason: string; requestId: string | undefined }[] =>
  diagnostics
    .filter(({ severity }) => severity === 'problem')
    .map(({ diagnostic: { reason, requestId } }) => ({ reason, requestId }))
