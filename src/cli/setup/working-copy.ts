import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { repositoryIn } from '../../github/repository.js'
import { codeOf } from '../../http/faults.js'
import { isolateBidi, shorten } from '../../report/markup.js'
import { EXIT } from '../shared/exit.js'
import type { Ended } from '../shared/terminal.js'
import { canAsk, confirmed, type Setup, type Step, Stopped } from './state.js'

interface File {
  path: string
  /** As the person calls it: relative to the working copy's top. */
  name: string
  /** Undefined when there is none yet. */
  text: string | undefined
}

/** A file in the working copy; outside of one, in the folder itself. */
export async function fileIn({ tools: { terminal } }: Setup, file: string): Promise<File> {
  const root = (await terminal.git(['rev-parse', '--show-toplevel'])) || terminal.cwd
  const path = resolve(root, file)
  return {
    path,
    name: relative(root, path) || path,
    text: await readFile(path, 'utf8').catch(() => undefined),
  }
}

/** Whether this is the working copy of the repository that is to raise. */
export async function isOwnWorkingCopy({ tools, repository }: Setup): Promise<boolean> {
  const remote = repositoryIn((await tools.terminal.git(['remote', 'get-url', 'origin'])) ?? '')
  return remote !== undefined && remote.toLowerCase() === repository.toLowerCase()
}

/** The whole text or nothing of it. */
export async function writeOrStop(setup: Setup, { path, name, text = '' }: File): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.tmp`, text)
    await rename(`${path}.tmp`, path)
  } catch (error) {
    setup.screen.printError(setup.say.setup.cannotWrite(name, codeOf(error) ?? 'UNKNOWN'))
    throw new Stopped(EXIT.problem, setup)
  }
}

/** What would be written. */
export function printFile({ screen, say }: Setup, name: string, text: string): void {
  screen.mark('note', say.setup.wouldWriteFile(name))
  for (const line of text.trimEnd().split('\n')) screen.print(`    ${line}`)
}

/** A `.env` that git would take along is one `git add .` away from the public; hidden before it holds a secret. */
export const hideEnvFile: Step = async (setup) => {
  const { screen, say, envFile, options } = setup
  const { git } = setup.tools.terminal
  const isWorkingCopy = (await git(['rev-parse', '--is-inside-work-tree'])) === 'true'
  const { name } = await fileIn(setup, envFile.path)
  if (!isWorkingCopy || name.startsWith('..')) return setup
  if ((await git(['check-ignore', '--quiet', envFile.path])) !== undefined) return setup
  const line = `/${name.replaceAll('\\', '/')}\n`
  if (options.dryRun) {
    printFile(setup, '.gitignore', line)
    return setup
  }
  const ignored = await fileIn(setup, '.gitignore')
  const before = ignored.text?.replace(/[^\n]$/, '$&\n') ?? ''
  await writeOrStop(setup, { ...ignored, text: before + line })
  screen.mark('good', say.setup.envFileHidden(envFile.name))
  return { ...setup, toCommit: [...setup.toCommit, '.gitignore'] }
}

export const COMMIT_MESSAGE = 'Touch my resumes'

/** For the person to copy; undefined when nothing waits for a commit. */
export const commandsFor = ({ toCommit }: Setup): string | undefined =>
  toCommit.length === 0
    ? undefined
    : `git add ${toCommit.join(' ')} && git commit -m "${COMMIT_MESSAGE}" && git push origin HEAD`

/** What waits for it and nothing else, in a commit of its own; asked first, since it is the person's repository. */
export async function commit(
  setup: Setup,
): Promise<{ setup: Setup; isThere: boolean; byHand?: string | undefined }> {
  const { toCommit, screen, say, tools } = setup
  if (toCommit.length === 0) return { setup, isThere: true }
  const byHand = commandsFor(setup)
  const question = { message: say.setup.commitNow(toCommit.join(', ')), setting: '--yes' }
  if (!canAsk(setup) || !(await confirmed(setup, question))) return { setup, isThere: false, byHand }
  const commands = [
    ['add', '--', ...toCommit],
    ['commit', '--quiet', '-m', COMMIT_MESSAGE, '--', ...toCommit],
    ['push', '--quiet', 'origin', 'HEAD'],
  ]
  for (const [name, ...words] of commands) {
    const ended = await tools.terminal.run('git', [`${name}`, ...words])
    if (ended?.exit === 0) continue
    screen.mark('warning', say.setup.gitFailed(`git ${name}`, lastLineOf(ended)))
    // A second commit of the same would fail.
    return { setup, isThere: false, byHand: name === 'push' ? 'git push origin HEAD' : byHand }
  }
  screen.mark('good', say.setup.pushed)
  return { setup: { ...setup, toCommit: [] }, isThere: true }
}

const LONGEST_LINE = 160

/** Git's own reason, hints apart, without what a terminal would obey and without a password in an address. */
function lastLineOf(ended: Ended | undefined): string {
  const lines = stripVTControlCharacters(ended?.stderr || ended?.stdout || '').split(/[\r\n]+/)
  const last = lines.findLast((line) => line.trim() !== '' && !/^(remote: )?hint:/.test(line)) ?? ''
  return shorten(isolateBidi(last.replace(/\/\/[^@/\s]+@/g, '//')), LONGEST_LINE)
}
