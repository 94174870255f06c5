import type { CommanderError } from 'commander'
import { placesIn } from '../../domain/diagnostics.js'
import type { InputProblem } from '../../domain/input-problem.js'
import { Interrupted } from '../../domain/shutdown.js'
import { codeOf } from '../../http/faults.js'
import type { CliMessages } from '../../i18n/cli/index.js'
import type { Messages } from '../../i18n/index.js'
import type { Cli } from './cli.js'
import type { EnvFileProblem } from './env.js'
import { EXIT, type ExitCode } from './outcome.js'
import { Abandoned, NeedsAnswer } from './prompts.js'
import { describeProblem, onlyTokensMissing } from './settings.js'
import { similarIn } from './similar.js'

/** Where errors are printed, in which words. */
type ErrorContext = Pick<Cli, 'screen' | 'say'>

/** Whatever else may end a command early, in a sentence; `verbose` adds where it arose. */
export function explainError(error: unknown, verbose: boolean, { screen, say }: ErrorContext): ExitCode {
  if (error instanceof NeedsAnswer) {
    screen.printError(say.usage.needsAnswer(error.setting))
    return EXIT.usage
  }
  if (error instanceof Abandoned || error instanceof Interrupted) {
    screen.printError(say.usage.interrupted)
    return EXIT.interrupted
  }
  screen.printError(say.usage.unexpected(codeOf(error) ?? (error instanceof Error ? error.name : 'unknown')))
  if (verbose) screen.note(placesIn(error).join('\n'))
  return EXIT.problem
}

/** Wrong usage, in a sentence, with what may have been meant. `unknown`: a word that is no command. */
export function explainUsage(
  error: CommanderError,
  unknown: { word: string; similar: string[] } | undefined,
  { screen, say }: ErrorContext,
): ExitCode {
  if (error.exitCode === 0) return EXIT.done
  const sentence = unknown ? say.usage.unknownCommand(unknown.word) : usageSentence(error, say)
  const meant = unknown?.similar ?? (error.code === 'commander.unknownOption' ? similarIn(error) : [])
  const hints = meant.length === 0 ? [] : [say.usage.didYouMean(meant)]
  screen.printError([sentence, ...hints, say.usage.seeHelp].join(' '))
  return EXIT.usage
}

/** Every problem of the settings in a line of its own. */
export function printSettingsProblems(problems: InputProblem[], cli: Cli): ExitCode {
  for (const problem of problems) cli.screen.printError(describeProblem(problem, cli))
  return onlyTokensMissing(problems) ? EXIT.authorizeAgain : EXIT.usage
}

export function envFileSentence(
  problem: EnvFileProblem,
  { settings: { envFile } }: CliMessages,
  { cyrillic_name }: Messages['inputs'],
): string {
  if (problem.kind === 'cyrillic_name') return cyrillic_name(problem.setting, {})
  if (problem.kind === 'unreadable') return envFile.unreadable(problem.name, problem.code)
  if (problem.kind !== 'bad_lines') return envFile[problem.kind](problem.name)
  return envFile.bad_lines(problem.name, problem.lines.join(', '), problem.lines.length)
}

/** Commander's messages are English; its codes are stable, and the quoted text is the person's input. */
function usageSentence({ code, message }: CommanderError, { usage }: CliMessages): string {
  const word = /'([^']*)'/.exec(message)?.[1]?.split(/[ ,]/)[0] ?? ''
  if (code === 'commander.unknownOption') return usage.unknownOption(word)
  if (code === 'commander.unknownCommand') return usage.unknownCommand(word)
  if (code === 'commander.optionMissingArgument') return usage.argumentMissing(word)
  if (code === 'commander.invalidArgument') return usage.badValue(word)
  return usage.tooManyArguments
}
