import type { World } from '../../__tests__/support/world.js'
import type { SecretPlace } from '../../sandbox/github/github.js'
import type { GitHubToken, TokenKind } from '../../sandbox/github/tokens.js'
import { ACCESS_TOKEN_LIFE, type IssuedPair, type StandInResume } from '../../sandbox/headhunter/state.js'
import { HOUR, MINUTE, SECOND } from '../../src/domain/clock.js'
import { decodeStagedPair } from '../../src/tokens/staged-pair.js'
import type { WorldChange } from './plan.js'

export interface Changeable {
  world: World
  place: SecretPlace
  /** The kind of token that the person makes. */
  token: TokenKind
  onStatus(resume: StandInResume): void
}

/** What a change does to the world. */
export const CHANGES: Record<WorldChange, (life: Changeable) => void> = {
  token_read_only: ({ world }) => {
    Object.assign(world.githubToken, { secrets: 'read', environments: 'read' })
    if (world.installation) world.installation.permissions = { metadata: 'read', secrets: 'read' }
    for (const token of tokensOfApp(world)) Object.assign(token, { secrets: 'read', environments: 'read' })
  },
  token_revoked: ({ world }) => {
    world.githubToken.revoked = true
    if (world.installation) world.installation.suspendedAt = world.sandbox.timeOf('github')
  },
  token_expired: ({ world }) => {
    world.githubToken.expiresAt = world.sandbox.timeOf('github')
    for (const token of tokensOfApp(world)) token.expiresAt = world.sandbox.timeOf('github')
  },
  token_renewed: ({ world, token }) => {
    world.githubToken = world.sandbox.github.addToken(token)
    if (world.installation === undefined) return
    world.installation.permissions = { ...world.installation.app.permissions }
    world.installation.suspendedAt = undefined
  },
  key_rotated: ({ world, place }) => world.sandbox.github.rotateKey(place),
  github_exhausted: ({ world: { sandbox } }) => sandbox.github.exhaustUntil(sandbox.timeOf('github') + HOUR),
  resume_hidden: (life) => setStatus(life, 0, 'not_published'),
  resume_blocked: (life) => setStatus(life, 0, 'blocked'),
  resume_moderated: (life) => setStatus(life, 1, 'on_moderation'),
  resumes_back: (life) => {
    for (const index of life.world.resumes.keys()) setStatus(life, index, 'published')
  },
  application_closed: ({ world }) => allowApplicantMethods(world, false),
  application_opened: ({ world }) => allowApplicantMethods(world, true),
  password_changed: ({ world }) => endAllPairs(world, 'deactivated'),
  access_withdrawn: ({ world }) => endAllPairs(world, 'revoked'),
  /** An old pair, which another machine refreshed, by hand into both secrets. */
  invalid_pair_pasted: (life) => {
    const { headHunter } = life.world.sandbox
    const pair = Object.assign(headHunter.issuePair(), { refreshed: true })
    headHunter.expire(pair.accessToken)
    paste(life, pair, 10 * SECOND)
  },
  fresh_pair_pasted: (life) => paste(life, life.world.sandbox.headHunter.issuePair(), 20 * SECOND),
  fresh_pair_pasted_slowly: (life) => paste(life, life.world.sandbox.headHunter.issuePair(), 8 * MINUTE),
  access_half_pasted: (life) => {
    const { accessToken } = life.world.sandbox.headHunter.issuePair()
    life.world.sandbox.github.setSecret('HH_ACCESS_TOKEN', accessToken, life.place)
  },
  refresh_half_pasted: (life) => {
    const { refreshToken } = life.world.sandbox.headHunter.issuePair()
    life.world.sandbox.github.setSecret('HH_REFRESH_TOKEN', refreshToken, life.place)
  },
  older_pair_pasted: (life) => {
    const pairs = [...life.world.sandbox.headHunter.state.byAccessToken.values()]
    const pair = pairs.at(-2) ?? pairs.at(-1)
    if (pair) paste(life, pair, MINUTE)
  },
  /** Another machine that holds the same pair renews it and keeps the new one to itself. */
  spent_elsewhere: ({ world: { sandbox }, place }) => {
    const token = sandbox.github.secret('HH_REFRESH_TOKEN', place)?.value ?? ''
    const pair = sandbox.headHunter.pair(decodeStagedPair(token)?.refreshToken ?? token)
    if (pair === undefined) return
    sandbox.headHunter.expire(pair.accessToken)
    pair.refreshed = true
  },
  /** A token lasts 14 days, so none expires within the run that got it. */
  access_token_expires: ({ world: { sandbox } }) => {
    const pair = [...sandbox.headHunter.state.byAccessToken.values()].at(-1)
    if (pair === undefined || !sandbox.headHunter.accepts(pair.accessToken)) return
    const isFresh = pair.expiresAt > sandbox.timeOf('headHunter') + ACCESS_TOKEN_LIFE - HOUR
    if (!isFresh) sandbox.headHunter.expire(pair.accessToken)
  },
  repository_renamed: ({ world: { sandbox } }) => {
    const [repository] = sandbox.github.state.repositories
    if (repository) sandbox.github.rename(repository, `${repository.name}-too`)
  },
}

/** First the access token; so long later the refresh token. */
function paste({ world: { sandbox }, place }: Changeable, pair: IssuedPair, between: number): void {
  sandbox.github.setSecret('HH_ACCESS_TOKEN', pair.accessToken, place)
  sandbox.clock.advance(between)
  sandbox.github.setSecret('HH_REFRESH_TOKEN', pair.refreshToken, place)
}

const tokensOfApp = ({ sandbox, installation }: World): GitHubToken[] =>
  [...sandbox.github.state.tokens.values()].filter(
    (token) => token.installation !== undefined && token.installation === installation?.id,
  )

function setStatus({ world, onStatus }: Changeable, index: number, status: StandInResume['status']): void {
  const resume = world.resumes[index]
  if (resume === undefined) return
  resume.status = status
  onStatus(resume)
}

function allowApplicantMethods({ sandbox }: World, allowed: boolean): void {
  for (const application of sandbox.headHunter.state.applications) application.applicantMethods = allowed
}

function endAllPairs({ sandbox }: World, end: NonNullable<IssuedPair['end']>): void {
  for (const pair of sandbox.headHunter.state.byAccessToken.values()) pair.end ??= end
}
