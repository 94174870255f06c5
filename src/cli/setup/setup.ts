import { INPUT_NAMES, type InputName, LANGUAGES } from '../../settings/settings.js'
import { type Cli, createCli } from '../shared/cli.js'
import { readEnvFile } from '../shared/env-reading.js'
import { settingName } from '../shared/env-source.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { rawSetting } from '../shared/settings.js'
import { checkAccount, checkAccountHere, checkPairAtGitHub } from './account.js'
import { removeEntry, writeEntry } from './computer.js'
import { tellWhatNext, tryWorkflow } from './ending.js'
import { chooseRepository } from './repository.js'
import { chooseResumes } from './resumes.js'
import { getRights } from './rights.js'
import { isCron } from './schedule.js'
import { writeSecrets } from './secrets.js'
import { canAsk, remember, type Setup, type SetupOptions, type Step, Stopped } from './state.js'
import { telegram } from './telegram.js'
import { MAIN_ACCOUNT } from './workflow.js'
import { putWorkflow } from './workflow-file.js'
import { hideEnvFile } from './working-copy.js'

type StepName = keyof Cli['say']['setup']['steps']

/** From nothing to resumes that are raised by themselves. Run again, it brings what is there up to date. */
export async function setup(cli: Cli, options: SetupOptions): Promise<ExitCode> {
  const account = accountOf(options)
  if (account === undefined || (options.schedule !== undefined && !isCron(options.schedule))) {
    cli.screen.printError(account === undefined ? cli.say.setup.notAccount : cli.say.setup.notSchedule)
    return EXIT.usage
  }
  if (options.remove) return removeEntry(cli, account)
  if (options.dryRun) cli.screen.say(cli.say.setup.dryRun)
  const { stopped, state } = await takeSteps(begin(await forAccount(cli, account), options, account))
  const isBegun = state.resumes !== undefined || state.written.length > 0
  if (stopped !== undefined && isBegun && !options.dryRun) state.cli.screen.note(state.cli.say.setup.stopped)
  if (cli.json) {
    const { repository, written, toCommit } = state
    cli.screen.result({ done: stopped === undefined, repository, written, 'to-commit': toCommit })
  }
  return stopped ?? EXIT.done
}

/** Secrets' names begin with it, so it must be one; undefined when it can't be. */
const accountOf = ({ account }: SetupOptions): string | undefined => {
  if (account === undefined) return MAIN_ACCOUNT
  const name = account.toUpperCase()
  return /^[A-Z][A-Z0-9_]{0,39}$/.test(name) && !/^(GITHUB_|MAIN$)/.test(name) ? name : undefined
}

const begin = (cli: Cli, options: SetupOptions, account: string): Setup => ({
  cli,
  options,
  account,
  place: options.on,
  isAccountSeen: false,
  resumes: undefined,
  accepted: undefined,
  resumeIds: undefined,
  gh: undefined,
  repository: '',
  isPrivate: false,
  rights: undefined,
  pairAtGitHub: false,
  written: [],
  toCommit: [],
  isWorkflowThere: false,
  isTried: false,
})

/** What belongs to one person. */
const PERSONAL: readonly InputName[] = [
  'client-id',
  'client-secret',
  'access-token',
  'refresh-token',
  'auth-code',
  'resume-ids',
  'telegram-bot-token',
  'telegram-chat-id',
]

/** A further person's values have a file of their own; everything else is as in the first one. */
async function forAccount(cli: Cli, account: string): Promise<Cli> {
  if (account === MAIN_ACCOUNT) return cli
  const shared = INPUT_NAMES.filter((name) => !PERSONAL.includes(name) && rawSetting(cli, name) !== '')
  const overrides = Object.fromEntries(shared.map((name) => [name, { value: rawSetting(cli, name) }]))
  const name = cli.envFile.name === '.env' ? `.env.${account.toLowerCase()}` : cli.envFile.name
  const read = await readEnvFile(name, cli.tools.terminal.cwd)
  return { ...cli, overrides: { ...overrides, ...cli.overrides }, ...(read.ok ? { envFile: read.file } : {}) }
}

/** Those without a name are not announced. What GitHub refuses is found out before anything is written there. */
const BEFORE: readonly [StepName | undefined, Step][] = [
  [undefined, chooseLanguage],
  [undefined, hideEnvFile],
  ['application', checkAccount],
  [undefined, choosePlace],
]

const AFTER: Record<NonNullable<Setup['place']>, readonly [StepName | undefined, Step][]> = {
  github: [
    ['repository', chooseRepository],
    ['rights', getRights],
    [undefined, checkPairAtGitHub],
    ['resumes', chooseResumes],
    ['telegram', telegram],
    ['secrets', writeSecrets],
    ['workflow', putWorkflow],
    [undefined, tryWorkflow],
    [undefined, tellWhatNext],
  ],
  computer: [
    [undefined, checkAccountHere],
    ['resumes', chooseResumes],
    ['telegram', telegram],
    ['entry', writeEntry],
  ],
}

async function takeSteps(first: Setup): Promise<{ stopped: ExitCode | undefined; state: Setup }> {
  let state = first
  let number = 0
  const take = async (steps: readonly [StepName | undefined, Step][]) => {
    for (const [name, step] of steps) {
      if (name !== undefined) {
        number += 1
        state.cli.screen.heading(`${number}. ${state.cli.say.setup.steps[name]}`)
      }
      state = await step(state)
    }
  }
  try {
    await take(BEFORE)
    await take(AFTER[state.place ?? 'github'])
    if (first.options.dryRun) state.cli.screen.say(`\n${state.cli.say.setup.dryRunEnd}`)
    return { stopped: undefined, state }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    return { stopped: error.exit, state: error.setup ?? state }
  }
}

/** In which language everything is said from now on, the workflow's runs included. */
async function chooseLanguage(setup: Setup): Promise<Setup> {
  if (rawSetting(setup.cli, 'language') !== '' || !canAsk(setup)) return setup
  const language = await setup.cli.ask.choose({
    message: 'Language · Язык',
    setting: settingName('language'),
    choices: LANGUAGES.map((value) => ({ value, label: value === 'en' ? 'English' : 'Русский' })),
    initial: setup.cli.language,
  })
  const after = await remember(setup, { language })
  return { ...after, cli: createCli({ ...after.cli, language, ask: after.cli.ask }) }
}

async function choosePlace(setup: Setup): Promise<Setup> {
  const { cli, place } = setup
  if (place !== undefined || !canAsk(setup)) return { ...setup, place: place ?? 'github' }
  const { say, ask } = cli
  return {
    ...setup,
    place: await ask.choose<'github' | 'computer'>({
      message: say.setup.whichPlace,
      setting: '--on',
      choices: [
        { value: 'github', label: say.setup.atGitHub },
        { value: 'computer', label: say.setup.onThisComputer },
      ],
      initial: 'github',
    }),
  }
}
