import type { Settings } from '../../settings/settings.js'
import { type ApplicationVerdict, checkApplication, savePair } from '../check/application.js'
import { APPLICATION } from '../login/application.js'
import { reread } from '../shared/cli.js'
import { settingName } from '../shared/env-source.js'
import { printSettingsProblems } from '../shared/errors.js'
import { EXIT, exitForDiagnostics } from '../shared/exit.js'
import { printDiagnostics } from '../shared/report-view.js'
import { enterAccount, openSession } from '../shared/session.js'
import { loadSettingsWithOrWithoutTokens, rawSetting } from '../shared/settings.js'
import { keeperFor } from './rights.js'
import { pairNames } from './secrets.js'
import { type Setup, type Step, Stopped } from './state.js'
import { MAIN_ACCOUNT } from './workflow.js'

/** Left for later where the pair may be in the repository's secrets: the right to look is not there yet. */
export const checkAccount: Step = async (setup) =>
  isPairElsewhere(setup) ? setup : { ...(await lookAtAccount(setup)), isAccountSeen: true }

/** On a computer the pair is in the file, whatever an earlier run moved to GitHub. */
export const checkAccountHere: Step = async (setup) =>
  setup.isAccountSeen ? setup : { ...(await lookAtAccount(setup)), isAccountSeen: true }

/** Whether this application reaches the resumes: with the pair in the file, or with a new one, which is then saved. */
async function lookAtAccount(setup: Setup): Promise<Setup> {
  const { cli, options } = setup
  const missing = APPLICATION.filter((name) => rawSetting(cli, name) === '')
  if (options.dryRun && missing.length > 0) {
    for (const name of missing) cli.screen.mark('warning', cli.say.setup.wouldAsk(settingName(name)))
    cli.screen.mark('note', cli.say.setup.wouldLogIn)
    return setup
  }
  const settings = missing.length > 0 ? undefined : readable(setup)
  // An access token alone expires within a fortnight, and nothing could renew it.
  if (settings?.refreshToken !== undefined) return usePairInFile(setup)
  return logIn(setup)
}

/** The pair that an earlier run put into the repository's secrets; a new one by login where there is none. */
export const checkPairAtGitHub: Step = async (setup) => {
  const { cli, options, repository } = setup
  if (setup.isAccountSeen) return setup
  const settings = readable(setup)
  const there = await areAtGitHub(setup, settings, pairNames(setup, settings))
  if (!there || options.force) return logIn(setup)
  cli.screen.mark('good', cli.say.setup.pairAtGitHub(repository))
  return { ...setup, pairAtGitHub: true }
}

function readable(setup: Setup): Settings {
  const read = loadSettingsWithOrWithoutTokens(setup.cli)
  if (read.ok) return read.settings
  throw new Stopped(printSettingsProblems(read.problems, setup.cli), setup)
}

/** An earlier run moved it; whether it is still there shows when there is a right to look. */
function isPairElsewhere(setup: Setup): boolean {
  const { cli, options, place } = setup
  if (place === 'computer' || options.force || !cli.envFile.values.GITHUB_REPOSITORY) return false
  if (APPLICATION.some((name) => rawSetting(cli, name) === '')) return false
  return readable(setup).refreshToken === undefined
}

/** Into the account with the pair in the file, which is renewed where that is due. */
export async function usePairInFile(setup: Setup): Promise<Setup> {
  const settings = readable(setup)
  const { cli, options } = setup
  // Another process has taken it out meanwhile.
  if (settings.refreshToken === undefined) return logIn(setup)
  const { screen, say, envFile } = cli
  const session = openSession(cli, { settings })
  if (options.dryRun) {
    const { accessToken } = settings
    const list = accessToken === undefined ? undefined : await session.headHunter.resumes(accessToken)
    screen.mark('note', say.setup.pairInFile(envFile.name))
    return list?.ok ? { ...setup, resumes: list.value } : setup
  }
  const { account, diagnostics } = await enterAccount(session, { settings })
  printDiagnostics(diagnostics, cli)
  const after = { ...setup, cli: await reread(cli) }
  if (account !== undefined) {
    screen.mark('good', say.setup.pairWorks)
    return { ...after, resumes: account.resumes, accepted: account.accessToken }
  }
  const exit = exitForDiagnostics(diagnostics)
  if (exit === EXIT.authorizeAgain) return logIn(after)
  throw new Stopped(exit, after)
}

async function logIn(setup: Setup): Promise<Setup> {
  const { cli, options } = setup
  const { screen, say } = cli
  if (options.dryRun) {
    screen.mark('note', say.setup.wouldLogIn)
    return setup
  }
  if (options.yes && !cli.tools.terminal.interactive) {
    screen.printError(say.setup.loginNeedsPerson)
    throw new Stopped(EXIT.authorizeAgain, setup)
  }
  const verdict = await checkApplication(cli, options)
  if (verdict.kind !== 'reaches') throw new Stopped(tellVerdict(setup, verdict), setup)
  if (!(await savePair(cli, verdict))) throw new Stopped(EXIT.problem, setup)
  screen.mark('good', say.setup.applicationWorks(verdict.resumes.resumes.length))
  const { resumes, pair } = verdict
  return { ...setup, cli: await reread(cli), resumes, accepted: pair.accessToken }
}

function tellVerdict({ cli }: Setup, verdict: Exclude<ApplicationVerdict, { kind: 'reaches' }>) {
  if (verdict.kind === 'stopped') return verdict.exit
  printDiagnostics(verdict.diagnostics, cli)
  if (verdict.revoked) cli.screen.mark('note', cli.say.setup.nothingKept)
  return verdict.kind === 'refused' ? EXIT.problem : verdict.exit
}

export const hasPairInFile = ({ cli }: Pick<Setup, 'cli'>): boolean =>
  rawSetting(cli, 'access-token') !== '' && rawSetting(cli, 'refresh-token') !== ''

/** Whether an earlier run put all of these secrets there; false when that can't be seen. */
export async function areAtGitHub(setup: Setup, settings: Settings, names: string[]): Promise<boolean> {
  const { rights, repository } = setup
  if (rights === undefined || repository === '') return false
  const keeper = keeperFor(setup, rights, settings)
  const found = await Promise.all(names.map((name) => keeper.writtenAt(name)))
  return found.every((secret) => secret.ok && secret.value !== undefined)
}

/** Whose secrets are in the repository, this one among them. */
export async function accountsAtGitHub(setup: Setup): Promise<string[]> {
  const { cli, rights, repository, account } = setup
  const read = loadSettingsWithOrWithoutTokens(cli)
  const isSeen = read.ok && rights !== undefined && repository !== ''
  const names = isSeen ? await keeperFor(setup, rights, read.settings).names() : undefined
  // Without a look at the secrets: a further account is one beside the first.
  if (!names?.ok) return [...new Set([MAIN_ACCOUNT, account])]
  const found = names.value.flatMap((name) => {
    const match = /^(?:(.+)_)?HH_CLIENT_ID$/.exec(name)
    return match === null ? [] : [match[1] ?? MAIN_ACCOUNT]
  })
  const others = [...new Set([...found, account])].filter((name) => name !== MAIN_ACCOUNT).sort()
  return found.includes(MAIN_ACCOUNT) || account === MAIN_ACCOUNT ? [MAIN_ACCOUNT, ...others] : others
}
