import * as v from 'valibot'
import { MINUTE, SECOND } from '../../domain/clock.js'
import { PROJECT_URL } from '../../domain/project.js'
import { ownerAndRepo, ServerTime } from '../../github/client.js'
import { credentialsOf, type GitHubApp } from '../../github/credentials.js'
import type { SecretsPlace } from '../../github/errors.js'
import { createState } from '../../headhunter/authorize.js'
import type { Diagnostic } from '../../reasons/index.js'
import { resultPage } from '../login/page.js'
import type { Cli } from '../shared/cli.js'
import { askMeanwhile } from '../shared/prompts.js'
import { type AppPages, openAppPages } from './app-pages.js'
import { apiUrlOf, askGitHub, type GitHubAnswer, isOrganization, siteOf } from './github-api.js'

/** A GitHub App as GitHub gives it out, once. */
export interface NewApp extends GitHubApp {
  slug: string
}

/** Two clicks, and perhaps a password. */
const WAIT_FOR_PERSON = 10 * MINUTE

export type Made =
  | { kind: 'made'; app: NewApp }
  /** The person wants to choose something else. */
  | { kind: 'correct' }
  | { kind: 'timed_out' }
  | { kind: 'code_refused' }
  | { kind: 'failed'; diagnostic: Diagnostic }

/** The first click: a GitHub App that belongs to the repository's owner, private, with one right. */
export async function makeApp(cli: Cli, repository: string, isForEnvironment: boolean): Promise<Made> {
  const { tools, screen, say } = cli
  const state = createState(tools.randomBytes)
  const pages = await openAppPages({
    language: cli.language,
    action: `${await newAppPage(cli, repository)}?${new URLSearchParams({ state })}`,
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
      const { status, diagnostic } = converted
      return status === 404 ? { kind: 'code_refused' } : { kind: 'failed', diagnostic }
    }
    next = { location: installationPage(cli, converted.value.slug) }
    return { kind: 'made', app: converted.value }
  } finally {
    await pages.close(next)
  }
}

/** An organization's Apps are made on its own page. */
const newAppPage = async (cli: Cli, repository: string): Promise<string> => {
  const { owner } = ownerAndRepo({ repository })
  return `${siteOf(cli)}${(await isOrganization(cli, repository)) ? `/organizations/${owner}` : ''}/settings/apps/new`
}

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
  const { owner } = ownerAndRepo({ repository })
  return `${`resume-touch-${owner}`.slice(0, LONGEST_NAME - end.length - 1)}-${end}`
}

const ConversionShape = v.pipe(
  v.object({ client_id: v.string(), pem: v.string(), slug: v.string() }),
  v.transform(({ client_id, pem, slug }): NewApp => ({ clientId: client_id, privateKey: pem, slug })),
)

/** Once more where GitHub failed: the code is good for an hour, and for one App. */
async function convert(cli: Cli, code: string): Promise<GitHubAnswer<NewApp>> {
  const route = '/app-manifests/{code}/conversions'
  const ask = () => askGitHub(cli, { method: 'POST', route, parameters: { code } }, ConversionShape)
  const first = await ask()
  return first.ok || (first.status > 0 && first.status < 500) ? first : ask()
}

const installationPage = (cli: Cli, slug: string): string => `${siteOf(cli)}/apps/${slug}/installations/new`

export type Installed = Exclude<Made, { kind: 'made' | 'code_refused' }> | { kind: 'installed' }

const LOOK_EVERY = 2 * SECOND
const TIMEOUT_MS = 30_000

/** The second click: waits until the App is installed on this repository and can write its secrets. */
export async function waitForInstallation(cli: Cli, app: NewApp, place: SecretsPlace): Promise<Installed> {
  const { screen, say, tools } = cli
  const over = new AbortController()
  const look = async (): Promise<Installed> => {
    while (!over.signal.aborted) {
      const token = await tokenOf(cli, app, place)
      if (token.ok) return { kind: 'installed' }
      const { diagnostic, retryable } = token.refusal
      if (!retryable && diagnostic.reason !== 'github_app_not_installed')
        return { kind: 'failed', diagnostic }
      await tools.clock.sleep(LOOK_EVERY, over.signal)
    }
    return { kind: 'timed_out' }
  }
  const { repository } = place
  for (const line of say.setup.app.howToInstall(repository, installationPage(cli, app.slug))) screen.say(line)
  try {
    return await whilePersonWaits(cli, say.setup.app.waitForInstalled, look())
  } finally {
    over.abort()
  }
}

/** As a run gets its token. */
function tokenOf(cli: Cli, app: GitHubApp, place: SecretsPlace) {
  const { transport, clock } = cli.tools
  const connection = { apiUrl: apiUrlOf(cli), timeoutMs: TIMEOUT_MS, transport, clock }
  const time = new ServerTime(clock)
  return credentialsOf({ ...connection, app, place, time, reporter: { mask: () => {} } })('save').token()
}

/** Something in the browser, or Enter, which brings the questions back. */
async function whilePersonWaits<T>(
  { ask, tools }: Cli,
  message: string,
  awaited: Promise<T>,
): Promise<T | { kind: 'correct' } | { kind: 'timed_out' }> {
  const over = new AbortController()
  const timedOut = tools.clock
    .sleep(WAIT_FOR_PERSON, over.signal)
    .then(() => ({ kind: 'timed_out' as const }))
  try {
    const first = await askMeanwhile(ask, { message, setting: '--yes' }, Promise.race([awaited, timedOut]))
    return 'came' in first ? first.came : { kind: 'correct' }
  } finally {
    over.abort()
  }
}
