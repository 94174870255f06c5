import type { HeadHunter, ResumeList } from '../domain/headhunter.js'
import { type Diagnostic, diagnostic, hasTrait } from '../reasons/index.js'

export type Answer =
  | { kind: 'accepted'; resumes: ResumeList }
  /** The access token is expired, unknown or revoked: a refresh may help. */
  | { kind: 'refused'; diagnostic: Diagnostic }
  /** Another problem, which a refresh would not solve. */
  | { kind: 'failed'; diagnostic: Diagnostic; tokenLives: boolean }

/** HeadHunter refuses this access token; another one can work. */
export const isTokenRefusal = ({ reason }: Diagnostic): boolean => hasTrait(reason, 'refuses_access_token')

/** Asks for the resumes, which also shows whether HeadHunter accepts the access token. */
export async function checkAccessToken(accessToken: string, headHunter: HeadHunter): Promise<Answer> {
  const list = await headHunter.resumes(accessToken)
  if (list.ok) return { kind: 'accepted', resumes: list.value }
  if (list.diagnostic.reason !== 'forbidden') return refusedOrFailed(list.diagnostic)
  return explainForbidden(list.diagnostic, accessToken, headHunter)
}

/**
 * `forbidden` while `/me` accepts the same token is a diagnostic on the application: since 2025-12-15 third-party
 * applications may not use the applicant methods.
 */
export async function explainForbidden(
  forbidden: Diagnostic,
  accessToken: string,
  headHunter: HeadHunter,
): Promise<Exclude<Answer, { kind: 'accepted' }>> {
  const me = await headHunter.me(accessToken)
  if (!me.ok) {
    const answer = refusedOrFailed(me.diagnostic)
    return answer.kind === 'refused' ? answer : { kind: 'failed', diagnostic: forbidden, tokenLives: false }
  }
  const reason = me.value.isApplicant ? 'application_may_not_touch' : 'not_an_applicant'
  return { kind: 'failed', diagnostic: diagnostic(reason, {}, forbidden.requestId), tokenLives: true }
}

const refusedOrFailed = (cause: Diagnostic): Exclude<Answer, { kind: 'accepted' }> =>
  isTokenRefusal(cause)
    ? { kind: 'refused', diagnostic: cause }
    : { kind: 'failed', diagnostic: cause, tokenLives: false }
