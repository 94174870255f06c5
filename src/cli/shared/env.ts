import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parse } from 'dotenv'
import { strayLines } from '../../env-file/lines.js'
import type { PairNames } from '../../env-file/store.js'
import { codeOf } from '../../http/faults.js'
import { INPUT_NAMES, type InputName, type InputSource } from '../../settings/settings.js'
import { similarTo } from './similar.js'

/** The `.env` file as read. */
export interface EnvFile {
  /** Absolute. */
  path: string
  /** As the person named it. */
  name: string
  exists: boolean
  values: Readonly<Record<string, string>>
}

export type EnvFileProblem =
  | { kind: 'is_folder'; name: string }
  | { kind: 'unreadable'; name: string; code: string }
  | { kind: 'not_text'; name: string }
  /** `lines` count from 1; their text is not printed, since it can be a secret. */
  | { kind: 'bad_lines'; name: string; lines: number[] }
  | { kind: 'cyrillic_name'; name: string; setting: string }

export type EnvFileResult = { ok: true; file: EnvFile } | { ok: false; problem: EnvFileProblem }

/** Reads the file; a missing one is empty. */
export async function readEnvFile(name: string, cwd: string): Promise<EnvFileResult> {
  const path = resolve(cwd, name)
  const bytes = await readFile(path).catch((error: unknown) => codeOf(error) ?? 'UNKNOWN')
  if (bytes === 'ENOENT') return { ok: true, file: { path, name, exists: false, values: {} } }
  if (bytes === 'EISDIR') return { ok: false, problem: { kind: 'is_folder', name } }
  if (typeof bytes === 'string') return { ok: false, problem: { kind: 'unreadable', name, code: bytes } }
  // Windows' editor can save UTF-16, in which every other byte is 0.
  if (bytes.includes(0)) return { ok: false, problem: { kind: 'not_text', name } }
  const text = bytes.toString('utf8')
  const lines = strayLines(text)
  const setting = cyrillicName(text, lines)
  if (setting !== undefined) return { ok: false, problem: { kind: 'cyrillic_name', name, setting } }
  if (lines.length > 0) return { ok: false, problem: { kind: 'bad_lines', name, lines } }
  return { ok: true, file: { path, name, exists: true, values: parse(text) } }
}

const NAME = /^\s*(?:export\s+)?([\p{Script=Cyrillic}\w]+)\s*=/u

/** The first name with a non-Latin letter that looks Latin. */
const cyrillicName = (text: string, lines: number[]): string | undefined => {
  const all = text.split(/\r\n|\r|\n/)
  const names = lines.map((line) => NAME.exec(all[line - 1] ?? '')?.[1])
  return names.find((name) => name !== undefined && /\w/.test(name) && /\W/.test(name))
}

/** Names that are similar to settings, with the setting that was probably meant. */
export const unknownSettings = ({ values }: EnvFile): { name: string; similar: string | undefined }[] => {
  const known = [...INPUT_NAMES.map(settingName), 'HH_ENV_FILE']
  return Object.keys(values)
    .filter((name) => /^(HH|TG)_/i.test(name) && !known.includes(name))
    .map((name) => {
      const upper = name.toUpperCase()
      return { name, similar: known.includes(upper) ? upper : similarTo(upper, known)[0] }
    })
}

/** A setting's name in `.env` and in the environment (design: “Settings outside Actions”). */
export const settingName = (name: InputName): string =>
  TELEGRAM_NAMES[name] ?? `HH_${name.toUpperCase().replaceAll('-', '_')}`

const TELEGRAM_NAMES: Partial<Record<InputName, string>> = {
  'telegram-bot-token': 'TG_BOT_TOKEN',
  'telegram-chat-id': 'TG_CHAT_ID',
}

export const PAIR_NAMES: PairNames = {
  accessToken: settingName('access-token'),
  refreshToken: settingName('refresh-token'),
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
