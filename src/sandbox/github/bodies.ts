import type { KeptSecret } from './secrets.js'
import type { GitHubRepository } from './state.js'

/** GitHub's moments have no fractions of a second. */
const githubDate = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`

export const secretBody = ({ name, createdAt, updatedAt }: KeptSecret) => ({
  name,
  created_at: githubDate(createdAt),
  updated_at: githubDate(updatedAt),
})

const person = (login: string) => ({
  login,
  id: 1,
  node_id: 'MDQ6VXNlcjE=',
  avatar_url: `https://avatars.githubusercontent.com/u/1`,
  html_url: `https://github.com/${login}`,
  type: 'User',
  site_admin: false,
})

/** The part of a repository that this project looks at. */
export function repositoryBody({ name, private: isPrivate }: GitHubRepository) {
  const [owner = '', repo = ''] = name.split('/')
  return {
    id: 1296269,
    node_id: 'MDEwOlJlcG9zaXRvcnkxMjk2MjY5',
    name: repo,
    full_name: name,
    owner: person(owner),
    private: isPrivate,
    visibility: isPrivate ? 'private' : 'public',
    html_url: `https://github.com/${name}`,
    description: null,
    fork: false,
    url: `https://api.github.com/repos/${name}`,
    default_branch: 'main',
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
  }
}

export const userBody = person('octocat')
