import type { Inputs } from '../../__tests__/support/world.js'
import type { StandInResume } from '../../sandbox/headhunter/state.js'
import { TOUCH_INTERVAL } from '../../sandbox/headhunter/state.js'
import type { Sandbox } from '../../sandbox/sandbox.js'
import { SECOND } from '../../src/domain/clock.js'
import { isRed, type RunReport } from '../../src/domain/report.js'
import { openRecoveryCode } from '../../src/tokens/recovery-code.js'
import { encodeStagedPair } from '../../src/tokens/staged-pair.js'
import type { RunProcess } from './process.js'
import { isGitHubs } from './targets.js'
import type { TokenAudit } from './token-audit.js'
import { must } from './violation.js'

interface PrintedOutput {
  process: RunProcess
  report: RunReport | undefined
  sandbox: Sandbox
  audit: TokenAudit
  /** The recovery codes that it printed. */
  codes: string[]
  given: Inputs
}

/** No secret was printed, and every new token was masked before any line. */
export function checkOutput({ process, report, sandbox, audit, codes, given }: PrintedOutput): void {
  const { entries } = process.journal
  const printed = entries.filter(({ kind }) => kind === 'say' || kind === 'debug').map(({ text }) => text)
  const printedText = [...printed, JSON.stringify({ ...report, recoveryCode: undefined })].join('\n')
  for (const secret of secretsOf(sandbox)) must(!printedText.includes(secret), 'a secret was printed')
  must(!/hhrc1\.|hhpair1\./.test(printedText), 'a pair was printed')

  for (const { pair, heardAt } of audit.of(process)) {
    if (heardAt === undefined || process.killed) continue
    const later = entries.slice(heardAt)
    for (const token of [pair.accessToken, pair.refreshToken]) {
      const masked = later.findIndex(({ kind, text }) => kind === 'mask' && text === token)
      const spokenAt = later.findIndex(
        ({ kind, text }) => kind !== 'mask' && !text.startsWith('POST /token: '),
      )
      must(masked >= 0, 'a new token was not masked')
      must(spokenAt < 0 || masked < spokenAt, 'something was said before a new token was masked')
    }
  }
  for (const code of codes) {
    const anyone = { clientSecret: given['client-secret'] ?? '', oldAccessTokens: ['', 'A'.repeat(64)] }
    must(openRecoveryCode(code, anyone) === undefined, 'the client secret alone opens a recovery code')
  }
}

function secretsOf({ headHunter, github }: Sandbox): string[] {
  const pairs = [...headHunter.state.byAccessToken.values()]
  return [
    ...pairs.flatMap(({ accessToken, refreshToken, expiresAt }) => [
      accessToken,
      refreshToken,
      encodeStagedPair({ accessToken, refreshToken, expiresAt }),
    ]),
    ...headHunter.state.codes.keys(),
    ...headHunter.state.applications.map(({ secret }) => secret),
    ...github.state.tokens.keys(),
  ]
}

interface ReportedRun {
  process: RunProcess
  report: RunReport
  sandbox: Sandbox
  audit: TokenAudit
  resumes: StandInResume[]
}

/** What a run says of itself is true, and a run that left a problem is red. */
export function checkReport(printed: ReportedRun): void {
  checkRotation(printed)
  checkPartner(printed)
  checkClaims(printed)
  checkStrayRefusal(printed)
  checkOddItems(printed)
  const { aheadMs } = printed.sandbox
  const began = printed.process.startedAt + aheadMs.headHunter
  for (const result of printed.report.resumes) {
    if (result.outcome !== 'touched') continue
    // “Not verified” claims only that the request was accepted, which something on the way can pretend.
    const isAccepted = printed.process.answers.some(
      ({ asked, response: { status } }) => asked?.path.includes(result.id) && status < 300,
    )
    if (result.diagnostic.reason === 'touched_unverified' && isAccepted) continue
    const touched = printed.sandbox.headHunter.touches(result.id).some(({ at }) => at >= began)
    must(touched, 'said to be touched, and was not')
  }
  if (!isRed(printed.report)) checkGreen(printed)
}

function checkRotation({ process, report, audit, sandbox }: ReportedRun): void {
  const issued = audit.of(process).filter(({ heardAt }) => heardAt !== undefined)
  const unsaved = issued.filter(({ saved }) => !saved)
  must(unsaved.length === 0 || isRed(report), 'a pair was not saved, and the run is green')
  const hasAccessToken = process.options.settings.accessToken !== undefined
  must(
    unsaved.length === 0 || !hasAccessToken || report.recoveryCode !== undefined,
    'a pair was not saved, and no recovery code was printed',
  )
  const half = audit
    .of(process)
    .some((issuance) => issuance.heardHalf && issuance.request.fault === 'no_refresh_token')
  const saysSo = report.diagnostics.some(
    ({ diagnostic: { reason } }) => reason === 'refresh_token_not_issued',
  )
  must(!half || saysSo || report.cancelled, 'an access token without a refresh token was thrown away')
  const since = process.startedAt + sandbox.aheadMs.github
  const saved = sandbox.github.writes.some(
    ({ name, at, by }) => name === 'HH_REFRESH_TOKEN' && at >= since && by !== 'person',
  )
  must(!report.tokensRotated || saved, 'said to be saved, and was not')
}

/** After one false refusal the tokens of one pair must not be called mismatched. */
function checkPartner({ process, report, sandbox: { headHunter } }: ReportedRun): void {
  if (!report.diagnostics.some(({ diagnostic }) => diagnostic.reason === 'partner_missing')) return
  const { accessToken = '', refreshToken = '' } = process.options.settings
  const faults = [...process.requests].filter(
    ([{ fault }, asked]) => fault && (asked?.target === 'resumes' || asked?.target === 'me'),
  )
  const isOne = headHunter.pair(refreshToken)?.accessToken === accessToken && headHunter.accepts(accessToken)
  must(!isOne || faults.length > 1, 'the tokens of one pair are called mismatched')
}

function checkGreen({ report, resumes, process, sandbox }: ReportedRun): void {
  const says = (reason: string) => report.diagnostics.some(({ diagnostic }) => diagnostic.reason === reason)
  if (report.dryRun) return
  if (says('refreshed_elsewhere')) {
    must(
      report.resumes.every(({ diagnostic }) => diagnostic.reason !== 'dry_run'),
      'skipped, and yet rehearsed',
    )
    return
  }
  const wasLetIn = process.answers.some(
    ({ asked, response }) => asked?.target === 'resumes' && response.status < 300,
  )
  must(wasLetIn, 'green, and HeadHunter accepted no access token')
  must(report.resumes.length > 0, 'green, and nothing was touched or skipped')
  for (const { id, outcome, diagnostic } of report.resumes) {
    if (outcome !== 'skipped') continue
    must(diagnostic.reason === 'too_early', 'skipped without a reason', () => diagnostic.reason)
    const resume = resumes.find((candidate) => candidate.id === id)
    // An odd item may have another id.
    if (resume === undefined) continue
    const due = resume.updatedAt + TOUCH_INTERVAL - sandbox.aheadMs.headHunter
    must(due > process.startedAt, 'skipped as too early, and it was not')
  }
}

/** Nothing is claimed of a service that was not reached: a gateway's or a portal's answer does not count as GitHub's. */
function checkClaims({ process, report }: ReportedRun): void {
  const { saving = 'unknown' } = report.storeHealth ?? {}
  const heard = process.answers.filter(
    ({ asked, response: { status, body } }) =>
      isGitHubs(asked?.target) && status < 500 && !/^\s*</.test(body) && status !== 429,
  )
  must(
    heard.length > 0 || saving === 'unknown',
    'something is claimed of GitHub, which was not reached',
    () => saving,
  )
  const wrote = heard.some(({ request: { method }, response }) => method === 'PUT' && response.status < 300)
  must(saving !== 'verified' || wrote, 'said to be proved by a write, and nothing was written')
}

/** A write that is refused once or twice right after it was allowed is retried. */
function checkStrayRefusal({ process, report }: ReportedRun): void {
  const faults = [...process.requests].filter(
    ([{ fault }, asked]) => fault !== undefined && isGitHubs(asked?.target),
  )
  const isStray = faults.every(
    ([{ fault = '' }, asked]) =>
      asked?.target === 'refresh_secret' &&
      // After a limit of hours there is time for one more try.
      ((/^server_says_/.test(fault) && asked.nth <= 2) || (/_limit$/.test(fault) && asked.nth === 1)),
  )
  const allowed = process.signalledAt !== undefined || faults.length === 0 || !isStray
  const refused = [...process.requests].some(
    ([{ status = 0, fault }, asked]) => fault === undefined && status >= 300 && isGitHubs(asked?.target),
  )
  const gaveUp = report.diagnostics.some(({ diagnostic: { reason } }) => reason.startsWith('save_failed'))
  must(allowed || refused || !gaveUp, 'a stray refusal ended the save')
}

/** An odd item must not affect the other resumes. */
function checkOddItems({ process, report, resumes }: ReportedRun): void {
  const lists = process.answers.filter(({ asked }) => asked?.target === 'resumes')
  const [first] = lists
  if (!first?.request.fault?.startsWith('item_') || report.cancelled || first.response.status !== 200) return
  const [, second] = resumes
  const isThere = report.resumes.some(({ id }) => id === second?.id)
  must(isThere || second?.status !== 'published', 'one odd resume stops the others')
}

/** A signal ends a run at once, except in the critical section, which it shortens. */
export function checkSignal(process: RunProcess): void {
  if (process.signalledAt === undefined) return
  const isCritical = [...process.requests.values()].some((asked) => asked?.target === 'token')
  must(isCritical || !process.killedByRunner, 'a signal did not end the run')
  const lasted = process.endedAt - process.signalledAt
  must(isCritical || process.killed || lasted <= SECOND, 'a signal did not end the run at once')
}
