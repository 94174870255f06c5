import widthOf from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'

/** A command and what it does. */
export interface CommandLine {
  command: string
  does: string
}

export interface Column {
  title: string
  align?: 'right'
  /** Gives way where the line gets too long; at most one column does. */
  flexible?: boolean
}

const GAP = '  '
const NARROWEST = 12

/**
 * Lines of a table without borders, as wide as the letters really are (emoji, East Asian), at most `width` columns. Where
 * it gets too wide, the titles take two rows or more, still as one line of the result; then the flexible column is cut.
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
export function commandLines(lines: CommandLine[], paint: (command: string) => string): string[] {
  const widest = Math.max(...lines.map(({ command }) => widthOf(command)))
  return lines.map(
    ({ command, does }) => `${paint(command)}${' '.repeat(widest - widthOf(command))}  ${does}`,
  )
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Cut between whole characters, with an ellipsis where something is missing. */
export const fitted = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text
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
