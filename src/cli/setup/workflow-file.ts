import { relative, resolve } from 'node:path'
import { defaultOf, type InputName } from '../../settings/settings.js'
import { rawSetting } from '../shared/settings.js'
import { accountsAtGitHub } from './account.js'
import { commitWorkflow, readWorkflow } from './gh.js'
import { isGitHubCom, siteOf } from './github-api.js'
import { DAYTIME_CRON, RECOMMENDED } from './schedule.js'
import { canAsk, type Setup, type Step } from './state.js'
import { buildWorkflow, newFileLink, WORKFLOW_PATH } from './workflow.js'
import { isOwnWorkingCopy, readText, rootOf, writeOrStop } from './working-copy.js'

/** The workflow, on the way that is there: the working copy, `gh`, or GitHub's page for a new file. */
export const putWorkflow: Step = async (setup) => {
  const accounts = await accountsAtGitHub(setup)
  const text = workflowText(setup, accounts)
  // As this program wrote it before this account was there.
  const earlier = workflowText(
    setup,
    accounts.filter((account) => account !== setup.account),
  )
  const file = { text, earlier }
  const { cli, options, gh } = setup
  if (options.dryRun) {
    cli.screen.mark('note', cli.say.setup.wouldWriteFile(options.workflow ?? WORKFLOW_PATH))
    for (const line of text.trimEnd().split('\n')) cli.screen.print(`    ${line}`)
    return setup
  }
  if (await isOwnWorkingCopy(setup)) return commit(await writeHere(setup, file))
  if (gh !== undefined && options.workflow === undefined) return commitByGh(setup, file)
  return options.workflow === undefined ? openPage(setup, file) : writeHere(setup, file)
}

interface WorkflowFile {
  text: string
  earlier: string
}

/** Settings that the workflow must name, since they are not what the action takes by itself. */
const CARRIED: readonly InputName[] = [
  'host',
  'redirect-uri',
  'user-agent',
  'notify',
  'redact',
  'request-timeout',
  'api-url',
  'telegram-api-url',
]

/** The action knows `github.api_url` by itself. */
function workflowText(setup: Setup, accounts: string[]): string {
  const { cli, options, rights } = setup
  // As the person reads here; a setting, if there is one, has already decided that.
  const inputs: Partial<Record<InputName, string>> =
    cli.language === defaultOf('language') ? {} : { language: cli.language }
  for (const name of CARRIED) {
    const value = rawSetting(cli, name)
    if (value !== '' && value !== defaultOf(name)) inputs[name] = value
  }
  const usual = options.daytime ? { cron: DAYTIME_CRON, timezone: timezoneOf() } : RECOMMENDED
  return buildWorkflow({
    ...usual,
    ...(options.schedule === undefined ? {} : { cron: options.schedule }),
    maxWait: rawSetting(cli, 'max-wait') || RECOMMENDED.maxWait,
    rights: rights?.kind === 'kept' ? rights.by : (rights?.kind ?? 'app'),
    language: cli.language,
    accounts,
    environment: rawSetting(cli, 'environment') || undefined,
    inputs,
    isGitHubCom: isGitHubCom(cli),
  })
}

/** The person's own, since quiet nights are theirs. */
const timezoneOf = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** In the working copy, or where `--workflow` says. */
async function writeHere(setup: Setup, { text, earlier }: WorkflowFile): Promise<Setup> {
  const { cli, options } = setup
  const { screen, say } = cli
  const root = await rootOf(setup)
  const path = resolve(root, options.workflow ?? WORKFLOW_PATH)
  const name = relative(root, path) || path
  const before = await readText(path)
  if (before === text) {
    screen.mark('good', say.setup.workflowSame(name))
    return setup
  }
  if (before !== undefined && !(await canReplace(setup, { name, before, text, earlier }))) {
    screen.mark('warning', say.setup.workflowKept(name))
    return setup
  }
  await writeOrStop(setup, { path, name, text })
  screen.mark('good', say.setup.workflowWritten(name))
  return { ...setup, toCommit: [name, ...setup.toCommit] }
}

interface Replacement extends WorkflowFile {
  name: string
  before: string
}

/** What the person changed in it is theirs; but whoever names another schedule wants that one. */
const canReplace = async (setup: Setup, { name, before, text, earlier }: Replacement): Promise<boolean> => {
  const { cli, options } = setup
  if (options.force || before === earlier) return true
  const isSchedule = options.schedule !== undefined || options.daytime
  if (isSchedule && withoutSchedule(before) === withoutSchedule(text)) return true
  if (!canAsk(setup)) return false
  return cli.ask.confirm({
    ...cli.say.answers,
    message: cli.say.setup.replaceWorkflow(name),
    setting: '--force',
    initial: false,
  })
}

const withoutSchedule = (workflow: string): string => workflow.replace(/^ *(- cron|timezone): .*\n/gm, '')

/** What is to be committed and nothing else, in a commit of its own; asked first, since it is the person's repository. */
async function commit(setup: Setup): Promise<Setup> {
  const { cli, toCommit } = setup
  const { screen, say, tools, ask } = cli
  if (toCommit.length === 0) return { ...setup, isWorkflowThere: true }
  if (!canAsk(setup)) return setup
  const wanted = await ask.confirm({
    ...say.answers,
    message: say.setup.commitNow(toCommit.join(', ')),
    setting: '--yes',
    initial: true,
  })
  if (!wanted) return setup
  const commands = [
    ['add', '--', ...toCommit],
    ['commit', '--quiet', '-m', COMMIT_MESSAGE, '--', ...toCommit],
    ['push', '--quiet', 'origin', 'HEAD'],
  ]
  for (const command of commands) {
    if ((await tools.terminal.git(command)) === undefined) {
      screen.mark('warning', say.setup.gitFailed(`git ${command[0]}`))
      return setup
    }
  }
  screen.mark('good', say.setup.pushed)
  return { ...setup, toCommit: [], isWorkflowThere: true }
}

export const COMMIT_MESSAGE = 'Touch my resumes'

async function commitByGh(setup: Setup, file: WorkflowFile): Promise<Setup> {
  const { cli, gh, repository } = setup
  const { screen, say } = cli
  const { text } = file
  if (gh === undefined) return setup
  const found = await readWorkflow(cli, gh, repository)
  if (found.ok && found.value?.text === text) {
    screen.mark('good', say.setup.workflowSame(WORKFLOW_PATH))
    return { ...setup, isWorkflowThere: true }
  }
  const before = found.ok ? found.value : undefined
  if (
    before !== undefined &&
    !(await canReplace(setup, { name: WORKFLOW_PATH, before: before.text, ...file }))
  ) {
    screen.mark('warning', say.setup.workflowKept(WORKFLOW_PATH))
    return { ...setup, isWorkflowThere: true }
  }
  const sha = before === undefined ? {} : { sha: before.sha }
  const done = await commitWorkflow(cli, gh, repository, { text, message: COMMIT_MESSAGE, ...sha })
  if (done.ok) {
    screen.mark('good', say.setup.workflowCommitted(repository))
    return { ...setup, isWorkflowThere: true }
  }
  // GitHub answers 404 where `gh` was logged in without the right for workflows; in the browser the person has it.
  screen.mark('warning', say.setup.ghCannotCommit)
  return openPage(setup, file)
}

/** GitHub's page for a new file, filled in; where no browser can be opened, the file, and where it belongs. */
async function openPage(setup: Setup, file: WorkflowFile): Promise<Setup> {
  const { cli, repository } = setup
  const { screen, say, tools } = cli
  const link = newFileLink(siteOf(cli), repository, file.text)
  if (canAsk(setup) && (await tools.terminal.openBrowser(link))) {
    screen.mark('note', say.setup.pageOpened(WORKFLOW_PATH))
    return setup
  }
  const written = await writeHere(setup, file)
  screen.mark('note', say.setup.putByHand(repository, WORKFLOW_PATH, `${siteOf(cli)}/${repository}/new/HEAD`))
  return { ...written, toCommit: [] }
}
