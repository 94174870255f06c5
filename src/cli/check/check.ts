import { gitHubStoreFor, type Session } from '../../compose.js'
import type { RunReport } from '../../domain/report.js'
import { unlessInterrupted } from '../../domain/shutdown.js'
import { openRepositorySecrets, repositoryHere, withoutPair } from '../../github/repository.js'
import { isOfTheme, type Reason, type ReportedDiagnostic, sentencesOf } from '../../reasons/index.js'
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
    const checks = read.problems.map((problem) => cross(describeProblem(problem, cli)))
    return conclude(checks, cli, { exitWhenBad: EXIT.usage })
  }
  const context = {
    cli,
    settings: read.settings,
    session: openSession(cli, { settings: read.settings, quiet: true }),
    options,
  }
  const elsewhere = hasTokens(read.settings) ? undefined : await pairElsewhere(context)
  if (!hasTokens(read.settings) && elsewhere === undefined) return checkNewcomer(cli, options)
  const allWell = elsewhere === undefined ? cli.say.check.allWell : cli.say.check.pairNotChecked
  return conclude(await examine(context, elsewhere), cli, { allWell })
}

const hasTokens = ({ accessToken, refreshToken, authCode }: Settings): boolean =>
  [accessToken, refreshToken, authCode].some((token) => token !== undefined)

/** Checks whether the application reaches the resumes, with a pair that is revoked unless it is to be saved. */
async function checkNewcomer(cli: Cli, options: CheckOptions): Promise<ExitCode> {
  const { screen, say } = cli
  screen.note(say.check.newcomer)
  const application = await checkApplication(cli, options)
  if (application.kind === 'stopped') {
    list([{ ...cross(say.check.unknown), reason: 'refresh_token_missing' }], cli)
    return application.exit
  }
  if (application.kind === 'reaches') return printReaches(application, cli, options)
  const given = application.revoked === undefined ? [] : [givenBack(application.revoked, cli)]
  const checks = application.kind === 'refused' ? [refusal(cli)] : unknown(application.diagnostics, cli)
  list([...checks, ...given], cli)
  return application.kind === 'refused' ? EXIT.problem : application.exit
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

const refusal = ({ say }: Cli): Check => ({
  ...cross(say.check.refused),
  sentences: say.check.remains,
  reason: 'application_may_not_touch',
})

const unknown = (diagnostics: ReportedDiagnostic[], cli: Cli): Check[] => [
  cross(cli.say.check.unknown),
  ...diagnostics.map((reported) => explained(reported, cli)),
]

const givenBack = (revoked: boolean, { say }: Cli): Check =>
  revoked ? note(say.check.pairRevoked) : { ...note(say.check.pairNotRevoked), mark: 'warning' }

interface CheckContext {
  cli: Cli
  settings: Settings
  session: Session
  options: CheckOptions
}

/** `elsewhere`: the pair is not here, but in the repository's secrets. */
async function examine(context: CheckContext, elsewhere: Check | undefined): Promise<Check[]> {
  const { say, envFile } = context.cli
  const settings = tick(envFile.exists ? say.check.settings(envFile.name) : say.check.settingsWithoutFile)
  const reach = await checkReach(context)
  const isReachable = reach.every(({ mark }) => mark === 'good')
  const account = isReachable ? (elsewhere ? [elsewhere] : await checkAccount(context)) : []
  return [settings, ...reach, ...account, ...(await checkGitHub(context)), ...(await checkTelegram(context))]
}

/** Any answer of HeadHunter itself shows that it is reachable, even a refusal. */
async function checkReach({ cli, settings, session }: CheckContext): Promise<Check[]> {
  const me = await session.headHunter.me(settings.accessToken ?? 'none')
  const isOnTheWay = !me.ok && isOfTheme(me.diagnostic.reason, 'network')
  if (isOnTheWay) return [explained({ severity: 'problem', diagnostic: me.diagnostic }, cli)]
  return [tick(cli.say.check.reachable(new URL(settings.apiUrl).host))]
}

async function checkAccount(context: CheckContext): Promise<Check[]> {
  const { cli, settings, session } = context
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
  const { say } = cli
  return [
    ...(isListed ? [tick(say.check.pairWorks), tick(say.check.methodsAllowed)] : []),
    ...report.diagnostics.map((reported) => explained(reported, cli)),
    ...resumeChecks(report, cli),
    ...(report.storeHealth?.saving === 'verified' ? [tick(say.check.fileWritable(cli.envFile.name))] : []),
  ]
}

/** After `setup` the pair is only in the repository's secrets. */
async function pairElsewhere(context: CheckContext): Promise<Check | undefined> {
  const { cli, settings } = context
  const repository = await repositoryOf(context)
  if (!hasGitHub(settings) || repository === undefined) return undefined
  const secrets = openSecretsOf(context, repository)
  const written = await secrets.writtenAt(settings.refreshTokenSecret)
  return written.ok && written.value !== undefined ? note(cli.say.check.pairAtGitHub(repository)) : undefined
}

function resumeChecks({ resumes }: RunReport, { messages, say }: Cli): Check[] {
  return resumes.map(({ id, title, outcome, diagnostic, nextTouchAt }) => {
    const name = title === '' ? id : isolateBidi(title)
    if (outcome !== 'failed') {
      const isDue = diagnostic.reason === 'dry_run' || nextTouchAt === undefined
      return tick(isDue ? say.check.touchableNow(name) : say.check.touchableAt(name, nextTouchAt))
    }
    const message = messages.reasons[diagnostic.reason]
    return {
      mark: 'bad',
      title: `${name}: ${message.title}`,
      sentences: sentencesOf(message, diagnostic.details),
      reason: diagnostic.reason,
    }
  })
}

async function checkGitHub(context: CheckContext): Promise<Check[]> {
  const { cli, settings, session } = context
  const { say } = cli
  if (!hasGitHub(settings)) return [note(say.check.noGitHubToken(settingName('github-token')))]
  const repository = await repositoryOf(context)
  if (repository === undefined) return [note(say.check.noRepository)]
  const storeHealth = await gitHubStoreFor(withoutPair(settings), repository, session).checkHealth()
  const isSeen = storeHealth.saving === 'likely' || storeHealth.saving === 'verified'
  return [
    ...(isSeen
      ? [tick(settings.githubApp ? say.check.appWorks(repository) : say.check.gitHubWorks(repository))]
      : []),
    ...(storeHealth.tokenExpiresAt === undefined
      ? []
      : [note(say.check.gitHubTokenUntil(storeHealth.tokenExpiresAt))]),
    ...storeHealth.diagnostics.map(({ diagnostic, severity }) =>
      explained({ severity: isSeen ? severity : 'problem', diagnostic }, cli),
    ),
  ]
}

const repositoryOf = async ({ options, cli }: CheckContext): Promise<string | undefined> =>
  options.repository ?? (await repositoryHere(cli.tools.terminal, cli.envFile.values))

const hasGitHub = ({ githubToken, githubApp }: Settings): boolean =>
  githubToken !== undefined || githubApp !== undefined

const openSecretsOf = ({ settings, session }: CheckContext, repository: string) =>
  openRepositorySecrets({
    settings,
    place:
      settings.environment === undefined ? { repository } : { repository, environment: settings.environment },
    collaborators: session,
  })

async function checkTelegram({ cli, settings, session }: CheckContext): Promise<Check[]> {
  const { say } = cli
  if (settings.telegram === undefined) return [note(say.check.noTelegram)]
  const { botToken, apiUrl, chatId } = settings.telegram
  const { transport } = session
  const api = createTelegramApi({ botToken, apiUrl, transport, timeoutMs: settings.requestTimeoutMs })
  const me = await api.getMe()
  if (!me.ok) return [explained({ severity: 'problem', diagnostic: me.diagnostic }, cli)]
  const chat = await api.getChat(chatId)
  if (!chat.ok) return [explained({ severity: 'problem', diagnostic: chat.diagnostic }, cli)]
  return [tick(say.check.telegramWorks(me.value, isolateBidi(chat.value.name)))]
}

const tick = (title: string): Check => ({ mark: 'good', title, sentences: [] })
const note = (title: string): Check => ({ mark: 'note', title, sentences: [] })
const cross = (title: string): Check => ({ mark: 'bad', title, sentences: [] })

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

function conclude(
  checks: Check[],
  cli: Cli,
  { allWell = cli.say.check.allWell, exitWhenBad }: { allWell?: string; exitWhenBad?: ExitCode } = {},
): ExitCode {
  const { screen, say, json } = cli
  list(checks, cli)
  const failures = checks.filter(({ mark }) => mark === 'bad')
  if (!json) screen.print(`\n${failures.length === 0 ? allWell : say.check.failures(failures.length)}`)
  if (failures.length === 0) return EXIT.done
  if (exitWhenBad !== undefined) return exitWhenBad
  return failures.some(({ reason }) => reason !== undefined && needsAuthorization(reason))
    ? EXIT.authorizeAgain
    : EXIT.problem
}
