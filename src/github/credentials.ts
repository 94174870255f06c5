import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import * as v from 'valibot'
import { MINUTE, SECOND } from '../domain/clock.js'
import type { ProgressReporter } from '../domain/progress.js'
import { diagnostic, type StoreReason } from '../reasons/index.js'
import {
  type Answer,
  bodyOf,
  type Connection,
  type Credentials,
  createGitHubClient,
  type GitHubRequest,
  ownerAndRepo,
  type ServerTime,
} from './client.js'
import type { Refusal, SecretsPlace } from './errors.js'

/** The person's own GitHub App, which creates tokens. */
export interface GitHubApp {
  clientId: string
  /** PEM. */
  privateKey: string
}

/** A token; opaque. */
const givenToken = (token: string): Credentials => ({
  asker: 'token',
  token: async () => ({ ok: true, value: token }),
  forget: () => {},
})

/** What a token is used for: an App's token gets only this permission. */
type Purpose = 'save' | 'look-at-runs'

export interface CredentialsOptions extends Connection {
  token?: string | undefined
  /** Used where there is no token. */
  app?: GitHubApp | undefined
  place: SecretsPlace
  time: ServerTime
  reporter: Pick<ProgressReporter, 'mask'>
}

/** A given token is used for every purpose; an App creates one for each. */
export const credentialsOf = (options: CredentialsOptions): ((purpose: Purpose) => Credentials) => {
  const { token = '', app } = options
  if (token !== '' || app === undefined) return () => givenToken(token)
  return appCredentials({ ...options, app })
}

type AppOptions = CredentialsOptions & { app: GitHubApp }

/** An installation token is valid for an hour; one with less time left than this is replaced. */
const LEFT_AT_LEAST = 10 * MINUTE
const LIFE = 60 * MINUTE

const InstallationShape = v.object({
  id: v.number(),
  permissions: v.record(v.string(), v.string()),
  suspended_at: v.nullish(v.string()),
})
const TokenShape = v.object({ token: v.string(), expires_at: v.optional(v.string(), '') })

type Installation = v.InferOutput<typeof InstallationShape>

/**
 * The tokens of an App that is installed on the repository, each created when first needed, for this repository only
 * and with one permission: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app
 */
const appCredentials = (options: AppOptions): ((purpose: Purpose) => Credentials) => {
  const { app, place, time, reporter } = options
  for (const line of secretLines(app.privateKey)) reporter.mask(line)
  const asApp = askAsApp(options)
  let installation: Installation | undefined

  const findInstallation = async (): Promise<Answer<Installation>> => {
    const parameters = ownerAndRepo(place)
    const route = '/repos/{owner}/{repo}/installation'
    return asApp({ method: 'GET', route, parameters, read: bodyOf(InstallationShape) })
  }

  const makeToken = async (purpose: Purpose): Promise<{ ok: true; value: HeldToken } | Refusal> => {
    if (installation === undefined) {
      const found = await findInstallation()
      if (!found.ok) return found
      installation = found.value
    }
    const permissions = permissionsFor(purpose, place, installation)
    const refused = refusalOfInstallation(installation, permissions, place)
    if (refused !== undefined) {
      // The person can correct it while the run waits.
      installation = undefined
      return refused
    }
    const made = await asApp({
      method: 'POST',
      route: '/app/installations/{installation_id}/access_tokens',
      parameters: {
        installation_id: installation.id,
        repositories: [ownerAndRepo(place).repo],
        permissions,
      },
      read: bodyOf(TokenShape, 201),
    })
    if (!made.ok) {
      installation = undefined
      return made
    }
    reporter.mask(made.value.token)
    const expiresAt = Date.parse(made.value.expires_at) || time.now() + LIFE
    return { ok: true, value: { value: made.value.token, expiresAt } }
  }

  return (purpose) => {
    let held: Promise<{ ok: true; value: HeldToken } | Refusal> | undefined
    return {
      asker: 'app-token',
      async token() {
        const known = held
        const before = await known
        const isFresh = before?.ok && before.value.expiresAt - time.now() > LEFT_AT_LEAST
        // Concurrent requests share one token.
        if (!isFresh && held === known) held = makeToken(purpose)
        const made = await (held ?? makeToken(purpose))
        return made.ok ? { ok: true, value: made.value.value } : made
      },
      forget() {
        held = undefined
      },
    }
  }
}

interface HeldToken {
  value: string
  /** By GitHub's clock. */
  expiresAt: number
}

/** Any token can read the runs of a public repository; a private one needs a permission that the App can lack. */
const permissionsFor = (
  purpose: Purpose,
  { environment }: SecretsPlace,
  { permissions }: Installation,
): Record<string, string> =>
  purpose === 'look-at-runs' && permissions.actions !== undefined
    ? { actions: 'read' }
    : { [environment === undefined ? 'secrets' : 'environments']: 'write' }

/** Requesting a permission that was not granted is an error without a reason, so the granted ones are checked first. */
const refusalOfInstallation = (
  { permissions, suspended_at }: Installation,
  wanted: Record<string, string>,
  place: SecretsPlace,
): Refusal | undefined => {
  if (suspended_at) return refuse('github_app_suspended', place)
  const missing = Object.entries(wanted).find(
    ([right, level]) => permissions[right] !== level && permissions[right] !== 'write',
  )
  return missing && refuse('github_app_permission_missing', place, { permission: missing.join('=') })
}

const refuse = (reason: StoreReason, place: SecretsPlace, details = {}): Refusal => ({
  ok: false,
  diagnostic: diagnostic(reason, { ...place, ...details }),
  status: 403,
  retryable: false,
})

/** A client that signs each request with the App's key. */
const askAsApp = (options: AppOptions): (<T>(request: GitHubRequest<T>) => Promise<Answer<T>>) => {
  const { app, place, time, clock } = options
  const credentials: Credentials = {
    asker: 'app-key',
    async token() {
      const value = signedToken(app, time.now())
      return value === undefined ? refuse('github_app_key_refused', place) : { ok: true, value }
    },
    forget: () => {},
  }
  const client = createGitHubClient({ ...options, credentials })
  return async (request) => {
    const assumed = time.now() - clock.now()
    const answer = await client(request)
    const isOff = Math.abs(time.now() - clock.now() - assumed) > CLOCK_TOLERANCE
    // The answer has GitHub's time: tries once more with it.
    return !answer.ok && answer.status === 401 && isOff ? client(request) : answer
  }
}

/** For GitHub's resolution of a second and the time of the request. */
const CLOCK_TOLERANCE = 20 * SECOND

/** Begins a few seconds in the past, for clocks that are slightly behind; GitHub allows at most ten minutes. */
const ISSUED_AGO = 30
const VALID_FOR = 600 - ISSUED_AGO

/**
 * The JSON web token that proves possession of the App's key; undefined if the key is invalid. By Node's crypto:
 * `@octokit/auth-app` would add 27 KB to the bundle, has its own HTTP, cache and log, and uses this machine's clock. A test
 * compares the result with an independent library.
 */
const signedToken = ({ clientId, privateKey }: GitHubApp, now: number): string | undefined => {
  const key = readPrivateKey(privateKey)
  if (key === undefined) return undefined
  const seconds = Math.floor(now / SECOND)
  const claims = { iat: seconds - ISSUED_AGO, exp: seconds + VALID_FOR, iss: clientId }
  const unsigned = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`
  return `${unsigned}.${sign('sha256', Buffer.from(unsigned), key).toString('base64url')}`
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

const PEM = /-----BEGIN ([A-Z ]+)-----([\s\S]+?)-----END \1-----/

/** Accepts a key whose line breaks were lost or escaped when it was copied into a secret. */
const readPrivateKey = (given: string): KeyObject | undefined => {
  const [, kind = '', body = ''] = PEM.exec(given.replaceAll('\\n', '\n')) ?? []
  const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? []
  try {
    const key = createPrivateKey([`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`].join('\n'))
    return key.asymmetricKeyType === 'rsa' ? key : undefined
  } catch {
    return undefined
  }
}

const SHORTEST_MASK = 8

/** The lines of a key, to be masked. */
const secretLines = (privateKey: string): string[] =>
  privateKey.split(/\\n|\s+/).filter((line) => line.length >= SHORTEST_MASK && /^[\w+/=]+$/.test(line))
