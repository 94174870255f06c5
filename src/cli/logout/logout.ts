import { updateEnvFile } from '../../env-file/store.js'
import { hasTrait, type Outcome, type Reason } from '../../reasons/index.js'
import type { Settings } from '../../settings/settings.js'
import { enterAccount } from '../shared/account.js'
import type { Cli } from '../shared/cli.js'
import { complainOfSettings } from '../shared/complaints.js'
import { settingName } from '../shared/env-source.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { briefly, printDiagnostics } from '../shared/report-view.js'
import { openSession, type Session } from '../shared/session.js'
import { isFromEnvironment, loadSettingsWithOrWithoutTokens } from '../shared/settings.js'

export interface LogoutOptions {
  /** Only empty the file. */
  localOnly: boolean
}

/** Ends the pair at HeadHunter, then empties it here; what HeadHunter did not hear of stays. */
export async function logout(cli: Cli, { localOnly }: LogoutOptions): Promise<ExitCode> {
  const { screen, say, envFile } = cli
  const read = loadSettingsWithOrWithoutTokens(cli)
  if (!read.ok && !localOnly) return complainOfSettings(read.problems, cli)
  if (read.ok && !localOnly) {
    const ended = await endPair(read.settings, cli)
    if (ended === 'none') {
      screen.mark('note', say.logout.nothingToRevoke(envFile.name))
    } else if (!ended.ok) {
      const diagnostics = [{ severity: 'problem' as const, diagnostic: ended.diagnostic }]
      if (cli.json) screen.result({ revoked: false, emptied: false, problems: briefly(diagnostics) })
      printDiagnostics(diagnostics, cli)
      screen.printError(say.logout.notRevoked(envFile.name))
      return EXIT.problem
    } else screen.mark('good', ended.value === 'revoked' ? say.logout.revoked : say.logout.wasDead)
  }
  return emptyFile(cli, read.ok && !localOnly)
}

async function emptyFile(cli: Cli, revoked: boolean): Promise<ExitCode> {
  const { screen, say, envFile } = cli
  const names = (['access-token', 'refresh-token', 'auth-code'] as const).map(settingName)
  const held = names.filter((name) => envFile.values[name])
  if (held.length > 0) {
    const emptied = await updateEnvFile(
      envFile.path,
      Object.fromEntries(held.map((name) => [name, undefined])),
    )
    if (!emptied.ok) {
      printDiagnostics([{ severity: 'problem', diagnostic: emptied.diagnostic }], cli)
      return EXIT.problem
    }
    screen.mark('good', say.logout.emptied(envFile.name))
  }
  const inEnvironment = (['access-token', 'refresh-token'] as const).filter((name) =>
    isFromEnvironment(cli, name),
  )
  for (const name of inEnvironment) screen.mark('warning', say.logout.inEnvironment(settingName(name)))
  if (cli.json) screen.result({ revoked, emptied: held.length > 0, problems: [] })
  screen.print()
  for (const line of say.logout.leaked) screen.say(line)
  return EXIT.done
}

/** `dead`: HeadHunter no longer takes the pair anyway. `none`: there is none. */
async function endPair(settings: Settings, cli: Cli): Promise<Outcome<'revoked' | 'dead'> | 'none'> {
  const { accessToken, refreshToken } = settings
  if (accessToken === undefined && refreshToken === undefined) return 'none'
  const session = openSession(cli, { settings })
  try {
    const first = accessToken === undefined ? undefined : await session.headHunter.revoke(accessToken)
    if (first?.ok) return { ok: true, value: 'revoked' }
    const isExpired = first === undefined || first.diagnostic.reason === 'access_token_expired'
    if (isExpired && refreshToken !== undefined) return await renewAndEnd(settings, session)
    if (
      first === undefined ||
      first.diagnostic.reason === 'access_token_expired' ||
      isDead(first.diagnostic.reason)
    ) {
      return { ok: true, value: 'dead' }
    }
    return first
  } finally {
    session.end()
  }
}

/** HeadHunter takes a revocation only from an access token that it accepts. */
const isDead = (reason: Reason): boolean => hasTrait(reason, 'nothing_to_revoke')

/** An expired access token's refresh token lives on: it is spent for a pair that can be revoked. */
async function renewAndEnd(settings: Settings, session: Session): Promise<Outcome<'revoked' | 'dead'>> {
  const { diagnostics } = await enterAccount(session, { settings: { ...settings, authCode: undefined } })
  const saved = await session.store.current()
  const isNew = saved?.accessToken !== undefined && saved.accessToken !== settings.accessToken
  if (isNew && saved.accessToken !== undefined) {
    const ended = await session.headHunter.revoke(saved.accessToken)
    return ended.ok || isDead(ended.diagnostic.reason) ? { ok: true, value: 'revoked' } : ended
  }
  const problem = diagnostics.find(({ severity }) => severity === 'problem')
  const isPairDead = problem === undefined || hasTrait(problem.diagnostic.reason, 'refuses_refresh_token')
  return isPairDead ? { ok: true, value: 'dead' } : { ok: false, diagnostic: problem.diagnostic }
}
