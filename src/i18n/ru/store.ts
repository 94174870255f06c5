import type { Details, StoreReason } from '../../domain/diagnostic.js'
import { atTerminal } from '../place.js'
import type { ReasonMessage } from '../types.js'
import { github } from './github.js'
import { cause, code, given, says } from '../words.js'
import { formats } from './words.js'

const there = ({ repository, environment }: Details): string =>
  environment === undefined
    ? given(repository, (name) => ` репозитория ${code(name)}`)
    : ` окружения ${code(environment)}${given(repository, (name) => ` в ${code(name)}`)}`

/** The right to ask for, in the words of GitHub's settings page. */
const right = ({ environment }: Details): string =>
  environment === undefined ? '«Secrets: Read and write»' : '«Environments: Read and write»'

const makeToken = (details: Details): string =>
  `создайте на https://github.com/settings/personal-access-tokens/new fine-grained токен для одного этого репозитория с правом ${right(details)} и сохраните его в ${atTerminal('`.env` под именем `HH_GITHUB_TOKEN`', 'секрет `HH_GITHUB_TOKEN`')}`

export const store: Record<StoreReason, ReasonMessage> = {
  ...github,
  github_token_missing: says(
    'Следующую пару токенов нечем сохранить',
    'Токен GitHub не задан, поэтому сохранить следующую пару токенов не получится, а нужна она будет не позже чем через 14 дней.',
    (details) => `До этого ${makeToken(details)}; workflow передаёт его в \`github-token\`.`,
  ),
  github_token_refused: says(
    'GitHub не принимает токен',
    (details) =>
      `GitHub не принимает токен из \`github-token\`: он истёк, удалён или скопирован не целиком${cause(details)}.`,
    (details) => `Обновите его или ${makeToken(details)}.`,
  ),
  github_token_cannot_write: says(
    'Токен GitHub не может записывать секреты',
    (details) =>
      `Токену из \`github-token\` нельзя записывать секреты${there(details)}${given(details.permission, (needed) => `; GitHub требует право ${code(needed)}`)}.`,
    (details) =>
      `Дайте ему право ${right(details)} для этого репозитория на https://github.com/settings/personal-access-tokens (классическому токену нужен \`repo\`).`,
  ),
  github_token_is_job_token: says(
    'Токеном задания секреты не сохранить',
    'В `github-token` передан `GITHUB_TOKEN`, который GitHub выдаёт каждому заданию, а он не может записывать секреты ни с какими правами.',
    (details) => `Вместо него ${makeToken(details)}, а в \`github-token\` передайте этот секрет.`,
  ),
  github_token_expires_soon: says(
    'Токен GitHub скоро истечёт',
    ({ at }) =>
      `Токен GitHub, которым сохраняется ваша пара токенов, истекает ${given(at, (end) => formats.day(end)) || 'скоро'}; после этого новую пару будет нечем сохранить.`,
    ({ at }) =>
      `${given(at, (end) => `До ${formats.day(end)}`) || 'Заранее'} нажмите «Regenerate token» на его странице на https://github.com/settings/personal-access-tokens и сохраните новый токен в \`HH_GITHUB_TOKEN\`.`,
  ),
  secrets_not_found: says(
    'Секреты не найдены',
    (details) =>
      `GitHub не показывает этому токену секреты${there(details)}: репозиторий или окружение называется иначе либо токен выдан не для него.`,
    (details) =>
      `Проверьте, нет ли опечатки${given(details.environment, () => ' в `environment`')} и что токен создан для этого репозитория с правом ${right(details)}.`,
  ),
  refresh_token_secret_missing: says(
    'Следующая пара токенов сохранится не туда',
    ({ name, ...place }) =>
      `Refresh-токен этому запуску передан, но секрета ${code(name ?? 'HH_REFRESH_TOKEN')}${there(place)}, куда сохранится новый, не существует: workflow берёт токен из другого места, и следующий запуск нового там не найдёт.`,
    'Если workflow берёт токен из окружения, укажите его имя в `environment`; если из секретов с другими именами, укажите эти имена в `access-token-secret` и `refresh-token-secret`; секреты организации подойдут и так, если ими пользуется только этот репозиторий.',
  ),
  github_unreachable: says(
    'GitHub недоступен',
    (details) => `До секретов на GitHub не удалось достучаться${cause(details)}.`,
    'Пока ничего: следующий запуск попробует снова сам; есть ли неполадки у GitHub, видно на https://www.githubstatus.com.',
  ),
  github_rate_limited: says(
    'GitHub просит паузу',
    (details) => `С этим токеном к GitHub пришло слишком много запросов${cause(details)}.`,
    'Пока ничего: следующий запуск попробует снова сам; если так каждый раз, заведите для этого workflow отдельный токен.',
  ),
  github_answer_unexpected: says(
    'Незнакомый ответ GitHub',
    (details) => `GitHub ответил не так, как ожидалось${cause(details)}.`,
    'Проверьте `github-api-url`, если задавали его; если так каждый раз, поищите новую версию.',
  ),
  probe_not_deleted: says(
    'Остался пробный секрет',
    ({ name }) =>
      `Секрет ${code(name ?? 'HH_RESUME_TOUCH_PROBE')}, записанный для проверки, не удалось удалить; ничего ценного в нём нет.`,
    'Делать ничего не нужно: следующий запуск перезапишет и удалит его; можно удалить и самому в настройках репозитория.',
  ),
  repository_unknown: says(
    'Непонятно, куда сохранять',
    'Неизвестно, в секреты какого репозитория писать: переменная `GITHUB_REPOSITORY` пуста или в ней не `owner/name`.',
    'Запускайте в GitHub Actions или возьмите команду для терминала: она хранит токены в своём файле `.env`.',
  ),
  env_file_not_writable: says(
    'Файл .env нельзя записать',
    ({ name, code: short }) =>
      `Файл ${code(name ?? '.env')} или его папку нельзя записать${given(short, (why) => ` (${why})`)}, поэтому новую пару токенов не сохранить.`,
    'Дайте своему пользователю право записи в файл и его папку, проверьте, что на диске есть место, и запустите снова.',
  ),
  env_file_locked: says(
    'Файл .env занят другим запуском',
    ({ name }) =>
      `С ${code(name ?? '.env')} сейчас работает другой запуск, а двоим обновлять одну пару нельзя.`,
    'Дождитесь его конца или остановите его, потом запустите этот снова.',
  ),
}
