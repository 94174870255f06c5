/** The sites, and the time zone in which each one's readers live. */
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
export const HOSTS = Object.keys(SITES) as Host[]

export const LANGUAGES = ['en', 'ru'] as const
export const NOTIFY = ['always', 'changes', 'problems', 'never'] as const
export const REDACT = ['auto', 'always', 'never'] as const

export type Language = (typeof LANGUAGES)[number]
export type Notify = (typeof NOTIFY)[number]
export type Redact = (typeof REDACT)[number]
