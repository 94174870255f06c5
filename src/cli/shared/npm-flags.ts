import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Option } from 'commander'
import type { Terminal } from './terminal.js'

type Env = Terminal['env']

/** An option that never reached the program. */
export interface LostOption {
  /** As it was typed: `--max-wait`. */
  flag: string
  takesValue: boolean
  /** Undefined where npm left the value among the arguments. */
  value: string | undefined
}

/**
 * `npm start touch --dry-run`: without `--` before it, npm takes the option for its own configuration and starts the
 * program without it (`npm_config_dry_run=true`). `npx` passes options on, so there nothing is lost.
 */
export function optionsLostToNpm(
  argv: readonly string[],
  options: readonly Option[],
  env: Env,
): LostOption[] {
  if (!['start', 'run', 'run-script'].includes(env.npm_command ?? '')) return []
  const lost = new Map<string, LostOption>()
  const names = options.flatMap(({ short, long, required, negate }) =>
    [short, long].map((flag) => ({ flag, takesValue: required, negate })),
  )
  for (const { flag, takesValue, negate } of names) {
    const name = (flag ?? '').replace(/^--(no-)?/, '')
    const setting = name === 'verbose' ? 'loglevel' : name
    const value = env[`npm_config_${setting.replaceAll('-', '_')}`]
    if (flag === undefined || value === undefined || argv.includes(flag)) continue
    if (isConfigured(setting, value, env)) continue
    const isGiven = name === 'verbose' ? value === 'verbose' : negate || value !== ''
    if (isGiven) lost.set(flag, { flag, takesValue, value: value === 'true' ? undefined : value })
  }
  return [...lost.values()]
}

/** The correct spelling. In a script other than `start`, the command is part of the script. */
export function respelled(
  argv: readonly string[],
  lost: readonly LostOption[],
  { env, commands }: { env: Env; commands: readonly string[] },
): string {
  const { npm_lifecycle_event: script = 'start' } = env
  const words = [...argv]
  const command = commands.includes(words[0] ?? '') ? words.splice(0, 1) : []
  const options = lost.flatMap(({ flag, takesValue, value }) => {
    const given = takesValue ? (value ?? words.shift()) : undefined
    return given === undefined ? [flag] : [flag, /\s/.test(given) ? `"${given}"` : given]
  })
  const start = script === 'start' ? ['npm start --', ...command] : [`npm run ${script} --`]
  return [...start, ...words, ...options].join(' ')
}

/** npm's own options of the same name, which can be set permanently in the environment or its files. */
function isConfigured(name: string, value: string, env: Env): boolean {
  if (env[`NPM_CONFIG_${name.toUpperCase().replaceAll('-', '_')}`] !== undefined) return true
  const {
    npm_config_userconfig: user,
    npm_config_globalconfig: global,
    npm_config_local_prefix: folder,
  } = env
  const files = [folder === undefined ? undefined : join(folder, '.npmrc'), user, global]
  return files.some((file) => file !== undefined && lineFor(name, file) === value)
}

/** As npm passes it on: `false` is empty, a name alone is `true`. */
function lineFor(name: string, file: string): string | undefined {
  try {
    const found = new RegExp(`^\\s*${name}\\s*(?:=\\s*(.*?)\\s*)?$`, 'm').exec(readFileSync(file, 'utf8'))
    return found === null ? undefined : (found[1] ?? 'true').replace(/^false$/, '')
  } catch {
    return undefined
  }
}
