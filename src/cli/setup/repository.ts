import { PROJECT_URL } from '../../domain/project.js'
import { repositoryGiven, repositoryHere, repositoryIn } from '../../github/repository.js'
import { EXIT } from '../shared/exit.js'
import { rawSetting } from '../shared/settings.js'
import { createRepository, findGh, findRepository } from './gh.js'
import { siteOf } from './github-api.js'
import { canAsk, type Setup, type Step, Stopped } from './state.js'

/** The name of a repository that is made for this. */
const USUAL_NAME = 'resume-touch'

/** Which repository is to raise: as named, remembered, of this working copy, or one of `gh`'s account. */
export const chooseRepository: Step = async (before) => {
  const { cli, options } = before
  const { say, screen } = cli
  const given = options.repository === undefined ? undefined : repositoryGiven(options.repository)
  if (options.repository !== undefined && given === undefined) {
    screen.printError(say.setup.notRepository('--repository'))
    throw new Stopped(EXIT.usage, before)
  }
  const setup = options.dryRun ? before : await withGh(before)
  if (given !== undefined) return told({ ...setup, repository: given })
  const proposed = await proposal(setup)
  if (options.dryRun || (proposed !== undefined && !canAsk(setup)))
    return told({ ...setup, repository: proposed ?? '' })
  return askForRepository({ ...setup, repository: proposed ?? '' })
}

/** GitHub's own command: at github.com, or at the Enterprise Server of this working copy if it is logged in there. */
async function withGh(setup: Setup): Promise<Setup> {
  const { cli } = setup
  const host = hostIn((await cli.tools.terminal.git(['remote', 'get-url', 'origin'])) ?? '')
  if (host !== undefined && host !== 'github.com' && rawSetting(cli, 'github-api-url') === '') {
    const api = { 'github-api-url': { value: `https://${host}/api/v3` } }
    const there = { ...cli, overrides: { ...cli.overrides, ...api } }
    const gh = await findGh(there)
    if (gh !== undefined) return { ...setup, cli: there, gh }
  }
  return { ...setup, gh: await findGh(cli) }
}

/** Of a remote's address, whatever its form. */
const hostIn = (remote: string): string | undefined =>
  /^(?:[\w+.-]+:\/\/(?:[^@/]+@)?|[^/@]+@)([\w.-]+)/.exec(remote)?.[1]

async function proposal({ cli, gh }: Setup): Promise<string | undefined> {
  const here = await repositoryHere(cli.tools.terminal, cli.envFile.values)
  // Whoever runs this from the action's own clone has another repository in mind.
  const isOwnClone = here?.toLowerCase() === repositoryIn(PROJECT_URL)?.toLowerCase()
  if (here !== undefined && !isOwnClone) return here
  return gh === undefined ? undefined : `${gh.login}/${USUAL_NAME}`
}

/** Asks for one, and again while it is none; where `gh` is logged in, one that is not there can be made. */
export async function askForRepository(setup: Setup): Promise<Setup> {
  const { cli, repository } = setup
  const { say, screen } = cli
  if (repository === '' && setup.gh === undefined)
    screen.say(say.setup.makeRepository(`${siteOf(cli)}/new?name=${USUAL_NAME}&visibility=private`))
  const answer = await cli.ask.text({
    message: say.setup.whichRepository,
    setting: '--repository',
    placeholder: 'owner/name',
    ...(repository === '' ? {} : { initial: repository }),
    validate: (value) => (repositoryGiven(value) === undefined ? say.setup.repositoryForm : undefined),
  })
  const chosen = { ...setup, repository: repositoryGiven(answer) ?? '' }
  return (await isThere(chosen)) ? told(chosen) : askForRepository(chosen)
}

/** False when another one is to be asked for. Only `gh`'s token can see before there are rights. */
async function isThere(setup: Setup): Promise<boolean> {
  const { cli, gh, repository } = setup
  if (gh === undefined) return true
  const found = await findRepository(cli, gh, repository)
  if (found.ok || found.status !== 404) return true
  const { say, ask, screen } = cli
  const wanted = await ask.confirm({
    ...say.answers,
    message: say.setup.createRepository(repository),
    setting: '--repository',
    initial: true,
  })
  if (!wanted) return false
  const made = await createRepository(cli, gh, repository)
  if (made.ok) screen.mark('good', say.setup.repositoryCreated(repository))
  else screen.printError(say.setup.repositoryNotCreated(repository))
  return made.ok
}

function told(setup: Setup): Setup {
  const { screen, say } = setup.cli
  if (setup.repository === '') screen.mark('warning', say.setup.wouldAsk('--repository'))
  else screen.mark('note', say.setup.repositoryIs(setup.repository))
  return setup
}
