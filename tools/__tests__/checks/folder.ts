import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach } from '@jest/globals'
import { openProject } from '../../checks/project.mjs'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A project of just these files, in a folder that is gone after the test. */
export function projectOf(files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'documents-'))
  folders.push(root)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return openProject(root)
}

/** This repository. */
export const ourselves = () => openProject(process.cwd())
