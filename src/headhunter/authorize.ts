import { createHash } from 'node:crypto'
import { isLoopback } from '../settings/reader.js'

/** `node:crypto`'s, passed in. */
export type RandomBytes = (size: number) => Uint8Array

/** PKCE (RFC 7636): the challenge goes along with the authorization, the verifier with the exchange. */
export interface Pkce {
  codeVerifier: string
  codeChallenge: string
}

export interface AuthorizationRequest {
  /** The site, such as `hh.ru`. */
  host: string
  apiUrl: string
  clientId: string
  redirectUri: string
  /** Comes back with the redirect: proof that it answers this very request. */
  state: string
  codeChallenge?: string
}

/** What came back from the authorise page. */
export type Redirect =
  | { kind: 'code'; code: string }
  /** The person said no, or HeadHunter did; `error` is HeadHunter's short code, such as `access_denied`. */
  | { kind: 'refused'; error: string }
  /** The answer to another request than ours. */
  | { kind: 'wrong_state' }
  | { kind: 'nothing' }

export const createState = (randomBytes: RandomBytes): string => base64url(randomBytes(24))

export const createPkce = (randomBytes: RandomBytes): Pkce => {
  const codeVerifier = base64url(randomBytes(32))
  return { codeVerifier, codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url') }
}

/** The page where a person lets the application in (https://api.hh.ru/openapi/redoc#section/Avtorizaciya). */
export const authorizeUrl = (request: AuthorizationRequest): string => {
  const url = new URL('/oauth/authorize', siteFor(request))
  const { clientId, redirectUri, state, codeChallenge } = request
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    state,
    ...(codeChallenge !== undefined && { code_challenge: codeChallenge, code_challenge_method: 'S256' }),
  }).toString()
  return url.href
}

/** The sandbox on loopback serves both the API and the site. */
const siteFor = ({ host, apiUrl }: AuthorizationRequest): string => {
  const { hostname, origin } = new URL(apiUrl)
  return isLoopback(hostname) ? origin : `https://${host}`
}

/** The query of a redirect; valid only with the state that was sent. */
export const readRedirect = (query: URLSearchParams, state: string): Redirect => {
  const code = query.get('code') ?? ''
  const error = query.get('error') ?? ''
  if (code === '' && error === '') return { kind: 'nothing' }
  if (query.get('state') !== state) return { kind: 'wrong_state' }
  if (error !== '') return { kind: 'refused', error: /^\w{1,64}$/.test(error) ? error : 'unknown' }
  return isCode(code) ? { kind: 'code', code } : { kind: 'nothing' }
}

/**
 * What a person pasted: the whole redirect address, its query, or the bare code; with the quotes, spaces and line breaks
 * that come along when one copies from a browser, a terminal or a message.
 */
export const readPasted = (pasted: string, state: string): Redirect => {
  const clean = pasted.replace(/[\s\p{Cf}"'`<>«»“”]+/gu, '').replaceAll('&amp;', '&')
  const query = /(?:^|[?#&])((?:code|error|state)=.*)$/s.exec(clean)?.[1]
  if (query !== undefined) return readRedirect(new URLSearchParams(query.replace('#', '&')), state)
  return isCode(clean) ? { kind: 'code', code: clean } : { kind: 'nothing' }
}

/** HeadHunter does not say what a code looks like; the unreserved characters of RFC 3986 are what OAuth servers use. */
const isCode = (value: string): boolean => /^[A-Za-z0-9._~-]{8,512}$/.test(value)

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
