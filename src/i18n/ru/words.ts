import type { LanguageWords } from '../formats.js'

export const words: LanguageWords = {
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
