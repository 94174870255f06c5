import { readFileSync, writeFileSync } from 'node:fs'
import type { Fault, Row } from './sweep.js'
import { type Tally, under } from './tally.js'
import { type Language, WORDS, type Words } from './words.js'

export const DOCUMENTS: Record<Language, string> = {
  en: 'docs/reliability.md',
  ru: 'docs/reliability.ru.md',
}

/** The table of faults and outcomes, as Markdown. */
export function outcomesTable(rows: Row[], language: Language): string {
  const words = WORDS[language]
  const lines = rows.map(({ step, outcome, faults }) => [
    words.steps[step],
    describe(faults, words),
    words.runs[outcome.run],
    words.pairs[outcome.pair],
    words.ways[outcome.back],
  ])
  return table(words.head, lines)
}

const table = (head: string[], lines: string[][]): string =>
  [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** Faults of one kind in a few words: a side is named only where the other side has another outcome. */
function describe(faults: Fault[], words: Words): string {
  const kind = words.kinds[faults[0]?.kind ?? 'once']
  const troubles = [...new Set(faults.map(({ trouble }) => trouble))]
  const parts = troubles.map((trouble) => {
    const same = faults.filter((fault) => fault.trouble === trouble)
    const name = trouble === undefined ? '' : (words.troubles[trouble] ?? trouble)
    const twoSided = trouble === undefined || ['reset', 'stall', 'http_502'].includes(trouble)
    const side = twoSided && same.length === 1 ? words.sides[same[0]?.after ? 1 : 0] : ''
    return [name, side].filter((part) => part !== '').join(' ')
  })
  const list = parts.filter((part) => part !== '').join(', ')
  return list === '' ? kind : `${kind}: ${list}`
}

/** What a search did, as Markdown. */
export function searchTable(tally: Tally, language: Language): string {
  const words = WORDS[language]
  const of = (name: string) => tally[name] ?? 0
  const total = (prefix: string) => under(tally, prefix).reduce((sum, [, value]) => sum + value, 0)
  const counts = [
    of('lives'),
    of('lives with several rotations'),
    of('runs'),
    of('overlaps') * 2,
    of('runs with old inputs'),
    of('touches'),
    of('rotations'),
    of('exchanges'),
    total('fault.'),
    total('fault.token.'),
    total('fault.refresh_secret.'),
    total('signal.'),
    total('kill.'),
    of('codes printed'),
    of('notice.recovered'),
    total('loss.'),
  ]
  const losses = under(tally, 'loss.').map(([name, value]) => [words.losses[name] ?? name, String(value)])
  const lines = words.searched.map((name, index) => [name, String(counts[index])])
  return table(['', ''], [...lines, ...losses])
}

const block = (name: string) => new RegExp(`(<!-- ${name} -->\n)([\\s\\S]*?)(\n<!-- /${name} -->)`)

/** What stands between the markers `<!-- name -->` and `<!-- /name -->`. */
export const blockOf = (text: string, name: string): string => {
  const found = block(name).exec(text)?.[2]
  if (found === undefined) throw new Error(`no block ${name}`)
  return found
}

/** Writes both tables into both documents. */
export function writeDocs(
  root: string,
  found: { rows: Row[]; tally: Tally; lives: number; seed: number },
): void {
  for (const language of ['en', 'ru'] as const) {
    const path = `${root}${DOCUMENTS[language]}`
    const command = `\`npm run chaos -- --lives ${found.lives} --seed ${found.seed}\``
    let text = readFileSync(path, 'utf8')
    const put = (name: string, content: string) => {
      text = text.replace(block(name), (_, begin, __, end) => `${begin}${content}${end}`)
    }
    put('outcomes', outcomesTable(found.rows, language))
    put('search', `${command}\n\n${searchTable(found.tally, language)}`)
    writeFileSync(path, text)
  }
}
