import { type Paint, paintFor, paintSentence } from './paint.js'
import type { Terminal } from './terminal.js'

export type Mark = 'good' | 'bad' | 'warning' | 'note'

/**
 * What a person sees. Results go to stdout, everything that accompanies them to stderr; so a script can read the one and a
 * person sees both. With `json`, nothing goes to stdout but `result`.
 */
export interface Screen {
  /** A line of what was asked for, as it is. */
  print(line?: string): void
  /** One JSON value on stdout, for scripts. */
  result(value: unknown): void
  /** A sentence of the catalogue on stdout, its markup painted. */
  say(sentence: string): void
  /** A sentence with a mark before it, on stdout. */
  mark(mark: Mark, sentence: string): void
  /** A heading on stdout, after an empty line. */
  heading(text: string): void
  /** A line that accompanies the work, on stderr. */
  note(line: string): void
  /** What went wrong, on stderr. */
  complain(sentence: string): void
  /** A line that is redrawn in its place; only where a person watches. Empty: takes it away. */
  status(line: string): void
  paint: Paint
  /** Columns that a line may take; no end to them in a pipe. */
  width: number
}

export const MARKS: Record<Mark, string> = { good: '✓', bad: '✗', warning: '!', note: '·' }
const STYLES = { good: 'green', bad: 'red', warning: 'yellow', note: 'dim' } as const

export function createScreen({ stdout, stderr, env, interactive }: Terminal, json = false): Screen {
  const main = json ? stderr : stdout
  const paint = paintFor(main, env)
  const paintError = paintFor(stderr, env)
  const print = (line = '') => {
    main.write(`${line}\n`)
  }
  return {
    print,
    result: (value) => {
      stdout.write(`${JSON.stringify(value)}\n`)
    },
    say: (sentence) => print(paintSentence(sentence, paint)),
    mark: (mark, sentence) => print(`${paint(STYLES[mark], MARKS[mark])} ${paintSentence(sentence, paint)}`),
    heading: (text) => print(`\n${paint('bold', text)}`),
    note: (line) => {
      stderr.write(`${line}\n`)
    },
    complain: (sentence) => {
      stderr.write(`${paintError('red', MARKS.bad)} ${paintSentence(sentence, paintError)}\n`)
    },
    status: (line) => {
      if (interactive) stderr.write(`\r\u001b[K${line}`)
    },
    paint,
    width: main.columns ?? Number.POSITIVE_INFINITY,
  }
}
