import { gitHubStoreFor, type Session } from '../../compose.js'
import { problem } from '../../domain/diagnostics.js'
import type { RunReport } from '../../domain/report.js'
import { unlessInterrupted } from '../../domain/shutdown.js'
import { openRepositorySecrets, repositoryHere, withoutPair } from '../../github/repository.js'
import { type Diagnostic, isOfTheme, type Reason, type ReportedDiagnostic } from '../../reasons/index.js'
import { diagnosticEntries } from '../../report/entries.js'
import { isolateBidi } from '../../report/markup.js'
import { MARK_OF, type Mark } from '../../report/terminal.js'
import { run } from '../../run.js'
import type { Settings } from '../../settings/settings.js'
import { createTelegramApi } from '../../telegram/client.js'
import { warnOfEnvironment } from '../login/login.js'
import type { ObtainOptions } from '../login/obtain-pair.js'
import type { Cli } from '../shared/cli.js'
import { settingName } from '../shared/env.js'
import { EXIT, type ExitCode, needsAuthorization } from '../shared/outcome.js'
import { openSession } from '../shared/session.js'
import { describeProblem, loadSettingsWithOrWithoutTokens } from '../shared/settings.js'
import { type ApplicationResult, checkApplication, revokePair, savePair } from './application.js'

export interface CheckOptions extends Omit<ObtainOptions, 'store'> {
  /** `owner/name`, where it is not the working copy's. */
  repository: string | undefined
  /** Save the pair without asking, if the application works. */
  savePair: boolean
}

/** One line of the list; a cross has its advice. */
interface Check {
  mark: Mark
  title: string
  sentences: string[]
  reason?: Reason
}

/**
 * Without a pair, checks whether the application reaches the resumes; with one, everything that a dry run checks, GitHub and
 * Telegram. Raises nothing.
 */
export async function check(cli: Cli, options: CheckOptions): Promise<ExitCode> {
  const read = loadSettingsWithOrWithoutTokens(cli, { 'dry-run': { value: 'true' } })
  const isNewcomer = !read.ok && read.problems.every(({ kind }) => kind === 'missing')
  if (isNewcomer) return checkNewcomer(cli, options)
  if (!read.ok) {
    const checks = read.problems.map((wrong) => cross(describeProblem(wrong, cli)))
    conclude(checks, cli)
    return EXIT.usage
  }
  const { settings } = read
  const session = openSession(cli, { settings, quiet: true })
  const repository = hasGitHub(settings)
    ? (options.repository ?? (await repositoryHere(cli.tools.terminal, cli.envFile.values)))
    : undefined
  const context = { ...cli, settings, session, repository }
  if (hasTokens(settings)) return conclude(await examine(context, checkAccount), cli)
  const elsewhere = await pairElsewhere(context)
  if (elsewhere === undefined) return checkNewcomer(cli, options)
  return conclude(await examine(context, async () => [elsewhere]), cli, cli.say.check.pairNotChecked)
}

const hasTokens = ({ accessToken, refreshToken, authCode }: Settings): boolean =>
  [accessToken, refreshToken, authCode].some((token) => token !== undefined)

/** Checks whether the application reaches the resumes, with a pair that is revoked unless it is to be saved. */
async function checkNewcomer(cli: Cli, options: CheckOptions): Promise<ExitCode> {
  const { screen, say } = cli
  screen.note(say.check.newcomer)
  const application = await checkApplication(cli, options)
  if (application.kind === 'reaches') return printReaches(application, cli, options)
  if (application.kind === 'stopped') {
    list([cross(say.check.unknown, { reason: 'refresh_token_missing' })], cli)
    return application.exit
  }
  const { kind, diagnostics, revoked, exit } = application
  const refused = { sentences: say.check.remains, reason: 'application_may_not_touch' } as const
  const checks =
    kind === 'refused'
      ? [cross(say.check.refused, refused)]
      : [cross(say.check.unknown), ...diagnostics.map((reported) => explained(reported, cli))]
  list([...checks, ...(revoked === undefined ? [] : [givenBack(revoked, cli)])], cli)
  return exit
}

async function printReaches(
  application: Extract<ApplicationResult, { kind: 'reaches' }>,
  cli: Cli,
  options: CheckOptions,
): Promise<ExitCode> {
  const { screen, say, ask, tools, envFile } = cli
  const reaches = tick(say.check.reaches(application.resumes.resumes.length))
  if (!cli.json) list([reaches], cli)
  const question = {
    ...say.answers,
    message: say.check.savePair(envFile.name),
    setting: '--save-pair',
    initial: false,
  }
  const isWanted =
    options.savePair ||
    (tools.terminal.interactive && (await unlessInterrupted(ask.confirm(question), cli.shutdown)))
  const isSaved = isWanted && (await savePair(cli, application))
  const ending = isSaved
    ? tick(say.login.saved(envFile.name))
    : givenBack(await revokePair(cli, application.settings, application.pair), cli)
  list(cli.json ? [reaches, ending] : [ending], cli)
  if (!cli.json) screen.say(say.check.next)
  if (isSaved) warnOfEnvironment(cli)
  return isWanted && !isSaved ? EXIT.problem : EXIT.done
}

const givenBack = (revoked: boolean, { say }: Cli): Check =>
  revoked ? note(say.check.pairRevoked) : { ...note(say.check.pairNotRevoked), mark: 'warning' }

interface CheckContext extends Cli {
  settings: Settings
  session: Session
  /** `owner/name`, where it is known and there is a token or an App to look at it. */
  repository: string | undefined
}

async function examine(
  context: CheckContext,
  checkPair: (context: CheckContext) => Promise<Check[]>,
): Promise<Check[]> {
  const { say, envFile } = context
  const settings = tick(envFile.exists ? say.check.settings(envFile.name) : say.check.settingsWithoutFile)
  const reach = await checkReach(context)
  const isReachable = reach.mark === 'good'
  const pair = isReachable ? await checkPair(context) : []
  return [settings, reach, ...pair, ...(await checkGitHub(context)), await checkTelegram(context)]
}

/** Any answer of HeadHunter itself shows that it is reachable, even a refusal. */
async function checkReach(context: CheckContext): Promise<Check> {
  const { say, settings, session } = context
  const me = await session.headHunter.me(settings.accessToken ?? 'none')
  const isOnTheWay = !me.ok && isOfTheme(me.diagnostic.reason, 'network')
  return isOnTheWay
    ? failed(me.diagnostic, context)
    : tick(say.check.reachable(new URL(settings.apiUrl).host))
}

async function checkAccount(context: CheckContext): Promise<Check[]> {
  const { say, envFile, settings, session } = context
  let isListed = false
  const headHunter = {
    ...session.headHunter,
    resumes: async (token: string) => {
      const list = await session.headHunter.resumes(token)
      isListed ||= list.ok
      return list
    },
  }
  const report = await run({ settings, byHand: true }, { ...session, headHunter })
  return [
    ...(isListed ? [tick(say.check.pairWorks), tick(say.check.methodsAllowed)] : []),
    ...report.diagnostics.map((reported) => explained(reported, context)),
    ...resumeChecks(report, context),
    ...(report.storeHealth?.saving === 'verified' ? [tick(say.check.fileWritable(envFile.name))] : []),
  ]
}

/** After `setup` the pair is only in the repository's secrets. */
async function pairElsewhere(context: CheckContext): Promise<Check | undefined> {
  const { say, settings, session, repository } = context
  if (repository === undefined) return undefined
  const { environment } = settings
  const place = { repository, ...(environment !== undefined && { environment }) }
  const secrets = openRepositorySecrets({ settings, place, collaborators: session })
  const written = await secrets.writtenAt(settings.refreshTokenSecret)
  return written.ok ? note(say.check.pairAtGitHub(repository)) : undefined
}

function resumeChecks({ resumes }: RunReport, context: CheckContext): Check[] {
  const { say } = context
  return resumes.map(({ id, title, outcome, diagnostic, nextTouchAt }) => {
    const name = title === '' ? id : isolateBidi(title)
    if (outcome === 'failed') {
      const why = failed(diagnostic, context)
      return { ...why, title: `${name}: ${why.title}` }
    }
    const isDue = diagnostic.reason === 'dry_run' || nextTouchAt === undefined
    return tick(isDue ? say.check.touchableNow(name) : say.check.touchableAt(name, nextTouchAt))
  })
}

async function checkGitHub(context: CheckContext): Promise<Check[]> {
  const { say, settings, session, repository } = context
  if (!hasGitHub(settings)) return [note(say.check.noGitHubToken(settingName('github-token')))]
  if (repository === undefined) return [note(say.check.noRepository)]
  const store = gitHubStoreFor(withoutPair(settings), repository, session)
  const { saving, tokenExpiresAt, diagnostics } = await store.checkHealth()
  const isSeen = saving === 'likely' || saving === 'verified'
  const works = settings.githubApp ? say.check.appWorks(repository) : say.check.gitHubWorks(repository)
  return [
    ...(isSeen ? [tick(works)] : []),
    ...(tokenExpiresAt === undefined ? [] : [note(say.check.gitHubTokenUntil(tokenExpiresAt))]),
    ...diagnostics.map((reported) => explained(isSeen ? reported : problem(reported.diagnostic), context)),
  ]
}

const hasGitHub = ({ githubToken, githubApp }: Settings): boolean =>
  githubToken !== undefined || githubApp !== undefined

async function checkTelegram(context: CheckContext): Promise<Check> {
  const { say, settings, session } = context
  if (settings.telegram === undefined) return note(say.check.noTelegram)
  const { botToken, apiUrl, chatId } = settings.telegram
  const { transport } = session
  const api = createTelegramApi({ botToken, apiUrl, transport, timeoutMs: settings.requestTimeoutMs })
  const me = await api.getMe()
  if (!me.ok) return failed(me.diagnostic, context)
  const chat = await api.getChat(chatId)
  if (!chat.ok) return failed(chat.diagnostic, context)
  return tick(say.check.telegramWorks(me.value, isolateBidi(chat.value.name)))
}

const tick = (title: string): Check => ({ mark: 'good', title, sentences: [] })
const note = (title: string): Check => ({ mark: 'note', title, sentences: [] })
const cross = (title: string, more: Partial<Check> = {}): Check => ({
  mark: 'bad',
  title,
  sentences: [],
  ...more,
})

const failed = (diagnostic: Diagnostic, cli: Cli): Check => explained(problem(diagnostic), cli)

/** A diagnostic as in a report. */
function explained(reported: ReportedDiagnostic, { messages }: Cli): Check {
  const [entry] = diagnosticEntries([reported], messages)
  const ids = (entry?.requestIds ?? []).map((id) => messages.report.requestId(id))
  return {
    mark: MARK_OF[reported.severity],
    title: entry?.title ?? '',
    sentences: [...(entry?.sentences ?? []), ...ids],
    reason: reported.diagnostic.reason,
  }
}

function list(checks: Check[], { screen, json }: Cli): void {
  if (json) {
    screen.result(checks.map(({ mark, title, sentences, reason }) => ({ mark, title, sentences, reason })))
    return
  }
  for (const { mark, title, sentences } of checks) {
    screen.mark(mark, title)
    for (const sentence of sentences) screen.say(sentence, '  ')
  }
}

function conclude(checks: Check[], cli: Cli, allWell = cli.say.check.allWell): ExitCode {
  const { screen, say, json } = cli
  list(checks, cli)
  const failures = checks.filter(({ mark }) => mark === 'bad')
  if (!json) screen.print(`\n${failures.length === 0 ? allWell : say.check.failures(failures.length)}`)
  if (failures.length === 0) return EXIT.done
  return failures.some(({ reason }) => reason !== undefined && needsAuthorization(reason))
    ? EXIT.authorizeAgain
    : EXIT.problem
}
