import { code, given, type Phrasing, type Reason, type ReasonMessage } from '../reasons/index.js'
import type { en } from './en.js'
import type { Formats, LanguageWords } from './formats.js'
import type { Counts, InputMessages, ProgressMessages } from './types.js'

const words: LanguageWords = {
  locale: 'ru-RU',
  units: {
    day: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
    hour: { one: 'час', few: 'часа', many: 'часов', other: 'часа' },
    minute: { one: 'минуту', few: 'минуты', many: 'минут', other: 'минуты' },
    second: { one: 'секунду', few: 'секунды', many: 'секунд', other: 'секунды' },
  },
  shortUnits: { day: 'дн.', hour: 'ч', minute: 'мин', second: 'с' },
  atTime: (time) => `в ${time}`,
  onDay: (day, time) => `${day} в ${time}`,
}

export const RESUMES = { other: 'резюме' }

const inputs = ({ formats, forEnvironment, command, input: inputName }: Phrasing): InputMessages => ({
  missing: (input) =>
    `Параметр ${code(input)} пуст. Если он берётся из секрета, проверьте имя секрета и что он есть в этом репозитории.`,
  blank: (input) => `В ${code(input)} только пробелы. Сохраните значение ещё раз.`,
  quoted: (input) => `Значение ${code(input)} в кавычках. Сохраните его без них.`,
  cyrillic: (input) =>
    `В ${code(input)} есть кириллица: некоторые её буквы похожи на латинские. Скопируйте значение ещё раз там, где его выдали.`,
  has_spaces: (input) =>
    `В ${code(input)} есть пробел, перенос строки или другой лишний знак. Скопируйте значение ещё раз целиком.`,
  not_boolean: (input) => `В ${code(input)} нужно ${code('true')} или ${code('false')}.`,
  not_duration: (input) =>
    `В ${code(input)} нужна длительность, например ${code('90s')}, ${code('15m')} или ${code('1h')}.`,
  too_long_duration: (input, { longest }) =>
    `В ${code(input)} слишком большая длительность. Укажите ${given(longest, (ms) => `не больше ${formats.duration(ms)}`) || 'меньше'}.`,
  not_one_of: (input, { allowed }) =>
    `В ${code(input)} нужно ${given(allowed, (list) => `одно из значений: ${list}`) || 'одно из значений, описанных в документации'}.`,
  not_time_zone: (input) =>
    `В ${code(input)} нужно имя часового пояса, например ${code('Europe/Moscow')} или ${code('Asia/Almaty')}.`,
  not_url: (input) => `В ${code(input)} нужен адрес целиком, например ${code('https://api.example.com')}.`,
  not_secure_url: (input) =>
    `Адрес в ${code(input)} должен начинаться с ${code('https://')}. ${code('http://')} можно только для этой машины: ${code('http://localhost:8080')}.`,
  url_extras: (input) =>
    `В ${code(input)} нужен адрес без имени пользователя, ${code('?')} и ${code('#')}. Уберите их и всё, что после них.`,
  no_code_in_address: (input) =>
    `В ${code(input)} адрес без кода. Войдите ещё раз и скопируйте весь адрес, на котором остановится браузер.`,
  bad_resume_id: (input) =>
    `В ${code(input)} неверный id. Скопируйте адрес страницы резюме, например ${code('https://hh.ru/resume/0123abcd…')}.`,
  all_mixed_with_ids: (input) => `В ${code(input)} и ${code('all')}, и id. Оставьте что-то одно.`,
  bad_secret_name: (input) =>
    `В ${code(input)} нужно имя секрета: латинские буквы, цифры и ${code('_')}, первой не цифра, без ${code('GITHUB_')} в начале.`,
  same_secret_names: (input, { other }) =>
    `${code(input)} и ${given(other, code) || 'второе имя'} совпадают. Каждому токену нужен свой секрет.`,
  app_incomplete: (input, { other }) =>
    `Параметр ${code(input)} пуст, а ${given(other, code) || 'второй'} задан. Для GitHub App нужны оба: заполните его или очистите оба.`,
  app_and_token: (input, { other }) =>
    `Заданы и ${code(input)}, и ${given(other, code) || 'GitHub App'}. Оставьте что-то одно.`,
  not_pem: (input) =>
    `В ${code(input)} не приватный ключ. Вставьте целиком файл ${code('.pem')}, который дал GitHub.`,
  telegram_pair_incomplete: (input, { other }) =>
    `Параметр ${code(input)} пуст, а ${given(other, code) || 'второй'} задан. Для Telegram нужны оба: заполните его или очистите оба.`,
  bad_chat_id: (input) =>
    `В ${code(input)} нужно число, например ${code('-1001234567890')}, или ${code('@channel')}. Для темы добавьте ${code('/5')}.`,
  chat_without_minus: (input) =>
    `В ${code(input)} нет минуса в начале. Номер группы начинается с ${code('-100')}.`,
  chat_is_link: (input) =>
    `В ${code(input)} ссылка. Вместо ${code('t.me/channel')} напишите ${code('@channel')}, вместо ${code('t.me/c/1234567890/5')} — ${code('-1001234567890/5')}.`,
  bad_bot_token: (input) =>
    `В ${code(input)} не токен бота. Скопируйте его у @BotFather целиком: цифры, двоеточие, буквы.`,
  bad_user_agent: (input) =>
    `В ${code(input)} нужна одна строка латиницей с контактом, например ${code('MyResume/1.0 (me@example.com)')}.`,
  no_tokens: (input) =>
    `${code(input)} и другие токены пусты. ${forEnvironment(`Получите код в браузере, запустите workflow вручную и вставьте код в поле ${inputName('auth-code')}.`, `Выполните ${command('login')}.`)}`,
  unknown_setting: (name, { similar }) =>
    `Настройки ${code(name)} нет.${given(similar, (meant) => ` Может быть, ${code(meant)}?`)}`,
  cyrillic_name: (name) => `В имени ${code(name)} есть кириллица. Напишите его латинскими буквами.`,
})

const progressOf = (formats: Formats, reasons: Record<Reason, ReasonMessage>): ProgressMessages => ({
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

/** In the order of the sentence; the first one names what is counted. */
const SAID: [keyof Counts, (many: string) => string][] = [
  ['touched', (many) => `поднято ${many}`],
  ['wouldTouch', (many) => `было бы поднято ${many}`],
  ['later', (many) => `для ${many} ещё рано`],
  ['failed', (many) => `не удалось поднять ${many}`],
]
const PROBLEMS = { one: 'проблема', few: 'проблемы', many: 'проблем', other: 'проблемы' }

const report = ({ formats, forEnvironment, input }: Phrasing): ReturnType<typeof en.report> => ({
  resume: (position) => `резюме ${position}`,
  result: (counts, problems) => {
    const parts = SAID.filter(([key]) => counts[key] > 0).map(([key, what], index) => {
      const many = index === 0 ? formats.plural(counts[key], RESUMES) : formats.number(counts[key])
      return what(many)
    })
    const text = [...parts, ...(problems > 0 ? [formats.plural(problems, PROBLEMS)] : [])].join(', ')
    return text.charAt(0).toUpperCase() + text.slice(1)
  },
  nothingTouched: 'Ни одно резюме не поднято',
  dryRun: 'Пробный запуск',
  cancelled: 'Запуск отменён',
  invalidInputs: 'Ошибка в настройках, запуск ничего не сделал',
  notes: 'К сведению',
  details: 'Подробнее',
  requestId: (id) => `Номер запроса HeadHunter: ${id}`,
  andMore: (count) => `и ещё ${formats.number(count)}`,
  columns: { resume: 'Резюме', nextTouch: 'Снова', outcome: 'Итог', views: 'Просмотры' },
  nextAt: (at) => `снова ${formats.moment(at)}`,
  next: (at, lasts, zone) =>
    `снова через ${formats.span(lasts)} (${formats.short(at)}${zone === undefined ? '' : `, ${zone}`})`,
  tokens: 'Токены',
  tokensRotated: 'Новая пара токенов сохранена',
  accessTokenUntil: (at) => `Access-токен действует до ${formats.day(at)}`,
  saving: {
    verified: 'Следующую пару можно сохранить: пробная запись прошла',
    likely: 'Сохранить следующую пару, похоже, ничто не мешает; запись не пробовали',
    no: 'Сейчас следующую пару сохранить нельзя',
    unknown: 'О сохранении следующей пары ничего не известно',
  },
  githubTokenUntil: (at) => `Токен GitHub истекает ${formats.day(at)}`,
  recoveryCode: 'КОД ВОССТАНОВЛЕНИЯ',
  recoveryCodeUse: `В этом коде новая пара токенов; открыть её можете только вы. Сначала устраните причину, по которой пара не сохранилась: её называет ошибка этого запуска. Потом ${forEnvironment(
    `запустите workflow вручную и вставьте код целиком в поле ${input('auth-code')}`,
    `положите код целиком в ${input('auth-code')} и запустите снова`,
  )}.`,
  groups: { tokens: 'Токены', resumes: 'Резюме' },
  runLink: 'Открыть запуск',
})

export const ru = { words, inputs, progressOf, report } satisfies typeof en
