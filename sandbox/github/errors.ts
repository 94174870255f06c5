import { type Answer, json } from '../exchange.js'

const DOCUMENTATION = 'https://docs.github.com/rest/actions/secrets'

export const githubError = (status: number, message: string, headers: Record<string, string> = {}): Answer =>
  json(status, { message, documentation_url: DOCUMENTATION, status: String(status) }, headers)

export const badCredentials = githubError(401, 'Bad credentials')
export const requiresAuthentication = githubError(401, 'Requires authentication')
export const notFound = githubError(404, 'Not Found')
export const conflict = githubError(409, 'Conflict')
export const unprocessable = (message: string): Answer => githubError(422, message)

/** The secondary limit: too much at once. `retryAfter` in seconds. */
export const secondaryLimit = (retryAfter: number, status: 403 | 429 = 403): Answer =>
  githubError(
    status,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    {
      'retry-after': String(retryAfter),
    },
  )

/** The hourly limit; `resetAt` in milliseconds since the epoch. */
export const primaryLimit = (resetAt: number, status: 403 | 429 = 403): Answer =>
  githubError(status, 'API rate limit exceeded for user ID 1.', {
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil(resetAt / 1_000)),
  })
