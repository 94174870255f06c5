import type { HttpResponse } from '../domain/http.js'

/** Undefined for what is no JSON. */
export const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/**
 * `2015-05-10T04:00:00+0300`, HeadHunter's form of ISO 8601, in milliseconds since the epoch; undefined for anything
 * else.
 */
export const parseMoment = (value: string): number | undefined => {
  const [, local, hours, minutes] =
    /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})([+-]\d{2}):?(\d{2})$/.exec(value) ?? []
  const at = Date.parse(`${local}${hours}:${minutes}`)
  return Number.isNaN(at) ? undefined : at
}

/** The server's clock by its `Date` header (RFC 9110, 5.6.7); `fallback` where there is none that makes sense. */
export const serverTime = ({ headers }: HttpResponse, fallback: number): number => {
  const date = headers.date ?? ''
  const at = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(date) ? Date.parse(date) : Number.NaN
  return Number.isNaN(at) ? fallback : at
}

/** Text from outside on one line, without control characters; cut to a length that fits a report. */
export const oneLine = (value: string): string =>
  value
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)
