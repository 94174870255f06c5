import type { InputProblem } from '../../domain/input-problem.js'
import { isRecoveryCode } from '../../domain/recovery-code.js'
import { type RunReport, reportOfInvalidInputs } from '../../domain/report.js'
import { type EnvUpdate, ifStill } from '../../env-file/lines.js'
import { updateEnvFile } from '../../env-file/store.js'
import { hasTrait } from '../../reasons/index.js'
import { outputsOf } from '../../report/outputs.js'
import { type Audience, hides } from '../../report/view.js'
import { run } from '../../run.js'
import type { Settings } from '../../settings/settings.js'
import { notify } from '../../telegram/message.js'
import { type Cli, reread } from '../shared/cli.js'
import { settingName } from '../shared/env.js'
import { printSettingsProblems } from '../shared/errors.js'
import { briefly, type ExitCode, exitOf, printDiagnostics, printReport } from '../shared/outcome.js'
import { openSession } from '../shared/session.js'
import { isFromEnvironment, loadSettings } from '../shared/settings.js'

/** One run, as in the Action. */
export async function touch(cli: Cli): Promise<ExitCode> {
  const round = await runOnce(cli)
  return round.ok ? exitOf(round.report) : printSettingsProblems(round.problems, cli)
}

export type Round = { ok: true; report: RunReport } | { ok: false; problems: InputProblem[] }

/**
 * One run with the `.env` file as the store: the same as in Actions, and reported the same way. Settings are read anew each
 * time. The message is sent last: it can take long, and nothing depends on it.
 */
export async function runOnce(given: Cli): Promise<Round> {
  const cli = await reread(given)
  const read = loadSettings(cli)
  // Titles and ids are shown on the person's own machine, unless hidden by a setting.
  const hidden = read.ok && hides(read.settings.redact, 'private')
  const audience = { messages: cli.messages, hidden }
  if (!read.ok) {
    if (cli.json) printOutputs(reportOfInvalidInputs(read.problems), audience, cli)
    return { ok: false, problems: read.problems }
  }
  const { settings } = read
  const session = openSession(cli, { settings, alongside: codeToTakeOut(cli) })
  const report = await run({ settings, byHand: true }, session)
  showReport(report, audience, cli)
  await takeOutDeadCode(cli, settings, report)
  printDiagnostics(await notify(report, settings, { ...session, messages: cli.messages }), cli)
  return { ok: true, report }
}

/** Prints the report, and a problem if the environment's tokens have priority over the saved ones. */
function showReport(report: RunReport, audience: Audience, cli: Cli): void {
  const { screen, say, json, envFile, tools, messages } = cli
  if (json) printOutputs(report, audience, cli)
  else {
    // The time, for logs of several runs, such as cron's.
    if (!tools.terminal.stdout.isTTY) screen.print(stamp(tools.clock.now(), messages.formats.timeZone))
    printReport(report, audience, screen)
  }
  const outweighed = isFromEnvironment(cli, 'refresh-token') || isFromEnvironment(cli, 'access-token')
  if (report.tokensRotated && outweighed) screen.printError(say.touch.environmentWins(envFile.name))
}

/** `2026-01-05 12:00:00 GMT+03:00` */
const stamp = (at: number, timeZone: string): string =>
  new Date(at).toLocaleString('sv-SE', { timeZone, timeZoneName: 'longOffset' })

/** The Action's outputs as one object, with typed values, and the problems. */
function printOutputs(report: RunReport, audience: Audience, cli: Cli): void {
  const { touched, skipped, failed, resumes, ...outputs } = outputsOf(report, audience)
  cli.screen.result({
    touched: Number(touched),
    skipped: Number(skipped),
    failed: Number(failed),
    resumes: JSON.parse(resumes) as unknown,
    ...outputs,
    'tokens-rotated': report.tokensRotated,
    problems: report.inputProblems ?? briefly(report.diagnostics),
  })
}

const CODE = settingName('auth-code')

const isCodeInFile = (cli: Cli): boolean =>
  Boolean(cli.envFile.values[CODE]) && !isFromEnvironment(cli, 'auth-code') && !cli.overrides['auth-code']

/** A code works once, so it is removed when its pair is saved. A different one stays. */
const codeToTakeOut = (cli: Cli): EnvUpdate =>
  isCodeInFile(cli) ? ifStill(cli.envFile.values, { [CODE]: undefined }) : {}

/** A recovery code stays until its pair is saved, since it can be the only copy. */
async function takeOutDeadCode(cli: Cli, { authCode = '' }: Settings, report: RunReport): Promise<void> {
  if (!isCodeInFile(cli)) return
  const isDead = report.diagnostics.some(({ diagnostic }) => hasTrait(diagnostic.reason, 'code_used_up'))
  const isSpent = report.tokensRotated && !isRecoveryCode(authCode)
  if (isDead || isSpent) await updateEnvFile(cli.envFile.path, codeToTakeOut(cli))
}
