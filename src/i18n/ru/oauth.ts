import type { OAuthReason } from '../../domain/diagnostic.js'
import { either } from '../place.js'
import type { ReasonMessage } from '../types.js'
import { cause, code, given, says } from '../words.js'
import { AUTHORIZE_AGAIN, formats } from './words.js'

const NEW_CODE = `${either(
  'Получите в браузере новый код и за несколько минут передайте его: запустите workflow вручную и вставьте код в поле `auth-code`',
  'Получите новый код: выполните `hh-resume-touch login`',
)}.`
const AGAIN = `Авторизуйтесь заново: ${AUTHORIZE_AGAIN}.`

export const oauth: Record<OAuthReason, ReasonMessage> = {
  client_unknown: says(
    'Неверный client id или client secret',
    'HeadHunter не знает такой пары client id и client secret.',
    'Скопируйте оба ещё раз со страницы вашего приложения на https://dev.hh.ru/admin в `client-id` и `client-secret`.',
  ),
  client_credentials_refused: says(
    'HeadHunter не принимает приложение',
    'HeadHunter говорит, что приложение неизвестно или удалено либо его client secret неверен.',
    'Посмотрите на https://dev.hh.ru/admin, на месте ли приложение, и скопируйте оттуда client id и client secret ещё раз; если они были верны, просто запустите снова.',
  ),
  account_locked: says(
    'HeadHunter заблокировал аккаунт',
    'HeadHunter заблокировал ваш аккаунт.',
    'Напишите в поддержку HeadHunter с сайта и укажите номер запроса: снять блокировку могут только там.',
  ),
  password_invalidated: says(
    'HeadHunter требует новый пароль',
    'HeadHunter сбросил ваш пароль, а с ним и токены.',
    `Задайте на сайте новый пароль, потом авторизуйтесь заново: ${AUTHORIZE_AGAIN}.`,
  ),
  login_not_verified: says(
    'Аккаунт не подтверждён',
    'Ваш аккаунт на HeadHunter ещё не подтверждён.',
    'Войдите на сайт и подтвердите почту или телефон, потом запустите снова.',
  ),
  redirect_uri_mismatch: says(
    'Redirect URI не совпадает',
    'Redirect URI отличается от того, что записан в вашем приложении, поэтому HeadHunter не принял код.',
    'Скопируйте Redirect URI с https://dev.hh.ru/admin в `redirect-uri` буква в букву, получите новый код и попробуйте снова.',
  ),
  refresh_token_empty: says(
    'Нет refresh-токена',
    'Токен доступа истёк, а refresh-токена, чтобы его обновить, нет.',
    `Проверьте, что \`refresh-token\` заполняется из своего секрета; если токена нет, ${AUTHORIZE_AGAIN}.`,
  ),
  refresh_token_unknown: says(
    'HeadHunter не знает этот refresh-токен',
    'HeadHunter говорит, что такого refresh-токена он не выдавал.',
    `Проверьте, что в секрете лежит refresh-токен целиком, а не токен доступа; если так и есть, ${AUTHORIZE_AGAIN}.`,
  ),
  refresh_token_malformed: says(
    'Refresh-токен испорчен',
    'HeadHunter не может прочитать refresh-токен: часть потерялась или что-то прибавилось.',
    `Скопируйте его ещё раз, целиком и без кавычек; если его больше нет, ${AUTHORIZE_AGAIN}.`,
  ),
  refresh_token_spent: says(
    'Refresh-токен уже использован',
    'Этот одноразовый refresh-токен уже использован, а полученной по нему пары в ваших секретах нет: потерялся ответ HeadHunter, прошлый запуск не смог сохранить пару и напечатал код восстановления, ту же пару использует другая машина или кто-то перезапустил старый запуск.',
    `Поищите код восстановления в том, что напечатали последние неудачные запуски; ${either(
      'если его нет, получите в браузере новый код; затем запустите workflow вручную и вставьте код в поле `auth-code`',
      'если он есть, положите его в `auth-code` и запустите снова; если нет, выполните `hh-resume-touch login`',
    )}.`,
  ),
  refresh_token_revoked: says(
    'Refresh-токен отозван',
    'Refresh-токен больше не действует: истёк срок пароля или доступ отозвали.',
    AGAIN,
  ),
  refresh_token_deactivated: says(
    'Пароль сменился',
    'Пароль на HeadHunter сменился, и все токены перестали действовать.',
    AGAIN,
  ),
  access_token_not_expired: says(
    'Обновлять пару ещё рано',
    ({ at }) =>
      `HeadHunter пока не обновляет пару: токен доступа, выданный вместе с этим refresh-токеном, ещё действует${given(at, (day) => `, истечёт он самое позднее ${formats.moment(day)}`)}; ничего не потрачено.`,
    ({ at }) =>
      `Положите в секрет токен доступа из той же пары или подождите: ${given(at, (day) => `начиная с ${formats.day(day)}`) || 'не позже чем через 14 дней после его выдачи'} всё наладится само.`,
  ),
  auth_code_unknown: says(
    'HeadHunter не знает этот код',
    'HeadHunter не знает такого кода авторизации: он скопирован не целиком или выдан другому приложению.',
    NEW_CODE,
  ),
  auth_code_used: says(
    'Код уже использован',
    'Этот код авторизации уже обменяли на токены; каждый код срабатывает один раз.',
    `Если токены у вас рабочие, очистите \`auth-code\`; если нет, ${AUTHORIZE_AGAIN}.`,
  ),
  auth_code_expired: says('Код истёк', 'Код авторизации истёк: он живёт считаные минуты.', NEW_CODE),
  auth_code_revoked: says('Код отозван', 'HeadHunter отозвал этот код авторизации.', NEW_CODE),
  code_verifier_mismatch: says(
    'Код от другого входа',
    'Этот код авторизации получен не в том входе, который пытается его использовать.',
    'Начните вход с начала и пользуйтесь только последней открытой страницей браузера.',
  ),
  grant_type_unsupported: says(
    'HeadHunter не знает такого запроса токена',
    'HeadHunter не принял такой вид запроса токена, хотя в его документации он есть.',
    'Проверьте, что в `api-url` стоит `https://api.hh.ru`; если да, создайте, пожалуйста, issue и приложите номер запроса.',
  ),
  refresh_too_early: says(
    'За новым токеном ещё рано',
    'HeadHunter говорит, что для нового токена ещё рано.',
    'Пока ничего: следующий запуск попробует снова сам.',
  ),
  token_forbidden: says(
    'HeadHunter запретил запрос токена',
    (details) => `HeadHunter ответил, что запрос токена запрещён${cause(details)}.`,
    'Проверьте на https://dev.hh.ru/admin, что приложение активно; если активно, напишите в поддержку HeadHunter и укажите номер запроса.',
  ),
  token_request_refused: says(
    'HeadHunter отклонил запрос токена',
    ({ code: short, ...details }) =>
      `HeadHunter отклонил запрос токена по причине, которой нет в его документации${given(short, (name) => ` (${code(name)})`) || cause(details)}.`,
    `Запустите ещё раз; если не поможет, авторизуйтесь заново: ${AUTHORIZE_AGAIN}.`,
  ),
  token_answer_unreadable: says(
    'Новые токены не прочитать',
    (details) =>
      `HeadHunter ответил на запрос токенов, но прочитать токены из ответа не удалось${cause(details)}. Старые токены потрачены.`,
    `Войдите заново: ${AUTHORIZE_AGAIN}. Если повторится, напишите в поддержку HeadHunter и укажите номер запроса.`,
  ),
}
