/** An id comes from outside and is printed: anything that does not look like one is dropped, `::` of a workflow command too. */
export const cleanRequestId = (value: unknown): string | undefined =>
  typeof value === 'string' && /^(?=.{1,64}$)[A-Za-z0-9-]+(:[A-Za-z0-9-]+)*$/.test(value) ? value : undefined

/** HeadHunter's `X-Request-ID`, or GitHub's own kind. */
export const requestIdOf = (headers: Record<string, string>): string | undefined =>
  cleanRequestId(headers['x-request-id'] ?? headers['x-github-request-id'])
