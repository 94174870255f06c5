import { formatsOf } from '../formats.js'
import { atTerminal, either } from '../place.js'

export const formats = formatsOf({
  locale: 'ru-RU',
  units: {
    day: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
    hour: { one: 'час', few: 'часа', many: 'часов', other: 'часа' },
    minute: { one: 'минуту', few: 'минуты', many: 'минут', other: 'минуты' },
    second: { one: 'секунду', few: 'секунды', many: 'секунд', other: 'секунды' },
  },
  moment: ({ utcDay, utcTime, moscowDay, moscowTime }) =>
    `${moscowDay} в ${moscowTime} по Москве (${moscowDay === utcDay ? '' : `${utcDay}, `}${utcTime} UTC)`,
})

export const RESUMES = { other: 'резюме' }

/** The end of many a sentence: how a person gets a new pair. */
export const AUTHORIZE_AGAIN = either(
  'получите в браузере новый код, запустите workflow вручную и вставьте код в поле `auth-code`',
  'выполните `hh-resume-touch login`',
)

export const TRY_LATER = atTerminal(
  'Попробуйте ещё раз через несколько минут',
  'Пока ничего: следующий запуск попробует снова сам',
)
