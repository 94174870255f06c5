import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { DEFAULTS, type InputName } from '../../inputs.js'
import { codeOf } from '../../net/faults.js'
import { EXIT, type ExitCode } from '../exit.js'
import { rawSetting } from '../settings/settings.js'
import { repositoryIn } from '../work/repository.js'
import { scheduleFor } from './schedule.js'
import { mayAsk, type Setup, type Step } from './state.js'
import { buildWorkflow, WORKFLOW_PATH } from './workflow.js'

/** The workflow in the working copy, and `.env` out of git's sight. */
export const workflowFile: Step = async (setup) => {
  const root = await rootOf(setup)
  const path = resolve(root, setup.options.workflow ?? WORKFLOW_PATH)
  const stopped = await writeWorkflow(setup, path, root)
  return stopped ?? hideEnvFile(setup, root)
}

/** The working copy's top; outside of one, the folder itself. */
const rootOf = async ({ cli: { tools } }: Setup): Promise<string> =>
  (await tools.terminal.git(['rev-parse', '--show-toplevel'])) || tools.terminal.cwd

async function writeWorkflow(setup: Setup, path: string, root: string): Promise<ExitCode | undefined> {
  const { cli, options } = setup
  const { screen, say } = cli
  const name = relative(root, path) || path
  const text = workflowText(setup)
  const before = await readText(path)
  if (before === text) {
    screen.mark('good', say.setup.workflowSame(name))
    return undefined
  }
  if (options.dryRun) {
    screen.mark('note', say.setup.wouldWriteFile(name))
    for (const line of text.trimEnd().split('\n')) screen.print(`    ${line}`)
    return undefined
  }
  if (before !== undefined && !(await mayReplace(setup, name))) {
    screen.mark('warning', say.setup.workflowKept(name))
    return undefined
  }
  const failure = await write(path, text)
  if (failure !== undefined) {
    screen.complain(say.setup.cannotWrite(name, failure))
    return EXIT.problem
  }
  screen.mark('good', say.setup.workflowWritten(name))
  setup.toCommit.push(name)
  return undefined
}

/** What the person changed in it is theirs. */
const mayReplace = async (setup: Setup, name: string): Promise<boolean> => {
  const { cli, options } = setup
  if (options.force) return true
  if (!mayAsk(setup)) return false
  return cli.ask.confirm({
    ...cli.say.answers,
    message: cli.say.setup.replaceWorkflow(name),
    setting: '--force',
    initial: false,
  })
}

/** Settings that the workflow must name, since they are not what the action takes by itself. */
const CARRIED: readonly InputName[] = [
  'language',
  'host',
  'redirect-uri',
  'user-agent',
  'notify',
  'redact',
  'request-timeout',
  'access-token-secret',
  'refresh-token-secret',
  'api-url',
  'telegram-api-url',
  'github-api-url',
]

function workflowText({ cli, options, isPrivate }: Setup): string {
  const usual = scheduleFor(isPrivate)
  const inputs: Partial<Record<InputName, string>> = {}
  for (const name of CARRIED) {
    const value = rawSetting(cli, name)
    if (value !== '' && value !== DEFAULTS[name]) inputs[name] = value
  }
  return buildWorkflow({
    cron: options.schedule ?? usual.cron,
    maxWait: rawSetting(cli, 'max-wait') || usual.maxWait,
    environment: rawSetting(cli, 'environment') || undefined,
    inputs,
  })
}

/** A `.env` that git would take along is one `git add .` away from the public. */
async function hideEnvFile(setup: Setup, root: string): Promise<ExitCode | undefined> {
  const { cli, options } = setup
  const { terminal } = cli.tools
  const { screen, say, envFile } = cli
  const isWorkingCopy = (await terminal.git(['rev-parse', '--is-inside-work-tree'])) === 'true'
  const inside = relative(root, envFile.path)
  if (!isWorkingCopy || inside.startsWith('..')) return undefined
  if ((await terminal.git(['check-ignore', '--quiet', envFile.path])) !== undefined) return undefined
  const path = join(root, '.gitignore')
  if (options.dryRun) {
    screen.mark('note', say.setup.wouldWriteFile('.gitignore'))
    return undefined
  }
  const before = (await readText(path)) ?? ''
  const gap = before === '' || before.endsWith('\n') ? '' : '\n'
  const failure = await write(path, `${before}${gap}/${inside.replaceAll('\\', '/')}\n`)
  if (failure !== undefined) {
    screen.complain(say.setup.cannotWrite('.gitignore', failure))
    return EXIT.problem
  }
  screen.mark('good', say.setup.envFileHidden(envFile.name))
  setup.toCommit.push('.gitignore')
  return undefined
}

/** Whether what was written lies where the repository's own working copy is. */
export async function isOwnWorkingCopy({ cli, repository }: Setup): Promise<boolean> {
  const remote = repositoryIn((await cli.tools.terminal.git(['remote', 'get-url', 'origin'])) ?? '')
  return remote?.toLowerCase() === repository.toLowerCase()
}

const readText = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined)

/** The system's code when it failed. */
const write = async (path: string, text: string): Promise<string | undefined> => {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.tmp`, text)
    await rename(`${path}.tmp`, path)
    return undefined
  } catch (error) {
    return codeOf(error) ?? 'UNKNOWN'
  }
}
