import { MINUTE } from '../../domain/clock.js'
import {
  authorizeUrl,
  createPkce,
  createState,
  type Redirect,
  readPasted,
  readRedirect,
} from '../../headhunter/authorize.js'
import type { Settings } from '../../settings/settings.js'
import type { Cli } from '../shared/cli.js'
import { type Callback, canListenFor, listenForRedirect } from './callback.js'
import { resultPage } from './page.js'

/** Long enough to look for a password, and to wait for HeadHunter's code by SMS. */
const WAIT = 10 * MINUTE

export interface BrowserOptions {
  /** Send a challenge along (PKCE). */
  pkce: boolean
  /** Try to open the browser and to wait on the port; else the person pastes. */
  openBrowser: boolean
}

/** How the person's visit to HeadHunter's page ended. */
export type Visit =
  | { kind: 'code'; code: string; codeVerifier: string | undefined }
  | { kind: 'refused'; error: string }
  | { kind: 'wrong_state' | 'nothing' | 'timed_out' | 'interrupted' }
  | { kind: 'port_taken'; port: number; code: string }
  /** Nobody is there who could paste; the address of the page was printed. */
  | { kind: 'needs_code' }

/** Sends the person to HeadHunter's page, and waits for the way back. */
export async function visitHeadHunter(cli: Cli, settings: Settings, options: BrowserOptions): Promise<Visit> {
  const { tools, screen, say } = cli
  const canWait = options.openBrowser && canListenFor(settings.redirectUri)
  const canAsk = tools.terminal.interactive
  // Without anyone to paste, the code is handed to another process, which knows no verifier.
  const pkce = options.pkce && (canWait || canAsk) ? createPkce(tools.randomBytes) : undefined
  const state = createState(tools.randomBytes)
  const { host, apiUrl, clientId, redirectUri } = settings
  const url = authorizeUrl({
    host,
    apiUrl,
    clientId,
    redirectUri,
    state,
    ...(pkce === undefined ? {} : { codeChallenge: pkce.codeChallenge }),
  })
  const visit = (redirect: Redirect): Visit =>
    redirect.kind === 'code' ? { ...redirect, codeVerifier: pkce?.codeVerifier } : redirect

  if (!canWait) {
    screen.note(say.login.openYourself(url))
    return canAsk ? visit(await askForRedirect(cli, state)) : { kind: 'needs_code' }
  }
  const callback = await listenForRedirect({
    redirectUri,
    read: (query) => readRedirect(query, state),
    page: (redirect) => pageFor(redirect, cli),
  })
  if (!callback.ok && !canAsk) return { kind: 'port_taken', port: callback.port, code: callback.code }
  if (!callback.ok) {
    screen.printError(say.login.portTaken(callback.port, callback.code))
    screen.note(say.login.openYourself(url))
    return visit(await askForRedirect(cli, state))
  }
  try {
    const opened = await tools.terminal.openBrowser(url)
    screen.note(opened ? say.login.opened(url) : say.login.openYourself(url))
    return await firstOf(callback, cli, { state, opened, visit })
  } finally {
    await callback.close()
  }
}

interface Waiting {
  state: string
  opened: boolean
  visit(redirect: Redirect): Visit
}

/** Whatever comes first: the redirect, something pasted (where the browser may be on another machine), the end of policy. */
async function firstOf(
  callback: Extract<Callback, { ok: true }>,
  cli: Cli,
  waiting: Waiting,
): Promise<Visit> {
  const { clock, terminal } = cli.tools
  const over = new AbortController()
  let interrupt: (visit: Visit) => void = () => {}
  const interrupted = new Promise<Visit>((resolve) => {
    interrupt = resolve
  })
  const untie = terminal.onSignal(() => interrupt({ kind: 'interrupted' }))
  const ways: Promise<Visit>[] = [
    callback.redirected.then(waiting.visit),
    clock.sleep(WAIT, over.signal).then(() => ({ kind: 'timed_out' })),
    interrupted,
  ]
  if (terminal.interactive && !waiting.opened) {
    ways.push(
      askForRedirect(cli, waiting.state, over.signal).then(waiting.visit, (error) =>
        over.signal.aborted ? new Promise<never>(() => {}) : Promise.reject(error),
      ),
    )
  } else cli.screen.note(cli.say.login.waiting)
  try {
    return await Promise.race(ways)
  } finally {
    untie()
    over.abort()
  }
}

async function askForRedirect({ ask, say }: Cli, state: string, signal?: AbortSignal): Promise<Redirect> {
  const pasted = await ask.text({
    message: signal === undefined ? say.login.paste : say.login.pasteOrWait,
    setting: '--code',
    validate: (value) => (readPasted(value, state).kind === 'nothing' ? say.login.pastedNothing : undefined),
    ...(signal === undefined ? {} : { signal }),
  })
  return readPasted(pasted, state)
}

const pageFor = (redirect: Redirect, { language, say }: Cli): string => {
  const { title, text } = say.login.pages[redirect.kind]
  return resultPage({ language, ok: redirect.kind === 'code', title, text })
}
