import type { Diagnostic, Outcome } from '../reasons/index.js'

/** A token pair as HeadHunter issued it. */
export interface TokenPair {
  accessToken: string
  refreshToken: string
  /** When the access token expires, in milliseconds since the epoch by HeadHunter's clock. */
  expiresAt: number
}

/** The tokens in an answer of `POST /token`; HeadHunter can leave out the refresh token. */
export interface IssuedTokens extends Omit<TokenPair, 'refreshToken'> {
  refreshToken: string | undefined
}

/** The answer to a token request. `answerLost`: an earlier try may have had its effect, and its answer never came. */
export type TokenOutcome =
  | { ok: true; value: IssuedTokens }
  | { ok: false; diagnostic: Diagnostic; answerLost: boolean }

/** Visible ASCII (RFC 6749, A.12 and A.17), but for the space, which no header would keep. */
export const isToken = (value: string): boolean => /^[\x21-\x7e]{1,8192}$/.test(value)

export interface AuthorizationCode {
  code: string
  redirectUri: string
  /** PKCE (RFC 7636), where the authorization was begun with a challenge. */
  codeVerifier?: string
}

export type ResumeStatus = 'published' | 'not_published' | 'blocked' | 'on_moderation' | 'unknown'

/** One resume of `GET /resumes/mine`; moments in milliseconds since the epoch, by HeadHunter's clock. */
export interface Resume {
  id: string
  title: string
  status: ResumeStatus
  /** When it may be touched next; undefined when HeadHunter does not say. */
  nextTouchAt: number | undefined
  /** The date by which HeadHunter sorts; undefined when HeadHunter does not say. */
  updatedAt: number | undefined
  views: number
  newViews: number
  /** Its page on the site. */
  url: string | undefined
}

export interface ResumeList {
  resumes: Resume[]
  /** HeadHunter's clock when it answered (the `Date` header), in milliseconds since the epoch. */
  serverTime: number
}

export interface Me {
  isApplicant: boolean
}

/** Why a resume can't be published: `GET /resumes/{id}/status`. */
export interface ResumeReadiness {
  /** Names of the mandatory fields that are not filled in, as HeadHunter calls them. */
  missing: string[]
  /** The moderator's notes. */
  notes: string[]
}

/** `answerLost`: an earlier try of the same call may have had its effect. */
export type PublishOutcome = { ok: true } | { ok: false; diagnostic: Diagnostic; answerLost: boolean }

/**
 * The calls that an applicant's tool makes (docs: https://api.hh.ru/openapi/redoc). No method throws for anything that
 * comes from outside: every answer is a value or a diagnostic. Each method retries what can be retried.
 */
export interface HeadHunter {
  /** `POST /token`, grant `authorization_code`. Once `stop` is aborted, no further try begins. */
  exchangeCode(code: AuthorizationCode, stop?: AbortSignal): Promise<TokenOutcome>
  /** `POST /token`, grant `refresh_token`: spends the refresh token. Once `stop` is aborted, no further try begins. */
  refresh(refreshToken: string, stop?: AbortSignal): Promise<TokenOutcome>
  /** `DELETE /token`: ends the pair. */
  revoke(accessToken: string): Promise<Outcome<void>>
  /** `GET /me`. */
  me(accessToken: string): Promise<Outcome<Me>>
  /** `GET /resumes/mine`, all pages. */
  resumes(accessToken: string): Promise<Outcome<ResumeList>>
  /** `POST /resumes/{id}/publish`. */
  publish(accessToken: string, resumeId: string): Promise<PublishOutcome>
  /** `GET /resumes/{id}/status`. */
  readiness(accessToken: string, resumeId: string): Promise<Outcome<ResumeReadiness>>
}
