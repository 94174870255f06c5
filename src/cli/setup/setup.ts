import { Interrupted, unlessInterrupted } from '../../domain/shutdown.js'
import { INPUT_NAMES, type InputName, LANGUAGES } from '../../settings/settings.js'
import { type Cli, createCli } from '../shared/cli.js'
import { readEnvFile, settingName } from '../shared/env.js'
import { envFileSentence, explainError } from '../shared/errors.js'
import type { Invocation } from '../shared/invocation.js'
import { EXIT, type ExitCode } from '../shared/outcome.js'
import { rawSetting } from '../shared/settings.js'
import { checkAccount, checkAccountHere, checkPairAtGitHub, chooseResumes } from './account.js'
import { removeEntry, writeEntry } from './computer.js'
import { chooseRepository } from './repository.js'
import { getRights } from './rights.js'
import { writeSecrets } from './secrets.js'
import {
  canAsk,
  MAIN_ACCOUNT,
  PERSONAL,
  remember,
  type Setup,
  type SetupOptions,
  type Step,
  Stopped,
} from './state.js'
import { telegram } from './telegram.js'
import { isCron } from './workflow.js'
import { hideEnvFile, putWorkflow } from './workflow-file.js'

/** From nothing to resumes that are raised by themselves. Run again, it brings what is there up to date. */
export async function setup(cli: Cli, options: SetupOptions): Promise<ExitCode> {
  const account = accountOf(options)
  if (account === undefined || (options.schedule !== undefined && !isCron(options.schedule))) {
    cli.screen.printError(account === undefined ? cli.say.setup.notAccount : cli.say.setup.notSchedule)
    return EXIT.usage
  }
  const known = { options, account, repository: '', written: [], toCommit: [] }
  const own = await forAccount(cli, account)
  if (own === undefined) return EXIT.usage
  const begun: Setup = { ...own, ...known }
  if (options.remove) return removeEntry(begun)
  if (options.dryRun) cli.screen.say(cli.say.setup.dryRun)
  const { exit, end } = await takeSteps(begun)
  // How far the step had come that was interrupted is not known.
  if (exit === EXIT.interrupted) return exit
  const isBegun = end.resumes !== undefined || end.written.length > 0
  if (exit !== EXIT.done && isBegun && !options.dryRun) end.screen.note(end.say.setup.stopped)
  const { repository, written, toCommit } = end
  const dryRun = options.dryRun && { 'dry-run': true }
  const done = exit === EXIT.done && !options.dryRun
  if (cli.json) cli.screen.result({ done, ...dryRun, repository, written, 'to-commit': toCommit })
  return exit
}

/** Secrets' names begin with it, so it must be one; undefined when it can't be. */
const accountOf = ({ account }: SetupOptions): string | undefined => {
  if (account === undefined) return MAIN_ACCOUNT
  const name = account.toUpperCase()
  return /^[A-Z][A-Z0-9_]{0,39}$/.test(name) && !/^(GITHUB_|MAIN$)/.test(name) ? name : undefined
}

/**
 * A further person's values have a file of their own; everything else is as in the first one. Undefined, with the reason
 * printed, if that file is invalid: the first person's pair must not be taken for it.
 */
async function forAccount(cli: Cli, account: string): Promise<Cli | undefined> {
  if (account === MAIN_ACCOUNT) return cli
  const own: readonly InputName[] = [...PERSONAL, 'auth-code']
  const shared = INPUT_NAMES.filter((name) => !own.includes(name) && rawSetting(cli, name) !== '')
  const overrides = Object.fromEntries(shared.map((name) => [name, { value: rawSetting(cli, name) }]))
  const name = cli.envFile.name === '.env' ? `.env.${account.toLowerCase()}` : cli.envFile.name
  const read = await readEnvFile(name, cli.tools.terminal.cwd)
  if (!read.ok) {
    cli.screen.printError(envFileSentence(read.problem, cli.say, cli.messages.inputs))
    return undefined
  }
  const call = callFor(cli, account, name)
  return createCli({ ...cli, call, envFile: read.file, overrides: { ...overrides, ...cli.overrides } })
}

/** Without the account, `setup` would change the first person's; the other commands know only files. */
const callFor =
  ({ call, envFile }: Cli, account: string, name: string): Invocation =>
  (words) => {
    if (/^setup\b/.test(words)) return call(`${words} --account ${account}`)
    // Last, since of several the last one counts.
    return name === envFile.name ? call(words) : `${call(words)} --settings ${name}`
  }

type NamedStep = [name: keyof Cli['say']['setup']['steps'] | undefined, step: Step]

/** Those without a name are not announced. What GitHub refuses is found out before anything is written there. */
const BEFORE: readonly NamedStep[] = [
  [undefined, chooseLanguage],
  [undefined, hideEnvFile],
  ['application', checkAccount],
  [undefined, choosePlace],
]

const AFTER: Record<'github' | 'computer', readonly NamedStep[]> = {
  github: [
    ['repository', chooseRepository],
    ['rights', getRights],
    [undefined, checkPairAtGitHub],
    ['resumes', chooseResumes],
    ['telegram', telegram],
    ['secrets', writeSecrets],
    ['workflow', putWorkflow],
  ],
  computer: [
    [undefined, checkAccountHere],
    ['resumes', chooseResumes],
    ['telegram', telegram],
    ['entry', writeEntry],
  ],
}

/** Whatever ends it early is reported here, in the language that the person may have chosen meanwhile. */
async function takeSteps(begun: Setup): Promise<{ exit: ExitCode; end: Setup }> {
  let state = begun
  let number = 0
  const take = async (steps: readonly NamedStep[]) => {
    for (const [name, step] of steps) {
      if (name !== undefined) {
        number += 1
        state.screen.heading(`${number}. ${state.say.setup.steps[name]}`)
      }
      state = await unlessInterrupted(step(state), state.shutdown)
    }
  }
  try {
    await take(BEFORE)
    await take(AFTER[state.options.on ?? 'github'])
    if (state.options.dryRun) state.screen.say(`\n${state.say.setup.dryRunEnd}`)
    return { exit: EXIT.done, end: state }
  } catch (error) {
    if (error instanceof Stopped) return { exit: error.exit, end: error.setup }
    if (!(error instanceof Interrupted))
      return { exit: explainError(error, state.verbose, state), end: state }
    state.screen.printError(state.say.usage.interrupted)
    return { exit: EXIT.interrupted, end: state }
  }
}

/** In which language everything is said from now on, the workflow's runs included. */
async function chooseLanguage(setup: Setup): Promise<Setup> {
  if (rawSetting(setup, 'language') !== '' || !canAsk(setup)) return setup
  const setting = settingName('language')
  const language = await setup.ask.choose({
    message: 'Language · Язык',
    setting,
    choices: LANGUAGES.map((value) => ({ value, label: value === 'en' ? 'English' : 'Русский' })),
    initial: setup.language,
  })
  const after = await remember(setup, { [setting]: language })
  return { ...after, ...createCli({ ...after, language }) }
}

async function choosePlace(setup: Setup): Promise<Setup> {
  const { say, ask, options } = setup
  if (options.on !== undefined || !canAsk(setup)) return setup
  const on = await ask.choose<'github' | 'computer'>({
    message: say.setup.whichPlace,
    setting: '--on',
    choices: [
      { value: 'github', label: say.setup.atGitHub },
      { value: 'computer', label: say.setup.onThisComputer },
    ],
    initial: 'github',
  })
  return { ...setup, options: { ...options, on } }
}
