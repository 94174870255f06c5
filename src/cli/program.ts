import { Command, CommanderError, Help } from 'commander'
import { VERSION } from '../domain/project.js'
import { type CliMessages, cliMessages } from '../i18n/cli/index.js'
import { catalogue } from '../i18n/index.js'
import type { Language } from '../i18n/types.js'
import { commandLines } from '../report/terminal.js'
import { LANGUAGES } from '../settings/settings.js'
import { type Cli, createCli } from './shared/cli.js'
import { envFileSentence, explainError, explainUsage } from './shared/complaints.js'
import { readEnvFile, unknownSettings } from './shared/env-reading.js'
import { EXIT, type ExitCode } from './shared/exit.js'
import { type Invocation, invocationFor } from './shared/invocation.js'
import {
  type Common,
  commonOptions,
  defaultCommand,
  type Given,
  languageOf,
  overridesOf,
  setupOptions,
} from './shared/options.js'
import type { Prompter } from './shared/prompts.js'
import { createScreen } from './shared/screen.js'
import type { Tools } from './shared/terminal.js'

export interface CliRequest {
  /** What follows the command's name. */
  argv: readonly string[]
  tools: Tools
  /** Tests answer by themselves. */
  ask?: Prompter
}

/** The terminal command: understands the arguments, runs one command, gives its exit code. Throws nothing. */
export async function runCli(request: CliRequest): Promise<ExitCode> {
  const { terminal } = request.tools
  const common = commonOptions(request.argv)
  const read = await readEnvFile(common.envFile ?? terminal.env.HH_ENV_FILE ?? '.env', terminal.cwd)
  const file = read.ok ? read.file : undefined
  const language = languageOf(common.language, terminal.env, file)
  const call = invocationFor(terminal.program, common)
  const say = cliMessages(language, call)
  const program = new Program({ request, language, call, say, read, common })
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
    this.#program = this.#dressed(new Command(request.tools.terminal.program))
      .description(say.help.description)
      .version(VERSION, '-V, --version', say.help.options.version)
      .helpCommand('help [command]', say.help.options.help)
      .enablePositionalOptions()
      .option('--env-file <path>', say.help.options.envFile)
      .option('--language <language>', say.help.options.language)
      .addHelpText('after', `\n${furtherHelp(say)}`)
      .configureOutput({
        writeOut: (text) => stdout.write(text),
        writeErr: () => {},
        getOutHelpWidth: () => stdout.columns ?? USUAL_WIDTH,
        // Whether there are colours has been decided where they are put in.
        getOutHasColors: () => true,
      })
    this.#addCommands()
  }

  async run(): Promise<ExitCode> {
    await this.#program.parseAsync([...this.#options.request.argv], { from: 'user' })
    return this.#exit
  }

  /** Everything that may end a command early, in a sentence. */
  explain(error: unknown): ExitCode {
    const { say, request } = this.#options
    const complaints = { say, screen: createScreen(request.tools.terminal) }
    if (!(error instanceof CommanderError)) {
      return explainError(error, request.argv.includes('--verbose'), complaints)
    }
    const unknownCommand = this.#unknownCommand(error)
    const npmTookOptions = unknownCommand !== undefined && this.#didNpmTakeOptions()
    return explainUsage({ error, unknownCommand, npmTookOptions }, complaints)
  }

  #addCommands(): void {
    const { say } = this.#options
    const { options } = say.help
    this.#add('touch', async (cli, { watch, dryRun }) => {
      if (watch && !dryRun) return (await import('./touch/watch.js')).watch(cli)
      return (await import('./touch/touch.js')).touch(cli)
    })
      .option('--watch', options.watch)
      .option('--dry-run', options.dryRun)
      .option('--max-wait <time>', options.maxWait)
    this.#add('login', async (cli, { code, pkce = true, browser = true }) => {
      const { login } = await import('./login/login.js')
      return login(cli, { pkce, openBrowser: browser, ...(code === undefined ? {} : { code }) })
    })
      .option('--code <code>', options.code)
      .option('--no-browser', options.noBrowser)
      .option('--no-pkce', options.noPkce)
    this.#add('resumes', async (cli) => (await import('./resumes/resumes.js')).resumes(cli))
    this.#add('status', async (cli, _, wanted) =>
      (await import('./resumes/resumes.js')).status(cli, wanted),
    ).argument('[resume]', say.help.resumeArgument)
    this.#add('setup', async (cli, given) =>
      (await import('./setup/setup.js')).setup(cli, setupOptions(given)),
    )
      .option('--repository <name>', options.repository)
      .option('--environment <name>', options.environment)
      .option('--dry-run', options.setupDryRun)
      .option('--yes', options.yes)
      .option('--force', options.force)
      .option('--schedule <cron>', options.schedule)
      .option('--workflow <path>', options.workflow)
      .option('--keep-pair', options.keepPair)
      .option('--any-token', options.anyToken)
      .option('--no-browser', options.noBrowser)
      .option('--no-pkce', options.noPkce)
    this.#add('doctor', async (cli, { repository }) =>
      (await import('./check/check.js')).doctor(cli, { repository }),
    )
      .option('--repository <name>', options.repository)
      .option('--environment <name>', options.environment)
    this.#add('demo', async (cli) => (await import('./demo/demo.js')).demo(cli))
    this.#add('logout', async (cli, { localOnly = false }) =>
      (await import('./logout/logout.js')).logout(cli, { localOnly }),
    ).option('--local-only', options.localOnly)
    this.#add('sandbox', async (cli, { port }) => {
      if (port === undefined) return (await import('./sandbox/sandbox.js')).sandbox(cli, { port })
      if (/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_533) {
        return (await import('./sandbox/sandbox.js')).sandbox(cli, { port: Number(port) })
      }
      cli.screen.printError(say.sandbox.badPort)
      return EXIT.usage
    }).option('--port <number>', options.port)
  }

  #add(name: keyof CliMessages['help']['commands'], run: Run): Command {
    const { options, commands } = this.#options.say.help
    const command = this.#dressed(
      this.#program.command(name, { isDefault: name === this.#default }),
    ).description(commands[name])
    return command
      .option('--env-file <path>', options.envFile)
      .option('--language <language>', options.language)
      .option('--json', options.json)
      .option('--verbose', options.verbose)
      .action(async (...words: unknown[]) => {
        const given = command.opts<Given>()
        const cli = this.#cli(given)
        const argument = typeof words[0] === 'string' ? words[0] : undefined
        this.#exit = cli === undefined ? EXIT.usage : await run(cli, given, argument)
      })
  }

  /** Undefined, and told, when the `.env` file or the language makes no sense. */
  #cli(given: Given): Cli | undefined {
    const { read, request, language, call, say, common } = this.#options
    const screen = createScreen(request.tools.terminal)
    const { inputs } = catalogue(language)
    if (!read.ok) {
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
      language,
      call,
      envFile: read.file,
      overrides: overridesOf(given, common),
      json: given.json ?? false,
      verbose: given.verbose ?? false,
      ask: request.ask,
    })
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
        subcommandTerm: (inner) => translated(Help.prototype.subcommandTerm(inner)),
      })
  }

  /** npm sets what it takes for a configuration of its own: `npm_config_language`. */
  #didNpmTakeOptions(): boolean {
    const { env } = this.#options.request.tools.terminal
    const options = this.#program.commands.flatMap((command) => command.options)
    return options.some(({ long }) => env[`npm_config_${long?.slice(2).replaceAll('-', '_')}`] !== undefined)
  }

  /** With a default command, commander takes a word that is no command for a superfluous argument of that one. */
  #unknownCommand({ code }: CommanderError): string | undefined {
    const word = this.#program.args[0]
    const isCommand = this.#program.commands.some((command) => command.name() === word)
    return code === 'commander.excessArguments' && !isCommand ? word : undefined
  }
}
