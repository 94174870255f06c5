import type { Rows } from './row.js'
import { given } from './sentence.js'

const SETTINGS = { one: 'настройке', other: 'настройках' }

export const run = {
  invalid_inputs: {
    en: {
      title: 'The settings need correcting',
      happened: ({ count, formats }) =>
        `${given(count, (many) => (many === 1 ? 'One setting is' : `${formats.number(many)} settings are`)) || 'Some settings are'} invalid, so nothing was sent.`,
      todo: 'Correct each setting that is named here. Then run it again.',
      more: 'No token pair yet? [Get a new code](#get-a-new-code). Otherwise a secret is usually missing, or its name has a typo: GitHub passes an empty text for it. Compare the names under **Settings**, **Secrets and variables**, **Actions** with those in the workflow. A workflow that was started from a fork gets no secrets.',
    },
    ru: {
      title: 'Исправьте настройки',
      happened: ({ count, formats }) =>
        `Ошибка в ${given(count, (many) => formats.plural(many, SETTINGS)) || 'настройках'}, поэтому ничего не отправлено.`,
      todo: 'Исправьте каждую названную здесь настройку. Потом запустите снова.',
      more: 'Пары токенов ещё нет? [Получите новый код](#получить-новый-код). Иначе обычно нет секрета или в его имени опечатка: GitHub передаёт вместо него пустую строку. Сверьте имена в **Settings**, **Secrets and variables**, **Actions** с именами в workflow. Запуск из форка секретов не получает.',
    },
  },
  cancelled: {
    en: {
      title: 'The run was cancelled',
      happened:
        'The run was cancelled before its end. A new token pair, if it got one, is saved or in a printed recovery code.',
      todo: ({ input }) =>
        `Run it again. If a recovery code was printed, paste it into ${input('auth-code')}.`,
    },
    ru: {
      title: 'Запуск отменён',
      happened:
        'Запуск отменили до его конца. Если он получил новую пару токенов, она сохранена или лежит в напечатанном коде восстановления.',
      todo: ({ input }) =>
        `Запустите снова. Если напечатан код восстановления, вставьте его в ${input('auth-code')}.`,
    },
  },
  unexpected_error: {
    en: {
      title: 'An error in this program',
      happened: ({ code: short }) =>
        `This program stopped at an error of its own${given(short, (name) => ` (${name})`)}.`,
      todo: 'Run it again. If the error comes back, open an issue and name the version.',
      more: 'Set the repository variable `ACTIONS_STEP_DEBUG` to `true` (**Settings**, **Secrets and variables**, **Actions**, **Variables**) and press **Run workflow**. The log then shows the route, status and duration of each request, and nothing secret. Add that to the issue.',
    },
    ru: {
      title: 'Ошибка в самой программе',
      happened: ({ code: short }) =>
        `Программа остановилась из-за собственной ошибки${given(short, (name) => ` (${name})`)}.`,
      todo: 'Запустите ещё раз. Если ошибка повторится, создайте issue и укажите версию.',
      more: 'Задайте переменную репозитория `ACTIONS_STEP_DEBUG` со значением `true` (**Settings**, **Secrets and variables**, **Actions**, **Variables**) и нажмите **Run workflow**. В логе появятся маршрут, статус и длительность каждого запроса и ничего секретного. Приложите это к issue.',
    },
  },
} satisfies Rows
