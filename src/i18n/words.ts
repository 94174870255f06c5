import type { Details } from '../domain/diagnostic.js'
import type { ReasonMessage } from './types.js'

/** A sentence that mentions no details may be written plainly. */
export type Sentence = string | ((details: Details) => string)

const sentence = (said: Sentence) => (typeof said === 'string' ? () => said : said)

/** One entry of a catalogue. */
export const says = (title: string, happened: Sentence, todo: Sentence): ReasonMessage => ({
  title,
  happened: sentence(happened),
  todo: sentence(todo),
})

/** A part of a sentence that is there only when its fact is. */
export const given = <T>(fact: T | undefined, part: (fact: T) => string): string =>
  fact === undefined ? '' : part(fact)

/** Names from outside are shown this long at most. */
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
