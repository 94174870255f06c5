import { LIMIT_PER_DAY } from './cadence.js'
import type { Mark, Row } from './grid.js'
import { SCHEDULES } from './schedules.js'
import type { Words } from './words.js'

export type Theme = 'light' | 'dark'

/** GitHub's own colours for text, lines and accents. */
const THEMES: Record<Theme, { text: string; muted: string; grid: string; lines: string[]; accent: string }> =
  {
    light: {
      text: '#1f2328',
      muted: '#59636e',
      grid: '#d1d9e0',
      lines: ['#0969da', '#8250df', '#bf3989', '#bc4c00', '#1a7f37', '#57606a'],
      accent: '#cf222e',
    },
    dark: {
      text: '#f0f6fc',
      muted: '#9198a1',
      grid: '#3d444d',
      lines: ['#4493f8', '#ab7df8', '#db61a2', '#db6d28', '#3fb950', '#9198a1'],
      accent: '#f85149',
    },
  }

const SIZE = { width: 720, height: 420 }
const PLOT = { left: 56, right: 24, top: 48, bottom: 48 }
const MOST_MINUTES = 5000
const Y = { from: 3, to: 6.1 }

/** In the corner that no schedule reaches: many minutes and few touches. */
const LEGEND = { width: 260, line: 22 }

const x = (minutes: number) =>
  PLOT.left + (Math.min(minutes, MOST_MINUTES) / MOST_MINUTES) * (SIZE.width - PLOT.left - PLOT.right)
const y = (touches: number) =>
  SIZE.height - PLOT.bottom - ((touches - Y.from) / (Y.to - Y.from)) * (SIZE.height - PLOT.top - PLOT.bottom)

/** Raises against minutes: a line for each schedule, a dot for each wait, a ring for each row of the table. */
export function chartOf(rows: Row[], words: Words, theme: Theme): string {
  const colours = THEMES[theme]
  const heavy = rows.filter(({ delay }) => delay === 'heavy')
  const curves = SCHEDULES.map(({ id }, index) => {
    const own = heavy.filter(
      ({ kind, schedule, cadence }) =>
        kind === 'grid' && schedule.id === id && cadence.billedMinutesPerMonth <= MOST_MINUTES,
    )
    return curveOf(own, colours.lines[index] ?? colours.text)
  })
  const legend = SCHEDULES.map(({ id }, index) => {
    const [atX, atY] = [x(MOST_MINUTES) - LEGEND.width, y(Y.from) - LEGEND.line * (SCHEDULES.length - index)]
    const name = text(atX + 26, atY + 4, words.schedules[id] ?? '', { fill: colours.text })
    return `<path d="M${atX} ${atY}h18" stroke="${colours.lines[index]}" stroke-width="3"/>${name}`
  })
  const marks = heavy
    .filter(({ kind }) => kind !== 'grid')
    .map((row) => markOf(row, words.chart[row.kind as Mark], colours))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img"`,
    '  font-family="-apple-system, \'Segoe UI\', \'Noto Sans\', Helvetica, Arial, sans-serif" font-size="12">',
    `<title>${words.chart.title}</title>`,
    text(PLOT.left, 20, words.chart.title, { fill: colours.text, weight: 600, size: 14 }),
    ...axes(words, colours),
    ...curves,
    ...legend,
    ...marks,
    '</svg>',
    '',
  ].join('\n')
}

function axes(words: Words, { muted, grid }: (typeof THEMES)[Theme]): string[] {
  const right = SIZE.width - PLOT.right
  const bottom = SIZE.height - PLOT.bottom
  const across = [3, 4, 5, 6].flatMap((touches) => [
    `<path d="M${PLOT.left} ${y(touches)}H${right}" stroke="${grid}"${touches === LIMIT_PER_DAY ? ' stroke-width="2"' : ''}/>`,
    text(PLOT.left - 8, y(touches) + 4, String(touches), { fill: muted, anchor: 'end' }),
  ])
  const along = [0, 1000, 2000, 3000, 4000, 5000].map((minutes) =>
    text(x(minutes), bottom + 18, String(minutes), { fill: muted, anchor: 'middle' }),
  )
  return [
    ...across,
    ...along,
    text(right, y(LIMIT_PER_DAY) - 6, words.chart.limit, { fill: muted, anchor: 'end' }),
    text((PLOT.left + right) / 2, bottom + 38, words.chart.x, { fill: muted, anchor: 'middle' }),
    `<text x="16" y="${(PLOT.top + bottom) / 2}" fill="${muted}" text-anchor="middle" transform="rotate(-90 16 ${(PLOT.top + bottom) / 2})">${words.chart.y}</text>`,
  ]
}

function curveOf(rows: Row[], colour: string): string {
  const points = rows.map(({ cadence }) => ({
    px: x(cadence.billedMinutesPerMonth).toFixed(1),
    py: y(cadence.touchesPerDay).toFixed(1),
  }))
  return [
    `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map(({ px, py }) => `${px},${py}`).join(' ')}"/>`,
    ...points.map(({ px, py }) => `<circle cx="${px}" cy="${py}" r="3" fill="${colour}"/>`),
  ].join('\n')
}

function markOf({ cadence }: Row, name: string, { accent }: (typeof THEMES)[Theme]): string {
  const [px, py] = [x(cadence.billedMinutesPerMonth), y(cadence.touchesPerDay)]
  return [
    `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="7" fill="none" stroke="${accent}" stroke-width="2.5"/>`,
    text(px + 8, py + 20, name, { fill: accent, weight: 600 }),
  ].join('\n')
}

interface Style {
  fill: string
  anchor?: 'middle' | 'end'
  weight?: number
  size?: number
}

function text(atX: number, atY: number, content: string, { fill, anchor, weight, size }: Style): string {
  const more = [
    anchor && ` text-anchor="${anchor}"`,
    weight && ` font-weight="${weight}"`,
    size && ` font-size="${size}"`,
  ]
  return `<text x="${atX.toFixed(1)}" y="${atY.toFixed(1)}" fill="${fill}"${more.filter(Boolean).join('')}>${content}</text>`
}
