/*
 * npm run screenshot: the step summary that the README shows, in light and dark, from a real run on the sandbox.
 * `npm run screenshot -- --all` makes one of the hard summaries, wide and narrow, in reports/, to look at.
 * Needs Chromium: in the PATH, or named by the environment variable `CHROMIUM`.
 */
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { photograph } from './camera.js'
import { EXTRAS } from './extras.js'
import { performAll } from './gallery.js'
import { summaryPage } from './page.js'

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } })
const THEMES = ['light', 'dark'] as const

/** GitHub's column for summaries, and a telephone. */
const WIDE = 1000
const NARROW = 390

async function forReadme(): Promise<void> {
  mkdirSync('docs/images', { recursive: true })
  for (const { language, shown } of await performAll(['the README’s picture'])) {
    const name = language === 'en' ? 'summary' : `summary-${language}`
    for (const theme of THEMES) {
      photograph(summaryPage(shown.summary, theme, WIDE), `docs/images/${name}-${theme}.png`, WIDE)
    }
  }
}

async function toLookAt(): Promise<void> {
  mkdirSync('reports/screenshots', { recursive: true })
  const runs = await performAll([
    ...Object.keys(EXTRAS),
    'save_failed',
    'refresh_token_spent',
    'invalid_inputs',
  ])
  for (const [index, { language, shown }] of runs.entries()) {
    for (const theme of THEMES) {
      for (const width of [WIDE, NARROW]) {
        const file = `reports/screenshots/${index}-${language}-${theme}-${width}.png`
        photograph(summaryPage(shown.summary, theme, width), file, width)
      }
    }
  }
}

await (values.all ? toLookAt() : forReadme())
