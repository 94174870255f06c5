import { accountsAtGitHub } from './account.js'
import { findRepository, runWorkflow } from './gh.js'
import { siteOf } from './github-api.js'
import { canAsk, type Setup, type Step } from './state.js'
import { WORKFLOW_FILE } from './workflow.js'
import { COMMIT_MESSAGE } from './workflow-file.js'

const pageOf = ({ cli, repository }: Setup): string =>
  `${siteOf(cli)}/${repository}/actions/workflows/${WORKFLOW_FILE}`

/** Where `gh` is logged in: one dry run, watched to its end. */
export const tryWorkflow: Step = async (setup) => {
  const { cli, gh, repository, isWorkflowThere, account } = setup
  if (gh === undefined || !isWorkflowThere || !canAsk(setup)) return setup
  const { say, ask, screen } = cli
  const wanted = await ask.confirm({
    ...say.answers,
    message: say.setup.dryRunNow,
    setting: '--yes',
    initial: true,
  })
  if (!wanted) return setup
  const found = await findRepository(cli, gh, repository)
  const ran = found.ok
    ? await runWorkflow(cli, gh, {
        repository,
        branch: found.value.default_branch,
        // The form asks for the account only where there are several.
        inputs: { 'dry-run': 'true', ...((await accountsAtGitHub(setup)).length > 1 ? { account } : {}) },
        onStarted: (run) => screen.note(say.setup.watching(run.html_url)),
      })
    : found
  if (!ran.ok) screen.mark('warning', say.setup.dryRunNotStarted(pageOf(setup)))
  else if (ran.value?.conclusion === 'success') screen.mark('good', say.setup.dryRunGreen)
  else screen.mark('warning', say.setup.dryRunNotGreen(ran.value?.html_url ?? pageOf(setup)))
  return ran.ok && ran.value?.conclusion === 'success' ? { ...setup, isTried: true } : setup
}

export const tellWhatNext: Step = async (setup) => {
  const { cli, options, toCommit, isTried } = setup
  const { screen, say } = cli
  if (options.dryRun) return setup
  if (toCommit.length > 0) {
    screen.heading(say.setup.whatNext)
    screen.say(say.setup.commit)
    // In one line, as it is: it is there to be copied.
    screen.print(
      `  git add ${toCommit.join(' ')} && git commit -m "${COMMIT_MESSAGE}" && git push origin HEAD`,
    )
  }
  if (!isTried) screen.say(say.setup.tryIt(pageOf(setup)))
  return tellNextTouch(setup)
}

export const tellNextTouch: Step = async (setup) => {
  const next = nextTouch(setup)
  const { screen, say } = setup.cli
  if (next !== undefined) screen.say(say.setup.nextTouch(next))
  return setup
}

/** When HeadHunter allows the next one. */
function nextTouch({ resumes, cli, resumeIds = 'all' }: Setup): number | undefined {
  const wanted = (resumes?.resumes ?? []).filter(
    ({ id, status }) => status === 'published' && (resumeIds === 'all' || resumeIds.includes(id)),
  )
  const times = wanted.map(({ nextTouchAt }) => nextTouchAt ?? cli.tools.clock.now())
  return times.length === 0 ? undefined : Math.max(Math.min(...times), cli.tools.clock.now())
}
