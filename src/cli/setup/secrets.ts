import { ifStill, updateEnvFile } from '../../env-file/store.js'
import type { RepositorySecrets } from '../../github/repository.js'
import type { Outcome } from '../../reasons/index.js'
import type { InputName, Settings } from '../../settings/settings.js'
import { APPLICATION } from '../login/application.js'
import { reread } from '../shared/cli.js'
import { settingName } from '../shared/env-source.js'
import { EXIT } from '../shared/exit.js'
import { printDiagnostics } from '../shared/report-view.js'
import { loadSettingsWithOrWithoutTokens, rawSetting } from '../shared/settings.js'
import { hasPairInFile, usePairInFile } from './account.js'
import { keeperFor } from './rights.js'
import { type Setup, type Step, Stopped, stoppedBy } from './state.js'
import { prefixOf } from './workflow.js'

interface Secret {
  name: string
  value: string
}

/**
 * Writes every value that is at hand: those that are there can't be read, and the same once more does no harm. The pair
 * comes last: it moves, and from then on nothing else is missing.
 */
export const writeSecrets: Step = async (setup) => {
  const { cli, options, rights, repository } = setup
  const read = loadSettingsWithOrWithoutTokens(cli)
  if (options.dryRun || !read.ok || rights === undefined || repository === '') {
    for (const name of wouldBeWritten(setup)) cli.screen.mark('note', cli.say.setup.wouldWrite(name))
    return setup
  }
  const keeper = keeperFor(setup, rights, read.settings)
  const written = await writeAll(setup, keeper, valuesOf(setup))
  const chosen = await writeChoice(written, keeper)
  return chosen.pairAtGitHub && !hasPairInFile(chosen) ? chosen : movePair(chosen, keeper)
}

const ofAccount = ({ account }: Setup, name: string): string => prefixOf(account) + name

/** Under which names an account's pair is kept. */
export const pairNames = (
  setup: Setup,
  { accessTokenSecret, refreshTokenSecret }: Settings,
): [access: string, refresh: string] => [
  ofAccount(setup, accessTokenSecret),
  ofAccount(setup, refreshTokenSecret),
]

/** All that is neither the pair nor a choice of resumes. */
function valuesOf(setup: Setup): Secret[] {
  const own = [...APPLICATION, 'telegram-bot-token', 'telegram-chat-id'] as const
  return [
    ...own.map((input) => ({
      name: ofAccount(setup, settingName(input)),
      value: rawSetting(setup.cli, input),
    })),
    ...rightsSecrets(setup),
  ].filter(({ value }) => value !== '')
}

/** The repository's, for all accounts. */
function rightsSecrets({ rights }: Setup): Secret[] {
  if (rights === undefined || rights.kind === 'kept') return []
  if (rights.kind === 'token') return [{ name: 'HH_GITHUB_TOKEN', value: rights.token }]
  return [
    { name: 'HH_GITHUB_APP_CLIENT_ID', value: rights.app.clientId },
    { name: 'HH_GITHUB_APP_PRIVATE_KEY', value: rights.app.privateKey },
  ]
}

/** A rehearsal did not ask for what would be there by now. */
function wouldBeWritten(setup: Setup): string[] {
  const usual = [...APPLICATION, 'access-token', 'refresh-token'] as const
  const names = [
    ...usual.map((input) => ofAccount(setup, settingName(input))),
    ...valuesOf(setup).map(({ name }) => name),
    ...(setup.rights === undefined ? ['HH_GITHUB_APP_CLIENT_ID', 'HH_GITHUB_APP_PRIVATE_KEY'] : []),
  ]
  return [...new Set(names)]
}

async function writeAll(before: Setup, keeper: RepositorySecrets, secrets: Secret[]): Promise<Setup> {
  let setup = before
  for (const { name, value } of secrets) {
    heard(setup, await keeper.write(name, value))
    setup = { ...setup, written: [...setup.written, name] }
    setup.cli.screen.mark('good', setup.cli.say.setup.secretWritten(name))
  }
  return setup
}

function heard(setup: Setup, outcome: Outcome<unknown>): void {
  if (!outcome.ok) throw stoppedBy(setup, outcome.diagnostic)
}

/** Ids are a secret of their own; all resumes are none: the runner would hide the word "all" everywhere. */
async function writeChoice(setup: Setup, keeper: RepositorySecrets): Promise<Setup> {
  const { resumeIds } = setup
  const name = ofAccount(setup, settingName('resume-ids'))
  if (resumeIds === undefined) return setup
  if (resumeIds !== 'all') return writeAll(setup, keeper, [{ name, value: resumeIds }])
  heard(setup, await keeper.remove(name))
  return setup
}

const PAIR = ['access-token', 'refresh-token'] as const satisfies readonly InputName[]

/**
 * One pair, one place: used in two, each would renew it without the other. What another process has saved in the file
 * meanwhile is written in its turn, until the file still holds what the secrets got.
 */
async function movePair(before: Setup, keeper: RepositorySecrets): Promise<Setup> {
  let setup: Setup = { ...before, cli: await reread(before.cli) }
  for (;;) {
    if (pairToMove(setup)?.isAccepted !== true) setup = await usePairInFile(setup)
    const { cli, options, repository } = setup
    const { screen, say, envFile } = cli
    const pair = pairToMove(setup)
    if (pair === undefined) throw new Stopped(EXIT.problem, setup)
    setup = await writePair(setup, pair, keeper)
    const held = PAIR.map(settingName).filter((name) => pair.isInFile && envFile.values[name])
    if (held.length === 0) return setup
    if (options.keepPair) {
      screen.mark('warning', say.setup.pairKept(envFile.name))
      return setup
    }
    const empty = Object.fromEntries(held.map((name) => [name, undefined]))
    const emptied = await updateEnvFile(envFile.path, ifStill(envFile.values, empty))
    if (!emptied.ok) {
      printDiagnostics([{ severity: 'warning', diagnostic: emptied.diagnostic }], cli)
      return setup
    }
    if (emptied.changed.length > 0) {
      screen.mark('good', say.setup.pairMoved(envFile.name, repository))
      return { ...setup, cli: await reread(cli) }
    }
    screen.mark('note', say.setup.pairRenewed(envFile.name))
    setup = { ...setup, cli: await reread(cli) }
  }
}

interface PairToMove {
  tokens: string[]
  isInFile: boolean
  /** HeadHunter accepted it in this very run. */
  isAccepted: boolean
}

/** The environment outweighs the file, and can hold an older pair: what was accepted just now is what moves. */
function pairToMove({ cli, accepted }: Setup): PairToMove | undefined {
  const inFile = PAIR.map((name) => cli.envFile.values[settingName(name)]?.trim() ?? '')
  const given = PAIR.map((name) => rawSetting(cli, name))
  const pairs = [inFile, given].map((tokens) => {
    return { tokens, isInFile: tokens === inFile, isAccepted: tokens[0] === accepted }
  })
  const whole = pairs.filter(({ tokens }) => !tokens.includes(''))
  return whole.find(({ isAccepted }) => isAccepted) ?? whole[0]
}

/** The access token first: with the refresh token, which decides, the pair is whole. */
function writePair(setup: Setup, { tokens }: PairToMove, keeper: RepositorySecrets): Promise<Setup> {
  const read = loadSettingsWithOrWithoutTokens(setup.cli)
  if (!read.ok) throw new Stopped(EXIT.problem, setup)
  const names = pairNames(setup, read.settings)
  return writeAll(
    setup,
    keeper,
    names.map((name, index) => ({ name, value: tokens[index] ?? '' })),
  )
}
