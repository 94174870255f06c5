import { DAY, SECOND } from '../domain/clock.js'
import { type AuthorizationCode, type HeadHunter, isToken, type TokenOutcome } from '../domain/headhunter.js'
import type { HttpResponse } from '../domain/http.js'
import { parseJson } from '../http/body.js'
import { serverTime } from '../http/headers.js'
import { type Outcome, ok } from '../reasons/index.js'
import type { ApiCall, Call, HeadHunterOptions, Reply } from './call.js'

/** How long HeadHunter's access tokens are valid. */
const USUAL_LIFE_MS = 14 * DAY
const LONGEST_LIFE_MS = 366 * DAY

/** `POST /token` and `DELETE /token`. */
export const createOAuth = (
  call: Call,
  options: HeadHunterOptions,
): Pick<HeadHunter, 'exchangeCode' | 'refresh' | 'revoke'> => ({
  exchangeCode: (code, stop) => requestTokens(exchangeForm(code, options), stop, call, options),

  // Client id and secret must not come along: the contract allows these two fields only.
  refresh: (refreshToken, stop) =>
    requestTokens({ grant_type: 'refresh_token', refresh_token: refreshToken }, stop, call, options),

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

/** HeadHunter acts once and answers once: whatever form the answer has, the tokens in it are what counts. */
const requestTokens = async (
  form: Record<string, string>,
  stop: AbortSignal | undefined,
  call: Call,
  { clock, reporter }: HeadHunterOptions,
): Promise<TokenOutcome> => {
  const incomplete: HttpResponse[] = []
  const holdsTokens = (response: HttpResponse): boolean => {
    for (const secret of secretsIn(response.body)) reporter.mask(secret)
    const found = tokensIn(response, form.refresh_token)
    if (found === undefined) return false
    if (found.refreshToken !== undefined || isWhole(response)) return true
    incomplete.push(response)
    return false
  }
  const request: ApiCall = {
    method: 'POST',
    route: '/token',
    form,
    endpoint: 'token',
    irreplaceable: holdsTokens,
  }
  const reply = await call(stop === undefined ? request : { ...request, stop })
  // If no complete answer came, the access token of an incomplete one is used.
  const response = reply.ok ? reply.response : incomplete[0]
  if (response === undefined) return reply as Extract<Reply, { ok: false }>
  const { accessToken, refreshToken } = tokensIn(response, form.refresh_token) as FoundTokens
  const expiresAt = serverTime(response, clock.now()) + lifeOf(valuesOf('expires_in', response.body)[0])
  return ok({ accessToken, refreshToken, expiresAt })
}

interface FoundTokens {
  accessToken: string
  refreshToken: string | undefined
}

/**
 * Undefined where there are none. A success without a refresh token is one all the same; a refusal that holds tokens may
 * only repeat what was sent, so it must hold a whole new pair.
 */
const tokensIn = ({ status, body }: HttpResponse, spent: string | undefined): FoundTokens | undefined => {
  const accessToken = valuesOf('access_token', body).find(isToken)
  // Some answers repeat the request too.
  const refreshTokens = valuesOf('refresh_token', body).filter(isToken)
  const refreshToken = refreshTokens.find((token) => token !== spent) ?? refreshTokens[0]
  if (accessToken === undefined) return undefined
  const isSuccess = status >= 200 && status < 300
  const isNewPair = refreshToken !== undefined && refreshToken !== spent
  return isSuccess || isNewPair ? { accessToken, refreshToken } : undefined
}

/** Whether the JSON is complete, so that a missing token was not cut off. */
const isWhole = ({ body, incomplete }: HttpResponse): boolean => {
  const text = unpacked(body)
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)
  return json === '' ? incomplete === undefined && !text.includes('{') : parseJson(json) !== undefined
}

const secretsIn = (body: string): string[] =>
  [...valuesOf('access_token', body), ...valuesOf('refresh_token', body)].filter((value) => value !== '')

/** Every value that a field has in a text: JSON, JSON within other text, incomplete JSON, or a form. */
const valuesOf = (field: string, text: string): string[] => {
  const json = parseJson(text)
  // JSON that was packed into a JSON string.
  if (typeof json === 'string') return valuesOf(field, json)
  const own = (Object(json) as Record<string, unknown>)[field]
  if (typeof own === 'string' && own.trim() !== '') return [own.trim()]
  const inside = [...unpacked(text).matchAll(new RegExp(`"${field}"\\s*:\\s*(${STRING}|${NUMBER})`, 'gi'))]
  const inForm = [...text.matchAll(new RegExp(`(?:^|[?&#\\s])${field}=([^&#\\s"'<>]+)`, 'gi'))]
  return [
    ...inside.map(([, literal = '']) =>
      literal.startsWith('"') ? String(parseJson(literal) ?? '') : literal,
    ),
    ...inForm.map(([, value = '']) => new URLSearchParams(`v=${value}`).get('v') ?? ''),
  ].map((value) => value.trim())
}

const STRING = '"(?:[^"\\\\]|\\\\.)*"'
/** As it is written: JavaScript's numbers would round a long one. */
const NUMBER = '-?\\d[\\w.+-]*'

/** JSON that was written into a page, a script or a string of other JSON. */
const unpacked = (text: string): string => {
  const plain = /&(?:quot|#0*34|#x0*22);/i.test(text) ? withoutEntities(text) : text
  const isQuoted = /(\\+(?:u0022|x22|"))\w+\1\s*:/i.test(plain)
  return isQuoted ? plain.replaceAll(/\\+(?:u0022|x22|")/gi, '"') : plain
}

const withoutEntities = (html: string): string =>
  html
    .replaceAll(/&#(x[0-9a-f]+|\d+);/gi, (_, code: string) => String.fromCharCode(Number(`0${code}`)))
    .replaceAll(/&\w+;/g, (entity) => ENTITIES[entity.toLowerCase()] ?? entity)

const ENTITIES: Record<string, string> = {
  '&quot;': '"',
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&nbsp;': ' ',
}

const lifeOf = (seconds: string | undefined): number => {
  const life = Number(seconds) * SECOND
  return life > 0 && life <= LONGEST_LIFE_MS ? life : USUAL_LIFE_MS
}
