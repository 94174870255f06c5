import type { CallReason } from '../../domain/diagnostic.js'
import type { ReasonMessage } from '../types.js'
import { cause, code, given, says } from '../words.js'
import { AUTHORIZE_AGAIN } from './words.js'

export const calls: Record<CallReason, ReasonMessage> = {
  user_agent_unset: says(
    'HeadHunter не увидел имени приложения',
    'Запрос пришёл в HeadHunter без имени приложения, а без него HeadHunter не отвечает.',
    'Оставьте `user-agent` пустым или укажите имя и контакт, например `MyResume/1.0 (me@example.com)`; если заголовок `User-Agent` вырезает прокси, отключите это.',
  ),
  user_agent_blacklisted: says(
    'HeadHunter не принимает это имя приложения',
    'Имя из `user-agent` стоит у HeadHunter в списке тех, кого он не обслуживает.',
    'Укажите в `user-agent` своё имя приложения и контакт, например `MyResume/1.0 (me@example.com)`.',
  ),
  bad_argument: says(
    'HeadHunter не принимает одно из значений',
    ({ name }) =>
      `HeadHunter не принял одно из присланных значений${given(name, (field) => ` (${code(field)})`)}.`,
    'Проверьте `host` и `resume-ids`; если они верны, создайте, пожалуйста, issue и приложите номер запроса.',
  ),
  bad_request: says(
    'HeadHunter отклонил запрос',
    (details) => `HeadHunter отклонил запрос и не сказал почему${cause(details)}.`,
    'Откройте резюме на сайте и посмотрите, не просят ли что-то заполнить или исправить; если нет, создайте, пожалуйста, issue и приложите номер запроса.',
  ),
  not_found: says(
    'HeadHunter этого не нашёл',
    'HeadHunter отвечает, что по этому адресу ничего нет: резюме удалено или `api-url` неверен.',
    'Сверьте `resume-ids` со своими резюме на сайте и проверьте, что в `api-url` стоит `https://api.hh.ru`.',
  ),
  method_not_allowed: says(
    'Не тот вид запроса',
    (details) => `HeadHunter не принимает по этому адресу такой запрос${cause(details)}.`,
    'Проверьте, что в `api-url` стоит `https://api.hh.ru`; если да, поищите новую версию.',
  ),
  access_token_unknown: says(
    'HeadHunter не знает этот токен доступа',
    'HeadHunter не узнал токен доступа.',
    `Проверьте, что в секрете лежит токен целиком и ничего лишнего; если так и есть, ${AUTHORIZE_AGAIN}.`,
  ),
  access_token_expired: says(
    'Токен доступа истёк',
    'Токен доступа истёк, как и положено через 14 дней.',
    `Если есть refresh-токен, пара обновится сама; если нет, ${AUTHORIZE_AGAIN}.`,
  ),
  access_token_revoked: says(
    'Токен доступа отозван',
    'Токен доступа больше не действует: доступ отозвали или сменился пароль.',
    `Если запуск не смог обновить его сам, авторизуйтесь заново: ${AUTHORIZE_AGAIN}.`,
  ),
  application_deleted: says(
    'HeadHunter больше не знает приложение',
    'HeadHunter говорит, что приложения с вашим client id больше нет.',
    'Посмотрите на https://dev.hh.ru/admin, на месте ли оно; если его нет, токены пропали вместе с ним, и помогут только поддержка HeadHunter или другое ваше приложение.',
  ),
  user_token_expected: says(
    'Это токен приложения, а не человека',
    'Токен доступа принадлежит самому приложению, а HeadHunter нужен токен человека.',
    `Авторизуйтесь под своим именем: ${AUTHORIZE_AGAIN}.`,
  ),
  forbidden: says(
    'HeadHunter запретил запрос',
    (details) => `HeadHunter ответил, что это запрещено${cause(details)}.`,
    'Проверьте, что токены от того же аккаунта, что и резюме; пробный запуск (`dry-run`) покажет больше.',
  ),
  application_may_not_touch: says(
    'HeadHunter не даёт этому приложению поднимать резюме',
    'HeadHunter принял ваш токен доступа, но не пустил приложение к методам соискателя: 15 декабря 2025 года он закрыл их для сторонних приложений; с токенами всё в порядке, ничего не потрачено.',
    'Настройками этого не исправить: поднимайте резюме кнопкой на сайте, через бота HeadHunter @hh_rabota_bot или платным автоподнятием, а расписание здесь отключите.',
  ),
  not_an_applicant: says(
    'Это не аккаунт соискателя',
    'Токены от аккаунта, который не принадлежит соискателю (может быть, от аккаунта работодателя), и резюме в нём нет.',
    `Войдите на сайт как соискатель и авторизуйтесь заново: ${AUTHORIZE_AGAIN}.`,
  ),
}
