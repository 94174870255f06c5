import type { InputName } from '../../inputs.js'
import { type Overrides, settingName } from '../settings/env-source.js'
import { problemWith, rawSetting } from '../settings/settings.js'
import type { Cli } from '../shell/cli.js'

/** Asks for the application's id and secret where they are not set. What is asked for is not yet saved. */
export async function askForApplication(cli: Cli): Promise<Overrides> {
  const answers: Overrides = {}
  const { ask, screen, say } = cli
  const isMissing = (name: InputName) => rawSetting(cli, name) === ''
  if (isMissing('client-id') || isMissing('client-secret')) screen.note(say.login.whereToGetApplication)
  if (isMissing('client-id')) {
    const value = await ask.text({
      message: say.login.clientId,
      setting: settingName('client-id'),
      validate: (typed) => problemWith(cli, 'client-id', typed),
    })
    answers['client-id'] = { value }
  }
  if (isMissing('client-secret')) {
    const value = await ask.secret({
      message: say.login.clientSecret,
      setting: settingName('client-secret'),
      validate: (typed) => problemWith(cli, 'client-secret', typed),
    })
    answers['client-secret'] = { value }
  }
  return answers
}

/** Answers as they go into `.env`. */
export const asEnvChanges = (answers: Overrides): Record<string, string> =>
  Object.fromEntries(
    Object.entries(answers).map(([name, { value }]) => [settingName(name as InputName), value]),
  )
