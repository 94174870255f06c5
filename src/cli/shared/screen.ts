import widthOf from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'
import { type Paint, paintFor, paintSentence } from './paint.js'
import { fitted } from './table.js'
import type { Output, Terminal } from './terminal.js'

export type Mark = 'good' | 'bad' | 'warning' | 'note'

/**
 * What a person sees. Results go to stdout, everything that accompanies them to stderr; so a script can read the one and a
 * person sees both. With `json`, nothing goes to stdout but `result`.
 */
export interface Screen {
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
  paint: Paint
  /** Columns that a line may take; no end to them in a pipe. */
  width: number
}

export const MARKS: Record<Mark, string> = { good: '✓', bad: '✗', warning: '!', note: '·' }
const STYLES = { good: 'green', bad: 'red', warning: 'yellow', note: 'dim' } as const

/** As wide as the mark and the space behind it. */
const INDENT = '  '

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
    mark: (mark, sentence) => print(marked({ mark, sentence, paint, width })),
    heading: (text) => print(`\n${paint('bold', text)}`),
    note: (line) => {
      stderr.write(`${wrapped(line, columnsOf(stderr), '')}\n`)
    },
    printError: (sentence) => {
      const columns = columnsOf(stderr)
      stderr.write(`${marked({ mark: 'bad', sentence, paint: paintFor(stderr, env), width: columns })}\n`)
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

interface Marked {
  mark: Mark
  sentence: string
  paint: Paint
  width: number
}

const marked = ({ mark, sentence, paint, width }: Marked): string => {
  const lines = wrapped(paintSentence(sentence, paint), width, INDENT)
  return `${paint(STYLES[mark], MARKS[mark])} ${lines.slice(INDENT.length)}`
}

/** Broken between words; an address stays whole, so that it can be clicked. */
const wrapped = (text: string, width: number, indent: string): string =>
  (Number.isFinite(width) ? wrapAnsi(text, Math.max(20, width - widthOf(indent))) : text)
    .split('\n')
    .map((line) => indent + line)
    .join('\n')
