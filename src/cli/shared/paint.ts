import { styleText } from 'node:util'
import { partsOf } from '../../report/markup.js'
import type { Output, Terminal } from './terminal.js'

type Style = Parameters<typeof styleText>[0]

/** Puts text into colour, or leaves it. */
export type Paint = (style: Style, text: string) => string

/** Colours for this stream: never in a pipe, unless asked for (https://no-color.org, https://force-color.org). */
export const paintFor = (output: Output, env: Terminal['env']): Paint =>
  wantsColours(output, env)
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text

const wantsColours = (output: Output, env: Terminal['env']): boolean => {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0'
  return output.isTTY === true && env.TERM !== 'dumb'
}

/** A sentence of the catalogue: what stands in backticks is told by its colour instead, where there are colours. */
export const paintSentence = (sentence: string, paint: Paint): string =>
  partsOf(sentence)
    .map(({ kind, text }) => {
      if (kind === 'code') return paint('cyan', paint('cyan', text) === text ? `\`${text}\`` : text)
      if (kind === 'url') return paint('underline', text)
      return kind === 'telegram' ? `@${text}` : text
    })
    .join('')
