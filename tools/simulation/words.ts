import { RECOMMENDED } from '../../src/cli/setup/workflow.js'
import type { Language } from '../../src/i18n/index.js'
import type { DelayId } from './delays.js'
import { DENSER, type Mark, SEED } from './grid.js'

/** What the generated part of `docs/scheduling.md` says. */
export interface Words {
  schedules: Record<string, string>
  delays: Record<DelayId, string>
  comparison: string[]
  number: (digits: string) => string
  chart: { title: string; x: string; y: string; limit: string } & Record<Mark, string>
  simulated: (days: number, seed: number) => string
}

const CRONS = {
  seed: `\`${SEED.schedule.crons[0]}\``,
  recommended: `\`${RECOMMENDED.cron}\`, \`${RECOMMENDED.maxWait}\``,
  denser: `\`${DENSER.schedule.crons[0]}\`, \`${DENSER.maxWait}\``,
}

const en: Words = {
  schedules: {
    'four-hourly': 'every 4 hours',
    'hourly-odd': 'hourly at an odd minute',
    'half-hourly-odd': 'half-hourly at odd minutes',
    'quarter-hourly-odd': 'every 15 minutes, odd',
    'quiet-nights': 'half-hourly from 7 to 24 in Moscow',
    seed: `the script before this project, ${CRONS.seed}`,
    recommended: `recommended, ${CRONS.recommended}`,
    denser: `denser, ${CRONS.denser}`,
  },
  delays: {
    punctual: 'Punctual',
    uniform: 'Up to 15 minutes late',
    heavy: 'Some very late',
    rare: 'Few runs',
  },
  comparison: [
    'delays',
    'schedule',
    'raises a day',
    'of the limit',
    'mean age, hours',
    '95 % below, hours',
    'billed minutes a month',
  ],
  number: (digits) => digits,
  chart: {
    title: 'Raises a day against billed minutes, where some runs are very late',
    x: 'billed minutes a month',
    y: 'raises a day',
    seed: 'the script before',
    recommended: 'recommended',
    denser: 'denser',
    limit: 'HeadHunter’s limit',
  },
  simulated: (days, seed) =>
    `${days} days each; \`npm run simulate -- --days ${days} --seed ${seed} --write\` renews it.`,
}

const ru: Words = {
  schedules: {
    'four-hourly': 'каждые 4 часа',
    'hourly-odd': 'каждый час не в начале часа',
    'half-hourly-odd': 'каждые полчаса не в начале часа',
    'quarter-hourly-odd': 'каждые 15 минут со сдвигом',
    'quiet-nights': 'каждые полчаса с 7 до 24 по Москве',
    seed: `скрипт до этого проекта, ${CRONS.seed}`,
    recommended: `рекомендуемое, ${CRONS.recommended}`,
    denser: `почаще, ${CRONS.denser}`,
  },
  delays: {
    punctual: 'Точно по времени',
    uniform: 'До 15 минут',
    heavy: 'Иногда очень большие',
    rare: 'Мало запусков',
  },
  comparison: [
    'опоздания',
    'расписание',
    'поднятий в день',
    'от предела',
    'средний возраст, ч',
    'в 95 % случаев меньше, ч',
    'оплачиваемых минут в месяц',
  ],
  number: (digits) => digits.replace('.', ','),
  chart: {
    title: 'Поднятия в день и оплачиваемые минуты, опоздания иногда очень большие',
    x: 'оплачиваемых минут в месяц',
    y: 'поднятий в день',
    seed: 'прежний скрипт',
    recommended: 'рекомендуемое',
    denser: 'почаще',
    limit: 'предел HeadHunter',
  },
  simulated: (days, seed) =>
    `По ${days} дней; обновляет \`npm run simulate -- --days ${days} --seed ${seed} --write\`.`,
}

export const WORDS: Record<Language, Words> = { en, ru }
