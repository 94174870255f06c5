/**
 * Settings: read, checked and typed once, for the Action (`with:`) and for a person's own machine (`.env`) alike.
 * All that is wrong is told at once, before any request.
 */

import { HOUR, SECOND } from '../domain/clock.js'
import { PROBE_SECRET } from '../domain/store.js'
import type { InputProblem } from '../i18n/types.js'
import {
  HOSTS,
  type Host,
  LANGUAGES,
  type Language,
  NOTIFY,
  type Notify,
  REDACT,
  type Redact,
} from './names.js'
import { type InputSource, Reader } from './reader.js'

export * from './names.js'
export { type InputSource, isLoopback } from './reader.js'

export interface TelegramSettings {
  botToken: string
  /** A number or `@channel`. */
  chatId: string
  /** The topic in the chat. */
  threadId: number | undefined
  apiUrl: string
}

/** The person's own GitHub App, which makes the token that saves the pair. */
export interface GitHubAppSettings {
  clientId: string
  /** PEM, its line breaks perhaps escaped or lost. */
  privateKey: string
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
  githubApp: GitHubAppSettings | undefined
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

export interface ReadOptions {
  /** False for what can begin without a token or code, such as a login; true when left out. */
  tokensNeeded?: boolean
}

const MAX_WAIT_LIMIT = 5 * HOUR
const MAX_REQUEST_TIMEOUT = 10 * 60 * SECOND

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
    githubApp: githubApp(reader),
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

function githubApp(reader: Reader): GitHubAppSettings | undefined {
  const before = reader.problems.length
  const clientId = reader.secret('github-app-client-id')
  const privateKey = reader.pem('github-app-private-key')
  if (reader.problems.length > before) return undefined
  if (clientId === undefined && privateKey === undefined) return undefined
  if (clientId === undefined) return reader.appIncomplete('github-app-client-id', 'github-app-private-key')
  if (privateKey === undefined) return reader.appIncomplete('github-app-private-key', 'github-app-client-id')
  if (reader.text('github-token') !== undefined) reader.problem('github-token', 'app_and_token')
  return { clientId, privateKey }
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
