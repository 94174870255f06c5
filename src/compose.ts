import type { Clock } from './domain/clock.js'
import type { HeadHunter } from './domain/headhunter.js'
import type { Transport } from './domain/http.js'
import type { ProgressReporter } from './domain/progress.js'
import { USER_AGENT } from './domain/project.js'
import type { Shutdown } from './domain/shutdown.js'
import type { PairStore } from './domain/store.js'
import { createGitHubStore, type WorkflowRun } from './github/store.js'
import { createHeadHunter } from './headhunter/client.js'
import { loggedTransport } from './http/logged.js'
import type { Settings } from './settings/settings.js'
import type { SignInPorts } from './tokens/attempt.js'

/** The collaborators of a run; tests and the demo pass in a sandbox. */
export interface Collaborators {
  transport: Transport
  clock: Clock
  reporter: ProgressReporter
}

/** All that a run needs. */
export interface Session extends Collaborators, SignInPorts {}

/** `storeFor` gets the collaborators as the run has them. */
export const createSession = (
  settings: Settings,
  given: Collaborators & { shutdown: Shutdown },
  storeFor: (collaborators: Collaborators) => PairStore,
): Session => {
  const { shutdown } = given
  const guarded = guardCollaborators(given, shutdown)
  return { ...guarded, shutdown, headHunter: headHunterFor(settings, guarded), store: storeFor(guarded) }
}

/** The same, but without further requests once the run is canceled, and with a debug line for each attempt. */
export const guardCollaborators = (
  { transport, clock, reporter }: Collaborators,
  shutdown: Shutdown,
): Collaborators => ({
  transport: shutdown.transport(loggedTransport(transport, { reporter, clock })),
  clock: shutdown.clock(clock),
  reporter,
})

export const headHunterFor = (settings: Settings, collaborators: Collaborators): HeadHunter =>
  createHeadHunter({
    ...collaborators,
    apiUrl: settings.apiUrl,
    host: settings.host,
    locale: settings.language === 'ru' ? 'RU' : 'EN',
    userAgent: settings.userAgent ?? USER_AGENT,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    timeoutMs: settings.requestTimeoutMs,
  })

/** The secrets of `repository` (`owner/name`), or of an environment of it; `run`: the one that this process is part of. */
export const gitHubStoreFor = (
  settings: Settings,
  repository: string | undefined,
  collaborators: Collaborators,
  run?: WorkflowRun,
): PairStore =>
  createGitHubStore({
    ...collaborators,
    apiUrl: settings.githubApiUrl,
    repository,
    environment: settings.environment,
    token: settings.githubToken,
    app: settings.githubApp,
    run,
    accessTokenSecret: settings.accessTokenSecret,
    refreshTokenSecret: settings.refreshTokenSecret,
    refreshTokenGiven: settings.refreshToken !== undefined,
    timeoutMs: settings.requestTimeoutMs,
  })
