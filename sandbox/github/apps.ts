import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { HOUR, MINUTE } from '../../src/domain/clock.js'
import { type Answer, type Call, type Handler, html, json } from '../exchange.js'
import type { SeededRandom } from '../random.js'
import { authorizationOf, checkClient, findRepository, originOf } from './access.js'
import { appBody, installationBody, installationTokenBody, repositoryBody } from './bodies.js'
import { BARRIERS, githubError, notFound, requiresAuthentication, unprocessable } from './errors.js'
import {
  type GitHubApp,
  type GitHubRepository,
  type GitHubState,
  type Installation,
  nextId,
  type Permissions,
} from './state.js'
import { type GitHubToken, newToken, type Right } from './tokens.js'

interface Options {
  state: GitHubState
  random: SeededRandom
  now(): number
}

/** A code is good for this long, once. */
const CONVERSION_WITHIN = HOUR
const TOKEN_LIFE = HOUR
const LONGEST_JWT = 10 * MINUTE

/** Making a key takes long: the first App of each sandbox has the same one, and so on. */
const keys: { privateKey: string; publicKey: KeyObject }[] = []
function keyPair(index: number) {
  keys[index] ??= (() => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    return { privateKey: `${privateKey.export({ type: 'pkcs1', format: 'pem' })}`, publicKey }
  })()
  return keys[index]
}

export function makeApp(
  { state, random, now }: Options,
  given: Partial<Pick<GitHubApp, 'name' | 'url' | 'setupUrl' | 'permissions'>> = {},
): GitHubApp {
  const name = given.name ?? `app-${state.apps.length + 1}`
  const app: GitHubApp = {
    id: nextId(state),
    slug: name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, ''),
    name,
    clientId: `Iv23li${random.word(14)}`,
    clientSecret: random.hex(40),
    ...keyPair(state.apps.length),
    permissions: { metadata: 'read', ...given.permissions },
    url: given.url ?? 'https://example.org',
    setupUrl: given.setupUrl,
    createdAt: now(),
  }
  state.apps.push(app)
  return app
}

export function installApp(
  { state, now }: Options,
  app: GitHubApp,
  repositories: Installation['repositories'],
): Installation {
  const first = repositories === 'all' ? state.repositories[0]?.name : repositories[0]
  const installation: Installation = {
    id: nextId(state),
    app,
    account: first?.split('/')[0] ?? 'applicant',
    repositories: repositories === 'all' ? 'all' : repositories.map((name) => name.toLowerCase()),
    permissions: { ...app.permissions },
    suspendedAt: undefined,
    createdAt: now(),
  }
  state.installations.push(installation)
  return installation
}

/** Calls that an App makes with its own key, and the manifest's. */
export function appRoutes(options: Options): Record<string, Handler> {
  const { state, random, now } = options

  const asApp =
    (handle: (app: GitHubApp, call: Call) => Answer): Handler =>
    (call) => {
      const check = checkJwt(state, call, now())
      return 'answer' in check ? check.answer : handle(check.app, call)
    }

  const installationOn = (app: GitHubApp, { name }: GitHubRepository) =>
    state.installations.find(
      ({ app: { id }, repositories }) =>
        id === app.id && (repositories === 'all' || repositories.includes(name.toLowerCase())),
    )

  return {
    'POST /app-manifests/{code}/conversions': (call) => {
      const refused = checkClient(call)
      if (refused) return refused.answer
      const code = call.params.code ?? ''
      const manifest = state.manifests.get(code)
      state.manifests.delete(code)
      if (manifest === undefined || now() - manifest.at > CONVERSION_WITHIN) return notFound
      const app = makeApp(options, manifest.app)
      const { clientSecret: client_secret, clientId: client_id, privateKey: pem } = app
      return json(201, {
        ...appBody(app, originOf(call)),
        client_id,
        client_secret,
        webhook_secret: null,
        pem,
      })
    },
    'GET /app': asApp((app, call) => json(200, appBody(app, originOf(call)))),
    'GET /repos/{owner}/{repo}/installation': asApp((app, call) => {
      const found = findRepository({ state, call })
      if ('status' in found) return found
      const installation = installationOn(app, found)
      return installation ? json(200, installationBody(installation)) : notFound
    }),
    'POST /app/installations/{installation}/access_tokens': asApp((app, call) => {
      const installation = state.installations.find(
        ({ id, app: { id: owner } }) => String(id) === call.params.installation && owner === app.id,
      )
      if (installation === undefined) return notFound
      if (installation.suspendedAt !== undefined) return BARRIERS.suspended
      const wanted = readWish(call.body)
      if (wanted === undefined) return githubError(400, 'Problems parsing JSON')
      const repositories = repositoriesOf(state, installation, wanted.repositories)
      if (repositories === undefined) return unprocessable(NOT_ACCESSIBLE)
      const permissions = { ...(wanted.permissions ?? installation.permissions), metadata: 'read' }
      if (!areGranted(permissions, installation.permissions)) return unprocessable(NOT_GRANTED)
      const token = tokenFor({ installation, repositories, permissions }, random, now())
      state.tokens.set(token.value, token)
      const given = wanted.repositories && repositories.map(repositoryBody)
      return json(201, installationTokenBody(token, permissions, given))
    }),
  }
}

const NOT_ACCESSIBLE =
  'There is at least one repository that does not exist or is not accessible to the parent installation.'
const NOT_GRANTED = 'The permissions requested are not granted to this installation.'

interface Wish {
  repositories?: string[]
  permissions?: Permissions
}

function readWish(body: string): Wish | undefined {
  try {
    return body === '' ? {} : JSON.parse(body)
  } catch {
    return undefined
  }
}

/** The repositories by their short names; undefined when one of them is not the installation's. */
function repositoriesOf(
  state: GitHubState,
  { repositories, account }: Installation,
  names: string[] | undefined,
): GitHubRepository[] | undefined {
  const own = state.repositories.filter(({ name }) =>
    repositories === 'all'
      ? name.toLowerCase().startsWith(`${account.toLowerCase()}/`)
      : repositories.includes(name.toLowerCase()),
  )
  if (names === undefined) return own
  const found = names.map((wanted) =>
    own.find(({ name }) => name.split('/')[1]?.toLowerCase() === wanted.toLowerCase()),
  )
  return found.includes(undefined) ? undefined : (found as GitHubRepository[])
}

const areGranted = (wanted: Permissions, granted: Permissions): boolean =>
  Object.entries(wanted).every(([right, level]) => granted[right] === level || granted[right] === 'write')

function tokenFor(
  {
    installation,
    repositories,
    permissions,
  }: { installation: Installation; repositories: GitHubRepository[]; permissions: Permissions },
  random: SeededRandom,
  now: number,
): GitHubToken {
  const right = (name: string) => (permissions[name] ?? 'none') as Right
  return {
    ...newToken('app', random, now),
    secrets: right('secrets'),
    environments: right('environments'),
    actions: right('actions'),
    contents: right('contents'),
    repositories: repositories.map(({ name }) => name.toLowerCase()),
    expiresAt: now + TOKEN_LIFE,
    installation: installation.id,
  }
}

const undecodable = githubError(401, 'A JSON web token could not be decoded')
const expired = githubError(
  401,
  "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
)
const tooFar = githubError(401, "'Expiration time' claim ('exp') is too far in the future")
const issuedLater = githubError(
  401,
  "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
)
const unknownApp = githubError(404, 'Integration not found')

/** RS256, signed by a key of the App that `iss` names, for ten minutes at most, by GitHub's clock. */
function checkJwt(state: GitHubState, call: Call, now: number): { app: GitHubApp } | { answer: Answer } {
  const refused = checkClient(call)
  if (refused) return refused
  if (!call.headers.authorization) return { answer: requiresAuthentication }
  const [head = '', claims = '', signature = ''] = authorizationOf(call).split('.')
  const header = decode(head)
  const { iss, iat, exp } = decode(claims) ?? {}
  if (header?.alg !== 'RS256' || signature === '') return { answer: undecodable }
  const app = state.apps.find(({ id, clientId }) => iss === clientId || iss === id || iss === String(id))
  if (app === undefined) return { answer: unknownApp }
  const isSigned = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${claims}`),
    app.publicKey,
    Buffer.from(signature, 'base64url'),
  )
  if (!isSigned) return { answer: undecodable }
  if (typeof exp !== 'number' || exp * 1_000 <= now) return { answer: expired }
  if (exp * 1_000 > now + LONGEST_JWT) return { answer: tooFar }
  if (!Number.isInteger(iat) || Number(iat) * 1_000 > now) return { answer: issuedLater }
  return { app }
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/** What a person sees in the browser: the page that makes the App of a manifest, and the one that installs it. */
export function appPages(options: Options): Record<string, Handler> {
  const { state, random, now } = options

  /** The person looks at what was posted, and presses the button. */
  const confirmPage: Handler = ({ body, query }) => {
    const manifest = readManifest(new URLSearchParams(body).get('manifest'))
    if (manifest === undefined) return page(422, '<h1>Invalid GitHub App configuration</h1>')
    const fields = { manifest: JSON.stringify(manifest), state: query.get('state') ?? '' }
    return page(
      200,
      `<h1>Sandbox of GitHub</h1><h2>Create GitHub App</h2>
<form method="post" action="/settings/apps">
<label>GitHub App name <input name="name" value="${escapeHtml(manifest.name)}"></label>
${hidden(fields)}
<button type="submit" id="create">Create GitHub App for applicant</button>
</form>`,
    )
  }

  const create: Handler = ({ body }) => {
    const form = new URLSearchParams(body)
    const manifest = readManifest(form.get('manifest'))
    if (manifest === undefined) return page(422, '<h1>Invalid GitHub App configuration</h1>')
    const name = form.get('name') || manifest.name
    if (state.apps.some((app) => app.name === name)) return page(422, '<h1>Name is already taken</h1>')
    const code = random.hex(40)
    const app = {
      name,
      url: manifest.url,
      setupUrl: manifest.setup_url,
      permissions: manifest.default_permissions ?? {},
    }
    state.manifests.set(code, { app, at: now() })
    const target = new URL(manifest.redirect_url)
    target.searchParams.set('code', code)
    const given = form.get('state')
    if (given) target.searchParams.set('state', given)
    return html(302, '', { location: target.href })
  }

  const installPage: Handler = ({ params }) => {
    const app = state.apps.find(({ slug }) => slug === params.slug)
    if (app === undefined) return page(404, '<h1>404</h1>')
    const choices = state.repositories.map(
      ({ name }) =>
        `<label><input type="checkbox" name="repository" value="${escapeHtml(name)}"> ${escapeHtml(name)}</label>`,
    )
    return page(
      200,
      `<h1>Sandbox of GitHub</h1><h2>Install ${escapeHtml(app.name)}</h2>
<form method="post" action="/apps/${app.slug}/installations/new">
<label><input type="radio" name="target" value="all"> All repositories</label>
<label><input type="radio" name="target" value="selected" checked> Only select repositories</label>
${choices.join('\n')}
<button type="submit" id="install">Install</button>
</form>`,
    )
  }

  const install: Handler = ({ params, body }) => {
    const app = state.apps.find(({ slug }) => slug === params.slug)
    const form = new URLSearchParams(body)
    const chosen = form.getAll('repository')
    const all = form.get('target') === 'all'
    if (app === undefined) return page(404, '<h1>404</h1>')
    if (!all && chosen.length === 0) return page(422, '<h1>Select a repository</h1>')
    const before = state.installations.find((installation) => installation.app.id === app.id)
    const installation = before ?? installApp(options, app, [])
    installation.repositories = all ? 'all' : chosen.map((name) => name.toLowerCase())
    if (app.setupUrl === undefined) return page(200, '<h1>Okay, the App was installed.</h1>')
    const target = new URL(app.setupUrl)
    target.searchParams.set('installation_id', String(installation.id))
    target.searchParams.set('setup_action', 'install')
    return html(302, '', { location: target.href })
  }

  return {
    'POST /settings/apps/new': confirmPage,
    'POST /organizations/{org}/settings/apps/new': confirmPage,
    'POST /settings/apps': create,
    'GET /apps/{slug}/installations/new': installPage,
    'POST /apps/{slug}/installations/new': install,
  }
}

interface ManifestForm {
  name: string
  url: string
  redirect_url: string
  setup_url?: string
  public?: boolean
  default_permissions?: Permissions
}

/** https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
function readManifest(text: string | null): ManifestForm | undefined {
  try {
    const manifest = JSON.parse(text ?? '')
    const isWhole = URL.canParse(manifest.url) && URL.canParse(manifest.redirect_url)
    return isWhole && typeof manifest.name === 'string' ? manifest : undefined
  } catch {
    return undefined
  }
}

const hidden = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('\n')

const page = (status: number, body: string): Answer =>
  html(status, `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`)

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
