import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as v from 'valibot'
import { MINUTE, SECOND } from '../../domain/clock.js'
import { type HttpResponse, type Transport, TransportError } from '../../domain/http.js'
import { PROJECT_URL } from '../../domain/project.js'
import { type Answer, ownerAndRepo } from '../../github/client.js'
import type { GitHubApp } from '../../github/credentials.js'
import { lookAtRepository } from '../../github/repository.js'
import { createState } from '../../headhunter/authorize.js'
import type { Reason } from '../../reasons/index.js'
import { escapeHtml } from '../../report/markup.js'
import { EXIT } from '../shared/outcome.js'
import { resultPage, sendPage } from '../shared/page.js'
import { askMeanwhile } from '../shared/prompts.js'
import { askGitHub, siteOf } from './github.js'
import { accessBy, askForRepository, isOrganization, permissionsFor, placeOf } from './repository.js'
import { canAsk, printDiagnostic, type Setup, Stopped, stoppedBy } from './state.js'

/** As GitHub gives it out, once. */
export interface NewApp extends GitHubApp {
  slug: string
}

/**
 * The first click: a GitHub App that belongs to the repository's owner, private, with one right to write. Undefined when
 * the person wants to choose something else, or when it failed, which is printed.
 */
export async function makeApp(setup: Setup): Promise<NewApp | undefined> {
  const { tools, screen, say, language } = setup
  const state = createState(tools.randomBytes)
  const owner = (await isOrganization(setup)) ? `/organizations/${ownerAndRepo(setup).owner}` : ''
  const action = `${siteOf(setup)}${owner}/settings/apps/new?state=${state}`
  const pages = await openPages(state, (redirectUrl) =>
    formPage(setup, action, manifestOf(setup, redirectUrl)),
  )
  let next: Parameters<typeof pages.close>[0] = { html: '' }
  try {
    const opened = await tools.terminal.openBrowser(pages.url)
    screen.say(say.setup.app.howToMake)
    screen.note(opened ? say.setup.opened(pages.url) : say.setup.openYourself(pages.url))
    const found = await whilePersonWaits(setup, say.setup.app.waitForMade, pages.found)
    if (found === 'correct') return undefined
    if (found === 'timed_out') return stopUnlessPersonCanChoose(setup)
    const converted = await convert(setup, found.code)
    if (converted.ok) {
      next = { location: installationPage(setup, converted.value) }
      return converted.value
    }
    next = { html: resultPage({ language, ok: false, ...say.setup.app.failedPage }) }
    const { status, diagnostic } = converted
    if (status === 404) screen.printError(say.setup.app.codeRefused)
    else printDiagnostic(setup, diagnostic)
    return stopUnlessPersonCanChoose(setup)
  } finally {
    await pages.close(next)
  }
}

/** Somebody who is there can choose something else. */
function stopUnlessPersonCanChoose(setup: Setup): undefined {
  if (!canAsk(setup)) throw new Stopped(EXIT.problem, setup)
}

const manifestOf = (setup: Setup, redirectUrl: string): object => ({
  name: appName(setup),
  url: `${siteOf(setup)}/${setup.repository}`,
  redirect_url: redirectUrl,
  public: false,
  hook_attributes: { url: PROJECT_URL, active: false },
  default_permissions: permissionsFor(placeOf(setup)),
  default_events: [],
})

const LONGEST_NAME = 34

/** No two Apps on GitHub have the same name. */
function appName(setup: Setup): string {
  const end = Buffer.from(setup.tools.randomBytes(3)).toString('hex')
  const { owner } = ownerAndRepo(setup)
  return `${`resume-touch-${owner}`.slice(0, LONGEST_NAME - end.length - 1)}-${end}`
}

const ConversionShape = v.pipe(
  v.object({ client_id: v.string(), pem: v.string(), slug: v.string() }),
  v.transform(({ client_id, pem, slug }): NewApp => ({ clientId: client_id, privateKey: pem, slug })),
)

/** How long GitHub's answer is listened to after its deadline. */
const LISTENING_MS = 5 * MINUTE

/**
 * GitHub gives an App out once. After a failure it is asked again, since the first request may not have arrived; an answer
 * to that one which comes after its deadline is taken all the same.
 */
async function convert(setup: Setup, code: string): Promise<Answer<NewApp>> {
  const over = new AbortController()
  let late: Promise<HttpResponse> | undefined
  const listening: Transport = (request) => {
    const irreplaceable = { listenMs: LISTENING_MS }
    const sent = { ...request, ownConnection: true, irreplaceable, signal: over.signal }
    return setup.tools.transport(sent).catch((error) => {
      if (error instanceof TransportError) late ??= error.late
      throw error
    })
  }
  const ask = (transport: Transport) =>
    askGitHub(setup, 'POST /app-manifests/{code}/conversions', ConversionShape, {
      parameters: { code },
      transport,
    })
  try {
    const first = await ask(listening)
    if (first.ok || (first.status > 0 && first.status < 500)) return first
    const second = await ask(listening)
    const answer = late
    return second.ok || answer === undefined ? second : await ask(() => answer)
  } finally {
    over.abort()
  }
}

const installationPage = (setup: Setup, { slug }: NewApp): string =>
  `${siteOf(setup)}/apps/${slug}/installations/new`

const LOOK_EVERY = 2 * SECOND

/** While these last, the person may still be at it. */
const PASSING: readonly Reason[] = ['github_app_not_installed', 'github_unreachable', 'github_rate_limited']

/** The second click: waits until the App is installed on the repository, which the person can correct meanwhile. */
export async function untilInstalled(setup: Setup, app: NewApp): Promise<Setup> {
  const { screen, say, tools, repository } = setup
  const over = new AbortController()
  const access = accessBy(setup, { kind: 'app', app }, { quiet: true })
  const look = async () => {
    for (;;) {
      const seen = await lookAtRepository(access)
      if (seen.ok || over.signal.aborted || !PASSING.includes(seen.diagnostic.reason)) return seen
      await tools.clock.sleep(LOOK_EVERY, over.signal)
    }
  }
  for (const line of say.setup.app.howToInstall(repository, installationPage(setup, app))) screen.say(line)
  const waiting = whilePersonWaits(setup, say.setup.app.waitForInstalled, look())
  const installed = await waiting.finally(() => over.abort())
  // The App is there already: only the repository can be another one.
  if (installed === 'correct') return untilInstalled(await askForRepository(setup), app)
  if (installed === 'timed_out') throw new Stopped(EXIT.problem, setup)
  if (!installed.ok) throw stoppedBy(setup, installed.diagnostic)
  return setup
}

/** Two clicks, and perhaps a password. */
const WAIT_FOR_PERSON = 10 * MINUTE

/** Something in the browser, or Enter, which brings the questions back. */
async function whilePersonWaits<T>(
  { ask, tools, screen, say }: Setup,
  message: string,
  awaited: Promise<T>,
): Promise<T | 'correct' | 'timed_out'> {
  const over = new AbortController()
  const timedOut = tools.clock.sleep(WAIT_FOR_PERSON, over.signal).then(() => 'timed_out' as const)
  try {
    const first = await askMeanwhile(ask, { message, setting: '--yes' }, Promise.race([awaited, timedOut]))
    if (!('came' in first)) return 'correct'
    if (first.came === 'timed_out') screen.printError(say.setup.app.timedOut)
    return first.came
  } finally {
    over.abort()
  }
}

const CALLBACK = '/created'

/**
 * GitHub's manifest flow on loopback: https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 * Any page and program on this machine can call here: only the answer with this attempt's state counts. `form` gets the
 * address to which GitHub sends the browser back; `close` sends the browser that brought the code on, and stops listening.
 */
async function openPages(state: string, form: (redirectUrl: string) => string) {
  let find: (found: { code: string }) => void = () => {}
  const found = new Promise<{ code: string }>((resolve) => {
    find = resolve
  })
  const waiting = new Set<ServerResponse>()
  const server = createServer(({ method, url = '' }, response) => {
    response.on('error', () => {})
    const [path, query] = url.split(/\?(.*)/s)
    const given = new URLSearchParams(query)
    const code = path === CALLBACK && given.get('state') === state && given.get('code')
    if (method === 'GET' && path === '/') return void sendPage(response, 200, form(`${base()}${CALLBACK}`))
    if (method !== 'GET' || !code) return void sendPage(response, 404, '')
    // Where to go from here is known only when GitHub has given the App out.
    waiting.add(response)
    find({ code })
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = async (next: { location: string } | { html: string }): Promise<void> => {
    const send = (response: ServerResponse) =>
      'html' in next
        ? sendPage(response, 400, next.html)
        : sendPage(response, 302, '', { location: next.location })
    await Promise.all([...waiting].map(send))
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `${base()}/`, found, close }
}

/** The form sends itself; the button is for a browser without scripts. */
const formPage = ({ language, say }: Setup, action: string, manifest: object): string =>
  `<!DOCTYPE html>
<html lang="${language}">
<head><meta charset="utf-8"><title>GitHub App</title></head>
<body>
<form id="form" action="${escapeHtml(action)}" method="post">
<input type="hidden" name="manifest" value="${escapeHtml(JSON.stringify(manifest))}">
<button id="send">${escapeHtml(say.setup.app.create)}</button>
</form>
<script>document.getElementById('form').submit()</script>
</body>
</html>
`
