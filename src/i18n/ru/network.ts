import type { NetworkReason } from '../../domain/diagnostic.js'
import type { ReasonMessage } from '../types.js'
import { cause, given, says } from '../words.js'
import { formats, TRY_LATER } from './words.js'

export const network: Record<NetworkReason, ReasonMessage> = {
  hh_unreachable: says(
    'HeadHunter недоступен',
    (details) => `Не удалось соединиться с HeadHunter${cause(details)}.`,
    `${TRY_LATER}; если так каждый раз, проверьте \`api-url\`, сеть и прокси на машине, где идёт запуск.`,
  ),
  proxy_refused: says(
    'Прокси не пропустил запрос',
    (details) => `Прокси не пропустил запрос к HeadHunter${cause(details)}.`,
    'Проверьте адрес, имя и пароль в `https_proxy` и разрешён ли на прокси api.hh.ru; обойти прокси можно через `no_proxy`.',
  ),
  proxy_unsupported: says(
    'Такой прокси не поддерживается',
    ({ code }) =>
      `В переменной прокси указан не HTTP-прокси${given(code, (kind) => ` (${kind})`)}, поэтому ничего не отправлено.`,
    'Укажите в `https_proxy` HTTP-прокси, например `http://proxy.example:3128`; спецсимволы в имени и пароле запишите через `%`.',
  ),
  certificate_rejected: says(
    'Нет доверия сертификату HeadHunter',
    (details) =>
      `Эта машина не доверяет сертификату, предъявленному от имени HeadHunter${cause(details)}, поэтому ничего не отправлено.`,
    'Если ваша сеть расшифровывает TLS, как бывает в офисах, укажите файл её сертификата в `NODE_EXTRA_CA_CERTS`; если нет, смените сеть и не отключайте проверку.',
  ),
  connection_lost: says(
    'Соединение оборвалось',
    (details) => `Соединение с HeadHunter оборвалось раньше, чем пришёл ответ${cause(details)}.`,
    `${TRY_LATER}; если так каждый раз, проверьте сеть и прокси на машине, где идёт запуск.`,
  ),
  timed_out: says(
    'HeadHunter отвечает слишком долго',
    ({ lasts }) =>
      `HeadHunter не ответил вовремя${given(lasts, (ms) => `: каждого ответа этот запуск ждёт ${formats.duration(ms)}`)}.`,
    `${TRY_LATER}; если так каждый раз, увеличьте \`request-timeout\`.`,
  ),
  answer_cut_off: says(
    'Ответ HeadHunter оборвался',
    (details) => `Ответ HeadHunter оборвался на середине${cause(details)}.`,
    `${TRY_LATER}; если так каждый раз, проверьте сеть и прокси на машине, где идёт запуск.`,
  ),
  answer_too_large: says(
    'Слишком большой ответ',
    'Ответ намного больше всего, что присылает HeadHunter, поэтому его не стали дочитывать.',
    'Проверьте, что в `api-url` стоит `https://api.hh.ru` и что вместо HeadHunter не отвечает прокси; если всё так, создайте, пожалуйста, issue.',
  ),
  answer_not_json: says(
    'Ответ HeadHunter не разобрать',
    (details) =>
      `Вместо данных с адреса HeadHunter пришло что-то другое, возможно веб-страница${cause(details)}.`,
    `${TRY_LATER}; если так каждый раз, проверьте \`api-url\` и не отвечает ли вместо HeadHunter прокси или страница входа вашей сети.`,
  ),
  answer_unexpected: says(
    'Незнакомый ответ HeadHunter',
    (details) => `HeadHunter ответил так, как в его документации не описано${cause(details)}.`,
    `${TRY_LATER}; если так каждый раз, поищите новую версию, а если её нет, создайте, пожалуйста, issue.`,
  ),
  redirected: says(
    'Адрес HeadHunter ведёт в другое место',
    (details) =>
      `С адреса HeadHunter пришло перенаправление в другое место${cause(details)}; запуск туда не пошёл, чтобы токен не попал к чужим.`,
    'Проверьте, что в `api-url` стоит `https://api.hh.ru` и что на пути нет прокси или страницы входа вашей сети.',
  ),
  hh_unavailable: says(
    'У HeadHunter неполадки',
    (details) => `Сейчас неполадки у самого HeadHunter${cause(details)}.`,
    `${TRY_LATER}.`,
  ),
  rate_limited: says(
    'Слишком много запросов',
    (details) =>
      `С адреса этой машины к HeadHunter за короткое время пришло слишком много запросов${cause(details)}.`,
    `${TRY_LATER}; если так каждый раз, поищите другую программу, которая обращается к HeadHunter с того же адреса.`,
  ),
  address_filtered: says(
    'Защита HeadHunter не пустила этот адрес',
    (details) =>
      `DDoS-Guard, который стоит перед HeadHunter, не пустил адрес этой машины${cause(details)}; с вашими токенами всё в порядке.`,
    'Запустите ещё раз: GitHub каждый раз даёт другую машину; если не помогает, возьмите свой (self-hosted) раннер или свой компьютер.',
  ),
  region_blocked: says(
    'HeadHunter закрыт для этого региона',
    (details) =>
      `HeadHunter не обслуживает регион, к которому относится адрес этой машины${cause(details)}; с вашими токенами всё в порядке.`,
    'Запускайте с машины в регионе, который HeadHunter обслуживает: со своего (self-hosted) раннера или со своего компьютера.',
  ),
  captcha_required: says(
    'HeadHunter просит капчу',
    (details) => `HeadHunter просит решить капчу${cause(details)}, а программа этого не может и не должна.`,
    'Откройте hh.ru в браузере, войдите и решите капчу, если её покажут; потом запустите снова.',
  ),
}
