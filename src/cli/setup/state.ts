import type { ResumeList } from '../../domain/headhunter.js'
import { updateEnvFile } from '../../env-file/store.js'
import type { GitHubApp } from '../../github/credentials.js'
import type { Diagnostic } from '../../reasons/index.js'
import type { InputName } from '../../settings/settings.js'
import type { BrowserOptions } from '../login/browser.js'
import { type Cli, reread } from '../shared/cli.js'
import { settingName } from '../shared/env-source.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { printDiagnostics } from '../shared/report-view.js'
import type { Gh } from './gh.js'

export interface SetupOptions extends BrowserOptions {
  /** Where it is to run; asked for when left out. */
  on: 'github' | 'computer' | undefined
  /** `owner/name`; else proposed. */
  repository: string | undefined
  /** A further person, whose secrets begin with this name. */
  account: string | undefined
  /** Takes the schedule entry away from this computer. */
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

/** What the steps have found out so far; each gives back more. */
export interface Setup {
  cli: Cli
  options: SetupOptions
  /** `MAIN_ACCOUNT`, or whose secrets have a prefix. */
  account: string
  /** Undefined until it is known. */
  place: 'github' | 'computer' | undefined
  /** The pair was looked at, or is new. */
  isAccountSeen: boolean
  /** What HeadHunter showed to the pair in `.env`, which it accepted in this run. */
  resumes: ResumeList | undefined
  /** That pair's access token. */
  accepted: string | undefined
  /** The choice: ids, or `all`; undefined leaves an earlier one as it is. */
  resumeIds: string | undefined
  /** GitHub's own command, where it is logged in. */
  gh: Gh | undefined
  /** `owner/name`; empty in a rehearsal that knows of none. */
  repository: string
  isPrivate: boolean
  rights: Rights | undefined
  /** The pair is in the repository's secrets already. */
  pairAtGitHub: boolean
  /** Names of the secrets that were written in this run. */
  written: readonly string[]
  /** Files that wait for a commit, relative to the working copy. */
  toCommit: readonly string[]
  /** The workflow is on the repository's default branch, as far as is known. */
  isWorkflowThere: boolean
  /** A run that changed nothing was green. */
  isTried: boolean
}

/** Does one part of the work, or throws `Stopped`. */
export type Step = (setup: Setup) => Promise<Setup>

/** The work ends here; why has been said. */
export class Stopped extends Error {
  readonly exit: ExitCode
  /** As far as it went. */
  readonly setup: Setup | undefined

  constructor(exit: ExitCode, setup?: Setup) {
    super(`stopped with ${exit}`)
    this.name = 'Stopped'
    this.exit = exit
    this.setup = setup
  }
}

/** Whether questions are asked that might as well stay open. */
export const canAsk = ({ cli, options }: Pick<Setup, 'cli' | 'options'>): boolean =>
  cli.tools.terminal.interactive && !options.yes && !options.dryRun

/** Saves what has proved to work. */
export async function remember(setup: Setup, answers: Partial<Record<InputName, string>>): Promise<Setup> {
  const names = Object.keys(answers) as InputName[]
  if (names.length === 0) return setup
  const changes = Object.fromEntries(names.map((name) => [settingName(name), answers[name]]))
  const saved = await updateEnvFile(setup.cli.envFile.path, changes)
  if (!saved.ok) throw stoppedBy(setup, saved.diagnostic)
  return { ...setup, cli: await reread(setup.cli) }
}

/** Says what is wrong; to be thrown. */
export function stoppedBy(setup: Setup, diagnostic: Diagnostic, exit: ExitCode = EXIT.problem): Stopped {
  printDiagnostics([{ severity: 'problem', diagnostic }], setup.cli)
  return new Stopped(exit, setup)
}
