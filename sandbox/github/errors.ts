import { type Answer, html, json } from '../exchange.js'

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

/** A repository that has another name now; `location` is the same path by the repository's number. */
export const movedTo = (location: string): Answer =>
  json(301, { message: 'Moved Permanently', url: location, documentation_url: DOCUMENTATION }, { location })

/** Why an organization, or a repository, turns a token away that has the right for what it asks. */
export type Barrier = keyof typeof BARRIERS

/**
 * In GitHub's words, as people have reported them; but for `approval`: a token that waits for it is mostly answered like one
 * without the right.
 */
export const BARRIERS = {
  lifetime: githubError(
    403,
    "The 'acme' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 90 days. Please adjust your token's lifetime at the following URL: https://github.com/settings/personal-access-tokens/4711",
  ),
  classic: githubError(
    403,
    '`acme` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions.',
  ),
  sso: githubError(
    403,
    'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
    { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?authorization_request=AZSCKL4B' },
  ),
  address: githubError(
    403,
    'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
  ),
  approval: githubError(
    403,
    'The `acme` organization has to approve this fine-grained personal access token before it can be used.',
  ),
  suspended: githubError(403, 'This installation has been suspended'),
} satisfies Record<string, Answer>

export const archived = githubError(403, 'Repository was archived so is read-only.')

/** What stands in the way where GitHub is not reached at all: a portal's page, or its redirect to one. */
export const portalPage = html(200, '<!DOCTYPE html><html><body>Please sign in to the network.</body></html>')
export const portalRedirect: Answer = {
  ...html(301, '<html><body>Moved</body></html>'),
  headers: { 'content-type': 'text/html; charset=utf-8', location: 'https://portal.example.org/login' },
}
