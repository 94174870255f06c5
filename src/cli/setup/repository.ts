import * as v from 'valibot'
import { PROJECT_URL } from '../../domain/project.js'
import { ownerAndRepo } from '../../github/client.js'
import type { SecretsPlace } from '../../github/errors.js'
import {
  openRepositorySecrets,
  type RepositoryOptions,
  repositoryGiven,
  repositoryHere,
  repositoryIn,
} from '../../github/repository.js'
import type { SecretsClient } from '../../github/secrets.js'
import { EXIT } from '../shared/outcome.js'
import { openSession } from '../shared/session.js'
import { rawSetting } from '../shared/settings.js'
import { askGitHub, findGh, type Gh, siteOf } from './github.js'
import {
  canAsk,
  confirmed,
  prefixOf,
  type Rights,
  type Setup,
  type Step,
  Stopped,
  settingsOf,
} from './state.js'

/** Whether the owner of the repository is an organization; a person when that can't be found out. */
export async function isOrganization(setup: Setup): Promise<boolean> {
  const parameters = { username: ownerAndRepo(setup).owner }
  const user = await askGitHub(setup, 'GET /users/{username}', v.object({ type: v.string() }), { parameters })
  return user.ok && user.value.type === 'Organization'
}

/** The name of a repository that is made for this. */
const USUAL_NAME = 'resume-touch'

/** Which repository is to raise: as named, remembered, of this working copy, or one of `gh`'s account. */
export const chooseRepository: Step = async (before) => {
  const { screen, say, options } = before
  const given = options.repository === undefined ? undefined : repositoryGiven(options.repository)
  if (options.repository !== undefined && given === undefined) {
    screen.printError(say.setup.notRepository('--repository'))
    throw new Stopped(EXIT.usage, before)
  }
  const setup = options.dryRun ? before : await withGh(before)
  const proposed = given ?? (await proposal(setup))
  const chosen = { ...setup, repository: proposed ?? '' }
  const isSettled = given !== undefined || options.dryRun || (proposed !== undefined && !canAsk(setup))
  return isSettled ? withRepositoryPrinted(chosen) : askForRepository(chosen)
}

/** `gh` at github.com, or at the Enterprise Server of this working copy if it is logged in there. */
async function withGh(setup: Setup): Promise<Setup> {
  const host = hostIn((await setup.tools.terminal.git(['remote', 'get-url', 'origin'])) ?? '')
  if (host !== undefined && host !== 'github.com' && rawSetting(setup, 'github-api-url') === '') {
    const api = { 'github-api-url': { value: `https://${host}/api/v3` } }
    const there = { ...setup, overrides: { ...setup.overrides, ...api } }
    const gh = await findGh(there)
    if (gh !== undefined) return { ...there, gh }
  }
  return { ...setup, gh: await findGh(setup) }
}

/** Of a remote's address, whatever its form. */
const hostIn = (remote: string): string | undefined =>
  /^(?:[\w+.-]+:\/\/(?:[^@/]+@)?|[^/@]+@)([\w.-]+)/.exec(remote)?.[1]

async function proposal({ tools, envFile, gh }: Setup): Promise<string | undefined> {
  const here = await repositoryHere(tools.terminal, envFile.values)
  // A person who runs this in a clone of the action means another repository.
  const isOwnClone = here?.toLowerCase() === repositoryIn(PROJECT_URL)?.toLowerCase()
  return isOwnClone || here === undefined ? gh && `${gh.login}/${USUAL_NAME}` : here
}

/** Asks for one until it is there; where `gh` is logged in, one that is not there can be made. */
export async function askForRepository(setup: Setup): Promise<Setup> {
  const { screen, say, ask, repository, gh } = setup
  if (repository === '' && gh === undefined)
    screen.say(say.setup.makeRepository(`${siteOf(setup)}/new?name=${USUAL_NAME}&visibility=private`))
  const answer = await ask.text({
    message: say.setup.whichRepository,
    setting: '--repository',
    placeholder: 'owner/name',
    ...(repository === '' ? {} : { initial: repository }),
    validate: (value) => (repositoryGiven(value) === undefined ? say.setup.repositoryForm : undefined),
  })
  const chosen = { ...setup, repository: repositoryGiven(answer) ?? '' }
  return (await isThere(chosen)) ? withRepositoryPrinted(chosen) : askForRepository(chosen)
}

const RepositoryShape = v.object({ default_branch: v.string() })

export const findRepository = (gh: Gh, repository: string) =>
  gh.ask('GET /repos/{owner}/{repo}', RepositoryShape, ownerAndRepo({ repository }))

/** False when another one is to be asked for. Only `gh`'s token can see before there are rights. */
async function isThere(setup: Setup): Promise<boolean> {
  const { screen, say, gh, repository } = setup
  if (gh === undefined) return true
  const found = await findRepository(gh, repository)
  if (found.ok || found.status !== 404) return true
  const message = say.setup.createRepository(repository)
  if (!(await confirmed(setup, { message, setting: '--repository' }))) return false
  const isCreated = await createRepository(gh, repository)
  if (isCreated) screen.mark('good', say.setup.repositoryCreated(repository))
  else screen.printError(say.setup.repositoryNotCreated(repository))
  return isCreated
}

/** A private one with a first commit, so that there is a branch for the workflow. */
async function createRepository(gh: Gh, repository: string): Promise<boolean> {
  const { owner, repo } = ownerAndRepo({ repository })
  const parameters = { name: repo, private: true, auto_init: true }
  const isOwn = owner.toLowerCase() === gh.login.toLowerCase()
  const made = isOwn
    ? await gh.ask('POST /user/repos', RepositoryShape, parameters)
    : await gh.ask('POST /orgs/{org}/repos', RepositoryShape, { ...parameters, org: owner })
  return made.ok
}

function withRepositoryPrinted(setup: Setup): Setup {
  const { screen, say, repository } = setup
  if (repository === '') screen.mark('warning', say.setup.wouldAsk('--repository'))
  else screen.mark('note', say.setup.repositoryIs(repository))
  return setup
}

/** Where the secrets are: in the repository, or in an environment of it. */
export function placeOf(setup: Setup): SecretsPlace {
  const environment = rawSetting(setup, 'environment')
  return { repository: setup.repository, ...(environment === '' ? {} : { environment }) }
}

/** What an App or a token must be allowed: to write the secrets, and to see when a run was queued. */
export const permissionsFor = ({ environment }: SecretsPlace): Record<string, string> => ({
  [environment === undefined ? 'secrets' : 'environments']: 'write',
  actions: 'read',
  metadata: 'read',
})

/** For work with the repository by these rights; `quiet`: failed attempts are not printed. */
export function accessBy(setup: Setup, rights: Rights, { quiet = false } = {}): RepositoryOptions {
  const own = settingsOf(setup)
  const settings =
    rights.kind === 'app'
      ? { ...own, githubToken: undefined, githubApp: rights.app }
      : { ...own, githubToken: rights.token, githubApp: undefined }
  return {
    settings,
    place: placeOf(setup),
    collaborators: openSession(setup, { settings, quiet }),
  }
}

/** Undefined without a right to them. */
export const openSecrets = (setup: Setup, rights = setup.rights): SecretsClient | undefined =>
  rights === undefined || setup.repository === ''
    ? undefined
    : openRepositorySecrets(accessBy(setup, rights, { quiet: true }))

/** Whether an earlier run wrote all of these secrets; false when that can't be seen. */
export async function areAtGitHub(setup: Setup, names: string[], rights = setup.rights): Promise<boolean> {
  const secrets = openSecrets(setup, rights)
  const found = await Promise.all(names.map((name) => secrets?.writtenAt(name)))
  return found.every((secret) => secret?.ok)
}

/** What a secret of this account is called. */
export const secretName = ({ account }: Setup, name: string): string => prefixOf(account) + name

/** Under which names this account's pair is kept. */
export function pairNames(setup: Setup): [access: string, refresh: string] {
  const { accessTokenSecret, refreshTokenSecret } = settingsOf(setup)
  return [secretName(setup, accessTokenSecret), secretName(setup, refreshTokenSecret)]
}
