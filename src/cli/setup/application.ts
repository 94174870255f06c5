import type { InputName } from '../../settings/settings.js'
import { APPLICATION, askForApplication } from '../login/application.js'
import { complainOfSettings } from '../shared/complaints.js'
import { type Overrides, settingName } from '../shared/env-source.js'
import { loadSettingsWithOrWithoutTokens, rawSetting } from '../shared/settings.js'
import { remember, type Step } from './state.js'

/** The HeadHunter application's id and secret; and whether the other settings make sense. */
export const application: Step = async (setup) => {
  const { cli, options } = setup
  const { screen, say } = cli
  const missing = APPLICATION.filter((name) => rawSetting(cli, name) === '')
  if (missing.length > 0 && options.dryRun) {
    for (const name of missing) screen.mark('warning', say.setup.wouldAsk(settingName(name)))
    return undefined
  }
  const stopped = await remember(setup, valuesOf(await askForApplication(cli)))
  if (stopped !== undefined) return stopped
  const read = loadSettingsWithOrWithoutTokens(setup.cli)
  if (!read.ok) return complainOfSettings(read.problems, setup.cli)
  screen.mark('good', say.setup.applicationKnown)
  return undefined
}

const valuesOf = (answers: Overrides): Partial<Record<InputName, string>> =>
  Object.fromEntries(Object.entries(answers).map(([name, { value }]) => [name, value]))
