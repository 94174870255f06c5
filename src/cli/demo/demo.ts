import { json } from '../../../sandbox/exchange.js'
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.js'
import { populate, type World } from '../../../sandbox/world.js'
import { createSession, gitHubStoreFor } from '../../compose.js'
import { DAY, HOUR, MINUTE } from '../../domain/clock.js'
import type { ProgressReporter } from '../../domain/progress.js'
import type { RunReport } from '../../domain/report.js'
import type { Messages } from '../../i18n/index.js'
import { catalogue } from '../../i18n/index.js'
import { commandLines, paintSentence } from '../../report/terminal.js'
import { run } from '../../run.js'
import { type InputName, readSettings } from '../../settings/settings.js'
import type { Cli } from '../shared/cli.js'
import { EXIT, type ExitCode, printReport } from '../shared/outcome.js'
import { createTerminalProgressReporter, type TerminalProgressReporter } from '../shared/progress.js'

/** The Action's own code on the built-in sandbox: no account, no network, no waiting. */
export async function demo(cli: Cli): Promise<ExitCode> {
  const { screen, say } = cli
  screen.print(screen.paint('bold', say.demo.title))
  screen.say(say.demo.notReal)
  const demonstration = new DemoRun(cli)
  await showLife(demonstration)
  screen.heading(say.demo.end)
  const paint = (command: string) => paintSentence(command, screen.paint)
  for (const line of commandLines(say.demo.whatNow, paint)) screen.flow(line)
  return EXIT.done
}

async function showLife(demonstration: DemoRun): Promise<void> {
  const { clock, headHunter, github, faults } = demonstration.sandbox
  const { account } = demonstration.world

  await demonstration.scene('authorize', { 'auth-code': headHunter.authorizationCode(account).code }, true)
  clock.advance(10 * MINUTE)
  await demonstration.scene('tooEarly')
  clock.advance(4 * HOUR)
  await demonstration.scene('fourHoursLater')
  clock.advance(15 * DAY)
  await demonstration.scene('rotation')

  clock.advance(15 * DAY)
  faults.add({
    kind: 'answer',
    answer: json(403, { message: 'Resource not accessible by personal access token' }),
    service: 'github',
    route: 'PUT /repos/{owner}/{repo}/actions/secrets/{name}',
    match: ({ path }) => path.endsWith('/HH_REFRESH_TOKEN'),
    times: Number.POSITIVE_INFINITY,
  })
  const before = github.secrets()
  const { recoveryCode = '' } = await demonstration.scene('saveFails')
  faults.clear()
  clock.advance(HOUR)
  await demonstration.scene('recovery', { 'auth-code': recoveryCode }, true)
  demonstration.showSecrets(before)

  clock.advance(4 * HOUR)
  demonstration.world.application.applicantMethods = false
  await demonstration.scene('refused')
}

const SHOWN_ATTEMPTS = 3

/** A save is retried for two minutes, which would hide the rest of the scene. */
const withFewAttempts = (reporter: TerminalProgressReporter): ProgressReporter => ({
  ...reporter,
  report: (progress) => {
    const attempt = progress.kind === 'attempt_failed' ? progress.attempt : 0
    if (attempt <= SHOWN_ATTEMPTS) reporter.report(progress)
    else if (attempt === SHOWN_ATTEMPTS + 1) reporter.say('…')
  },
})

type Scene = keyof Cli['say']['demo']['scenes']

/** A sandbox and a repository on it; each scene is one run of the workflow. */
class DemoRun {
  readonly sandbox: Sandbox = createSandbox()
  readonly world: World
  readonly #cli: Cli
  /** The texts of a workflow's run. */
  readonly #messages: Messages
  #number = 0

  constructor(cli: Cli) {
    this.#cli = cli
    const zone = { timeZone: cli.messages.formats.timeZone, now: () => this.sandbox.clock.now() }
    this.#messages = catalogue(cli.language, { kind: 'workflow' }, zone)
    this.world = populate(this.sandbox)
    for (const name of ['HH_ACCESS_TOKEN', 'HH_REFRESH_TOKEN'])
      this.world.repository.vault.secrets.delete(name)
  }

  async scene(
    name: Scene,
    inputs: Partial<Record<InputName, string>> = {},
    byHand = false,
  ): Promise<RunReport> {
    const { screen, say } = this.#cli
    const messages = this.#messages
    const { title, text } = say.demo.scenes[name]
    this.#number += 1
    const { day, short } = messages.formats
    const now = this.sandbox.clock.now()
    screen.heading(`${this.#number}. ${title} · ${day(now)}, ${short(now)}`)
    screen.say(text)
    screen.print()
    const report = await this.#run(inputs, byHand)
    screen.print()
    printReport(report, { messages, hidden: false }, screen)
    return report
  }

  /** What changed in the repository's secrets, without showing any. */
  showSecrets(before: Record<string, string>): void {
    const { screen, say } = this.#cli
    const after = this.sandbox.github.secrets()
    for (const name of Object.keys(after)) {
      if (after[name] !== before[name]) screen.mark('good', say.demo.secretReplaced(name))
    }
  }

  async #run(inputs: Partial<Record<InputName, string>>, byHand: boolean): Promise<RunReport> {
    const { screen, shutdown, verbose } = this.#cli
    const { sandbox, world } = this
    const given = { ...this.#inputs(), ...inputs }
    const read = readSettings({ read: (name) => given[name] ?? '', nameOf: (name) => name })
    if (!read.ok) throw new Error('the demonstration has settings that make no sense')
    const reporter = createTerminalProgressReporter({
      messages: this.#messages,
      print: (line) => screen.flow(line, `  ${screen.paint('dim', '│')} `),
      debug: verbose,
    })
    const { settings } = read
    const session = createSession(
      settings,
      { transport: sandbox.transport(), clock: sandbox.clock, reporter: withFewAttempts(reporter), shutdown },
      (collaborators) => gitHubStoreFor(settings, world.repository.name, collaborators),
    )
    return run({ settings, byHand }, session)
  }

  #inputs(): Partial<Record<InputName, string>> {
    const { world, sandbox } = this
    const secrets = sandbox.github.secrets()
    return {
      'client-id': world.application.id,
      'client-secret': world.application.secret,
      'access-token': secrets.HH_ACCESS_TOKEN ?? '',
      'refresh-token': secrets.HH_REFRESH_TOKEN ?? '',
      'github-token': world.githubToken.value,
      'api-url': sandbox.urls.hhUrl,
      'github-api-url': sandbox.urls.githubUrl,
      language: this.#cli.language,
    }
  }
}
