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
 * What a person sees. Results go to stdout, everything that accompanies them to stderr; so a script can read the one and a
 * person sees both. With `json`, nothing goes to stdout but `result`.
 */
export interface Screen extends TerminalStyle {
  /** A line of what was asked for, as it is. */
  print(line?: string): void
  /** Text as it is, but broken between words where it is too long; each line begins with `indent`. */
  flow(text: string, indent?: string): void
  /** One JSON value on stdout, for scripts. */
  result(value: unknown): void
  /** A sentence of the catalogue, its markup painted; each line begins with `indent`. */
  say(sentence: string, indent?: string): void
  /** A sentence with a mark before it, on stdout. */
  mark(mark: Mark, sentence: string): void
  /** A heading on stdout, after an empty line. */
  heading(text: string): void
  /** A line that accompanies the work, on stderr. */
  note(line: string): void
  /** What went wrong, on stderr. */
  printError(sentence: string): void
  /** A line that is redrawn in its place; only where a person watches. Empty: takes it away. */
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
      // One that reaches the next row could not be taken away again.
      const room = columnsOf(stderr) - 1
      if (interactive) stderr.write(`\r\u001b[K${paintFor(stderr, env)('dim', fitted(line, room))}`)
    },
    paint,
    width,
  }
}

const columnsOf = ({ columns }: Output): number => columns ?? Number.POSITIVE_INFINITY

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
