import type { Case, Outcome } from './sweep.js'

/** What the tables of docs/reliability.md say, in its two languages. */
export interface Words {
  head: string[]
  cases: Record<Case, string>
  runs: Record<Outcome['run'], string>
  pairs: Record<Outcome['pair'], string>
  ways: Record<Outcome['back'], string>
  searched: Record<Figure, string>
  losses: Record<string, string>
}

export const FIGURES = [
  'lives',
  'env lives',
  'runs',
  'overlaps',
  'touches',
  'rotations',
  'faults',
  'signals',
  'kills',
  'codes printed',
] as const
export type Figure = (typeof FIGURES)[number]

const en: Words = {
  head: ['What happens', 'The run', 'The pair', 'What to do'],
  cases: {
    passing: 'A connection fails once, a server answers 5xx once, GitHub sets a limit of seconds',
    odd_answer:
      'HeadHunter’s answer with the new pair comes late, compressed, as another type or badly framed',
    stray: 'GitHub refuses the save once (401, 403 or 404)',
    no_headhunter: 'HeadHunter can’t be reached, or asks for a captcha',
    no_github: 'GitHub can’t be reached or refuses the test write',
    unsaved: 'GitHub can’t be written after the pair was renewed',
    unsettled: 'The whole pair is saved, but one of its tokens can’t be written',
    answer_lost: 'HeadHunter renewed the pair, and its answer never came or held no tokens',
    half: 'HeadHunter’s answer broke off before the refresh token, or had none',
    signal_before: 'The run is cancelled before the pair is renewed',
    signal_after: 'The run is cancelled after the pair was renewed',
    kill_before: 'The process is killed before HeadHunter renews the pair',
    kill_between: 'The process is killed between HeadHunter’s answer and the save',
    kill_after: 'The process is killed after the save',
  },
  runs: { green: 'green', red: 'red', cancelled: 'cancelled', killed: 'killed' },
  pairs: {
    kept: 'not renewed yet',
    saved: 'saved',
    staged: 'saved as one value',
    code: 'in the recovery code',
    half: 'access token only, for 14 days',
    lost: '**lost**',
  },
  ways: { nothing: 'nothing', code: 'use the recovery code', authorize: 'sign in again' },
  searched: {
    lives: 'Lives in GitHub Actions',
    'env lives': 'Lives with an `.env` file',
    runs: 'Runs in Actions',
    overlaps: 'Times that two of them overlapped',
    touches: 'Resumes raised',
    rotations: 'Pairs renewed',
    faults: 'Faults',
    signals: 'Signals',
    kills: 'Kills',
    'codes printed': 'Recovery codes printed',
  },
  losses: {
    'answer never came': 'Lost: HeadHunter’s answer never came',
    'killed before the first write': 'Lost: killed between the answer and the save',
    'no refresh token in it': 'Lost: the answer had no refresh token',
    person: 'Lost: the person withdrew access or pasted other tokens',
  },
}

const ru: Words = {
  head: ['Что случилось', 'Запуск', 'Пара', 'Что делать'],
  cases: {
    passing: 'Один раз: нет соединения, ответ 5xx, короткий лимит GitHub',
    odd_answer: 'Ответ HeadHunter с новой парой опоздал, сжат, с другим типом или неверно оформлен',
    stray: 'GitHub один раз отказал в сохранении (401, 403 или 404)',
    no_headhunter: 'HeadHunter недоступен или просит капчу',
    no_github: 'GitHub недоступен или не разрешил пробную запись',
    unsaved: 'Пара обновлена, но записать её в GitHub не удалось',
    unsettled: 'Пара сохранена целиком, но один из токенов отдельно не записался',
    answer_lost: 'HeadHunter обновил пару, но ответ не дошёл или без токенов',
    half: 'Ответ HeadHunter оборвался до refresh-токена или был без него',
    signal_before: 'Запуск отменён до обновления пары',
    signal_after: 'Запуск отменён после обновления пары',
    kill_before: 'Процесс убит до обновления пары',
    kill_between: 'Процесс убит между ответом HeadHunter и сохранением',
    kill_after: 'Процесс убит после сохранения',
  },
  runs: { green: 'зелёный', red: 'красный', cancelled: 'отменён', killed: 'убит' },
  pairs: {
    kept: 'ещё не обновлена',
    saved: 'сохранена',
    staged: 'сохранена одним значением',
    code: 'в коде восстановления',
    half: 'только access-токен, на 14 дней',
    lost: '**потеряна**',
  },
  ways: { nothing: 'ничего', code: 'ввести код восстановления', authorize: 'войти заново' },
  searched: {
    lives: 'Жизней в GitHub Actions',
    'env lives': 'Жизней с файлом `.env`',
    runs: 'Запусков в Actions',
    overlaps: 'Из них одновременных пар',
    touches: 'Поднятий резюме',
    rotations: 'Обновлений пары',
    faults: 'Сбоев',
    signals: 'Сигналов',
    kills: 'Убитых процессов',
    'codes printed': 'Кодов восстановления',
  },
  losses: {
    'answer never came': 'Потеряно: ответ HeadHunter не дошёл',
    'killed before the first write': 'Потеряно: процесс убит между ответом и сохранением',
    'no refresh token in it': 'Потеряно: в ответе не было refresh-токена',
    person: 'Потеряно: человек отозвал доступ или вставил другие токены',
  },
}

export type Language = 'en' | 'ru'
export const WORDS: Record<Language, Words> = { en, ru }
