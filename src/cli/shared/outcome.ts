import { isRed, type RunReport } from '../../domain/report.js'
import { hasTrait, type Reason, type ReportedDiagnostic } from '../../reasons/index.js'
import { diagnosticLines, reportLines } from '../../report/terminal.js'
import type { Audience } from '../../report/view.js'
import type { Cli } from './cli.js'
import type { Screen } from './screen.js'

/** What the process says to the shell; stable, for scripts. */
export const EXIT = {
  done: 0,
  problem: 1,
  /** Wrong usage, or settings that make no sense. */
  usage: 2,
  /** Only a person in a browser can go on: `login`. */
  authorizeAgain: 3,
  /** By a signal: 128 and the number of SIGINT, as shells have it. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export const needsAuthorization = (reason: Reason): boolean => hasTrait(reason, 'needs_login')

export function exitOf(report: RunReport): ExitCode {
  if (report.cancelled) return EXIT.interrupted
  const exit = exitForDiagnostics(report.diagnostics)
  return exit === EXIT.done && isRed(report) ? EXIT.problem : exit
}

/** For commands that are not a run. */
export function exitForDiagnostics(diagnostics: readonly ReportedDiagnostic[]): ExitCode {
  const problems = diagnostics.filter(({ severity }) => severity === 'problem')
  if (problems.length === 0) return EXIT.done
  if (problems.some(({ diagnostic }) => diagnostic.reason === 'cancelled')) return EXIT.interrupted
  return problems.some(({ diagnostic }) => needsAuthorization(diagnostic.reason))
    ? EXIT.authorizeAgain
    : EXIT.problem
}

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
