import type { GitHubApp, Installation, Permissions } from '../../sandbox/github/state.js'
import type { GitHubToken, TokenKind } from '../../sandbox/github/tokens.js'
import type { IssuedPair, StandInResume } from '../../sandbox/headhunter/state.js'
import { createSandbox, type Sandbox, type SandboxUrls } from '../../sandbox/sandbox.js'
import type { InputName } from '../../src/settings/settings.js'

export const REPOSITORY = 'applicant/touch'

/** A sandbox with one person in it: an application, three published resumes, a pair in the secrets of a repository. */
export interface World {
  sandbox: Sandbox
  pair: IssuedPair
  resumes: StandInResume[]
  githubToken: GitHubToken
  /** The workflow hands it over in place of the token. */
  app: GitHubApp | undefined
  installation: Installation | undefined
}

export interface WorldOptions {
  seed?: number
  resumes?: number
  /** The kind of token in `HH_GITHUB_TOKEN`. */
  token?: TokenKind
  /** A GitHub App with these permissions, installed on the repository, in place of the token. */
  app?: Permissions
  /** Keep the pair in this environment's secrets. */
  environment?: string
  applicantMethods?: boolean
}

export function createWorld(options: WorldOptions = {}): World {
  const { seed = 1, resumes = 3, token = 'fine-grained', environment, applicantMethods = true } = options
  const sandbox = createSandbox({ seed })
  sandbox.headHunter.addApplication({ applicantMethods })
  sandbox.headHunter.addAccount()
  const made = Array.from({ length: resumes }, () => sandbox.headHunter.addResume())
  sandbox.github.addRepository(REPOSITORY, environment === undefined ? {} : { environments: [environment] })
  const pair = sandbox.headHunter.issuePair()
  const place = environment === undefined ? {} : { environment }
  sandbox.github.setSecret('HH_ACCESS_TOKEN', pair.accessToken, place)
  sandbox.github.setSecret('HH_REFRESH_TOKEN', pair.refreshToken, place)
  sandbox.clock.advance(60_000)
  const app = options.app && sandbox.github.addApp(options.app)
  const installation = app && sandbox.github.install(app)
  return { sandbox, pair, resumes: made, githubToken: sandbox.github.addToken(token), app, installation }
}

export type Inputs = Partial<Record<InputName, string>>

/** What a workflow hands to the action: the secrets as they stand at this moment, and the world's addresses. */
export function inputsOf(world: World, urls: SandboxUrls = world.sandbox.urls, given: Inputs = {}): Inputs {
  const { sandbox, githubToken, app } = world
  const application = sandbox.headHunter.state.applications[0]
  const place = given.environment === undefined ? {} : { environment: given.environment }
  const secrets = sandbox.github.secrets(place)
  return {
    'client-id': application?.id ?? '',
    'client-secret': application?.secret ?? '',
    'access-token': secrets.HH_ACCESS_TOKEN ?? '',
    'refresh-token': secrets.HH_REFRESH_TOKEN ?? '',
    'github-token': app === undefined ? githubToken.value : '',
    'github-app-client-id': app?.clientId ?? '',
    'github-app-private-key': app?.privateKey ?? '',
    'api-url': urls.hhUrl,
    'github-api-url': urls.githubUrl,
    'telegram-api-url': urls.telegramUrl,
    ...given,
  }
}
