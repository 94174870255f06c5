import type { Clock } from './clock.js'
import { createHeadHunter } from './hh/client.js'
import type { HeadHunter } from './hh/headhunter.js'
import type { Settings } from './inputs.js'
import type { Lifeline } from './lifeline.js'
import { loggedTransport } from './net/logged.js'
import type { Transport } from './net/transport.js'
import { USER_AGENT } from './project.js'
import type { Narrator } from './report/narrator.js'
import { createGitHubStore } from './store/github.js'
import type { PairStore } from './store/store.js'

/** What connects a run with the world; tests and the demonstration hand in a sandbox. */
export interface Outside {
  transport: Transport
  clock: Clock
  narrator: Narrator
}

/** The same, but it stands still once the run is cancelled, and each attempt leaves a debug line. */
export const guardOutside = ({ transport, clock, narrator }: Outside, lifeline: Lifeline): Outside => ({
  transport: lifeline.transport(loggedTransport(transport, { narrator, clock })),
  clock: lifeline.clock(clock),
  narrator,
})

export const headHunterFor = (settings: Settings, outside: Outside): HeadHunter =>
  createHeadHunter({
    ...outside,
    apiUrl: settings.apiUrl,
    host: settings.host,
    locale: settings.language === 'ru' ? 'RU' : 'EN',
    userAgent: settings.userAgent ?? USER_AGENT,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    timeoutMs: settings.requestTimeoutMs,
  })

/** The secrets of `repository` (`owner/name`), or of an environment of it. */
export const gitHubStoreFor = (
  settings: Settings,
  repository: string | undefined,
  outside: Outside,
): PairStore =>
  createGitHubStore({
    ...outside,
    apiUrl: settings.githubApiUrl,
    repository,
    environment: settings.environment,
    token: settings.githubToken,
    accessTokenSecret: settings.accessTokenSecret,
    refreshTokenSecret: settings.refreshTokenSecret,
    refreshTokenGiven: settings.refreshToken !== undefined,
    timeoutMs: settings.requestTimeoutMs,
  })
