import { github } from './github.js'
import type { Details, Phrasing, Rows } from './row.js'
import { cause, code, given } from './sentence.js'

type TokenContext = Details & Pick<Phrasing, 'isTerminal'>

const EN = {
  there: ({ repository, environment }: Details): string =>
    environment === undefined
      ? given(repository, (name) => ` of ${code(name)}`)
      : ` of environment ${code(environment)}${given(repository, (name) => ` in ${code(name)}`)}`,
  /** The right to ask for, in the words of GitHub's settings page. */
  right: ({ environment }: Details): string =>
    environment === undefined ? '“Secrets: Read and write”' : '“Environments: Read and write”',
  makeToken: ({ isTerminal, ...details }: TokenContext): string =>
    `make a fine-grained token at https://github.com/settings/personal-access-tokens/new for this one repository with the permission ${EN.right(details)}, and save it as ${isTerminal ? '`HH_GITHUB_TOKEN` in `.env`' : 'the secret `HH_GITHUB_TOKEN`'}`,
}

const RU: typeof EN = {
  there: ({ repository, environment }) =>
    environment === undefined
      ? given(repository, (name) => ` репозитория ${code(name)}`)
      : ` окружения ${code(environment)}${given(repository, (name) => ` в ${code(name)}`)}`,
  right: ({ environment }) =>
    environment === undefined ? '«Secrets: Read and write»' : '«Environments: Read and write»',
  makeToken: ({ isTerminal, ...details }) =>
    `создайте на https://github.com/settings/personal-access-tokens/new fine-grained токен для одного этого репозитория с правом ${RU.right(details)} и сохраните его в ${isTerminal ? '`.env` под именем `HH_GITHUB_TOKEN`' : 'секрет `HH_GITHUB_TOKEN`'}`,
}

export const store = {
  github_token_missing: {
    traits: ['needs_github_token'],
    en: {
      title: 'Nothing can save the next token pair',
      happened: ({ isDue }) =>
        isDue
          ? 'The token pair has to be renewed now, but no GitHub App or token was given to save the new one.'
          : 'No GitHub App or token was given, so the next token pair, due within 14 days, can’t be saved.',
      todo: ({ input, command, ...context }) =>
        `Let ${command('setup')} make a GitHub App. Or ${EN.makeToken(context)}, and hand it over as ${input('github-token')}.`,
      more: 'See [A GitHub token that may save secrets](#a-github-token-that-may-save-secrets).',
    },
    ru: {
      title: 'Следующую пару токенов нечем сохранить',
      happened: ({ isDue }) =>
        isDue
          ? 'Пару токенов пора обновить, но не задан ни GitHub App, ни токен, чтобы сохранить новую.'
          : 'Не задан ни GitHub App, ни токен, поэтому сохранить следующую пару токенов не получится, а нужна она будет не позже чем через 14 дней.',
      todo: ({ input, command, ...context }) =>
        `Создайте GitHub App: ${command('setup')}. Или ${RU.makeToken(context)} и передайте его в ${input('github-token')}.`,
      more: 'Как его сделать: [Токен GitHub, которому можно записывать секреты](#токен-github-которому-можно-записывать-секреты).',
    },
  },
  github_token_refused: {
    traits: ['needs_github_token'],
    en: {
      title: 'GitHub refuses the token',
      happened: ({ input, ...details }) =>
        `GitHub does not accept the token in ${input('github-token')}: it has expired, was deleted or is not whole${cause(details)}.`,
      todo: (context) => `Renew it, or ${EN.makeToken(context)}.`,
      more: 'An expired token can’t be revived, but “Regenerate token” on its page makes a new one with the same rights. See [A GitHub token that may save secrets](#a-github-token-that-may-save-secrets).',
    },
    ru: {
      title: 'GitHub не принимает токен',
      happened: ({ input, ...details }) =>
        `GitHub не принимает токен из ${input('github-token')}: он истёк, удалён или скопирован не целиком${cause(details)}.`,
      todo: (context) => `Обновите его или ${RU.makeToken(context)}.`,
      more: 'Истёкший токен не оживить, но кнопка «Regenerate token» на его странице создаёт новый с теми же правами. По шагам: [Токен GitHub, которому можно записывать секреты](#токен-github-которому-можно-записывать-секреты).',
    },
  },
  github_token_cannot_write: {
    traits: ['needs_github_token'],
    en: {
      title: 'The GitHub token may not write secrets',
      happened: ({ input, ...details }) =>
        `The token in ${input('github-token')} may not write the secrets${EN.there(details)}${given(details.permission, (needed) => `; GitHub asks for ${code(needed)}`)}.`,
      todo: (details) =>
        `Give it the permission ${EN.right(details)} for this repository, at https://github.com/settings/personal-access-tokens (a classic token needs \`repo\`). In an organization, an owner may have to approve it first.`,
      more: 'Secrets of an environment need the permission *Environments*, secrets of the repository the permission *Secrets*; both *Read and write*. See [A GitHub token that may save secrets](#a-github-token-that-may-save-secrets).',
    },
    ru: {
      title: 'Токен GitHub не может записывать секреты',
      happened: ({ input, ...details }) =>
        `Токену из ${input('github-token')} нельзя записывать секреты${RU.there(details)}${given(details.permission, (needed) => `; GitHub требует право ${code(needed)}`)}.`,
      todo: (details) =>
        `Дайте ему право ${RU.right(details)} для этого репозитория на https://github.com/settings/personal-access-tokens (классическому токену нужен \`repo\`). В организации токен сначала может ждать одобрения владельца.`,
      more: 'Секретам окружения нужно право *Environments*, секретам репозитория — право *Secrets*, и то и другое *Read and write*. По шагам: [Токен GitHub, которому можно записывать секреты](#токен-github-которому-можно-записывать-секреты).',
    },
  },
  github_token_is_job_token: {
    traits: ['needs_github_token'],
    en: {
      title: 'This token can’t save secrets',
      happened: ({ input }) =>
        `The token in ${input('github-token')} is the job’s own \`GITHUB_TOKEN\`, which can never write secrets, or a GitHub App’s token without the permission.`,
      todo: ({ input, ...context }) =>
        `Instead, ${EN.makeToken(context)}; the workflow hands it over as ${input('github-token')}.`,
      more: 'No line under `permissions:` changes this: GitHub has no permission by that name for the job’s token. See [A GitHub token that may save secrets](#a-github-token-that-may-save-secrets).',
    },
    ru: {
      title: 'Этим токеном секреты не сохранить',
      happened: ({ input }) =>
        `В ${input('github-token')} передан \`GITHUB_TOKEN\` самой джобы, который никогда не может записывать секреты, или токен GitHub App без нужного права.`,
      todo: ({ input, ...context }) =>
        `Вместо него ${RU.makeToken(context)}, а в ${input('github-token')} передайте этот секрет.`,
      more: 'Никакая строка в `permissions:` этого не изменит: такого права у токена задания на GitHub просто нет. Что нужно: [Токен GitHub, которому можно записывать секреты](#токен-github-которому-можно-записывать-секреты).',
    },
  },
  github_token_expires_soon: {
    traits: ['needs_github_token'],
    en: {
      title: 'The GitHub token expires soon',
      happened: ({ at, formats }) =>
        `The GitHub token that saves your token pair ends ${given(at, (end) => `on ${formats.day(end)}`) || 'soon'}; after that a new pair could not be saved.`,
      todo: ({ at, formats }) =>
        `Before ${given(at, (end) => formats.day(end)) || 'it ends'} press “Regenerate token” on its page at https://github.com/settings/personal-access-tokens and save the new one as \`HH_GITHUB_TOKEN\`.`,
    },
    ru: {
      title: 'Токен GitHub скоро истечёт',
      happened: ({ at, formats }) =>
        `Токен GitHub, которым сохраняется ваша пара токенов, истекает ${given(at, (end) => formats.day(end)) || 'скоро'}; после этого новую пару будет нечем сохранить.`,
      todo: ({ at, formats }) =>
        `${given(at, (end) => `До ${formats.day(end)}`) || 'Заранее'} нажмите «Regenerate token» на его странице на https://github.com/settings/personal-access-tokens и сохраните новый токен в \`HH_GITHUB_TOKEN\`.`,
    },
  },
  secrets_not_found: {
    traits: ['needs_github_token'],
    en: {
      title: 'The secrets were not found',
      happened: (details) =>
        `GitHub shows this token no secrets${EN.there(details)}: the repository or the environment has another name, or the token does not cover it.`,
      todo: ({ input, ...details }) =>
        `Check the spelling${given(details.environment, () => ` of ${input('environment')}`)}, and that the token was made for this repository with the permission ${EN.right(details)}.`,
      more: 'GitHub says “not found” of everything that a token may not see, so a wrong name and a missing right look the same. If the secrets belong to an environment, the job in the workflow file has to name the same `environment:`.',
    },
    ru: {
      title: 'Секреты не найдены',
      happened: (details) =>
        `GitHub не показывает этому токену секреты${RU.there(details)}: репозиторий или окружение называется иначе либо токен выдан не для него.`,
      todo: ({ input, ...details }) =>
        `Проверьте, нет ли опечатки${given(details.environment, () => ` в ${input('environment')}`)} и что токен создан для этого репозитория с правом ${RU.right(details)}.`,
      more: 'Про всё, что токену видеть нельзя, GitHub отвечает «не найдено», поэтому неверное имя и нехватка прав выглядят одинаково. Если секреты лежат в окружении, то же окружение должно быть указано в задании: `environment:` в файле workflow.',
    },
  },
  refresh_token_secret_missing: {
    en: {
      title: 'The next token pair would be saved elsewhere',
      happened: ({ name, ...place }) =>
        `This run was given a refresh token, but the secret that its successor will be saved in, ${code(name ?? 'HH_REFRESH_TOKEN')}${EN.there(place)}, does not exist: the workflow reads the token from another place, where the next run would look for the new one in vain.`,
      todo: ({ input }) =>
        `If the workflow reads it from an environment, put that environment’s name into ${input('environment')}; if from a secret of another name, put the names of both into ${input('access-token-secret')} and ${input('refresh-token-secret')}; an organization’s secrets work as they are if only this repository uses them.`,
      more: 'GitHub gives a job the secret of the environment before that of the repository, and that before the organization’s. So a new pair that is saved to the repository is hidden by an old one in the environment; an organization’s old pair, on the other hand, is hidden by the new one in the repository, but only there: another repository that uses the same organization’s secrets goes on with a pair that is spent. Each repository needs a pair of its own.',
    },
    ru: {
      title: 'Следующая пара токенов сохранится не туда',
      happened: ({ name, ...place }) =>
        `Refresh-токен этому запуску передан, но секрета ${code(name ?? 'HH_REFRESH_TOKEN')}${RU.there(place)}, куда сохранится новый, не существует: workflow берёт токен из другого места, и следующий запуск нового там не найдёт.`,
      todo: ({ input }) =>
        `Если workflow берёт токен из окружения, укажите его имя в ${input('environment')}; если из секретов с другими именами, укажите эти имена в ${input('access-token-secret')} и ${input('refresh-token-secret')}; секреты организации подойдут и так, если ими пользуется только этот репозиторий.`,
      more: 'Если секрет с одним именем есть в нескольких местах, GitHub отдаёт заданию сначала секрет окружения, потом секрет репозитория и только потом секрет организации. Поэтому новую пару, сохранённую в репозиторий, заслонит старая из окружения. Старую пару организации, наоборот, заслонит новая из репозитория, но только в нём: другой репозиторий с теми же секретами организации будет работать с уже потраченной парой. Каждому репозиторию нужна своя пара.',
    },
  },
  ...github,
  github_unreachable: {
    en: {
      title: 'GitHub can’t be reached',
      happened: (details) => `GitHub’s secrets could not be reached${cause(details)}.`,
      todo: 'Nothing for now: the next run tries again by itself; https://www.githubstatus.com tells whether GitHub is in trouble.',
    },
    ru: {
      title: 'GitHub недоступен',
      happened: (details) => `До секретов на GitHub не удалось достучаться${cause(details)}.`,
      todo: 'Пока ничего: следующий запуск попробует снова сам; есть ли неполадки у GitHub, видно на https://www.githubstatus.com.',
    },
  },
  github_rate_limited: {
    en: {
      title: 'GitHub asks for a pause',
      happened: (details) => `GitHub received too many requests from this token${cause(details)}.`,
      todo: 'Nothing for now: the next run tries again by itself; if it keeps happening, give this workflow a token of its own.',
    },
    ru: {
      title: 'GitHub просит паузу',
      happened: (details) => `С этим токеном к GitHub пришло слишком много запросов${cause(details)}.`,
      todo: 'Пока ничего: следующий запуск попробует снова сам; если так каждый раз, заведите для этого workflow отдельный токен.',
    },
  },
  github_answer_unexpected: {
    en: {
      title: 'An unknown answer from GitHub',
      happened: (details) => `GitHub answered in a way that was not expected${cause(details)}.`,
      todo: ({ input }) =>
        `Check ${input('github-api-url')} if you set it; if it keeps happening, look for a newer version of this action.`,
    },
    ru: {
      title: 'Незнакомый ответ GitHub',
      happened: (details) => `GitHub ответил не так, как ожидалось${cause(details)}.`,
      todo: ({ input }) =>
        `Проверьте ${input('github-api-url')}, если задавали его; если так каждый раз, поищите новую версию.`,
    },
  },
  probe_not_deleted: {
    en: {
      title: 'The probe secret was left behind',
      happened: ({ name }) =>
        `The secret ${code(name ?? 'HH_RESUME_TOUCH_PROBE')}, written to see whether saving works, could not be deleted; it holds nothing of value.`,
      todo: 'Nothing to do: the next run overwrites and deletes it; you may delete it in the repository’s settings.',
    },
    ru: {
      title: 'Остался пробный секрет',
      happened: ({ name }) =>
        `Секрет ${code(name ?? 'HH_RESUME_TOUCH_PROBE')}, записанный для проверки, не удалось удалить; ничего ценного в нём нет.`,
      todo: 'Делать ничего не нужно: следующий запуск перезапишет и удалит его; можно удалить и самому в настройках репозитория.',
    },
  },
  repository_unknown: {
    en: {
      title: 'It is not clear where to save',
      happened:
        'The repository whose secrets are to be written is not known: `GITHUB_REPOSITORY` is missing or has no `owner/name` in it.',
      todo: 'Run it in GitHub Actions, or use the terminal command, which keeps the tokens in its `.env` file.',
    },
    ru: {
      title: 'Непонятно, куда сохранять',
      happened:
        'Неизвестно, в секреты какого репозитория писать: переменная `GITHUB_REPOSITORY` пуста или в ней не `owner/name`.',
      todo: 'Запускайте в GitHub Actions или возьмите команду для терминала: она хранит токены в своём файле `.env`.',
    },
  },
  env_file_not_writable: {
    en: {
      title: 'The .env file can’t be written',
      happened: ({ name, code: short }) =>
        `The file ${code(name ?? '.env')} or its folder can’t be written${given(short, (why) => ` (${why})`)}, so a new token pair could not be saved.`,
      todo: 'Give your user the right to write the file and its folder, and see that the disk is not full; then start it again.',
    },
    ru: {
      title: 'Файл .env нельзя записать',
      happened: ({ name, code: short }) =>
        `Файл ${code(name ?? '.env')} или его папку нельзя записать${given(short, (why) => ` (${why})`)}, поэтому новую пару токенов не сохранить.`,
      todo: 'Дайте своему пользователю право записи в файл и его папку, проверьте, что на диске есть место, и запустите снова.',
    },
  },
  env_file_locked: {
    en: {
      title: 'Another run uses the .env file',
      happened: ({ name }) =>
        `Another run is using ${code(name ?? '.env')} at this moment, and two must not renew the same pair.`,
      todo: 'Wait for the other run to end, or stop it; then start this one again.',
    },
    ru: {
      title: 'Файл .env занят другим запуском',
      happened: ({ name }) =>
        `С ${code(name ?? '.env')} сейчас работает другой запуск, а двоим обновлять одну пару нельзя.`,
      todo: 'Дождитесь его конца или остановите его, потом запустите этот снова.',
    },
  },
} satisfies Rows
