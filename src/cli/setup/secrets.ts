import { type Outcome, ok } from '../../domain/diagnostic.js'
import { updateEnvFile } from '../../env-file/store.js'
import type { InputName, Settings } from '../../settings/settings.js'
import { APPLICATION } from '../login/application.js'
import { settingName } from '../shared/env-source.js'
import { EXIT } from '../shared/exit.js'
import { printDiagnostics } from '../shared/report-view.js'
import { openSecrets, type SecretKeeper } from '../shared/repository.js'
import { openSession } from '../shared/session.js'
import { loadSettingsWithOrWithoutTokens, rawSetting } from '../shared/settings.js'
import { hasPairInFile } from './pair.js'
import type { Setup, Step } from './state.js'

interface Secret {
  name: string
  value: string
  /** One that is there already stays: it may be newer. */
  isKept: boolean
}

/**
 * Writes every value that is at hand: those that are there can't be read, and the same once more does no harm. But a
 * pair goes over another one only when HeadHunter accepted it just now.
 */
export const secrets: Step = async (setup) => {
  const { cli, options, repository } = setup
  const read = loadSettingsWithOrWithoutTokens(cli)
  if (!read.ok || read.settings.githubToken === undefined || repository === '') {
    for (const { name } of secretsOf(setup, read.ok ? read.settings : undefined)) {
      cli.screen.mark('note', cli.say.setup.wouldWrite(name))
    }
    return options.dryRun ? undefined : EXIT.problem
  }
  const { settings } = read
  const { githubToken: token, environment } = read.settings
  const place = environment === undefined ? { repository } : { repository, environment }
  const session = openSession(cli, { settings })
  try {
    const keeper = openSecrets({ settings, token: token ?? '', place, outside: session.outside })
    for (const secret of secretsOf(setup, settings)) {
      const failed = await settleSecret(secret, keeper, setup)
      if (failed) return EXIT.problem
    }
  } finally {
    session.end()
  }
  return options.dryRun ? undefined : movePair(setup)
}

/** The access token first: with the refresh token, which decides, the pair is whole. */
function secretsOf(setup: Setup, settings: Settings | undefined): Secret[] {
  const { cli, resumes, options, pairAtGitHub } = setup
  const found: Secret[] = []
  const add = (input: InputName, { name = settingName(input), isNeeded = false, isKept = false } = {}) => {
    const value = rawSetting(cli, input)
    // What a rehearsal did not ask for would be there by now.
    if (value !== '' || (isNeeded && options.dryRun)) found.push({ name, value, isKept })
  }
  for (const input of [...APPLICATION, 'github-token'] as const) add(input, { isNeeded: true })
  const isHere = hasPairInFile(setup)
  if (isHere || !pairAtGitHub || options.force) {
    const isKept = isHere && resumes === undefined && !options.force
    const { accessTokenSecret, refreshTokenSecret } = settings ?? {}
    add('access-token', { name: accessTokenSecret, isNeeded: true, isKept })
    add('refresh-token', { name: refreshTokenSecret, isNeeded: true, isKept })
  }
  for (const input of ['resume-ids', 'telegram-bot-token', 'telegram-chat-id'] as const) add(input)
  return found
}

/** True when it failed, which is told. */
async function settleSecret(
  { name, value, isKept }: Secret,
  keeper: SecretKeeper,
  setup: Setup,
): Promise<boolean> {
  const { cli, options } = setup
  const { screen, say } = cli
  const there: Outcome<number | undefined> = isKept ? await keeper.writtenAt(name) : ok(undefined)
  if (there.ok && there.value !== undefined) {
    screen.mark('note', say.setup.secretKept(name))
    return false
  }
  if (there.ok && options.dryRun) {
    screen.mark('note', say.setup.wouldWrite(name))
    return false
  }
  const written = there.ok ? await keeper.write(name, value) : there
  if (!written.ok) {
    printDiagnostics([{ severity: 'problem', diagnostic: written.diagnostic }], cli)
    return true
  }
  setup.written.push(name)
  screen.mark('good', say.setup.secretWritten(name))
  return false
}

/** One pair, one home: used in two places, each would renew it behind the other's back. */
async function movePair(setup: Setup): Promise<undefined> {
  const { cli, options, repository } = setup
  const { screen, say, envFile } = cli
  if (!hasPairInFile(setup)) return
  if (options.keepPair) {
    screen.mark('warning', say.setup.pairKept(envFile.name))
    return
  }
  const names = (['access-token', 'refresh-token'] as const).map(settingName)
  const held = names.filter((name) => envFile.values[name])
  const emptied = await updateEnvFile(envFile.path, Object.fromEntries(held.map((name) => [name, undefined])))
  if (emptied.ok) screen.mark('good', say.setup.pairMoved(envFile.name, repository))
  else printDiagnostics([{ severity: 'warning', diagnostic: emptied.diagnostic }], cli)
}
