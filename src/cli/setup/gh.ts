import * as v from 'valibot'
import { MINUTE, SECOND } from '../../domain/clock.js'
import { ownerAndRepo } from '../../github/client.js'
import { err, type Outcome, ok } from '../../reasons/index.js'
import type { Cli } from '../shared/cli.js'
import { askGitHub, type GitHubAnswer, siteOf } from './github-api.js'
import { WORKFLOW_FILE, WORKFLOW_PATH } from './workflow.js'

/**
 * GitHub's own command, logged in (https://cli.github.com). Its token is used while this program runs and kept nowhere;
 * `gh` gives it out for the very site that is meant, and for no other.
 */
export interface Gh {
  login: string
  token: string
}

export async function findGh(cli: Cli): Promise<Gh | undefined> {
  const { host } = new URL(siteOf(cli))
  const given = await cli.tools.terminal.run('gh', ['auth', 'token', '--hostname', host])
  const token = given?.exit === 0 ? given.stdout.trim() : ''
  if (!/^\S+$/.test(token)) return undefined
  const user = await askGitHub(cli, { method: 'GET', route: '/user', token }, v.object({ login: v.string() }))
  return user.ok ? { login: user.value.login, token } : undefined
}

const RepositoryShape = v.object({
  full_name: v.string(),
  private: v.boolean(),
  default_branch: v.string(),
})
export type RepositoryFound = v.InferOutput<typeof RepositoryShape>

export const findRepository = (cli: Cli, { token }: Gh, repository: string) =>
  askGitHub(cli, { method: 'GET', route: '/repos/{owner}/{repo}', repository, token }, RepositoryShape)

/** A private one with a first commit, so that there is a branch for the workflow. */
export function createRepository(
  cli: Cli,
  { token, login }: Gh,
  repository: string,
): Promise<GitHubAnswer<RepositoryFound>> {
  const { owner, repo } = ownerAndRepo({ repository })
  const isOwn = owner.toLowerCase() === login.toLowerCase()
  const route = isOwn ? '/user/repos' : '/orgs/{org}/repos'
  const parameters = { ...(isOwn ? {} : { org: owner }), name: repo, private: true, auto_init: true }
  return askGitHub(cli, { method: 'POST', route, parameters, token }, RepositoryShape)
}

/** The workflow on the default branch; undefined when there is none. */
export async function readWorkflow(
  cli: Cli,
  { token }: Gh,
  repository: string,
): Promise<Outcome<{ sha: string; text: string } | undefined>> {
  const request = { method: 'GET', route: CONTENTS, repository, token } as const
  const found = await askGitHub(cli, request, ContentShape)
  if (!found.ok) return found.status === 404 ? ok(undefined) : found
  const text = Buffer.from(found.value.content, 'base64').toString('utf8')
  return ok({ sha: found.value.sha, text })
}

const CONTENTS = `/repos/{owner}/{repo}/contents/${WORKFLOW_PATH}`
const ContentShape = v.object({ sha: v.string(), content: v.string() })

export interface Commit {
  text: string
  message: string
  /** Of the version that is replaced. */
  sha?: string
}

export function commitWorkflow(cli: Cli, { token }: Gh, repository: string, { text, ...rest }: Commit) {
  const parameters = { ...rest, content: Buffer.from(text, 'utf8').toString('base64') }
  return askGitHub(cli, { method: 'PUT', route: CONTENTS, repository, parameters, token }, v.unknown())
}

const WORKFLOW = `/repos/{owner}/{repo}/actions/workflows/${WORKFLOW_FILE}`
const RunShape = v.object({
  id: v.number(),
  html_url: v.string(),
  status: v.nullable(v.string()),
  conclusion: v.nullable(v.string()),
})
export type WorkflowRun = v.InferOutput<typeof RunShape>
const RunsShape = v.object({ workflow_runs: v.array(RunShape) })

/** GitHub needs a moment to notice a new workflow, to make a run, and for the run itself. */
const LOOK_EVERY = 3 * SECOND
const WAIT_FOR_WORKFLOW = 30 * SECOND
const WAIT_FOR_RUN = MINUTE
const WAIT_FOR_END = 15 * MINUTE

export interface DryRun {
  repository: string
  /** The default branch. */
  branch: string
  inputs: Record<string, string>
  /** As soon as there is a page to look at. */
  onStarted(run: WorkflowRun): void
}

/** Starts the workflow by hand, and waits for the run's end; undefined when it did not end in time. */
export async function runWorkflow(
  cli: Cli,
  gh: Gh,
  dryRun: DryRun,
): Promise<Outcome<WorkflowRun | undefined>> {
  const before = await newestRun(cli, gh, dryRun)
  const started = await startWorkflow(cli, gh, dryRun)
  if (!started.ok) return started
  const run = await until(cli, WAIT_FOR_RUN, async () => {
    const newest = await newestRun(cli, gh, dryRun)
    return newest?.id === before?.id ? undefined : newest
  })
  if (run === undefined) return ok(undefined)
  dryRun.onStarted(run)
  return ok(await until(cli, WAIT_FOR_END, () => endedRun(cli, gh, { ...dryRun, run })))
}

async function newestRun(cli: Cli, { token }: Gh, { repository }: DryRun): Promise<WorkflowRun | undefined> {
  const parameters = { event: 'workflow_dispatch', per_page: 1 }
  const runs = await askGitHub(
    cli,
    { method: 'GET', route: `${WORKFLOW}/runs`, repository, parameters, token },
    RunsShape,
  )
  return runs.ok ? runs.value.workflow_runs[0] : undefined
}

/** GitHub answers 404 as long as it has not noticed the workflow. */
async function startWorkflow(
  cli: Cli,
  { token }: Gh,
  { repository, branch, inputs }: DryRun,
): Promise<Outcome<unknown>> {
  const parameters = { ref: branch, inputs }
  const request = { method: 'POST', route: `${WORKFLOW}/dispatches`, repository, parameters, token } as const
  let last: GitHubAnswer<unknown> | undefined
  await until(cli, WAIT_FOR_WORKFLOW, async () => {
    last = await askGitHub(cli, request, v.unknown())
    return last.ok || last.status !== 404 ? true : undefined
  })
  return last ?? err('github_answer_unexpected', { repository })
}

async function endedRun(
  cli: Cli,
  { token }: Gh,
  { repository, run }: DryRun & { run: WorkflowRun },
): Promise<WorkflowRun | undefined> {
  const route = '/repos/{owner}/{repo}/actions/runs/{run_id}'
  const parameters = { run_id: run.id }
  const found = await askGitHub(cli, { method: 'GET', route, repository, parameters, token }, RunShape)
  return found.ok && found.value.status === 'completed' ? found.value : undefined
}

/** Looks again and again until there is something, or the time is over. */
async function until<T>(
  { tools: { clock } }: Cli,
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
