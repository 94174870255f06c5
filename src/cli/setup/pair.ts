import type { Settings } from '../../settings/settings.js'
import { obtainPair } from '../login/obtain-pair.js'
import { enterAccount } from '../shared/account.js'
import { reread } from '../shared/cli.js'
import { complainOfSettings } from '../shared/complaints.js'
import { EXIT, type ExitCode, exitForDiagnostics } from '../shared/exit.js'
import { printDiagnostics } from '../shared/report-view.js'
import { openSession } from '../shared/session.js'
import { loadSettingsWithOrWithoutTokens, rawSetting } from '../shared/settings.js'
import { areAtGitHub } from './at-github.js'
import type { Setup, Step } from './state.js'

/** A pair that HeadHunter accepts now: the file's, or the repository's, or a new one by login. */
export const pair: Step = async (setup) => {
  const { cli, options } = setup
  const { screen, say } = cli
  const read = loadSettingsWithOrWithoutTokens(cli)
  if (!read.ok) return options.dryRun ? undefined : complainOfSettings(read.problems, cli)
  const { settings } = read
  // An access token alone dies within a fortnight, and nothing could renew it.
  const isHere = settings.refreshToken !== undefined
  setup.pairAtGitHub = await areAtGitHub(setup, settings, [
    settings.accessTokenSecret,
    settings.refreshTokenSecret,
  ])
  if (isHere) {
    const exit = await useFile(setup, settings)
    if (exit !== EXIT.authorizeAgain || options.dryRun) return exit === EXIT.done ? undefined : exit
  } else if (setup.pairAtGitHub && !options.force) {
    screen.mark('good', say.setup.pairAtGitHub(setup.repository))
    return undefined
  }
  if (options.dryRun) {
    screen.mark('note', say.setup.wouldLogIn)
    return undefined
  }
  return logIn(setup)
}

async function useFile(setup: Setup, settings: Settings): Promise<ExitCode> {
  const { cli, options } = setup
  const { screen, say, envFile } = cli
  const session = openSession(cli, { settings })
  try {
    if (options.dryRun) {
      const { accessToken } = settings
      const list = accessToken === undefined ? undefined : await session.headHunter.resumes(accessToken)
      if (list?.ok) setup.resumes = list.value
      screen.mark('note', say.setup.pairInFile(envFile.name))
      return EXIT.done
    }
    const { account, diagnostics } = await enterAccount(session, { settings })
    printDiagnostics(diagnostics, cli)
    setup.cli = await reread(cli)
    if (account === undefined) return exitForDiagnostics(diagnostics)
    setup.resumes = account.resumes
    screen.mark('good', say.setup.pairWorks)
    return EXIT.done
  } finally {
    session.end()
  }
}

async function logIn(setup: Setup): Promise<ExitCode | undefined> {
  const { cli, options } = setup
  if (options.yes && !cli.tools.terminal.interactive) {
    cli.screen.printError(cli.say.setup.loginNeedsPerson)
    return EXIT.authorizeAgain
  }
  const obtained = await obtainPair(cli, options)
  if (obtained.kind === 'stopped') return obtained.exit
  const { entry } = obtained
  setup.cli = await reread(cli)
  printDiagnostics(entry.diagnostics, cli)
  if (entry.account === undefined) {
    return exitForDiagnostics(entry.diagnostics)
  }
  setup.resumes = entry.account.resumes
  cli.screen.mark('good', cli.say.login.saved(cli.envFile.name))
  return undefined
}

export const hasPairInFile = ({ cli }: Setup): boolean =>
  rawSetting(cli, 'access-token') !== '' && rawSetting(cli, 'refresh-token') !== ''
