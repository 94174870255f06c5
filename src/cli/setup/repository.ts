import * as v from 'valibot'
import { PROJECT_URL } from '../../domain/project.js'
import { ownerAndRepo } from '../../github/client.js'
import { repositoryGiven, repositoryHere, repositoryIn } from '../../github/repository.js'
import { EXIT } from '../shared/exit.js'
import { rawSetting } from '../shared/settings.js'
import { findGh, type Gh, siteOf } from './github.js'
import { canAsk, confirmed, type Setup, type Step, Stopped } from './state.js'

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
  return isSettled ? told(chosen) : askForRepository(chosen)
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
  // Whoever runs this from the action's own clone has another repository in mind.
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
  return (await isThere(chosen)) ? told(chosen) : askForRepository(chosen)
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

function told(setup: Setup): Setup {
  const { screen, say, repository } = setup
  if (repository === '') screen.mark('warning', say.setup.wouldAsk('--repository'))
  else screen.mark('note', say.setup.repositoryIs(repository))
  return setup
}
