import { gitHubStoreFor } from '../../compose.js'
import { NAME } from '../../domain/project.js'
import { updateEnvFile } from '../../env-file/store.js'
import {
  lookAtRepository,
  openSecretsClient,
  type RepositorySecrets,
  withoutPair,
} from '../../github/repository.js'
import type { Diagnostic, Reason } from '../../reasons/index.js'
import type { Settings } from '../../settings/settings.js'
import { APPLICATION, checkOf, unquoted } from '../login/application.js'
import { type Cli, reread } from '../shared/cli.js'
import { type Overrides, settingName } from '../shared/env-source.js'
import { printSettingsProblems } from '../shared/errors.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { printDiagnostics } from '../shared/report-view.js'
import { openSession } from '../shared/session.js'
import { isFromEnvironment, loadSettingsWithOrWithoutTokens, rawSetting } from '../shared/settings.js'
import { isOrganization, siteOf } from './github-api.js'
import { makeApp, type NewApp, waitForInstallation } from './github-app.js'
import { askForRepository } from './repository.js'
import { canAsk, type Rights, remember, type Setup, type Step, Stopped, stoppedBy } from './state.js'

/** The right to write this repository's secrets, proved by doing so. */
export const getRights: Step = async (setup) => rememberRepository(await rightsFor(setup))

/** Proposed the next time. */
async function rememberRepository(setup: Setup): Promise<Setup> {
  const { cli, options, repository } = setup
  if (options.dryRun || cli.envFile.values.GITHUB_REPOSITORY === repository) return setup
  const api = cli.overrides['github-api-url']
  const saved = await updateEnvFile(cli.envFile.path, {
    GITHUB_REPOSITORY: repository,
    ...(api === undefined ? {} : { [settingName('github-api-url')]: api.value }),
  })
  if (!saved.ok) throw stoppedBy(setup, saved.diagnostic)
  return { ...setup, cli: await reread(cli) }
}

async function rightsFor(setup: Setup): Promise<Setup> {
  const { cli, options } = setup
  const tried = await tryGiven(setup)
  if (tried?.kind === 'works') return tried.setup
  if (tried !== undefined) {
    // The environment would outweigh another one.
    if (tried.isFinal || !canAsk(setup) || isFromEnvironment(cli, 'github-token'))
      throw new Stopped(tried.exit, setup)
    return askForRights(await correctRepository(setup, tried))
  }
  if (options.dryRun) {
    cli.screen.mark('note', cli.say.setup.wouldMakeApp)
    return setup
  }
  return askForRights(setup)
}

/** By the settings: a token, or an App that there is already. */
async function tryGiven(setup: Setup): Promise<Tried | undefined> {
  const token = rawSetting(setup.cli, 'github-token')
  if (token !== '') return tryToken(setup, token)
  const clientId = rawSetting(setup.cli, 'github-app-client-id')
  const privateKey = rawSetting(setup.cli, 'github-app-private-key')
  if (clientId === '' || privateKey === '') return undefined
  return tryRights(setup, { kind: 'app', app: { clientId, privateKey } })
}

async function askForRights(setup: Setup): Promise<Setup> {
  const { cli, options } = setup
  const { say } = cli
  const kept = await keptRights(setup)
  const usual = kept === undefined ? 'app' : 'kept'
  const isAsked = !options.yes || !cli.tools.terminal.interactive
  const way = isAsked
    ? await cli.ask.choose({
        message: say.setup.whichRights,
        setting: settingName('github-token'),
        choices: [
          ...(kept === undefined ? [] : [{ value: 'kept', label: say.setup.rightsKept }]),
          { value: 'app', label: say.setup.rightsByApp },
          { value: 'token', label: say.setup.rightsByToken },
        ],
        initial: usual,
      })
    : usual
  if (way === 'kept' && kept !== undefined) return useKept(setup, kept)
  return way === 'token' ? pasteToken(setup) : useApp(setup)
}

type Kept = Extract<Rights, { kind: 'kept' }>

/** What an earlier run put into the secrets can't be read, but stays as it is; only `gh` can write beside it then. */
async function keptRights(setup: Setup): Promise<Kept | undefined> {
  const { gh, cli } = setup
  const read = loadSettingsWithOrWithoutTokens(cli)
  if (gh === undefined || !read.ok) return undefined
  const rights = (by: Kept['by']): Kept => ({ kind: 'kept', by, token: gh.token })
  const keeper = keeperFor(setup, rights('app'), read.settings)
  const isThere = async (name: string) => {
    const at = await keeper.writtenAt(name)
    return at.ok && at.value !== undefined
  }
  if (await isThere('HH_GITHUB_APP_PRIVATE_KEY')) return rights('app')
  return (await isThere('HH_GITHUB_TOKEN')) ? rights('token') : undefined
}

async function useKept(setup: Setup, rights: Kept): Promise<Setup> {
  const tried = await tryRights(setup, rights)
  if (tried.kind === 'refused') throw new Stopped(tried.exit, setup)
  return tried.setup
}

const isForEnvironment = ({ cli }: Setup): boolean => rawSetting(cli, 'environment') !== ''

async function useApp(setup: Setup): Promise<Setup> {
  const { cli, repository } = setup
  const made = await makeApp(cli, repository, isForEnvironment(setup))
  if (made.kind === 'made') return installApp(setup, made.app)
  if (made.kind === 'code_refused') cli.screen.printError(cli.say.setup.app.codeRefused)
  if (made.kind === 'failed') printDiagnostics([{ severity: 'problem', diagnostic: made.diagnostic }], cli)
  if (made.kind === 'timed_out') cli.screen.printError(cli.say.setup.app.timedOut)
  if (made.kind !== 'correct' && !canAsk(setup)) throw new Stopped(EXIT.problem, setup)
  return askForRights(await askForRepository(setup))
}

async function installApp(setup: Setup, app: NewApp): Promise<Setup> {
  const { cli } = setup
  const environment = rawSetting(cli, 'environment')
  const place = { repository: setup.repository, ...(environment === '' ? {} : { environment }) }
  const installed = await waitForInstallation(cli, app, place)
  // The App is there already: only the repository can be another one.
  if (installed.kind === 'correct') return installApp(await askForRepository(setup), app)
  if (installed.kind !== 'installed') {
    if (installed.kind === 'timed_out') cli.screen.printError(cli.say.setup.app.timedOut)
    else printDiagnostics([{ severity: 'problem', diagnostic: installed.diagnostic }], cli)
    throw new Stopped(EXIT.problem, setup)
  }
  const { clientId, privateKey } = app
  const tried = await tryRights(setup, { kind: 'app', app: { clientId, privateKey } })
  if (tried.kind === 'refused') throw new Stopped(tried.exit, setup)
  return tried.setup
}

async function pasteToken(setup: Setup): Promise<Setup> {
  const { cli, repository } = setup
  const { screen, say, ask } = cli
  const isCapped = await isOrganization(cli, repository)
  const link = tokenLink({
    site: siteOf(cli),
    repository,
    isForEnvironment: isForEnvironment(setup),
    isCapped,
  })
  for (const line of say.setup.makeToken(link, repository)) screen.say(line)
  const check = checkOf(cli, 'github-token')
  const token = unquoted(
    await ask.secret({
      message: say.setup.token,
      setting: settingName('github-token'),
      validate: (value) => (value === '' ? say.setup.tokenEmpty : check(value)),
    }),
  )
  const tried = await tryToken(setup, token)
  if (tried.kind === 'works') return remember(tried.setup, { 'github-token': token })
  if (tried.isFinal) throw new Stopped(tried.exit, setup)
  return pasteToken(await correctRepository(setup, tried))
}

/** Whether it works; if not, why has been told. */
type Tried = { kind: 'works'; setup: Setup } | Refused
interface Refused {
  kind: 'refused'
  exit: ExitCode
  /** No other token and no other repository would do. */
  isFinal: boolean
  reason?: Reason
}

/** Perhaps it is not the token that is wrong. */
const correctRepository = async (setup: Setup, { reason }: Refused): Promise<Setup> =>
  reason !== undefined && canAsk(setup) ? askForRepository(setup) : setup

async function tryToken(setup: Setup, token: string): Promise<Tried> {
  const exit = await refuseKind(setup, token)
  return exit === undefined
    ? tryRights(setup, { kind: 'token', token })
    : { kind: 'refused', exit, isFinal: false }
}

/** Fine-grained tokens open one right on one repository; these open everything, and an App's lasts an hour. */
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

async function tryRights(setup: Setup, rights: Rights): Promise<Tried> {
  const { cli } = setup
  const read = loadSettingsWithOrWithoutTokens(cli, standInsForApplication(cli))
  if (!read.ok) return { kind: 'refused', exit: printSettingsProblems(read.problems, cli), isFinal: true }
  // A rehearsal that knows of no repository.
  if (setup.repository === '') return { kind: 'works', setup: { ...setup, rights } }
  return prove(setup, rights, withRights(read.settings, rights))
}

/** A rehearsal has not asked for the application; GitHub does not hear of it. */
const standInsForApplication = (cli: Cli): Overrides =>
  Object.fromEntries(
    APPLICATION.filter((name) => rawSetting(cli, name) === '').map((name) => [
      name,
      { value: 'not-known-yet' },
    ]),
  )

/** With another token or repository these may go away. */
const CORRECTABLE: readonly Reason[] = [
  'github_token_refused',
  'github_token_cannot_write',
  'secrets_not_found',
]

async function prove(setup: Setup, rights: Rights, settings: Settings): Promise<Tried> {
  const { cli, repository } = setup
  const { screen, say } = cli
  const refused = (diagnostic: Diagnostic): Refused => {
    const { reason } = diagnostic
    printDiagnostics([{ severity: 'problem', diagnostic }], cli)
    return { kind: 'refused', exit: EXIT.problem, isFinal: !CORRECTABLE.includes(reason), reason }
  }
  const { outside } = openSession(cli, { settings })
  const place = placeOf(setup, settings)
  const seen = await lookAtRepository({ settings, place, outside })
  if (!seen.ok) return refused(seen.diagnostic)
  const store = gitHubStoreFor(withoutPair(settings), repository, outside)
  const proof = await store.verifyWritable()
  if (!proof.ok) return refused(proof.diagnostic)
  const { diagnostics, tokenExpiresAt } = await store.checkHealth()
  printDiagnostics([...proof.diagnostics, ...(rights.kind === 'token' ? diagnostics : [])], cli)
  screen.mark('good', say.setup.rightsWork(repository))
  if (rights.kind === 'token' && tokenExpiresAt !== undefined)
    screen.mark('note', say.setup.tokenUntil(tokenExpiresAt))
  const { isPrivate } = seen.value
  if (!isPrivate) screen.mark('note', say.setup.repositoryIsPublic)
  return { kind: 'works', setup: { ...setup, rights, isPrivate } }
}

const withRights = (settings: Settings, rights: Rights): Settings =>
  rights.kind === 'app'
    ? { ...settings, githubToken: undefined, githubApp: rights.app }
    : { ...settings, githubToken: rights.token, githubApp: undefined }

/** The secrets of the repository, or of an environment of it. */
export function keeperFor(setup: Setup, rights: Rights, settings: Settings): RepositorySecrets {
  const { outside } = openSession(setup.cli, { settings, quiet: true })
  return openSecretsClient({
    settings: withRights(settings, rights),
    place: placeOf(setup, settings),
    outside,
  })
}

/** Where the secrets are. */
const placeOf = ({ repository }: Setup, { environment }: Settings) =>
  environment === undefined ? { repository } : { repository, environment }

export interface TokenLink {
  site: string
  repository: string
  isForEnvironment: boolean
  /** An organization's: it does not take tokens without an end. */
  isCapped?: boolean
}

/** GitHub's page with everything filled in but the repository itself, which it does not take from a link. */
export function tokenLink({ site, repository, isForEnvironment, isCapped = false }: TokenLink): string {
  const url = new URL(`${site}/settings/personal-access-tokens/new`)
  url.search = new URLSearchParams({
    name: NAME,
    description: `Saves HeadHunter's token pair for ${repository}`,
    target_name: repository.split('/')[0] ?? '',
    expires_in: isCapped ? '366' : 'none',
    [isForEnvironment ? 'environments' : 'secrets']: 'write',
    actions: 'read',
    metadata: 'read',
  }).toString()
  return url.href
}
