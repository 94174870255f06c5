import type { Phrasing } from '../../reasons/index.js'
import type { Counts, ReportMessages } from '../types.js'
import { formats, RESUMES } from './words.js'

/** In the order in which they are told; the first one names the thing that is counted. */
const SAID: [keyof Counts, (many: string) => string][] = [
  ['touched', (many) => `поднято ${many}`],
  ['wouldTouch', (many) => `было бы поднято ${many}`],
  ['later', (many) => `для ${many} ещё рано`],
  ['failed', (many) => `не удалось поднять ${many}`],
]

export const report = ({ forEnvironment, input }: Phrasing): ReportMessages => ({
  resume: (position) => `резюме ${position}`,
  result: (counts) => {
    const parts = SAID.filter(([key]) => counts[key] > 0).map(([key, what], index) => {
      const many = index === 0 ? formats.plural(counts[key], RESUMES) : formats.number(counts[key])
      return what(many)
    })
    const text = parts.join(', ')
    return text.charAt(0).toUpperCase() + text.slice(1)
  },
  somethingToDo: 'но кое-что нужно сделать',
  nothingTouched: 'Ни одно резюме не поднято',
  dryRun: 'Пробный запуск: ничего не изменено',
  cancelled: 'Запуск отменён',
  invalidInputs: 'Нужно поправить настройки: никому ничего не отправлено',
  whatToDo: 'Что сделать',
  notes: 'К сведению',
  details: 'Подробнее',
  requestId: (id) => `Номер запроса HeadHunter: ${id}`,
  andMore: (count) => `и ещё ${formats.number(count)}`,
  columns: {
    resume: 'Резюме',
    outcome: 'Итог',
    freshSince: 'Обновлено',
    nextTouch: 'Снова можно',
    views: 'Просмотры',
  },
  inUtc: (moment) => `${moment} UTC`,
  inMoscow: (moment) => `${moment} МСК`,
  next: (at) => `снова можно ${formats.moment(at)}`,
  views: (views, newViews) =>
    newViews > 0
      ? `${formats.number(views)} (${formats.plural(newViews, { one: 'новый', other: 'новых' })})`
      : formats.number(views),
  tokens: 'Токены',
  tokensRotated: 'Этот запуск получил новую пару токенов и сохранил её.',
  accessTokenUntil: (at) => `Токен доступа истекает ${formats.moment(at)}.`,
  saving: {
    verified: 'Следующую пару токенов можно сохранить: этот запуск проверил это на деле.',
    likely: 'Насколько видно без пробной записи, следующую пару токенов можно сохранить.',
    no: 'Сегодня сохранить следующую пару токенов не получилось бы: причина названа выше.',
    unknown: 'Неизвестно, удастся ли сохранить следующую пару: GitHub не ответил.',
  },
  githubTokenUntil: (at) => `Токен GitHub, которым она сохраняется, истекает ${formats.day(at)}.`,
  recoveryCode: 'КОД ВОССТАНОВЛЕНИЯ',
  recoveryCodeUse: `В этом коде запечатана новая пара токенов, открыть её можете только вы. Скопируйте код целиком, ${forEnvironment(
    `запустите workflow вручную и вставьте его в поле ${input('auth-code')}`,
    `положите его в ${input('auth-code')} и запустите снова`,
  )}.`,
  groups: { tokens: 'Пара токенов', resumes: 'Резюме' },
  runLink: 'Открыть запуск',
})
