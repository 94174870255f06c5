import { parse as parseYaml } from 'yaml'
import type { Answer, Call, Handler } from '../exchange.js'
import { json, noContent } from '../exchange.js'
import type { SeededRandom } from '../random.js'
import { checkRepository, checkToken, type Need } from './access.js'
import {
  accountBody,
  contentBody,
  fileCommitBody,
  jobBody,
  PERSON,
  repositoryBody,
  runBody,
  workflowBody,
} from './bodies.js'
import { githubError, notFound, unprocessable } from './errors.js'
import {
  type GitHubRepository,
  type GitHubState,
  newRepository,
  nextId,
  repositoryOf,
  type WorkflowRun,
} from './state.js'

interface Options {
  state: GitHubState
  random: SeededRandom
  now(): number
}

export function makeRun(
  { state, now }: Pick<Options, 'state' | 'now'>,
  repository: GitHubRepository,
  given: Partial<WorkflowRun> = {},
): WorkflowRun {
  const createdAt = given.createdAt ?? now()
  const run: WorkflowRun = {
    id: nextId(state),
    attempt: 1,
    createdAt,
    startedAt: createdAt,
    jobStartedAt: undefined,
    runner: 'GitHub Actions 1',
    status: 'in_progress',
    conclusion: null,
    event: 'schedule',
    path: '.github/workflows/touch.yml',
    inputs: {},
    ...given,
  }
  repository.runs.unshift(run)
  return run
}

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/
const REFUSED_NAME = { resource: 'Repository', code: 'custom', field: 'name' }

/** Runs, workflows, files and new repositories: as much of them as setting up and looking on takes. */
export function repositoryRoutes({ state, random, now }: Options): Record<string, Handler> {
  const within =
    (need: Need, handle: (repository: GitHubRepository, call: Call) => Answer | Promise<Answer>): Handler =>
    (call) => {
      const check = checkRepository({ state, call, need, now: now() })
      return check.ok ? handle(check.repository, call) : check.answer
    }
  const reading = (handle: (repository: GitHubRepository, call: Call) => Answer) =>
    within({ right: 'actions', level: 'public' }, handle)
  const runOf = (repository: GitHubRepository, { params }: Call) =>
    repository.runs.find(({ id }) => String(id) === params.run)
  const list = (repository: GitHubRepository, runs: WorkflowRun[], { query }: Call) => {
    const event = query.get('event')
    const fitting = runs.filter((run) => event === null || run.event === event)
    const shown = fitting.slice(0, Number(query.get('per_page') ?? 30))
    const workflow_runs = shown.map((run) => runBody(run, repository))
    return json(200, { total_count: fitting.length, workflow_runs })
  }
  /** By its file's name; undefined where the repository has no such file. */
  const workflowOf = (repository: GitHubRepository, { params }: Call): string | undefined =>
    [...repository.files.keys()].find((path) => WORKFLOW.test(path) && path.endsWith(`/${params.workflow}`))

  const create = (call: Call, owner: string): Answer => {
    const check = checkToken({ state, call, now: now() })
    if (!check.ok) return check.answer
    if (check.token.administration !== 'write') return githubError(403, FORBIDDEN)
    if (!ownersOf(state).includes(owner.toLowerCase())) return notFound
    const { name, private: isPrivate = false } = parse(call.body)
    const full = `${owner}/${String(name).replace(/[^\w.-]+/g, '-')}`
    if (repositoryOf(state, full) !== undefined) return nameTaken
    const repository = newRepository(nextId(state), full, { private: isPrivate === true }, random)
    state.repositories.push(repository)
    return json(201, repositoryBody(repository))
  }

  return {
    'GET /repos/{owner}/{repo}/actions/runs': reading((repository, call) =>
      list(repository, repository.runs, call),
    ),
    'GET /repos/{owner}/{repo}/actions/runs/{run}': reading((repository, call) => {
      const run = runOf(repository, call)
      return run ? json(200, runBody(run, repository)) : notFound
    }),
    'GET /repos/{owner}/{repo}/actions/runs/{run}/jobs': reading((repository, call) => {
      const run = runOf(repository, call)
      return run ? json(200, { total_count: 1, jobs: [jobBody(run, repository)] }) : notFound
    }),
    'GET /repos/{owner}/{repo}/actions/workflows/{workflow}': reading((repository, call) => {
      const path = workflowOf(repository, call)
      return path === undefined ? notFound : json(200, workflowBody(path, repository))
    }),
    'GET /repos/{owner}/{repo}/actions/workflows/{workflow}/runs': reading((repository, call) => {
      const path = workflowOf(repository, call)
      const runs = repository.runs.filter((run) => run.path === path)
      return path === undefined ? notFound : list(repository, runs, call)
    }),
    'POST /repos/{owner}/{repo}/actions/workflows/{workflow}/dispatches': within(
      { right: 'actions', level: 'write' },
      (repository, call) => {
        const path = workflowOf(repository, call)
        if (path === undefined) return notFound
        const { ref, inputs = {} } = parse(call.body)
        if (typeof ref !== 'string') return unprocessable('Invalid request.\n\n"ref" wasn\'t supplied.')
        const wrong = wrongInputs(repository.files.get(path)?.content ?? '', Object(inputs))
        if (wrong !== undefined) return unprocessable(wrong)
        makeRun({ state, now }, repository, {
          event: 'workflow_dispatch',
          status: 'queued',
          path,
          inputs: inputs as Record<string, unknown>,
        })
        return noContent()
      },
    ),
    'GET /repos/{owner}/{repo}/contents/{+path}': within(
      { right: 'contents', level: 'public' },
      (repository, { params: { path = '' } }) => {
        const file = repository.files.get(path)
        return file ? json(200, contentBody(path, file, repository)) : notFound
      },
    ),
    'PUT /repos/{owner}/{repo}/contents/{+path}': within(
      { right: 'contents', level: 'write' },
      (repository, call) => {
        const { path = '' } = call.params
        const { content, message, sha } = parse(call.body)
        const before = repository.files.get(path)
        if (typeof content !== 'string' || typeof message !== 'string') {
          return unprocessable('Invalid request.\n\n"message" or "content" wasn\'t supplied.')
        }
        if (before !== undefined && sha === undefined) {
          return unprocessable('Invalid request.\n\n"sha" wasn\'t supplied.')
        }
        if (before !== undefined && sha !== before.sha) {
          return githubError(409, `${path} does not match ${sha}`)
        }
        const file = { content: content.replace(/\s/g, ''), sha: random.hex(40) }
        repository.files.set(path, file)
        return json(before ? 200 : 201, fileCommitBody(path, file, { repository, message, at: now() }))
      },
    ),
    'POST /user/repos': (call) => create(call, PERSON),
    'POST /orgs/{org}/repos': (call) => create(call, call.params.org ?? ''),
    'GET /users/{username}': ({ params: { username = '' } }) =>
      ownersOf(state).includes(username.toLowerCase()) ? json(200, accountBody(username)) : notFound,
  }
}

/** The form's fields are all that a run by hand takes, and those that are required must be there. */
function wrongInputs(content: string, given: Record<string, unknown>): string | undefined {
  const dispatch = parseYaml(Buffer.from(content, 'base64').toString('utf8'))?.on?.workflow_dispatch
  const fields: Record<string, { required?: boolean } | null> = dispatch?.inputs ?? {}
  const unknown = Object.keys(given).filter((name) => !(name in fields))
  if (unknown.length > 0) return `Unexpected inputs provided: ${JSON.stringify(unknown)}`
  const missing = Object.keys(fields).find((name) => fields[name]?.required && given[name] === undefined)
  return missing && `Required input '${missing}' not provided`
}

/** All tokens are this person's; every other owner of a repository is an organization of theirs. */
const ownersOf = ({ repositories }: GitHubState): string[] => [
  PERSON,
  ...repositories.map(({ name }) => name.split('/')[0]?.toLowerCase() ?? ''),
]

const nameTaken = json(422, {
  message: 'Repository creation failed.',
  errors: [{ ...REFUSED_NAME, message: 'name already exists on this account' }],
  documentation_url:
    'https://docs.github.com/rest/repos/repos#create-a-repository-for-the-authenticated-user',
  status: '422',
})

const FORBIDDEN = 'Resource not accessible by personal access token'

function parse(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body))
  } catch {
    return {}
  }
}
