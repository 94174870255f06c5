import { code, given, type Phrasing } from '../../reasons/index.js'
import type { Messages } from '../types.js'

export const inputs = ({
  formats,
  forEnvironment,
  command,
  input: inputName,
}: Phrasing): Messages['inputs'] => ({
  missing: (input) =>
    `Настройка ${code(input)} пуста: заполните её, а если значение берётся из секрета, проверьте его имя и что он задан в этом репозитории.`,
  blank: (input) => `В ${code(input)} одни пробелы: сохраните значение ещё раз.`,
  quoted: (input) => `Значение ${code(input)} стоит в кавычках: сохраните его без них.`,
  has_spaces: (input) =>
    `Внутри ${code(input)} есть пробел, перенос строки или другой невидимый знак: скопируйте значение ещё раз, одним куском.`,
  not_boolean: (input) => `В ${code(input)} может стоять только ${code('true')} или ${code('false')}.`,
  not_duration: (input) =>
    `В ${code(input)} не длительность: напишите число и единицу, например ${code('90s')}, ${code('15m')} или ${code('1h')}.`,
  too_long_duration: (input, { longest }) =>
    `В ${code(input)} слишком много: укажите ${given(longest, (ms) => `не больше чем на ${formats.duration(ms)}`) || 'время покороче'}.`,
  not_one_of: (input, { allowed }) =>
    `В ${code(input)} незнакомое значение: подойдёт ${given(allowed, (list) => `одно из этих: ${list}`) || 'одно из перечисленных в README'}.`,
  not_url: (input) =>
    `В ${code(input)} не веб-адрес: напишите его целиком, например ${code('https://api.example.com')}.`,
  not_secure_url: (input) =>
    `Адрес в ${code(input)} должен начинаться с ${code('https://')}, ведь туда уходят токены; ${code('http://')} годится только для этой же машины, например ${code('http://localhost:8080')}.`,
  url_extras: (input) =>
    `В ${code(input)} должен стоять только адрес: уберите имя пользователя и всё после ${code('?')} и ${code('#')}.`,
  bad_resume_id: (input) =>
    `В ${code(input)} есть то, что не похоже на идентификатор резюме: в нём только латинские буквы и цифры, а стоит он в адресе страницы резюме после ${code('/resume/')}.`,
  all_mixed_with_ids: (input) =>
    `В ${code(input)} стоят и ${code('all')}, и идентификаторы: оставьте что-нибудь одно.`,
  bad_secret_name: (input) =>
    `GitHub не примет ${code(input)} как имя секрета: годятся латинские буквы, цифры и ${code('_')}, первой не может быть цифра, а начинаться с ${code('GITHUB_')} нельзя.`,
  same_secret_names: (input, { other }) =>
    `${code(input)} и ${given(other, code) || 'имя второго секрета'} совпадают: каждому токену нужен свой секрет.`,
  telegram_pair_incomplete: (input, { other }) =>
    `Настройка ${code(input)} пуста, хотя ${given(other, code) || 'парная ей'} задана: Telegram нужны обе; заполните её или очистите вторую.`,
  app_incomplete: (input, { other }) =>
    `${code(input)} не задан, а ${given(other, code) || 'второй параметр'} задан: для GitHub App нужны оба; заполните его или очистите другой.`,
  app_and_token: (input) =>
    `${code(input)} задан вместе с GitHub App: оставьте что-то одно, другое очистите.`,
  not_pem: (input) =>
    `${code(input)} — не закрытый ключ: вставьте целиком файл \`.pem\`, полученный от GitHub, от \`-----BEGIN\` до \`END … KEY-----\`.`,
  bad_chat_id: (input) =>
    `В ${code(input)} не чат: напишите его номер, например ${code('-1001234567890')}, или ${code('@channel')}, а для темы добавьте ${code('/5')}.`,
  bad_bot_token: (input) =>
    `В ${code(input)} не токен бота: скопируйте его у @BotFather целиком — цифры, двоеточие и буквы.`,
  bad_user_agent: (input) =>
    `${code(input)} нельзя отправить: напишите в одну строку латиницей имя и контакт, например ${code('MyResume/1.0 (me@example.com)')}.`,
  no_tokens: (input) =>
    `Настройка ${code(input)} пуста, других токенов тоже нет: передайте пару токенов или ${forEnvironment(`получите в браузере новый код и передайте его в ${inputName('auth-code')}`, `выполните ${command('login')}`)}.`,
})
