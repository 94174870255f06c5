import type { KeyObject } from 'node:crypto'
import type { SeededRandom } from '../random.js'
import type { Barrier } from './errors.js'
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

/** A run of a workflow with one job; moments in milliseconds since the epoch. */
export interface WorkflowRun {
  id: number
  attempt: number
  createdAt: number
  /** Of this attempt. */
  startedAt: number
  /** When a runner took the job; undefined: it still waits. */
  jobStartedAt: number | undefined
  runner: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: 'success' | 'failure' | 'cancelled' | null
  event: string
  /** `.github/workflows/touch.yml` */
  path: string
  inputs: Record<string, unknown>
}

/** A GitHub App; what it asks for may be changed at any time, and counts once an installation has accepted it. */
export interface GitHubApp {
  id: number
  slug: string
  name: string
  clientId: string
  clientSecret: string
  /** What GitHub hands out once, in its form (PKCS#1). */
  privateKey: string
  publicKey: KeyObject
  permissions: Permissions
  url: string
  setupUrl: string | undefined
  createdAt: number
}

export type Permissions = Record<string, string>

/** An App on repositories of an account, with what was accepted there. */
export interface Installation {
  id: number
  app: GitHubApp
  account: string
  /** `owner/name` in lower case. */
  repositories: 'all' | string[]
  permissions: Permissions
  /** Milliseconds since the epoch; undefined: it is not. */
  suspendedAt: number | undefined
  createdAt: number
}

/** What a person was sent to GitHub with, to make an App of it. */
export interface Manifest {
  app: Pick<GitHubApp, 'name' | 'url' | 'setupUrl' | 'permissions'>
  at: number
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
