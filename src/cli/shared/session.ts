import type { Outside } from '../../compose.js'
import { guardOutside, headHunterFor } from '../../compose.js'
import type { HeadHunter } from '../../domain/headhunter.js'
import { createShutdown, type Shutdown } from '../../domain/shutdown.js'
import type { PairStore } from '../../domain/store.js'
import type { EnvChanges } from '../../env-file/lines.js'
import { createEnvFileStore } from '../../env-file/store.js'
import { type Settings, secretsToMask } from '../../settings/settings.js'
import type { Cli } from './cli.js'
import { settingName } from './env-source.js'
import { createTerminalProgressReporter } from './progress.js'

/** The collaborators of one piece of work with HeadHunter, guarded against signals from begin to end. */
export interface Session {
  outside: Outside
  shutdown: Shutdown
  headHunter: HeadHunter
  store: PairStore
  /** Lets go of the signals. */
  end(): void
}

export interface SessionOptions {
  settings: Settings
  /** What else is to change in `.env` in the stroke that saves a pair. */
  alongside?: EnvChanges
  /** Nothing is told while it works. */
  quiet?: boolean
}

export function openSession(cli: Cli, { settings, alongside = {}, quiet = false }: SessionOptions): Session {
  const { tools, messages, screen, envFile, verbose } = cli
  const shutdown = createShutdown()
  const end = tools.terminal.onSignal(() => shutdown.interrupt())
  const terminal = createTerminalProgressReporter({ messages, print: screen.note, debug: verbose })
  for (const secret of secretsToMask(settings)) terminal.mask(secret)
  const reporter = quiet ? { ...terminal, report: () => {} } : terminal
  const outside = guardOutside({ transport: tools.transport, clock: tools.clock, reporter }, shutdown)
  const store = createEnvFileStore({
    path: envFile.path,
    names: { accessToken: settingName('access-token'), refreshToken: settingName('refresh-token') },
    alongside,
    clock: outside.clock,
    reporter,
  })
  return { outside, shutdown, headHunter: headHunterFor(settings, outside), store, end }
}
