import type { TroubleshootingPage } from './troubleshooting.en.js'

const opening = `
# Если что-то не так

[In English](troubleshooting.md)

У каждого сообщения запуска есть код, например \`refresh_token_spent\`. Найдите его на этой странице. Значение кода не меняется.
Токенов в логах не бывает; *код восстановления* из лога бесполезен без ваших секретов. *Номер запроса* из сообщения спросит
поддержка HeadHunter.

## Получить новый код

На своём компьютере всё это сделает \`npx hh-resume-touch login\`. Для GitHub:

1. В браузере, где вы вошли на hh.ru как соискатель, откройте этот адрес со своим client id (и со своим redirect URI, если
   он другой):
   \`https://hh.ru/oauth/authorize?response_type=code&client_id=ВАШ_CLIENT_ID&redirect_uri=http%3A%2F%2Flocalhost%3A8080\`
2. Разрешите доступ. Потом браузер не сможет открыть страницу на \`localhost\`: так и должно быть.
3. Скопируйте весь адрес из адресной строки. Подойдёт и одно значение \`code\`.
4. В ближайшие минуты откройте в репозитории **Actions**, выберите workflow, нажмите **Run workflow** и вставьте адрес в
   \`auth-code\`.

Запуск обменяет код на новую пару токенов и сохранит её.

## Право записывать секреты

\`GITHUB_TOKEN\` джобы никогда не может записывать секреты. Своё GitHub App может, и срока у него нет. Его создаёт
\`npx hh-resume-touch setup\`. Вручную:

1. Откройте <https://github.com/settings/apps/new>. Придумайте имя, укажите любую домашнюю страницу и отключите *Webhook*.
2. **Repository permissions**: *Secrets*, **Read and write**, и *Actions*, **Read-only**. Для секретов окружения вместо
   *Secrets* нужно *Environments*, **Read and write**.
3. Создайте его. Скопируйте **Client ID** и нажмите **Generate a private key**.
4. Нажмите **Install App** и выберите только репозиторий с workflow.
5. В этом репозитории, в **Settings**, **Secrets and variables**, **Actions**, сохраните секреты
   \`HH_GITHUB_APP_CLIENT_ID\` и \`HH_GITHUB_APP_PRIVATE_KEY\` (весь файл \`.pem\`).
6. Передайте их в workflow в \`github-app-client-id\` и \`github-app-private-key\`.

Подойдёт и fine-grained токен:

1. Откройте <https://github.com/settings/personal-access-tokens/new?name=hh-resume-touch&expires_in=none&secrets=write&actions=read>.
   Организации ограничивают его срок. Запуски предупреждают за 14 дней до конца.
2. **Repository access**: *Only select repositories* и репозиторий с workflow. Для секретов окружения замените *Secrets* на
   *Environments*.
3. Создайте токен, сохраните его в секрет \`HH_GITHUB_TOKEN\` и передайте в \`github-token\`.
`

export const ru: TroubleshootingPage = {
  opening,
  newCode: 'получить-новый-код',
  themes: {
    run: 'Запуск',
    resumes: 'Резюме',
    pair: 'Пара токенов',
    store: 'Сохранение пары',
    oauth: 'Ответы HeadHunter о токенах',
    calls: 'Остальные ответы HeadHunter',
    network: 'Соединение с HeadHunter',
    telegram: 'Telegram',
  },
}
