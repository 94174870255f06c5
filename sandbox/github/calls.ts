import type { SandboxClock } from '../clock.js'
import { type Answer, type Call, type Handler, json, noContent } from '../exchange.js'
import type { SeededRandom } from '../random.js'
import { createRouter } from '../router.js'
import { checkRepository, checkRights, checkToken, type Need, tokenOf } from './access.js'
import { appPages, appRoutes } from './apps.js'
import { repositoryBody, secretBody, userBody } from './bodies.js'
import { githubError, notFound, unprocessable } from './errors.js'
import { repositoryRoutes } from './runs.js'
import { isSecretName, keep, type Vault, type WriteRefusal } from './secrets.js'
import type { GitHubRepository, GitHubState, SecretWrite } from './state.js'
import { type GitHubToken, tokenHeaders } from './tokens.js'

interface Options {
  state: GitHubState
  clock: SandboxClock
  random: SeededRandom
}

interface Place {
  vault: Vault
  repository: GitHubRepository
  environment: string | undefined
  token: GitHubToken
}

type SecretsHandler = (place: Place, call: Call) => Answer | Promise<Answer>

const REFUSALS: Record<WriteRefusal, string> = {
  wrong_key: 'Bad request - key_id does not match the current public key',
  not_sealed: 'Bad request - improperly encrypted secret',
  too_long: 'Secret value is too large',
}

const limitHeaders = (token: GitHubToken | undefined) => {
  const limit = token?.kind === 'job' ? 1_000 : 5_000
  return { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': String(limit - 1) }
}
const noUser = githubError(403, 'Resource not accessible by integration')

/** Which call is answered by what. */
export function createCalls({ state, clock, random }: Options) {
  /** A call on secrets, of a repository or of one of its environments. */
  const secrets =
    (level: Need['level'], handle: SecretsHandler): Handler =>
    (call) => {
      const { environment } = call.params
      const right = environment === undefined ? 'secrets' : 'environments'
      const check = checkRepository({ state, call, need: { right, level }, now: clock.now() })
      if (!check.ok) return check.answer
      const { repository, token } = check
      const vault = environment === undefined ? repository.vault : repository.environments.get(environment)
      return vault ? handle({ vault, repository, environment, token }, call) : notFound
    }

  const publicKey = secrets('public', async ({ vault }) => {
    const { keyId, key } = await vault.publicKey()
    return json(200, { key_id: keyId, key })
  })

  const list = secrets('read', ({ vault }, { query }) => {
    const perPage = Math.min(100, Number(query.get('per_page') ?? 30))
    const page = Number(query.get('page') ?? 1)
    const all = [...vault.secrets.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    const shown = all.slice((page - 1) * perPage, page * perPage)
    return json(200, { total_count: all.length, secrets: shown.map(secretBody) })
  })

  const get = secrets('read', ({ vault }, { params }) => {
    const secret = vault.secrets.get((params.name ?? '').toUpperCase())
    return secret ? json(200, secretBody(secret)) : notFound
  })

  const put = secrets('write', async (place, { params, body }) => {
    const name = (params.name ?? '').toUpperCase()
    const wanted = parseWrite(body)
    if (!isSecretName(name)) return unprocessable('Secret names can only contain alphanumeric characters')
    if (wanted === undefined)
      return unprocessable('Invalid request.\n\n"encrypted_value" or "key_id" wasn\'t supplied.')
    const opened = await place.vault.open(wanted.encrypted_value, wanted.key_id)
    if ('refusal' in opened) return unprocessable(REFUSALS[opened.refusal])
    const action = keep(place.vault, name, opened.value, clock.now())
    record(place, { name, value: opened.value, action })
    return action === 'created' ? json(201, {}) : noContent()
  })

  const remove = secrets('write', (place, { params }) => {
    const name = (params.name ?? '').toUpperCase()
    if (!place.vault.secrets.delete(name)) return notFound
    record(place, { name, value: undefined, action: 'deleted' })
    return noContent()
  })

  const record = (
    { repository, environment, token }: Place,
    what: Pick<SecretWrite, 'name' | 'value' | 'action'>,
  ) => {
    const where = { repository: repository.name, ...(environment === undefined ? {} : { environment }) }
    state.writes.push({ ...where, ...what, at: clock.now(), by: token.kind })
  }

  const repository: Handler = (call) => {
    const check = checkRepository({ state, call, now: clock.now() })
    return check.ok ? json(200, repositoryBody(check.repository)) : check.answer
  }

  /** Where a repository that was renamed answers by its number. */
  const byNumber: Handler = (call) => {
    const check = checkToken({ state, call, now: clock.now() })
    if (!check.ok) return check.answer
    const found = state.repositories.find(({ id }) => String(id) === call.params.id)
    if (found === undefined) return notFound
    const right = checkRights({ state, call, now: clock.now() }, check.token, found)
    return right.ok ? json(200, repositoryBody(found)) : right.answer
  }

  const user: Handler = (call) => {
    const check = checkToken({ state, call, now: clock.now() })
    if (!check.ok) return check.answer
    return check.token.value.startsWith('ghs_') ? noUser : json(200, userBody)
  }

  /** What every answer carries, by the token that asked. */
  const signed =
    (handle: Handler): Handler =>
    async (call) => {
      const answer = await handle(call)
      const token = tokenOf({ state, call })
      const headers = { ...limitHeaders(token), ...(token ? tokenHeaders(token) : {}), ...answer.headers }
      return { ...answer, headers }
    }

  const ofRepository = '/repos/{owner}/{repo}/actions/secrets'
  const ofEnvironment = '/repos/{owner}/{repo}/environments/{environment}/secrets'
  const toolbox = { state, random, now: () => clock.now() }
  const routes: Record<string, Handler> = {
    'GET /repos/{owner}/{repo}': repository,
    'GET /repositories/{id}': byNumber,
    'GET /user': user,
    ...appRoutes(toolbox),
    ...repositoryRoutes(toolbox),
  }
  for (const base of [ofRepository, ofEnvironment]) {
    routes[`GET ${base}`] = list
    routes[`GET ${base}/public-key`] = publicKey
    routes[`GET ${base}/{name}`] = get
    routes[`PUT ${base}/{name}`] = put
    routes[`DELETE ${base}/{name}`] = remove
  }
  for (const [route, handle] of Object.entries(routes)) routes[route] = signed(handle)
  return createRouter({ ...routes, ...appPages(toolbox) }, { notFound: () => notFound })
}

function parseWrite(body: string): { encrypted_value: string; key_id: string } | undefined {
  try {
    const { encrypted_value, key_id } = JSON.parse(body)
    const whole = typeof encrypted_value === 'string' && typeof key_id === 'string'
    return whole ? { encrypted_value, key_id } : undefined
  } catch {
    return undefined
  }
}
