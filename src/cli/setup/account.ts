import type { Resume } from '../../domain/headhunter.js'
import { isolateBidi } from '../../report/markup.js'
import { checkApplication, revokePair, savePair } from '../check/application.js'
import { APPLICATION } from '../login/application.js'
import { settingName } from '../shared/env.js'
import { EXIT, exitForDiagnostics, printDiagnostics } from '../shared/outcome.js'
import { enterAccount, openSession } from '../shared/session.js'
import { isFromEnvironment, rawSetting } from '../shared/settings.js'
import { areAtGitHub, pairNames, secretName } from './repository.js'
import { canAsk, remember, type Setup, type Step, Stopped, settingsOf, withFileAsItIs } from './state.js'

const missingOfApplication = (setup: Setup) => APPLICATION.filter((name) => rawSetting(setup, name) === '')

/** Left for later where the pair may be in the repository's secrets: the right to look is not there yet. */
export const checkAccount: Step = async (setup) => (isPairElsewhere(setup) ? setup : checkAccountHere(setup))

/** An earlier run moved it; whether it is still there shows when there is a right to look. */
function isPairElsewhere(setup: Setup): boolean {
  const { options, envFile } = setup
  if (options.on === 'computer' || options.force || !envFile.values.GITHUB_REPOSITORY) return false
  return missingOfApplication(setup).length === 0 && settingsOf(setup).refreshToken === undefined
}

/**
 * Whether this application reaches the resumes: with the pair in the file, or with a new one, which is then saved. On a
 * computer the pair is in the file, whatever an earlier run moved to GitHub.
 */
export const checkAccountHere: Step = async (setup) => {
  const { screen, say, options } = setup
  if (setup.isAccountSeen) return setup
  const missing = missingOfApplication(setup)
  if (options.dryRun)
    for (const name of missing) screen.mark('warning', say.setup.wouldAsk(settingName(name)))
  const after = missing.length > 0 ? await logIn(setup) : await usePairInFile(setup)
  return { ...after, isAccountSeen: true }
}

/** The pair that an earlier run moved to the repository's secrets; a new one by login where there is none. */
export const checkPairAtGitHub: Step = async (setup) => {
  const { screen, say, options, repository } = setup
  if (setup.isAccountSeen) return setup
  if (options.force || !(await areAtGitHub(setup, pairNames(setup)))) return logIn(setup)
  screen.mark('good', say.setup.pairAtGitHub(repository))
  return { ...setup, pairAtGitHub: true }
}

/** Into the account with the pair in the file, which is renewed where that is due. */
export async function usePairInFile(setup: Setup): Promise<Setup> {
  const { screen, say, options, envFile } = setup
  const settings = settingsOf(setup)
  const { accessToken, refreshToken } = settings
  // An access token alone expires within a fortnight, and nothing could renew it.
  if (refreshToken === undefined) return logIn(setup)
  const session = openSession(setup, { settings })
  if (options.dryRun) {
    const list = accessToken === undefined ? undefined : await session.headHunter.resumes(accessToken)
    screen.mark('note', say.setup.pairInFile(envFile.name))
    return list?.ok ? { ...setup, resumes: list.value } : setup
  }
  const { account, diagnostics } = await enterAccount(session, { settings })
  printDiagnostics(diagnostics, setup)
  const after = await withFileAsItIs(setup)
  if (account !== undefined) {
    screen.mark('good', say.setup.pairWorks)
    return { ...after, resumes: account.resumes, accepted: account.accessToken }
  }
  const exit = exitForDiagnostics(diagnostics)
  if (exit === EXIT.authorizeAgain) return logIn(after)
  throw new Stopped(exit, after)
}

async function logIn(setup: Setup): Promise<Setup> {
  const { screen, say, options, tools } = setup
  if (options.dryRun) {
    screen.mark('note', say.setup.wouldLogIn)
    return setup
  }
  if (options.yes && !tools.terminal.interactive) {
    screen.printError(say.setup.loginNeedsPerson)
    throw new Stopped(EXIT.authorizeAgain, setup)
  }
  const application = await checkApplication(setup, options)
  if (application.kind === 'stopped') throw new Stopped(application.exit, setup)
  if (application.kind !== 'reaches') {
    printDiagnostics(application.diagnostics, setup)
    if (application.revoked) screen.mark('note', say.setup.nothingKept)
    throw new Stopped(application.kind === 'refused' ? EXIT.problem : application.exit, setup)
  }
  const { resumes, pair, settings } = application
  if (!(await savePair(setup, application))) {
    if (await revokePair(setup, settings, pair)) screen.mark('note', say.setup.nothingKept)
    throw new Stopped(EXIT.problem, setup)
  }
  screen.mark('good', say.setup.applicationWorks(resumes.resumes.length))
  return { ...(await withFileAsItIs(setup)), resumes, accepted: pair.accessToken }
}

/** All resumes that are published, or some of them. */
export const chooseResumes: Step = async (setup) => {
  const { screen, say, resumes, repository } = setup
  const given = rawSetting(setup, 'resume-ids')
  const own = resumes?.resumes ?? []
  // The environment would outweigh an answer.
  const isAsked = own.length > 0 && canAsk(setup) && !isFromEnvironment(setup, 'resume-ids')
  // Chosen in an earlier run, perhaps in another folder; it can't be read.
  const setting = settingName('resume-ids')
  if (!isAsked && given === '' && (await areAtGitHub(setup, [secretName(setup, setting)]))) {
    screen.mark('note', say.setup.resumesBySecret(repository))
    return setup
  }
  const before = given || 'all'
  const chosen = isAsked ? await askForResumes(setup, own, before) : before
  screen.mark('good', say.setup.resumesAre(chosen))
  // An id of somebody else's resume shows now rather than in the first run.
  const ids = chosen === 'all' || resumes === undefined ? [] : chosen.split(/[\s,;]+/)
  for (const id of ids)
    if (id !== '' && own.every((resume) => resume.id !== id)) screen.mark('warning', say.setup.strangerId(id))
  const after = isAsked && chosen !== given ? await remember(setup, { [setting]: chosen }) : setup
  return { ...after, resumeIds: chosen }
}

async function askForResumes({ ask, say, screen }: Setup, own: Resume[], before: string): Promise<string> {
  const setting = settingName('resume-ids')
  const which = await ask.choose<'all' | 'some'>({
    message: say.setup.whichResumes,
    setting,
    choices: [
      { value: 'all', label: say.setup.allPublished },
      { value: 'some', label: say.setup.someResumes },
    ],
    initial: before === 'all' ? 'all' : 'some',
  })
  if (which === 'all') return 'all'
  for (;;) {
    const ids = await ask.chooseMany({
      message: say.setup.tickResumes,
      setting,
      choices: own.map(({ id, title, status }) => ({
        value: id,
        label: isolateBidi(title) || id,
        hint: say.resumes.statuses[status],
      })),
      initial: own.map(({ id }) => id).filter((id) => before.includes(id)),
    })
    if (ids.length > 0) return ids.join(',')
    screen.printError(say.setup.tickOne)
  }
}
