import ms from 'ms'
import type { InputDetails, InputProblem, InputProblemKind } from '../i18n/types.js'
import { isRecoveryCode } from '../tokens/recovery-code.js'
import { DEFAULTS, type InputName } from './names.js'

export interface InputSource {
  /** The raw text of an input, untrimmed; empty when it was not given. */
  read(name: InputName): string
  /** The input's name as the person wrote it: `client-id` in a workflow, `HH_CLIENT_ID` in `.env`. */
  nameOf(name: InputName): string
}

/** Collects the problems while values are read, so that a person sees all of them in one run. */
export class Reader {
  readonly problems: InputProblem[] = []
  readonly #source: InputSource

  constructor(source: InputSource) {
    this.#source = source
  }

  problem(name: InputName, kind: InputProblemKind, details: InputDetails = {}): undefined {
    this.problems.push({ input: this.#source.nameOf(name), kind, details })
    return undefined
  }

  incomplete(name: InputName, other: InputName): undefined {
    return this.problem(name, 'telegram_pair_incomplete', { other: this.#source.nameOf(other) })
  }

  appIncomplete(name: InputName, other: InputName): undefined {
    return this.problem(name, 'app_incomplete', { other: this.#source.nameOf(other) })
  }

  sameNames(name: InputName, other: InputName): undefined {
    return this.problem(name, 'same_secret_names', { other: this.#source.nameOf(other) })
  }

  text(name: InputName): string | undefined {
    const trimmed = this.#source.read(name).trim()
    return trimmed === '' ? DEFAULTS[name] : trimmed
  }

  /** A value that must be taken letter by letter: no quotes around it, no white space within. */
  secret(name: InputName): string | undefined {
    const raw = this.#source.read(name)
    const trimmed = raw.trim()
    if (trimmed === '') return raw === '' ? undefined : this.problem(name, 'blank')
    if (/^(["'`«]).*(["'`»])$/s.test(trimmed)) return this.problem(name, 'quoted')
    if (!/^[\x21-\x7e]+$/.test(trimmed)) return this.problem(name, 'has_spaces')
    return trimmed
  }

  /** A key in PEM, which has lines; in `.env` or a badly pasted secret they may be escaped or run together. */
  pem(name: InputName): string | undefined {
    const trimmed = this.#source.read(name).trim()
    if (trimmed === '') return undefined
    return /-----BEGIN [A-Z ]+-----.+-----END [A-Z ]+-----/s.test(trimmed)
      ? trimmed
      : this.problem(name, 'not_pem')
  }

  required(name: InputName): string {
    if (this.#source.read(name) === '') this.problem(name, 'missing')
    return this.secret(name) ?? ''
  }

  /** A recovery code is pasted from a browser, which may break it into lines: reading it takes care of that. */
  code(name: InputName): string | undefined {
    const raw = this.#source.read(name)
    return isRecoveryCode(raw) ? raw.trim() : this.secret(name)
  }

  oneOf<T extends string>(name: InputName, allowed: readonly T[]): T {
    const text = this.text(name) as T
    if (!allowed.includes(text)) this.problem(name, 'not_one_of', { allowed: allowed.join(', ') })
    return text
  }

  boolean(name: InputName): boolean {
    const text = this.text(name)?.toLowerCase()
    if (text !== 'true' && text !== 'false') this.problem(name, 'not_boolean')
    return text === 'true'
  }

  duration(name: InputName, limitMs: number): number {
    const text = this.text(name) ?? ''
    if (text === '0') return 0
    if (!/^\d{1,9}(\.\d{1,3})?\s?(ms|s|m|h)$/.test(text)) {
      this.problem(name, 'not_duration')
      return 0
    }
    const length = Math.round(ms(text as ms.StringValue))
    if (length > limitMs) this.problem(name, 'too_long_duration', { longest: limitMs })
    return length
  }

  address(name: InputName): string {
    const text = this.text(name) ?? ''
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url === undefined || !/^https?:$/.test(url.protocol)) this.problem(name, 'not_url')
    else if (url.protocol === 'http:' && !isLoopback(url.hostname)) this.problem(name, 'not_secure_url')
    else if (/[?#@\s\\]/.test(text)) this.problem(name, 'url_extras')
    return text.replace(/\/+$/, '')
  }
}

export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)

export interface ReadOptions {
  /** False for a terminal command that gets the tokens, or can do without. */
  tokensNeeded?: boolean
}
