import type { CommanderError } from 'commander'
import type { InputProblem } from '../../domain/input-problem.js'
import { codeOf } from '../../http/faults.js'
import type { CliMessages } from '../../i18n/cli/index.js'
import type { Cli } from './cli.js'
import type { EnvFileProblem } from './env.js'
import { EXIT, type ExitCode } from './outcome.js'
import { Abandoned, NeedsAnswer } from './prompts.js'
import type { Screen } from './screen.js'
import { describeProblem, onlyTokensMissing } from './settings.js'

/** Where errors are printed, in which words. */
export interface ErrorContext {
  screen: Screen
  say: CliMessages
}

/** Whatever else may end a command early, in a sentence; `verbose` adds where it arose. */
export function explainError(error: unknown, verbose: boolean, { screen, say }: ErrorContext): ExitCode {
  if (error instanceof NeedsAnswer) {
    screen.printError(say.usage.needsAnswer(error.setting))
    return EXIT.usage
  }
  if (error instanceof Abandoned) {
    screen.printError(say.usage.interrupted)
    return EXIT.interrupted
  }
  screen.printError(say.usage.unexpected(codeOf(error) ?? (error instanceof Error ? error.name : 'unknown')))
  if (verbose) screen.note(placesIn(error))
  return EXIT.problem
}

export interface WrongUsage {
  error: CommanderError
  /** The word that was taken for a superfluous argument. */
  unknownCommand: string | undefined
  /** Commands that are spelled much like it. */
  similar: string[]
}

/** Wrong usage, in a sentence, with what may have been meant. */
export function explainUsage(
  { error, unknownCommand, similar }: WrongUsage,
  { screen, say }: ErrorContext,
): ExitCode {
  if (error.exitCode === 0) return EXIT.done
  const sentence =
    unknownCommand === undefined ? usageSentence(error, say) : say.usage.unknownCommand(unknownCommand)
  const meant = error.code === 'commander.unknownOption' ? similarIn(error) : similar
  const hints = meant.length === 0 ? [] : [say.usage.didYouMean(meant)]
  screen.printError([sentence, ...hints, say.usage.seeHelp].join(' '))
  return EXIT.usage
}

/** Commander's guess; in its sentence, since it has no other place for it. */
export const similarIn = ({ message }: CommanderError): string[] => {
  const [, list] = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message) ?? []
  return list ? list.split(', ') : []
}

/** Every problem of the settings in a line of its own. */
export function printSettingsProblems(problems: InputProblem[], cli: Cli): ExitCode {
  for (const problem of problems) cli.screen.printError(describeProblem(problem, cli))
  return onlyTokensMissing(problems) ? EXIT.authorizeAgain : EXIT.usage
}

/** Where an error arose, without its message: that may hold what must not be shown. */
const placesIn = (error: unknown): string =>
  (error instanceof Error ? (error.stack ?? '') : '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')

export function envFileSentence(
  problem: Exclude<EnvFileProblem, { kind: 'cyrillic_name' }>,
  { settings: { envFile } }: CliMessages,
): string {
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
