import { createSign } from 'node:crypto'
import * as v from 'valibot'
import { MINUTE, SECOND } from '../../domain/clock.js'
import { PROJECT_URL } from '../../domain/project.js'
import { createState } from '../../headhunter/authorize.js'
import type { Cli } from '../shared/cli.js'
import { resultPage } from '../login/page.js'
import { type AppPages, openAppPages } from './app-pages.js'
import { askGitHub, type GitHubAnswer, isOrganization, paramsOf, siteOf } from './github-api.js'

/** A GitHub App as GitHub gives it out, once. */
export interface App {
  clientId: string
  privateKey: string
  slug: string
}

/** Two clicks, and perhaps a password. */
const WAIT_FOR_PERSON = 10 * MINUTE

export type Made = { kind: 'made'; app: App } | { kind: 'correct' } | { kind: 'timed_out' } | Failed
type Failed = Extract<GitHubAnswer<never>, { ok: false }> & { kind: 'failed' }

/** The first click: a GitHub App that belongs to the repository's owner, private, with one right. */
export async function makeApp(cli: Cli, repository: string, isForEnvironment: boolean): Promise<Made> {
  const { tools, screen, say } = cli
  const { owner } = paramsOf(repository)
  const state = createState(tools.randomBytes)
  const pages = await openAppPages({
    language: cli.language,
    action: `${await newAppPage(cli, owner)}?${new URLSearchParams({ state })}`,
    state,
    manifest: (redirectUrl) => manifestOf({ cli, repository, isForEnvironment, redirectUrl }),
    button: say.setup.app.create,
  })
  let next: Parameters<AppPages['close']>[0] = { html: '' }
  try {
    const opened = await tools.terminal.openBrowser(pages.url)
    screen.say(say.setup.app.howToMake)
    screen.note(opened ? say.setup.opened(pages.url) : say.setup.openYourself(pages.url))
    const code = await whilePersonWaits(cli, say.setup.app.waitForMade, pages.code)
    if (typeof code !== 'string') return code
    const converted = await convert(cli, code)
    if (!converted.ok) {
      next = { html: resultPage({ language: cli.language, ok: false, ...say.setup.app.failedPage }) }
      return { kind: 'failed', ...converted }
    }
    next = { location: installationPage(cli, converted.value.slug) }
    return { kind: 'made', app: converted.value }
  } finally {
    await pages.close(next)
  }
}

/** An organization's Apps are made on its own page. */
const newAppPage = async (cli: Cli, owner: string): Promise<string> =>
  `${siteOf(cli)}${(await isOrganization(cli, owner)) ? `/organizations/${owner}` : ''}/settings/apps/new`

interface ManifestOptions {
  cli: Cli
  repository: string
  isForEnvironment: boolean
  redirectUrl: string
}

const manifestOf = ({ cli, repository, isForEnvironment, redirectUrl }: ManifestOptions): object => ({
  name: appName(cli, repository),
  url: `${siteOf(cli)}/${repository}`,
  redirect_url: redirectUrl,
  public: false,
  hook_attributes: { url: PROJECT_URL, active: false },
  default_permissions: {
    [isForEnvironment ? 'environments' : 'secrets']: 'write',
    actions: 'read',
    metadata: 'read',
  },
  default_events: [],
})

const LONGEST_NAME = 34

/** No two Apps on GitHub have the same name. */
function appName({ tools }: Cli, repository: string): string {
  const end = Buffer.from(tools.randomBytes(3)).toString('hex')
  const { owner } = paramsOf(repository)
  return `${`resume-touch-${owner}`.slice(0, LONGEST_NAME - end.length - 1)}-${end}`
}

const ConversionShape = v.pipe(
  v.object({ client_id: v.string(), pem: v.string(), slug: v.string() }),
  v.transform(({ client_id, pem, slug }): App => ({ clientId: client_id, privateKey: pem, slug })),
)

const convert = (cli: Cli, code: string) =>
  askGitHub(
    cli,
    { method: 'POST', route: '/app-manifests/{code}/conversions', params: { code } },
    ConversionShape,
  )

const installationPage = (cli: Cli, slug: string): string => `${siteOf(cli)}/apps/${slug}/installations/new`

export type Installed = { kind: 'installed'; id: number } | { kind: 'correct' } | { kind: 'timed_out' }

const InstallationShape = v.object({ id: v.number() })
const LOOK_EVERY = 2 * SECOND

/** The second click: waits until the App is installed on this repository. */
export async function waitForInstallation(cli: Cli, app: App, repository: string): Promise<Installed> {
  const { screen, say, tools } = cli
  const request = { method: 'GET' as const, route: '/repos/{owner}/{repo}/installation' }
  const over = new AbortController()
  const look = async (): Promise<Installed> => {
    for (;;) {
      const token = jwtOf(app, tools.clock.now())
      const found = await askGitHub(cli, { ...request, params: paramsOf(repository), token }, InstallationShape)
      if (found.ok) return { kind: 'installed', id: found.value.id }
      await tools.clock.sleep(LOOK_EVERY, over.signal)
      if (over.signal.aborted) return { kind: 'timed_out' }
    }
  }
  for (const line of say.setup.app.howToInstall(repository, installationPage(cli, app.slug))) screen.say(line)
  try {
    return await whilePersonWaits(cli, say.setup.app.waitForInstalled, look())
  } finally {
    over.abort()
  }
}

const TokenShape = v.object({ token: v.string() })

/** A token for this one repository, with the one right that is needed; it lasts an hour. */
export const installationToken = (cli: Cli, app: App, repository: string, { id, isForEnvironment }: { id: number; isForEnvironment: boolean }) =>
  askGitHub(
    cli,
    {
      method: 'POST',
      route: '/app/installations/{installation_id}/access_tokens',
      params: { installation_id: String(id) },
      token: jwtOf(app, cli.tools.clock.now()),
      body: {
        repositories: [paramsOf(repository).repo],
        permissions: { [isForEnvironment ? 'environments' : 'secrets']: 'write' },
      },
    },
    TokenShape,
  )

/** How an App proves who it is: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app */
function jwtOf({ clientId, privateKey }: App, now: number): string {
  const at = Math.floor(now / SECOND)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss: clientId, iat: at - 60, exp: at + 540 })}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`
}

/** Something in the browser, or Enter, which brings the questions back. */
async function whilePersonWaits<T>(
  cli: Cli,
  message: string,
  awaited: Promise<T>,
): Promise<T | { kind: 'correct' } | { kind: 'timed_out' }> {
  const over = new AbortController()
  const pressed = cli.ask
    .text({ message, setting: '--yes', signal: over.signal })
    .then(() => ({ kind: 'correct' as const }))
    .catch((error) => (over.signal.aborted ? new Promise<never>(() => {}) : Promise.reject(error)))
  const timedOut = cli.tools.clock.sleep(WAIT_FOR_PERSON, over.signal).then(() => ({ kind: 'timed_out' as const }))
  try {
    return await Promise.race([awaited, timedOut, pressed])
  } finally {
    over.abort()
  }
}
