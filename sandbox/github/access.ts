import { type Answer, type Call, html } from '../exchange.js'
import { badCredentials, githubError, notFound, primaryLimit, requiresAuthentication } from './errors.js'
import { type GitHubRepository, type GitHubState, repositoryOf } from './state.js'
import { type GitHubToken, isAlive, isPersonal, isScoped } from './tokens.js'

/** What a call on secrets needs. `public-key`: a right to read, or a public repository. */
export interface Need {
  right: 'secrets' | 'environments'
  level: 'public-key' | 'read' | 'write'
}

type Refused = { ok: false; answer: Answer }
type TokenCheck = { ok: true; token: GitHubToken } | Refused
type RepositoryCheck = { ok: true; token: GitHubToken; repository: GitHubRepository } | Refused

interface Options {
  state: GitHubState
  call: Call
  now: number
}

export const tokenOf = ({ state, call }: Omit<Options, 'now'>): GitHubToken | undefined =>
  state.tokens.get(/^(?:bearer|token) (\S+)$/i.exec(call.headers.authorization ?? '')?.[1] ?? '')

const refuse = (answer: Answer): Refused => ({ ok: false, answer })

/** Whether the call comes with a token that GitHub knows. */
export function checkToken({ state, call, now }: Options): TokenCheck {
  if (!call.headers['user-agent']) return refuse(html(403, 'Request forbidden by administrative rules.'))
  if (!call.headers.authorization) return refuse(requiresAuthentication)
  const token = tokenOf({ state, call })
  if (token === undefined || !isAlive(token, now)) return refuse(badCredentials)
  if (now < state.exhaustedUntil) return refuse(primaryLimit(state.exhaustedUntil))
  return { ok: true, token }
}

/** Whether its token may do this in the repository that its path names. */
export function checkRepository(options: Options & { need?: Need }): RepositoryCheck {
  const check = checkToken(options)
  if (!check.ok) return check
  const { token } = check
  const { owner = '', repo = '' } = options.call.params
  const repository = repositoryOf(options.state, `${owner}/${repo}`)
  if (repository === undefined) return refuse(notFound)
  if (repository.private && !maySee(token, repository)) return refuse(notFound)
  if (options.need && !may(token, repository, options.need)) return refuse(inaccessible(token, options.need))
  return { ok: true, token, repository }
}

function isGiven(token: GitHubToken, repository: GitHubRepository): boolean {
  return token.repositories === 'all' || token.repositories.includes(repository.name.toLowerCase())
}

const maySee = (token: GitHubToken, repository: GitHubRepository) =>
  isGiven(token, repository) && token.kind !== 'classic-no-scope'

function may(token: GitHubToken, repository: GitHubRepository, { right, level }: Need): boolean {
  if (level === 'public-key' && !repository.private) return true
  const has = isGiven(token, repository) ? token[right] : 'none'
  return has === 'write' || (has === 'read' && level !== 'write')
}

function inaccessible(token: GitHubToken, { right, level }: Need): Answer {
  if (isScoped(token)) return githubError(403, 'Must have admin rights to Repository.')
  const by = isPersonal(token) ? 'personal access token' : 'integration'
  return githubError(403, `Resource not accessible by ${by}`, {
    'x-accepted-github-permissions': `${right}=${level === 'write' ? 'write' : 'read'}`,
  })
}
