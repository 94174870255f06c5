import { createSession, type Session } from '../../compose.js'
import type { PairStore } from '../../domain/store.js'
import type { EnvUpdate } from '../../env-file/lines.js'
import { createEnvFileStore } from '../../env-file/store.js'
import { proxySecrets } from '../../http/agents.js'
import { type Settings, secretsToMask } from '../../settings/settings.js'
import type { Credentials } from '../../tokens/parse-credentials.js'
import { type SignInResult, signIn } from '../../tokens/sign-in.js'
import type { Cli } from './cli.js'
import { PAIR_NAMES } from './env.js'
import { createTerminalProgressReporter } from './progress.js'

export interface SessionOptions {
  settings: Settings
  /** Other changes of `.env` in the write that saves a pair. */
  alongside?: EnvUpdate
  /** Where the pair goes instead of the `.env` file. */
  store?: PairStore
  /** No progress is printed. */
  quiet?: boolean
}

export function openSession(
  cli: Cli,
  { settings, alongside = {}, store, quiet = false }: SessionOptions,
): Session {
  const { tools, shutdown, messages, screen, envFile, verbose } = cli
  const terminal = createTerminalProgressReporter({ messages, print: screen.note, debug: verbose })
  for (const secret of [...secretsToMask(settings), ...proxySecrets(tools.terminal.env)])
    terminal.mask(secret)
  const reporter = quiet ? { ...terminal, report: () => {} } : terminal
  return createSession(
    settings,
    { transport: tools.transport, clock: tools.clock, reporter, shutdown },
    ({ clock }) =>
      store ?? createEnvFileStore({ path: envFile.path, names: PAIR_NAMES, alongside, clock, reporter }),
  )
}

export interface EntryOptions {
  settings: Settings
  /** The settings' own by default. */
  given?: Omit<Credentials, 'clientSecret' | 'codeVerifier'>
  /** PKCE's, for the code. */
  codeVerifier?: string | undefined
}

/** The result of a sign-in. */
export interface Entry extends SignInResult {
  /** A new pair is in the `.env` file. */
  saved: boolean
  accessTokenExpiresAt: number | undefined
}

/** Signs in like a run, without touching: the store is proved before anything is spent. */
export async function enterAccount(session: Session, options: EntryOptions): Promise<Entry> {
  const { settings, given = settings, codeVerifier } = options
  const { clientSecret, redirectUri } = settings
  const { accessToken, refreshToken, authCode } = given
  const result = await signIn(
    {
      credentials: { clientSecret, accessToken, refreshToken, authCode, codeVerifier },
      redirectUri,
      dryRun: false,
      byHand: true,
      startedAt: session.clock.now(),
    },
    session,
  )
  const { tokensRotated: saved, accessTokenExpiresAt } = result.pair
  return { ...result, saved, accessTokenExpiresAt }
}
