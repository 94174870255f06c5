import type { Reason, ReasonMessage } from '../../reasons/index.js'
import type { Formats } from '../formats.js'
import type { ProgressMessages } from '../types.js'
import { RESUMES } from './words.js'

export const progressOf = (formats: Formats, reasons: Record<Reason, ReasonMessage>): ProgressMessages => ({
  // The sentence once; a save is tried for two minutes.
  attempt_failed: ({ diagnostic: { reason, details }, attempt, retryInMs }) => {
    const failed =
      attempt === 1
        ? `Попытка 1 не удалась. ${reasons[reason].happened(details)}`
        : `Попытка ${attempt} не удалась (\`${reason}\`).`
    return `${failed} Повтор через ${formats.duration(retryInMs)}.`
  },
  listed: ({ count }) =>
    count === 0 ? 'В аккаунте нет резюме.' : `Найдено ${formats.plural(count, RESUMES)}.`,
  touching: ({ count }) => `Поднимаю ${formats.plural(count, RESUMES)} …`,
  waiting: ({ count, until, lasts }) =>
    `Жду ${formats.duration(lasts)} (до ${formats.short(until)}), чтобы поднять ${formats.plural(count, RESUMES)} …`,
  verifying: () => 'Проверяю, изменились ли даты …',
  probing_store: () => 'Проверяю, можно ли сохранить новую пару токенов …',
  store_verified: () => 'Новую пару токенов можно сохранить.',
  exchanging_code: () => 'Обмениваю код на пару токенов …',
  refreshing: () => 'Access-токен больше не действует. Получаю новую пару …',
  listening: ({ lasts }) =>
    `Первый ответ HeadHunter ещё может прийти. Жду его не больше чем ${formats.duration(lasts)} …`,
  saving_pair: () => 'Сохраняю новую пару токенов …',
  pair_staged: () => 'Новая пара токенов сохранена.',
  pair_settled: () => 'Каждый токен на своём месте.',
  looking_for_other_run: ({ lasts }) =>
    `Проверяю, не обновил ли пару другой запуск; это займёт не больше чем ${formats.duration(lasts)} …`,
  interrupted_while_saving: () => 'Запуск отменяют. Сначала сохраню новую пару токенов …',
})
