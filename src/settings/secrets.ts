import type { InputName } from './names.js'
import type { InputSource } from './reader.js'
import type { Settings } from './settings.js'

const SECRET_INPUTS: readonly InputName[] = [
  'client-secret',
  'access-token',
  'refresh-token',
  'auth-code',
  'github-token',
  'telegram-bot-token',
]

/** The secrets as they were given, before anything is checked: an invalid one must not be shown either. */
export const secretsGiven = (source: Pick<InputSource, 'read'>): string[] =>
  SECRET_INPUTS.map((name) => source.read(name)).filter((secret) => secret !== '')

/** The secrets as they are used: a code, say, may have been taken out of a longer text. */
export const secretsToMask = (settings: Settings): string[] => {
  const { clientSecret, accessToken, refreshToken, authCode, githubToken, telegram } = settings
  const secrets = [clientSecret, accessToken, refreshToken, authCode, githubToken, telegram?.botToken]
  return secrets.filter((secret) => secret !== undefined && secret !== '') as string[]
}
