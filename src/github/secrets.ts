import * as v from 'valibot'
import type { RetryPolicy } from '../http/retry.js'
import { type Answer, bodyOf, done, type GitHubClient, ownerAndRepo } from './client.js'
import { type Refusal, refusalWithoutAnswer, type SecretsPlace } from './errors.js'
import { PROBE_POLICY, READ_POLICY, type RequestRetries, withRetries } from './retries.js'

/** The secrets of a repository or an environment. Values are written, never read. */
export interface SecretsClient {
  /** When the secret was last written, in milliseconds since the epoch by GitHub's clock. */
  writtenAt(name: string): Promise<Answer<number>>
  /** The same; undefined if there is no such secret, although the repository can be seen. */
  find(name: string): Promise<Answer<number | undefined>>
  /** Seals and writes a value; the key is fetched once, and again when GitHub has changed it. */
  write(name: string, value: string, how?: WriteRetries): Promise<Answer<true>>
  /** Succeeds also if there is no such secret. */
  remove(name: string): Promise<Answer<true>>
  /** At most a hundred. */
  names(): Promise<Answer<string[]>>
}

export interface WriteRetries extends Pick<RequestRetries, 'signal' | 'retriesAll'> {
  policy?: RetryPolicy
}

interface Sealer {
  keyId: string
  seal: Seal
}

export const NOT_FOUND = 404
/** GitHub's answer to a value that was encrypted with an old key. */
const KEY_CHANGED = 422
const PublicKeyShape = v.object({ key_id: v.string(), key: v.string() })
const ListShape = v.object({ secrets: v.array(v.object({ name: v.string() })) })
const SecretShape = v.object({ updated_at: v.pipe(v.string(), v.isoTimestamp()) })

/** https://docs.github.com/en/rest/actions/secrets */
export const openSecretsClient = (
  client: GitHubClient,
  place: SecretsPlace,
  retries: Omit<RequestRetries, 'place'>,
): SecretsClient => {
  const base =
    place.environment === undefined
      ? '/repos/{owner}/{repo}/actions/secrets'
      : '/repos/{owner}/{repo}/environments/{environment_name}/secrets'
  const where = { ...ownerAndRepo(place), environment_name: place.environment }
  const ofSecret = (secret_name: string) => ({
    route: `${base}/{secret_name}`,
    parameters: { ...where, secret_name },
  })
  let sealer: Sealer | undefined

  const repeat = <T>(
    attempt: () => Promise<Answer<T>>,
    { policy = READ_POLICY, ...how }: WriteRetries = {},
  ): Promise<Answer<T>> => withRetries(attempt, policy, { ...retries, place, ...how })

  const fetchKey = () =>
    client({ method: 'GET', route: `${base}/public-key`, parameters: where, read: bodyOf(PublicKeyShape) })

  const fetchSealer = async (): Promise<{ ok: true; value: Sealer } | Refusal> => {
    const key = await fetchKey()
    if (!key.ok) return key
    const seal = await sealFor(key.value.key)
    if (seal === undefined) return refusalWithoutAnswer(undefined, place)
    sealer = { keyId: key.value.key_id, seal }
    return { ok: true, value: sealer }
  }

  const sealAndWrite = async (name: string, value: string): Promise<Answer<true>> => {
    const sealing = sealer === undefined ? await fetchSealer() : { ok: true as const, value: sealer }
    if (!sealing.ok) return sealing
    const { keyId, seal } = sealing.value
    const { route, parameters } = ofSecret(name)
    const box = { encrypted_value: seal(value), key_id: keyId }
    const read = done(201, 204)
    const answer = await client({ method: 'PUT', route, parameters: { ...parameters, ...box }, read })
    if (!answer.ok && answer.status === KEY_CHANGED) sealer = undefined
    return answer
  }

  const writtenAt = async (name: string): Promise<Answer<number>> => {
    const answer = await repeat(() => client({ method: 'GET', ...ofSecret(name), read: bodyOf(SecretShape) }))
    return answer.ok ? { ...answer, value: Date.parse(answer.value.updated_at) } : answer
  }

  return {
    writtenAt,
    async find(name) {
      const found = await writtenAt(name)
      if (found.ok || found.status !== NOT_FOUND) return found
      // A missing repository is answered like a missing secret; its key, which needs no right if it is public, shows it.
      const key = await repeat(fetchKey)
      return key.ok ? { ...key, value: undefined } : key
    },
    write: (name, value, how) => repeat(() => sealAndWrite(name, value), { policy: PROBE_POLICY, ...how }),
    async names() {
      const parameters = { ...where, per_page: 100 }
      const answer = await repeat(() =>
        client({ method: 'GET', route: base, parameters, read: bodyOf(ListShape) }),
      )
      return answer.ok ? { ...answer, value: answer.value.secrets.map(({ name }) => name) } : answer
    },
    remove: (name) =>
      repeat(() => client({ method: 'DELETE', ...ofSecret(name), read: done(204, NOT_FOUND) }), {
        policy: PROBE_POLICY,
      }),
  }
}

/** Encrypts one value for the owner of the key, in base64 as GitHub's secrets API takes it. */
export type Seal = (value: string) => string

/**
 * libsodium's sealed boxes for a public key in base64, which GitHub requires for a secret's value
 * (https://docs.github.com/en/rest/guides/encrypting-secrets-for-the-rest-api). Undefined when it is no such key.
 * Loaded on demand: most runs save nothing, and the library starts slowly.
 */
export const sealFor = async (publicKey: string): Promise<Seal | undefined> => {
  const { default: sodium } = await import('libsodium-wrappers')
  await sodium.ready
  const { ORIGINAL } = sodium.base64_variants
  try {
    const key = sodium.from_base64(publicKey, ORIGINAL)
    sodium.crypto_box_seal('', key)
    return (value) => sodium.to_base64(sodium.crypto_box_seal(value, key), ORIGINAL)
  } catch {
    return undefined
  }
}
