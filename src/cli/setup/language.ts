import { LANGUAGES } from '../../settings/settings.js'
import { createCli } from '../shared/cli.js'
import { settingName } from '../shared/env-source.js'
import { rawSetting } from '../shared/settings.js'
import { mayAsk, remember, type Step } from './state.js'

/** In which language everything is said from now on, the workflow's runs included. */
export const chooseLanguage: Step = async (setup) => {
  if (rawSetting(setup.cli, 'language') !== '' || !mayAsk(setup)) return undefined
  const language = await setup.cli.ask.choose({
    message: 'Language · Язык',
    setting: settingName('language'),
    choices: LANGUAGES.map((value) => ({ value, label: value === 'en' ? 'English' : 'Русский' })),
    initial: setup.cli.language,
  })
  const stopped = await remember(setup, { language })
  setup.cli = createCli({ ...setup.cli, language, ask: setup.cli.ask })
  return stopped
}
