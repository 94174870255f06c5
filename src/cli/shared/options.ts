import type { Language } from '../../i18n/index.js'
import { LANGUAGES } from '../../settings/settings.js'
import { type EnvFile, type Overrides, settingName } from './env.js'
import type { Kept } from './invocation.js'
import type { Terminal } from './terminal.js'

/** These two are parsed first: help depends on the language too. */
export function commonOptions(argv: readonly string[]): Kept {
  const value = (option: string): string | undefined => {
    const index = argv.findLastIndex((word) => word === option || word.startsWith(`${option}=`))
    const word = argv[index]
    return word === option ? argv[index + 1] : word?.slice(option.length + 1)
  }
  return { envFile: value('--settings') ?? value('--env-file'), language: value('--language') }
}

export function languageOf(
  option: string | undefined,
  environment: Terminal['env'],
  file: EnvFile | undefined,
): Language {
  const name = settingName('language')
  const wanted = option || environment[name] || file?.values[name] || systemLanguage(environment)
  return LANGUAGES.find((language) => language === wanted) ?? 'en'
}

/** The system's language (POSIX: the first of these variables that is set counts). */
const systemLanguage = ({ LC_ALL, LC_MESSAGES, LANG }: Terminal['env']): Language =>
  /^ru([_.@-]|$)/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'ru' : 'en'

/** Whether `.env` or the environment holds credentials: then the default command is `touch`. */
const hasCredentials = (environment: Terminal['env'], file: EnvFile): boolean =>
  (['client-id', 'client-secret', 'access-token', 'refresh-token'] as const)
    .map(settingName)
    .some((name) => environment[name] || file.values[name])

type SettingOption = 'dry-run' | 'max-wait' | 'environment' | 'language'

/** Options of the command line that stand for settings, and have their names. */
export const overridesOf = (given: Record<SettingOption, string | undefined>): Overrides =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, { value, as: `--${name}` }]],
    ),
  )

/** Without credentials the default is `demo`, unless an option of `touch` is given. */
export function defaultCommand(
  argv: readonly string[],
  environment: Terminal['env'],
  file: EnvFile | undefined,
): 'touch' | 'demo' {
  if (file === undefined || hasCredentials(environment, file)) return 'touch'
  return argv.some((word) => OF_TOUCH.test(word)) ? 'touch' : 'demo'
}

const OF_TOUCH = /^--(watch|dry-run|max-wait|json)\b/
