import type { InputName } from '../../inputs.js'
import { askForApplication } from '../login/credentials.js'
import { settingName } from '../settings/env-source.js'
import { loadSettingsWithOrWithoutTokens, rawSetting } from '../settings/settings.js'
import { complainOfSettings } from '../touch.js'
import { remember, type Step } from './state.js'

/** The HeadHunter application's id and secret; and whether the other settings make sense. */
export const application: Step = async (setup) => {
  const { cli, options } = setup
  const { screen, say } = cli
  const missing = (['client-id', 'client-secret'] as const).filter((name) => rawSetting(cli, name) === '')
  if (missing.length > 0 && options.dryRun) {
    for (const name of missing) screen.mark('warning', say.setup.wouldAsk(settingName(name)))
    return undefined
  }
  const answers = await askForApplication(cli)
  const values = Object.entries(answers).map(([name, { value }]) => [name as InputName, value] as const)
  const stopped = await remember(setup, Object.fromEntries(values))
  if (stopped !== undefined) return stopped
  const read = loadSettingsWithOrWithoutTokens(setup.cli)
  if (!read.ok) return complainOfSettings(read.problems, setup.cli)
  screen.mark('good', say.setup.applicationKnown)
  return undefined
}
