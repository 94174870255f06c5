import type { SeededRandom } from '../random.js'
import type { GitHubApp, Installation, Manifest } from './apps.js'
import type { Barrier } from './errors.js'
import type { WorkflowRun } from './runs.js'
import { createVault, type Vault } from './secrets.js'
import type { GitHubToken, TokenKind } from './tokens.js'

/** A repository; everything but its number may be changed at any time. */
export interface GitHubRepository {
  id: number
  /** `owner/name`, as it is written. */
  name: string
  /** Names that it had, in lower case: they answer with a 301. */
  formerNames: string[]
  private: boolean
  /** Nothing in it can be changed. */
  archived: boolean
  /** Every token is turned away with this, whatever its rights. */
  barrier: Barrier | undefined
  vault: Vault
  environments: Map<string, Vault>
  runs: WorkflowRun[]
  /** By path. */
  files: Map<string, RepositoryFile>
}

export interface RepositoryFile {
  /** In base64. */
  content: string
  sha: string
}

/** A write that happened, deletions included. */
export interface SecretWrite {
  repository: string
  environment?: string
  /** Upper-case. */
  name: string
  /** Decrypted; undefined when it was deleted. */
  value: string | undefined
  action: 'created' | 'updated' | 'deleted'
  at: number
  /** The kind of the token that wrote, or `person`. */
  by: TokenKind | 'person'
}

export interface GitHubState {
  repositories: GitHubRepository[]
  tokens: Map<string, GitHubToken>
  writes: SecretWrite[]
  apps: GitHubApp[]
  installations: Installation[]
  /** By the code that GitHub sent the browser back with. */
  manifests: Map<string, Manifest>
  /** Until this moment every request is refused with the hourly limit. */
  exhaustedUntil: number
  /** The number that was given last, to whatever it was. */
  lastId: number
}

export const emptyState = (): GitHubState => ({
  repositories: [],
  tokens: new Map(),
  writes: [],
  apps: [],
  installations: [],
  manifests: new Map(),
  exhaustedUntil: 0,
  lastId: 1_296_268,
})

export const nextId = (state: GitHubState): number => {
  state.lastId += 1
  return state.lastId
}

export const newRepository = (
  id: number,
  name: string,
  { private: isPrivate = false, environments = [] }: { private?: boolean; environments?: string[] },
  random: SeededRandom,
): GitHubRepository => ({
  id,
  name,
  formerNames: [],
  private: isPrivate,
  archived: false,
  barrier: undefined,
  vault: createVault(random),
  environments: new Map(environments.map((environment) => [environment, createVault(random)])),
  runs: [],
  files: new Map(),
})

/** By its name of now, in any case. */
export const repositoryOf = (state: GitHubState, name: string): GitHubRepository | undefined =>
  state.repositories.find((repository) => repository.name.toLowerCase() === name.toLowerCase())

/** By a former name that no other repository has taken. */
export const movedRepository = (state: GitHubState, name: string): GitHubRepository | undefined =>
  state.repositories.find(({ formerNames }) => formerNames.includes(name.toLowerCase()))
