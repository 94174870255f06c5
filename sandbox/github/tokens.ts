import { DAY } from '../../src/domain/clock.js'
import type { SeededRandom } from '../random.js'

/**
 * - `fine-grained`: may write secrets and environments (`github_pat_…`, valid for 300 days)
 * - `read-only`: may only read both
 * - `no-access`: a fine-grained token that was not given this repository
 * - `expiring`: as `fine-grained`, five days before its end
 * - `expired`: refused altogether
 * - `job`: the job's own `GITHUB_TOKEN` (`ghs_…`), which has no right on secrets
 * - `app`: an App's installation token that may write both (`ghs_…`, 40 characters, valid for an hour)
 * - `app-long`: the same in GitHub's long form of 520 characters
 * - `classic`: `ghp_…` with the scope `repo`
 * - `classic-no-scope`: `ghp_…` without
 * - `oauth`: `gho_…` with the scope `repo`, as of GitHub's own command
 */
export type TokenKind =
  | 'fine-grained'
  | 'read-only'
  | 'no-access'
  | 'expiring'
  | 'expired'
  | 'job'
  | 'app'
  | 'app-long'
  | 'classic'
  | 'classic-no-scope'
  | 'oauth'

export type Right = 'none' | 'read' | 'write'

/** A token; its rights may be changed at any time. */
export interface GitHubToken {
  value: string
  kind: TokenKind
  secrets: Right
  environments: Right
  /** Runs of workflows; those of a public repository are anybody's to read. */
  actions: Right
  contents: Right
  /** May make repositories in the person's account. */
  administration: Right
  /** `owner/name` in lower case; `all`: every repository. */
  repositories: 'all' | string[]
  /** Milliseconds since the epoch; undefined: never. */
  expiresAt: number | undefined
  revoked: boolean
  /** That it was made for, where an App made it. */
  installation: number | undefined
}

type Preset = Partial<GitHubToken> & { lasts?: number }

const WRITES: Preset = { secrets: 'write', environments: 'write' }
const EVERYTHING: Preset = { ...WRITES, actions: 'write', contents: 'write', administration: 'write' }
const NOTHING: Preset = {}

const PRESETS: Record<TokenKind, Preset> = {
  'fine-grained': { ...WRITES, lasts: 300 * DAY },
  'read-only': { secrets: 'read', environments: 'read', lasts: 300 * DAY },
  'no-access': { ...WRITES, repositories: [], lasts: 300 * DAY },
  expiring: { ...WRITES, lasts: 5 * DAY },
  expired: { ...WRITES, lasts: -DAY },
  job: NOTHING,
  app: WRITES,
  'app-long': WRITES,
  classic: EVERYTHING,
  'classic-no-scope': NOTHING,
  oauth: EVERYTHING,
}

export function newToken(kind: TokenKind, random: SeededRandom, now: number): GitHubToken {
  const { lasts, ...preset } = PRESETS[kind]
  return {
    value: valueFor(kind, random),
    kind,
    secrets: 'none',
    environments: 'none',
    actions: 'none',
    contents: 'none',
    administration: 'none',
    repositories: 'all',
    expiresAt: lasts === undefined ? undefined : now + lasts,
    revoked: false,
    installation: undefined,
    ...preset,
  }
}

function valueFor(kind: TokenKind, random: SeededRandom): string {
  if (kind === 'classic' || kind === 'classic-no-scope') return `ghp_${random.word(36)}`
  if (kind === 'oauth') return `gho_${random.word(36)}`
  if (kind === 'app-long') return `ghs_${random.word(516)}`
  if (kind === 'job' || kind === 'app') return `ghs_${random.word(36)}`
  return `github_pat_${random.word(22)}_${random.word(59)}`
}

export const isPersonal = ({ value }: GitHubToken): boolean => value.startsWith('github_pat_')

export const isScoped = ({ value }: GitHubToken): boolean => /^gh[po]_/.test(value)

export const isAlive = (token: GitHubToken, now: number): boolean =>
  !token.revoked && (token.expiresAt === undefined || now < token.expiresAt)

/** What every answer to this token carries. */
export function tokenHeaders(token: GitHubToken): Record<string, string> {
  const headers: Record<string, string> = {}
  if (token.expiresAt !== undefined && !token.value.startsWith('ghs_')) {
    headers['github-authentication-token-expiration'] = expiryHeader(token.expiresAt)
  }
  if (isScoped(token)) headers['x-oauth-scopes'] = token.secrets === 'write' ? 'repo' : ''
  return headers
}

/** `2026-12-01 10:00:00 UTC`. */
const expiryHeader = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
