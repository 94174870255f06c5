import * as v from 'valibot'
import { DAY, SECOND } from '../domain/clock.js'
import { type Outcome, ok } from '../domain/diagnostic.js'
import type { AuthorizationCode, HeadHunter, TokenOutcome } from '../domain/headhunter.js'
import type { HttpResponse } from '../domain/http.js'
import { unreadable } from './errors.js'
import { parseJson, serverTime } from './formats.js'
import type { ApiCall, Call, HeadHunterOptions } from './request.js'

/** How long HeadHunter's access tokens live. */
const USUAL_LIFE_MS = 14 * DAY
const LONGEST_LIFE_MS = 366 * DAY

const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._~+/=-]{1,4096}$/))
const TokenBody = v.object({ access_token: token, refresh_token: token, expires_in: v.optional(v.unknown()) })

/** `POST /token` and `DELETE /token`. */
export const createOAuth = (
  call: Call,
  options: HeadHunterOptions,
): Pick<HeadHunter, 'exchangeCode' | 'refresh' | 'revoke'> => ({
  exchangeCode: (code, stop) => requestPair(exchangeForm(code, options), stop, call, options),

  // Client id and secret must not come along: the contract allows these two fields only.
  refresh: (refreshToken, stop) =>
    requestPair({ grant_type: 'refresh_token', refresh_token: refreshToken }, stop, call, options),

  async revoke(accessToken): Promise<Outcome<void>> {
    const reply = await call({ method: 'DELETE', route: '/token', accessToken })
    return reply.ok ? ok(undefined) : { ok: false, diagnostic: reply.diagnostic }
  },
})

const exchangeForm = (
  { code, redirectUri, codeVerifier }: AuthorizationCode,
  { clientId, clientSecret }: HeadHunterOptions,
): Record<string, string> => ({
  grant_type: 'authorization_code',
  client_id: clientId,
  client_secret: clientSecret,
  code,
  redirect_uri: redirectUri,
  ...(codeVerifier !== undefined && { code_verifier: codeVerifier }),
})

const requestPair = async (
  form: Record<string, string>,
  stop: AbortSignal | undefined,
  call: Call,
  options: HeadHunterOptions,
): Promise<TokenOutcome> => {
  const request: ApiCall = { method: 'POST', route: '/token', form, endpoint: 'token', ownConnection: true }
  const reply = await call(stop === undefined ? request : { ...request, stop })
  return reply.ok ? pairIn(reply.response, options) : reply
}

/** HeadHunter has acted by now: what can't be read here is lost, so only the two tokens themselves are insisted on. */
const pairIn = (response: HttpResponse, { clock, reporter }: HeadHunterOptions): TokenOutcome => {
  const json = parseJson(response.body)
  for (const secret of tokensIn(json)) reporter.mask(secret)
  if (json === undefined) return lost('answer_not_json', response)
  const body = v.safeParse(TokenBody, json)
  if (!body.success) return lost('answer_unexpected', response)
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresIn } = body.output
  const expiresAt = serverTime(response, clock.now()) + lifeOf(expiresIn)
  return ok({ accessToken, refreshToken, expiresAt })
}

const tokensIn = (json: unknown): string[] => {
  const { access_token, refresh_token } = Object(json) as Record<string, unknown>
  return [access_token, refresh_token].filter(
    (value) => typeof value === 'string' && value !== '',
  ) as string[]
}

const lost = (reason: 'answer_not_json' | 'answer_unexpected', response: HttpResponse): TokenOutcome => ({
  ok: false,
  diagnostic: unreadable(reason, response),
  answerLost: true,
})

const lifeOf = (seconds: unknown): number => {
  const life = Number(seconds) * SECOND
  return life > 0 && life <= LONGEST_LIFE_MS ? life : USUAL_LIFE_MS
}
