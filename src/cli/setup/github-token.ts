import { gitHubStoreFor } from '../../compose.js'
import type { Settings } from '../../inputs.js'
import { NAME } from '../../project.js'
import type { Finding } from '../../verdicts.js'
import { EXIT, type ExitCode } from '../exit.js'
import { settingName } from '../settings/env-source.js'
import { loadSettingsWithOrWithoutTokens, problemWith, rawSetting } from '../settings/settings.js'
import { printFindings } from '../shell/report-view.js'
import { lookAtRepository, withoutPair } from '../work/repository.js'
import { openSession, type Session } from '../work/session.js'
import { remember, type Setup, type Step } from './state.js'

/** A token that may write this repository's secrets, proved by doing so. */
export const gitHubToken: Step = async (setup) => {
  const { cli, options } = setup
  const given = rawSetting(cli, 'github-token')
  if (given !== '') return tryToken(setup, given)
  if (options.dryRun) {
    cli.screen.mark('warning', cli.say.setup.wouldAsk(settingName('github-token')))
    return undefined
  }
  return askForToken(setup)
}

async function askForToken(setup: Setup): Promise<ExitCode | undefined> {
  const { cli, repository } = setup
  const { screen, say, ask } = cli
  const environment = rawSetting(cli, 'environment')
  for (const line of say.setup.makeToken(tokenLink(repository, environment !== ''), repository))
    screen.say(line)
  for (;;) {
    const token = await ask.secret({
      message: say.setup.token,
      setting: settingName('github-token'),
      validate: (value) =>
        problemWith(cli, 'github-token', value) ?? (value === '' ? say.setup.tokenEmpty : undefined),
    })
    const stopped = await tryToken(setup, token)
    // What is wrong has been said; another token may do.
    if (stopped === undefined) return remember(setup, { 'github-token': token })
  }
}

async function tryToken(setup: Setup, token: string): Promise<ExitCode | undefined> {
  const refused = await refuseKind(setup, token)
  if (refused !== undefined) return refused
  const read = loadSettingsWithOrWithoutTokens(setup.cli, { 'github-token': { value: token } })
  // In a dry run, settings may still be missing; those that are wrong were told before.
  if (!read.ok || setup.repository === '') return undefined
  const session = openSession(setup.cli, { settings: read.settings })
  try {
    return await prove(setup, read.settings, session)
  } finally {
    session.end()
  }
}

/** Fine-grained tokens open one right on one repository; these open everything, and an App's dies within the hour. */
async function refuseKind({ cli, options }: Setup, token: string): Promise<ExitCode | undefined> {
  const { screen, say, ask, tools } = cli
  if (token.startsWith('ghs_')) {
    screen.complain(say.setup.tokenOfApp)
    return EXIT.usage
  }
  if (!/^gh[opu]_/.test(token) || options.anyToken) return undefined
  screen.mark('warning', say.setup.tokenTooBroad)
  const isConfirmed =
    tools.terminal.interactive &&
    !options.dryRun &&
    (await ask.confirm({
      ...say.answers,
      message: say.setup.useBroadToken,
      setting: '--any-token',
      initial: false,
    }))
  if (isConfirmed) return undefined
  screen.complain(say.setup.tokenRefused)
  return EXIT.usage
}

async function prove(setup: Setup, settings: Settings, session: Session): Promise<ExitCode | undefined> {
  const { cli, repository } = setup
  const { screen, say } = cli
  const { environment, githubToken: token = '' } = settings
  const place = environment === undefined ? { repository } : { repository, environment }
  const problems = (verdict: Finding['verdict']): ExitCode => {
    printFindings([{ level: 'problem', verdict }], cli)
    return EXIT.problem
  }
  const seen = await lookAtRepository({ settings, token, place, outside: session.outside })
  if (!seen.ok) return problems(seen.verdict)
  setup.isPrivate = seen.value.isPrivate
  const store = gitHubStoreFor(withoutPair(settings), repository, session.outside)
  const proof = await store.prove()
  if (!proof.ok) return problems(proof.verdict)
  const { findings, tokenExpiresAt } = await store.outlook()
  printFindings([...proof.findings, ...findings], cli)
  screen.mark('good', say.setup.tokenWorks(repository))
  if (tokenExpiresAt !== undefined) screen.mark('note', say.setup.tokenUntil(tokenExpiresAt))
  if (!setup.isPrivate) screen.mark('note', say.setup.repositoryIsPublic)
  return undefined
}

/** GitHub's page with everything filled in but the repository itself, which it does not take from a link. */
export function tokenLink(repository: string, isForEnvironment: boolean): string {
  const url = new URL('https://github.com/settings/personal-access-tokens/new')
  url.search = new URLSearchParams({
    name: NAME,
    description: `Saves HeadHunter's token pair for ${repository}`,
    target_name: repository.split('/')[0] ?? '',
    expires_in: '366',
    [isForEnvironment ? 'environments' : 'secrets']: 'write',
    metadata: 'read',
  }).toString()
  return url.href
}
