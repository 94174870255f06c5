import { gitHubStoreFor } from '../../compose.js'
import { type RunReport, reportOfInvalidInputs } from '../../domain/report.js'
import { isOfTheme, type Reason, type ReportedDiagnostic } from '../../reasons/index.js'
import { entriesOf } from '../../report/entries.js'
import { isolateBidi } from '../../report/markup.js'
import { MARK_OF, type Mark } from '../../report/terminal.js'
import { run } from '../../run.js'
import type { Settings } from '../../settings/settings.js'
import { createTelegramApi } from '../../telegram/client.js'
import type { Cli } from '../shared/cli.js'
import { settingName } from '../shared/env-source.js'
import { EXIT, type ExitCode, needsAuthorization } from '../shared/exit.js'
import { openSecrets, repositoryHere, withoutPair } from '../shared/repository.js'
import { openSession, type Session } from '../shared/session.js'
import { describeProblem, loadSettingsWithOrWithoutTokens } from '../shared/settings.js'

export interface DoctorOptions {
  /** `owner/name`, where it is not the working copy's. */
  repository: string | undefined
}

/** One line of the list; a cross has its advice. */
interface Check {
  mark: Mark
  title: string
  sentences: string[]
  reason?: Reason
}

/** Checks everything and touches nothing: what a dry run reports, and what lies around it. */
export async function doctor(cli: Cli, options: DoctorOptions): Promise<ExitCode> {
  const read = loadSettingsWithOrWithoutTokens(cli, { 'dry-run': { value: 'true' } })
  if (!read.ok) {
    const checks = read.problems.map((problem) => err(describeProblem(problem, cli)))
    return conclude(checks, cli, EXIT.usage)
  }
  const session = openSession(cli, { settings: read.settings, quiet: true })
  try {
    return conclude(await examine({ cli, settings: read.settings, session, options }), cli)
  } finally {
    session.end()
  }
}

interface Patient {
  cli: Cli
  settings: Settings
  session: Session
  options: DoctorOptions
}

async function examine(patient: Patient): Promise<Check[]> {
  const { say, envFile } = patient.cli
  const settings = tick(envFile.exists ? say.doctor.settings(envFile.name) : say.doctor.settingsWithoutFile)
  const reach = await checkReach(patient)
  const isReachable = reach.every(({ mark }) => mark === 'good')
  const account = isReachable ? await checkAccount(patient) : []
  return [settings, ...reach, ...account, ...(await checkGitHub(patient)), ...(await checkTelegram(patient))]
}

/** Any answer of HeadHunter's own is a way to it, even a refusal. */
async function checkReach({ cli, settings, session }: Patient): Promise<Check[]> {
  const me = await session.headHunter.me(settings.accessToken ?? 'none')
  const isOnTheWay = !me.ok && isOfTheme(me.diagnostic.reason, 'network')
  if (isOnTheWay) return [explained({ severity: 'problem', diagnostic: me.diagnostic }, cli)]
  return [tick(cli.say.doctor.reachable(new URL(settings.apiUrl).host))]
}

async function checkAccount(patient: Patient): Promise<Check[]> {
  const { cli, settings, session } = patient
  const { accessToken, refreshToken, authCode } = settings
  if (accessToken === undefined && refreshToken === undefined && authCode === undefined) {
    return [await pairElsewhere(patient)]
  }
  let isListed = false
  const headHunter = {
    ...session.headHunter,
    resumes: async (token: string) => {
      const list = await session.headHunter.resumes(token)
      isListed ||= list.ok
      return list
    },
  }
  const { outside, store, shutdown } = session
  const ports = { headHunter, store, shutdown, clock: outside.clock, reporter: outside.reporter }
  const report = await run({ settings, byHand: true }, ports)
  const { say } = cli
  return [
    ...(isListed ? [tick(say.doctor.pairWorks), tick(say.doctor.methodsAllowed)] : []),
    ...report.diagnostics.map((reported) => explained(reported, cli)),
    ...resumeChecks(report, cli),
    ...(report.storeHealth?.saving === 'verified' ? [tick(say.doctor.fileWritable(cli.envFile.name))] : []),
  ]
}

/** After `setup` the pair lives in the repository's secrets, and nowhere else. */
async function pairElsewhere(patient: Patient): Promise<Check> {
  const { cli, settings } = patient
  const { say, envFile } = cli
  const repository = await repositoryOf(patient)
  if (settings.githubToken !== undefined && repository !== undefined) {
    const secrets = secretsOf(patient, repository, settings.githubToken)
    const written = await secrets.writtenAt(settings.refreshTokenSecret)
    if (written.ok && written.value !== undefined) {
      return { mark: 'note', title: say.doctor.pairAtGitHub(repository), sentences: [] }
    }
  }
  return { ...err(say.settings.noTokens(envFile.name)), reason: 'refresh_token_missing' }
}

function resumeChecks({ resumes }: RunReport, { messages, say }: Cli): Check[] {
  return resumes.map(({ id, title, outcome, diagnostic, nextTouchAt }) => {
    const name = title === '' ? id : isolateBidi(title)
    if (outcome !== 'failed') {
      const isDue = diagnostic.reason === 'dry_run' || nextTouchAt === undefined
      return tick(isDue ? say.doctor.touchableNow(name) : say.doctor.touchableAt(name, nextTouchAt))
    }
    const { title: state, happened, todo } = messages.reasons[diagnostic.reason]
    return {
      mark: 'bad',
      title: `${name}: ${state}`,
      sentences: [happened(diagnostic.details), todo(diagnostic.details)],
      reason: diagnostic.reason,
    }
  })
}

async function checkGitHub(patient: Patient): Promise<Check[]> {
  const { cli, settings, session } = patient
  const { say } = cli
  if (settings.githubToken === undefined) return [note(say.doctor.noGitHubToken(settingName('github-token')))]
  const repository = await repositoryOf(patient)
  if (repository === undefined) return [note(say.doctor.noRepository)]
  const storeHealth = await gitHubStoreFor(withoutPair(settings), repository, session.outside).checkHealth()
  return [
    ...(storeHealth.saving === 'no' ? [] : [tick(say.doctor.gitHubWorks(repository))]),
    ...(storeHealth.tokenExpiresAt === undefined
      ? []
      : [note(say.doctor.gitHubTokenUntil(storeHealth.tokenExpiresAt))]),
    ...storeHealth.diagnostics.map(({ diagnostic, severity }) =>
      explained({ severity: storeHealth.saving === 'no' ? 'problem' : severity, diagnostic }, cli),
    ),
  ]
}

const repositoryOf = async ({ options, cli }: Patient): Promise<string | undefined> =>
  options.repository ?? (await repositoryHere(cli.tools.terminal, cli.envFile.values))

const secretsOf = ({ settings, session }: Patient, repository: string, token: string) =>
  openSecrets({
    settings,
    token,
    place:
      settings.environment === undefined ? { repository } : { repository, environment: settings.environment },
    outside: session.outside,
  })

async function checkTelegram({ cli, settings, session }: Patient): Promise<Check[]> {
  const { say } = cli
  if (settings.telegram === undefined) return [note(say.doctor.noTelegram)]
  const { botToken, apiUrl, chatId } = settings.telegram
  const { transport } = session.outside
  const api = createTelegramApi({ botToken, apiUrl, transport, timeoutMs: settings.requestTimeoutMs })
  const me = await api.getMe()
  if (!me.ok) return [explained({ severity: 'problem', diagnostic: me.diagnostic }, cli)]
  const chat = await api.getChat(chatId)
  if (!chat.ok) return [explained({ severity: 'problem', diagnostic: chat.diagnostic }, cli)]
  return [tick(say.doctor.telegramWorks(me.value, isolateBidi(chat.value.name)))]
}

const tick = (title: string): Check => ({ mark: 'good', title, sentences: [] })
const note = (title: string): Check => ({ mark: 'note', title, sentences: [] })
const err = (title: string): Check => ({ mark: 'bad', title, sentences: [] })

/** A reported in the words of the report. */
function explained(reported: ReportedDiagnostic, { messages }: Cli): Check {
  const report: RunReport = { ...reportOfInvalidInputs([]), diagnostics: [reported] }
  const [entry] = entriesOf(report, { messages, hidden: false })
  const ids = (entry?.requestIds ?? []).map((id) => messages.report.requestId(id))
  return {
    mark: MARK_OF[reported.severity],
    title: entry?.title ?? '',
    sentences: [...(entry?.sentences ?? []), ...ids],
    reason: reported.diagnostic.reason,
  }
}

function conclude(checks: Check[], cli: Cli, exitWhenBad?: ExitCode): ExitCode {
  const { screen, say, json } = cli
  if (json)
    screen.result(checks.map(({ mark, title, sentences, reason }) => ({ mark, title, sentences, reason })))
  else {
    for (const { mark, title, sentences } of checks) {
      screen.mark(mark, title)
      for (const sentence of sentences) screen.say(sentence, '  ')
    }
  }
  const crosses = checks.filter(({ mark }) => mark === 'bad')
  if (!json)
    screen.print(`\n${crosses.length === 0 ? say.doctor.allWell : say.doctor.crosses(crosses.length)}`)
  if (crosses.length === 0) return EXIT.done
  if (exitWhenBad !== undefined) return exitWhenBad
  return crosses.some(({ reason }) => reason !== undefined && needsAuthorization(reason))
    ? EXIT.authorizeAgain
    : EXIT.problem
}
