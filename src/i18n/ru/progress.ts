import type { Reason, ReasonMessage } from '../../reasons/index.js'
import type { ProgressMessages } from '../types.js'
import { formats, RESUMES } from './words.js'

export const progressOf = (reasons: Record<Reason, ReasonMessage>): ProgressMessages => ({
  attempt_failed: ({ diagnostic, attempt, retryInMs }) =>
    `Попытка ${attempt} не удалась. ${reasons[diagnostic.reason].happened(diagnostic.details)} Повтор через ${formats.duration(retryInMs)}.`,
  listed: ({ count }) =>
    count === 0 ? 'В аккаунте нет ни одного резюме.' : `В аккаунте ${formats.plural(count, RESUMES)}.`,
  touching: ({ count }) => `Поднимаю ${formats.plural(count, RESUMES)} …`,
  waiting: ({ count, until, lasts }) =>
    `Жду ${formats.duration(lasts)}, чтобы поднять ${formats.plural(count, RESUMES)}; начну ${formats.moment(until)} …`,
  verifying: () => 'Проверяю, изменились ли даты …',
  probing_store: () => 'Проверяю, можно ли сохранить новую пару токенов …',
  store_proved: () => 'Новую пару токенов можно сохранить.',
  exchanging_code: () => 'Обмениваю код авторизации на пару токенов …',
  refreshing: () => 'Токен доступа больше не действует, обновляю пару токенов …',
  saving_pair: () => 'Сохраняю новую пару токенов …',
  pair_staged: () => 'Новая пара токенов в безопасности.',
  pair_settled: () => 'Оба токена лежат на своих местах.',
  looking_for_other_run: ({ lasts }) =>
    `Смотрю, не обновил ли пару токенов другой запуск; на это уйдёт не больше чем ${formats.duration(lasts)} …`,
  interrupted_while_saving: () => 'Запуск отменяют; сначала сохраняю новую пару токенов …',
})
