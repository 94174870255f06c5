// @ts-check
// `npm run` in a document names a script that exists.
import { lineAt } from './project.mjs'

/** @typedef {import('./project.mjs').Finding} Finding */
/** @typedef {import('./project.mjs').Project} Project */

/**
 * @param {Project} project
 * @returns {Finding[]}
 */
export function checkCommands(project) {
  const scripts = Object.keys(project.json('package.json').scripts)
  return project.documents().flatMap((file) => {
    const text = project.read(file)
    return [...text.matchAll(/\bnpm run (?:--?\S+ )*([\w:-]+)/g)]
      .filter(([, script = '']) => !scripts.includes(script))
      .map(({ 0: command, index }) => ({
        file,
        line: lineAt(text, index),
        message: `${command}: there is no such script`,
      }))
  })
}
