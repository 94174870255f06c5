import type { Phrasing } from '../../reasons/index.js'
import type { Counts, ReportMessages } from '../types.js'
import { RESUMES } from './words.js'

/** In the order of the sentence; the first one names what is counted. */
const SAID: [keyof Counts, (many: string) => string][] = [
  ['touched', (many) => `поднято ${many}`],
  ['wouldTouch', (many) => `было бы поднято ${many}`],
  ['later', (many) => `для ${many} ещё рано`],
  ['failed', (many) => `не удалось поднять ${many}`],
]
const PROBLEMS = { one: 'проблема', few: 'проблемы', many: 'проблем', other: 'проблемы' }

export const report = ({ formats, forEnvironment, input }: Phrasing): ReportMessages => ({
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
