import type { Reason } from '../../src/domain/diagnostic.js'
import { isRed, type RunReport } from '../../src/domain/report.js'

/** What a red run told the person to do, as far as the pair is concerned. */
export interface Advice {
  /** Hand in the recovery code. */
  code: boolean
  /** Authorize again. */
  authorize: boolean
  /** Authorize again, if nothing else helps. */
  authorizeAtLast: boolean
  /** Give the workflow another GitHub token. */
  token: boolean
  /** It retryable by itself, from this moment on. */
  healsAt: number | undefined
}

const AUTHORIZE: readonly Reason[] = [
  'refresh_token_missing',
  'refresh_token_spent',
  'refresh_token_unknown',
  'refresh_token_malformed',
  'refresh_token_empty',
  'refresh_token_revoked',
  'refresh_token_deactivated',
  'refresh_answer_lost',
  'exchange_answer_lost',
  'save_failed_no_code',
  'staged_pair_unreadable',
  'staged_pair_dead',
  'authorize_soon',
]

const AUTHORIZE_AT_LAST: readonly Reason[] = ['recovery_code_unreadable', 'recovery_code_dead']

export function adviceOf(report: RunReport): Advice | undefined {
  if (!isRed(report)) return undefined
  const problems = report.diagnostics
    .filter(({ severity }) => severity === 'problem')
    .map(({ diagnostic }) => diagnostic)
  const says = (reason: Reason) => problems.some((problem) => problem.reason === reason)
  const healing = problems.find(({ reason }) => reason === 'partner_missing')
  return {
    code: report.recoveryCode !== undefined || says('recovery_not_saved'),
    authorize: AUTHORIZE.some(says),
    authorizeAtLast: AUTHORIZE_AT_LAST.some(says),
    token: problems.some(({ reason }) => reason.startsWith('github_') || reason === 'secrets_not_found'),
    healsAt: healing?.details.at,
  }
}
