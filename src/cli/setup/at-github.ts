import type { Settings } from '../../settings/settings.js'
import { openSecrets } from '../shared/repository.js'
import { openSession } from '../shared/session.js'
import type { Setup } from './state.js'

/** Whether an earlier run put all of these secrets there; false when that can't be seen. */
export async function areAtGitHub(
  { cli, repository }: Setup,
  settings: Settings,
  names: string[],
): Promise<boolean> {
  const { githubToken: token, environment } = settings
  if (token === undefined || repository === '') return false
  const place = environment === undefined ? { repository } : { repository, environment }
  const session = openSession(cli, { settings, quiet: true })
  try {
    const secrets = openSecrets({ settings, token, place, outside: session.outside })
    const found = await Promise.all(names.map((name) => secrets.writtenAt(name)))
    return found.every((secret) => secret.ok && secret.value !== undefined)
  } finally {
    session.end()
  }
}
