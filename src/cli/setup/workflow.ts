import { MINUTE } from '../../domain/clock.js'
import { NAME, PROJECT_URL } from '../../domain/project.js'
import { cliMessages } from '../../i18n/cli/index.js'
import type { Language } from '../../i18n/index.js'
import { defaultOf, durationOf, type InputName } from '../../settings/settings.js'
import { machineTimeZone } from '../shared/cli.js'
import { rawSetting } from '../shared/settings.js'
import { siteOf } from './github.js'
import { openSecrets } from './repository.js'
import { MAIN_ACCOUNT, prefixOf, type Setup } from './state.js'

/** When a workflow runs, and how long a run may wait for a resume that is about to be touchable. */
export interface Schedule {
  /** Five fields, at an odd minute: GitHub drops most of what is due at the full hour. */
  cron: string
  /** IANA name of the zone in which `cron` is read; UTC when left out. */
  timezone?: string | undefined
  maxWait: string
}

/** Found by simulation; `docs/scheduling.md` says what it brings and what it costs. */
export const RECOMMENDED: Schedule = { cron: '13 * * * *', maxWait: '5m' }

/** From 7 to 22 o'clock: recruiters do not search at night, and every run costs minutes. */
export const DAYTIME_CRON = '13 7-22 * * *'

export interface WorkflowOptions extends Schedule {
  /** With what a renewed pair is saved: a GitHub App of the person's own, or a token. */
  rights: 'app' | 'token'
  /** Of the form's fields. */
  language: Language
  /** The pair is kept in this environment's secrets; the job must name it. */
  environment?: string | undefined
  /** More than one: a job for each, with secrets of its own. */
  accounts?: readonly string[]
  /** Further inputs, such as `language: ru`. */
  inputs?: Partial<Record<InputName, string>>
  /** False: an Enterprise Server, which does not know GitHub's newest keys. */
  isGitHubCom?: boolean
}

export const WORKFLOW_FILE = 'touch-resumes.yml'
export const WORKFLOW_PATH = `.github/workflows/${WORKFLOW_FILE}`

/** How others name the action: `owner/name@v1`. */
const ACTION = `${new URL(PROJECT_URL).pathname.slice(1)}@v1`

/** A run that saves, retries and looks for another run takes less than this, waiting apart. */
const OTHER_MINUTES = 15

/** The workflow, in the one form that `setup` writes and the README shows. */
export function buildWorkflow(options: WorkflowOptions): string {
  const { cron, timezone, language, accounts = [MAIN_ACCOUNT] } = options
  const { authCode, dryRun } = cliMessages(language).setup.form
  const isForSeveral = accounts.length > 1
  return `\
name: Touch resumes

on:
  schedule:
    - cron: '${cron}'
${timezone === undefined ? '' : `      timezone: ${yamlText(timezone)}\n`}\
  workflow_dispatch:
    inputs:
${isForSeveral ? accountField(accounts, language) : ''}\
      auth-code:
        description: ${yamlText(authCode)}
        type: string
        default: ''
      dry-run:
        description: ${yamlText(dryRun)}
        type: boolean
        default: false

# The action needs nothing of the job's own token.
permissions: {}

${isForSeveral ? '' : `${concurrency(NAME, options)}\n`}\
jobs:
  touch:
${isForSeveral ? matrix(accounts, options) : ''}\
    runs-on: ubuntu-latest
    timeout-minutes: ${timeoutMinutes(options.maxWait)}
${environmentLines(options)}\
    steps:
      - uses: ${ACTION}
${isForSeveral ? "        if: inputs.account == '' || inputs.account == matrix.account\n" : ''}\
        with:
${Object.entries(withLines(options, accounts))
  .map(([name, value]) => `          ${name}: ${value}\n`)
  .join('')}`
}

/** A code belongs to one account, so a run that is started by hand is for one. */
const accountField = (accounts: readonly string[], language: Language): string => `\
      account:
        description: ${yamlText(cliMessages(language).setup.form.account)}
        type: choice
        required: true
        options: [${accounts.join(', ')}]
`

const concurrency = (group: string, { isGitHubCom = true }: WorkflowOptions): string => `\
# One run at a time. None is stopped halfway: a new token pair might be on its way into the secrets.
concurrency:
  group: ${group}
  cancel-in-progress: false
${isGitHubCom ? '  queue: max\n' : ''}`

const matrix = (accounts: readonly string[], options: WorkflowOptions): string => `\
    strategy:
      fail-fast: false
      matrix:
        include:
${accounts.map((account) => `          - { account: ${account}, prefix: '${prefixOf(account)}' }\n`).join('')}\
${concurrency(`${NAME}-\${{ matrix.account }}`, options).replace(/^/gm, '    ').trimEnd()}
`

/** The environment must be there. Without `deployment: false` each run would show on the repository's page. */
const environmentLines = ({ environment, isGitHubCom = true }: WorkflowOptions): string => {
  if (environment === undefined) return ''
  const name = yamlText(environment)
  return isGitHubCom
    ? `    environment:\n      name: ${name}\n      deployment: false\n`
    : `    environment: ${name}\n`
}

function withLines(options: WorkflowOptions, accounts: readonly string[]): Record<string, string> {
  const { rights, environment, maxWait, inputs = {} } = options
  const isForSeveral = accounts.length > 1
  const prefix = isForSeveral ? expression('matrix.prefix') : prefixOf(accounts[0] ?? MAIN_ACCOUNT)
  const secret = (name: string) => expression(`secrets.${name}`)
  const own = (name: string) =>
    isForSeveral ? expression(`secrets[format('{0}${name}', matrix.prefix)]`) : secret(prefix + name)
  const saveAs = {
    'access-token-secret': `${prefix}HH_ACCESS_TOKEN`,
    'refresh-token-secret': `${prefix}HH_REFRESH_TOKEN`,
  }
  const app = {
    'github-app-client-id': secret('HH_GITHUB_APP_CLIENT_ID'),
    'github-app-private-key': secret('HH_GITHUB_APP_PRIVATE_KEY'),
  }
  return {
    'client-id': own('HH_CLIENT_ID'),
    'client-secret': own('HH_CLIENT_SECRET'),
    'access-token': own('HH_ACCESS_TOKEN'),
    'refresh-token': own('HH_REFRESH_TOKEN'),
    ...(prefix !== '' && saveAs),
    ...(rights === 'app' ? app : { 'github-token': secret('HH_GITHUB_TOKEN') }),
    'resume-ids': own('HH_RESUME_IDS'),
    'telegram-bot-token': own('TG_BOT_TOKEN'),
    'telegram-chat-id': own('TG_CHAT_ID'),
    'dry-run': expression('inputs.dry-run'),
    ...(environment !== undefined && { environment: yamlText(environment) }),
    ...(maxWait !== '0' && { 'max-wait': yamlText(maxWait) }),
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, yamlText(value)])),
  }
}

const expression = (text: string): string => `\${{ ${text} }}`

const timeoutMinutes = (maxWait: string): number =>
  Math.ceil((durationOf(maxWait) ?? 0) / MINUTE) + OTHER_MINUTES

/** A scalar that YAML reads as this very text: plain where that is safe, else in single quotes. */
const yamlText = (text: string): string =>
  /^[\p{L}][\p{L}\p{N} ,./:«»()-]*[\p{L}\p{N}/]$/u.test(text) &&
  !/: /.test(text) &&
  !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text)
    ? text
    : `'${text.replaceAll("'", "''")}'`

/** Whose secrets are in the repository, this one among them. */
export async function accountsAtGitHub(setup: Setup): Promise<string[]> {
  const { account } = setup
  const names = await openSecrets(setup)?.names()
  // Without a look at the secrets: a further account comes in addition to the first.
  if (!names?.ok) return [...new Set([MAIN_ACCOUNT, account])]
  const found = names.value.flatMap((name) => {
    const match = /^(?:(.+)_)?HH_CLIENT_ID$/.exec(name)
    return match === null ? [] : [match[1] ?? MAIN_ACCOUNT]
  })
  const all = new Set([...found, account])
  const further = [...all].filter((name) => name !== MAIN_ACCOUNT).sort()
  return all.has(MAIN_ACCOUNT) ? [MAIN_ACCOUNT, ...further] : further
}

/** Settings that the workflow must name, since they are not what the action takes by itself. */
const CARRIED: readonly InputName[] = [
  'host',
  'redirect-uri',
  'user-agent',
  'notify',
  'time-zone',
  'redact',
  'request-timeout',
  'api-url',
  'telegram-api-url',
]

/** The action knows `github.api_url` by itself. */
export function workflowText(setup: Setup, accounts: string[]): string {
  const { options, rights, language } = setup
  // As the person reads here; a setting, if there is one, has already decided that.
  const inputs: Partial<Record<InputName, string>> = language === defaultOf('language') ? {} : { language }
  for (const name of CARRIED) {
    const value = rawSetting(setup, name)
    if (value !== '' && value !== defaultOf(name)) inputs[name] = value
  }
  // Quiet nights are the person's own.
  const timezone = machineTimeZone()
  return buildWorkflow({
    ...(options.daytime ? { cron: DAYTIME_CRON, timezone } : RECOMMENDED),
    ...(options.schedule === undefined ? {} : { cron: options.schedule }),
    maxWait: rawSetting(setup, 'max-wait') || RECOMMENDED.maxWait,
    rights: rights?.kind === 'kept' ? rights.by : (rights?.kind ?? 'app'),
    language,
    accounts,
    environment: rawSetting(setup, 'environment') || undefined,
    inputs,
    isGitHubCom: siteOf(setup) === 'https://github.com',
  })
}

/** GitHub's page for a new file on the default branch, filled in. */
export function newFileLink(site: string, repository: string, text: string): string {
  const url = new URL(`${site}/${repository}/new/HEAD`)
  url.search = new URLSearchParams({ filename: WORKFLOW_PATH, value: text }).toString()
  // GitHub takes a plus sign for itself.
  url.search = url.search.replaceAll('+', '%20')
  return url.href
}

/** Lowest and highest of minute, hour, day, month, weekday. */
const FIELDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const

const PART = /^(?:\*|\d{1,2}(?:-\d{1,2})?|[a-z]{3}(?:-[a-z]{3})?)(?:\/\d{1,2})?$/i

/** Whether GitHub would take it: five fields of POSIX cron (https://docs.github.com/actions, “schedule”). */
export function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/)
  return (
    fields.length === FIELDS.length && FIELDS.every(([low, high], at) => isField(fields[at] ?? '', low, high))
  )
}

const isField = (field: string, low: number, high: number): boolean =>
  field.split(',').every((part) => {
    const numbers = part.split('/')[0]?.match(/\d+/g)?.map(Number) ?? []
    return PART.test(part) && numbers.every((number) => number >= low && number <= high)
  })
