import { formatsOf } from '../formats.js'

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
