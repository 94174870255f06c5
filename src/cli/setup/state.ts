import type { ResumeList } from '../../domain/headhunter.js'
import { updateEnvFile } from '../../env-file/store.js'
import type { InputName } from '../../settings/settings.js'
import type { BrowserOptions } from '../login/browser.js'
import { type Cli, reread } from '../shared/cli.js'
import { settingName } from '../shared/env-source.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { printDiagnostics } from '../shared/report-view.js'

export interface SetupOptions extends BrowserOptions {
  /** `owner/name`; else the working copy's. */
  repository: string | undefined
  /** Show every step, change nothing, ask nothing. */
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
  /** Cron expression; else by the kind of repository. */
  schedule: string | undefined
}

/** What the steps have found out so far; each step adds to it. */
export interface Setup {
  cli: Cli
  options: SetupOptions
  /** `owner/name`. */
  repository: string
  isPrivate: boolean
  /** The `.env` file's pair, which HeadHunter accepted in this run, lets these be seen. */
  resumes: ResumeList | undefined
  /** The pair is in the repository's secrets already. */
  pairAtGitHub: boolean
  /** The workflow as it stands on this machine now. */
  workflow: { name: string; text: string } | undefined
  /** Names of the secrets that were written in this run. */
  written: string[]
  /** Files to commit, relative to the working copy. */
  toCommit: string[]
}

/** Undefined: go on with the next step. */
export type Step = (setup: Setup) => Promise<ExitCode | undefined>

/** Whether questions are asked that might as well stay open. */
export const mayAsk = ({ cli, options }: Setup): boolean =>
  cli.tools.terminal.interactive && !options.yes && !options.dryRun

/** Keeps what the person gave, at once: nobody likes to answer twice. */
export async function remember(
  setup: Setup,
  answers: Partial<Record<InputName, string>>,
): Promise<ExitCode | undefined> {
  const names = Object.keys(answers) as InputName[]
  if (names.length === 0) return undefined
  const changes = Object.fromEntries(names.map((name) => [settingName(name), answers[name]]))
  const saved = await updateEnvFile(setup.cli.envFile.path, changes)
  if (!saved.ok) {
    printDiagnostics([{ severity: 'problem', diagnostic: saved.diagnostic }], setup.cli)
    return EXIT.problem
  }
  setup.cli = await reread(setup.cli)
  return undefined
}
