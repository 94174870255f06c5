import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/** GitHub's icons for its alerts (Octicons, MIT). */
const ICONS: Record<string, string> = {
  CAUTION:
    'M4.47.22A.749.749 0 0 1 5 0h6c.199 0 .389.079.53.22l4.25 4.25c.141.14.22.331.22.53v6a.749.749 0 0 1-.22.53l-4.25 4.25A.749.749 0 0 1 11 16H5a.749.749 0 0 1-.53-.22L.22 11.53A.749.749 0 0 1 0 11V5c0-.199.079-.389.22-.53Zm.84 1.28L1.5 5.31v5.38l3.81 3.81h5.38l3.81-3.81V5.31L10.69 1.5ZM8 4a.75.75 0 0 1 .75.75v3.5a.75.75 0 0 1-1.5 0v-3.5A.75.75 0 0 1 8 4Zm0 8a1 1 0 1 1 0-2 1 1 0 0 1 0 2Z',
  WARNING:
    'M6.457 1.047c.659-1.234 2.427-1.234 3.086 0l6.082 11.378A1.75 1.75 0 0 1 14.082 15H1.918a1.75 1.75 0 0 1-1.543-2.575Zm1.763.707a.25.25 0 0 0-.44 0L1.698 13.132a.25.25 0 0 0 .22.368h12.164a.25.25 0 0 0 .22-.368Zm.53 3.996v2.5a.75.75 0 0 1-1.5 0v-2.5a.75.75 0 0 1 1.5 0ZM9 11a1 1 0 1 1-2 0 1 1 0 0 1 2 0Z',
}

/** A summary as GitHub shows it: GitHub's flavour of Markdown, raw HTML let through, alerts. */
export const renderMarkdown = (markdown: string): string =>
  micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  }).replace(
    /<blockquote>\n<p>\[!(CAUTION|WARNING)\]\n([\s\S]*?)<\/blockquote>/g,
    (_, kind: string, rest: string) => alert(kind, `<p>${rest}`),
  )

const alert = (kind: string, body: string): string => {
  const name = kind.toLowerCase()
  const icon = `<svg class="octicon mr-2" viewBox="0 0 16 16" width="16" height="16"><path d="${ICONS[kind]}"/></svg>`
  const title = `${icon}${name.charAt(0).toUpperCase()}${name.slice(1)}`
  return `<div class="markdown-alert markdown-alert-${name}"><p class="markdown-alert-title">${title}</p>${body}</div>`
}
