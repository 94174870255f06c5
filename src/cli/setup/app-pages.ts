import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Language } from '../../i18n/types.js'
import { escapeHtml } from '../../report/markup.js'

export interface AppPages {
  /** The page that sends the manifest to GitHub. */
  url: string
  /** GitHub's code for the App that was made. */
  code: Promise<string>
  /** Sends the browser that brought the code on, and stops listening. */
  close(next: { location: string } | { html: string }): Promise<void>
}

export interface AppPagesOptions {
  language: Language
  /** GitHub's page for a new App, with the state in it. */
  action: string
  state: string
  /** By the address to which GitHub sends the browser back. */
  manifest(redirectUrl: string): object
  button: string
}

const CALLBACK = '/created'

/**
 * GitHub's manifest flow on loopback: https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 * Any page and program on this machine can call here: only the answer with this attempt's state counts.
 */
export async function openAppPages(options: AppPagesOptions): Promise<AppPages> {
  let found: (code: string) => void = () => {}
  const code = new Promise<string>((resolve) => {
    found = resolve
  })
  const waiting = new Set<ServerResponse>()
  const server = createServer(({ method, url = '' }, response) => {
    response.on('error', () => {})
    const [path, query] = url.split(/\?(.*)/s)
    const given = new URLSearchParams(query)
    const isAnswer = path === CALLBACK && given.get('state') === options.state && given.get('code')
    if (method === 'GET' && path === '/')
      return send(response, 200, formPage(options, `${base()}${CALLBACK}`))
    if (method !== 'GET' || !isAnswer) return send(response, 404, '')
    // Where to go from here is known only when GitHub has given the App out.
    waiting.add(response)
    found(isAnswer)
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `${base()}/`,
    code,
    close: async (next) => {
      const sent = [...waiting].map(
        (response) =>
          new Promise<void>((resolve) => {
            response.on('close', resolve)
            if ('html' in next) send(response, 400, next.html)
            else response.writeHead(302, { ...HEADERS, location: next.location }).end()
          }),
      )
      await Promise.all(sent)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The form sends itself; the button is for a browser without scripts. */
const formPage = ({ language, action, manifest, button }: AppPagesOptions, redirectUrl: string): string =>
  `<!DOCTYPE html>
<html lang="${language}">
<head><meta charset="utf-8"><title>GitHub App</title></head>
<body>
<form id="form" action="${escapeHtml(action)}" method="post">
<input type="hidden" name="manifest" value="${escapeHtml(JSON.stringify(manifest(redirectUrl)))}">
<button id="send">${escapeHtml(button)}</button>
</form>
<script>document.getElementById('form').submit()</script>
</body>
</html>
`

/** Nothing of the address, which holds the code, is to be kept or passed on by the browser. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
}

const send = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, HEADERS).end(html)
}
