import { gitHubStoreFor } from '../../compose.js'
import { NAME } from '../../domain/project.js'
import { hasTrait, type ReportedDiagnostic } from '../../reasons/index.js'
import type { Settings } from '../../settings/settings.js'
import { APPLICATION, checkOf, unquoted } from '../login/application.js'
import type { Cli } from '../shared/cli.js'
import { complainOfSettings } from '../shared/complaints.js'
import { type Overrides, settingName } from '../shared/env-source.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { printDiagnostics } from '../shared/report-view.js'
import { lookAtRepository, withoutPair } from '../shared/repository.js'
import { openSession, type Session } from '../shared/session.js'
import { isFromEnvironment, loadSettingsWithOrWithoutTokens, rawSetting } from '../shared/settings.js'
import { mayAsk, remember, type Setup, type Step } from './state.js'

/** A token that may write this repository's secrets, proved by doing so. */
export const gitHubToken: Step = async (setup) => {
  const { cli, options } = setup
  const given = rawSetting(cli, 'github-token')
  if (given !== '') {
    const refused = await tryToken(setup, given)
    // The environment would outweigh another one.
    const mayReplace = mayAsk(setup) && !isFromEnvironment(cli, 'github-token')
    return refused?.anotherMayDo && mayReplace ? askForToken(setup) : refused?.exit
  }
  if (options.dryRun) {
    cli.screen.mark('warning', cli.say.setup.wouldAsk(settingName('github-token')))
    return undefined
  }
  return askForToken(setup)
}

async function askForToken(setup: Setup): Promise<ExitCode | undefined> {
  const { cli, repository } = setup
  const { screen, say, ask } = cli
  const environment = rawSetting(cli, 'environment')
  for (const line of say.setup.makeToken(tokenLink(repository, environment !== ''), repository))
    screen.say(line)
  for (;;) {
    const check = checkOf(cli, 'github-token')
    const token = unquoted(
      await ask.secret({
        message: say.setup.token,
        setting: settingName('github-token'),
        validate: (value) => (value === '' ? say.setup.tokenEmpty : check(value)),
      }),
    )
    const refused = await tryToken(setup, token)
    if (refused === undefined) return remember(setup, { 'github-token': token })
    if (!refused.anotherMayDo) return refused.exit
  }
}

/** Why the token is not taken; it has been told. */
interface Refused {
  exit: ExitCode
  anotherMayDo: boolean
}

async function tryToken(setup: Setup, token: string): Promise<Refused | undefined> {
  const { cli } = setup
  const exit = await refuseKind(setup, token)
  if (exit !== undefined) return { exit, anotherMayDo: true }
  const read = loadSettingsWithOrWithoutTokens(cli, {
    ...standInsForApplication(cli),
    'github-token': { value: token },
  })
  if (!read.ok) return { exit: complainOfSettings(read.problems, cli), anotherMayDo: false }
  // A rehearsal that knows of no repository.
  if (setup.repository === '') return undefined
  const session = openSession(setup.cli, { settings: read.settings })
  try {
    return await prove(setup, read.settings, session)
  } finally {
    session.end()
  }
}

/** The application is asked for only after this; GitHub does not hear of it. */
const standInsForApplication = (cli: Cli): Overrides =>
  Object.fromEntries(
    APPLICATION.filter((name) => rawSetting(cli, name) === '').map((name) => [
      name,
      { value: 'not-known-yet' },
    ]),
  )

/** Fine-grained tokens open one right on one repository; these open everything, and an App's dies within the hour. */
async function refuseKind({ cli, options }: Setup, token: string): Promise<ExitCode | undefined> {
  const { screen, say, ask, tools } = cli
  if (token.startsWith('ghs_')) {
    screen.printError(say.setup.tokenOfApp)
    return EXIT.usage
  }
  if (!/^gh[opu]_/.test(token) || options.anyToken) return undefined
  screen.mark('warning', say.setup.tokenTooBroad)
  const isConfirmed =
    tools.terminal.interactive &&
    !options.dryRun &&
    (await ask.confirm({
      ...say.answers,
      message: say.setup.useBroadToken,
      setting: '--any-token',
      initial: false,
    }))
  if (isConfirmed) return undefined
  screen.printError(say.setup.tokenRefused)
  return EXIT.usage
}

async function prove(setup: Setup, settings: Settings, session: Session): Promise<Refused | undefined> {
  const { cli, repository } = setup
  const { screen, say } = cli
  const { environment, githubToken: token = '' } = settings
  const place = environment === undefined ? { repository } : { repository, environment }
  const problems = (diagnostic: ReportedDiagnostic['diagnostic']): Refused => {
    printDiagnostics([{ severity: 'problem', diagnostic }], cli)
    return { exit: EXIT.problem, anotherMayDo: hasTrait(diagnostic.reason, 'needs_github_token') }
  }
  const seen = await lookAtRepository({ settings, token, place, outside: session.outside })
  if (!seen.ok) return problems(seen.diagnostic)
  setup.isPrivate = seen.value.isPrivate
  const store = gitHubStoreFor(withoutPair(settings), repository, session.outside)
  const proof = await store.verifyWritable()
  if (!proof.ok) return problems(proof.diagnostic)
  const { diagnostics, tokenExpiresAt } = await store.checkHealth()
  printDiagnostics([...proof.diagnostics, ...diagnostics], cli)
  screen.mark('good', say.setup.tokenWorks(repository))
  if (tokenExpiresAt !== undefined) screen.mark('note', say.setup.tokenUntil(tokenExpiresAt))
  if (!setup.isPrivate) screen.mark('note', say.setup.repositoryIsPublic)
  return undefined
}

/** GitHub's page with everything filled in but the repository itself, which it does not take from a link. */
export function tokenLink(repository: string, isForEnvironment: boolean): string {
  const url = new URL('https://github.com/settings/personal-access-tokens/new')
  url.search = new URLSearchParams({
    name: NAME,
    description: `Saves HeadHunter's token pair for ${repository}`,
    target_name: repository.split('/')[0] ?? '',
    expires_in: '366',
    [isForEnvironment ? 'environments' : 'secrets']: 'write',
    metadata: 'read',
  }).toString()
  return url.href
}
