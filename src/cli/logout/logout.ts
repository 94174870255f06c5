import type { Session } from '../../compose.js'
import { problem } from '../../domain/diagnostics.js'
import { isRecoveryCode, withoutPastedExtras } from '../../domain/recovery-code.js'
import type { StoredPair } from '../../domain/store.js'
import { pairIn, type UpdateResult, updateEnvFile } from '../../env-file/store.js'
import { isTokenRefusal } from '../../headhunter/check-access-token.js'
import type { Diagnostic } from '../../reasons/index.js'
import type { Settings } from '../../settings/settings.js'
import { parseCredentials, type TokenCandidate, unreadable } from '../../tokens/parse-credentials.js'
import type { Cli } from '../shared/cli.js'
import { PAIR_NAMES, settingName } from '../shared/env.js'
import { printSettingsProblems } from '../shared/errors.js'
import { briefly, EXIT, type ExitCode, printDiagnostics } from '../shared/outcome.js'
import { enterAccount, openSession } from '../shared/session.js'
import { isFromEnvironment, loadSettingsWithOrWithoutTokens } from '../shared/settings.js'

export interface LogoutOptions {
  /** Only remove the pair from the file. */
  localOnly: boolean
}

/**
 * Revokes the pair at HeadHunter, then removes it here; a pair that was not revoked stays. If the file holds another pair than
 * the environment, or than when this command began, that one is next.
 */
export async function logout(cli: Cli, { localOnly }: LogoutOptions): Promise<ExitCode> {
  const { screen, say, envFile } = cli
  if (localOnly) return finish(await emptyFile(cli), false, cli)
  const read = loadSettingsWithOrWithoutTokens(cli)
  if (!read.ok) return printSettingsProblems(read.problems, cli)
  const ended = new Set<string>()
  let revoked = false
  for (let { settings } = read; ; ) {
    const ending = await endPairs(settings, ended, cli)
    if (ending.kind === 'none') screen.mark('note', say.logout.nothingToRevoke(envFile.name))
    else if (ending.kind === 'revoked') screen.mark('good', say.logout.revoked)
    else if (ending.kind === 'ended') screen.mark('good', say.logout.wasDead)
    else return keepPair(ending, cli)
    revoked ||= ending.kind === 'revoked'
    const emptied = await emptyFile(cli, ended)
    if (!emptied.other) return finish(emptied, revoked, cli)
    settings = { ...settings, ...emptied.other }
  }
}

const CODE = settingName('auth-code')

const tokensOf = ({ accessToken, refreshToken }: StoredPair): string[] =>
  [accessToken, refreshToken].filter((token) => token !== undefined)

const secretsOf = ({ authCode, ...pair }: Credentials): string[] => [
  ...tokensOf(pair),
  ...(authCode === undefined ? [] : [withoutPastedExtras(authCode)]),
]

type Emptied = UpdateResult & {
  /** A pair or recovery code in the file that was not revoked: nothing was removed. */
  other?: Credentials | undefined
}

type Credentials = StoredPair & Pick<Settings, 'authCode'>

/** Without `ended`, any pair is removed. */
async function emptyFile({ envFile }: Cli, ended?: ReadonlySet<string>): Promise<Emptied> {
  let other: Credentials | undefined
  const emptied = await updateEnvFile(envFile.path, (current) => {
    const code = current[CODE] ?? ''
    const found = { ...pairIn(current, PAIR_NAMES), authCode: isRecoveryCode(code) ? code : undefined }
    other = ended && secretsOf(found).some((secret) => !ended.has(secret)) ? found : undefined
    const pair = Object.values(PAIR_NAMES)
    const names = current[CODE] === envFile.values[CODE] ? [...pair, CODE] : pair
    const held = other ? [] : names.filter((name) => current[name])
    return Object.fromEntries(held.map((name) => [name, undefined]))
  })
  return { ...emptied, other }
}

/** The pair can still be used: prints what to do, and removes nothing. */
function keepPair(
  ending: Extract<PairEnding, { kind: 'usable' | 'failed' }>,
  { screen, say, json, messages, envFile }: Cli,
): ExitCode {
  const diagnostics = [problem(ending.diagnostic)]
  if (json) screen.result({ revoked: false, emptied: false, problems: briefly(diagnostics) })
  if (ending.kind === 'failed') {
    printDiagnostics(diagnostics, { messages, screen })
    screen.printError(say.logout.notRevoked(envFile.name))
  } else {
    screen.mark('bad', say.logout.stillUsable(envFile.name))
    for (const line of say.logout.whatEndsIt) screen.say(line, '  ')
  }
  return EXIT.problem
}

function finish(emptied: Emptied, revoked: boolean, cli: Cli): ExitCode {
  const { screen, say, envFile } = cli
  if (!emptied.ok) {
    const diagnostics = [problem(emptied.diagnostic)]
    if (cli.json) screen.result({ revoked, emptied: false, problems: briefly(diagnostics) })
    printDiagnostics(diagnostics, cli)
    return EXIT.problem
  }
  const isEmptied = emptied.changed.length > 0
  if (isEmptied) screen.mark('good', say.logout.emptied(envFile.name))
  const inEnvironment = (['access-token', 'refresh-token'] as const).filter((name) =>
    isFromEnvironment(cli, name),
  )
  for (const name of inEnvironment) screen.mark('warning', say.logout.inEnvironment(settingName(name)))
  if (cli.json) screen.result({ revoked, emptied: isEmptied, problems: [] })
  if (cli.envFile.values.GITHUB_REPOSITORY) screen.mark('note', say.logout.atGitHub)
  screen.say(`\n${say.logout.leaked}`)
  return EXIT.done
}

type PairEnding =
  /** There is none. */
  | { kind: 'none' }
  | { kind: 'revoked' }
  /** HeadHunter accepts neither of its tokens. */
  | { kind: 'ended' }
  /** HeadHunter refuses the access token, which it needs to revoke a pair; the refresh token is valid. */
  | { kind: 'usable'; diagnostic: Diagnostic }
  | { kind: 'failed'; diagnostic: Diagnostic }

const ENDED: PairEnding = { kind: 'ended' }

/**
 * Ends every pair of these settings: the plain one, and one within a staged value or a recovery code. A value that can't be
 * read can hold a valid pair, so nothing is ended.
 */
async function endPairs(settings: Settings, tried: Set<string>, cli: Cli): Promise<PairEnding> {
  const { plain, whole, recovered, wholeUnreadable, recoveryUnreadable } = parseCredentials(settings)
  for (const secret of secretsOf(settings)) tried.add(secret)
  const what = wholeUnreadable ?? (recoveryUnreadable ? 'recovery' : undefined)
  if (what !== undefined) return { kind: 'failed', diagnostic: unreadable(what) }
  let all: PairEnding = { kind: 'none' }
  // The plain pair first: a renewed one from a code is written over it.
  for (const candidate of [plain, whole, recovered].filter((candidate) => candidate !== undefined)) {
    const ending = await endPair(candidate, settings, tried, cli)
    if (ending.kind !== 'revoked' && ending.kind !== 'ended') return ending
    if (all.kind !== 'revoked') all = ending
  }
  return all
}

/** HeadHunter revokes a pair only by its access token. If it refuses that, the refresh token can still be valid. */
async function endPair(
  candidate: TokenCandidate,
  settings: Settings,
  tried: Set<string>,
  cli: Cli,
): Promise<PairEnding> {
  const { accessToken, refreshToken, from } = candidate
  for (const token of tokensOf(candidate)) tried.add(token)
  const authCode = from === 'auth-code' ? settings.authCode : undefined
  const session = openSession(cli, { settings })
  const first = accessToken === undefined ? undefined : await session.headHunter.revoke(accessToken)
  if (first?.ok) return { kind: 'revoked' }
  if (first?.diagnostic.reason === 'application_deleted') return ENDED
  if (first !== undefined && !isTokenRefusal(first.diagnostic)) return { kind: 'failed', ...first }
  return refreshToken === undefined ? ENDED : renewAndEnd({ ...settings, authCode }, tried, session)
}

/** Refreshes the pair to get one that can be revoked; HeadHunter refuses that while the old access token is valid. */
async function renewAndEnd(settings: Settings, tried: Set<string>, session: Session): Promise<PairEnding> {
  const { diagnostics } = await enterAccount(session, { settings })
  const saved = await session.store.current()
  if (saved?.accessToken !== undefined && !tried.has(saved.accessToken)) {
    for (const token of tokensOf(saved)) tried.add(token)
    const ended = await session.headHunter.revoke(saved.accessToken)
    if (ended.ok) return { kind: 'revoked' }
    return isTokenRefusal(ended.diagnostic) ? ENDED : { kind: 'failed', ...ended }
  }
  const why = diagnostics.find(({ severity }) => severity === 'problem')?.diagnostic
  if (why === undefined || /^refresh_token_|^(recovery_code|staged_pair)_dead$/.test(why.reason)) return ENDED
  return { kind: why.reason === 'partner_missing' ? 'usable' : 'failed', diagnostic: why }
}
