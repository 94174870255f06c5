import widthOf from 'fast-string-width'

export interface Column {
  title: string
  align?: 'right'
  /** Gives way where the line gets too long; at most one column does. */
  flexible?: boolean
}

const GAP = '  '
const NARROWEST = 12

/** Lines of a table without borders, as wide as the letters really are (emoji, East Asian), at most `width` columns. */
export function tableLines(columns: Column[], rows: string[][], width: number): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? ''))),
  )
  const flexible = columns.findIndex((column) => column.flexible)
  const total = widths.reduce((sum, each) => sum + each, 0) + GAP.length * (columns.length - 1)
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
  return [line(columns.map(({ title }) => title)), ...rows.map(line)]
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
