import type { Language } from '../../src/i18n/index.js'
import type { Row } from './grid.js'
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
  return [picture, comparisonOf(rows, words), words.simulated(days, seed)].join('\n\n')
}

/** The script of old, what is recommended and the denser one, under every delay. */
export function comparisonOf(rows: Row[], words: Words): string {
  const body = rows
    .filter(({ kind }) => kind !== 'grid')
    .map(({ delay, schedule, cadence }) => [
      words.delays[delay],
      words.schedules[schedule.id] ?? '',
      words.number(cadence.touchesPerDay.toFixed(2)),
      `${(cadence.shareOfLimit * 100).toFixed(0)} %`,
      words.number(cadence.meanHours.toFixed(1)),
      words.number(cadence.p95Hours.toFixed(1)),
      cadence.billedMinutesPerMonth.toFixed(0),
    ])
  return tableOf(words.comparison, body)
}

const TEXT_COLUMNS = 2

function tableOf(head: string[], body: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const aligned = head.map((_, index) => (index < TEXT_COLUMNS ? '---' : '--:'))
  return [line(head), line(aligned), ...body.map(line)].join('\n')
}
