import type { Language } from '../../i18n/types.js'
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
