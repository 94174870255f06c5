import type { Details, GitHubReason } from '../../domain/diagnostic.js'
import type { ReasonMessage } from '../types.js'
import { cause, code, given, says } from '../words.js'

const of = ({ repository }: Details): string => given(repository, (name) => ` ${code(name)}`)

const rightOf = ({ environment }: Details): string =>
  environment === undefined ? '«Secrets: Read and write»' : '«Environments: Read and write»'

const APPS = 'https://github.com/settings/apps'
const TOKENS = 'https://github.com/settings/personal-access-tokens'
const APP_INSTEAD =
  'Или используйте вместо токена своё приложение GitHub App: его создаст `hh-resume-touch setup`.'

export const github: Record<GitHubReason, ReasonMessage> = {
  repository_moved: says(
    'Репозиторий переименован',
    ({ name, ...details }) =>
      `Репозиторий${of(details)} переименован или перенесён${given(name, (now) => `: теперь это ${code(now)}`)}.`,
    'Запустите workflow в репозитории с новым именем. На своём компьютере укажите новое имя в `--repository`.',
  ),
  repository_archived: says(
    'Репозиторий в архиве',
    (details) => `Репозиторий${of(details)} в архиве, его секреты изменить нельзя.`,
    'Верните его из архива в настройках, в разделе «Danger Zone», или настройте другой репозиторий.',
  ),
  github_address_not_allowed: says(
    'GitHub не принимает этот IP-адрес',
    'Организация пускает только с адресов из своего списка, адреса этой машины в нём нет.',
    'Попросите владельца организации добавить адрес раннера или возьмите репозиторий в своём аккаунте.',
  ),
  github_token_needs_sso: says(
    'Токену GitHub нужен единый вход',
    'В организации включён единый вход SAML, и токен из `github-token` для неё не подтверждён.',
    `Откройте ${TOKENS} или https://github.com/settings/tokens и нажмите «Configure SSO» у токена.`,
  ),
  github_token_lifetime_forbidden: says(
    'Срок токена GitHub слишком большой',
    ({ count }) =>
      `Организация принимает только токены со сроком${given(count, (days) => ` не больше ${days} дн.`) || ' поменьше'}, а у токена из \`github-token\` он больше.`,
    ({ count }) =>
      `Создайте на ${TOKENS} токен со сроком${given(count, (days) => ` не больше ${days} дн.`) || ' поменьше'} и сохраните его в \`HH_GITHUB_TOKEN\`. ${APP_INSTEAD}`,
  ),
  github_token_kind_forbidden: says(
    'Организация не принимает такие токены',
    'Организация не принимает токены того вида, что передан в `github-token`.',
    (details) =>
      `Создайте на ${TOKENS} fine-grained токен с правом ${rightOf(details)} и сохраните его в \`HH_GITHUB_TOKEN\`. ${APP_INSTEAD}`,
  ),
  github_token_not_approved: says(
    'Токен GitHub ждёт одобрения',
    'Токен из `github-token` ещё должен одобрить владелец организации.',
    `Попросите владельца одобрить его; состояние видно на ${TOKENS}. Потом запустите workflow снова.`,
  ),
  github_app_key_refused: says(
    'GitHub не принимает ключ приложения',
    (details) =>
      `GitHub не принимает \`github-app-private-key\` вместе с \`github-app-client-id\`: ключ скопирован не целиком, удалён или от другого приложения${cause(details)}.`,
    `Откройте приложение на ${APPS}, создайте новый ключ (Generate a private key) и сохраните весь файл в секрет; сверьте и Client ID.`,
  ),
  github_app_clock_wrong: says(
    'Часы идут неверно',
    'GitHub не принимает ключ приложения, потому что часы этой машины идут неверно.',
    'Поставьте часы на машине, где это запускается, и запустите снова.',
  ),
  github_app_not_installed: says(
    'Приложение не установлено в репозиторий',
    (details) => `GitHub App не установлено в репозиторий${of(details)}.`,
    `Откройте ${APPS}, выберите приложение, нажмите «Install App» и отметьте этот репозиторий.`,
  ),
  github_app_suspended: says(
    'Приложение приостановлено',
    (details) => `Установка GitHub App в репозиторий${of(details)} приостановлена.`,
    'Откройте https://github.com/settings/installations, выберите приложение и нажмите «Unsuspend».',
  ),
  github_app_permission_missing: says(
    'Приложению не хватает права',
    (details) =>
      `У GitHub App нет права ${rightOf(details)} в репозитории${of(details)}, или новое право ещё не принято.`,
    (details) =>
      `Дайте приложению право ${rightOf(details)} на ${APPS}, затем примите запрос на https://github.com/settings/installations.`,
  ),
}
