/**
 * Settings: read, checked and typed once, for the Action (`with:`) and for a person's own machine (`.env`) alike.
 * All problems are reported at once, before any request.
 */

import { createPrivateKey } from 'node:crypto'
import { HOUR, SECOND } from '../domain/clock.js'
import type { InputProblem } from '../domain/input-problem.js'
import { PROBE_SECRET } from '../domain/store.js'
import { Reader as ReaderOf, type Source } from './reader.js'

export { durationOf, isLoopback, isTimeZone } from './reader.js'

/** The sites, each with the time zone of most of its users. */
export const SITES = {
  'hh.ru': 'Europe/Moscow',
  'rabota.by': 'Europe/Minsk',
  'hh.kz': 'Asia/Almaty',
  'hh.uz': 'Asia/Tashkent',
  'hh1.az': 'Asia/Baku',
  'headhunter.ge': 'Asia/Tbilisi',
  'headhunter.kg': 'Asia/Bishkek',
} as const

export type Host = keyof typeof SITES
const HOSTS = Object.keys(SITES) as Host[]

export const LANGUAGES = ['en', 'ru'] as const
export const NOTIFY = ['always', 'changes', 'problems', 'never'] as const
export const REDACT = ['auto', 'always', 'never'] as const

export type Language = (typeof LANGUAGES)[number]
export type Notify = (typeof NOTIFY)[number]
export type Redact = (typeof REDACT)[number]

interface Input {
  /** As in action.yml; used for `.env`, and for an input that is empty. */
  default?: string
  /** Masked in every log. */
  secret?: true
}

/** Every input. */
const INPUTS = {
  'client-id': {},
  'client-secret': { secret: true },
  'access-token': { secret: true },
  'refresh-token': { secret: true },
  'auth-code': { secret: true },
  'redirect-uri': { default: 'http://localhost:8080' },
  'resume-ids': { default: 'all' },
  'github-app-client-id': {},
  'github-app-private-key': { secret: true },
  'github-token': { secret: true },
  'access-token-secret': { default: 'HH_ACCESS_TOKEN' },
  'refresh-token-secret': { default: 'HH_REFRESH_TOKEN' },
  environment: {},
  'max-wait': { default: '0' },
  'dry-run': { default: 'false' },
  'telegram-bot-token': { secret: true },
  'telegram-chat-id': {},
  'telegram-api-url': { default: 'https://api.telegram.org' },
  notify: { default: 'changes' },
  language: { default: 'en' },
  'time-zone': {},
  redact: { default: 'auto' },
  host: { default: 'hh.ru' },
  'api-url': { default: 'https://api.hh.ru' },
  'user-agent': {},
  'request-timeout': { default: '30s' },
  'github-api-url': { default: 'https://api.github.com' },
} satisfies Record<string, Input>

export type InputName = keyof typeof INPUTS
export const INPUT_NAMES = Object.keys(INPUTS) as InputName[]
export type InputSource = Source<InputName>
type Reader = ReaderOf<InputName>

const rowOf = (name: InputName): Input => INPUTS[name]

export const defaultOf = (name: InputName): string => rowOf(name).default ?? ''

export interface TelegramSettings {
  botToken: string
  /** A number or `@channel`. */
  chatId: string
  /** The topic in the chat; undefined for the general one, which has no number in the API. */
  threadId: number | undefined
  apiUrl: string
}

/** The person's own GitHub App, which makes the token that saves the pair. */
export interface GitHubAppSettings {
  clientId: string
  /** PEM with real line breaks, PKCS#1 or PKCS#8. */
  privateKey: string
}

/** Times in milliseconds; addresses without a final slash, except the redirect URI; undefined if not given. */
export interface Settings {
  clientId: string
  clientSecret: string
  accessToken: string | undefined
  refreshToken: string | undefined
  authCode: string | undefined
  /** Exactly as given: HeadHunter compares it as a string. */
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
  /** IANA name: the zone of every time that people read. */
  timeZone: string
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
  /** False for commands that need no token or code, such as `login`; true by default. */
  tokensNeeded?: boolean
  /** The machine's time zone, where the reader uses that machine; the site's by default. */
  ownTimeZone?: string
}

const MAX_WAIT_LIMIT = 5 * HOUR
const MAX_REQUEST_TIMEOUT = 10 * 60 * SECOND

/** Reads all settings, or returns all problems. */
export function readSettings(source: InputSource, options: ReadOptions = {}): SettingsResult {
  const reader = new ReaderOf(source, defaultOf)
  const language = reader.oneOf('language', LANGUAGES)
  const settings: Settings = {
    clientId: reader.required('client-id'),
    clientSecret: reader.required('client-secret'),
    accessToken: reader.secret('access-token'),
    refreshToken: reader.secretOrRecoveryCode('refresh-token'),
    authCode: reader.authCode('auth-code'),
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
    ...site(reader, options.ownTimeZone),
    apiUrl: withoutSlash(reader.address('api-url')),
    userAgent: userAgent(reader),
    requestTimeoutMs: requestTimeout(reader),
    githubApiUrl: withoutSlash(reader.address('github-api-url')),
  }
  if (options.tokensNeeded ?? true) needsTokens(reader, source)
  if (reader.problems.length === 0) return { ok: true, settings }
  return { ok: false, language: LANGUAGES.includes(language) ? language : 'en', problems: reader.problems }
}

/** The secrets as given, before validation: an invalid one must be masked too. */
export const secretsGiven = (source: Pick<InputSource, 'read'>): string[] =>
  INPUT_NAMES.filter((name) => rowOf(name).secret)
    .map((name) => source.read(name))
    .filter((secret) => secret !== '')

/** The secrets as parsed: a code, for example, can be a part of the text that was given. */
export const secretsToMask = (settings: Settings): string[] => {
  const { clientSecret, accessToken, refreshToken, authCode, githubToken, githubApp, telegram } = settings
  const secrets = [clientSecret, accessToken, refreshToken, authCode, githubToken]
  return [...secrets, githubApp?.privateKey, telegram?.botToken].filter((secret) => secret !== undefined)
}

const withoutSlash = (address: string): string => address.replace(/\/+$/, '')

function needsTokens(reader: Reader, source: InputSource): void {
  const given = ['access-token', 'refresh-token', 'auth-code'] as const
  if (given.every((name) => source.read(name) === '')) reader.problem('access-token', 'no_tokens')
}

function site(reader: Reader, ownTimeZone: string | undefined): Pick<Settings, 'host' | 'timeZone'> {
  const host = reader.oneOf('host', HOSTS)
  return { host, timeZone: reader.timeZone('time-zone') ?? ownTimeZone ?? SITES[host] }
}

/** The page of a resume, on any of the sites or a city's part of it: `https://spb.hh.ru/resume/ID?…`. */
const RESUME_PAGE = new RegExp(
  `^(?:https?://)?(?:[\\w-]+\\.)*(?:${HOSTS.join('|').replaceAll('.', '\\.')})/resume/([^/?#]+)/?(?:[?#].*)?$`,
  'i',
)

function resumeIds(reader: Reader): 'all' | string[] {
  const words = (reader.text('resume-ids') ?? '').split(/[\s,;]+/).filter((word) => word !== '')
  const isAll = (word: string) => word.toLowerCase() === 'all'
  if (words.length === 0 || words.every(isAll)) return 'all'
  if (words.some(isAll)) reader.problem('resume-ids', 'all_mixed_with_ids')
  const ids = words.map((word) => RESUME_PAGE.exec(word)?.[1] ?? word)
  if (ids.some((id) => /\p{Script=Cyrillic}/u.test(id))) reader.problem('resume-ids', 'cyrillic')
  else if (ids.some((id) => !/^[A-Za-z0-9]+$/.test(id))) reader.problem('resume-ids', 'bad_resume_id')
  return [...new Set(ids)]
}

function secretNames(reader: Reader): Pick<Settings, 'accessTokenSecret' | 'refreshTokenSecret'> {
  const name = (input: 'access-token-secret' | 'refresh-token-secret'): string => {
    const text = reader.text(input) ?? ''
    const fits = /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !/^GITHUB_/i.test(text)
    if (/\p{Script=Cyrillic}/u.test(text)) reader.problem(input, 'cyrillic')
    else if (!fits || text.toUpperCase() === PROBE_SECRET) reader.problem(input, 'bad_secret_name')
    return text
  }
  const names = {
    accessTokenSecret: name('access-token-secret'),
    refreshTokenSecret: name('refresh-token-secret'),
  }
  if (names.accessTokenSecret.toUpperCase() === names.refreshTokenSecret.toUpperCase()) {
    reader.problemBetween('refresh-token-secret', 'same_secret_names', 'access-token-secret')
  }
  return names
}

function githubApp(reader: Reader): GitHubAppSettings | undefined {
  const [id, key] = ['github-app-client-id', 'github-app-private-key'] as const
  const before = reader.problems.length
  const clientId = reader.secret(id)
  const given = reader.text(key)
  if (reader.problems.length > before || (clientId === undefined && given === undefined)) return undefined
  if (clientId === undefined) return reader.problemBetween(id, 'app_incomplete', key)
  if (given === undefined) return reader.problemBetween(key, 'app_incomplete', id)
  if (reader.text('github-token') !== undefined)
    return reader.problemBetween('github-token', 'app_and_token', id)
  const privateKey = asPem(given)
  return privateKey === undefined ? reader.problem(key, 'not_pem') : { clientId, privateKey }
}

/** Parses a private key, also with escaped or missing line breaks; undefined unless it is in a format of GitHub's. */
function asPem(text: string): string | undefined {
  const parts = /-----BEGIN ((?:RSA )?PRIVATE KEY)-----(.+)-----END \1-----/s.exec(text)
  const body = parts?.[2]?.replace(/\\[rn]|\s/g, '').match(/.{1,64}/g)
  if (!parts || !body) return undefined
  const pem = `-----BEGIN ${parts[1]}-----\n${body.join('\n')}\n-----END ${parts[1]}-----\n`
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa' ? pem : undefined
  } catch {
    return undefined
  }
}

const CHAT = /^(-?\d{1,20}|@[A-Za-z]\w{1,63})(?:\/(\d{1,15}))?$/
const GENERAL_TOPIC = 1

function telegram(reader: Reader): TelegramSettings | undefined {
  const [bot, chat] = ['telegram-bot-token', 'telegram-chat-id'] as const
  const before = reader.problems.length
  const botToken = reader.secret(bot)
  const place = reader.secret(chat)
  const apiUrl = withoutSlash(reader.address('telegram-api-url'))
  if (reader.problems.length > before || (botToken === undefined && place === undefined)) return undefined
  if (botToken === undefined) return reader.problemBetween(bot, 'telegram_pair_incomplete', chat)
  if (place === undefined) return reader.problemBetween(chat, 'telegram_pair_incomplete', bot)
  if (/^(https?:\/\/)?(t|telegram)\.(me|dog)\//i.test(place)) return reader.problem(chat, 'chat_is_link')
  // A person's id has fewer digits; a group's or channel's begins with -100.
  if (/^100\d{10}/.test(place)) return reader.problem(chat, 'chat_without_minus')
  const [, chatId, thread] = CHAT.exec(place) ?? []
  if (chatId === undefined) return reader.problem(chat, 'bad_chat_id')
  if (!/^\d+:[\w-]+$/.test(botToken)) return reader.problem(bot, 'bad_bot_token')
  const threadId = thread === undefined || Number(thread) === GENERAL_TOPIC ? undefined : Number(thread)
  return { botToken, chatId, threadId, apiUrl }
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
