import { readPasted } from '../../headhunter/authorize.js'
import type { Settings } from '../../settings/settings.js'
import { type Entry, enterAccount } from '../shared/account.js'
import type { Cli } from '../shared/cli.js'
import { settingName } from '../shared/env-source.js'
import { EXIT, type ExitCode, exitForDiagnostics } from '../shared/exit.js'
import { briefly, printDiagnostics } from '../shared/report-view.js'
import { openSession } from '../shared/session.js'
import { isFromEnvironment, loadSettingsWithoutTokens } from '../shared/settings.js'
import { complainOfSettings } from '../touch/touch.js'
import { type BrowserOptions, type Visit, visitHeadHunter } from './browser.js'
import {
  asEnvChanges,
  askForApplication,
  isApplicationRefused,
  tellWhereApplicationIs,
} from './credentials.js'

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
  const { code } = options
  const visit = code === undefined ? await visitHeadHunter(cli, settings, options) : visitOf(code)
  if (visit.kind !== 'code') return complainOfVisit(visit, cli)
  return tellEntry(await exchange(cli, settings, { visit, changes: asEnvChanges(answers) }), cli)
}

/** The state was another process's: there is nothing to compare it with. */
function visitOf(code: string): Visit {
  const state = new URLSearchParams(code.split('?')[1] ?? '').get('state') ?? ''
  const redirect = readPasted(code, state)
  return redirect.kind === 'code' ? { ...redirect, codeVerifier: undefined } : redirect
}

export interface Exchange {
  visit: Extract<Visit, { kind: 'code' }>
  /** What is saved in the same stroke as the pair. */
  changes: Record<string, string>
}

/** Exchanges the code; a code that still stands in the file goes with the old pair. */
export async function exchange(cli: Cli, settings: Settings, { visit, changes }: Exchange): Promise<Entry> {
  const oldCode = settingName('auth-code')
  const alongside = { ...changes, ...(cli.envFile.values[oldCode] ? { [oldCode]: undefined } : {}) }
  const session = openSession(cli, { settings, alongside })
  const { code, codeVerifier } = visit
  const given = { accessToken: undefined, refreshToken: undefined, authCode: code }
  try {
    return await enterAccount(session, { settings, given, codeVerifier })
  } finally {
    session.end()
  }
}

/** An end without a code, in a sentence. */
export function complainOfVisit(visit: Exclude<Visit, { kind: 'code' }>, { screen, say }: Cli): ExitCode {
  const { ends } = say.login
  if (visit.kind === 'port_taken') {
    screen.printError(say.login.portTaken(visit.port, visit.code))
    return EXIT.problem
  }
  screen.printError(visit.kind === 'refused' ? ends.refused(visit.error) : ends[visit.kind])
  if (visit.kind === 'needs_code' || visit.kind === 'nothing') return EXIT.usage
  return visit.kind === 'interrupted' ? EXIT.problem : EXIT.authorizeAgain
}

/** What came of the code. */
export function tellEntry(entry: Entry, cli: Cli): ExitCode {
  const { screen, say, envFile } = cli
  const { saved, account, diagnostics, accessTokenExpiresAt: until } = entry
  const isWell = diagnostics.every(({ severity }) => severity !== 'problem')
  if (cli.json) {
    const expiry = saved && until !== undefined ? new Date(until).toISOString() : ''
    screen.result({ saved, 'access-token-expires-at': expiry, problems: briefly(diagnostics) })
  }
  if (saved) screen.mark('good', say.login.saved(envFile.name))
  if (account) screen.mark('good', say.login.seesResumes(account.resumes.resumes.length))
  printDiagnostics(diagnostics, cli)
  if (isApplicationRefused(diagnostics)) tellWhereApplicationIs(cli)
  if (isWell) screen.say(say.login.next)
  for (const name of ['access-token', 'refresh-token'] as const) {
    if (saved && isFromEnvironment(cli, name))
      screen.printError(say.login.environmentHides(settingName(name)))
  }
  return saved && !isWell ? EXIT.problem : exitForDiagnostics(diagnostics)
}
