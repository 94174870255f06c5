import { createHash } from 'node:crypto'
import { MINUTE } from '../../src/domain/clock.js'
import type { SandboxClock } from '../clock.js'
import { type Answer, type Call, json } from '../exchange.js'
import type { SeededRandom } from '../random.js'
import { tokenRefusal } from './errors.js'
import type { Account, Application, HeadHunterState, IssuedCode, IssuedPair } from './state.js'
import { ACCESS_TOKEN_LIFE, CODE_LIFE } from './state.js'

/** An application may ask for a token of its own once in five minutes. */
const APPLICATION_TOKEN_INTERVAL = 5 * MINUTE

interface Options {
  state: HeadHunterState
  clock: SandboxClock
  random: SeededRandom
}

interface NewCode {
  application: Application
  account: Account
  redirectUri: string
  challenge?: string
}

/** `error` and `error_description` of a refusal. */
type Refusal = readonly [error: string, description: string]

export type TokenDesk = ReturnType<typeof createTokenDesk>

/** Issues codes and tokens, and answers `POST /token` by the rules of https://api.hh.ru/openapi/redoc. */
export function createTokenDesk({ state, clock, random }: Options) {
  function issuePair(account: Account, application: Application): IssuedPair {
    const pair: IssuedPair = {
      accessToken: random.upper(64),
      refreshToken: random.upper(64),
      application,
      account,
      issuedAt: clock.now(),
      expiresAt: clock.now() + ACCESS_TOKEN_LIFE,
      refreshed: false,
    }
    state.byAccessToken.set(pair.accessToken, pair)
    state.byRefreshToken.set(pair.refreshToken, pair)
    return pair
  }

  function issueCode(request: NewCode): IssuedCode {
    const code: IssuedCode = {
      ...request,
      code: random.upper(64),
      expiresAt: clock.now() + CODE_LIFE,
      used: false,
      revoked: false,
    }
    state.codes.set(code.code, code)
    return code
  }

  function answer({ body }: Call, id: string): Answer {
    const form = new URLSearchParams(body)
    const outcome = grant(form)
    if (outcome === 'too_early') return tokenRefusal('forbidden', 'app token refresh too early', id, 403)
    return isRefusal(outcome) ? tokenRefusal(outcome[0], outcome[1], id) : json(200, outcome)
  }

  function grant(form: URLSearchParams) {
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return exchange(form)
      case 'refresh_token':
        return refresh(form.get('refresh_token') ?? '')
      case 'client_credentials':
        return applicationToken(form)
      default:
        return ['unsupported_grant_type', 'unsupported grant_type'] as const
    }
  }

  function exchange(form: URLSearchParams) {
    const application = clientOf(form, state.applications)
    if (isRefusal(application)) return application
    const code = state.codes.get(form.get('code') ?? '')
    if (code?.application !== application) return ['invalid_request', 'code not found'] as const
    const refusal = codeRefusal(code, form, clock.now()) ?? accountRefusal(code.account)
    if (refusal) return refusal
    code.used = true
    return pairBody(issuePair(code.account, application))
  }

  function refresh(refreshToken: string) {
    const pair = state.byRefreshToken.get(refreshToken)
    if (refreshToken === '') return ['invalid_request', 'token is empty'] as const
    if (/[^A-Za-z0-9]/.test(refreshToken)) return ['invalid_grant', 'bad token'] as const
    if (pair === undefined) return ['invalid_request', 'token not found'] as const
    const refusal = refreshRefusal(pair, clock.now() - state.expiryLag)
    if (refusal) return refusal
    pair.refreshed = true
    return pairBody(issuePair(pair.account, pair.application))
  }

  function applicationToken(form: URLSearchParams) {
    const application = clientOf(form, state.applications)
    if (isRefusal(application)) return application
    const last = [...state.applicationTokens.values()].findLast(
      (issued) => issued.application === application,
    )
    if (last && clock.now() - last.issuedAt < APPLICATION_TOKEN_INTERVAL) return 'too_early' as const
    const token = random.upper(64)
    state.applicationTokens.set(token, { token, application, issuedAt: clock.now() })
    return { access_token: token, token_type: 'bearer' }
  }

  return { issuePair, issueCode, answer }
}

const isRefusal = (value: unknown): value is Refusal => Array.isArray(value)

function clientOf(form: URLSearchParams, applications: Application[]): Application | Refusal {
  const application = applications.find((known) => known.id === form.get('client_id') && !known.deleted)
  if (application === undefined) return ['invalid_client', 'client_id or client_secret not found']
  if (application.secret !== form.get('client_secret')) return ['invalid_request', 'account not found']
  return application
}

function codeRefusal(code: IssuedCode, form: URLSearchParams, now: number): Refusal | undefined {
  const redirectUri = form.get('redirect_uri') ?? ''
  if (redirectUri !== code.redirectUri) return ['invalid_request', 'bad redirect url']
  if (code.revoked) return ['invalid_grant', 'code was revoke']
  if (code.used) return ['invalid_grant', 'code has already been used']
  if (now >= code.expiresAt) return ['invalid_grant', 'code expired']
  if (code.challenge !== undefined && code.challenge !== challengeOf(form.get('code_verifier') ?? '')) {
    return ['invalid_grant', 'code verifier mismatch']
  }
  return undefined
}

/** PKCE, method S256 (RFC 7636, 4.2). */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url')

function accountRefusal(account: Account): Refusal | undefined {
  if (account.locked) return ['invalid_request', 'account is locked']
  if (account.passwordInvalidated) return ['invalid_request', 'password invalidated']
  if (account.loginNotVerified) return ['invalid_request', 'login not verified']
  return undefined
}

/** Why a refresh token can't be spent at this moment. */
function refreshRefusal(pair: IssuedPair, now: number): Refusal | undefined {
  if (pair.application.deleted) return ['invalid_client', 'client_id or client_secret not found']
  if (pair.end === 'revoked') return ['invalid_grant', 'token was revoked']
  if (pair.end === 'deactivated') return ['invalid_grant', 'token deactivated']
  if (pair.refreshed) return ['invalid_grant', 'token has already been refreshed']
  if (now < pair.expiresAt) return ['invalid_grant', 'token not expired']
  return accountRefusal(pair.account)
}

function pairBody(pair: IssuedPair) {
  return {
    access_token: pair.accessToken,
    token_type: 'bearer',
    expires_in: ACCESS_TOKEN_LIFE / 1_000,
    refresh_token: pair.refreshToken,
  }
}

/** Whether an address may be redirected to: the application's own, or one that only adds to its path or query. */
export function isRedirectAllowed(application: Application, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false
  const own = new URL(application.redirectUri)
  const given = new URL(redirectUri)
  return (
    own.origin === given.origin && own.protocol === given.protocol && given.pathname.startsWith(own.pathname)
  )
}
