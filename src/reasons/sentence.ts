import type { Details } from './row.js'

/** A part of a sentence that is left out without its detail. */
export const given = <T>(detail: T | undefined, part: (detail: T) => string): string =>
  detail === undefined ? '' : part(detail)

/** The maximum length of a name from outside, in characters. */
const LONGEST_NAME = 200

/** Text from outside between backticks, which every place that prints sentences knows how to show. */
export const code = (text: string): string =>
  `\`${text
    .replace(/[`\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)}\``

/** ` (HTTP 503, bad_gateway)`, or nothing. */
export const cause = ({ status, code: short }: Details): string => {
  const parts = [given(status, (value) => `HTTP ${value}`), given(short, (value) => value)]
  const known = parts.filter((part) => part !== '')
  return known.length === 0 ? '' : ` (${known.join(', ')})`
}

/** A phrase as the beginning of a sentence. */
export const capitalize = (phrase: string): string => phrase.charAt(0).toUpperCase() + phrase.slice(1)
