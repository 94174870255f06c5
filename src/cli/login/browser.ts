import { MINUTE } from '../../domain/clock.js'
import { unlessInterrupted } from '../../domain/shutdown.js'
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
import { resultPage } from '../shared/page.js'
import { askMeanwhile, type TextQuestion } from '../shared/prompts.js'
import { type Callback, canListenFor, listenForRedirect } from './callback.js'

/** Long enough to look for a password, and to wait for HeadHunter's code by SMS. */
const WAIT = 10 * MINUTE

export interface BrowserOptions {
  /** Send a challenge along (PKCE). */
  pkce: boolean
  /** Open the browser and listen on the port; else the person pastes the address. */
  openBrowser: boolean
}

/** A code; the browser can still wait for its last page. */
export interface Code {
  kind: 'code'
  code: string
  codeVerifier: string | undefined
  /** Sends the browser its last page, and closes the port. */
  conclude(ok: boolean): Promise<void>
}

/** The result of the visit to HeadHunter's page. */
export type Visit =
  | Code
  | { kind: 'refused'; error: string }
  | { kind: 'port_taken'; port: number; code: string }
  /** `needs_code`: there is no terminal to paste at; the address of the page was printed. */
  | { kind: 'wrong_state' | 'nothing' | 'timed_out' | 'needs_code' }
  /** The person wants to give another client id, secret or redirect URI. */
  | { kind: 'correct' }

type Answered = Redirect | { kind: 'timed_out' | 'correct' }

/** Opens HeadHunter's page, and waits for the redirect. */
export async function visitHeadHunter(cli: Cli, settings: Settings, options: BrowserOptions): Promise<Visit> {
  const { tools, screen, say } = cli
  const { redirectUri } = settings
  const canWait = options.openBrowser && canListenFor(redirectUri)
  const canAsk = tools.terminal.interactive
  // Without a terminal the code is passed to another process, which does not have the verifier.
  const pkce = options.pkce && (canWait || canAsk) ? createPkce(tools.randomBytes) : undefined
  const attempt = { state: createState(tools.randomBytes), codeVerifier: pkce?.codeVerifier }
  const url = authorizeUrl({
    ...settings,
    state: attempt.state,
    ...(pkce === undefined ? {} : { codeChallenge: pkce.codeChallenge }),
  })
  if (!canWait) {
    screen.note(say.login.openYourself(url))
    return canAsk ? visitOf(await ask(cli, attempt.state), attempt) : { kind: 'needs_code' }
  }
  const callback = await listenForRedirect({
    redirectUri,
    read: (query) => readRedirect(query, attempt.state),
    page: ({ kind }) => pageFor(kind, cli),
  })
  if (callback.ok) return whicheverComesFirst(callback, { cli, url, ...attempt })
  if (!canAsk) return { kind: 'port_taken', port: callback.port, code: callback.code }
  screen.printError(say.login.portTaken(callback.port, callback.code))
  screen.note(say.login.openYourself(url))
  return visitOf(await ask(cli, attempt.state), attempt)
}

interface Attempt {
  state: string
  codeVerifier: string | undefined
}

/** A pasted address; no browser waits for a page. */
const visitOf = (answered: Answered, { codeVerifier }: Attempt): Visit =>
  answered.kind === 'code' ? { ...answered, codeVerifier, conclude: async () => {} } : answered

/** The first of the redirect, a pasted address (the browser can be on another machine), and the timeout. */
async function whicheverComesFirst(
  callback: Extract<Callback, { ok: true }>,
  { cli, url, state, codeVerifier }: Attempt & { cli: Cli; url: string },
): Promise<Visit> {
  const { tools, screen, say, shutdown } = cli
  const over = new AbortController()
  const conclude = (ok: boolean) => callback.close(ok, pageFor(ok ? 'code' : 'failed', cli))
  try {
    const opened = await unlessInterrupted(tools.terminal.openBrowser(url), shutdown)
    screen.note(opened ? say.login.opened(url) : say.login.openYourself(url))
    const timedOut = tools.clock.sleep(WAIT, over.signal).then((): Answered => ({ kind: 'timed_out' }))
    const awaited: Promise<Answered> = Promise.race([callback.redirected, timedOut])
    if (!tools.terminal.interactive) screen.note(say.login.waiting)
    const answered = await unlessInterrupted(
      tools.terminal.interactive ? askUnless(awaited, cli, state) : awaited,
      shutdown,
    )
    if (answered.kind === 'code') return { ...answered, codeVerifier, conclude }
    await callback.close(false, pageFor(answered.kind === 'refused' ? 'refused' : 'failed', cli))
    return answered
  } catch (error) {
    await conclude(false)
    throw error
  } finally {
    over.abort()
  }
}

const question = ({ say }: Cli, state: string, message: string): TextQuestion => ({
  message,
  setting: '--code',
  validate: (value) => (value === '' ? undefined : problemIn(readPasted(value, state), say)),
})

const readAnswer = (pasted: string, state: string): Answered =>
  pasted === '' ? { kind: 'correct' } : readPasted(pasted, state)

const ask = async (cli: Cli, state: string): Promise<Answered> =>
  readAnswer(await cli.ask.text(question(cli, state, cli.say.login.paste)), state)

async function askUnless(awaited: Promise<Answered>, cli: Cli, state: string): Promise<Answered> {
  const first = await askMeanwhile(cli.ask, question(cli, state, cli.say.login.pasteOrWait), awaited)
  return 'came' in first ? first.came : readAnswer(first.answer, state)
}

const problemIn = ({ kind }: Redirect, { login }: Cli['say']): string | undefined => {
  if (kind === 'nothing') return login.pastedNothing
  return kind === 'wrong_state' ? login.ends.wrong_state : undefined
}

const pageFor = (kind: keyof Cli['say']['login']['pages'], { language, say }: Cli): string =>
  resultPage({ language, ok: kind === 'code', ...say.login.pages[kind] })
