import type { TroubleshootingPage } from './troubleshooting.js'

const opening = `
# Если что-то не так

[In English](troubleshooting.md)

У каждой отметки, которую оставляет запуск, есть код, например \`refresh_token_spent\`. Найдите его на этой странице: здесь
сказано, что случилось и что делать. Значение кода никогда не меняется. Если HeadHunter сообщил номер запроса, запуск его
показывает: о нём спросит поддержка HeadHunter. Журнал можно показывать другим: токенов в нём не бывает; *код
восстановления* бывает, но без ваших секретов он никому не пригодится.

## Авторизоваться заново

Сюда ведут многие разделы. Нужны две минуты и браузер.

На своём компьютере всё сделает \`hh-resume-touch login\`. Для GitHub:

1. Откройте в браузере, где вы вошли на hh.ru как соискатель, этот адрес, подставив свой client id (и свой redirect URI,
   если он другой):
   \`https://hh.ru/oauth/authorize?response_type=code&client_id=ВАШ_CLIENT_ID&redirect_uri=http%3A%2F%2Flocalhost%3A8080\`
2. Разрешите доступ. После этого браузер скажет, что не может открыть страницу на \`localhost\`: так и должно быть.
3. Скопируйте из адресной строки то, что стоит между \`code=\` и следующим \`&\` (или концом).
4. Не позже чем через несколько минут: откройте в репозитории **Actions**, выберите workflow, нажмите **Run workflow** и
   вставьте код в поле \`auth-code\`.

Запуск обменяет код на новую пару токенов и сохранит её; дальше всё снова идёт само.

## Токен GitHub, которому можно записывать секреты

Собственный \`GITHUB_TOKEN\` задания никогда не может записывать секреты, поэтому нужен свой токен:

1. Откройте <https://github.com/settings/personal-access-tokens/new>. Дайте токену имя и самый долгий срок из предложенных.
2. **Repository access**: *Only select repositories* и репозиторий с workflow.
3. **Permissions**, *Repository permissions*: *Secrets*, **Read and write**. Если в workflow указано окружение
   (\`environment\`), нужно право *Environments*, **Read and write**.
4. Создайте токен и скопируйте: GitHub показывает его один раз.
5. В репозитории: **Settings**, **Secrets and variables**, **Actions**, **New repository secret**, имя
   \`HH_GITHUB_TOKEN\`.

Запишите последний день токена в календарь. Запуск тоже предупредит за 14 дней.
`

export const ru: TroubleshootingPage = {
  opening,
  happened: '*Что случилось*',
  todo: '*Что делать*',
  stepByStep: 'По шагам: [Авторизоваться заново](#авторизоваться-заново).',
  themes: {
    run: 'Сам запуск',
    resumes: 'Резюме',
    pair: 'Пара токенов',
    store: 'Сохранение пары',
    oauth: 'Ответы HeadHunter о токенах',
    calls: 'Остальные ответы HeadHunter',
    network: 'Дорога до HeadHunter',
    telegram: 'Telegram',
  },
}
