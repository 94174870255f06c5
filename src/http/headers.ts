import { DAY, SECOND } from '../domain/clock.js'
import type { HttpResponse } from '../domain/http.js'

type Answer = Pick<HttpResponse, 'headers'>

/**
 * An id comes from outside and is printed, so anything that does not look like one is dropped, such as `::` of a workflow
 * command. Ids are shorter than HeadHunter's tokens, and those with colons (GitHub's) have shorter parts than a bot's
 * token, in case that a server echoes one. Of a repeated header, the first counts.
 */
export const cleanRequestId = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.split(',').map(trimmed).find(isRequestId) : undefined

const trimmed = (text: string): string => text.trim()

const isRequestId = (value: string): boolean =>
  /^(?=.{1,60}$)[A-Za-z0-9-]+(:[A-Za-z0-9-]{1,16})*$/.test(value)

/** HeadHunter's `X-Request-ID`, or GitHub's. */
export const requestIdOf = ({ headers }: Answer): string | undefined =>
  cleanRequestId(headers['x-request-id']) ?? cleanRequestId(headers['x-github-request-id'])

/** The server's clock by its `Date` header; `fallback` where it is missing or invalid. */
export const serverTime = ({ headers }: Answer, fallback: number): number =>
  httpDate(headers.date) ?? fallback

/**
 * Milliseconds to wait by `Retry-After` (RFC 9110, 10.2.3), which is in seconds or a date; `fallback` where it is missing,
 * over, or implausibly long.
 */
export const retryAfterMs = (answer: Answer, now: number, fallback: number): number => {
  const value = answer.headers['retry-after'] ?? ''
  const at = httpDate(value)
  const waitMs = at === undefined ? Number(value || Number.NaN) * SECOND : at - serverTime(answer, now)
  return waitMs > 0 && waitMs <= DAY ? waitMs : fallback
}

/** RFC 9110, 5.6.7; of the forms there, the one that is still sent. Of a repeated header, the first counts. */
const httpDate = (text = ''): number | undefined => {
  const [date = ''] = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT(?=$|,)/.exec(text) ?? []
  const at = Date.parse(date)
  return Number.isNaN(at) ? undefined : at
}
