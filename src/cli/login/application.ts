import { hasTrait, type ReportedDiagnostic } from '../../reasons/index.js'

import { defaultOf, type InputName, type Settings } from '../../settings/settings.js'
import type { Cli } from '../shared/cli.js'
import { type Overrides, settingName } from '../shared/env.js'
import { isFromEnvironment, problemWith, rawSetting } from '../shared/settings.js'

export const APPLICATION = ['client-id', 'client-secret'] as const

const USUAL_REDIRECT_URI = defaultOf('redirect-uri')

/** Values that did not work. */
type Before = Pick<Settings, 'clientId' | 'redirectUri'>

/**
 * Asks for the application's id and secret if they are not set, or, if those in `before` did not work, for all values with
 * the redirect URI. The answers are not saved yet.
 */
export async function askForApplication(cli: Cli, { before }: { before?: Before } = {}): Promise<Overrides> {
  const answers: Overrides = {}
  const { ask, screen, say } = cli
  const wanted = APPLICATION.filter((name) => before !== undefined || rawSetting(cli, name) === '')
  const redirectUri = before?.redirectUri ?? (rawSetting(cli, 'redirect-uri') || USUAL_REDIRECT_URI)
  if (wanted.length > 0) screen.note(say.login.whereToGetApplication(redirectUri))
  for (const name of wanted) {
    const question = { setting: settingName(name), validate: checkOf(cli, name) }
    const value =
      name === 'client-id'
        ? await ask.text({
            message: say.login.clientId,
            ...question,
            ...(before === undefined ? {} : { initial: before.clientId }),
          })
        : await ask.secret({ message: say.login.clientSecret, ...question })
    answers[name] = { value: unquoted(value) }
  }
  if (before !== undefined) {
    const value = await ask.text({
      message: say.login.redirectUri,
      setting: settingName('redirect-uri'),
      initial: redirectUri,
      validate: checkOf(cli, 'redirect-uri'),
    })
    if (unquoted(value) !== redirectUri) answers['redirect-uri'] = { value: unquoted(value) }
    else if (redirectUri !== USUAL_REDIRECT_URI) answers['redirect-uri'] = { value: redirectUri }
  }
  return answers
}

/** Whether other values can be entered: the environment has priority over them. */
export const canAskAnew = (cli: Cli): boolean =>
  cli.tools.terminal.interactive && !APPLICATION.some((name) => isFromEnvironment(cli, name))

/** The problem of the input, and how to clear it, since it stays in the field. */
export const checkOf = (cli: Cli, name: InputName) => (typed: string) => {
  const problem = problemWith(cli, name, unquoted(typed))
  return problem && `${problem} ${cli.say.login.clearField}`
}

/** Without quotes from copying. */
export const unquoted = (typed: string): string =>
  typed
    .trim()
    .replace(/^(["'`])(.*)\1$/, '$2')
    .trim()

/** HeadHunter refuses this id or secret. */
export const isApplicationRefused = (diagnostics: readonly ReportedDiagnostic[]): boolean =>
  diagnostics.some(({ diagnostic }) => hasTrait(diagnostic.reason, 'refuses_application'))

/** The diagnostic says what to do; this says where the values are. */
export function printWhereApplicationIs(cli: Cli): void {
  const { screen, say, envFile } = cli
  for (const name of APPLICATION) {
    const setting = settingName(name)
    if (isFromEnvironment(cli, name)) screen.mark('note', say.login.isInEnvironment(setting))
    else if (envFile.values[setting]) screen.mark('note', say.login.isInFile(setting, envFile.name))
  }
}

/** Answers as changes of `.env`. */
export const asEnvChanges = (answers: Overrides): Record<string, string> =>
  Object.fromEntries(
    Object.entries(answers).map(([name, { value }]) => [settingName(name as InputName), value]),
  )
