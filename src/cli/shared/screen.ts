import { styleText } from 'node:util'
import {
  fitted,
  type Mark,
  markedLine,
  type Paint,
  paintSentence,
  type TerminalStyle,
  wrapped,
} from '../../report/terminal.js'
import type { Output, Terminal } from './terminal.js'

/**
 * Output for people. Results go to stdout, notes to stderr, so that a script can read the results. With `json`, only `result`
 * goes to stdout.
 */
export interface Screen extends TerminalStyle {
  /** A line of the result, unchanged. */
  print(line?: string): void
  /** Text, wrapped between words; each line begins with `indent`. */
  flow(text: string, indent?: string): void
  /** One JSON value on stdout, for scripts. */
  result(value: unknown): void
  /** A sentence of the catalogue, with its markup colored; each line begins with `indent`. */
  say(sentence: string, indent?: string): void
  /** A sentence with a mark before it, on stdout. */
  mark(mark: Mark, sentence: string): void
  /** A heading on stdout, after an empty line. */
  heading(text: string): void
  /** A note, on stderr. */
  note(line: string): void
  /** An error, on stderr. */
  printError(sentence: string): void
  /** A line that is redrawn in place, only at a terminal. Empty: removes it. */
  status(line: string): void
}

export function createScreen({ stdout, stderr, env, interactive }: Terminal, json = false): Screen {
  const main = json ? stderr : stdout
  const paint = paintFor(main, env)
  const width = columnsOf(main)
  const print = (line = '') => {
    main.write(`${line}\n`)
  }
  return {
    print,
    flow: (text, indent = '') => print(wrapped(text, width, indent)),
    result: (value) => {
      stdout.write(`${JSON.stringify(value)}\n`)
    },
    say: (sentence, indent = '') => print(wrapped(paintSentence(sentence, paint), width, indent)),
    mark: (mark, sentence) => print(markedLine(mark, sentence, { paint, width })),
    heading: (text) => print(`\n${paint('bold', text)}`),
    note: (line) => {
      stderr.write(`${wrapped(line, columnsOf(stderr), '')}\n`)
    },
    printError: (sentence) => {
      const style = { paint: paintFor(stderr, env), width: columnsOf(stderr) }
      stderr.write(`${markedLine('bad', sentence, style)}\n`)
    },
    status: (line) => {
      // A longer line would wrap and could not be removed.
      const room = columnsOf(stderr) - 1
      if (interactive) stderr.write(`\r\u001b[K${paintFor(stderr, env)('dim', fitted(line, room))}`)
    },
    paint,
    width,
  }
}

const columnsOf = ({ columns }: Output): number => columns ?? Number.POSITIVE_INFINITY

/** Colors for this stream: not in a pipe, unless requested (https://no-color.org, https://force-color.org). */
export const paintFor = (output: Output, env: Terminal['env']): Paint =>
  wantsColours(output, env)
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text

const wantsColours = (output: Output, env: Terminal['env']): boolean => {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0'
  return output.isTTY === true && env.TERM !== 'dumb'
}
