import * as v from 'valibot'
import type { Outside } from '../../compose.js'
import { err, type Outcome, ok } from '../../domain/diagnostic.js'
import { type HttpResponse, TransportError } from '../../domain/http.js'
import { USER_AGENT } from '../../domain/project.js'
import { refusalOf, refusalWithoutAnswer, type SecretsPlace } from '../../github/errors.js'
import { sealFor } from '../../github/sealed-box.js'
import { type Answer, createSecretsApi, type SecretsApi } from '../../github/secrets-api.js'
import type { Settings } from '../../settings/settings.js'
import type { Terminal } from './terminal.js'

/** `owner/name` in a remote's address, whatever its form; undefined when there is none. */
export function repositoryIn(remote: string): string | undefined {
  const path = /^(?:[\w+.-]+:\/\/[^/]+\/|[^/@]+@[^:/]+:)(.+)$/.exec(remote.trim())?.[1] ?? ''
  const parts = path
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split('/')
  const name = parts.length === 2 ? parts.join('/') : ''
  return isRepositoryName(name) ? name : undefined
}

export const isRepositoryName = (name: string): boolean => /^[\w-]+(?:\.[\w-]+)*\/[\w.-]+$/.test(name)

/** What a person typed or pasted: `owner/name`, a remote's address, or any page of the repository on its site. */
export function repositoryGiven(typed: string): string | undefined {
  const given = typed.trim()
  if (isRepositoryName(given)) return given
  const page = /^(?:https?:\/\/)?((?:[\w-]+\.)+[\w-]+\/[^/]+\/[^/?#]+)/.exec(given)?.[1]
  return page === undefined ? repositoryIn(given) : repositoryIn(`https://${page}`)
}

/** The repository of this working copy, as its remote says; the workflow's own variable comes first. */
export async function repositoryHere({
  env,
  git,
}: Pick<Terminal, 'env' | 'git'>): Promise<string | undefined> {
  if (env.GITHUB_REPOSITORY && isRepositoryName(env.GITHUB_REPOSITORY)) return env.GITHUB_REPOSITORY
  return repositoryIn((await git(['remote', 'get-url', 'origin'])) ?? '')
}

/** The pair here is not the repository's: its store is not to look for that one's secret. */
export const withoutPair = (settings: Settings): Settings => ({
  ...settings,
  accessToken: undefined,
  refreshToken: undefined,
})

export interface RepositoryOptions {
  settings: Settings
  token: string
  place: SecretsPlace
  outside: Outside
}

const RepositoryShape = v.object({ private: v.boolean(), full_name: v.string() })

/** Whether it is there for this token, and whether it is private: https://docs.github.com/en/rest/repos/repos */
export async function lookAtRepository(options: RepositoryOptions): Promise<Outcome<{ isPrivate: boolean }>> {
  const { settings, token, place, outside } = options
  let response: HttpResponse
  try {
    response = await outside.transport({
      method: 'GET',
      url: `${settings.githubApiUrl}/repos/${place.repository}`,
      route: '/repos/{owner}/{repo}',
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': USER_AGENT,
        'x-github-api-version': '2022-11-28',
      },
      timeoutMs: settings.requestTimeoutMs,
    })
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    return { ok: false, diagnostic: refusalWithoutAnswer(error, place).diagnostic }
  }
  const { status, headers, body } = response
  const shape = v.pipe(v.string(), v.parseJson(), RepositoryShape)
  const parsed = v.safeParse(shape, body)
  if (status === 200 && parsed.success) return ok({ isPrivate: parsed.output.private })
  const answer = { status, headers, message: messageIn(body) }
  return { ok: false, diagnostic: refusalOf(answer, place, outside.clock.now()).diagnostic }
}

const MessageShape = v.pipe(v.string(), v.parseJson(), v.object({ message: v.string() }))
const messageIn = (body: string): string => {
  const parsed = v.safeParse(MessageShape, body)
  return parsed.success ? parsed.output.message : ''
}

/** The secrets of a repository or an environment, by name. Values go in and never come out. */
export interface SecretKeeper {
  /** When it was last written, in milliseconds since the epoch; undefined when there is no such secret. */
  writtenAt(name: string): Promise<Outcome<number | undefined>>
  write(name: string, value: string): Promise<Outcome<void>>
  /** A secret that is not there is as good as removed. */
  remove(name: string): Promise<Outcome<unknown>>
}

const NOT_FOUND = 404

export function openSecrets({ settings, token, place, outside }: RepositoryOptions): SecretKeeper {
  const api = createSecretsApi({
    ...outside,
    apiUrl: settings.githubApiUrl,
    place,
    token,
    timeoutMs: settings.requestTimeoutMs,
    onSuccess: () => {},
  })
  return {
    async writtenAt(name) {
      const answer = await api.writtenAt(name)
      if (answer.ok) return ok(answer.value)
      if (answer.refusal.status !== NOT_FOUND) return refused(answer)
      // A place that is not there answers as a secret that is not.
      const key = await api.publicKey()
      return key.ok ? ok(undefined) : refused(key)
    },
    write: (name, value) => writeSealed(api, name, value),
    async remove(name) {
      const answer = await api.remove(name)
      return answer.ok ? ok(undefined) : refused(answer)
    },
  }
}

const refused = (answer: Extract<Answer<unknown>, { ok: false }>): { ok: false; diagnostic: Refused } => ({
  ok: false,
  diagnostic: answer.refusal.diagnostic,
})
type Refused = Extract<Answer<unknown>, { ok: false }>['refusal']['diagnostic']

async function writeSealed(api: SecretsApi, name: string, value: string): Promise<Outcome<void>> {
  const key = await api.publicKey()
  if (!key.ok) return refused(key)
  const seal = await sealFor(key.value.key)
  if (seal === undefined) return err('github_answer_unexpected')
  const written = await api.put(name, { encrypted_value: seal(value), key_id: key.value.key_id })
  return written.ok ? ok(undefined) : refused(written)
}
