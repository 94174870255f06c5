import { isRed, type RunReport } from '../../src/domain/report.js'
import { hasTrait, type Reason } from '../../src/reasons/index.js'

/** The advice of a red run on the pair. */
export interface Advice {
  /** Hand in the recovery code. */
  code: boolean
  /** Authorize again. */
  authorize: boolean
  /** Authorize again, if nothing else helps. */
  authorizeAtLast: boolean
  /** Give the workflow another GitHub token. */
  token: boolean
  /** It mends itself, from this moment on. */
  retryAt: number | undefined
}

const isLast = (reason: Reason): boolean => hasTrait(reason, 'needs_login_at_last')

export function adviceOf(report: RunReport): Advice | undefined {
  if (!isRed(report)) return undefined
  const problems = report.diagnostics
    .filter(({ severity }) => severity === 'problem')
    .map(({ diagnostic }) => diagnostic)
  const says = (reason: Reason) => problems.some((problem) => problem.reason === reason)
  const healing = problems.find(({ reason }) => reason === 'partner_missing')
  return {
    code: report.recoveryCode !== undefined || says('recovery_not_saved'),
    authorize: problems.some(({ reason }) => hasTrait(reason, 'needs_login') && !isLast(reason)),
    authorizeAtLast: problems.some(({ reason }) => isLast(reason)),
    token: problems.some(({ reason }) => hasTrait(reason, 'needs_github_token')),
    retryAt: healing?.details.at,
  }
}
