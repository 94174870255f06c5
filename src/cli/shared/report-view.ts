import { logLines } from '../../action/log.js'
import type { ReportedDiagnostic, Severity } from '../../domain/diagnostic.js'
import { type RunReport, reportOfInvalidInputs } from '../../domain/report.js'
import { type Entry, entriesOf } from '../../report/entries.js'
import { isolateBidi } from '../../report/markup.js'
import type { Audience } from '../../report/redaction.js'
import type { Cli } from './cli.js'
import type { Mark, Screen } from './screen.js'

export const MARK_OF: Record<Severity, Mark> = { problem: 'bad', warning: 'warning', notice: 'note' }

/** A run for a terminal: each resume in a line, the result, then what there is to know or to do. */
export function printReport(report: RunReport, audience: Audience, screen: Screen): void {
  for (const line of logLines(report, audience)) screen.flow(line)
  for (const entry of entriesOf(report, audience)) {
    screen.print()
    printEntry(entry, audience, screen)
  }
}

/** A heading with its mark, then each sentence in a line of its own. */
export function printEntry(entry: Entry, { messages }: Audience, screen: Screen): void {
  const { severity, title, sentences, reason, requestIds } = entry
  screen.mark(
    MARK_OF[severity],
    `${screen.paint('bold', isolateBidi(title))} ${screen.paint('dim', `(${reason})`)}`,
  )
  const ids = requestIds.map((id) => messages.report.requestId(id))
  for (const line of [...sentences, ...ids]) screen.say(line, '  ')
}

/** Diagnostics outside a whole run, in the same form. */
export function printDiagnostics(
  diagnostics: ReportedDiagnostic[],
  { messages, screen }: Pick<Cli, 'messages' | 'screen'>,
): void {
  const report: RunReport = { ...reportOfInvalidInputs([]), diagnostics }
  const audience: Audience = { messages, hidden: false }
  for (const entry of entriesOf(report, audience)) printEntry(entry, audience, screen)
}

/** Problems as a script reads them. */
export const briefly = (
  diagnostics: readonly ReportedDiagnostic[],
): { reason: string; requestId: string | undefined }[] =>
  diagnostics
    .filter(({ severity }) => severity === 'problem')
    .map(({ diagnostic: { reason, requestId } }) => ({ reason, requestId }))
