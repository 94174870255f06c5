import { join, relative } from 'node:path'
import { EXIT } from '../shared/exit.js'
import type { Step } from './state.js'
import { readText, rootOf, writeText } from './working-copy.js'

/** A `.env` that git would take along is one `git add .` away from the public; hidden before it holds a secret. */
export const hideEnvFile: Step = async (setup) => {
  const { cli, options } = setup
  const { terminal } = cli.tools
  const { screen, say, envFile } = cli
  const root = await rootOf(setup)
  const isWorkingCopy = (await terminal.git(['rev-parse', '--is-inside-work-tree'])) === 'true'
  const inside = relative(root, envFile.path)
  if (!isWorkingCopy || inside.startsWith('..')) return undefined
  if ((await terminal.git(['check-ignore', '--quiet', envFile.path])) !== undefined) return undefined
  if (options.dryRun) {
    screen.mark('note', say.setup.wouldWriteFile('.gitignore'))
    return undefined
  }
  const path = join(root, '.gitignore')
  const before = (await readText(path)) ?? ''
  const gap = before === '' || before.endsWith('\n') ? '' : '\n'
  const failure = await writeText(path, `${before}${gap}/${inside.replaceAll('\\', '/')}\n`)
  if (failure !== undefined) {
    screen.printError(say.setup.cannotWrite('.gitignore', failure))
    return EXIT.problem
  }
  screen.mark('good', say.setup.envFileHidden(envFile.name))
  setup.toCommit.push('.gitignore')
  return undefined
}
