import type { Cli } from '../shared/cli.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { application } from './application.js'
import { gitHubToken } from './github-token.js'
import { hideEnvFile } from './hidden-file.js'
import { chooseLanguage } from './language.js'
import { pair } from './pair.js'
import { chooseRepository } from './repository.js'
import { chooseResumes } from './resumes.js'
import { isCron } from './schedule.js'
import { secrets } from './secrets.js'
import type { Setup, SetupOptions, Step } from './state.js'
import { telegram } from './telegram.js'
import { newFileLink, WORKFLOW_PATH } from './workflow.js'
import { workflowFile } from './workflow-file.js'
import { isOwnWorkingCopy } from './working-copy.js'

type StepName = keyof Cli['say']['setup']['steps']

/**
 * In this order; each is told by its heading, checks what is there, and does what is missing. What GitHub refuses is
 * found out before anybody is sent to HeadHunter.
 */
const STEPS: [StepName, Step][] = [
  ['repository', chooseRepository],
  ['gitHubToken', gitHubToken],
  ['application', application],
  ['pair', pair],
  ['resumes', chooseResumes],
  ['telegram', telegram],
  ['secrets', secrets],
  ['workflow', workflowFile],
]

/** From nothing to a repository that touches by itself. Run again, it brings what is there up to date. */
export async function setup(cli: Cli, options: SetupOptions): Promise<ExitCode> {
  if (options.schedule !== undefined && !isCron(options.schedule)) {
    cli.screen.printError(cli.say.setup.notSchedule)
    return EXIT.usage
  }
  const state: Setup = {
    cli,
    options,
    repository: '',
    isPrivate: false,
    resumes: undefined,
    pairAtGitHub: false,
    workflow: undefined,
    written: [],
    toCommit: [],
  }
  if (options.dryRun) cli.screen.say(cli.say.setup.dryRun)
  const stopped = (await chooseLanguage(state)) ?? (await hideEnvFile(state)) ?? (await takeSteps(state))
  if (stopped === undefined) await tellWhatNext(state)
  else if (!options.dryRun) state.cli.screen.note(state.cli.say.setup.stopped)
  if (cli.json) {
    const { repository, written, toCommit } = state
    cli.screen.result({ done: stopped === undefined, repository, written, 'to-commit': toCommit })
  }
  return stopped ?? EXIT.done
}

async function takeSteps(state: Setup): Promise<ExitCode | undefined> {
  for (const [index, [name, step]] of STEPS.entries()) {
    state.cli.screen.heading(`${index + 1}/${STEPS.length} ${state.cli.say.setup.steps[name]}`)
    const stopped = await step(state)
    if (stopped !== undefined) return stopped
  }
  return undefined
}

async function tellWhatNext(state: Setup): Promise<void> {
  const { cli, options, repository, toCommit } = state
  const { screen, say } = cli
  if (options.dryRun) return screen.say(`\n${say.setup.dryRunEnd}`)
  screen.heading(say.setup.whatNext)
  if (!(await isOwnWorkingCopy(state))) tellWhereToPutIt(state)
  else if (toCommit.length > 0) {
    screen.say(say.setup.commit)
    // In one line, as it is: it is there to be copied.
    screen.print(`  git add ${toCommit.join(' ')} && git commit -m "Touch my resumes" && git push`)
  }
  screen.say(say.setup.tryIt(repository))
}

/** Whether the repository has the file cannot be seen with a token that may do nothing but write secrets. */
function tellWhereToPutIt({ cli, repository, workflow }: Setup): void {
  const { screen, say } = cli
  if (workflow === undefined) return
  screen.say(say.setup.notHere(repository))
  screen.say(say.setup.putByLink(WORKFLOW_PATH))
  screen.print(`  ${newFileLink(repository, workflow.text)}`)
  screen.say(say.setup.putByHand(workflow.name, WORKFLOW_PATH))
}
