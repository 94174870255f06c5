import type { InputName, Settings } from '../../inputs.js'
import { updateEnvFile } from '../../store/env-file.js'
import { EXIT } from '../exit.js'
import { settingName } from '../settings/env-source.js'
import { loadSettingsWithOrWithoutTokens, rawSetting } from '../settings/settings.js'
import { printFindings } from '../shell/report-view.js'
import { openSecrets, type SecretKeeper } from '../work/repository.js'
import { openSession } from '../work/session.js'
import { hasPairInFile } from './pair.js'
import type { Setup, Step } from './state.js'

interface Secret {
  name: string
  value: string
  /** It replaces what is there: the person gave it in this run, or HeadHunter accepted it just now. */
  isNew: boolean
}

/** Writes what is missing and what changed. The values that are there can't be read, so the rest is left alone. */
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
  const { cli, answered, resumes, options } = setup
  const found: Secret[] = []
  const add = (input: InputName, name: string, isNew: boolean) => {
    const value = rawSetting(cli, input)
    if (value !== '') found.push({ name, value, isNew: isNew || options.force })
  }
  for (const input of ['client-id', 'client-secret', 'github-token'] as const) {
    add(input, settingName(input), answered.has(input))
  }
  if (hasPairInFile(setup)) {
    const isAccepted = resumes !== undefined
    add('access-token', settings?.accessTokenSecret ?? settingName('access-token'), isAccepted)
    add('refresh-token', settings?.refreshTokenSecret ?? settingName('refresh-token'), isAccepted)
  }
  for (const input of ['resume-ids', 'telegram-bot-token', 'telegram-chat-id'] as const) {
    add(input, settingName(input), answered.has(input))
  }
  return found
}

/** True when it failed, which is told. */
async function settleSecret(
  { name, value, isNew }: Secret,
  keeper: SecretKeeper,
  setup: Setup,
): Promise<boolean> {
  const { cli, options } = setup
  const { screen, say } = cli
  const there = await keeper.writtenAt(name)
  if (!there.ok) {
    printFindings([{ level: 'problem', verdict: there.verdict }], cli)
    return true
  }
  if (there.value !== undefined && !isNew) {
    screen.mark('note', say.setup.secretKept(name))
    return false
  }
  if (options.dryRun) {
    screen.mark('note', say.setup.wouldWrite(name))
    return false
  }
  const written = await keeper.write(name, value)
  if (written.ok) screen.mark('good', say.setup.secretWritten(name))
  else printFindings([{ level: 'problem', verdict: written.verdict }], cli)
  return !written.ok
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
  else printFindings([{ level: 'warning', verdict: emptied.verdict }], cli)
}
