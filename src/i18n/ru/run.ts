import type { RunReason } from '../../domain/diagnostic.js'
import type { ReasonMessage } from '../types.js'
import { given, says } from '../words.js'
import { formats } from './words.js'

const SETTINGS = { one: 'настройке', other: 'настройках' }

export const run: Record<RunReason, ReasonMessage> = {
  invalid_inputs: says(
    'Нужно поправить настройки',
    ({ count }) =>
      `В ${given(count, (many) => formats.plural(many, SETTINGS)) || 'настройках'} ошибка, поэтому никому ничего не отправлено.`,
    'Исправьте каждую из названных здесь настроек и запустите снова.',
  ),
  cancelled: says(
    'Запуск отменён',
    'Запуск отменили раньше, чем он закончился; если он как раз получал новую пару токенов, то сохранил её или напечатал в журнале код восстановления.',
    'Запустите снова, когда захотите; если напечатан код восстановления, вставьте его при этом в `auth-code`.',
  ),
  unexpected_error: says(
    'Ошибка в самой программе',
    ({ code: short }) =>
      `Случилось то, к чему программа не готова${given(short, (name) => ` (${name})`)}; виновата она, а не вы.`,
    'Запустите ещё раз; если повторится, создайте, пожалуйста, issue и укажите версию.',
  ),
}
