import type { Trouble } from './plan.js'
import type { Blow, Outcome, Station } from './sweep.js'

/** What the tables of docs/reliability.md say, in its two languages. */
export interface Words {
  head: string[]
  stations: Record<Station, string>
  troubles: Partial<Record<Trouble, string>>
  /** Before the request has its effect, and after it. */
  sides: [before: string, after: string]
  kinds: Record<Blow['kind'], string>
  runs: Record<Outcome['run'], string>
  pairs: Record<Outcome['pair'], string>
  ways: Record<Outcome['back'], string>
  searched: string[]
  losses: Record<string, string>
}

const en: Words = {
  head: ['Request', 'What befalls it', 'The run', 'The token pair', 'What brings a green run'],
  stations: {
    list: 'the list of resumes, with the old access token',
    key: 'GitHub’s public key',
    probe: 'the probe',
    probe_removal: 'the removal of the probe',
    token: '**the refresh**',
    stage: '**the whole pair into its secret**',
    access: 'the access token into its secret',
    refresh: 'the refresh token into its secret',
    list_again: 'the list of resumes, with the new access token',
    publish: 'a touch',
  },
  troubles: {
    unreachable: 'no connection',
    reset: 'connection lost',
    stall: 'no answer',
    cut_off: 'answer cut off',
    stall_body: 'answer that stalls',
    http_502: '5xx',
    slow: 'answer after the deadline',
    rate_limited: '429',
    address_filtered: 'DDoS-Guard’s page',
    region_blocked: '451',
    captcha_required: 'captcha',
    redirected_307: 'redirect',
    not_json: 'a page instead of JSON',
    other_shape: 'JSON of another kind',
    empty: 'an empty answer',
    false_refusal: 'a false refusal of the access token',
    conflict: '409',
    secondary_limit: 'limit for 20 seconds',
    long_limit: 'limit for an hour',
    primary_limit: 'limit until the next quarter of an hour',
    server_says_404: '404',
  },
  sides: ['before its effect', 'after its effect'],
  kinds: { once: 'once', for_good: 'for good', signal: 'a signal', kill: 'a hard kill' },
  runs: { green: 'green', red: 'red', cancelled: 'cancelled', killed: 'killed' },
  pairs: {
    kept: 'not spent',
    saved: 'saved',
    staged: 'saved as a whole',
    code: 'in the recovery code',
    lost: '**lost**',
  },
  ways: {
    nothing: 'nothing: the next one is',
    code: 'the recovery code',
    authorize: 'authorizing again',
  },
  searched: [
    'Lives',
    'of which with two rotations or more',
    'Runs',
    'of which two at once',
    'of which with old secrets and codes',
    'Touches',
    'Rotations',
    'Authorization codes exchanged',
    'Faults',
    'of which at the refresh',
    'of which at the write that decides',
    'Signals',
    'Hard kills',
    'Recovery codes printed',
    'Pairs recovered with one',
    'Accounts lost',
  ],
  losses: {
    'answer never came': 'HeadHunter’s answer never came',
    'killed before the first write': 'killed between the answer and the first write',
    person: 'the person’s own doing: a new password, access withdrawn, a code pasted over a living pair',
  },
}

const ru: Words = {
  head: ['Запрос', 'Что с ним случилось', 'Запуск', 'Пара токенов', 'Что вернёт зелёный запуск'],
  stations: {
    list: 'список резюме, со старым токеном доступа',
    key: 'открытый ключ GitHub',
    probe: 'пробная запись',
    probe_removal: 'удаление пробной записи',
    token: '**обновление пары**',
    stage: '**запись пары целиком**',
    access: 'запись токена доступа',
    refresh: 'запись refresh-токена',
    list_again: 'список резюме, с новым токеном доступа',
    publish: 'поднятие',
  },
  troubles: {
    unreachable: 'нет соединения',
    reset: 'соединение потеряно',
    stall: 'нет ответа',
    cut_off: 'ответ оборван',
    stall_body: 'ответ завис',
    http_502: '5xx',
    slow: 'ответ позже срока',
    rate_limited: '429',
    address_filtered: 'страница DDoS-Guard',
    region_blocked: '451',
    captcha_required: 'капча',
    redirected_307: 'перенаправление',
    not_json: 'страница вместо JSON',
    other_shape: 'JSON другого вида',
    empty: 'пустой ответ',
    false_refusal: 'ложный отказ access-токену',
    conflict: '409',
    secondary_limit: 'лимит на 20 секунд',
    long_limit: 'лимит на час',
    primary_limit: 'лимит на четверть часа',
    server_says_404: '404',
  },
  sides: ['до действия', 'после действия'],
  kinds: { once: 'один раз', for_good: 'насовсем', signal: 'сигнал', kill: 'процесс убит' },
  runs: { green: 'зелёный', red: 'красный', cancelled: 'отменён', killed: 'убит' },
  pairs: {
    kept: 'не потрачена',
    saved: 'сохранена',
    staged: 'сохранена целиком',
    code: 'в коде восстановления',
    lost: '**потеряна**',
  },
  ways: {
    nothing: 'ничего не нужно, следующий',
    code: 'код восстановления',
    authorize: 'новая авторизация',
  },
  searched: [
    'Жизней',
    'из них с двумя обновлениями пары и больше',
    'Запусков',
    'из них по два одновременно',
    'из них со старыми секретами и кодами',
    'Поднятий',
    'Обновлений пары',
    'Обменов кода авторизации',
    'Сбоев',
    'из них при обновлении пары',
    'из них при решающей записи',
    'Сигналов',
    'Убитых процессов',
    'Напечатано кодов восстановления',
    'Пар восстановлено по коду',
    'Аккаунтов потеряно',
  ],
  losses: {
    'answer never came': 'ответ HeadHunter не дошёл',
    'killed before the first write': 'процесс убит между ответом и первой записью',
    person: 'по воле человека: новый пароль, отозванный доступ, код, вставленный поверх живой пары',
  },
}

export type Language = 'en' | 'ru'
export const WORDS: Record<Language, Words> = { en, ru }
