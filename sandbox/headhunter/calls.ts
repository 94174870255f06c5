import { SITES } from '../../src/settings/settings.js'
import type { SandboxClock } from '../clock.js'
import { type Answer, type Call, type Handler, json, noContent } from '../exchange.js'
import type { SeededRandom } from '../random.js'
import { createRouter } from '../router.js'
import { createAuthorizePage } from './authorize.js'
import { badArgument, badUserAgent, forbidden, methodNotAllowed, notFound, oauthRefusal } from './errors.js'
import { meOfAccount, meOfApplication } from './me.js'
import { createResumeDesk } from './resumes.js'
import type { HeadHunterState, IssuedPair } from './state.js'
import type { TokenDesk } from './tokens.js'

const LOCALES = ['RU', 'EN']
/** The examples of HeadHunter's own documentation: it refuses them (hhru/api #296). */
const BLACKLISTED_AGENT = /my-app-name|my-app-feedback|^MyApp\/1\.0/i

interface Options {
  state: HeadHunterState
  clock: SandboxClock
  random: SeededRandom
  desk: TokenDesk
}

type ApiHandler = (call: Call, id: string) => Answer
type PersonalHandler = (pair: IssuedPair, call: Call, id: string) => Answer

/** The handlers of the calls, with their checks. */
export function createCalls({ state, clock, random, desk }: Options) {
  const resumes = createResumeDesk({ state, clock })
  const authorize = createAuthorizePage({ state, desk })
  const requestId = () => random.hex(32)

  /** Any call of the API. */
  const api =
    (handle: ApiHandler): Handler =>
    (call) => {
      const id = requestId()
      return refusalOfClient(call, id) ?? handle(call, id)
    }

  /** A call that needs a person's token. */
  const personal = (handle: PersonalHandler): Handler =>
    api((call, id) => {
      const token = bearerOf(call)
      if (token === undefined) return forbidden(id)
      if (state.applicationTokens.has(token)) return oauthRefusal('user_auth_expected', id)
      const pair = state.byAccessToken.get(token)
      if (pair === undefined || clock.now() < pair.issuedAt + state.issueLag)
        return oauthRefusal('bad_authorization', id)
      const refusal = accessRefusal(pair, clock.now())
      return refusal === undefined ? handle(pair, call, id) : oauthRefusal(refusal, id)
    })

  /** A call that needs an applicant and an application that may use applicant methods. */
  const applicant = (handle: PersonalHandler): Handler =>
    personal((pair, call, id) => {
      const allowed = pair.account.applicant && pair.application.applicantMethods
      return allowed ? handle(pair, call, id) : forbidden(id)
    })

  const me = personal((pair) => json(200, meOfAccount(pair.account, state.resumes)))

  return createRouter(
    {
      'POST /token': api(desk.answer),
      'DELETE /token': personal((pair) => {
        pair.end = 'revoked'
        return noContent()
      }),
      'GET /me': (call) =>
        state.applicationTokens.has(bearerOf(call) ?? '') ? json(200, meOfApplication) : me(call),
      'GET /resumes/mine': applicant(({ account }, { query }, id) => resumes.mine(account, query, id)),
      'POST /resumes/{id}/publish': applicant(({ account }, { params }, id) =>
        resumes.publish(account, params.id ?? '', id),
      ),
      'GET /resumes/{id}/status': applicant(({ account }, { params }, id) =>
        resumes.readiness(account, params.id ?? '', id),
      ),
      'GET /resumes/{id}/views': applicant(({ account }, { params }, id) =>
        resumes.views(account, params.id ?? '', id),
      ),
      'GET /oauth/authorize': authorize,
      'POST /oauth/authorize': authorize,
    },
    {
      notFound: () => notFound(requestId()),
      wrongMethod: () => methodNotAllowed(requestId()),
    },
  )
}

function refusalOfClient({ headers, query }: Call, id: string): Answer | undefined {
  const agent = (headers['hh-user-agent'] ?? headers['user-agent'] ?? '').trim()
  if (agent === '') return badUserAgent('unset', id)
  if (BLACKLISTED_AGENT.test(agent)) return badUserAgent('blacklisted', id)
  if (!((query.get('host') ?? 'hh.ru') in SITES)) return badArgument('host', id)
  if (!LOCALES.includes(query.get('locale') ?? 'RU')) return badArgument('locale', id)
  return undefined
}

function bearerOf({ headers }: Call): string | undefined {
  return /^bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
}

/** Why an access token is not accepted at this moment. */
export function accessRefusal(pair: IssuedPair, now: number): string | undefined {
  if (pair.application.deleted) return 'application_not_found'
  if (pair.end !== undefined) return 'token_revoked'
  if (now >= pair.expiresAt) return 'token_expired'
  return undefined
}
