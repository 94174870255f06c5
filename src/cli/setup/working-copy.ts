import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { repositoryIn } from '../../github/repository.js'
import { codeOf } from '../../http/faults.js'
import { EXIT } from '../shared/exit.js'
import { type Setup, type Step, Stopped } from './state.js'

/** The working copy's top; outside of one, the folder itself. */
export const rootOf = async ({ cli: { tools } }: Pick<Setup, 'cli'>): Promise<string> =>
  (await tools.terminal.git(['rev-parse', '--show-toplevel'])) || tools.terminal.cwd

/** Whether this is the working copy of the repository that is to raise. */
export async function isOwnWorkingCopy({ cli, repository }: Setup): Promise<boolean> {
  const remote = repositoryIn((await cli.tools.terminal.git(['remote', 'get-url', 'origin'])) ?? '')
  return remote !== undefined && remote.toLowerCase() === repository.toLowerCase()
}

export const readText = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch(() => undefined)

/** The whole text or nothing of it; the system's code when it failed. */
const writeText = async (path: string, text: string): Promise<string | undefined> => {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.tmp`, text)
    await rename(`${path}.tmp`, path)
    return undefined
  } catch (error) {
    return codeOf(error) ?? 'UNKNOWN'
  }
}

/** Writes it, or stops and says why it can't. */
export async function writeOrStop(
  setup: Setup,
  file: { path: string; name: string; text: string },
): Promise<void> {
  const failure = await writeText(file.path, file.text)
  if (failure === undefined) return
  setup.cli.screen.printError(setup.cli.say.setup.cannotWrite(file.name, failure))
  throw new Stopped(EXIT.problem, setup)
}

/** A `.env` that git would take along is one `git add .` away from the public; hidden before it holds a secret. */
export const hideEnvFile: Step = async (setup) => {
  const { cli, options } = setup
  const { terminal } = cli.tools
  const { screen, say, envFile } = cli
  const root = await rootOf(setup)
  const isWorkingCopy = (await terminal.git(['rev-parse', '--is-inside-work-tree'])) === 'true'
  const inside = relative(root, envFile.path)
  if (!isWorkingCopy || inside.startsWith('..')) return setup
  if ((await terminal.git(['check-ignore', '--quiet', envFile.path])) !== undefined) return setup
  const line = `/${inside.replaceAll('\\', '/')}`
  if (options.dryRun) {
    screen.mark('note', say.setup.wouldWriteFile('.gitignore'))
    screen.print(`    ${line}`)
    return setup
  }
  const path = join(root, '.gitignore')
  const before = (await readText(path)) ?? ''
  const gap = before === '' || before.endsWith('\n') ? '' : '\n'
  const text = `${before}${gap}${line}\n`
  await writeOrStop(setup, { path, name: '.gitignore', text })
  screen.mark('good', say.setup.envFileHidden(envFile.name))
  return { ...setup, toCommit: [...setup.toCommit, '.gitignore'] }
}
