import type { SandboxClock } from '../clock.js'
import type { Answer, Service } from '../exchange.js'
import type { Faults } from '../faults.js'
import type { SeededRandom } from '../random.js'
import { installApp, makeApp } from './apps.js'
import { createCalls } from './calls.js'
import { makeRun } from './runs.js'
import { type KeptSecret, keep, type Vault } from './secrets.js'
import {
  emptyState,
  type GitHubApp,
  type GitHubRepository,
  type GitHubState,
  type Installation,
  newRepository,
  nextId,
  type Permissions,
  repositoryOf,
  type SecretWrite,
  type WorkflowRun,
} from './state.js'
import { type GitHubToken, newToken, type TokenKind } from './tokens.js'

interface Options {
  clock: SandboxClock
  random: SeededRandom
  faults: Faults
}

/** Where a secret is kept: in a repository, or in one of its environments. */
export interface SecretPlace {
  /** `owner/name`; the first repository when left out. */
  repository?: string
  environment?: string
}

/**
 * GitHub's API for secrets, with a path prefix of `/api/v3` or none. Repositories and tokens are live objects: change a
 * right, a date or `revoked`, and GitHub has changed its mind.
 */
export interface GitHubStandIn extends Service {
  /** Everything that it remembers. */
  readonly state: GitHubState
  addRepository(name: string, options?: { private?: boolean; environments?: string[] }): GitHubRepository
  /** A token of a kind, for all repositories; `given` overrides the kind's rights. */
  addToken(kind: TokenKind, given?: Partial<GitHubToken>): GitHubToken
  /** An App of the person's own, with `secrets: write` and what else is given. */
  addApp(permissions?: Permissions): GitHubApp
  /** The person installs it, by default on the first repository. */
  install(app: GitHubApp, repositories?: 'all' | string[]): Installation
  /** A run of a workflow, by default started now in the first repository. */
  addRun(given?: Partial<WorkflowRun>, repository?: string): WorkflowRun
  /** From now on the old name answers with a 301. */
  rename(repository: GitHubRepository, name: string): void
  /** The decrypted values by name, as the next run would get them. */
  secrets(place?: SecretPlace): Record<string, string>
  /** A secret with its moments. */
  secret(name: string, place?: SecretPlace): KeptSecret | undefined
  /** The person pastes a secret on the settings page. */
  setSecret(name: string, value: string, place?: SecretPlace): void
  /** From now on another key is valid: a box for the old one is refused with 422. */
  rotateKey(place?: SecretPlace): void
  /** Every write and deletion that happened, in order. */
  readonly writes: SecretWrite[]
  /** Until this moment (milliseconds since the epoch) every request meets the hourly limit. */
  exhaustUntil(at: number): void
  /** The next `times` requests of a route get this answer and have no effect; once when left out. */
  force(route: string, answer: Answer, times?: number): void
}

export function createGitHub({ clock, random, faults }: Options): GitHubStandIn {
  const state = emptyState()
  const findRoute = createCalls({ state, clock, random })
  const toolbox = { state, random, now: () => clock.now() }
  const repositoryCalled = (name?: string): GitHubRepository => {
    const found = name === undefined ? state.repositories[0] : repositoryOf(state, name)
    if (found === undefined) throw new Error("the sandbox's GitHub has no such repository")
    return found
  }
  const vaultAt = ({ repository, environment }: SecretPlace = {}): Vault => {
    const found = repository === undefined ? state.repositories[0] : repositoryOf(state, repository)
    const vault = environment === undefined ? found?.vault : found?.environments.get(environment)
    if (vault === undefined) throw new Error("the sandbox's GitHub has no such repository or environment")
    return vault
  }
  return {
    state,
    writes: state.writes,
    find: (method, path) => findRoute(method, path.replace(/^\/api\/v3(?=\/)/, '')),
    addRepository: (name, options = {}) => {
      const repository = newRepository(nextId(state), name, options, random)
      state.repositories.push(repository)
      return repository
    },
    addToken: (kind, given) => {
      const token = { ...newToken(kind, random, clock.now()), ...given }
      state.tokens.set(token.value, token)
      return token
    },
    addApp: (permissions = { secrets: 'write' }) => makeApp(toolbox, { permissions }),
    install: (app, repositories) => installApp(toolbox, app, repositories ?? [repositoryCalled().name]),
    addRun: (given, repository) => makeRun(toolbox, repositoryCalled(repository), given),
    rename: (repository, name) => {
      const former = repository.name.toLowerCase()
      repository.formerNames.push(former)
      repository.name = name
      // Rights are given to the repository, whatever its name.
      for (const holder of [...state.installations, ...state.tokens.values()])
        if (holder.repositories !== 'all')
          holder.repositories = holder.repositories.map((own) => (own === former ? name.toLowerCase() : own))
    },
    secrets: (place) =>
      Object.fromEntries([...vaultAt(place).secrets.values()].map(({ name, value }) => [name, value])),
    secret: (name, place) => vaultAt(place).secrets.get(name.toUpperCase()),
    setSecret: (name, value, place = {}) => {
      const upper = name.toUpperCase()
      const action = keep(vaultAt(place), upper, value, clock.now())
      const repository = place.repository ?? state.repositories[0]?.name ?? ''
      const where = {
        repository,
        ...(place.environment === undefined ? {} : { environment: place.environment }),
      }
      state.writes.push({ ...where, name: upper, value, action, at: clock.now(), by: 'person' })
    },
    rotateKey: (place) => vaultAt(place).rotateKey(),
    exhaustUntil: (at) => {
      state.exhaustedUntil = at
    },
    force: (route, answer, times = 1) =>
      faults.add({ service: 'github', route, kind: 'answer', answer, times }),
  }
}
