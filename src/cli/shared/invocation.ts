import { basename, relative, sep } from 'node:path'
import { NAME } from '../../domain/project.js'

/** How the person gives a command of this program: `login` may be `npm start -- login --language ru` to them. */
export type Invocation = (words: string) => string

export interface Started {
  env: Readonly<Record<string, string | undefined>>
  /** `process.argv[1]`: the script as it was named, links not followed. */
  script: string
  cwd: string
}

/** What was typed to start this program: by npx or npm, as an installed command, or as a script. */
export function startedBy({ env, script, cwd }: Started): string {
  const isInstalled = basename(script).startsWith(NAME) || script.split(sep).includes('node_modules')
  if (isInstalled) return env.npm_command === 'exec' ? `npx ${NAME}` : NAME
  if (env.npm_lifecycle_event === 'start') return NPM_START
  const path = relative(cwd, script)
  return `node ${/\s/.test(path) ? `"${path}"` : path}`
}

/** Options that a further command needs, too. */
export interface Kept {
  envFile: string | undefined
  language: string | undefined
}

/** Further commands for this person, with the options that this one was given for all that it does. */
export function invocationFor(program: string, { envFile, language }: Kept): Invocation {
  const kept = [
    ...(language === undefined ? [] : [`--language ${language}`]),
    ...(envFile === undefined ? [] : [`--settings ${/\s/.test(envFile) ? `"${envFile}"` : envFile}`]),
  ]
  return (words) =>
    [program, words, ...kept]
      .filter((word) => word !== '')
      .join(' ')
      .replace(/^npm start --$/, 'npm start')
}

const NPM_START = 'npm start --'
