import type { InputProblem } from '../../domain/input-problem.js'
import { type RunReport, reportOfInvalidInputs } from '../../domain/report.js'
import { outputsOf } from '../../report/outputs.js'
import type { Cli } from '../shared/cli.js'
import { EXIT, type ExitCode, exitOf } from '../shared/exit.js'
import { audienceOf, runOnce } from '../shared/once.js'
import { briefly, printReport } from '../shared/report-view.js'
import { describeProblem, isFromEnvironment, onlyTokensMissing } from '../shared/settings.js'

/** What the Action does, once, with the `.env` file as the store. */
export async function touch(cli: Cli): Promise<ExitCode> {
  const round = await runOnce(cli)
  if (!round.ok) {
    if (cli.json) printOutputs(reportOfInvalidInputs(round.problems), cli)
    return complainOfSettings(round.problems, cli)
  }
  showReport(round.report, cli)
  return exitOf(round.report)
}

/** The report in the form that was asked for, and a word on tokens that the environment outweighs. */
export function showReport(report: RunReport, cli: Cli): void {
  if (cli.json) printOutputs(report, cli)
  else printReport(report, audienceOf(cli), cli.screen)
  const outweighed = isFromEnvironment(cli, 'refresh-token') || isFromEnvironment(cli, 'access-token')
  if (report.tokensRotated && outweighed)
    cli.screen.printError(cli.say.touch.environmentWins(cli.envFile.name))
}

/** Every problem in a line of its own. */
export function complainOfSettings(problems: InputProblem[], cli: Cli): ExitCode {
  for (const problem of problems) cli.screen.printError(describeProblem(problem, cli))
  return onlyTokensMissing(problems) ? EXIT.authorizeAgain : EXIT.usage
}

/** The Action's outputs as one object, numbers and lists as themselves, and the problems beside them. */
function printOutputs(report: RunReport, cli: Cli): void {
  const { touched, skipped, failed, resumes, ...outputs } = outputsOf(report, audienceOf(cli))
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
