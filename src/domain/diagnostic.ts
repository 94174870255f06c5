/**
 * Everything that an answer from outside, or a run, can come to, by a stable name. A name never changes its meaning:
 * it is the `reason` of the outputs, the key of both message catalogues and the anchor in docs/troubleshooting.md.
 */

/** The way to HeadHunter. */
export type NetworkReason =
  | 'hh_unreachable'
  | 'proxy_refused'
  | 'certificate_rejected'
  | 'connection_lost'
  | 'timed_out'
  | 'answer_cut_off'
  | 'answer_too_large'
  | 'answer_not_json'
  | 'answer_unexpected'
  | 'redirected'
  | 'hh_unavailable'
  | 'rate_limited'
  | 'address_filtered'
  | 'region_blocked'
  | 'captcha_required'

/** HeadHunter's answers to any call. */
export type CallReason =
  | 'user_agent_unset'
  | 'user_agent_blacklisted'
  | 'bad_argument'
  | 'bad_request'
  | 'not_found'
  | 'method_not_allowed'
  | 'access_token_unknown'
  | 'access_token_expired'
  | 'access_token_revoked'
  | 'application_deleted'
  | 'user_token_expected'
  | 'forbidden'
  | 'application_may_not_touch'
  | 'not_an_applicant'

/** HeadHunter's answers to `POST /token`. */
export type OAuthReason =
  | 'client_unknown'
  | 'client_credentials_refused'
  | 'account_locked'
  | 'password_invalidated'
  | 'login_not_verified'
  | 'redirect_uri_mismatch'
  | 'refresh_token_empty'
  | 'refresh_token_unknown'
  | 'refresh_token_malformed'
  | 'refresh_token_spent'
  | 'refresh_token_revoked'
  | 'refresh_token_deactivated'
  | 'access_token_not_expired'
  | 'auth_code_unknown'
  | 'auth_code_used'
  | 'auth_code_expired'
  | 'auth_code_revoked'
  | 'code_verifier_mismatch'
  | 'grant_type_unsupported'
  | 'refresh_too_early'
  | 'token_forbidden'
  | 'token_request_refused'

/** What becomes of one resume. */
export type ResumeReason =
  | 'touched'
  | 'touched_unverified'
  | 'too_early'
  | 'dry_run'
  | 'not_in_account'
  | 'not_published'
  | 'blocked'
  | 'on_moderation'
  | 'status_unknown'
  | 'cannot_publish'
  | 'not_effective'

/** The life of the token pair. */
export type PairReason =
  | 'refresh_token_missing'
  | 'no_published_resumes'
  | 'partner_missing'
  | 'refreshed_elsewhere'
  | 'refresh_answer_lost'
  | 'exchange_answer_lost'
  | 'save_failed'
  | 'save_failed_no_code'
  | 'settle_failed'
  | 'settle_postponed'
  | 'recovered'
  | 'recovery_code_unreadable'
  | 'recovery_code_dead'
  | 'recovery_not_saved'
  | 'staged_pair_unreadable'
  | 'staged_pair_dead'
  | 'authorize_soon'
  | 'would_refresh'
  | 'would_exchange'
  | 'would_settle'

/** GitHub's refusals, beyond those of a token that is none or lacks a right. */
export type GitHubReason =
  | 'repository_moved'
  | 'repository_archived'
  | 'github_address_not_allowed'
  | 'github_token_needs_sso'
  | 'github_token_lifetime_forbidden'
  | 'github_token_kind_forbidden'
  | 'github_token_not_approved'
  | 'github_app_key_refused'
  | 'github_app_clock_wrong'
  | 'github_app_not_installed'
  | 'github_app_suspended'
  | 'github_app_permission_missing'

/** The place where the pair is kept. */
export type StoreReason =
  | GitHubReason
  | 'github_token_missing'
  | 'github_token_refused'
  | 'github_token_cannot_write'
  | 'github_token_is_job_token'
  | 'github_token_expires_soon'
  | 'secrets_not_found'
  | 'refresh_token_secret_missing'
  | 'github_unreachable'
  | 'github_rate_limited'
  | 'github_answer_unexpected'
  | 'probe_not_deleted'
  | 'repository_unknown'
  | 'env_file_not_writable'
  | 'env_file_locked'

/** Telegram's answers; never more than a warning. */
export type TelegramReason =
  | 'telegram_unreachable'
  | 'telegram_token_wrong'
  | 'telegram_chat_not_found'
  | 'telegram_bot_blocked'
  | 'telegram_bot_not_in_chat'
  | 'telegram_chat_upgraded'
  | 'telegram_topic_not_found'
  | 'telegram_rate_limited'
  | 'telegram_refused'

/** The run itself. */
export type RunReason = 'invalid_inputs' | 'cancelled' | 'unexpected_error'

export type HeadHunterReason = NetworkReason | CallReason | OAuthReason
export type Reason = HeadHunterReason | ResumeReason | PairReason | StoreReason | TelegramReason | RunReason

/** What a sentence may mention. Never a token, a body or a person's data. */
export interface Details {
  /** HTTP status. */
  status?: number
  /** The other side's own short code, such as `ECONNREFUSED` or `bad_gateway`: letters, digits and `_` only. */
  code?: string
  /** The field of `bad_argument`; the name of a secret, a repository, an environment or a file. */
  name?: string
  /** `owner/repository`, where secrets are kept. */
  repository?: string
  environment?: string
  /** GitHub's `x-accepted-github-permissions`, such as `secrets=write`. */
  permission?: string
  /** A moment: milliseconds since the epoch. */
  at?: number
  /** A length of time in milliseconds. */
  lasts?: number
  /** The new chat of `telegram_chat_upgraded`. */
  chat?: string
  count?: number
}

export interface Diagnostic<R extends Reason = Reason> {
  reason: R
  details: Details
  /** HeadHunter's `request_id`: its support asks for it. */
  requestId?: string
}

/** What came back from outside: the thing asked for, or a diagnostic on why not. */
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

/** How much a reported weighs: a `problem` turns the run red. */
export type Severity = 'problem' | 'warning' | 'notice'

export interface ReportedDiagnostic {
  severity: Severity
  diagnostic: Diagnostic
}
