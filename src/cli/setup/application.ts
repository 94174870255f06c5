import type { ReportedDiagnostic } from '../../domain/diagnostic.js'
import type { InputName } from '../../settings/settings.js'
import {
  APPLICATION,
  askForApplication,
  isApplicationRefused,
  tellWhereApplicationIs,
} from '../login/credentials.js'
import { type Overrides, settingName } from '../shared/env-source.js'
import { isFromEnvironment, loadSettingsWithOrWithoutTokens, rawSetting } from '../shared/settings.js'
import { complainOfSettings } from '../touch/touch.js'
import { mayAsk, remember, type Setup, type Step } from './state.js'

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

/** Asks anew for values that HeadHunter refused. True when there are others to try; else it is told where they stand. */
export async function replaceRefusedApplication(
  setup: Setup,
  diagnostics: readonly ReportedDiagnostic[],
): Promise<boolean> {
  const { cli } = setup
  if (!isApplicationRefused(diagnostics)) return false
  tellWhereApplicationIs(cli)
  // The environment would outweigh what is asked for.
  if (!mayAsk(setup) || APPLICATION.some((name) => isFromEnvironment(cli, name))) return false
  return (await remember(setup, valuesOf(await askForApplication(cli, { anew: true })))) === undefined
}

const valuesOf = (answers: Overrides): Partial<Record<InputName, string>> =>
  Object.fromEntries(Object.entries(answers).map(([name, { value }]) => [name, value]))
