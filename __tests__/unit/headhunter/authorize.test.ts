import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { createSandbox } from '../../../sandbox/sandbox.js'
import { populate } from '../../../sandbox/world.js'
import {
  type AuthorizationRequest,
  authorizeUrl,
  createPkce,
  createState,
  readPasted,
  readRedirect,
} from '../../../src/headhunter/authorize.js'

const STATE = 'STATE-state_1'
const CODE = '29CtxMcaA8pRFDYyC8e8Gkm4'
const REQUEST: AuthorizationRequest = {
  host: 'rabota.by',
  apiUrl: 'https://api.hh.ru',
  clientId: 'CLIENT',
  redirectUri: 'http://localhost:8080/?a=b',
  state: STATE,
}

describe('authorizeUrl', () => {
  test('is on the site', () => {
    const url = new URL(authorizeUrl(REQUEST))
    expect(url.origin + url.pathname).toBe('https://rabota.by/oauth/authorize')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'CLIENT',
      redirect_uri: 'http://localhost:8080/?a=b',
      state: STATE,
    })
  })

  test('carries the challenge', () => {
    const url = new URL(authorizeUrl({ ...REQUEST, codeChallenge: 'CHALLENGE' }))
    expect(url.searchParams.get('code_challenge')).toBe('CHALLENGE')
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
  })

  test.each([
    ['http://127.0.0.1:3000/api', 'http://127.0.0.1:3000'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['https://127.0.0.1.example.com', 'https://rabota.by'],
    ['https://proxy.example.com/hh', 'https://rabota.by'],
  ])('with the API at %s is at %s', (apiUrl, origin) => {
    expect(new URL(authorizeUrl({ ...REQUEST, apiUrl })).origin).toBe(origin)
  })
})

test('makes state and verifier from random bytes, the challenge from the verifier', () => {
  const zeros = (size: number) => new Uint8Array(size)
  expect(createState(zeros)).toBe('A'.repeat(32))
  expect(createState(randomBytes)).not.toBe(createState(randomBytes))
  const { codeVerifier, codeChallenge } = createPkce(randomBytes)
  expect(codeVerifier).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(codeChallenge).toBe(createHash('sha256').update(codeVerifier).digest('base64url'))
})

const ADDRESS = `http://localhost:8080/?code=${CODE}&state=${STATE}`

describe('readPasted', () => {
  test.each([
    ['the whole address', ADDRESS],
    ['the address, its parameters the other way round', `http://localhost:8080/?state=${STATE}&code=${CODE}`],
    ['an address with a query of its own', `http://localhost:8080/?a=b&code=${CODE}&state=${STATE}`],
    ['an address with a fragment', `${ADDRESS}#`],
    ['in double quotes', `"${ADDRESS}"`],
    ['in guillemets, with a line break', ` «${ADDRESS}»\n`],
    ['broken over lines', `${ADDRESS.slice(0, 40)}\r\n  ${ADDRESS.slice(40)}`],
    ['from a page’s source', ADDRESS.replace('&', '&amp;')],
    ['with a zero-width space', `\u200b${ADDRESS}`],
    ['the query', `?code=${CODE}&state=${STATE}`],
    ['the parameters', `code=${CODE}&state=${STATE}`],
    ['the code', CODE],
    ['the code in quotes', `'${CODE}' `],
    ['the code, broken over lines', `${CODE.slice(0, 9)}\n${CODE.slice(9)}`],
  ])('%s', (_, pasted) => {
    expect(readPasted(pasted, STATE)).toEqual({ kind: 'code', code: CODE })
  })

  test.each([
    ['', 'nothing'],
    [' \n', 'nothing'],
    ['http://localhost:8080/', 'nothing'],
    ['what?', 'nothing'],
    [`http://localhost:8080/?code=&state=${STATE}`, 'nothing'],
    [`http://localhost:8080/?code=%0a%0a%0a%0a%0a%0a%0a%0a&state=${STATE}`, 'nothing'],
    [authorizeUrl(REQUEST), 'nothing'],
    [`http://localhost:8080/?code=${CODE}&state=other`, 'wrong_state'],
    [`http://localhost:8080/?code=${CODE}`, 'wrong_state'],
    ['http://localhost:8080/?error=access_denied&state=other', 'wrong_state'],
  ])('%j comes to %s', (pasted, kind) => {
    expect(readPasted(pasted, STATE)).toEqual({ kind })
  })

  test.each([
    ['access_denied', 'access_denied'],
    ['%3Cscript%3E', 'unknown'],
  ])('a refusal: %s', (error, expected) => {
    const address = `http://localhost:8080/?error=${error}&state=${STATE}`
    expect(readPasted(address, STATE)).toEqual({ kind: 'refused', error: expected })
  })
})

test('reads the redirects of the sandbox', async () => {
  const sandbox = createSandbox()
  const { application } = populate(sandbox)
  const { id: clientId, redirectUri } = application
  const page = authorizeUrl({ ...REQUEST, apiUrl: sandbox.urls.hhUrl, clientId, redirectUri })
  const decide = async (decision: string) => {
    const url = `${page}&decision=${decision}`
    const transport = sandbox.transport()
    const answer = await transport({ method: 'GET', url, route: '/', headers: {}, timeoutMs: 1_000 })
    return readRedirect(new URL(answer.headers.location ?? '').searchParams, STATE)
  }
  expect(await decide('allow')).toEqual({ kind: 'code', code: expect.any(String) })
  expect(await decide('refuse')).toEqual({ kind: 'refused', error: 'access_denied' })
})
