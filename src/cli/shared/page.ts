import type { ServerResponse } from 'node:http'
import type { Language } from '../../i18n/index.js'
import { escapeHtml } from '../../report/markup.js'

export interface PageOptions {
  language: Language
  ok: boolean
  title: string
  text: string
}

/** The last page in the browser: one file, with light and dark colors. */
export const resultPage = ({ language, ok, title, text }: PageOptions): string => `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; font: 18px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f4f5f7, #16181c); }
main { max-width: 26rem; margin: 1rem; padding: 2rem; border-radius: 1rem; text-align: center; background: light-dark(#fff, #22252b); }
.mark { font-size: 3rem; line-height: 1; color: ${ok ? '#1a9c4b' : '#d6303a'}; }
h1 { font-size: 1.4rem; margin: 1rem 0 .5rem; }
p { margin: 0; opacity: .8; }
</style>
</head>
<body>
<main>
<div class="mark">${ok ? '✓' : '✗'}</div>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
</main>
</body>
</html>
`

/** Time for the browser to receive a page, in milliseconds. */
const LAST_PAGE_MS = 2_000

/** The browser must not store or pass on the address, which holds the code. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
}

/** `more`: further headers. Resolves when it is sent, or the browser takes too long. */
export const sendPage = (
  response: ServerResponse,
  status: number,
  html: string,
  more: Record<string, string> = {},
): Promise<void> =>
  new Promise((resolve) => {
    const enough = setTimeout(resolve, LAST_PAGE_MS)
    response.on('close', () => {
      clearTimeout(enough)
      resolve()
    })
    response.writeHead(status, { ...HEADERS, ...more }).end(html)
  })
