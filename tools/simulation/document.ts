import type { Language } from '../../src/i18n/types.js'
import { DELAY_IDS, type Row, WAITS } from './grid.js'
import { SCHEDULES } from './schedules.js'
import { WORDS, type Words } from './words.js'

export interface Simulation {
  rows: Row[]
  days: number
  seed: number
}

const BETWEEN = /(<!-- simulation:start[^\n]*-->\n)[\s\S]*?(<!-- simulation:end -->)/

/** The document with its generated part made anew. */
export function withResults(document: string, simulation: Simulation, language: Language): string {
  if (!BETWEEN.test(document)) throw new Error('no markers for the results of the simulation')
  const generated = resultsOf(simulation, language)
  return document.replace(BETWEEN, (_, start: string, end: string) => `${start}\n${generated}\n\n${end}`)
}

function resultsOf({ rows, days, seed }: Simulation, language: Language): string {
  const words = WORDS[language]
  const suffix = language === 'ru' ? '.ru' : ''
  const picture = [
    '<picture>',
    `  <source media="(prefers-color-scheme: dark)" srcset="images/cadence-dark${suffix}.svg">`,
    `  <img alt="${words.chart.title}" src="images/cadence-light${suffix}.svg" width="720">`,
    '</picture>',
  ].join('\n')
  const matrices = DELAY_IDS.flatMap((delay) => [
    `### ${words.delays[delay]}`,
    words.matrix,
    matrixOf(
      rows.filter((row) => row.delay === delay),
      words,
    ),
  ])
  return [picture, comparisonOf(rows, words), ...matrices, words.simulated(days, seed)].join('\n\n')
}

/** The script of old and what is recommended, under every delay. */
export function comparisonOf(rows: Row[], words: Words): string {
  const body = rows
    .filter(({ kind }) => kind !== 'grid')
    .map(({ delay, schedule, cadence }) => [
      words.delays[delay],
      words.schedules[schedule.id] ?? '',
      cadence.touchesPerDay.toFixed(2),
      `${(cadence.shareOfLimit * 100).toFixed(0)} %`,
      cadence.meanHours.toFixed(2),
      cadence.p95Hours.toFixed(2),
      cadence.billedMinutesPerMonth.toFixed(0),
      String(cadence.refusals),
    ])
  return tableOf(words.comparison, body, 2)
}

export function matrixOf(rows: Row[], words: Words): string {
  const head = [words.schedule, ...WAITS.map((wait) => (wait === '0' ? words.noWait : words.wait(wait)))]
  const body = SCHEDULES.map(({ id }) => [
    words.schedules[id] ?? '',
    ...WAITS.map((wait) => {
      const row = rows.find(
        ({ kind, schedule, maxWait }) => kind === 'grid' && schedule.id === id && maxWait === wait,
      )
      if (row === undefined) return ''
      return `${row.cadence.touchesPerDay.toFixed(2)} (${row.cadence.billedMinutesPerMonth.toFixed(0)})`
    }),
  ])
  return tableOf(head, body, 1)
}

function tableOf(head: string[], body: string[][], textColumns: number): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const aligned = head.map((_, index) => (index < textColumns ? '---' : '--:'))
  return [line(head), line(aligned), ...body.map(line)].join('\n')
}
