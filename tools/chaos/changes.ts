import type { World } from '../../__tests__/support/world.js'
import type { SecretPlace } from '../../sandbox/github/github.js'
import type { TokenKind } from '../../sandbox/github/tokens.js'
import type { IssuedPair, StandInResume } from '../../sandbox/headhunter/state.js'
import { HOUR, SECOND } from '../../src/domain/clock.js'
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
  },
  token_revoked: ({ world }) => {
    world.githubToken.revoked = true
  },
  token_expired: ({ world }) => {
    world.githubToken.expiresAt = world.sandbox.clock.now()
  },
  token_renewed: ({ world, token }) => {
    world.githubToken = world.sandbox.github.addToken(token)
  },
  key_rotated: ({ world, place }) => world.sandbox.github.rotateKey(place),
  github_exhausted: ({ world: { sandbox } }) => sandbox.github.exhaustUntil(sandbox.clock.now() + HOUR),
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
  invalid_pair_pasted: ({ world: { sandbox }, place }) => {
    const { headHunter, github, clock } = sandbox
    const { accessToken, refreshToken } = Object.assign(headHunter.issuePair(), { refreshed: true })
    headHunter.expire(accessToken)
    github.setSecret('HH_ACCESS_TOKEN', accessToken, place)
    clock.advance(10 * SECOND)
    github.setSecret('HH_REFRESH_TOKEN', refreshToken, place)
  },
}

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
