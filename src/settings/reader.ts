import ms from 'ms'
import type { InputDetails, InputProblem, InputProblemKind } from '../domain/input-problem.js'
import { isRecoveryCode, withoutPastedExtras } from '../domain/recovery-code.js'

export interface Source<Name extends string> {
  /** The raw text of an input, untrimmed; empty when it was not given. */
  read(name: Name): string
  /** The input's name as the person wrote it: `client-id` in a workflow, `HH_CLIENT_ID` in `.env`. */
  nameOf(name: Name): string
}

/** Collects the problems while values are read, so that a person sees all of them in one run. */
export class Reader<Name extends string> {
  readonly problems: InputProblem[] = []
  readonly #source: Source<Name>
  readonly #defaultOf: (name: Name) => string

  constructor(source: Source<Name>, defaultOf: (name: Name) => string) {
    this.#source = source
    this.#defaultOf = defaultOf
  }

  problem(name: Name, kind: InputProblemKind, details: InputDetails = {}): undefined {
    this.problems.push({ input: this.#source.nameOf(name), kind, details })
    return undefined
  }

  problemBetween(name: Name, kind: InputProblemKind, other: Name): undefined {
    return this.problem(name, kind, { other: this.#source.nameOf(other) })
  }

  text(name: Name): string | undefined {
    return this.#source.read(name).trim() || this.#defaultOf(name) || undefined
  }

  /** A value that must be exact: quotes around it and white space in it are errors. */
  secret(name: Name): string | undefined {
    const raw = this.#source.read(name)
    const trimmed = raw.trim()
    if (trimmed === '') return raw === '' ? undefined : this.problem(name, 'blank')
    if (/^(["'`«]).*(["'`»])$/s.test(trimmed)) return this.problem(name, 'quoted')
    return this.#plain(name, trimmed)
  }

  required(name: Name): string {
    if (this.#source.read(name) === '') this.problem(name, 'missing')
    return this.secret(name) ?? ''
  }

  /** White space is allowed: a browser can break a recovery code into lines, which opening it removes. */
  secretOrRecoveryCode(name: Name): string | undefined {
    const raw = this.#source.read(name)
    return isRecoveryCode(raw) ? raw.trim() : this.secret(name)
  }

  /** The code alone, or the address that the browser was sent to, or a part of that. */
  authCode(name: Name): string | undefined {
    const text = withoutPastedExtras(this.#source.read(name)).replaceAll('&amp;', '&')
    const isAddress = /^(\w[\w+.-]*:\/\/|localhost\b|code=)|[?&]\w+=/i.test(text)
    if (!isAddress || isRecoveryCode(text)) return this.secretOrRecoveryCode(name)
    const [, named, first] = /(?:^|[?&#])code=([^&#]+)|^([^?&#:/=]+)&/.exec(text) ?? []
    const code = decoded(named ?? first)
    return code === undefined ? this.problem(name, 'no_code_in_address') : this.#plain(name, code)
  }

  oneOf<T extends string>(name: Name, allowed: readonly T[]): T {
    const text = this.text(name) as T
    if (!allowed.includes(text)) this.problem(name, 'not_one_of', { allowed: allowed.join(', ') })
    return text
  }

  boolean(name: Name): boolean {
    const text = this.text(name)?.toLowerCase()
    if (text !== 'true' && text !== 'false') this.problem(name, 'not_boolean')
    return text === 'true'
  }

  duration(name: Name, limitMs: number): number {
    const text = this.text(name) ?? ''
    const length = durationOf(text)
    if (length === undefined) {
      this.problem(name, 'not_duration')
      return 0
    }
    if (length > limitMs) this.problem(name, 'too_long_duration', { longest: limitMs })
    return length
  }

  timeZone(name: Name): string | undefined {
    const text = this.text(name)
    return text === undefined || isTimeZone(text) ? text : this.problem(name, 'not_time_zone')
  }

  /** Exactly as given. */
  address(name: Name): string {
    const text = this.text(name) ?? ''
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url === undefined || !/^https?:$/.test(url.protocol)) this.problem(name, 'not_url')
    else if (url.protocol === 'http:' && !isLoopback(url.hostname)) this.problem(name, 'not_secure_url')
    else if (/[?#@\s\\]/.test(text)) this.problem(name, 'url_extras')
    return text
  }

  #plain(name: Name, text: string): string | undefined {
    if (/\p{Script=Cyrillic}/u.test(text)) return this.problem(name, 'cyrillic')
    return /^[\x21-\x7e]+$/.test(text) ? text : this.problem(name, 'has_spaces')
  }
}

/** `0`, `90s`, `1.5 h`, in milliseconds; undefined for anything else. */
export const durationOf = (text: string): number | undefined => {
  if (text === '0') return 0
  const [, count, unit] = /^(\d{1,9}(?:\.\d{1,3})?)\s?(ms|s|m|h)$/.exec(text) ?? []
  // Without the white space: of its kinds, `ms` knows only the ordinary space.
  return unit === undefined ? undefined : Math.round(ms(`${count}${unit}` as ms.StringValue))
}

export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)

const decoded = (text: string | undefined): string | undefined => {
  try {
    return text && decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** A name, since `+03:00` has no summer time. */
export const isTimeZone = (text: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return /^[A-Za-z]/.test(text)
  } catch {
    return false
  }
}
