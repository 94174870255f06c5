import type { Reason } from './reason.js'
import type { Details } from './row.js'

export interface Diagnostic<R extends Reason = Reason> {
  reason: R
  details: Details
  /** HeadHunter's `request_id`: its support asks for it. */
  requestId?: string
}

/** The answer of a service: a value, or a diagnostic on why there is none. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; diagnostic: Diagnostic }

export const diagnostic = <R extends Reason>(
  reason: R,
  details: Details = {},
  requestId?: string,
): Diagnostic<R> => (requestId === undefined ? { reason, details } : { reason, details, requestId })

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const err = (
  reason: Reason,
  details: Details = {},
  requestId?: string,
): { ok: false; diagnostic: Diagnostic } => ({
  ok: false,
  diagnostic: diagnostic(reason, details, requestId),
})

/** A `problem` turns the run red. */
export type Severity = 'problem' | 'warning' | 'notice'

export interface ReportedDiagnostic {
  severity: Severity
  diagnostic: Diagnostic
}
