import type { InputName, InputSource } from '../../settings/settings.js'

/** A setting's name in `.env` and in the environment (design: “Settings outside Actions”). */
export const settingName = (name: InputName): string =>
  TELEGRAM_NAMES[name] ?? `HH_${name.toUpperCase().replaceAll('-', '_')}`

const TELEGRAM_NAMES: Partial<Record<InputName, string>> = {
  'telegram-bot-token': 'TG_BOT_TOKEN',
  'telegram-chat-id': 'TG_CHAT_ID',
}

/** An answer given on the command line or at a question; it has priority. */
export interface Override {
  value: string
  /** As the person wrote it: `--max-wait`. By default its name in `.env`. */
  as?: string
}

export type Overrides = Partial<Record<InputName, Override>>

export interface EnvSourceOptions {
  /** The process's variables; they have priority over the file, unless empty. */
  environment: Readonly<Record<string, string | undefined>>
  /** The values of the `.env` file. */
  file: Readonly<Record<string, string>>
  overrides?: Overrides
}

/** Settings outside Actions: options, then the environment, then the `.env` file. */
export const createEnvSource = ({ environment, file, overrides = {} }: EnvSourceOptions): InputSource => ({
  read(name) {
    const key = settingName(name)
    return overrides[name]?.value ?? (environment[key] || file[key] || '')
  },
  nameOf: (name) => overrides[name]?.as ?? settingName(name),
})
