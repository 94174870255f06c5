import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from '../../http/faults.js'
import { repositoryIn } from '../shared/repository.js'
import type { Setup } from './state.js'

/** The working copy's top; outside of one, the folder itself. */
export const rootOf = async ({ cli: { tools } }: Setup): Promise<string> =>
  (await tools.terminal.git(['rev-parse', '--show-toplevel'])) || tools.terminal.cwd

/** Whether what was written lies where the repository's own working copy is. */
export async function isOwnWorkingCopy({ cli, repository }: Setup): Promise<boolean> {
  const remote = repositoryIn((await cli.tools.terminal.git(['remote', 'get-url', 'origin'])) ?? '')
  return remote?.toLowerCase() === repository.toLowerCase()
}

export const readText = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch(() => undefined)

/** The whole text or nothing of it; the system's code when it failed. */
export const writeText = async (path: string, text: string): Promise<string | undefined> => {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.tmp`, text)
    await rename(`${path}.tmp`, path)
    return undefined
  } catch (error) {
    return codeOf(error) ?? 'UNKNOWN'
  }
}
