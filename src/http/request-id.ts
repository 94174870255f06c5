/**
 * An id comes from outside and is printed: anything that does not look like one is dropped, `::` of a workflow command
 * too. Ids are shorter than any of HeadHunter's tokens, and those with colons (GitHub's) have shorter parts than a bot's
 * token: a confused server might send one back to us.
 */
export const cleanRequestId = (value: unknown): string | undefined =>
  typeof value === 'string' && /^(?=.{1,60}$)[A-Za-z0-9-]+(:[A-Za-z0-9-]{1,16})*$/.test(value)
    ? value
    : undefined

/** HeadHunter's `X-Request-ID`, or GitHub's own kind. */
export const requestIdOf = (headers: Record<string, string>): string | undefined =>
  cleanRequestId(headers['x-request-id'] ?? headers['x-github-request-id'])
