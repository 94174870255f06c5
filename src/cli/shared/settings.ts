import type { InputProblem } from '../../domain/input-problem.js'
import {
  type InputName,
  type InputSource,
  readSettings,
  type SettingsResult,
} from '../../settings/settings.js'
import type { Cli } from './cli.js'
import { createEnvSource, type Overrides, settingName } from './env.js'

/** The settings from the options, the environment and the file. */
export const loadSettings = (cli: Cli, overrides: Overrides = {}): SettingsResult =>
  readSettings(sourceOf(cli, overrides), { ownTimeZone: cli.messages.formats.timeZone })

/** For commands that get tokens: existing ones are ignored. */
export const loadSettingsWithoutTokens = (cli: Cli, overrides: Overrides = {}): SettingsResult =>
  readSettings(withoutTokens(sourceOf(cli, overrides)), {
    tokensNeeded: false,
    ownTimeZone: cli.messages.formats.timeZone,
  })

/** For commands that work with and without tokens. */
export const loadSettingsWithOrWithoutTokens = (cli: Cli, overrides: Overrides = {}): SettingsResult =>
  readSettings(sourceOf(cli, overrides), { tokensNeeded: false, ownTimeZone: cli.messages.formats.timeZone })

/** The problem of one value, as a sentence; undefined if it is valid. */
export function problemWith(cli: Cli, name: InputName, value: string): string | undefined {
  const result = loadSettingsWithoutTokens(cli, { ...cli.overrides, [name]: { value } })
  const problem = result.ok ? undefined : result.problems.find(({ input }) => input === settingName(name))
  return problem && describeProblem(problem, cli)
}

/** A setting's raw value: from the command line, the environment or the file. */
export const rawSetting = (cli: Cli, name: InputName): string => sourceOf(cli, {}).read(name).trim()

/** Whether the environment sets this setting, which has priority over the file. */
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

/** No pair and no code: everything else is valid, only a sign-in is missing. */
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
