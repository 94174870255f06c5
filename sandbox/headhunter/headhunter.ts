import { DAY, HOUR } from '../../src/domain/clock.js'
import type { SandboxClock } from '../clock.js'
import type { Answer, Service } from '../exchange.js'
import type { Faults } from '../faults.js'
import type { SeededRandom } from '../random.js'
import { accessRefusal, createCalls } from './calls.js'
import { PERSONAL_DATA } from './item.js'
import type {
  Account,
  Application,
  HeadHunterState,
  IssuedCode,
  IssuedPair,
  StandInResume,
  Touch,
} from './state.js'
import { emptyState } from './state.js'
import { createTokenDesk } from './tokens.js'

interface Options {
  clock: SandboxClock
  random: SeededRandom
  faults: Faults
}

export interface CodeOptions {
  application?: Application
  /** The application's own when left out. */
  redirectUri?: string
  /** PKCE, method S256. */
  challenge?: string
}

/**
 * HeadHunter: the API, and the page on which a person allows an application. Applications, accounts, resumes and pairs are
 * mutable objects. The default account and application are the first ones.
 */
export interface HeadHunterStandIn extends Service {
  /** Its state; `perPage`, the lags and `browserAccount` can be set. */
  readonly state: HeadHunterState
  addApplication(given?: Partial<Application>): Application
  addAccount(given?: Partial<Account>): Account
  /** By default published, complete and touchable. */
  addResume(given?: Partial<StandInResume>): StandInResume
  /** Issues a pair, as an exchange or a refresh would. */
  issuePair(account?: Account, application?: Application): IssuedPair
  /** The code of an authorization that the person allowed. */
  authorizationCode(account?: Account, options?: CodeOptions): IssuedCode
  /** The pair that this access or refresh token is of. */
  pair(token: string): IssuedPair | undefined
  /** Expires the access token at once. */
  expire(accessToken: string): void
  /** The person withdraws access (`revoked`), or changes the password (`deactivated`). */
  end(accessToken: string, how: 'revoked' | 'deactivated'): void
  /** Whether HeadHunter accepts this access token at this moment. */
  accepts(accessToken: string): boolean
  /** Whether this refresh token is unspent and its pair not revoked, so that it works once its access token has expired. */
  refreshable(refreshToken: string): boolean
  /** Whether a holder of these two has, or can get, access: the one is accepted, or the other refreshable. */
  usable(pair: { accessToken: string; refreshToken: string }): boolean
  /** Every touch and publication that happened, of one resume or of all, in order. */
  touches(resumeId?: string): Touch[]
  /**
   * The next `times` requests of a route (`POST /token`) get this answer and have no effect; once when left out.
   * `answers.ts` has every answer that HeadHunter documents.
   */
  force(route: string, answer: Answer, times?: number): void
}

export function createHeadHunter({ clock, random, faults }: Options): HeadHunterStandIn {
  const state = emptyState()
  const desk = createTokenDesk({ state, clock, random })
  const first = <T>(list: T[], what: string): T => {
    if (list[0] === undefined) throw new Error(`the sandbox's HeadHunter has no ${what} yet`)
    return list[0]
  }
  const anyAccount = () => first(state.accounts, 'account')
  const anyApplication = () => first(state.applications, 'application')
  const keep = <T>(list: T[], item: T): T => {
    list.push(item)
    return item
  }
  const pair = (token: string) => state.byAccessToken.get(token) ?? state.byRefreshToken.get(token)
  const known = (token: string): IssuedPair => {
    const found = pair(token)
    if (found === undefined) throw new Error("not a token of the sandbox's HeadHunter")
    return found
  }
  const accepts = (accessToken: string) => {
    const found = state.byAccessToken.get(accessToken)
    return found !== undefined && accessRefusal(found, clock.now()) === undefined
  }
  const refreshable = (refreshToken: string) => {
    const found = state.byRefreshToken.get(refreshToken)
    return found !== undefined && !found.refreshed && found.end === undefined && !found.application.deleted
  }

  return {
    state,
    find: createCalls({ state, clock, random, desk }),
    addApplication: (given) => keep(state.applications, { ...newApplication(random), ...given }),
    addAccount: (given) => keep(state.accounts, { ...newAccount(random), ...given }),
    addResume: (given) =>
      keep(state.resumes, { ...newResume(given?.account ?? anyAccount(), random, clock.now()), ...given }),
    issuePair: (account = anyAccount(), application = anyApplication()) =>
      desk.issuePair(account, application),
    authorizationCode: (account = anyAccount(), { application = anyApplication(), ...rest } = {}) =>
      desk.issueCode({ account, application, redirectUri: application.redirectUri, ...rest }),
    pair,
    expire: (accessToken) => {
      known(accessToken).expiresAt = clock.now()
    },
    end: (accessToken, how) => {
      known(accessToken).end = how
    },
    accepts,
    refreshable,
    usable: ({ accessToken, refreshToken }) => accepts(accessToken) || refreshable(refreshToken),
    touches: (resumeId) =>
      state.touches.filter((touch) => resumeId === undefined || touch.resumeId === resumeId),
    force: (route, answer, times = 1) =>
      faults.add({ service: 'headHunter', route, kind: 'answer', answer, times }),
  }
}

const newApplication = (random: SeededRandom): Application => ({
  id: random.upper(64),
  secret: random.upper(64),
  redirectUri: 'http://localhost:8080',
  applicantMethods: true,
  deleted: false,
})

const newAccount = (random: SeededRandom): Account => ({
  id: random.digits(8),
  firstName: PERSONAL_DATA.firstName,
  lastName: PERSONAL_DATA.lastName,
  email: PERSONAL_DATA.email,
  phone: PERSONAL_DATA.phone,
  applicant: true,
  locked: false,
  passwordInvalidated: false,
  loginNotVerified: false,
})

const newResume = (account: Account, random: SeededRandom, now: number): StandInResume => ({
  id: random.hex(38),
  account,
  title: 'Инженер',
  status: 'published',
  finished: true,
  createdAt: now - 100 * DAY,
  updatedAt: now - 5 * HOUR,
  totalViews: 12,
  newViews: 3,
  missing: [],
  moderationNotes: [],
})
