import { stat } from 'node:fs/promises'
import type { Shutdown } from '../../domain/shutdown.js'
import { type CliMessages, cliMessages } from '../../i18n/cli/index.js'
import type { Language, Messages } from '../../i18n/index.js'
import { catalogue } from '../../i18n/index.js'
import { type InputName, isTimeZone } from '../../settings/settings.js'
import { createEnvSource, type EnvFile, type Overrides, readEnvFile, settingName } from './env.js'
import type { Invocation } from './invocation.js'
import { createPrompter, type Prompter } from './prompts.js'
import { createScreen, type Screen } from './screen.js'
import type { Tools } from './terminal.js'

/** The context of every command. */
export interface Cli {
  tools: Tools
  /** One for the process: ends waits at a signal. */
  shutdown: Shutdown
  language: Language
  /** How the person gives a further command. */
  call: Invocation
  messages: Messages
  /** The texts of the terminal command. */
  say: CliMessages
  screen: Screen
  ask: Prompter
  /** As read when the command began; `reread` reads it again. */
  envFile: EnvFile
  /** From the command line. */
  overrides: Overrides
  /** Print one JSON value on stdout and nothing else. */
  json: boolean
  /** Print each request's outcome. */
  verbose: boolean
}

export interface CliOptions extends Omit<Cli, 'messages' | 'say' | 'screen' | 'ask'> {
  ask?: Prompter | undefined
}

export function createCli({ ask, ...options }: CliOptions): Cli {
  const { language, call, tools, json } = options
  const zone = { timeZone: timeZoneOf(options), now: () => tools.clock.now() }
  const nameOf = (input: string) => settingName(input as InputName)
  const messages = catalogue(language, { kind: 'terminal', nameOf, call }, zone)
  return {
    ...options,
    messages,
    say: cliMessages(language, call, messages.formats),
    screen: createScreen(tools.terminal, json),
    ask: ask ?? createPrompter(tools.terminal),
  }
}

/** `TZ` can be empty, which means UTC; `Intl` has a name for that which it does not accept. */
export const machineTimeZone = (): string => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return isTimeZone(timeZone) ? timeZone : 'UTC'
}

/** The machine's time zone, unless the settings name another. */
function timeZoneOf({ tools, envFile, overrides }: CliOptions): string {
  const source = createEnvSource({ environment: tools.terminal.env, file: envFile.values, overrides })
  const named = source.read('time-zone').trim()
  return isTimeZone(named) ? named : machineTimeZone()
}

/**
 * With the `.env` file read again, since its pair can have been renewed. An unreadable file is ignored, and a pipe too: a
 * second reading of it can wait for ever, and Node can't end meanwhile.
 */
export const reread = async (cli: Cli): Promise<Cli> => {
  const found = await stat(cli.envFile.path).catch(() => undefined)
  if (found?.isFile() === false) return cli
  const read = await readEnvFile(cli.envFile.name, cli.tools.terminal.cwd)
  return read.ok ? { ...cli, envFile: read.file } : cli
}
