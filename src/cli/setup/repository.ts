import { PROJECT_URL } from '../../domain/project.js'
import { EXIT } from '../shared/exit.js'
import { repositoryGiven, repositoryHere, repositoryIn } from '../shared/repository.js'
import { mayAsk, type Step } from './state.js'

/** Which repository is to touch: the working copy's, unless that is this program's own. */
export const chooseRepository: Step = async (setup) => {
  const { cli, options } = setup
  const { say, screen } = cli
  const given = options.repository === undefined ? undefined : repositoryGiven(options.repository)
  if (options.repository !== undefined && given === undefined) {
    screen.printError(say.setup.notRepository('--repository'))
    return EXIT.usage
  }
  const here = await repositoryHere(cli.tools.terminal, cli.envFile.values)
  const usual = here === repositoryIn(PROJECT_URL) ? undefined : here
  setup.repository = given ?? usual ?? ''
  if (given === undefined && (usual === undefined || mayAsk(setup)) && !options.dryRun) {
    const answer = await cli.ask.text({
      message: say.setup.whichRepository,
      setting: '--repository',
      placeholder: 'owner/name',
      ...(usual === undefined ? {} : { initial: usual }),
      validate: (value) => (repositoryGiven(value) === undefined ? say.setup.repositoryForm : undefined),
    })
    setup.repository = repositoryGiven(answer) ?? ''
  }
  if (setup.repository === '') screen.mark('warning', say.setup.wouldAsk('--repository'))
  else screen.mark('note', say.setup.repositoryIs(setup.repository))
  return undefined
}
