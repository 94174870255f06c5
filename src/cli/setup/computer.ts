import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { NAME, VERSION } from '../../domain/project.js'
import { codeOf } from '../../http/faults.js'
import type { InputName } from '../../settings/settings.js'
import type { Cli } from '../shared/cli.js'
import { settingName } from '../shared/env-source.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { rawSetting } from '../shared/settings.js'
import { tellNextTouch } from './ending.js'
import { type Entry, launchdEntry, systemdEntry, taskSchedulerEntry, type Work } from './entries.js'
import { canAsk, remember, type Setup, type Step, Stopped } from './state.js'
import { MAIN_ACCOUNT } from './workflow.js'

/** At an odd minute, so that it does not meet everything else that a machine does at the full hour. */
const MINUTE = 13

/** Until the next start, so that each resume is raised in the very minute in which that is possible. */
const MAX_WAIT = '59m'

/** The schedule entry that this system has: shown, then written on yes. */
export const writeEntry: Step = async (setup) => {
  const { cli, options } = setup
  const { screen, say } = cli
  const entry = await entryFor(cli, workOf(setup))
  if (entry === undefined) {
    const after = await keepForSchedule(setup)
    screen.say(say.setup.computer.noScheduler)
    screen.print(`    ${cronLine(setup)}`)
    return after
  }
  show(cli, entry)
  if (options.dryRun) return keepForSchedule(setup)
  const wanted =
    !canAsk(setup) ||
    (await cli.ask.confirm({
      ...say.answers,
      message: say.setup.computer.write,
      setting: '--yes',
      initial: true,
    }))
  if (!wanted) {
    screen.mark('note', say.setup.computer.notWritten)
    return setup
  }
  const after = await keepForSchedule(setup)
  await write(after, entry)
  screen.mark('good', say.setup.computer.written)
  tellMore(cli, workOf(setup).name)
  return tellNextTouch(after)
}

/** What raises resumes here; the rest belongs to GitHub, or is the entry's own. */
const KEPT: readonly InputName[] = [
  'client-id',
  'client-secret',
  'access-token',
  'refresh-token',
  'resume-ids',
  'telegram-bot-token',
  'telegram-chat-id',
  'telegram-api-url',
  'notify',
  'language',
  'time-zone',
  'host',
  'api-url',
  'user-agent',
  'request-timeout',
]

/** A scheduled run has the file and nothing of this shell's environment. A pair in the file is the newer one. */
async function keepForSchedule(setup: Setup): Promise<Setup> {
  const { cli, options } = setup
  const { screen, say, envFile } = cli
  const answers: Partial<Record<InputName, string>> = {}
  for (const name of KEPT) {
    const [value, inFile] = [rawSetting(cli, name), envFile.values[settingName(name)] ?? '']
    const isKept = inFile !== '' && (name === 'access-token' || name === 'refresh-token')
    if (value !== '' && value !== inFile.trim() && !isKept) answers[name] = value
  }
  const names = Object.keys(answers) as InputName[]
  if (names.length === 0) return setup
  screen.mark('note', say.setup.computer.kept(names.map(settingName), envFile.name))
  return options.dryRun ? setup : remember(setup, answers)
}

/** `setup --remove`. */
export async function removeEntry(cli: Cli, account: string): Promise<ExitCode> {
  const { screen, say } = cli
  const entry = await entryFor(cli, { ...PLACEHOLDER, name: nameFor(account) })
  if (entry === undefined) {
    screen.say(say.setup.computer.removeByHand)
    return EXIT.done
  }
  const ended = await Promise.all(entry.deactivate.map((command) => run(cli, command)))
  const gone = await Promise.all(
    entry.files.map(({ path }) =>
      rm(path).then(
        () => true,
        () => false,
      ),
    ),
  )
  for (const command of entry.cleanUp ?? []) await run(cli, command)
  const wasThere = gone.includes(true) || ended.some((failure) => failure === undefined)
  screen.mark(
    wasThere ? 'good' : 'note',
    wasThere ? say.setup.computer.removed : say.setup.computer.nothingThere,
  )
  return EXIT.done
}

const nameFor = (account: string): string => (account === MAIN_ACCOUNT ? NAME : `${NAME}-${account}`)

const PLACEHOLDER: Omit<Work, 'name'> = { command: [], folder: '', environment: {}, minute: MINUTE }

/** Undefined where there is none that is known; then `cron` may do. */
async function entryFor(cli: Cli, work: Work): Promise<Entry | undefined> {
  const { env, platform } = cli.tools.terminal
  const home = env.HOME ?? ''
  if (platform === 'win32') return taskSchedulerEntry(work, env.TEMP ?? work.folder)
  if (platform === 'darwin') return launchdEntry(work, { home, uid: process.getuid?.() ?? 0 })
  // Where systemd does not run, its command answers with an error.
  const answer = await cli.tools.terminal.run('systemctl', ['--user', 'show-environment'])
  return answer?.exit === 0 ? systemdEntry(work, env.XDG_CONFIG_HOME || `${home}/.config`) : undefined
}

function workOf({ cli, account }: Setup): Work {
  const { terminal } = cli.tools
  const file = cli.envFile.path
  const isUsual = basename(file) === '.env'
  // Node takes `--env-file` for its own; Task Scheduler knows no variables.
  const byOption = terminal.platform === 'win32' && !isUsual
  return {
    name: nameFor(account),
    command: [...programOf(cli), 'touch', '--max-wait', MAX_WAIT, ...(byOption ? ['--env-file', file] : [])],
    folder: dirname(file),
    environment: {
      PATH: [dirname(terminal.started.node), ...USUAL_FOLDERS].join(':'),
      ...(isUsual ? {} : { HH_ENV_FILE: file }),
    },
    minute: MINUTE,
  }
}

const USUAL_FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin']

/** npx keeps packages in a cache that is emptied at times, so npx is asked again; all else stays where it is. */
function programOf({ tools: { terminal } }: Cli): string[] {
  const { node, script } = terminal.started
  const npm = terminal.env.npm_execpath
  const isOfNpx = /[\\/]_npx[\\/]/.test(script)
  if (!isOfNpx || npm === undefined || !/npm-cli\.[cm]?js$/.test(npm)) return [node, '--', script]
  return [node, npm, 'exec', '--yes', `--package=${NAME}@${VERSION}`, '--', NAME]
}

function show({ screen, say }: Cli, { files, activate }: Entry): void {
  for (const { path, text } of files) {
    screen.mark('note', say.setup.wouldWriteFile(path))
    for (const line of text.trimEnd().split('\n')) screen.print(`    ${line}`)
  }
  screen.mark('note', say.setup.computer.wouldRun)
  for (const command of activate) screen.print(`    ${command.map(shellWord).join(' ')}`)
}

async function write(setup: Setup, { files, deactivate, activate, areFilesTemporary }: Entry): Promise<void> {
  const { cli } = setup
  const stop = (what: string, why: string): never => {
    cli.screen.printError(cli.say.setup.computer.failed(what, why))
    throw new Stopped(EXIT.problem, setup)
  }
  // An older one would go on with its own values.
  const [unload] = deactivate
  if (unload !== undefined) await run(cli, unload)
  try {
    for (const { path, text, encoding } of files) {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, encoding === undefined ? text : `\ufeff${text}`, encoding ?? 'utf8')
    }
  } catch (error) {
    stop(files[0]?.path ?? '', codeOf(error) ?? 'UNKNOWN')
  }
  for (const command of activate) {
    const failure = await run(cli, command)
    if (failure !== undefined) stop(command.slice(0, 3).join(' '), failure)
  }
  if (areFilesTemporary) await Promise.all(files.map(({ path }) => rm(path, { force: true })))
}

/** Why it failed, in a word; undefined when it did not. */
async function run(
  { tools: { terminal } }: Cli,
  [program = '', ...args]: readonly string[],
): Promise<string | undefined> {
  const ended = await terminal.run(program, args)
  if (ended === undefined) return 'ENOENT'
  return ended.exit === 0 ? undefined : `exit ${ended.exit}`
}

/** Where the log is, and what keeps it going after the person has logged out. */
function tellMore({ screen, say, tools: { terminal } }: Cli, name: string): void {
  if (terminal.platform === 'linux') screen.mark('note', say.setup.computer.linger)
  const log =
    terminal.platform === 'linux'
      ? `journalctl --user -u ${name}`
      : terminal.platform === 'darwin'
        ? `~/Library/Logs/${name}.log`
        : `schtasks /Query /V /FO LIST /TN ${name}`
  screen.mark('note', say.setup.computer.log(log))
}

/** For a crontab; the shell takes it apart, and `%` is cron's own. */
const cronLine = (setup: Setup): string => {
  const { command, folder } = workOf(setup)
  const quoted = command.map(shellWord).join(' ')
  const file = shellWord(setup.cli.envFile.path)
  return `${MINUTE} * * * * cd ${shellWord(folder)} && HH_ENV_FILE=${file} ${quoted}`.replaceAll('%', '\\%')
}

const shellWord = (word: string): string =>
  /^[\w@+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
