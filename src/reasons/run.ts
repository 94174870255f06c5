import type { Rows } from './row.js'
import { given } from './sentence.js'

const SETTINGS = { one: 'настройке', other: 'настройках' }

export const run = {
  invalid_inputs: {
    en: {
      title: 'The settings need correcting',
      happened: ({ count, formats }) =>
        `${given(count, (many) => (many === 1 ? 'One setting makes' : `${formats.number(many)} settings make`)) || 'Some settings make'} no sense, so nothing was sent to anyone.`,
      todo: 'Correct each one that is named beside this, then run it again.',
      more: 'The most common cause is a secret that is missing or misspelt: GitHub hands over an empty text for a secret that does not exist, and says nothing. Compare the names under **Settings**, **Secrets and variables**, **Actions** with those in the workflow file, letter by letter. A workflow that was started from a fork gets no secrets at all.',
    },
    ru: {
      title: 'Нужно поправить настройки',
      happened: ({ count, formats }) =>
        `В ${given(count, (many) => formats.plural(many, SETTINGS)) || 'настройках'} ошибка, поэтому никому ничего не отправлено.`,
      todo: 'Исправьте каждую из названных здесь настроек и запустите снова.',
      more: 'Чаще всего секрета нет или в его имени опечатка: вместо несуществующего секрета GitHub молча передаёт пустую строку. Сверьте имена в **Settings**, **Secrets and variables**, **Actions** с именами в файле workflow буква за буквой. Запуск из форка секретов не получает совсем.',
    },
  },
  cancelled: {
    en: {
      title: 'The run was cancelled',
      happened:
        'The run was cancelled before its end; if it was just getting a new token pair, that is saved, or stands in a recovery code in its log.',
      todo: ({ input }) =>
        `Run it again when you like; if a recovery code was printed, put it into ${input('auth-code')} when you do.`,
    },
    ru: {
      title: 'Запуск отменён',
      happened:
        'Запуск отменили раньше, чем он закончился; если он как раз получал новую пару токенов, то сохранил её или напечатал в журнале код восстановления.',
      todo: ({ input }) =>
        `Запустите снова, когда захотите; если напечатан код восстановления, вставьте его при этом в ${input('auth-code')}.`,
    },
  },
  unexpected_error: {
    en: {
      title: 'An error in this program',
      happened: ({ code: short }) =>
        `Something happened that this program is not prepared for${given(short, (name) => ` (${name})`)}; that is its fault, not yours.`,
      todo: 'Run it again; if it happens again, please open an issue and name the version.',
      more: 'Set the repository variable `ACTIONS_STEP_DEBUG` to `true` (**Settings**, **Secrets and variables**, **Actions**, **Variables**) and press **Run workflow**: the log then tells each request’s route, status and duration, and nothing secret. Put that and the version into the issue.',
    },
    ru: {
      title: 'Ошибка в самой программе',
      happened: ({ code: short }) =>
        `Случилось то, к чему программа не готова${given(short, (name) => ` (${name})`)}; виновата она, а не вы.`,
      todo: 'Запустите ещё раз; если повторится, создайте, пожалуйста, issue и укажите версию.',
      more: 'Задайте переменную репозитория `ACTIONS_STEP_DEBUG` со значением `true` (**Settings**, **Secrets and variables**, **Actions**, **Variables**) и нажмите **Run workflow**: в журнале появятся маршрут, статус и длительность каждого запроса и ничего секретного. Приложите это и версию к issue.',
    },
  },
} satisfies Rows
