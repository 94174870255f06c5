import { GITHUB_TARGETS, type Target } from './plan.js'

const SECRETS: Record<string, Target> = {
  HH_REFRESH_TOKEN: 'refresh_secret',
  HH_ACCESS_TOKEN: 'access_secret',
  HH_RESUME_TOUCH_PROBE: 'probe',
}

/** What a request of a run is for; undefined for one that no run makes. */
export function targetOf({ method, path }: { method: string; path: string }): Target | undefined {
  if (path.startsWith('/app/installations/')) return 'app_token'
  if (path.startsWith('/repos/') || path.startsWith('/repositories/')) return gitHubTarget(method, path)
  if (method === 'POST' && path === '/token') return 'token'
  if (path === '/resumes/mine') return 'resumes'
  if (path === '/me') return 'me'
  return path.endsWith('/publish') ? 'publish' : undefined
}

/** Whether a fault for `wanted` hits a request for `target`. */
export const isHit = (wanted: Target, target: Target | undefined): boolean =>
  wanted === target || (wanted === 'any_github' && isGitHubs(target))

export const isGitHubs = (target: Target | undefined): boolean =>
  target !== undefined && GITHUB.includes(target)
const GITHUB: readonly Target[] = GITHUB_TARGETS

function gitHubTarget(method: string, path: string): Target | undefined {
  if (path.endsWith('/public-key')) return 'public_key'
  if (path.endsWith('/installation')) return 'app_installation'
  if (/\/actions\/runs\//.test(path)) return 'look_at_run'
  if (method === 'GET') return 'look'
  const secret = SECRETS[path.split('/').at(-1) ?? '']
  return method === 'DELETE' && secret === 'probe' ? 'probe_removal' : secret
}
