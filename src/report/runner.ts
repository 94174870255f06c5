import { randomUUID } from 'node:crypto'
import { appendFileSync, existsSync } from 'node:fs'
import { EOL } from 'node:os'
import type { ActionsCore } from '../main.js'

/** What the runner gives to an action, and takes from it. */
export interface RunnerPorts {
  env: NodeJS.ProcessEnv
  /** To standard output. */
  write(text: string): unknown
}

/**
 * The part of `@actions/core` that this Action uses, letter by letter; a test holds the two together. The package itself
 * brings an HTTP client along that nothing here uses, and whose start alone takes longer than a whole run.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function createRunner({ env, write }: RunnerPorts): ActionsCore {
  const line = (text: string) => write(text + EOL)
  const command = (name: string, message = '', properties: Record<string, string> = {}) => {
    const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`)
    line(`::${[name, pairs.join(',')].filter((part) => part !== '').join(' ')}::${escapeData(message)}`)
  }
  return {
    getInput: (name) => env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '',
    setOutput(name, value) {
      const file = env.GITHUB_OUTPUT
      if (!file) {
        // Runners of old, and imitations of the runner.
        line('')
        command('set-output', value, { name })
        return
      }
      const delimiter = `ghadelimiter_${randomUUID()}`
      if (!existsSync(file)) throw new Error('the runner made no file for the outputs')
      appendFileSync(file, `${name}<<${delimiter}${EOL}${value}${EOL}${delimiter}${EOL}`)
    },
    setSecret: (secret) => command('add-mask', secret),
    info: line,
    debug: (text) => command('debug', text),
    startGroup: (name) => command('group', name),
    endGroup: () => command('endgroup'),
    error: (message, { title }) => command('error', message, { title }),
    warning: (message, { title }) => command('warning', message, { title }),
    notice: (message, { title }) => command('notice', message, { title }),
  }
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
