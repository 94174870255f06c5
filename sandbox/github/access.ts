import { type Answer, type Call, html } from '../exchange.js'
import {
  archived,
  BARRIERS,
  badCredentials,
  githubError,
  movedTo,
  notFound,
  primaryLimit,
  requiresAuthentication,
} from './errors.js'
import { type GitHubRepository, type GitHubState, movedRepository, repositoryOf } from './state.js'
import { type GitHubToken, isAlive, isPersonal, isScoped } from './tokens.js'

/** What a call needs. `public`: a right to read, or a public repository. */
export interface Need {
  right: 'secrets' | 'environments' | 'actions' | 'contents'
  level: 'public' | 'read' | 'write'
}

type Refused = { ok: false; answer: Answer }
type TokenCheck = { ok: true; token: GitHubToken } | Refused
type RepositoryCheck = { ok: true; token: GitHubToken; repository: GitHubRepository } | Refused

interface Options {
  state: GitHubState
  call: Call
  now: number
}

export const authorizationOf = ({ headers }: Call): string =>
  /^(?:bearer|token) (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''

export const tokenOf = ({ state, call }: Omit<Options, 'now'>): GitHubToken | undefined =>
  state.tokens.get(authorizationOf(call))

/** Where the stand-in was reached, for the addresses that it gives. */
export const originOf = ({ headers, path }: Call): string =>
  `http://${headers.host ?? '127.0.0.1'}${path.startsWith('/api/v3/') ? '/api/v3' : ''}`

const refuse = (answer: Answer): Refused => ({ ok: false, answer })

/** What GitHub asks of any request to its API. */
export const checkClient = ({ headers }: Call): Refused | undefined =>
  headers['user-agent'] ? undefined : refuse(html(403, 'Request forbidden by administrative rules.'))

/** Whether the call comes with a token that GitHub knows. */
export function checkToken({ state, call, now }: Options): TokenCheck {
  const refused = checkClient(call)
  if (refused) return refused
  if (!call.headers.authorization) return refuse(requiresAuthentication)
  const token = tokenOf({ state, call })
  if (token === undefined || !isAlive(token, now)) return refuse(badCredentials)
  if (now < state.exhaustedUntil) return refuse(primaryLimit(state.exhaustedUntil))
  if (isSuspended(state, token)) return refuse(BARRIERS.suspended)
  return { ok: true, token }
}

const isSuspended = ({ installations }: GitHubState, token: GitHubToken): boolean =>
  installations.some(({ id, suspendedAt }) => id === token.installation && suspendedAt !== undefined)

/** The repository that a path names, or where it went. */
export function findRepository({ state, call }: Omit<Options, 'now'>): GitHubRepository | Answer {
  const { owner = '', repo = '' } = call.params
  const repository = repositoryOf(state, `${owner}/${repo}`)
  if (repository !== undefined) return repository
  const moved = movedRepository(state, `${owner}/${repo}`)
  if (moved === undefined) return notFound
  const rest = call.path.split('/').slice(call.path.startsWith('/api/v3/') ? 6 : 4)
  return movedTo([`${originOf(call)}/repositories/${moved.id}`, ...rest].join('/'))
}

/** Whether its token may do this in the repository that its path names. */
export function checkRepository(options: Options & { need?: Need }): RepositoryCheck {
  const check = checkToken(options)
  if (!check.ok) return check
  const found = findRepository(options)
  return 'status' in found ? refuse(found) : checkRights(options, check.token, found)
}

export function checkRights(
  { need, call }: Options & { need?: Need },
  token: GitHubToken,
  repository: GitHubRepository,
): RepositoryCheck {
  if (repository.private && !maySee(token, repository)) return refuse(notFound)
  if (repository.barrier !== undefined) return refuse(BARRIERS[repository.barrier])
  if (need && !may(token, repository, need)) return refuse(inaccessible(token, need))
  if (repository.archived && call.method !== 'GET') return refuse(archived)
  return { ok: true, token, repository }
}

function isGiven(token: GitHubToken, repository: GitHubRepository): boolean {
  return token.repositories === 'all' || token.repositories.includes(repository.name.toLowerCase())
}

const maySee = (token: GitHubToken, repository: GitHubRepository) =>
  isGiven(token, repository) && token.kind !== 'classic-no-scope'

function may(token: GitHubToken, repository: GitHubRepository, { right, level }: Need): boolean {
  if (level === 'public' && !repository.private) return true
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
