import type { Cli } from '../shared/cli.js'
import { settingName } from '../shared/env.js'
import { briefly, EXIT, type ExitCode, exitForDiagnostics, printDiagnostics } from '../shared/outcome.js'
import type { Entry } from '../shared/session.js'
import { isFromEnvironment } from '../shared/settings.js'
import { isApplicationRefused, printWhereApplicationIs } from './application.js'
import { type ObtainOptions, obtainPair } from './obtain-pair.js'

/** From nothing to a token pair in `.env`. */
export async function login(cli: Cli, options: ObtainOptions): Promise<ExitCode> {
  const obtained = await obtainPair(cli, options)
  return obtained.kind === 'stopped' ? obtained.exit : printEntry(obtained.entry, cli)
}

/** The result of the exchange. */
function printEntry(entry: Entry, cli: Cli): ExitCode {
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
  if (isApplicationRefused(diagnostics)) printWhereApplicationIs(cli)
  if (isWell) screen.say(say.login.next)
  if (saved) warnOfEnvironment(cli)
  return saved && !isWell ? EXIT.problem : exitForDiagnostics(diagnostics)
}

/** The environment has priority over the file, where the new pair is. */
export function warnOfEnvironment(cli: Cli): void {
  const names = (['access-token', 'refresh-token'] as const).filter((name) => isFromEnvironment(cli, name))
  for (const name of names) cli.screen.printError(cli.say.login.environmentHides(settingName(name)))
}
