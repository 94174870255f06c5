import { styleText } from 'node:util'
import type { Paint } from '../../report/terminal.js'
import type { Output, Terminal } from './terminal.js'

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
