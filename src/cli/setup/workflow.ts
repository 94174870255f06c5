import ms from 'ms'
import { MINUTE } from '../../domain/clock.js'
import { NAME, PROJECT_URL } from '../../domain/project.js'
import type { InputName } from '../../settings/settings.js'
import type { Schedule } from './schedule.js'

export interface WorkflowOptions extends Schedule {
  /** The pair is kept in this environment's secrets; the job must name it. */
  environment?: string | undefined
  /** Further inputs, such as `language: ru`. */
  inputs?: Partial<Record<InputName, string>>
}

export const WORKFLOW_PATH = '.github/workflows/touch-resumes.yml'

/** How others name the action: `owner/name@v1`. */
const ACTION = `${new URL(PROJECT_URL).pathname.slice(1)}@v1`

/** A run that saves, retries and looks for another run takes less than this, waiting apart. */
const OTHER_MINUTES = 15

/** The workflow, in the one form that `setup` writes and the README shows. */
export const buildWorkflow = ({ cron, maxWait, environment, inputs = {} }: WorkflowOptions): string => `\
name: Touch resumes

on:
  schedule:
    - cron: '${cron}'
  workflow_dispatch:
    inputs:
      auth-code:
        description: A fresh authorization code, or the recovery code that a red run printed
        type: string
        default: ''
      dry-run:
        description: Check everything and change nothing
        type: boolean
        default: false

# The action needs nothing of the job's own token.
permissions: {}

# One run at a time, and none is stopped halfway: a new token pair might be on its way into the secrets.
concurrency:
  group: ${NAME}
  cancel-in-progress: false

jobs:
  touch:
    runs-on: ubuntu-latest
    timeout-minutes: ${timeoutMinutes(maxWait)}
${environment === undefined ? '' : `    environment: ${yamlText(environment)}\n`}\
    steps:
      - uses: ${ACTION}
        with:
${Object.entries(withLines(maxWait, environment, inputs))
  .map(([name, value]) => `          ${name}: ${value}\n`)
  .join('')}`

const withLines = (
  maxWait: string,
  environment: string | undefined,
  inputs: Partial<Record<InputName, string>>,
): Record<string, string> => ({
  'client-id': secret('HH_CLIENT_ID'),
  'client-secret': secret('HH_CLIENT_SECRET'),
  'access-token': secret('HH_ACCESS_TOKEN'),
  'refresh-token': secret('HH_REFRESH_TOKEN'),
  'github-token': secret('HH_GITHUB_TOKEN'),
  'resume-ids': secret('HH_RESUME_IDS'),
  'telegram-bot-token': secret('TG_BOT_TOKEN'),
  'telegram-chat-id': secret('TG_CHAT_ID'),
  'auth-code': given('auth-code'),
  'dry-run': given('dry-run'),
  ...(environment === undefined ? {} : { environment: yamlText(environment) }),
  ...(maxWait === '0' ? {} : { 'max-wait': yamlText(maxWait) }),
  ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, yamlText(value)])),
})

const secret = (name: string): string => `\${{ secrets.${name} }}`
const given = (input: string): string => `\${{ inputs.${input} }}`

const timeoutMinutes = (maxWait: string): number =>
  Math.ceil((maxWait === '0' ? 0 : ms(maxWait as ms.StringValue)) / MINUTE) + OTHER_MINUTES

/** A scalar that YAML reads as this very text: plain where that is safe, else in single quotes. */
const yamlText = (text: string): string =>
  /^[A-Za-z][\w./:-]*[\w/]$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text)
    ? text
    : `'${text.replaceAll("'", "''")}'`

/** GitHub's page for a new file on the default branch, filled in. */
export function newFileLink(repository: string, text: string): string {
  const url = new URL(`https://github.com/${repository}/new/HEAD`)
  url.search = new URLSearchParams({ filename: WORKFLOW_PATH, value: text }).toString()
  // GitHub takes a plus sign for itself.
  url.search = url.search.replaceAll('+', '%20')
  return url.href
}
