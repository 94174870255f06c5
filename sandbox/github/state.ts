import type { SeededRandom } from '../random.js'
import { createVault, type Vault } from './secrets.js'
import type { GitHubToken, TokenKind } from './tokens.js'

/** A repository; `private` may be changed at any time. */
export interface GitHubRepository {
  /** `owner/name`, as it is written. */
  name: string
  private: boolean
  vault: Vault
  environments: Map<string, Vault>
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
  /** Until this moment every request is refused with the hourly limit. */
  exhaustedUntil: number
}

export const emptyState = (): GitHubState => ({
  repositories: [],
  tokens: new Map(),
  writes: [],
  exhaustedUntil: 0,
})

export const newRepository = (
  name: string,
  { private: isPrivate = false, environments = [] }: { private?: boolean; environments?: string[] },
  random: SeededRandom,
): GitHubRepository => ({
  name,
  private: isPrivate,
  vault: createVault(random),
  environments: new Map(environments.map((environment) => [environment, createVault(random)])),
})

/** By name, in any case. */
export const repositoryOf = (state: GitHubState, name: string): GitHubRepository | undefined =>
  state.repositories.find((repository) => repository.name.toLowerCase() === name.toLowerCase())
