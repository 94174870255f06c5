import { DAY, HOUR, MINUTE } from '../../src/domain/clock.js'

/** How long an access token is valid. */
export const ACCESS_TOKEN_LIFE = 14 * DAY
/** How long an authorization code is valid; HeadHunter does not document it. */
export const CODE_LIFE = 10 * MINUTE
/** The time between two touches of a resume. */
export const TOUCH_INTERVAL = 4 * HOUR

/** An application, as registered at dev.hh.ru. May be changed at any time. */
export interface Application {
  id: string
  secret: string
  redirectUri: string
  /** Whether it may use `/resumes/…`; false: an application after 2025-12-15. */
  applicantMethods: boolean
  deleted: boolean
}

/** A person at hh.ru. The flags may be changed at any time. */
export interface Account {
  id: string
  firstName: string
  lastName: string
  email: string
  phone: string
  applicant: boolean
  locked: boolean
  passwordInvalidated: boolean
  loginNotVerified: boolean
}

export type StandInStatus = 'published' | 'not_published' | 'blocked' | 'on_moderation'

/** A resume; may be changed at any time. Moments are milliseconds since the epoch. */
export interface StandInResume {
  id: string
  account: Account
  title: string | null
  status: StandInStatus
  /** Whether all mandatory fields are filled in. */
  finished: boolean
  createdAt: number
  /** The last touch: four hours later it may be touched again. */
  updatedAt: number
  totalViews: number
  newViews: number
  /** What `/status` says is missing, by HeadHunter's names of fields. */
  missing: { id: string; name: string }[]
  moderationNotes: { id: string; name: string; field?: string }[]
}

/** A touch or a first publication that really happened. */
export interface Touch {
  resumeId: string
  /** `published`: the resume was not on the site before. A tool that only touches must never cause it. */
  kind: 'touched' | 'published'
  at: number
  /** The resume's date until then. */
  previousAt: number
}

/** A token pair that was issued, and its fate. */
export interface IssuedPair {
  accessToken: string
  refreshToken: string
  application: Application
  account: Account
  issuedAt: number
  expiresAt: number
  /** The refresh token was spent. */
  refreshed: boolean
  /** `revoked`: access withdrawn or `DELETE /token`; `deactivated`: the password was changed. */
  end?: 'revoked' | 'deactivated'
}

export interface IssuedCode {
  code: string
  application: Application
  account: Account
  redirectUri: string
  expiresAt: number
  /** PKCE, method S256. */
  challenge?: string
  used: boolean
  revoked: boolean
}

/** An application's own token, of the grant `client_credentials`. */
export interface ApplicationToken {
  token: string
  application: Application
  issuedAt: number
}

/** Everything that the stand-in remembers. */
export interface HeadHunterState {
  applications: Application[]
  accounts: Account[]
  resumes: StandInResume[]
  touches: Touch[]
  byAccessToken: Map<string, IssuedPair>
  byRefreshToken: Map<string, IssuedPair>
  codes: Map<string, IssuedCode>
  applicationTokens: Map<string, ApplicationToken>
  /** Resumes on a page of `/resumes/mine`. */
  perPage: number
  /** How long `/resumes/mine` goes on showing a touched resume as it was, in milliseconds. */
  listLag: number
  /** How long an access token that is refused as expired still counts as not expired when its pair is refreshed. */
  expiryLag: number
  /** How long a new access token is not known yet where resumes are asked for, in milliseconds. */
  issueLag: number
  /** Who is logged in in the browser that opens `/oauth/authorize`. */
  browserAccount: Account | undefined
}

export const emptyState = (): HeadHunterState => ({
  applications: [],
  accounts: [],
  resumes: [],
  touches: [],
  byAccessToken: new Map(),
  byRefreshToken: new Map(),
  codes: new Map(),
  applicationTokens: new Map(),
  perPage: 100,
  listLag: 0,
  expiryLag: 0,
  issueLag: 0,
  browserAccount: undefined,
})
