import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import * as v from 'valibot'
import { MINUTE, SECOND } from '../../domain/clock.js'
import { ownerAndRepo } from '../../github/client.js'
import { repositoryIn } from '../../github/repository.js'
import { codeOf } from '../../http/faults.js'
import { isolateBidi, shorten } from '../../report/markup.js'
import { EXIT } from '../shared/outcome.js'
import type { Ended } from '../shared/terminal.js'
import { type Gh, siteOf } from './github.js'
import { findRepository } from './repository.js'
import { canAsk, confirmed, printNextTouch, type Setup, type Step, Stopped } from './state.js'
import { accountsAtGitHub, newFileLink, WORKFLOW_FILE, WORKFLOW_PATH, workflowText } from './workflow.js'

/** The workflow, on the way that is there: the working copy, `gh`, or GitHub's page for a new file; then a dry run of it. */
export const putWorkflow: Step = async (setup) => {
  const accounts = await accountsAtGitHub(setup)
  const text = workflowText(setup, accounts)
  const { screen, say, options } = setup
  if (options.dryRun) {
    printFile(setup, options.workflow ?? WORKFLOW_PATH, text)
    return setup
  }
  // As this program wrote it before this account was there.
  const others = accounts.filter((account) => account !== setup.account)
  const put = await putText(setup, { text, earlier: workflowText(setup, others) })
  const isTried = put.isThere && (await tryWorkflow(put.setup, accounts))
  const { toCommit } = put.setup
  if (toCommit.length > 0) {
    const all = `git add ${toCommit.join(' ')} && git commit -m "${COMMIT_MESSAGE}" && ${PUSH}`
    screen.heading(say.setup.whatNext)
    screen.say(say.setup.commit)
    // In one line, as it is: it is there to be copied. A second commit of the same would fail.
    screen.print(`  ${put.isCommitted ? PUSH : all}`)
  }
  if (!isTried) screen.say(say.setup.tryIt(pageOf(setup)))
  // Nothing is raised before the workflow is there.
  if (put.isThere) printNextTouch(setup)
  return put.setup
}

interface WorkflowTexts {
  text: string
  earlier: string
}

interface Put {
  setup: Setup
  /** On the repository's default branch, as far as is known. */
  isThere: boolean
  /** Though it could not be pushed. */
  isCommitted?: boolean
}

async function putText(setup: Setup, texts: WorkflowTexts): Promise<Put> {
  const { gh, options } = setup
  if (await isOwnWorkingCopy(setup)) return commit(await writeHere(setup, texts))
  if (options.workflow !== undefined) return { setup: await writeHere(setup, texts), isThere: false }
  return gh === undefined ? openPage(setup, texts) : commitByGh(setup, gh, texts)
}

/** In the working copy, or where `--workflow` says. */
async function writeHere(setup: Setup, texts: WorkflowTexts): Promise<Setup> {
  const { screen, say, options } = setup
  const file = await fileIn(setup, options.workflow ?? WORKFLOW_PATH)
  if (!(await isToBeWritten(setup, file, texts))) return setup
  await writeOrStop(setup, { ...file, text: texts.text })
  screen.mark('good', say.setup.workflowWritten(file.name))
  return { ...setup, toCommit: [file.name, ...setup.toCommit] }
}

/** What the person changed in a file that was there `before` is theirs; but whoever names another schedule wants that one. */
async function isToBeWritten(
  setup: Setup,
  { name, text: before }: Pick<File, 'name' | 'text'>,
  { text, earlier }: WorkflowTexts,
): Promise<boolean> {
  const { screen, say, options } = setup
  if (before === text) {
    screen.mark('good', say.setup.workflowSame(name))
    return false
  }
  if (before === undefined || options.force || before === earlier) return true
  const isSchedule = options.schedule !== undefined || options.daytime
  if (isSchedule && withoutSchedule(before) === withoutSchedule(text)) return true
  const question = { message: say.setup.replaceWorkflow(name), setting: '--force', initial: false }
  if (canAsk(setup) && (await confirmed(setup, question))) return true
  screen.mark('warning', say.setup.workflowKept(name))
  return false
}

const withoutSchedule = (workflow: string): string => workflow.replace(/^ *(- cron|timezone): .*\n/gm, '')

const CONTENTS = `/repos/{owner}/{repo}/contents/${WORKFLOW_PATH}`
const ContentShape = v.object({ sha: v.string(), content: v.string() })

async function commitByGh(setup: Setup, gh: Gh, texts: WorkflowTexts): Promise<Put> {
  const { screen, say, repository } = setup
  const place = ownerAndRepo(setup)
  const found = await gh.ask(`GET ${CONTENTS}`, ContentShape, place)
  const text = found.ok ? Buffer.from(found.value.content, 'base64').toString('utf8') : undefined
  if (!(await isToBeWritten(setup, { name: WORKFLOW_PATH, text }, texts))) return { setup, isThere: true }
  const done = await gh.ask(`PUT ${CONTENTS}`, v.unknown(), {
    ...place,
    message: COMMIT_MESSAGE,
    content: Buffer.from(texts.text, 'utf8').toString('base64'),
    ...(found.ok && { sha: found.value.sha }),
  })
  if (done.ok) {
    screen.mark('good', say.setup.workflowCommitted(repository))
    return { setup, isThere: true }
  }
  // GitHub answers 404 where `gh` was logged in without the right for workflows; in the browser the person has it.
  screen.mark('warning', say.setup.ghCannotCommit)
  return openPage(setup, texts)
}

/** GitHub's page for a new file, filled in; where no browser can be opened, the file, and where it belongs. */
async function openPage(setup: Setup, texts: WorkflowTexts): Promise<Put> {
  const { screen, say, tools, repository } = setup
  const link = newFileLink(siteOf(setup), repository, texts.text)
  if (canAsk(setup) && (await tools.terminal.openBrowser(link))) {
    screen.mark('note', say.setup.pageOpened(WORKFLOW_PATH))
    return { setup, isThere: false }
  }
  const written = await writeHere(setup, texts)
  const { origin, pathname } = new URL(link)
  screen.mark('note', say.setup.putByHand(repository, WORKFLOW_PATH, origin + pathname))
  return { setup: { ...written, toCommit: [] }, isThere: false }
}

const pageOf = (setup: Setup): string =>
  `${siteOf(setup)}/${setup.repository}/actions/workflows/${WORKFLOW_FILE}`

const WORKFLOW = `/repos/{owner}/{repo}/actions/workflows/${WORKFLOW_FILE}`
const RunShape = v.object({
  id: v.number(),
  html_url: v.string(),
  status: v.nullable(v.string()),
  conclusion: v.nullable(v.string()),
})
const RunsShape = v.object({ workflow_runs: v.array(RunShape) })

/** GitHub needs a moment to notice a new workflow, to make a run, and for the run itself. */
const LOOK_EVERY = 3 * SECOND
const WAIT_FOR_WORKFLOW = 30 * SECOND
const WAIT_FOR_RUN = MINUTE
const WAIT_FOR_END = 15 * MINUTE

/** Where `gh` is logged in: one dry run, watched to its end. True when it was green. */
async function tryWorkflow(setup: Setup, accounts: string[]): Promise<boolean> {
  const { screen, say, gh, repository, account } = setup
  if (gh === undefined || !canAsk(setup)) return false
  if (!(await confirmed(setup, { message: say.setup.dryRunNow, setting: '--yes' }))) return false
  const place = ownerAndRepo(setup)
  const newestRun = async () => {
    const parameters = { ...place, event: 'workflow_dispatch', per_page: 1 }
    const runs = await gh.ask(`GET ${WORKFLOW}/runs`, RunsShape, parameters)
    return runs.ok ? runs.value.workflow_runs[0] : undefined
  }
  const found = await findRepository(gh, repository)
  const before = await newestRun()
  // The form asks for the account only where there are several.
  const inputs = { 'dry-run': 'true', ...(accounts.length > 1 && { account }) }
  const start = async () => {
    const parameters = { ...place, ref: found.ok ? found.value.default_branch : '', inputs }
    const started = await gh.ask(`POST ${WORKFLOW}/dispatches`, v.unknown(), parameters)
    // As long as GitHub has not noticed the workflow.
    return !started.ok && started.status === 404 ? undefined : started
  }
  const started = found.ok ? await until(setup, WAIT_FOR_WORKFLOW, start) : undefined
  if (!started?.ok) {
    screen.mark('warning', say.setup.dryRunNotStarted(pageOf(setup)))
    return false
  }
  const run = await until(setup, WAIT_FOR_RUN, async () => {
    const newest = await newestRun()
    return newest?.id === before?.id ? undefined : newest
  })
  if (run !== undefined) screen.note(say.setup.watching(run.html_url))
  const ended = await until(setup, run === undefined ? 0 : WAIT_FOR_END, async () => {
    const parameters = { ...place, run_id: run?.id }
    const now = await gh.ask('GET /repos/{owner}/{repo}/actions/runs/{run_id}', RunShape, parameters)
    return now.ok && now.value.status === 'completed' ? now.value : undefined
  })
  const isGreen = ended?.conclusion === 'success'
  if (isGreen) screen.mark('good', say.setup.dryRunGreen)
  else screen.mark('warning', say.setup.dryRunNotGreen(run?.html_url ?? pageOf(setup)))
  return isGreen
}

/** Looks again and again until there is something, or the time is over. */
async function until<T>(
  { tools: { clock } }: Setup,
  lastsMs: number,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = clock.now() + lastsMs
  for (;;) {
    const found = await look()
    if (found !== undefined || clock.now() >= end) return found
    await clock.sleep(LOOK_EVERY)
  }
}

interface File {
  path: string
  /** As the person calls it: relative to the working copy's top. */
  name: string
  /** Undefined when there is none yet. */
  text: string | undefined
}

/** A file in the working copy; outside of one, in the folder itself. */
async function fileIn({ tools: { terminal } }: Setup, file: string): Promise<File> {
  const root = (await terminal.git(['rev-parse', '--show-toplevel'])) || terminal.cwd
  const path = resolve(root, file)
  return {
    path,
    name: relative(root, path) || path,
    text: await readFile(path, 'utf8').catch(() => undefined),
  }
}

/** Whether this is the working copy of the repository that is to raise. */
async function isOwnWorkingCopy({ tools, repository }: Setup): Promise<boolean> {
  const remote = repositoryIn((await tools.terminal.git(['remote', 'get-url', 'origin'])) ?? '')
  return remote !== undefined && remote.toLowerCase() === repository.toLowerCase()
}

/** By a rename: a file that is there is never half replaced. */
async function writeOrStop(setup: Setup, { path, name, text = '' }: File): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.tmp`, text)
    await rename(`${path}.tmp`, path)
  } catch (error) {
    setup.screen.printError(setup.say.setup.cannotWrite(name, codeOf(error) ?? 'UNKNOWN'))
    throw new Stopped(EXIT.problem, setup)
  }
}

/** What would be written. */
export function printFile({ screen, say }: Setup, name: string, text: string): void {
  screen.mark('note', say.setup.wouldWriteFile(name))
  for (const line of text.trimEnd().split('\n')) screen.print(`    ${line}`)
}

/** `git add .` would add a `.env` that git does not ignore, so it is ignored before it holds a secret. */
export const hideEnvFile: Step = async (setup) => {
  const { screen, say, envFile, options } = setup
  const { git } = setup.tools.terminal
  const isWorkingCopy = (await git(['rev-parse', '--is-inside-work-tree'])) === 'true'
  const { name } = await fileIn(setup, envFile.path)
  if (!isWorkingCopy || name.startsWith('..')) return setup
  if ((await git(['check-ignore', '--quiet', envFile.path])) !== undefined) return setup
  const line = `/${name.replaceAll('\\', '/')}\n`
  if (options.dryRun) {
    printFile(setup, '.gitignore', line)
    return setup
  }
  const ignored = await fileIn(setup, '.gitignore')
  const before = ignored.text?.replace(/[^\n]$/, '$&\n') ?? ''
  await writeOrStop(setup, { ...ignored, text: before + line })
  screen.mark('good', say.setup.envFileHidden(envFile.name))
  return { ...setup, toCommit: [...setup.toCommit, '.gitignore'] }
}

const COMMIT_MESSAGE = 'Touch my resumes'

const PUSH = 'git push origin HEAD'

/** Commits and pushes these files and nothing else; asks first, since it is the person's repository. */
async function commit(setup: Setup): Promise<Put> {
  const { toCommit, screen, say, tools } = setup
  if (toCommit.length === 0) return { setup, isThere: true }
  const question = { message: say.setup.commitNow(toCommit.join(', ')), setting: '--yes' }
  if (!canAsk(setup) || !(await confirmed(setup, question))) return { setup, isThere: false }
  const commands = [
    ['add', '--', ...toCommit],
    ['commit', '--quiet', '-m', COMMIT_MESSAGE, '--', ...toCommit],
    ['push', '--quiet', 'origin', 'HEAD'],
  ]
  for (const [name, ...words] of commands) {
    const ended = await tools.terminal.run('git', [`${name}`, ...words])
    if (ended?.exit === 0) continue
    screen.mark('warning', say.setup.gitFailed(`git ${name}`, lastLineOf(ended)))
    return { setup, isThere: false, isCommitted: name === 'push' }
  }
  screen.mark('good', say.setup.pushed)
  return { setup: { ...setup, toCommit: [] }, isThere: true }
}

const LONGEST_LINE = 160

/** The reason that git printed, without hints, control characters and passwords in addresses. */
function lastLineOf(ended: Ended | undefined): string {
  const lines = stripVTControlCharacters(ended?.stderr || ended?.stdout || '').split(/[\r\n]+/)
  const last = lines.findLast((line) => line.trim() !== '' && !/^(remote: )?hint:/.test(line)) ?? ''
  return shorten(isolateBidi(last.replace(/\/\/[^@/\s]+@/g, '//')), LONGEST_LINE)
}
