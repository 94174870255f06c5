import { readPasted } from '../../hh/authorize.js'
import type { Settings } from '../../inputs.js'
import { EXIT, type ExitCode, needsAuthorization } from '../exit.js'
import { settingName } from '../settings/env-source.js'
import { isFromEnvironment, loadSettingsWithoutTokens } from '../settings/settings.js'
import type { Cli } from '../shell/cli.js'
import { printFindings } from '../shell/report-view.js'
import { complainOfSettings } from '../touch.js'
import { type BrowserOptions, type Visit, visitHeadHunter } from './browser.js'
import { asEnvChanges, askForApplication } from './credentials.js'
import { type ExchangeResult, exchangeCode } from './exchange.js'

export interface LoginOptions extends BrowserOptions {
  /** A code, or the redirect address, that the person already has. */
  code?: string
}

/** From nothing to a token pair in `.env`. */
export async function login(cli: Cli, options: LoginOptions): Promise<ExitCode> {
  const answers = await askForApplication(cli)
  const read = loadSettingsWithoutTokens(cli, answers)
  if (!read.ok) return complainOfSettings(read.problems, cli)
  const { settings } = read
  const visit = await visitOrGiven(cli, settings, options)
  if (visit.kind !== 'code') return complainOfVisit(visit, cli)
  const alongside = { ...asEnvChanges(answers), ...withoutOldCode(cli) }
  const result = await exchangeCode(cli, { ...visit, settings, alongside })
  return tellResult(result, cli)
}

/** The old code, if there is one, goes with the old pair. */
const withoutOldCode = ({ envFile }: Cli): Record<string, undefined> => {
  const name = settingName('auth-code')
  return envFile.values[name] ? { [name]: undefined } : {}
}

async function visitOrGiven(
  cli: Cli,
  settings: Settings,
  { code, ...browser }: LoginOptions,
): Promise<Visit> {
  if (code === undefined) return visitHeadHunter(cli, settings, browser)
  // The state was another process's: there is nothing to compare it with.
  const state = /[?&]state=([^&#\s]*)/.exec(code)?.[1] ?? ''
  const redirect = readPasted(code, decodeURIComponent(state))
  return redirect.kind === 'code' ? { ...redirect, codeVerifier: undefined } : redirect
}

/** An end without a code, in a sentence. */
export function complainOfVisit(visit: Exclude<Visit, { kind: 'code' }>, { screen, say }: Cli): ExitCode {
  const { ends } = say.login
  if (visit.kind === 'port_taken') {
    screen.complain(say.login.portTaken(visit.port, visit.code))
    return EXIT.problem
  }
  if (visit.kind === 'refused') screen.complain(ends.refused(visit.error))
  else screen.complain(ends[visit.kind])
  if (visit.kind === 'needs_code' || visit.kind === 'nothing') return EXIT.usage
  return visit.kind === 'interrupted' ? EXIT.problem : EXIT.authorizeAgain
}

function tellResult(result: ExchangeResult, cli: Cli): ExitCode {
  const { screen, say, envFile } = cli
  const { saved, resumes, findings, accessTokenExpiresAt } = result
  const problems = findings.filter(({ level }) => level === 'problem')
  if (cli.json) {
    const reasons = problems.map(({ verdict: { reason, requestId } }) => ({ reason, requestId }))
    const until = accessTokenExpiresAt === undefined ? '' : new Date(accessTokenExpiresAt).toISOString()
    screen.print(JSON.stringify({ saved, 'access-token-expires-at': saved ? until : '', problems: reasons }))
  } else {
    if (saved) screen.mark('good', say.login.saved(envFile.name))
    if (resumes) screen.mark('good', say.login.seesResumes(resumes.resumes.length))
    printFindings(findings, cli)
    if (problems.length === 0) screen.say(say.login.next)
  }
  for (const name of ['access-token', 'refresh-token'] as const) {
    if (saved && isFromEnvironment(cli, name)) screen.complain(say.login.environmentHides(settingName(name)))
  }
  if (problems.length === 0) return EXIT.done
  const again = !saved && problems.some(({ verdict }) => needsAuthorization(verdict.reason))
  return again ? EXIT.authorizeAgain : EXIT.problem
}
