export const INPUT_NAMES = [
  'client-id',
  'client-secret',
  'access-token',
  'refresh-token',
  'auth-code',
  'redirect-uri',
  'resume-ids',
  'github-token',
  'github-app-client-id',
  'github-app-private-key',
  'access-token-secret',
  'refresh-token-secret',
  'environment',
  'max-wait',
  'dry-run',
  'telegram-bot-token',
  'telegram-chat-id',
  'telegram-api-url',
  'notify',
  'language',
  'redact',
  'host',
  'api-url',
  'user-agent',
  'request-timeout',
  'github-api-url',
] as const

export type InputName = (typeof INPUT_NAMES)[number]

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
