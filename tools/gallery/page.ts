import { readFileSync } from 'node:fs'
import { escapeHtml } from '../../src/report/markup.js'
import { renderMarkdown } from './markdown.js'
import type { LogLine, Shown } from './runner.js'

/** One run in both languages. */
export interface Exhibit {
  name: string
  runs: { language: string; shown: Shown; terminal: string | undefined }[]
}

/** All exhibits on one page that needs nothing else. */
export function galleryPage(exhibits: Exhibit[]): string {
  const contents = exhibits.map(({ name }) => `<li><a href="#${slug(name)}">${escapeHtml(name)}</a>`)
  return page(
    'github-markdown.css',
    `<nav><ol>${contents.join('')}</ol></nav>${exhibits.map(exhibit).join('\n')}`,
    STYLE,
  )
}

/** A summary alone, as wide as GitHub's column, or a telephone. */
export const summaryPage = (markdown: string, theme: 'light' | 'dark', width: number): string =>
  page(
    `github-markdown-${theme}.css`,
    `<article class="markdown-body">${renderMarkdown(markdown)}</article>`,
    `body { margin: 0; width: ${width}px } .markdown-body { padding: 16px; box-sizing: border-box }`,
  )

const page = (css: string, body: string, style: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title>
<style>${readFileSync(`node_modules/github-markdown-css/${css}`, 'utf8')}
${style}</style>
<body class="markdown-body-page">${body}</body></html>
`

const slug = (name: string): string => name.replace(/\W+/g, '-')

function exhibit({ name, runs }: Exhibit): string {
  const columns = runs.map(
    ({ language, shown, terminal }) => `<div lang="${language}">${run(shown)}${inTerminal(terminal)}</div>`,
  )
  return `<section id="${slug(name)}"><h1>${escapeHtml(name)}</h1><div class="pair">${columns.join('')}</div></section>`
}

const run = ({ ending, log, summary, outputs, message }: Shown): string =>
  [
    `<h2>${ending === 'green' ? '🟢' : '🔴'} ${ending}</h2>`,
    annotations(log),
    `<h3>Summary</h3><article class="markdown-body">${renderMarkdown(summary)}</article>`,
    `<h3>Log</h3><div class="log">${logHtml(log)}</div>`,
    message === undefined ? '' : `<h3>Telegram</h3><div class="telegram">${message.source}</div>`,
    `<details><summary>Outputs</summary><pre>${escapeHtml(JSON.stringify(outputs, null, 1))}</pre></details>`,
  ].join('\n')

const inTerminal = (lines: string | undefined): string =>
  lines === undefined ? '' : `<h3>Terminal</h3><pre class="log">${escapeHtml(lines)}</pre>`

/** As on the run's page. */
function annotations(log: LogLine[]): string {
  const boxes = log
    .filter(({ title }) => title !== undefined)
    .map(
      ({ kind, title = '', text }) =>
        `<div class="annotation ${kind}"><b>${escapeHtml(title)}</b><br>${escapeHtml(text)}</div>`,
    )
  return boxes.length === 0 ? '' : `<h3>Annotations</h3>${boxes.join('')}`
}

const PREFIXES: Partial<Record<LogLine['kind'], string>> = {
  error: 'Error: ',
  warning: 'Warning: ',
  notice: 'Notice: ',
  debug: '##[debug]',
}

const logHtml = (log: LogLine[]): string =>
  log
    .map(({ kind, text }) => {
      if (kind === 'group') return `<details open><summary>${escapeHtml(text)}</summary>`
      if (kind === 'endgroup') return '</details>'
      return `<div class="${kind}">${escapeHtml(`${PREFIXES[kind] ?? ''}${text}`)}</div>`
    })
    .join('')

const STYLE = `
:root { color-scheme: light dark }
body { font: 14px system-ui, sans-serif; max-width: 2100px; margin: 1em auto; padding: 0 1em }
nav ol { columns: 5 14em; font-size: 12px }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 2em }
.pair > div { min-width: 0 }
.markdown-body { padding: 16px; border: 1px solid #8884; border-radius: 6px }
.log { background: #1f2328; color: #d1d7e0; padding: 12px; border-radius: 6px; font: 12px/20px ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
.log .error { color: #ff938a } .log .warning { color: #eac55f } .log .notice { color: #96d0ff } .log .debug { opacity: .5 }
.log details > div { padding-left: 1.5em }
.annotation { border-left: 4px solid; padding: 6px 10px; margin: 6px 0; background: #8881; white-space: pre-wrap }
.annotation.error { border-color: #cf222e } .annotation.warning { border-color: #9a6700 } .annotation.notice { border-color: #0969da }
.telegram { background: #d5eaf7; color: #000; border-radius: 12px; padding: 10px 14px; max-width: 30em; white-space: pre-wrap; font: 15px/20px system-ui, sans-serif }
.telegram code { background: #0001 }`
