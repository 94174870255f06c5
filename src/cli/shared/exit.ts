import type { Reason, ReportedDiagnostic } from '../../domain/diagnostic.js'
import { isRed, type RunReport } from '../../domain/report.js'

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

/** Nothing but a new authorization helps against these. */
const NEEDS_AUTHORIZATION: readonly Reason[] = [
  'access_token_unknown',
  'access_token_revoked',
  'authorize_soon',
  'auth_code_expired',
  'auth_code_revoked',
  'auth_code_unknown',
  'auth_code_used',
  'code_verifier_mismatch',
  'exchange_answer_lost',
  'not_an_applicant',
  'recovery_code_dead',
  'recovery_code_unreadable',
  'refresh_answer_lost',
  'refresh_token_deactivated',
  'refresh_token_empty',
  'refresh_token_malformed',
  'refresh_token_missing',
  'refresh_token_revoked',
  'refresh_token_spent',
  'refresh_token_unknown',
  'save_failed_no_code',
  'staged_pair_dead',
  'staged_pair_unreadable',
  'user_token_expected',
]

export const needsAuthorization = (reason: Reason): boolean => NEEDS_AUTHORIZATION.includes(reason)

export function exitOf(report: RunReport): ExitCode {
  if (report.cancelled) return EXIT.interrupted
  const exit = exitForDiagnostics(report.diagnostics)
  return exit === EXIT.done && isRed(report) ? EXIT.problem : exit
}

/** For work that is no whole run. */
export function exitForDiagnostics(diagnostics: readonly ReportedDiagnostic[]): ExitCode {
  const problems = diagnostics.filter(({ severity }) => severity === 'problem')
  if (problems.length === 0) return EXIT.done
  return problems.some(({ diagnostic }) => needsAuthorization(diagnostic.reason))
    ? EXIT.authorizeAgain
    : EXIT.problem
}
