import { github } from './github.js'
import type { Details, Phrasing, Rows } from './row.js'
import { capitalize, cause, code, given } from './sentence.js'

type GetToken = Details & Pick<Phrasing, 'isTerminal' | 'command'>

/** The right to ask for, in the words of GitHub's settings page. */
const right = ({ environment }: Details): string =>
  `${environment === undefined ? 'Secrets' : 'Environments'}: Read and write`

const EN = {
  /** By the code of the failure: a right to write mends no file of another encoding. */
  makeWritable: (short: string | undefined): string => {
    if (short === 'NOT_UTF8') return 'Save the file as UTF-8.'
    if (short === 'NOT_A_FILE') return 'Put a regular file in its place.'
    if (short === 'NOT_UNDERSTOOD') return 'Write each value in one line, `NAME=value`.'
    return 'Give your user the right to write both, and check that the disk has room.'
  },
  there: ({ repository, environment }: Details): string =>
    environment === undefined
      ? given(repository, (name) => ` of ${code(name)}`)
      : ` of the environment ${code(environment)}${given(repository, (name) => ` in ${code(name)}`)}`,
  /** The two ways to the right to save, the recommended one first. */
  getToken: ({ isTerminal, command, ...details }: GetToken): string =>
    `create a GitHub App with ${command('setup')}. Or save a token with “${right(details)}” as ${isTerminal ? '`HH_GITHUB_TOKEN` in `.env`' : 'the secret `HH_GITHUB_TOKEN`'}`,
}

const RU: typeof EN = {
  makeWritable: (short) => {
    if (short === 'NOT_UTF8') return 'Сохраните файл в UTF-8.'
    if (short === 'NOT_A_FILE') return 'Замените его обычным файлом.'
    if (short === 'NOT_UNDERSTOOD') return 'Запишите каждое значение в одну строку, `ИМЯ=значение`.'
    return 'Дайте своему пользователю право записи в файл и папку и проверьте, есть ли место на диске.'
  },
  there: ({ repository, environment }) =>
    environment === undefined
      ? given(repository, (name) => ` репозитория ${code(name)}`)
      : ` окружения ${code(environment)}${given(repository, (name) => ` в ${code(name)}`)}`,
  getToken: ({ isTerminal, command, ...details }) =>
    `создайте GitHub App: ${command('setup')}. Или сохраните токен с правом «${right(details)}» в ${isTerminal ? '`HH_GITHUB_TOKEN` в `.env`' : 'секрет `HH_GITHUB_TOKEN`'}`,
}

const TOKENS = 'https://github.com/settings/personal-access-tokens'

const GUIDE_EN = 'Step by step: [The right to save secrets](#the-right-to-save-secrets).'
const GUIDE_RU = 'По шагам: [Право записывать секреты](#право-записывать-секреты).'

export const store = {
  github_token_missing: {
    traits: ['needs_github_token'],
    en: {
      title: 'The new token pair can’t be saved',
      happened: ({ isDue }) =>
        `No GitHub App or token is set up. ${isDue ? 'The token pair has to be renewed now, and the new one can’t be saved.' : 'The next token pair, due within 14 days, can’t be saved.'}`,
      todo: (context) => `${capitalize(EN.getToken(context))}.`,
      more: GUIDE_EN,
    },
    ru: {
      title: 'Новую пару токенов нечем сохранить',
      happened: ({ isDue }) =>
        `Не настроены ни GitHub App, ни токен GitHub. ${isDue ? 'Пару токенов пора обновить, а новую нечем сохранить.' : 'Следующую пару токенов, не позже чем через 14 дней, нечем сохранить.'}`,
      todo: (context) => `${capitalize(RU.getToken(context))}.`,
      more: GUIDE_RU,
    },
  },
  github_token_refused: {
    traits: ['needs_github_token'],
    en: {
      title: 'GitHub refuses the token',
      happened: ({ input, ...details }) =>
        `GitHub refuses the token in ${input('github-token')}: it expired, was deleted or is not whole${cause(details)}.`,
      todo: ({ isTerminal }) =>
        `Press “Regenerate token” at ${TOKENS}. Save the new token as ${isTerminal ? '`HH_GITHUB_TOKEN` in `.env`' : 'the secret `HH_GITHUB_TOKEN`'}.`,
      more: GUIDE_EN,
    },
    ru: {
      title: 'GitHub не принимает токен',
      happened: ({ input, ...details }) =>
        `GitHub не принимает токен из ${input('github-token')}: он истёк, удалён или скопирован не целиком${cause(details)}.`,
      todo: ({ isTerminal }) =>
        `Нажмите «Regenerate token» на ${TOKENS}. Сохраните новый токен в ${isTerminal ? '`HH_GITHUB_TOKEN` в `.env`' : 'секрет `HH_GITHUB_TOKEN`'}.`,
      more: GUIDE_RU,
    },
  },
  github_token_cannot_write: {
    traits: ['needs_github_token'],
    en: {
      title: 'The GitHub token can’t write secrets',
      happened: ({ input, ...details }) =>
        `The token in ${input('github-token')} can’t write the secrets${EN.there(details)}${given(details.permission, (needed) => ` (${code(needed)})`)}.`,
      todo: (details) =>
        `Give it “${right(details)}” at ${TOKENS}. A classic token needs \`repo\`. An organization can require approval.`,
      more: GUIDE_EN,
    },
    ru: {
      title: 'Токен GitHub не может записывать секреты',
      happened: ({ input, ...details }) =>
        `Токен из ${input('github-token')} не может записывать секреты${RU.there(details)}${given(details.permission, (needed) => ` (${code(needed)})`)}.`,
      todo: (details) =>
        `Дайте ему право «${right(details)}» на ${TOKENS}. Классическому токену нужен \`repo\`. Организация может требовать одобрения токена.`,
      more: GUIDE_RU,
    },
  },
  github_token_is_job_token: {
    traits: ['needs_github_token'],
    en: {
      title: 'This token can’t save secrets',
      happened: ({ input }) =>
        `The token in ${input('github-token')} is the job’s \`GITHUB_TOKEN\` or a GitHub App’s token without the right. It can’t save secrets.`,
      todo: (context) => `Instead, ${EN.getToken(context)}.`,
      more: `No line under \`permissions:\` changes this. ${GUIDE_EN}`,
    },
    ru: {
      title: 'Этот токен не может сохранять секреты',
      happened: ({ input }) =>
        `В ${input('github-token')} — \`GITHUB_TOKEN\` джобы или токен GitHub App без нужного права. Он не может сохранять секреты.`,
      todo: (context) => `Вместо него ${RU.getToken(context)}.`,
      more: `Строки в \`permissions:\` этого не изменят. ${GUIDE_RU}`,
    },
  },
  github_token_expires_soon: {
    traits: ['needs_github_token'],
    en: {
      title: 'The GitHub token expires soon',
      happened: ({ at, formats }) =>
        `The GitHub token expires ${given(at, (end) => `on ${formats.day(end)}`) || 'soon'}. After that no new token pair can be saved.`,
      todo: `Before that, press “Regenerate token” at ${TOKENS} and save the new one as \`HH_GITHUB_TOKEN\`.`,
    },
    ru: {
      title: 'Токен GitHub скоро истечёт',
      happened: ({ at, formats }) =>
        `Токен GitHub истекает ${given(at, (end) => formats.day(end)) || 'скоро'}. После этого новую пару токенов будет нечем сохранить.`,
      todo: `До этого нажмите «Regenerate token» на ${TOKENS} и сохраните новый токен в \`HH_GITHUB_TOKEN\`.`,
    },
  },
  secrets_not_found: {
    traits: ['needs_github_token'],
    en: {
      title: 'The secrets were not found',
      happened: (details) =>
        `GitHub does not show this token the secrets${EN.there(details)}. The name is wrong, or the token does not cover the repository.`,
      todo: ({ input, ...details }) =>
        `Check the name${given(details.environment, () => ` in ${input('environment')}`)}. Check that the token has “${right(details)}” for this repository.`,
      more: 'GitHub also answers “not found” where a right is missing. An environment must exist, and the job must name it in `environment:`.',
    },
    ru: {
      title: 'Секреты не найдены',
      happened: (details) =>
        `GitHub не показывает этому токену секреты${RU.there(details)}. Имя неверно или токен выдан не для этого репозитория.`,
      todo: ({ input, ...details }) =>
        `Проверьте имя${given(details.environment, () => ` в ${input('environment')}`)}. Проверьте, что у токена есть право «${right(details)}» для этого репозитория.`,
      more: 'GitHub отвечает «не найдено» и там, где не хватает права. Окружение должно существовать, и джоба должна указывать его в `environment:`.',
    },
  },
  refresh_token_secret_missing: {
    en: {
      title: 'The next token pair would be saved elsewhere',
      happened: ({ name, ...place }) =>
        `The secret ${code(name ?? 'HH_REFRESH_TOKEN')}${EN.there(place)} does not exist. The workflow reads the refresh token from another place.`,
      todo: ({ input }) =>
        `For an environment’s secrets, set ${input('environment')}. For secrets with other names, set ${input('access-token-secret')} and ${input('refresh-token-secret')}.`,
      more: 'A secret of the environment comes before one of the repository, and that before one of the organization. An organization’s secrets work only if no other repository uses them: each repository needs a pair of its own.',
    },
    ru: {
      title: 'Следующая пара токенов сохранится не туда',
      happened: ({ name, ...place }) =>
        `Секрета ${code(name ?? 'HH_REFRESH_TOKEN')}${RU.there(place)} нет. Workflow берёт refresh-токен из другого места.`,
      todo: ({ input }) =>
        `Для секретов окружения укажите ${input('environment')}. Для секретов с другими именами укажите ${input('access-token-secret')} и ${input('refresh-token-secret')}.`,
      more: 'Секрет окружения важнее секрета репозитория, а тот важнее секрета организации. Секреты организации подходят, только если ими не пользуется другой репозиторий: каждому репозиторию нужна своя пара.',
    },
  },
  ...github,
  github_unreachable: {
    en: {
      title: 'GitHub can’t be reached',
      happened: (details) => `GitHub’s secrets could not be reached${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}. https://www.githubstatus.com shows faults at GitHub.`,
    },
    ru: {
      title: 'GitHub недоступен',
      happened: (details) => `Секреты на GitHub недоступны${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}. Сбои у GitHub показывает https://www.githubstatus.com.`,
    },
  },
  github_rate_limited: {
    en: {
      title: 'GitHub asks for a pause',
      happened: (details) => `GitHub received too many requests with this token${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}. If it happens often, give this workflow a token of its own.`,
    },
    ru: {
      title: 'GitHub просит паузу',
      happened: (details) => `GitHub получил слишком много запросов с этим токеном${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}. Если повторяется, заведите для этого workflow отдельный токен.`,
    },
  },
  github_answer_unexpected: {
    en: {
      title: 'An unknown answer from GitHub',
      happened: (details) => `GitHub’s answer is not an expected one${cause(details)}.`,
      todo: ({ input, tryLater }) =>
        `${tryLater}. If it happens often, check ${input('github-api-url')} and look for a newer version.`,
    },
    ru: {
      title: 'Неизвестный ответ GitHub',
      happened: (details) => `GitHub ответил не так, как ожидалось${cause(details)}.`,
      todo: ({ input, tryLater }) =>
        `${tryLater}. Если повторяется, проверьте ${input('github-api-url')} и поищите новую версию.`,
    },
  },
  probe_not_deleted: {
    en: {
      title: 'The probe secret was not deleted',
      happened: ({ name }) =>
        `The probe secret ${code(name ?? 'HH_RESUME_TOUCH_PROBE')} could not be deleted. It holds nothing of value, and a later check deletes it.`,
    },
    ru: {
      title: 'Пробный секрет не удалён',
      happened: ({ name }) =>
        `Пробный секрет ${code(name ?? 'HH_RESUME_TOUCH_PROBE')} не удалось удалить. Ничего ценного в нём нет, его удалит одна из следующих проверок.`,
    },
  },
  repository_unknown: {
    en: {
      title: 'The repository is unknown',
      happened: 'The variable `GITHUB_REPOSITORY` is empty or not `owner/name`, so no secret can be saved.',
      todo: ({ command }) => `Run it in GitHub Actions. On your own computer, use ${command('touch')}.`,
    },
    ru: {
      title: 'Репозиторий неизвестен',
      happened:
        'Переменная `GITHUB_REPOSITORY` пуста или в ней не `owner/name`, поэтому секреты не сохранить.',
      todo: ({ command }) => `Запускайте в GitHub Actions. На своём компьютере: ${command('touch')}.`,
    },
  },
  env_file_not_writable: {
    en: {
      title: 'The .env file can’t be written',
      happened: ({ name, code: short }) =>
        `The file ${code(name ?? '.env')} or its folder can’t be written${given(short, (why) => ` (${why})`)}, so no new token pair can be saved.`,
      todo: ({ code: short }) => `${EN.makeWritable(short)} Then run it again.`,
    },
    ru: {
      title: 'Файл .env нельзя записать',
      happened: ({ name, code: short }) =>
        `Файл ${code(name ?? '.env')} или его папку нельзя записать${given(short, (why) => ` (${why})`)}, поэтому новую пару токенов не сохранить.`,
      todo: ({ code: short }) => `${RU.makeWritable(short)} Потом запустите снова.`,
    },
  },
  env_file_locked: {
    en: {
      title: 'Another run uses the .env file',
      happened: ({ name }) =>
        `Another run is using ${code(name ?? '.env')}, and two must not renew the same pair.`,
      todo: 'Wait for the other run to end, or stop it. Then run this one again.',
    },
    ru: {
      title: 'Файл .env занят другим запуском',
      happened: ({ name }) =>
        `С ${code(name ?? '.env')} работает другой запуск, а двоим обновлять одну пару нельзя.`,
      todo: 'Дождитесь его конца или остановите его. Потом запустите снова.',
    },
  },
} satisfies Rows
