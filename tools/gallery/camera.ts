import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { QUIET_CHROMIUM } from '../../__tests__/support/chromium.js'

const CHROMIUM = process.env.CHROMIUM ?? 'chromium'

/** Nothing but the page. */
const QUIET = ['--headless', ...QUIET_CHROMIUM, '--hide-scrollbars']

/** Far too high for any summary; what is below the page is never shot. */
const TALL = 6_000

/** Takes a picture of a page, `width` pixels wide and as high as the page is. */
export function photograph(html: string, file: string, width: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'camera-'))
  const page = join(folder, 'page.html')
  const run = (height: number, ...options: string[]) =>
    execFileSync(
      CHROMIUM,
      [
        ...QUIET,
        `--user-data-dir=${join(folder, 'profile')}`,
        `--window-size=${width},${height}`,
        ...options,
        pathToFileURL(page).href,
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    )
  try {
    writeFileSync(page, `${html}${MEASURE}`)
    const height = Number(/data-height="(\d+)"/.exec(run(TALL, '--dump-dom'))?.[1])
    run(height, `--screenshot=${resolve(file)}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The page's height. */
const MEASURE =
  '<script>document.documentElement.dataset.height = Math.ceil(document.body.getBoundingClientRect().height)</script>'
