import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { NAME, VERSION } from '../../domain/project.js'
import type { EnvValues } from '../../env-file/lines.js'
import { codeOf } from '../../http/faults.js'
import type { InputName } from '../../settings/settings.js'
import { settingName } from '../shared/env.js'
import { EXIT, type ExitCode } from '../shared/outcome.js'
import { rawSetting } from '../shared/settings.js'
import { type Entry, launchdEntry, systemdEntry, taskSchedulerEntry, type Work } from './entries.js'
import {
  canAsk,
  confirmed,
  MAIN_ACCOUNT,
  PERSONAL,
  printNextTouch,
  remember,
  type Setup,
  type Step,
  Stopped,
} from './state.js'
import { printFile } from './workflow-file.js'

/** At an odd minute, so that it does not meet everything else that a machine does at the full hour. */
const MINUTE = 13

/** Until the next start, so that each resume is raised in the very minute in which that is possible. */
const MAX_WAIT = '59m'

/** The schedule entry that this system has: shown, then written on yes. */
export const writeEntry: Step = async (setup) => {
  const { screen, say, options, tools } = setup
  const work = workOf(setup)
  const entry = await entryFor(setup, work)
  const { omitted } = proxyOf(setup)
  if (omitted.length > 0) screen.mark('warning', say.setup.computer.proxyNotSeen(omitted))
  if (entry === undefined) {
    const after = await keepForSchedule(setup)
    screen.say(say.setup.computer.noScheduler)
    screen.print(`    ${cronLine(setup, work)}`)
    return after
  }
  for (const { path, text } of entry.files) printFile(setup, path, text)
  screen.mark('note', say.setup.computer.wouldRun)
  for (const command of entry.activate) screen.print(commandLine(command))
  if (options.dryRun) return keepForSchedule(setup)
  const question = { message: say.setup.computer.write, setting: '--yes' }
  if (canAsk(setup) && !(await confirmed(setup, question))) {
    screen.mark('note', say.setup.computer.notWritten)
    return setup
  }
  const after = await keepForSchedule(setup)
  await write(after, entry)
  screen.mark('good', say.setup.computer.written(MINUTE))
  if (tools.terminal.platform === 'linux') screen.mark('note', say.setup.computer.linger)
  screen.mark('note', say.setup.computer.log(entry.log))
  printNextTouch(after)
  return after
}

/** What raises resumes here; the rest belongs to GitHub, or is the entry's own. */
const KEPT: readonly InputName[] = [
  ...PERSONAL,
  'telegram-api-url',
  'notify',
  'language',
  'time-zone',
  'host',
  'api-url',
  'user-agent',
  'request-timeout',
]

/**
 * A scheduled run has the file and nothing of this shell's environment. A pair in the file is the newer one, also if another
 * process has saved it meanwhile.
 */
async function keepForSchedule(setup: Setup): Promise<Setup> {
  const { screen, say, envFile, options } = setup
  const isNewerIn = (values: EnvValues, name: InputName) =>
    (name === 'access-token' || name === 'refresh-token') && Boolean(values[settingName(name)])
  const names = KEPT.filter((name) => {
    const [value, inFile] = [rawSetting(setup, name), envFile.values[settingName(name)] ?? '']
    return value !== '' && value !== inFile.trim() && !isNewerIn(envFile.values, name)
  })
  if (names.length === 0) return setup
  screen.mark('note', say.setup.computer.kept(names.map(settingName), envFile.name))
  const changes = (current: EnvValues) => {
    const wanted = names.filter((name) => !isNewerIn(current, name))
    return Object.fromEntries(wanted.map((name) => [settingName(name), rawSetting(setup, name)]))
  }
  return options.dryRun ? setup : remember(setup, changes)
}

const PROXY_VARIABLES = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'NO_PROXY',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
]

/** How this shell gets to the network. A password would be readable in the schedule; Task Scheduler takes no variables. */
function proxyOf({ tools: { terminal } }: Setup): { carried: Record<string, string>; omitted: string[] } {
  const given = PROXY_VARIABLES.map((name) => [name, terminal.env[name] ?? ''] as const)
  const isOmitted = (value: string) => terminal.platform === 'win32' || value.includes('@')
  return {
    carried: Object.fromEntries(given.filter(([, value]) => value !== '' && !isOmitted(value))),
    omitted: given.filter(([, value]) => value !== '' && isOmitted(value)).map(([name]) => name),
  }
}

/** `setup --remove`. */
export async function removeEntry(setup: Setup): Promise<ExitCode> {
  const { screen, say, options } = setup
  const entry = await entryFor(setup, workOf(setup))
  if (entry === undefined) {
    screen.say(say.setup.computer.removeByHand)
    return EXIT.done
  }
  const cleanUp = entry.cleanUp ?? []
  if (options.dryRun) {
    screen.mark('note', say.setup.computer.wouldRemove(entry.files.map(({ path }) => path)))
    for (const command of [...entry.deactivate, ...cleanUp]) screen.print(commandLine(command))
    screen.say(`\n${say.setup.dryRunEnd}`)
    return EXIT.done
  }
  const ended = await Promise.all(entry.deactivate.map((command) => run(setup, command)))
  const removals = entry.files.map(async ({ path }) => ({ path, failure: await remove(path) }))
  const files = await Promise.all(removals)
  for (const command of cleanUp) await run(setup, command)
  const left = files.filter(({ failure }) => failure !== undefined && !NOT_THERE.includes(failure))
  for (const { path, failure = '' } of left) screen.printError(say.setup.computer.notRemoved(path, failure))
  if (left.length > 0) return EXIT.problem
  const wasThere = ended.includes(undefined) || files.some(({ failure }) => failure === undefined)
  if (wasThere) screen.mark('good', say.setup.computer.removed)
  else screen.mark('note', say.setup.computer.nothingThere)
  return EXIT.done
}

const NOT_THERE = ['ENOENT', 'ENOTDIR']

/** Why a file is not removed, in a word; undefined when it was. */
const remove = (path: string): Promise<string | undefined> =>
  rm(path).then(
    () => undefined,
    (error) => codeOf(error) ?? 'UNKNOWN',
  )

const commandLine = (command: readonly string[]): string => `    ${command.map(shellWord).join(' ')}`

/** Undefined where there is none that is known; then `cron` may do. */
async function entryFor({ tools: { terminal } }: Setup, work: Work): Promise<Entry | undefined> {
  const { env, platform } = terminal
  const home = env.HOME ?? ''
  if (platform === 'win32') return taskSchedulerEntry(work, env.TEMP ?? work.folder)
  if (platform === 'darwin') return launchdEntry(work, { home, uid: process.getuid?.() ?? 0 })
  // Where systemd does not run, its command answers with an error.
  const answer = await terminal.run('systemctl', ['--user', 'show-environment'])
  return answer?.exit === 0 ? systemdEntry(work, env.XDG_CONFIG_HOME || `${home}/.config`) : undefined
}

const USUAL_FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin']

function workOf(setup: Setup): Work {
  const { tools, account, envFile } = setup
  const { terminal } = tools
  const isUsual = basename(envFile.path) === '.env'
  // Node takes `--env-file` for its own; Task Scheduler takes no variables.
  const byOption = terminal.platform === 'win32' && !isUsual ? ['--env-file', envFile.path] : []
  return {
    name: account === MAIN_ACCOUNT ? NAME : `${NAME}-${account}`,
    command: [...programOf(setup), 'touch', '--max-wait', MAX_WAIT, ...byOption],
    folder: dirname(envFile.path),
    environment: {
      PATH: [dirname(terminal.started.node), ...USUAL_FOLDERS].join(':'),
      ...(!isUsual && { HH_ENV_FILE: envFile.path }),
      ...proxyOf(setup).carried,
    },
    minute: MINUTE,
  }
}

/** npx keeps packages in a cache that is emptied at times, so npx is asked again; all else stays where it is. */
function programOf({ tools: { terminal } }: Setup): string[] {
  const { node, script } = terminal.started
  const npm = terminal.env.npm_execpath
  const isOfNpx = /[\\/]_npx[\\/]/.test(script)
  if (!isOfNpx || npm === undefined || !/npm-cli\.[cm]?js$/.test(npm)) return [node, '--', script]
  return [node, npm, 'exec', '--yes', `--package=${NAME}@${VERSION}`, '--', NAME]
}

async function write(setup: Setup, { files, deactivate, activate, areFilesTemporary }: Entry): Promise<void> {
  const stop = (what: string, why: string): never => {
    setup.screen.printError(setup.say.setup.computer.failed(what, why))
    throw new Stopped(EXIT.problem, setup)
  }
  // An older one would go on with its own values.
  const [unload] = deactivate
  if (unload !== undefined) await run(setup, unload)
  for (const { path, text, encoding } of files) {
    try {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, encoding === undefined ? text : `\ufeff${text}`, encoding ?? 'utf8')
    } catch (error) {
      stop(path, codeOf(error) ?? 'UNKNOWN')
    }
  }
  for (const command of activate) {
    const failure = await run(setup, command)
    if (failure !== undefined) stop(command.slice(0, 3).join(' '), failure)
  }
  if (areFilesTemporary) await Promise.all(files.map(({ path }) => rm(path, { force: true })))
}

/** Why it failed, in a word; undefined when it did not. */
async function run(
  { tools }: Setup,
  [program = '', ...words]: readonly string[],
): Promise<string | undefined> {
  const ended = await tools.terminal.run(program, words)
  if (ended === undefined) return 'ENOENT'
  return ended.exit === 0 ? undefined : `exit ${ended.exit}`
}

/** For a crontab: a shell reads it, and `%` means a new line there. */
function cronLine(setup: Setup, { command, folder, minute }: Work): string {
  const variables = { HH_ENV_FILE: setup.envFile.path, ...proxyOf(setup).carried }
  const words = [
    ...Object.entries(variables).map(([name, value]) => `${name}=${shellWord(value)}`),
    ...command.map(shellWord),
  ]
  return `${minute} * * * * cd ${shellWord(folder)} && ${words.join(' ')}`.replaceAll('%', '\\%')
}

const shellWord = (word: string): string =>
  /^[\w@+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
