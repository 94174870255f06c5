import type { components } from '@octokit/openapi-types'
import type { KeptSecret } from './secrets.js'
import type { GitHubRepository } from './state.js'

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
export function repositoryBody({ name, private: isPrivate }: GitHubRepository): Schemas['full-repository'] {
  const [owner = '', repo = ''] = name.split('/')
  return {
    id: 1296269,
    node_id: 'MDEwOlJlcG9zaXRvcnkxMjk2MjY5',
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
  archived: false,
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
