import type { Language } from '../../src/i18n/types.js'
import type { DelayId } from './delays.js'

/** What the generated part of `docs/scheduling.md` says. */
export interface Words {
  schedules: Record<string, string>
  delays: Record<DelayId, string>
  /** Above a matrix: touches a day and, in brackets, billed minutes a month. */
  matrix: string
  schedule: string
  comparison: string[]
  wait: (maxWait: string) => string
  noWait: string
  chart: { title: string; x: string; y: string; seed: string; public: string; private: string; limit: string }
  simulated: (days: number, seed: number) => string
}

const en: Words = {
  schedules: {
    'four-hourly': 'every 4 hours, `0 */4 * * *`',
    'hourly-odd': 'hourly at an odd minute, `17 * * * *`',
    'half-hourly-odd': 'half-hourly at odd minutes, `7,37 * * * *`',
    'quarter-hourly-odd': 'every 15 minutes, odd, `4,19,34,49 * * * *`',
    'quiet-nights': 'half-hourly from 7 to 24 in Moscow, `7,37 7-23 * * *`',
    seed: 'the script before this project, `1 */4 * * *`',
    public: 'recommended, public',
    private: 'recommended, private',
  },
  delays: {
    punctual: 'Punctual',
    uniform: 'Up to 15 minutes late',
    heavy: 'Heavy-tailed',
    rare: 'Rarely looked at',
  },
  matrix: 'Touches a day (billed minutes a month), by `max-wait`:',
  schedule: 'schedule',
  comparison: [
    'delays',
    'schedule',
    'touches a day',
    'of the limit',
    'mean age, hours',
    '95 % below, hours',
    'billed minutes a month',
    'refused',
  ],
  wait: (maxWait) => `wait ${maxWait}`,
  noWait: 'no wait',
  chart: {
    title: 'Touches a day against billed minutes, heavy-tailed delays',
    x: 'billed minutes a month',
    y: 'touches a day',
    seed: 'the script before',
    public: 'public',
    private: 'private',
    limit: 'HeadHunter’s limit',
  },
  simulated: (days, seed) =>
    `Each life lasted ${days} days; \`npm run simulate -- --days ${days} --seed ${seed}\`.`,
}

const ru: Words = {
  schedules: {
    'four-hourly': 'каждые 4 часа, `0 */4 * * *`',
    'hourly-odd': 'каждый час не в начале часа, `17 * * * *`',
    'half-hourly-odd': 'каждые полчаса не в начале часа, `7,37 * * * *`',
    'quarter-hourly-odd': 'каждые 15 минут со сдвигом, `4,19,34,49 * * * *`',
    'quiet-nights': 'каждые полчаса с 7 до 24 по Москве, `7,37 7-23 * * *`',
    seed: 'скрипт до этого проекта, `1 */4 * * *`',
    public: 'рекомендуемое, публичный',
    private: 'рекомендуемое, приватный',
  },
  delays: {
    punctual: 'Точно по времени',
    uniform: 'С опозданием до 15 минут',
    heavy: 'С длинным хвостом опозданий',
    rare: 'С редкими запусками',
  },
  matrix: 'Поднятий в день (оплачиваемых минут в месяц) в зависимости от `max-wait`:',
  schedule: 'расписание',
  comparison: [
    'опоздания',
    'расписание',
    'поднятий в день',
    'от предела',
    'средний возраст, ч',
    'в 95 % случаев меньше, ч',
    'оплачиваемых минут в месяц',
    'отказов',
  ],
  wait: (maxWait) => `ждать ${maxWait.replace('m', ' мин')}`,
  noWait: 'не ждать',
  chart: {
    title: 'Поднятия в день и оплачиваемые минуты, длинный хвост опозданий',
    x: 'оплачиваемых минут в месяц',
    y: 'поднятий в день',
    seed: 'прежний скрипт',
    public: 'публичный',
    private: 'приватный',
    limit: 'предел HeadHunter',
  },
  simulated: (days, seed) =>
    `Каждая жизнь длилась ${days} дней; \`npm run simulate -- --days ${days} --seed ${seed}\`.`,
}

export const WORDS: Record<Language, Words> = { en, ru }
