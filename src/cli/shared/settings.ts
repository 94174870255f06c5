import type { InputProblem } from '../../domain/input-problem.js'
import {
  type InputName,
  type InputSource,
  readSettings,
  type SettingsResult,
} from '../../settings/settings.js'
import type { Cli } from './cli.js'
import { createEnvSource, type Overrides, settingName } from './env-source.js'

/** The settings as the options, the environment and the file give them now. */
export const loadSettings = (cli: Cli, overrides: Overrides = {}): SettingsResult =>
  readSettings(sourceOf(cli, overrides), { ownTimeZone: cli.messages.formats.timeZone })

/** For what begins before there are tokens, or replaces them: those that there are count as not given. */
export const loadSettingsWithoutTokens = (cli: Cli, overrides: Overrides = {}): SettingsResult =>
  readSettings(withoutTokens(sourceOf(cli, overrides)), {
    tokensNeeded: false,
    ownTimeZone: cli.messages.formats.timeZone,
  })

/** For what looks around: tokens may be there or not. */
export const loadSettingsWithOrWithoutTokens = (cli: Cli, overrides: Overrides = {}): SettingsResult =>
  readSettings(sourceOf(cli, overrides), { tokensNeeded: false, ownTimeZone: cli.messages.formats.timeZone })

/** What is wrong with one value, in the person's words; undefined when nothing is. */
export function problemWith(cli: Cli, name: InputName, value: string): string | undefined {
  const result = loadSettingsWithoutTokens(cli, { ...cli.overrides, [name]: { value } })
  const problem = result.ok ? undefined : result.problems.find(({ input }) => input === settingName(name))
  return problem && describeProblem(problem, cli)
}

/** A setting's raw value: from the command line, the environment or the file. */
export const rawSetting = (cli: Cli, name: InputName): string => sourceOf(cli, {}).read(name).trim()

/** Whether the environment has a say on this setting, so that a change in the file would not count. */
export const isFromEnvironment = (cli: Cli, name: InputName): boolean =>
  Boolean(cli.tools.terminal.env[settingName(name)])

export const describeProblem = (
  { input, kind, details }: InputProblem,
  { messages, say, envFile }: Cli,
): string => {
  if (kind === 'missing') return say.settings.missing(input, envFile.name)
  if (kind === 'no_tokens') return say.settings.noTokens(envFile.name)
  return messages.inputs[kind](input, details)
}

/** No pair and no code: everything else makes sense, only an authorization is missing. */
export const onlyTokensMissing = (problems: InputProblem[]): boolean =>
  problems.every(({ kind }) => kind === 'no_tokens')

const TOKENS: readonly InputName[] = ['access-token', 'refresh-token', 'auth-code']

const withoutTokens = (source: InputSource): InputSource => ({
  ...source,
  read: (name) => (TOKENS.includes(name) ? '' : source.read(name)),
})

const sourceOf = ({ tools, envFile, overrides }: Cli, more: Overrides): InputSource =>
  createEnvSource({
    environment: tools.terminal.env,
    file: envFile.values,
    overrides: { ...overrides, ...more },
  })
