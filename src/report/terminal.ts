/*
 * A run's report and the other parts of a terminal's screen, as finished lines. The command and the gallery print the
 * same.
 */
import type { styleText } from 'node:util'
import widthOf from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'
import type { RunReport } from '../domain/report.js'
import type { ReportedDiagnostic, Severity } from '../reasons/index.js'
import { diagnosticEntries, type Entry, entriesOf } from './entries.js'
import { isolateBidi, partsOf } from './markup.js'
import { type Audience, type ResumeRow, resultLine, resumeRows, SYMBOLS, tokenLines } from './view.js'

/** Colors text, or leaves it unchanged. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string

export interface TerminalStyle {
  paint: Paint
  /** Columns of a line; infinite in a pipe. */
  width: number
}

export type Mark = 'good' | 'bad' | 'warning' | 'note'

const MARKS: Record<Mark, string> = { good: '✓', bad: '✗', warning: '!', note: '·' }
const COLOURS = { good: 'green', bad: 'red', warning: 'yellow', note: 'dim' } as const
export const MARK_OF: Record<Severity, Mark> = { problem: 'bad', warning: 'warning', notice: 'note' }

/** As wide as a mark and a space. */
const INDENT = '  '

/** A run: the result, the resumes, the tokens, then the messages. */
export const reportLines = (report: RunReport, audience: Audience, style: TerminalStyle): string[] => [
  wrapped(style.paint('bold', resultLine(report, audience.messages)), style.width, ''),
  ...resumeTable(report, audience, style),
  ...tokenLines(report, audience.messages).map((line) => markedLine('note', line, style)),
  ...entriesOf(report, audience).flatMap((entry) => ['', ...entryLines(entry, audience, style)]),
]

/** Diagnostics outside a whole run, in the same form. */
export const diagnosticLines = (
  diagnostics: readonly ReportedDiagnostic[],
  audience: Pick<Audience, 'messages'>,
  style: TerminalStyle,
): string[] =>
  diagnosticEntries(diagnostics, audience.messages).flatMap((entry) => entryLines(entry, audience, style))

/** A heading with its mark, then one line for each sentence. */
function entryLines(
  { severity, title, sentences, reason, requestIds }: Entry,
  { messages }: Pick<Audience, 'messages'>,
  style: TerminalStyle,
): string[] {
  const { paint, width } = style
  const heading = `${paint('bold', isolateBidi(title))} ${paint('dim', `(${reason})`)}`
  const below = [...sentences, ...requestIds.map((id) => messages.report.requestId(id))]
  return [
    markedLine(MARK_OF[severity], heading, style),
    ...below.map((sentence) => wrapped(paintSentence(sentence, paint), width, INDENT)),
  ]
}

function resumeTable(report: RunReport, audience: Audience, { width }: TerminalStyle): string[] {
  if (report.resumes.length === 0) return []
  const { messages } = audience
  const { columns } = messages.report
  const cellsOf = ({ outcome, title, nextAt, result, views }: ResumeRow) => [
    `${SYMBOLS[outcome]} ${title}`,
    nextAt === undefined ? '—' : messages.formats.short(nextAt),
    result,
    views,
  ]
  return tableLines(
    [
      { title: columns.resume, flexible: true },
      { title: columns.nextTouch },
      { title: columns.outcome },
      { title: columns.views, align: 'right' },
    ],
    resumeRows(report, audience).map(cellsOf),
    width,
  )
}

/** A sentence with a mark; further lines are indented by the mark's width. */
export function markedLine(mark: Mark, sentence: string, { paint, width }: TerminalStyle): string {
  const lines = wrapped(paintSentence(sentence, paint), width, INDENT)
  return `${paint(COLOURS[mark], MARKS[mark])} ${lines.slice(INDENT.length)}`
}

/** A sentence of the catalogue; with colors, code is colored and loses its backticks. */
export const paintSentence = (sentence: string, paint: Paint): string =>
  partsOf(sentence)
    .map(({ kind, text }) => {
      if (kind === 'code') return paint('cyan', paint('cyan', text) === text ? `\`${text}\`` : text)
      if (kind === 'url') return paint('underline', text)
      return kind === 'telegram' ? `@${text}` : text
    })
    .join('')

/** Wrapped between words; an address is not wrapped, so that it can be clicked. */
export const wrapped = (text: string, width: number, indent: string): string =>
  (Number.isFinite(width) ? wrapAnsi(text, Math.max(20, width - widthOf(indent))) : text)
    .split('\n')
    .map((line) => indent + line)
    .join('\n')

export interface Column {
  title: string
  align?: 'right'
  /** Shortened where the line gets too long; at most one column. */
  flexible?: boolean
}

const GAP = '  '
const NARROWEST = 12

/**
 * Lines of a table without borders, measured in terminal columns (emoji, East Asian), at most `width`. A table that is too
 * wide wraps its titles, within one line of the result, and then shortens the flexible column.
 */
export function tableLines(columns: Column[], rows: string[][], width: number): string[] {
  const widthsWith = (widthOfTitle: (title: string) => number) =>
    columns.map(({ title }, index) =>
      Math.max(widthOfTitle(title), ...rows.map((row) => widthOf(row[index] ?? ''))),
    )
  const totalOf = (widths: number[]) =>
    widths.reduce((sum, each) => sum + each, 0) + GAP.length * (columns.length - 1)
  const whole = widthsWith(widthOf)
  const widths = totalOf(whole) <= width ? whole : widthsWith(longestWord)
  const flexible = columns.findIndex((column) => column.flexible)
  const total = totalOf(widths)
  if (flexible >= 0 && total > width) {
    widths[flexible] = Math.max(NARROWEST, (widths[flexible] ?? 0) - (total - width))
  }
  const line = (cells: string[]) =>
    cells
      .map((cell, index) =>
        padded(fitted(cell, widths[index] ?? 0), widths[index] ?? 0, columns[index]?.align),
      )
      .join(GAP)
      .trimEnd()
  const titles = columns.map(({ title }, index) => wrapAnsi(title, widths[index] ?? 0).split('\n'))
  const height = Math.max(...titles.map((lines) => lines.length))
  const head = Array.from({ length: height }, (_, row) => line(titles.map((lines) => lines[row] ?? '')))
  return [head.join('\n'), ...rows.map(line)]
}

const longestWord = (title: string): number => Math.max(...title.split(' ').map((word) => widthOf(word)))

/** Commands and what they do, in two columns; `paint` is given each command as the catalogue has it. */
export function commandLines(
  lines: readonly { command: string; does: string }[],
  paint: (command: string) => string,
): string[] {
  const widest = Math.max(...lines.map(({ command }) => widthOf(command)))
  return lines.map(
    ({ command, does }) => `${paint(command)}${' '.repeat(widest - widthOf(command))}  ${does}`,
  )
}

/** Shortened between visible characters, with an ellipsis if cut. */
export const fitted = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (widthOf(kept + segment) > width - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

const padded = (text: string, width: number, align: Column['align']): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'right' ? space + text : text + space
}
