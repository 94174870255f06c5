import type { components } from '@octokit/openapi-types'
import type { KeptSecret } from './secrets.js'
import type {
  GitHubApp,
  GitHubRepository,
  Installation,
  Permissions,
  RepositoryFile,
  WorkflowRun,
} from './state.js'
import type { GitHubToken } from './tokens.js'

type Schemas = components['schemas']

/** GitHub's moments have no fractions of a second. */
const githubDate = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`

export const secretBody = ({ name, createdAt, updatedAt }: KeptSecret): Schemas['actions-secret'] => ({
  name,
  created_at: githubDate(createdAt),
  updated_at: githubDate(updatedAt),
})

/** One property for each path, under a common address. */
const links = <K extends string>(base: string, paths: Record<K, string>) =>
  Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, `${base}${path}`])) as Record<
    K,
    string
  >

const USER_LINKS = {
  url: '',
  followers_url: '/followers',
  following_url: '/following{/other_user}',
  gists_url: '/gists{/gist_id}',
  starred_url: '/starred{/owner}{/repo}',
  subscriptions_url: '/subscriptions',
  organizations_url: '/orgs',
  repos_url: '/repos',
  events_url: '/events{/privacy}',
  received_events_url: '/received_events',
}

const REPOSITORY_LINKS = {
  url: '',
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
}

const person = (login: string): Schemas['simple-user'] => ({
  login,
  id: 1,
  node_id: 'MDQ6VXNlcjE=',
  avatar_url: 'https://avatars.githubusercontent.com/u/1',
  gravatar_id: '',
  html_url: `https://github.com/${login}`,
  type: 'User',
  site_admin: false,
  ...links(`https://api.github.com/users/${login}`, USER_LINKS),
})

/** `GET /repos/{owner}/{repo}`. */
export function repositoryBody({
  id,
  name,
  private: isPrivate,
  archived,
}: GitHubRepository): Schemas['full-repository'] {
  const [owner = '', repo = ''] = name.split('/')
  return {
    id,
    node_id: nodeId('Repository', id),
    name: repo,
    full_name: name,
    owner: person(owner),
    private: isPrivate,
    visibility: isPrivate ? 'private' : 'public',
    description: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: 'main',
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
    ...links(`https://api.github.com/repos/${name}`, REPOSITORY_LINKS),
    ...links(`https://github.com/${name}`, { html_url: '', clone_url: '.git', svn_url: '' }),
    git_url: `git://github.com/${name}.git`,
    ssh_url: `git@github.com:${name}.git`,
    mirror_url: null,
    pushed_at: '2026-01-01T00:00:00Z',
    created_at: '2025-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    ...FLAGS,
    archived,
    ...COUNTS,
  }
}

const FLAGS = {
  fork: false,
  has_issues: true,
  has_projects: false,
  has_wiki: false,
  has_pages: false,
  has_discussions: false,
  has_downloads: true,
  disabled: false,
}

const COUNTS = {
  size: 108,
  forks: 0,
  forks_count: 0,
  stargazers_count: 0,
  watchers: 0,
  watchers_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  subscribers_count: 0,
  network_count: 0,
}

/** `GET /user`. */
export const userBody: Schemas['public-user'] = {
  ...person('applicant'),
  user_view_type: 'public',
  name: null,
  company: null,
  blog: null,
  location: null,
  email: null,
  hireable: null,
  bio: null,
  public_repos: 1,
  public_gists: 0,
  followers: 0,
  following: 0,
  created_at: '2020-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
}

/** The person of all tokens. */
export const PERSON = 'applicant'

/** `GET /users/{username}`. */
export const accountBody = (login: string): Schemas['public-user'] => ({
  ...userBody,
  ...person(login),
  type: login.toLowerCase() === PERSON ? 'User' : 'Organization',
})

const nodeId = (kind: string, id: number): string =>
  Buffer.from(`0${kind.length}:${kind}${id}`).toString('base64')

const COMMIT = '6dcb09b5b57875f334f61aebed695e2e4193db5e'

/** `GET /app`, and the most of a converted manifest. */
export const appBody = (app: GitHubApp, origin: string): NonNullable<Schemas['integration']> => ({
  id: app.id,
  slug: app.slug,
  node_id: nodeId('Integration', app.id),
  client_id: app.clientId,
  owner: person('applicant'),
  name: app.name,
  description: null,
  external_url: app.url,
  html_url: `${origin}/apps/${app.slug}`,
  created_at: githubDate(app.createdAt),
  updated_at: githubDate(app.createdAt),
  permissions: app.permissions,
  events: [],
})

/** `GET /repos/{owner}/{repo}/installation`. */
export const installationBody = (installation: Installation): Schemas['installation'] => ({
  id: installation.id,
  account: person(installation.account),
  repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
  access_tokens_url: `https://api.github.com/app/installations/${installation.id}/access_tokens`,
  repositories_url: 'https://api.github.com/installation/repositories',
  html_url: `https://github.com/settings/installations/${installation.id}`,
  app_id: installation.app.id,
  client_id: installation.app.clientId,
  app_slug: installation.app.slug,
  target_id: 1,
  target_type: 'User',
  permissions: installation.permissions as Schemas['app-permissions'],
  events: [],
  created_at: githubDate(installation.createdAt),
  updated_at: githubDate(installation.createdAt),
  single_file_name: null,
  suspended_by: installation.suspendedAt === undefined ? null : person(installation.account),
  suspended_at: installation.suspendedAt === undefined ? null : githubDate(installation.suspendedAt),
})

/** `POST /app/installations/{installation_id}/access_tokens`; the repositories where some were asked for. */
export const installationTokenBody = (
  token: GitHubToken,
  permissions: Permissions,
  repositories: Schemas['full-repository'][] | undefined,
): Schemas['installation-token'] => ({
  token: token.value,
  expires_at: githubDate(token.expiresAt ?? 0),
  permissions: permissions as Schemas['app-permissions'],
  repository_selection: repositories === undefined ? 'all' : 'selected',
  ...(repositories === undefined ? {} : { repositories: repositories as Schemas['repository'][] }),
})

/** `GET /repos/{owner}/{repo}/actions/runs/{run_id}`. */
export function runBody(run: WorkflowRun, repository: GitHubRepository): Schemas['workflow-run'] {
  const address = `https://api.github.com/repos/${repository.name}/actions`
  const whole = repositoryBody(repository) as Schemas['minimal-repository']
  return {
    id: run.id,
    name: 'Touch',
    node_id: nodeId('WorkflowRun', run.id),
    head_branch: 'main',
    head_sha: COMMIT,
    path: run.path,
    display_title: 'Touch',
    run_number: 1,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: workflowId(run.path),
    url: `${address}/runs/${run.id}`,
    html_url: `https://github.com/${repository.name}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: githubDate(run.createdAt),
    updated_at: githubDate(run.startedAt),
    run_started_at: githubDate(run.startedAt),
    jobs_url: `${address}/runs/${run.id}/jobs`,
    logs_url: `${address}/runs/${run.id}/logs`,
    check_suite_url: `${address}/check-suites/1`,
    artifacts_url: `${address}/runs/${run.id}/artifacts`,
    cancel_url: `${address}/runs/${run.id}/cancel`,
    rerun_url: `${address}/runs/${run.id}/rerun`,
    workflow_url: `${address}/workflows/${workflowId(run.path)}`,
    head_commit: null,
    repository: whole,
    head_repository: whole,
  }
}

/** The one job of a run. */
export function jobBody(run: WorkflowRun, repository: GitHubRepository): Schemas['job'] {
  const address = `https://api.github.com/repos/${repository.name}`
  const isTaken = run.jobStartedAt !== undefined
  return {
    id: run.id + 1,
    run_id: run.id,
    run_url: `${address}/actions/runs/${run.id}`,
    run_attempt: run.attempt,
    node_id: nodeId('CheckRun', run.id + 1),
    head_sha: COMMIT,
    url: `${address}/actions/jobs/${run.id + 1}`,
    html_url: `https://github.com/${repository.name}/actions/runs/${run.id}/job/${run.id + 1}`,
    status: isTaken ? run.status : 'queued',
    conclusion: run.conclusion,
    created_at: githubDate(run.startedAt),
    started_at: githubDate(run.jobStartedAt ?? run.startedAt),
    completed_at: null,
    name: 'touch',
    check_run_url: `${address}/check-runs/${run.id + 1}`,
    labels: ['ubuntu-latest'],
    runner_id: isTaken ? 1 : null,
    runner_name: isTaken ? run.runner : null,
    runner_group_id: isTaken ? 1 : null,
    runner_group_name: isTaken ? 'GitHub Actions' : null,
    workflow_name: 'Touch',
    head_branch: 'main',
  }
}

/** A number that a path always has. */
const workflowId = (path: string): number =>
  [...path].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_003, 7)

export function workflowBody(path: string, repository: GitHubRepository): Schemas['workflow'] {
  const id = workflowId(path)
  const page = `https://github.com/${repository.name}`
  return {
    id,
    node_id: nodeId('Workflow', id),
    name: 'Touch',
    path,
    state: 'active',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    url: `https://api.github.com/repos/${repository.name}/actions/workflows/${id}`,
    html_url: `${page}/blob/main/${path}`,
    badge_url: `${page}/workflows/Touch/badge.svg`,
  }
}

const fileBody = (path: string, { sha, content }: RepositoryFile, { name }: GitHubRepository) => {
  const self = `https://api.github.com/repos/${name}/contents/${path}?ref=main`
  const git = `https://api.github.com/repos/${name}/git/blobs/${sha}`
  const page = `https://github.com/${name}/blob/main/${path}`
  return {
    name: path.split('/').at(-1) ?? '',
    path,
    sha,
    size: Buffer.from(content, 'base64').length,
    url: self,
    html_url: page,
    git_url: git,
    download_url: `https://raw.githubusercontent.com/${name}/main/${path}`,
    type: 'file' as const,
    _links: { self, git, html: page },
  }
}

/** `GET /repos/{owner}/{repo}/contents/{path}` of a file. */
export const contentBody = (
  path: string,
  file: RepositoryFile,
  repository: GitHubRepository,
): Schemas['content-file'] => ({
  ...fileBody(path, file, repository),
  content: file.content,
  encoding: 'base64',
})

/** `PUT /repos/{owner}/{repo}/contents/{path}`. */
export const fileCommitBody = (
  path: string,
  file: RepositoryFile,
  { repository, message, at }: { repository: GitHubRepository; message: string; at: number },
): Schemas['file-commit'] => {
  const author = { name: 'applicant', email: 'applicant@example.org', date: githubDate(at) }
  return {
    content: fileBody(path, file, repository),
    commit: {
      sha: file.sha,
      node_id: nodeId('Commit', 1),
      url: `https://api.github.com/repos/${repository.name}/git/commits/${file.sha}`,
      html_url: `https://github.com/${repository.name}/commit/${file.sha}`,
      author,
      committer: author,
      message,
      tree: { url: `https://api.github.com/repos/${repository.name}/git/trees/${file.sha}`, sha: file.sha },
      parents: [],
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
  }
}
