import { code, given, type Phrasing } from '../../reasons/index.js'
import type { Messages } from '../types.js'

export const inputs = ({
  formats,
  forEnvironment,
  command,
  input: inputName,
}: Phrasing): Messages['inputs'] => ({
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
