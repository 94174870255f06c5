import ms from 'ms'
import { HOUR, SECOND } from './clock.js'
import type { InputFacts, InputProblem, InputProblemKind } from './messages/types.js'
import { isRecoveryCode } from './store/recovery.js'

/**
 * Settings: read, checked and typed once, for the Action (`with:`) and for a person's own machine (`.env`) alike.
 * All that is wrong is told at once, before any request.
 */

export type InputName =
  | 'client-id'
  | 'client-secret'
  | 'access-token'
  | 'refresh-token'
  | 'auth-code'
  | 'redirect-uri'
  | 'resume-ids'
  | 'github-token'
  | 'access-token-secret'
  | 'refresh-token-secret'
  | 'environment'
  | 'max-wait'
  | 'dry-run'
  | 'telegram-bot-token'
  | 'telegram-chat-id'
  | 'telegram-api-url'
  | 'notify'
  | 'language'
  | 'redact'
  | 'host'
  | 'api-url'
  | 'user-agent'
  | 'request-timeout'
  | 'github-api-url'

export const HOSTS = [
  'hh.ru',
  'rabota.by',
  'hh.kz',
  'hh.uz',
  'hh1.az',
  'headhunter.ge',
  'headhunter.kg',
] as const
export const LANGUAGES = ['en', 'ru'] as const
export const NOTIFY = ['always', 'changes', 'problems', 'never'] as const
export const REDACT = ['auto', 'always', 'never'] as const

export type Host = (typeof HOSTS)[number]
export type Language = (typeof LANGUAGES)[number]
export type Notify = (typeof NOTIFY)[number]
export type Redact = (typeof REDACT)[number]

export interface TelegramSettings {
  botToken: string
  /** A number or `@channel`. */
  chatId: string
  /** The topic in the chat. */
  threadId: number | undefined
  apiUrl: string
}

/** Times in milliseconds; addresses without a slash at the end; what was not given is undefined. */
export interface Settings {
  clientId: string
  clientSecret: string
  accessToken: string | undefined
  refreshToken: string | undefined
  authCode: string | undefined
  redirectUri: string
  resumeIds: 'all' | string[]
  githubToken: string | undefined
  accessTokenSecret: string
  refreshTokenSecret: string
  environment: string | undefined
  maxWaitMs: number
  dryRun: boolean
  telegram: TelegramSettings | undefined
  notify: Notify
  language: Language
  redact: Redact
  host: Host
  apiUrl: string
  userAgent: string | undefined
  requestTimeoutMs: number
  githubApiUrl: string
}

export type SettingsResult =
  | { ok: true; settings: Settings }
  | { ok: false; language: Language; problems: InputProblem[] }

export interface InputSource {
  /** The raw text of an input, untrimmed; empty when it was not given. */
  read(name: InputName): string
  /** The input's name as the person wrote it: `client-id` in a workflow, `HH_CLIENT_ID` in `.env`. */
  nameOf(name: InputName): string
}

/** The name under which each probe of the store is written; no token may be kept under it. */
export const PROBE_SECRET = 'HH_RESUME_TOUCH_PROBE'

const MAX_WAIT_LIMIT = 5 * HOUR
const MAX_REQUEST_TIMEOUT = 10 * 60 * SECOND

/** Defaults of action.yml, for inputs given empty and for `.env`; a test holds the two together. */
export const DEFAULTS: Partial<Record<InputName, string>> = {
  'redirect-uri': 'http://localhost:8080',
  'resume-ids': 'all',
  'access-token-secret': 'HH_ACCESS_TOKEN',
  'refresh-token-secret': 'HH_REFRESH_TOKEN',
  'max-wait': '0',
  'dry-run': 'false',
  'telegram-api-url': 'https://api.telegram.org',
  notify: 'changes',
  language: 'en',
  redact: 'auto',
  host: 'hh.ru',
  'api-url': 'https://api.hh.ru',
  'request-timeout': '30s',
  'github-api-url': 'https://api.github.com',
}

/** Collects the problems while values are read, so that a person sees all of them in one run. */
class Reader {
  readonly problems: InputProblem[] = []
  readonly #source: InputSource

  constructor(source: InputSource) {
    this.#source = source
  }

  problem(name: InputName, kind: InputProblemKind, facts: InputFacts = {}): undefined {
    this.problems.push({ input: this.#source.nameOf(name), kind, facts })
    return undefined
  }

  incomplete(name: InputName, other: InputName): undefined {
    return this.problem(name, 'telegram_pair_incomplete', { other: this.#source.nameOf(other) })
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

/** Reads all settings; on any problem, tells every one of them. */
export function readSettings(source: InputSource, { tokensNeeded = true }: ReadOptions = {}): SettingsResult {
  const reader = new Reader(source)
  const language = reader.oneOf('language', LANGUAGES)
  const settings: Settings = {
    clientId: reader.required('client-id'),
    clientSecret: reader.required('client-secret'),
    accessToken: reader.secret('access-token'),
    refreshToken: reader.code('refresh-token'),
    authCode: reader.code('auth-code'),
    redirectUri: reader.address('redirect-uri'),
    resumeIds: resumeIds(reader),
    githubToken: reader.secret('github-token'),
    ...secretNames(reader),
    environment: reader.text('environment'),
    maxWaitMs: reader.duration('max-wait', MAX_WAIT_LIMIT),
    dryRun: reader.boolean('dry-run'),
    telegram: telegram(reader),
    notify: reader.oneOf('notify', NOTIFY),
    language,
    redact: reader.oneOf('redact', REDACT),
    host: reader.oneOf('host', HOSTS),
    apiUrl: reader.address('api-url'),
    userAgent: userAgent(reader),
    requestTimeoutMs: requestTimeout(reader),
    githubApiUrl: reader.address('github-api-url'),
  }
  if (tokensNeeded) needsTokens(reader, source)
  if (reader.problems.length === 0) return { ok: true, settings }
  return { ok: false, language: LANGUAGES.includes(language) ? language : 'en', problems: reader.problems }
}

function needsTokens(reader: Reader, source: InputSource): void {
  const given = ['access-token', 'refresh-token', 'auth-code'] as const
  if (given.every((name) => source.read(name) === '')) reader.problem('access-token', 'no_tokens')
}

function resumeIds(reader: Reader): 'all' | string[] {
  const words = (reader.text('resume-ids') ?? '').split(/[\s,;]+/).filter((word) => word !== '')
  const isAll = (word: string) => word.toLowerCase() === 'all'
  if (words.length === 0 || words.every(isAll)) return 'all'
  if (words.some(isAll)) reader.problem('resume-ids', 'all_mixed_with_ids')
  if (words.some((word) => !/^[A-Za-z0-9]+$/.test(word))) reader.problem('resume-ids', 'bad_resume_id')
  return [...new Set(words)]
}

function secretNames(reader: Reader): Pick<Settings, 'accessTokenSecret' | 'refreshTokenSecret'> {
  const name = (input: 'access-token-secret' | 'refresh-token-secret'): string => {
    const text = reader.text(input) ?? ''
    const fits = /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !/^GITHUB_/i.test(text)
    if (!fits || text.toUpperCase() === PROBE_SECRET) reader.problem(input, 'bad_secret_name')
    return text
  }
  const names = {
    accessTokenSecret: name('access-token-secret'),
    refreshTokenSecret: name('refresh-token-secret'),
  }
  if (names.accessTokenSecret.toUpperCase() === names.refreshTokenSecret.toUpperCase()) {
    reader.sameNames('refresh-token-secret', 'access-token-secret')
  }
  return names
}

function telegram(reader: Reader): TelegramSettings | undefined {
  const before = reader.problems.length
  const botToken = reader.secret('telegram-bot-token')
  const chat = reader.secret('telegram-chat-id')
  const apiUrl = reader.address('telegram-api-url')
  if (reader.problems.length > before) return undefined
  if (botToken === undefined && chat === undefined) return undefined
  if (botToken === undefined) return reader.incomplete('telegram-bot-token', 'telegram-chat-id')
  if (chat === undefined) return reader.incomplete('telegram-chat-id', 'telegram-bot-token')
  const parts = /^(-?\d{1,20}|@[A-Za-z]\w{1,63})(?:\/(\d{1,15}))?$/.exec(chat)
  if (parts?.[1] === undefined) return reader.problem('telegram-chat-id', 'bad_chat_id')
  if (!/^\d+:[\w-]+$/.test(botToken)) return reader.problem('telegram-bot-token', 'bad_bot_token')
  return {
    botToken,
    chatId: parts[1],
    threadId: parts[2] === undefined ? undefined : Number(parts[2]),
    apiUrl,
  }
}

function userAgent(reader: Reader): string | undefined {
  const text = reader.text('user-agent')
  if (text !== undefined && !/^[\x20-\x7e]{1,256}$/.test(text))
    return reader.problem('user-agent', 'bad_user_agent')
  return text
}

function requestTimeout(reader: Reader): number {
  const length = reader.duration('request-timeout', MAX_REQUEST_TIMEOUT)
  if (length === 0 && !reader.problems.some((problem) => problem.kind === 'not_duration')) {
    reader.problem('request-timeout', 'not_duration')
  }
  return length
}
