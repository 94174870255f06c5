// @ts-check
// Commands in documents exist: the scripts of `npm run`, and the terminal command's own with their options.
import { lineAt } from './project.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */

const NPM_RUN = /\bnpm run (?:--?\S+ )*([\w:-]+)/g
const OWN_COMMAND =
  /(?:npm start -- |dist\/cli\/index\.js |(?:npx |--yes |^|[`$] ?)hh-resume-touch )([a-z][\w-]*)/gm
const OWN_OPTION =
  /(?:npm start -- |dist\/cli\/index\.js |(?:npx |--yes |^|[`$] ?)hh-resume-touch )[^\n`|>]*?(--[a-z][\w-]*)/gm

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkCommands(project) {
  const scripts = Object.keys(project.json('package.json').scripts)
  const program = project.read('src/cli/program.ts')
  const commands = [...program.matchAll(/#add\(\s*'(\w+)'/g)].map(([, name]) => name)
  const options = program.match(/--[a-z][a-z-]*/g) ?? []
  return project
    .documents()
    .flatMap((file) => [
      ...unknown({ project, file, pattern: NPM_RUN, known: scripts, what: 'script' }),
      ...unknown({ project, file, pattern: OWN_COMMAND, known: commands, what: 'command' }),
      ...unknown({ project, file, pattern: OWN_OPTION, known: options, what: 'option' }),
    ])
}

/** @param {{ project: Project, file: string, pattern: RegExp, known: (string | undefined)[], what: string }} given */
function unknown({ project, file, pattern, known, what }) {
  const text = project.read(file)
  return [...text.matchAll(pattern)]
    .filter(([, name]) => !known.includes(name))
    .map(({ 0: command, index }) => ({
      file,
      line: lineAt(text, index),
      message: `${command.replace(/^[`$] ?/, '')}: there is no such ${what}`,
    }))
}
