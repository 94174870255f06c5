import { gitHubStoreFor } from '../../compose.js'
import { NAME } from '../../domain/project.js'
import type { SecretsPlace } from '../../github/errors.js'
import { lookAtRepository, withoutPair } from '../../github/repository.js'
import type { Reason } from '../../reasons/index.js'
import { checkOf, unquoted } from '../login/application.js'
import { settingName } from '../shared/env.js'
import { EXIT, printDiagnostics } from '../shared/outcome.js'
import { isFromEnvironment, rawSetting } from '../shared/settings.js'
import { siteOf } from './github.js'
import { makeApp, untilInstalled } from './github-app.js'
import {
  accessBy,
  areAtGitHub,
  askForRepository,
  isOrganization,
  permissionsFor,
  placeOf,
} from './repository.js'
import {
  canAsk,
  confirmed,
  type Rights,
  remember,
  type Setup,
  type Step,
  Stopped,
  stoppedBy,
} from './state.js'

/** The right to write this repository's secrets, proved by doing so. The repository is proposed the next time. */
export const getRights: Step = async (before) => {
  const setup = await rightsFor(before)
  const { envFile, overrides, repository } = setup
  if (setup.options.dryRun || envFile.values.GITHUB_REPOSITORY === repository) return setup
  const api = overrides['github-api-url']
  return remember(setup, {
    GITHUB_REPOSITORY: repository,
    ...(api === undefined ? {} : { [settingName('github-api-url')]: api.value }),
  })
}

async function rightsFor(setup: Setup): Promise<Setup> {
  const given = rightsInSettings(setup)
  if (given === undefined && setup.options.dryRun) {
    setup.screen.mark('note', setup.say.setup.wouldMakeApp)
    return setup
  }
  if (given === undefined) return askForRights(setup)
  // The environment would outweigh another one.
  const isFinal = !canAsk(setup) || isFromEnvironment(setup, 'github-token')
  if (given.kind === 'token' && !(await isTokenTaken(setup, given.token))) {
    if (isFinal) throw new Stopped(EXIT.usage, setup)
    return askForRights(setup)
  }
  try {
    return await useRights(setup, given)
  } catch (error) {
    if (isFinal) throw error
    return askForRights(await correctRepository(setup, error))
  }
}

/** A token, or an App that there is already. */
function rightsInSettings(setup: Setup): Rights | undefined {
  const token = rawSetting(setup, 'github-token')
  if (token !== '') return { kind: 'token', token }
  const clientId = rawSetting(setup, 'github-app-client-id')
  const privateKey = rawSetting(setup, 'github-app-private-key')
  return clientId === '' || privateKey === '' ? undefined : { kind: 'app', app: { clientId, privateKey } }
}

async function askForRights(setup: Setup): Promise<Setup> {
  const { say, ask, options, tools } = setup
  const kept = await keptRights(setup)
  const usual = kept === undefined ? 'app' : 'kept'
  const isAsked = !options.yes || !tools.terminal.interactive
  const answer = isAsked
    ? await ask.choose({
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
  if (answer === 'kept' && kept !== undefined) return useRights(setup, kept)
  if (answer === 'token') return pasteToken(setup)
  const made = await makeApp(setup)
  if (made === undefined) return askForRights(await askForRepository(setup))
  const { clientId, privateKey } = made
  return useRights(await untilInstalled(setup, made), { kind: 'app', app: { clientId, privateKey } })
}

/** What an earlier run wrote into the secrets can't be read, but stays as it is; only `gh` can write the others then. */
async function keptRights(setup: Setup): Promise<Rights | undefined> {
  const { gh } = setup
  if (gh === undefined) return undefined
  const rights = (by: 'token' | 'app'): Rights => ({ kind: 'kept', by, token: gh.token })
  if (await areAtGitHub(setup, ['HH_GITHUB_APP_PRIVATE_KEY'], rights('app'))) return rights('app')
  return (await areAtGitHub(setup, ['HH_GITHUB_TOKEN'], rights('token'))) ? rights('token') : undefined
}

async function pasteToken(setup: Setup): Promise<Setup> {
  const { screen, say, ask } = setup
  const link = tokenLink(siteOf(setup), placeOf(setup), await isOrganization(setup))
  for (const line of say.setup.makeToken(link, setup.repository)) screen.say(line)
  const check = checkOf(setup, 'github-token')
  const setting = settingName('github-token')
  const typed = await ask.secret({
    message: say.setup.token,
    setting,
    validate: (value) => (value === '' ? say.setup.tokenEmpty : check(value)),
  })
  const token = unquoted(typed)
  if (!(await isTokenTaken(setup, token))) return pasteToken(setup)
  try {
    return await remember(await useRights(setup, { kind: 'token', token }), { [setting]: token })
  } catch (error) {
    return pasteToken(await correctRepository(setup, error))
  }
}

const CORRECTABLE: readonly Reason[] = [
  'github_token_refused',
  'github_token_cannot_write',
  'secrets_not_found',
]

/** Perhaps it is not the token that is wrong. */
async function correctRepository(setup: Setup, error: unknown): Promise<Setup> {
  const reason = error instanceof Stopped ? error.reason : undefined
  if (reason === undefined || !CORRECTABLE.includes(reason)) throw error
  return canAsk(setup) ? askForRepository(setup) : setup
}

/** Proves them by writing a probe. */
async function useRights(setup: Setup, rights: Rights): Promise<Setup> {
  const { screen, say, repository } = setup
  const access = accessBy(setup, rights)
  // A dry run that knows of no repository.
  if (repository === '') return { ...setup, rights }
  const seen = await lookAtRepository(access)
  if (!seen.ok) throw stoppedBy(setup, seen.diagnostic)
  const store = gitHubStoreFor(withoutPair(access.settings), repository, access.collaborators)
  const proof = await store.verifyWritable()
  if (!proof.ok) throw stoppedBy(setup, proof.diagnostic)
  const { diagnostics, tokenExpiresAt } = await store.checkHealth()
  const isToken = rights.kind === 'token'
  printDiagnostics([...proof.diagnostics, ...(isToken ? diagnostics : [])], setup)
  screen.mark('good', say.setup.rightsWork(repository))
  if (isToken && tokenExpiresAt !== undefined) screen.mark('note', say.setup.tokenUntil(tokenExpiresAt))
  if (!seen.value.private) screen.mark('note', say.setup.repositoryIsPublic)
  return { ...setup, rights }
}

/** Fine-grained tokens open one right on one repository; these open everything, and an App's lasts an hour. */
async function isTokenTaken(setup: Setup, token: string): Promise<boolean> {
  const { screen, say, options, tools } = setup
  if (token.startsWith('ghs_')) {
    screen.printError(say.setup.tokenOfApp)
    return false
  }
  if (!/^gh[opu]_/.test(token) || options.anyToken) return true
  screen.mark('warning', say.setup.tokenTooBroad)
  const question = { message: say.setup.useBroadToken, setting: '--any-token', initial: false }
  if (tools.terminal.interactive && !options.dryRun && (await confirmed(setup, question))) return true
  screen.printError(say.setup.tokenRefused)
  return false
}

/**
 * GitHub's page with everything filled in but the repository itself, which it does not take from a link. An organization's
 * is `isCapped`: it does not take tokens without an end.
 */
export function tokenLink(site: string, place: SecretsPlace, isCapped = false): string {
  const url = new URL(`${site}/settings/personal-access-tokens/new`)
  url.search = new URLSearchParams({
    name: NAME,
    description: `Saves HeadHunter's token pair for ${place.repository}`,
    target_name: place.repository.split('/')[0] ?? '',
    expires_in: isCapped ? '366' : 'none',
    ...permissionsFor(place),
  }).toString()
  return url.href
}
