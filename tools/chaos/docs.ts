import { readFileSync, writeFileSync } from 'node:fs'
import type { Row } from './sweep.js'
import { type Tally, under } from './tally.js'
import { FIGURES, type Language, WORDS } from './words.js'

export const DOCUMENTS: Record<Language, string> = {
  en: 'docs/reliability.md',
  ru: 'docs/reliability.ru.md',
}

/** The table of faults and outcomes, as Markdown. */
export function outcomesTable(rows: Row[], language: Language): string {
  const { cases, runs, pairs, ways, head } = WORDS[language]
  return table(
    head,
    rows.map(({ name, outcome: { run, pair, back } }) => [cases[name], runs[run], pairs[pair], ways[back]]),
  )
}

const table = (head: string[], lines: string[][]): string =>
  [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** What a search did, as Markdown. */
export function searchTable(tally: Tally, language: Language): string {
  const { searched, losses } = WORDS[language]
  const total = (prefix: string) => under(tally, prefix).reduce((sum, [, value]) => sum + value, 0)
  const sums: Tally = {
    ...tally,
    faults: total('fault.'),
    signals: total('signal.'),
    kills: total('kill.'),
  }
  const figures = FIGURES.map((name) => [searched[name], String(sums[name] ?? 0)])
  const lost = under(tally, 'loss.').map(([name, value]) => [losses[name] ?? name, String(value)])
  return table(['', ''], [...figures, ...lost])
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
