import type { Language } from '../../i18n/index.js'
import { LANGUAGES } from '../../settings/settings.js'
import type { ObtainOptions } from '../login/obtain-pair.js'
import type { SetupOptions } from '../setup/state.js'
import { type EnvFile, type Overrides, settingName } from './env.js'
import type { Terminal } from './terminal.js'

export interface Common {
  envFile: string | undefined
  language: string | undefined
}

/** These two are parsed first: help depends on the language too. */
export function commonOptions(argv: readonly string[]): Common {
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

/** All options; each command defines its own. */
export interface Given {
  json?: boolean
  verbose?: boolean
  dryRun?: boolean
  maxWait?: string
  watch?: boolean
  code?: string
  pkce?: boolean
  browser?: boolean
  repository?: string
  savePair?: boolean
  environment?: string
  yes?: boolean
  force?: boolean
  schedule?: string
  workflow?: string
  keepPair?: boolean
  anyToken?: boolean
  localOnly?: boolean
  on?: string
  account?: string
  remove?: boolean
  daytime?: boolean
  port?: string
  forbidden?: boolean
}

/** Options of the command line that stand for settings. */
export function overridesOf({ dryRun, maxWait, environment }: Given, { language }: Common): Overrides {
  return {
    ...(environment === undefined ? {} : { environment: { value: environment, as: '--environment' } }),
    ...(language === undefined ? {} : { language: { value: language, as: '--language' } }),
    ...(dryRun ? { 'dry-run': { value: 'true', as: '--dry-run' } } : {}),
    ...(maxWait === undefined ? {} : { 'max-wait': { value: maxWait, as: '--max-wait' } }),
  }
}

export const obtainOptions = ({ code, pkce = true, browser = true }: Given): ObtainOptions => ({
  code,
  pkce,
  openBrowser: browser,
})

export const setupOptions = (given: Given): SetupOptions => ({
  on: given.on === 'github' || given.on === 'computer' ? given.on : undefined,
  account: given.account,
  remove: given.remove ?? false,
  daytime: given.daytime ?? false,
  repository: given.repository,
  dryRun: given.dryRun ?? false,
  force: given.force ?? false,
  yes: given.yes ?? false,
  keepPair: given.keepPair ?? false,
  anyToken: given.anyToken ?? false,
  workflow: given.workflow,
  schedule: given.schedule,
  pkce: given.pkce ?? true,
  openBrowser: given.browser ?? true,
})

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
