import { ifStill } from '../../env-file/lines.js'
import { updateEnvFile } from '../../env-file/store.js'
import type { SecretsClient } from '../../github/secrets.js'
import type { InputName } from '../../settings/settings.js'
import { APPLICATION } from '../login/application.js'
import { settingName } from '../shared/env.js'
import { EXIT } from '../shared/outcome.js'
import { rawSetting } from '../shared/settings.js'
import { usePairInFile } from './account.js'
import { openSecrets, pairNames, secretName } from './repository.js'
import { printDiagnostic, type Setup, type Step, Stopped, stoppedBy, withFileAsItIs } from './state.js'

type Secret = [name: string, value: string]

const PAIR = ['access-token', 'refresh-token'] as const satisfies readonly InputName[]

/**
 * Writes every value that is at hand: those that are there can't be read, and the same once more does no harm. The pair
 * comes last: it moves, and from then on nothing else is missing.
 */
export const writeSecrets: Step = async (setup) => {
  const { screen, say, options } = setup
  const secrets = options.dryRun ? undefined : openSecrets(setup)
  if (secrets === undefined) {
    for (const name of namesToWrite(setup)) screen.mark('note', say.setup.wouldWrite(name))
    return setup
  }
  const written = await writeChoice(await writeAll(setup, secrets, valuesOf(setup)), secrets)
  const isPairHere = PAIR.every((name) => rawSetting(written, name) !== '')
  return written.pairAtGitHub && !isPairHere ? written : movePair(written, secrets)
}

/** All that is neither the pair nor a choice of resumes. */
function valuesOf(setup: Setup): Secret[] {
  const own = [...APPLICATION, 'telegram-bot-token', 'telegram-chat-id'] as const
  const values = own.map((input): Secret => [secretName(setup, settingName(input)), rawSetting(setup, input)])
  return [...values, ...rightsSecrets(setup)].filter(([, value]) => value !== '')
}

/** The repository's, for all accounts. */
function rightsSecrets({ rights }: Setup): Secret[] {
  if (rights === undefined || rights.kind === 'kept') return []
  if (rights.kind === 'token') return [['HH_GITHUB_TOKEN', rights.token]]
  return [
    ['HH_GITHUB_APP_CLIENT_ID', rights.app.clientId],
    ['HH_GITHUB_APP_PRIVATE_KEY', rights.app.privateKey],
  ]
}

/** A dry run did not ask for what would be there by now. */
const namesToWrite = (setup: Setup): Set<string> =>
  new Set([
    ...[...APPLICATION, ...PAIR].map((input) => secretName(setup, settingName(input))),
    ...valuesOf(setup).map(([name]) => name),
    ...(setup.rights === undefined ? ['HH_GITHUB_APP_CLIENT_ID', 'HH_GITHUB_APP_PRIVATE_KEY'] : []),
  ])

async function writeAll(before: Setup, secrets: SecretsClient, values: Secret[]): Promise<Setup> {
  let setup = before
  for (const [name, value] of values) {
    const outcome = await secrets.write(name, value)
    if (!outcome.ok) throw stoppedBy(setup, outcome.diagnostic)
    setup = { ...setup, written: [...setup.written, name] }
    setup.screen.mark('good', setup.say.setup.secretWritten(name))
  }
  return setup
}

/** Ids are a secret; "all" is not written: the runner would hide that word everywhere. */
async function writeChoice(setup: Setup, secrets: SecretsClient): Promise<Setup> {
  const { resumeIds } = setup
  const name = secretName(setup, settingName('resume-ids'))
  if (resumeIds === undefined) return setup
  if (resumeIds !== 'all') return writeAll(setup, secrets, [[name, resumeIds]])
  const outcome = await secrets.remove(name)
  if (!outcome.ok) throw stoppedBy(setup, outcome.diagnostic)
  return setup
}

/**
 * One pair, one place: used in two, each would renew it without the other. What another process has saved in the file
 * meanwhile is written in its turn, until the file still holds what the secrets got.
 */
async function movePair(before: Setup, secrets: SecretsClient): Promise<Setup> {
  let setup = await withFileAsItIs(before)
  for (;;) {
    if (pairToMove(setup)?.isAccepted !== true) setup = await usePairInFile(setup)
    const { screen, say, envFile, options, repository } = setup
    const pair = pairToMove(setup)
    if (pair === undefined) throw new Stopped(EXIT.problem, setup)
    // The refresh token last: a run uses the pair only when that one is there.
    const values = pairNames(setup).map((name, index): Secret => [name, pair.tokens[index] ?? ''])
    setup = await writeAll(setup, secrets, values)
    const held = PAIR.map(settingName).filter((name) => pair.isInFile && envFile.values[name])
    if (held.length === 0) return setup
    if (options.keepPair) {
      screen.mark('warning', say.setup.pairKept(envFile.name))
      return setup
    }
    const empty = Object.fromEntries(held.map((name) => [name, undefined]))
    const emptied = await updateEnvFile(envFile.path, ifStill(envFile.values, empty))
    if (!emptied.ok) {
      printDiagnostic(setup, emptied.diagnostic, 'warning')
      screen.mark('warning', say.setup.pairKept(envFile.name))
      return setup
    }
    setup = await withFileAsItIs(setup)
    if (emptied.changed.length > 0) {
      screen.mark('good', say.setup.pairMoved(envFile.name, repository))
      return setup
    }
    // It can also have been removed, by a logout.
    if (pairToMove(setup) !== undefined) screen.mark('note', say.setup.pairRenewed(envFile.name))
  }
}

interface PairToMove {
  tokens: string[]
  isInFile: boolean
  /** HeadHunter accepted it in this very run. */
  isAccepted: boolean
}

/** The environment outweighs the file, and can hold an older pair: what was accepted just now is what moves. */
function pairToMove(setup: Setup): PairToMove | undefined {
  const inFile = PAIR.map((name) => setup.envFile.values[settingName(name)]?.trim() ?? '')
  const given = PAIR.map((name) => rawSetting(setup, name))
  const pairs = [inFile, given].map((tokens) => {
    return { tokens, isInFile: tokens === inFile, isAccepted: tokens[0] === setup.accepted }
  })
  const whole = pairs.filter(({ tokens }) => !tokens.includes(''))
  return whole.find(({ isAccepted }) => isAccepted) ?? whole[0]
}
