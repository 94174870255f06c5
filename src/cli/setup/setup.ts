import { EXIT, type ExitCode } from '../exit.js'
import type { Cli } from '../shell/cli.js'
import { application } from './application.js'
import { gitHubToken } from './github-token.js'
import { chooseLanguage } from './language.js'
import { pair } from './pair.js'
import { chooseRepository } from './repository.js'
import { chooseResumes } from './resumes.js'
import { secrets } from './secrets.js'
import type { Setup, SetupOptions, Step } from './state.js'
import { telegram } from './telegram.js'
import { WORKFLOW_PATH } from './workflow.js'
import { isOwnWorkingCopy, workflowFile } from './workflow-file.js'

type StepName = keyof Cli['say']['setup']['steps']

/** In this order; each is told by its heading, checks what is there, and does what is missing. */
const STEPS: [StepName, Step][] = [
  ['repository', chooseRepository],
  ['application', application],
  ['pair', pair],
  ['resumes', chooseResumes],
  ['gitHubToken', gitHubToken],
  ['telegram', telegram],
  ['secrets', secrets],
  ['workflow', workflowFile],
]

/** From nothing to a repository that touches by itself. Run again, it changes only what changed. */
export async function setup(cli: Cli, options: SetupOptions): Promise<ExitCode> {
  const state: Setup = {
    cli,
    options,
    repository: '',
    isPrivate: false,
    answered: new Set(),
    resumes: undefined,
    pairAtGitHub: false,
    toCommit: [],
  }
  if (options.dryRun) cli.screen.say(cli.say.setup.dryRun)
  await chooseLanguage(state)
  for (const [index, [name, step]] of STEPS.entries()) {
    state.cli.screen.heading(`${index + 1}/${STEPS.length} ${state.cli.say.setup.steps[name]}`)
    const stopped = await step(state)
    if (stopped !== undefined) return stopped
  }
  await tellWhatNext(state)
  return EXIT.done
}

async function tellWhatNext(state: Setup): Promise<void> {
  const { cli, options, repository, toCommit } = state
  const { screen, say } = cli
  if (options.dryRun) return screen.say(`\n${say.setup.dryRunEnd}`)
  screen.heading(say.setup.whatNext)
  if (toCommit.length > 0) {
    if (await isOwnWorkingCopy(state)) {
      screen.say(say.setup.commit)
      // In one line, as it is: it is there to be copied.
      screen.print(`  git add ${toCommit.join(' ')} && git commit -m "Touch my resumes" && git push`)
    } else screen.say(say.setup.copyInto(toCommit, repository, WORKFLOW_PATH))
  }
  screen.say(say.setup.tryIt(repository))
}
