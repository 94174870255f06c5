import type { ResumeList } from '../../domain/headhunter.js'
import type { EnvUpdate } from '../../env-file/lines.js'
import { updateEnvFile } from '../../env-file/store.js'
import type { GitHubApp } from '../../github/credentials.js'
import type { Diagnostic, Reason } from '../../reasons/index.js'
import type { InputName, Settings } from '../../settings/settings.js'
import { APPLICATION } from '../login/application.js'
import type { BrowserOptions } from '../login/browser.js'
import { type Cli, reread } from '../shared/cli.js'
import type { Overrides } from '../shared/env.js'
import { printSettingsProblems } from '../shared/errors.js'
import { EXIT, type ExitCode, printDiagnostics } from '../shared/outcome.js'
import { loadSettingsWithOrWithoutTokens, rawSetting } from '../shared/settings.js'
import type { Gh } from './github.js'

export interface SetupOptions extends BrowserOptions {
  /** Where it is to run; asked for when left out. */
  on: 'github' | 'computer' | undefined
  /** `owner/name`; else proposed. */
  repository: string | undefined
  /** A further person, whose secrets begin with this name. */
  account: string | undefined
  /** Take the schedule entry away from this computer. */
  remove: boolean
  /** Show every step, save nothing, ask nothing. */
  dryRun: boolean
  /** Get a new pair though there is one, and replace a workflow that differs. */
  force: boolean
  /** Ask nothing that has an answer by default. */
  yes: boolean
  /** Leave the pair in `.env` as well. */
  keepPair: boolean
  /** Take a classic or OAuth token without asking. */
  anyToken: boolean
  /** Where the workflow goes; else its usual place in the working copy. */
  workflow: string | undefined
  /** Cron expression; else the recommended one. */
  schedule: string | undefined
  /** No runs at night, by the person's own clock. */
  daytime: boolean
}

/** With what a renewed pair is saved, and the secrets are written now. */
export type Rights =
  | { kind: 'token'; token: string }
  | { kind: 'app'; app: GitHubApp }
  /** Those of an earlier run stay in the secrets; `gh`'s token writes the others now. */
  | { kind: 'kept'; by: 'token' | 'app'; token: string }

/** What belongs to one person. */
export const PERSONAL: readonly InputName[] = [
  'client-id',
  'client-secret',
  'access-token',
  'refresh-token',
  'resume-ids',
  'telegram-bot-token',
  'telegram-chat-id',
]

/** The account whose secrets have no prefix. */
export const MAIN_ACCOUNT = 'main'

/** What stands before the names of an account's secrets: `ANNA_`. */
export const prefixOf = (account: string): string => (account === MAIN_ACCOUNT ? '' : `${account}_`)

/** What the steps have found out so far; each returns more. */
export interface Setup extends Cli {
  options: SetupOptions
  /** `MAIN_ACCOUNT`, or whose secrets have a prefix. */
  account: string
  /** The pair was looked at, or is new. */
  isAccountSeen?: boolean
  /** What HeadHunter showed to the pair in `.env`, which it accepted in this run. */
  resumes?: ResumeList | undefined
  /** That pair's access token. */
  accepted?: string | undefined
  /** The choice: ids, or `all`; without one, an earlier choice stays as it is. */
  resumeIds?: string | undefined
  /** Where it is logged in. */
  gh?: Gh | undefined
  /** `owner/name`; empty in a dry run that knows of none. */
  repository: string
  rights?: Rights | undefined
  /** The pair is in the repository's secrets already. */
  pairAtGitHub?: boolean
  /** Names of the secrets that were written in this run. */
  written: readonly string[]
  /** Files that wait for a commit, relative to the working copy. */
  toCommit: readonly string[]
}

/** Does one part of the work, or throws `Stopped`. */
export type Step = (setup: Setup) => Promise<Setup>

/** The work ends here; why has been printed. */
export class Stopped extends Error {
  readonly exit: ExitCode
  /** As far as it went. */
  readonly setup: Setup
  readonly reason: Reason | undefined

  constructor(exit: ExitCode, setup: Setup, reason?: Reason) {
    super(`stopped with ${exit}`)
    this.name = 'Stopped'
    this.exit = exit
    this.setup = setup
    this.reason = reason
  }
}

export const printDiagnostic = (
  setup: Setup,
  diagnostic: Diagnostic,
  severity: 'problem' | 'warning' = 'problem',
): void => printDiagnostics([{ severity, diagnostic }], setup)

/** Prints what is wrong; the result is to be thrown. */
export function stoppedBy(setup: Setup, diagnostic: Diagnostic): Stopped {
  printDiagnostic(setup, diagnostic)
  return new Stopped(EXIT.problem, setup, diagnostic.reason)
}

/** Whether questions are asked that might as well stay open. */
export const canAsk = ({ tools, options }: Setup): boolean =>
  tools.terminal.interactive && !options.yes && !options.dryRun

/** Yes or no; `setting` answers it without a terminal. */
export const confirmed = (
  { ask, say }: Setup,
  question: { message: string; setting: string; initial?: boolean },
): Promise<boolean> => ask.confirm({ ...say.answers, initial: true, ...question })

/** The settings as they are now. A dry run has not asked for the application; nothing is sent with the stand-ins. */
export function settingsOf(setup: Setup, answers: Overrides = {}): Settings {
  const missing = APPLICATION.filter((name) => rawSetting(setup, name) === '')
  const standIns = Object.fromEntries(missing.map((name) => [name, { value: 'not-known-yet' }]))
  const read = loadSettingsWithOrWithoutTokens(setup, { ...standIns, ...answers })
  if (read.ok) return read.settings
  throw new Stopped(printSettingsProblems(read.problems, setup), setup)
}

/** Saves what has proved to work, by the names that are in the file. */
export async function remember(setup: Setup, changes: EnvUpdate): Promise<Setup> {
  const saved = await updateEnvFile(setup.envFile.path, changes)
  if (!saved.ok) throw stoppedBy(setup, saved.diagnostic)
  return withFileAsItIs(setup)
}

/** The pair in the file may have been renewed meanwhile. */
export const withFileAsItIs = async (setup: Setup): Promise<Setup> => ({ ...setup, ...(await reread(setup)) })

/** When HeadHunter allows the next one. */
export function printNextTouch({ screen, say, tools, resumes, resumeIds = 'all' }: Setup): void {
  const now = tools.clock.now()
  const times = (resumes?.resumes ?? [])
    .filter(({ id, status }) => status === 'published' && (resumeIds === 'all' || resumeIds.includes(id)))
    .map(({ nextTouchAt }) => nextTouchAt ?? now)
  if (times.length > 0) screen.say(say.setup.nextTouch(Math.max(Math.min(...times), now)))
}
