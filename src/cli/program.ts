import { Command, CommanderError, Help, Option } from 'commander'
import { VERSION } from '../domain/project.js'
import { createShutdown, Interrupted, type Shutdown, unlessInterrupted } from '../domain/shutdown.js'
import { type CliMessages, cliMessages } from '../i18n/cli/index.js'
import type { Language } from '../i18n/index.js'
import { catalogue } from '../i18n/index.js'
import { commandLines } from '../report/terminal.js'
import { LANGUAGES } from '../settings/settings.js'
import { type Cli, createCli } from './shared/cli.js'
import { readEnvFile, unknownSettings } from './shared/env.js'
import { envFileSentence, explainError, explainUsage, similarIn } from './shared/errors.js'
import { type Invocation, invocationFor } from './shared/invocation.js'
import { optionsLostToNpm, respelled } from './shared/npm-flags.js'
import {
  type Common,
  commonOptions,
  defaultCommand,
  type Given,
  languageOf,
  obtainOptions,
  overridesOf,
  setupOptions,
} from './shared/options.js'
import { EXIT, type ExitCode } from './shared/outcome.js'
import type { Prompter } from './shared/prompts.js'
import { createScreen } from './shared/screen.js'
import type { Tools } from './shared/terminal.js'

export interface CliRequest {
  /** The arguments. */
  argv: readonly string[]
  tools: Tools
  /** Passed in by tests. */
  ask?: Prompter
}

/** The terminal command: parses the arguments, runs one command, returns its exit code. Never throws. */
export async function runCli(request: CliRequest): Promise<ExitCode> {
  const { terminal } = request.tools
  const shutdown = createShutdown()
  const common = commonOptions(request.argv)
  const read = await readEnvFile(common.envFile ?? (terminal.env.HH_ENV_FILE || '.env'), terminal.cwd)
  const file = read.ok ? read.file : undefined
  const language = languageOf(common.language, terminal.env, file)
  const call = invocationFor(terminal.program, common)
  const say = cliMessages(language, call)
  const program = new Program({ request, shutdown, language, call, say, read, common })
  try {
    return await program.run()
  } catch (error) {
    return program.explain(error)
  }
}

const USUAL_WIDTH = 100

/** Below the list of commands. */
const furtherHelp = ({ help }: CliMessages): string =>
  [
    help.examplesTitle,
    ...commandLines(help.examples, (command) => command.replaceAll('`', '')).map((line) => `  $ ${line}`),
    '',
    help.exitCodes,
    help.settings,
    '',
    help.moreInEnglish,
  ].join('\n')

interface ProgramOptions {
  request: CliRequest
  shutdown: Shutdown
  language: Language
  call: Invocation
  say: CliMessages
  read: Awaited<ReturnType<typeof readEnvFile>>
  common: Common
}

type Run = (cli: Cli, given: Given, argument: string | undefined) => Promise<ExitCode>

class Program {
  readonly #options: ProgramOptions
  readonly #program: Command
  readonly #default: string
  #exit: ExitCode = EXIT.done

  constructor(options: ProgramOptions) {
    this.#options = options
    const { say, request, read } = options
    const { stdout, env } = request.tools.terminal
    this.#default = defaultCommand(request.argv, env, read.ok ? read.file : undefined)
    this.#program = this.#withCommonOptions(this.#dressed(new Command(request.tools.terminal.program)))
      .description(say.help.description)
      .version(VERSION, '-V, --version', say.help.options.version)
      .helpCommand('help [command]', say.help.options.help)
      .enablePositionalOptions()
      .addHelpText('after', `\n${furtherHelp(say)}`)
      .configureOutput({
        writeOut: (text) => stdout.write(text),
        writeErr: () => {},
        getOutHelpWidth: () => stdout.columns ?? USUAL_WIDTH,
        // Colors were decided where they are added.
        getOutHasColors: () => true,
      })
    this.#addCommands()
  }

  async run(): Promise<ExitCode> {
    const { request, say } = this.#options
    const { argv, tools } = request
    const { env } = tools.terminal
    const lost = optionsLostToNpm(argv, this.#allOptions(), env)
    if (lost.length > 0) {
      const commands = this.#program.commands.flatMap((command) => [command.name(), ...command.aliases()])
      const meant = respelled(argv, lost, { env, commands })
      createScreen(tools.terminal).printError(say.usage.npmTookOptions(meant))
      return EXIT.usage
    }
    await this.#program.parseAsync([...argv], { from: 'user' })
    return this.#exit
  }

  /**
   * Ends a command at a signal, after the critical section if one is running. A command that can report its results does so
   * before.
   */
  async #untilSignal(work: () => Promise<ExitCode>): Promise<ExitCode> {
    const { request, shutdown } = this.#options
    const untie = request.tools.terminal.onSignal(() => shutdown.interrupt())
    try {
      const exit = await unlessInterrupted(work(), { cancelled: shutdown.cancelled.then(untilReported) })
      return shutdown.signal.aborted ? EXIT.interrupted : exit
    } finally {
      untie()
    }
  }

  /** Prints why a command ended early. */
  explain(error: unknown): ExitCode {
    const { say, request } = this.#options
    this.#answerNothing()
    const context = { say, screen: createScreen(request.tools.terminal) }
    if (error instanceof Interrupted) {
      context.screen.printError(say.usage.interrupted)
      return EXIT.interrupted
    }
    if (!(error instanceof CommanderError)) {
      return explainError(error, request.argv.includes('--verbose'), context)
    }
    const unknownCommand = this.#unknownCommand(error)
    const similar = unknownCommand === undefined ? [] : this.#similarCommands(unknownCommand)
    return explainUsage({ error, unknownCommand, similar }, context)
  }

  #addCommands(): void {
    const { say } = this.#options
    const { options } = say.help
    const withBrowser = (command: Command) =>
      command
        .option('--code <code>', options.code)
        .option('--no-browser', options.noBrowser)
        .option('--no-pkce', options.noPkce)
    this.#add('touch', async (cli, { watch, dryRun }) => {
      if (watch && !dryRun) return (await import('./touch/watch.js')).watch(cli)
      return (await import('./touch/touch.js')).touch(cli)
    })
      .option('--watch', options.watch)
      .option('--dry-run', options.dryRun)
      .option('--max-wait <time>', options.maxWait)
    withBrowser(
      this.#add('check', async (cli, given) => {
        const { repository, savePair = false } = given
        const { check } = await import('./check/check.js')
        return check(cli, { ...obtainOptions(given), repository, savePair })
      }),
    )
      .alias('doctor')
      .option('--save-pair', options.savePair)
      .option('--repository <name>', options.repository)
      .option('--environment <name>', options.environment)
    this.#add('setup', async (cli, given) =>
      (await import('./setup/setup.js')).setup(cli, setupOptions(given)),
    )
      .addOption(new Option('--on <place>', options.on).choices(['github', 'computer']))
      .option('--repository <name>', options.repository)
      .option('--environment <name>', options.environment)
      .option('--account <name>', options.account)
      .option('--dry-run', options.setupDryRun)
      .option('--yes', options.yes)
      .option('--force', options.force)
      .option('--schedule <cron>', options.schedule)
      .option('--daytime', options.daytime)
      .option('--remove', options.remove)
      .option('--workflow <path>', options.workflow)
      .option('--keep-pair', options.keepPair)
      .option('--any-token', options.anyToken)
      .option('--no-browser', options.noBrowser)
      .option('--no-pkce', options.noPkce)
    withBrowser(
      this.#add('login', async (cli, given) =>
        (await import('./login/login.js')).login(cli, obtainOptions(given)),
      ),
    )
    this.#add('resumes', async (cli, _, wanted) =>
      (await import('./resumes/resumes.js')).resumes(cli, wanted),
    ).argument('[resume]', say.help.resumeArgument)
    this.#add('logout', async (cli, { localOnly = false }) =>
      (await import('./logout/logout.js')).logout(cli, { localOnly }),
    ).option('--local-only', options.localOnly)
    this.#add('demo', async (cli) => (await import('./demo/demo.js')).demo(cli))
    this.#add('sandbox', async (cli, { port, forbidden = false }) => {
      if (port === undefined || (/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_533)) {
        const { sandbox } = await import('./sandbox/sandbox.js')
        return sandbox(cli, { port: port === undefined ? undefined : Number(port), forbidden })
      }
      cli.screen.printError(say.sandbox.badPort)
      return EXIT.usage
    })
      .option('--port <number>', options.port)
      .option('--forbidden', options.forbidden)
  }

  #add(name: keyof CliMessages['help']['commands'], run: Run): Command {
    const { options, commands } = this.#options.say.help
    const added = this.#program.command(name, { isDefault: name === this.#default })
    const command = this.#withCommonOptions(this.#dressed(added)).description(commands[name])
    return command
      .option('--json', options.json)
      .option('--verbose', options.verbose)
      .action(async (...words: unknown[]) => {
        const given = command.opts<Given>()
        const cli = this.#cli(given)
        const argument = typeof words[0] === 'string' ? words[0] : undefined
        if (cli === undefined) this.#exit = EXIT.usage
        // The sandbox normally ends by a signal, so that is no interruption.
        else if (name === 'sandbox') this.#exit = await run(cli, given, argument)
        else this.#exit = await this.#untilSignal(() => run(cli, given, argument))
      })
  }

  /** Node takes `--env-file` as its own option, even after the script's name, and ends if the file is missing. */
  #withCommonOptions(command: Command): Command {
    const { options } = this.#options.say.help
    return command
      .option('--env-file, --settings <file>', options.settings)
      .option('--language <language>', options.language)
  }

  /** Undefined, with the reason printed, if the `.env` file or the language is invalid. */
  #cli(given: Given): Cli | undefined {
    const { read, request, shutdown, language, call, say, common } = this.#options
    const screen = createScreen(request.tools.terminal)
    const { inputs } = catalogue(language)
    if (!read.ok) {
      this.#answerNothing()
      const { problem } = read
      const isNamed = problem.kind === 'cyrillic_name'
      screen.printError(isNamed ? inputs.cyrillic_name(problem.setting, {}) : envFileSentence(problem, say))
      return undefined
    }
    if (common.language !== undefined && common.language !== language) {
      const allowed = LANGUAGES.join(', ')
      screen.printError(inputs.not_one_of('--language', { allowed }))
      return undefined
    }
    for (const { name, similar } of unknownSettings(read.file)) {
      screen.note(`! ${inputs.unknown_setting(name, { similar })}`)
    }
    return createCli({
      tools: request.tools,
      shutdown,
      language,
      call,
      envFile: read.file,
      overrides: overridesOf(given, common),
      json: given.json ?? false,
      verbose: given.verbose ?? false,
      ask: request.ask,
    })
  }

  /** A script that asked for a list gets an empty one after a failure; the exit code shows the failure. */
  #answerNothing(): void {
    const { argv, tools } = this.#options.request
    if (argv.includes('--json') && argv.includes('resumes')) createScreen(tools.terminal, true).result([])
  }

  #dressed(command: Command): Command {
    const { say, request } = this.#options
    const { paint } = createScreen(request.tools.terminal)
    const titles: Record<string, string> = say.help.titles
    const translated = (usage: string) =>
      Object.entries(say.help.words).reduce((text, [word, own]) => text.replaceAll(word, own), usage)
    return command
      .exitOverride()
      .allowExcessArguments(false)
      .helpOption('-h, --help', say.help.options.help)
      .configureHelp({
        styleTitle: (title) => paint('bold', titles[title] ?? title),
        styleUsage: translated,
        // It includes choices and defaults, in the person's language.
        optionDescription: ({ description }) => description,
        subcommandTerm: (inner) => translated(Help.prototype.subcommandTerm(inner)),
      })
  }

  #allOptions(): Option[] {
    return this.#program.commands.flatMap((command) => command.options)
  }

  /** With a default command, commander treats an unknown word as an argument of that command. */
  #unknownCommand({ code }: CommanderError): string | undefined {
    const word = this.#program.args[0]
    const isCommand = this.#program.commands.some((command) => command.name() === word)
    return code === 'commander.excessArguments' && !isCommand ? word : undefined
  }

  /** Commander's guess, which it makes only where no command is the default one. */
  #similarCommands(word: string): string[] {
    if (word === 'status') return ['resumes']
    const guessing = new Command().exitOverride().configureOutput({ writeErr: () => {} })
    // A wrong guess must not revoke a pair.
    const names = this.#program.commands.map((command) => command.name())
    for (const name of names.filter((name) => name !== 'logout')) guessing.command(name)
    let refusal: unknown
    try {
      guessing.parse([word], { from: 'user' })
    } catch (error) {
      refusal = error
    }
    return refusal instanceof CommanderError ? similarIn(refusal) : []
  }
}

/** One turn of the event loop, in which a command that handles the signal itself can report. */
const untilReported = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
