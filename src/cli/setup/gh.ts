import * as v from 'valibot'
import { MINUTE, SECOND } from '../../domain/clock.js'
import { err, type Outcome, ok } from '../../domain/diagnostic.js'
import type { Cli } from '../shared/cli.js'
import { askGitHub, type GitHubAnswer, paramsOf, siteOf } from './github-api.js'
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
  askGitHub(cli, { method: 'GET', route: '/repos/{owner}/{repo}', params: paramsOf(repository), token }, RepositoryShape)

/** A private one with a first commit, so that there is a branch for the workflow. */
export function createRepository(
  cli: Cli,
  { token, login }: Gh,
  repository: string,
): Promise<GitHubAnswer<RepositoryFound>> {
  const { owner, repo } = paramsOf(repository)
  const isOwn = owner.toLowerCase() === login.toLowerCase()
  const body = { name: repo, private: true, auto_init: true }
  const route = isOwn ? '/user/repos' : '/orgs/{owner}/repos'
  return askGitHub(cli, { method: 'POST', route, params: { owner }, token, body }, RepositoryShape)
}

const ContentShape = v.object({ sha: v.string(), content: v.string() })

/** The workflow on the default branch; undefined when there is none. */
export async function readWorkflow(
  cli: Cli,
  { token }: Gh,
  repository: string,
): Promise<Outcome<{ sha: string; text: string } | undefined>> {
  const found = await askGitHub(cli, contents('GET', repository, { token }), ContentShape)
  if (found.ok) {
    const text = Buffer.from(found.value.content, 'base64').toString('utf8')
    return ok({ sha: found.value.sha, text })
  }
  return found.status === 404 ? ok(undefined) : found
}

export interface Commit {
  text: string
  message: string
  /** Of the version that is replaced. */
  sha?: string
}

export const commitWorkflow = (cli: Cli, { token }: Gh, repository: string, { text, message, sha }: Commit) => {
  const content = Buffer.from(text, 'utf8').toString('base64')
  const body = { message, content, ...(sha === undefined ? {} : { sha }) }
  return askGitHub(cli, { ...contents('PUT', repository, { token }), body }, v.unknown())
}

const contents = (method: 'GET' | 'PUT', repository: string, { token }: { token: string }) => ({
  method,
  route: `/repos/{owner}/{repo}/contents/${WORKFLOW_PATH}`,
  params: paramsOf(repository),
  token,
})

const WORKFLOW_ROUTE = `/repos/{owner}/{repo}/actions/workflows/${WORKFLOW_FILE}`
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
  /** Called once, as soon as there is a page to look at. */
  onStarted(run: WorkflowRun): void
}

/** Starts the workflow by hand, and waits for the run's end; undefined when it did not end in time. */
export async function runWorkflow(
  cli: Cli,
  { token }: Gh,
  { repository, branch, inputs, onStarted }: DryRun,
): Promise<Outcome<WorkflowRun | undefined>> {
  const params = paramsOf(repository)
  const runs = () =>
    askGitHub(
      cli,
      {
        method: 'GET',
        route: `${WORKFLOW_ROUTE}/runs`,
        params,
        query: { event: 'workflow_dispatch', per_page: '1' },
        token,
      },
      RunsShape,
    )
  const before = await runs()
  const newest = before.ok ? (before.value.workflow_runs[0]?.id ?? 0) : 0
  const body = { ref: branch, inputs }
  const started = await until(cli, WAIT_FOR_WORKFLOW, async () => {
    const answer = await askGitHub(
      cli,
      { method: 'POST', route: `${WORKFLOW_ROUTE}/dispatches`, params, token, body },
      v.unknown(),
    )
    return answer.ok || answer.status !== 404 ? answer : undefined
  })
  if (started === undefined) return err('github_answer_unexpected', { status: 404, repository })
  if (!started.ok) return started
  const run = await until(cli, WAIT_FOR_RUN, async () => {
    const found = await runs()
    const [first] = found.ok ? found.value.workflow_runs : []
    return first !== undefined && first.id > newest ? first : undefined
  })
  if (run === undefined) return ok(undefined)
  onStarted(run)
  const route = '/repos/{owner}/{repo}/actions/runs/{run_id}'
  const ended = await until(cli, WAIT_FOR_END, async () => {
    const found = await askGitHub(
      cli,
      { method: 'GET', route, params: { ...params, run_id: String(run.id) }, token },
      RunShape,
    )
    return found.ok && found.value.status === 'completed' ? found.value : undefined
  })
  return ok(ended)
}

/** Looks again and again until there is something, or the time is over. */
export async function until<T>(
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
