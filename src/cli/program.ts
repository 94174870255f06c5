import { Command, CommanderError, Help, Option } from 'commander'
import { VERSION } from '../domain/project.js'
import { createShutdown, type Shutdown, unlessInterrupted } from '../domain/shutdown.js'
import { type CliMessages, cliMessages } from '../i18n/cli/index.js'
import type { Language } from '../i18n/index.js'
import { catalogue } from '../i18n/index.js'
import { commandLines } from '../report/terminal.js'
import { LANGUAGES } from '../settings/settings.js'
import type { CheckOptions } from './check/check.js'
import type { LogoutOptions } from './logout/logout.js'
import type { SetupOptions } from './setup/state.js'
import { type Cli, createCli } from './shared/cli.js'
import { readEnvFile, unknownSettings } from './shared/env.js'
import { envFileSentence, explainError, explainUsage } from './shared/errors.js'
import { type Invocation, invocationFor, type Kept } from './shared/invocation.js'
import { optionsLostToNpm, respelled } from './shared/npm-flags.js'
import { commonOptions, defaultCommand, languageOf, overridesOf } from './shared/options.js'
import { EXIT, type ExitCode } from './shared/outcome.js'
import type { Prompter } from './shared/prompts.js'
import { createScreen, type Screen } from './shared/screen.js'
import { similarTo } from './shared/similar.js'
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
  const program = new Program({ ...request, shutdown, language, call, say, read, common })
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

interface ProgramOptions extends CliRequest {
  shutdown: Shutdown
  language: Language
  call: Invocation
  say: CliMessages
  read: Awaited<ReturnType<typeof readEnvFile>>
  common: Kept
}

/** The options of the commands; the catalogue describes each under the same name. */
const FLAGS = {
  json: '--json',
  verbose: '--verbose',
  watch: '--watch',
  dryRun: '--dry-run',
  maxWait: '--max-wait <time>',
  code: '--code <code>',
  noBrowser: '--no-browser',
  noPkce: '--no-pkce',
  savePair: '--save-pair',
  repository: '--repository <name>',
  environment: '--environment <name>',
  on: '--on <place>',
  account: '--account <name>',
  setupDryRun: '--dry-run',
  yes: '--yes',
  force: '--force',
  schedule: '--schedule <cron>',
  daytime: '--daytime',
  remove: '--remove',
  workflow: '--workflow <path>',
  keepPair: '--keep-pair',
  anyToken: '--any-token',
  localOnly: '--local-only',
  port: '--port <number>',
  forbidden: '--forbidden',
} as const

type Flag = keyof typeof FLAGS

/** The values of all options; each command has its own. */
interface Given extends SetupOptions, CheckOptions, LogoutOptions {
  json: boolean
  verbose: boolean
  watch: boolean
  maxWait: string | undefined
  environment: string | undefined
  port: string | undefined
  forbidden: boolean
}

type Run = (cli: Cli, given: Given, argument: string | undefined) => Promise<ExitCode>

class Program {
  readonly #options: ProgramOptions
  readonly #program: Command
  readonly #default: string
  /** For what is not a command's own output. */
  readonly #screen: Screen
  #exit: ExitCode = EXIT.done

  constructor(options: ProgramOptions) {
    this.#options = options
    const { say, argv, tools, read } = options
    const { stdout, env, program } = tools.terminal
    this.#screen = createScreen(tools.terminal)
    this.#default = defaultCommand(argv, env, read.ok ? read.file : undefined)
    this.#program = this.#dressed(new Command(program))
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
    const { argv, tools, say } = this.#options
    const { env } = tools.terminal
    const options = this.#program.commands.flatMap((command) => command.options)
    const lost = optionsLostToNpm(argv, options, env)
    if (lost.length > 0) {
      const commands = this.#program.commands.flatMap((command) => [command.name(), ...command.aliases()])
      const meant = respelled(argv, lost, { env, commands })
      this.#screen.printError(say.usage.npmTookOptions(meant))
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
    const { tools, shutdown } = this.#options
    const untie = tools.terminal.onSignal(() => shutdown.interrupt())
    try {
      const exit = await unlessInterrupted(work(), { cancelled: shutdown.cancelled.then(untilReported) })
      return shutdown.signal.aborted ? EXIT.interrupted : exit
    } finally {
      untie()
    }
  }

  /** Prints why a command ended early. */
  explain(error: unknown): ExitCode {
    const { say, argv } = this.#options
    this.#answerNothing()
    const context = { say, screen: this.#screen }
    return error instanceof CommanderError
      ? explainUsage(error, this.#unknownCommand(error), context)
      : explainError(error, argv.includes('--verbose'), context)
  }

  #addCommands(): void {
    const { say } = this.#options
    this.#add('touch', ['watch', 'dryRun', 'maxWait'], async (cli, { watch, dryRun }) => {
      if (watch && !dryRun) return (await import('./touch/watch.js')).watch(cli)
      return (await import('./touch/touch.js')).touch(cli)
    })
    this.#add(
      'check',
      ['code', 'noBrowser', 'noPkce', 'savePair', 'repository', 'environment'],
      async (cli, given) => (await import('./check/check.js')).check(cli, given),
    ).alias('doctor')
    this.#add(
      'setup',
      [
        'on',
        'repository',
        'environment',
        'account',
        'setupDryRun',
        'yes',
        'force',
        'schedule',
        'daytime',
        'remove',
        'workflow',
        'keepPair',
        'anyToken',
        'noBrowser',
        'noPkce',
      ],
      async (cli, given) => (await import('./setup/setup.js')).setup(cli, given),
    )
    this.#add('login', ['code', 'noBrowser', 'noPkce'], async (cli, given) =>
      (await import('./login/login.js')).login(cli, given),
    )
    this.#add('resumes', [], async (cli, _, wanted) =>
      (await import('./resumes/resumes.js')).resumes(cli, wanted),
    ).argument('[resume]', say.help.resumeArgument)
    this.#add('logout', ['localOnly'], async (cli, given) =>
      (await import('./logout/logout.js')).logout(cli, given),
    )
    this.#add('demo', [], async (cli) => (await import('./demo/demo.js')).demo(cli))
    this.#add('sandbox', ['port', 'forbidden'], async (cli, { port, forbidden }) => {
      if (port === undefined || (/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_533)) {
        const { sandbox } = await import('./sandbox/sandbox.js')
        return sandbox(cli, { port: port === undefined ? undefined : Number(port), forbidden })
      }
      cli.screen.printError(say.sandbox.badPort)
      return EXIT.usage
    })
  }

  #add(name: keyof CliMessages['help']['commands'], flags: Flag[], run: Run): Command {
    const { commands } = this.#options.say.help
    const added = this.#program.command(name, { isDefault: name === this.#default })
    const command = this.#dressed(added).description(commands[name])
    for (const flag of ['json', 'verbose', ...flags] as const) command.addOption(this.#optionFor(flag))
    return command.action(async (...words: unknown[]) => {
      const { browser: openBrowser, ...others } = command.opts<Given & { browser: boolean }>()
      const given = { ...others, openBrowser }
      const cli = this.#cli(given)
      const argument = typeof words[0] === 'string' ? words[0] : undefined
      if (cli === undefined) this.#exit = EXIT.usage
      // The sandbox normally ends by a signal, so that is no interruption.
      else if (name === 'sandbox') this.#exit = await run(cli, given, argument)
      else this.#exit = await this.#untilSignal(() => run(cli, given, argument))
    })
  }

  /** An option without a value is false by default, and one with `--no-` true. */
  #optionFor(flag: Flag): Option {
    const option = new Option(FLAGS[flag], this.#options.say.help.options[flag])
    if (option.isBoolean() && !option.negate) option.default(false)
    return flag === 'on' ? option.choices(['github', 'computer']) : option
  }

  /** Undefined, with the reason printed, if the `.env` file or the language is invalid. */
  #cli(given: Given): Cli | undefined {
    const { read, tools, ask, shutdown, language, call, say, common } = this.#options
    const screen = this.#screen
    const { inputs } = catalogue(language)
    if (!read.ok) {
      this.#answerNothing()
      screen.printError(envFileSentence(read.problem, say, inputs))
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
      tools,
      shutdown,
      language,
      call,
      envFile: read.file,
      overrides: overridesOf({
        'dry-run': given.dryRun ? 'true' : undefined,
        'max-wait': given.maxWait,
        environment: given.environment,
        language: common.language,
      }),
      json: given.json,
      verbose: given.verbose,
      ask,
    })
  }

  /** A script that asked for a list gets an empty one after a failure; the exit code shows the failure. */
  #answerNothing(): void {
    const { argv, tools } = this.#options
    if (argv.includes('--json') && argv.includes('resumes')) createScreen(tools.terminal, true).result([])
  }

  #dressed(command: Command): Command {
    const { say } = this.#options
    const { options } = say.help
    const titles: Record<string, string> = say.help.titles
    const translated = (usage: string) =>
      Object.entries(say.help.words).reduce((text, [word, own]) => text.replaceAll(word, own), usage)
    return (
      command
        // Node takes `--env-file` as its own option, even after the script's name, and ends if the file is missing.
        .option('--env-file, --settings <file>', options.settings)
        .option('--language <language>', options.language)
        .exitOverride()
        .allowExcessArguments(false)
        .helpOption('-h, --help', options.help)
        .configureHelp({
          styleTitle: (title) => this.#screen.paint('bold', titles[title] ?? title),
          styleUsage: translated,
          // It includes choices and defaults, in the person's language.
          optionDescription: ({ description }) => description,
          subcommandTerm: (inner) => translated(Help.prototype.subcommandTerm(inner)),
        })
    )
  }

  /** With a default command, commander treats an unknown word as an argument of that command, and makes no guess. */
  #unknownCommand({ code }: CommanderError): { word: string; similar: string[] } | undefined {
    const [word] = this.#program.args
    const names = this.#program.commands.map((command) => command.name())
    if (code !== 'commander.excessArguments' || word === undefined || names.includes(word)) return undefined
    if (word === 'status') return { word, similar: ['resumes'] }
    // A wrong guess must not revoke a pair.
    const harmless = names.filter((name) => name !== 'logout')
    return { word, similar: similarTo(word, harmless) }
  }
}

/** One turn of the event loop, in which a command that handles the signal itself can report. */
const untilReported = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
