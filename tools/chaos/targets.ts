import type { Target } from './plan.js'

const SECRETS: Record<string, Target> = {
  HH_REFRESH_TOKEN: 'refresh_secret',
  HH_ACCESS_TOKEN: 'access_secret',
  HH_RESUME_TOUCH_PROBE: 'probe',
}

/** What a request of a run is for; undefined for one that no run makes. */
export function targetOf({ method, path }: { method: string; path: string }): Target | undefined {
  if (path.startsWith('/repos/')) return gitHubTarget(method, path)
  if (method === 'POST' && path === '/token') return 'token'
  if (path === '/resumes/mine') return 'resumes'
  if (path === '/me') return 'me'
  return path.endsWith('/publish') ? 'publish' : undefined
}

function gitHubTarget(method: string, path: string): Target | undefined {
  if (path.endsWith('/public-key')) return 'public_key'
  if (method === 'GET') return 'look'
  const secret = SECRETS[path.split('/').at(-1) ?? '']
  return method === 'DELETE' && secret === 'probe' ? 'probe_removal' : secret
}
