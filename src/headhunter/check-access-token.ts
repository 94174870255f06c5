import type { Reason, Verdict } from '../domain/diagnostic.js'
import { verdict } from '../domain/diagnostic.js'
import type { HeadHunter, ResumeList } from '../domain/headhunter.js'

export type Answer =
  | { kind: 'accepted'; resumes: ResumeList }
  /** The access token is expired, unknown or revoked: a refresh may help. */
  | { kind: 'refused'; verdict: Verdict }
  /** Something else is in the way; nothing is to be spent on it. */
  | { kind: 'failed'; verdict: Verdict; tokenLives: boolean }

const REFUSALS: readonly Reason[] = ['access_token_expired', 'access_token_unknown', 'access_token_revoked']

/** HeadHunter does not take this access token; another one may do. */
export const isTokenRefusal = ({ reason }: Verdict): boolean => REFUSALS.includes(reason)

/** Asks for the resumes, which tells at the same time whether HeadHunter accepts the access token. */
export async function knock(accessToken: string, headHunter: HeadHunter): Promise<Answer> {
  const list = await headHunter.resumes(accessToken)
  if (list.ok) return { kind: 'accepted', resumes: list.value }
  if (list.verdict.reason !== 'forbidden') return refusedOrFailed(list.verdict)
  return explainForbidden(list.verdict, accessToken, headHunter)
}

/**
 * `forbidden` while `/me` accepts the same token is a verdict on the application: since 2025-12-15 third-party
 * applications may not use the applicant methods.
 */
export async function explainForbidden(
  forbidden: Verdict,
  accessToken: string,
  headHunter: HeadHunter,
): Promise<Exclude<Answer, { kind: 'accepted' }>> {
  const me = await headHunter.me(accessToken)
  if (!me.ok) {
    const answer = refusedOrFailed(me.verdict)
    return answer.kind === 'refused' ? answer : { kind: 'failed', verdict: forbidden, tokenLives: false }
  }
  const reason = me.value.isApplicant ? 'application_may_not_touch' : 'not_an_applicant'
  return { kind: 'failed', verdict: verdict(reason, {}, forbidden.requestId), tokenLives: true }
}

const refusedOrFailed = (cause: Verdict): Exclude<Answer, { kind: 'accepted' }> =>
  isTokenRefusal(cause)
    ? { kind: 'refused', verdict: cause }
    : { kind: 'failed', verdict: cause, tokenLives: false }
