import type { PairStore } from '../../domain/store.js'
import { readPasted } from '../../headhunter/authorize.js'
import type { Settings } from '../../settings/settings.js'
import type { Cli } from '../shared/cli.js'
import { type Overrides, settingName } from '../shared/env.js'
import { printSettingsProblems } from '../shared/errors.js'
import { EXIT, type ExitCode, printDiagnostics } from '../shared/outcome.js'
import { type Entry, enterAccount, openSession } from '../shared/session.js'
import { loadSettingsWithoutTokens } from '../shared/settings.js'
import {
  asEnvChanges,
  askForApplication,
  canAskAnew,
  isApplicationRefused,
  printWhereApplicationIs,
} from './application.js'
import { type BrowserOptions, type Code, type Visit, visitHeadHunter } from './browser.js'

export interface ObtainOptions extends BrowserOptions {
  /** A code, or the redirect address, that the person already has. */
  code?: string | undefined
  /** Where the pair is saved instead of the `.env` file; then the answers are not saved. */
  store?: PairStore
}

export type Obtained =
  | {
      kind: 'exchanged'
      /** The result of the exchange; not printed yet. */
      entry: Entry
      settings: Settings
      /** What was typed: client id, secret, redirect URI. */
      answers: Overrides
    }
  /** There is no code; the reason was printed. */
  | { kind: 'stopped'; exit: ExitCode }

/**
 * From nothing to a token pair: asks for the application where it is not set, sends the person to HeadHunter's page and
 * exchanges the code. A wrong id, secret or redirect URI can be corrected until it works.
 */
export async function obtainPair(cli: Cli, options: ObtainOptions): Promise<Obtained> {
  let answers = await askForApplication(cli)
  for (;;) {
    const read = loadSettingsWithoutTokens(cli, answers)
    if (!read.ok) return stopped(printSettingsProblems(read.problems, cli))
    const { settings } = read
    const { code } = options
    const visit = code === undefined ? await visitHeadHunter(cli, settings, options) : visitOf(code)
    if (visit.kind === 'code') {
      const entry = await exchange(cli, settings, { visit, answers, ...options })
      if (!isApplicationRefused(entry.diagnostics) || !canAskAnew(cli) || code !== undefined)
        return { kind: 'exchanged', entry, settings, answers }
      printDiagnostics(entry.diagnostics, cli)
      printWhereApplicationIs(cli)
    } else if (visit.kind !== 'correct') return stopped(printVisitProblem(visit, cli))
    else if (!canAskAnew(cli)) {
      printWhereApplicationIs(cli)
      return stopped(EXIT.usage)
    }
    answers = await askForApplication(cli, { before: settings })
  }
}

const stopped = (exit: ExitCode): Obtained => ({ kind: 'stopped', exit })

/** The state is of another process, so it is not compared. */
function visitOf(code: string): Visit {
  const state = new URLSearchParams(code.split('?')[1] ?? '').get('state') ?? ''
  const redirect = readPasted(code, state)
  return redirect.kind === 'code'
    ? { ...redirect, codeVerifier: undefined, conclude: async () => {} }
    : redirect
}

interface Exchange extends Pick<ObtainOptions, 'store'> {
  visit: Code
  answers: Overrides
}

/** Exchanges the code and sends the browser its last page. An old code in the file is removed with the old pair. */
async function exchange(cli: Cli, settings: Settings, { visit, answers, store }: Exchange): Promise<Entry> {
  const oldCode = settingName('auth-code')
  const alongside = {
    ...asEnvChanges(answers),
    ...(cli.envFile.values[oldCode] ? { [oldCode]: undefined } : {}),
  }
  const session = openSession(cli, {
    settings,
    ...(store === undefined ? { alongside } : { store, quiet: true }),
  })
  const given = { accessToken: undefined, refreshToken: undefined, authCode: visit.code }
  let isExchanged = false
  try {
    const entry = await enterAccount(session, { settings, given, codeVerifier: visit.codeVerifier })
    isExchanged = entry.saved
    return entry
  } finally {
    await visit.conclude(isExchanged)
  }
}

/** Prints why there is no code. */
function printVisitProblem(
  visit: Exclude<Visit, Code | { kind: 'correct' }>,
  { screen, say }: Cli,
): ExitCode {
  const { ends } = say.login
  if (visit.kind === 'port_taken') {
    screen.printError(say.login.portTaken(visit.port, visit.code))
    return EXIT.problem
  }
  screen.printError(visit.kind === 'refused' ? ends.refused(visit.error) : ends[visit.kind])
  return visit.kind === 'needs_code' || visit.kind === 'nothing' ? EXIT.usage : EXIT.authorizeAgain
}
