import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parse } from 'dotenv'
import { strayLines } from '../../env-file/lines.js'
import { codeOf } from '../../http/faults.js'

/** The `.env` file as it was found. */
export interface EnvFile {
  /** Absolute. */
  path: string
  /** As the person calls it. */
  name: string
  exists: boolean
  values: Readonly<Record<string, string>>
}

export type EnvFileProblem =
  | { kind: 'is_folder'; name: string }
  | { kind: 'unreadable'; name: string; code: string }
  | { kind: 'not_text'; name: string }
  /** `lines` count from 1; what stands in them is not repeated, since it may be a secret. */
  | { kind: 'bad_lines'; name: string; lines: number[] }

export type EnvFileResult = { ok: true; file: EnvFile } | { ok: false; problem: EnvFileProblem }

/** Reads the file; one that is not there is an empty one. */
export async function readEnvFile(name: string, cwd: string): Promise<EnvFileResult> {
  const path = resolve(cwd, name)
  const bytes = await readFile(path).catch((error: unknown) => codeOf(error) ?? 'UNKNOWN')
  if (bytes === 'ENOENT') return { ok: true, file: { path, name, exists: false, values: {} } }
  if (bytes === 'EISDIR') return { ok: false, problem: { kind: 'is_folder', name } }
  if (typeof bytes === 'string') return { ok: false, problem: { kind: 'unreadable', name, code: bytes } }
  // Windows' editor saves UTF-16 if asked to; then every other byte is 0.
  if (bytes.includes(0)) return { ok: false, problem: { kind: 'not_text', name } }
  const text = bytes.toString('utf8')
  const lines = strayLines(text)
  if (lines.length > 0) return { ok: false, problem: { kind: 'bad_lines', name, lines } }
  return { ok: true, file: { path, name, exists: true, values: parse(text) } }
}
