import type { Details, Rows } from './row.js'
import { capitalize, cause, code, given } from './sentence.js'

const of = ({ repository }: Details): string => given(repository, (name) => ` ${code(name)}`)

const right = ({ environment }: Details): string => (environment === undefined ? 'Secrets' : 'Environments')

const DAYS = { one: 'day', other: 'days' }
const DAYS_RU = { one: 'дня', other: 'дней' }

const APPS = 'https://github.com/settings/apps'
const INSTALLATIONS = 'https://github.com/settings/installations'
const TOKENS = 'https://github.com/settings/personal-access-tokens'

/** GitHub's refusals of a token that is valid and has the right, and of a GitHub App. */
export const github = {
  github_app_key_refused: {
    en: {
      title: 'GitHub refuses the App’s key',
      happened: ({ input, ...details }) =>
        `GitHub does not accept ${input('github-app-private-key')} for the App in ${input('github-app-client-id')}${cause(details)}.`,
      todo: `Compare the client ID at ${APPS}. Generate a new private key there and save the whole \`.pem\` file as the secret.`,
      more: 'The key was deleted, is not whole, or belongs to another App. The file begins with `-----BEGIN`; the secret needs all of its lines.',
    },
    ru: {
      title: 'GitHub не принимает ключ GitHub App',
      happened: ({ input, ...details }) =>
        `GitHub не принимает ${input('github-app-private-key')} для GitHub App из ${input('github-app-client-id')}${cause(details)}.`,
      todo: `Сверьте Client ID на ${APPS}. Создайте там новый ключ (Generate a private key) и сохраните в секрет весь файл \`.pem\`.`,
      more: 'Ключ удалён, скопирован не целиком или от другого GitHub App. Файл начинается с `-----BEGIN`; в секрете нужны все его строки.',
    },
  },
  github_app_not_installed: {
    en: {
      title: 'The GitHub App is not installed',
      happened: (details) => `The GitHub App is not installed on the repository${of(details)}.`,
      todo: `Open ${APPS}, choose the App, press “Install App” and select this repository.`,
    },
    ru: {
      title: 'GitHub App не установлено',
      happened: (details) => `GitHub App не установлено в репозиторий${of(details)}.`,
      todo: `Откройте ${APPS}, выберите GitHub App, нажмите «Install App» и отметьте этот репозиторий.`,
    },
  },
  github_app_permission_missing: {
    en: {
      title: 'The GitHub App lacks a permission',
      happened: (details) =>
        `The GitHub App has no accepted permission “${right(details)}: Read and write” for the repository${of(details)}.`,
      todo: (details) =>
        `Give the App “${right(details)}: Read and write” at ${APPS}, then accept the request at ${INSTALLATIONS}.`,
      more: 'A new permission counts once the account that installed the App accepts it. GitHub shows the request on the installation’s page.',
    },
    ru: {
      title: 'GitHub App не хватает права',
      happened: (details) =>
        `У GitHub App нет принятого права «${right(details)}: Read and write» для репозитория${of(details)}.`,
      todo: (details) =>
        `Дайте GitHub App право «${right(details)}: Read and write» на ${APPS}, затем примите запрос на ${INSTALLATIONS}.`,
      more: 'Новое право действует, когда его принял аккаунт, в который установлено GitHub App. GitHub показывает запрос на странице установки.',
    },
  },
  github_app_suspended: {
    en: {
      title: 'The GitHub App is suspended',
      happened: (details) => `The GitHub App is suspended for the repository${of(details)}.`,
      todo: `Open ${INSTALLATIONS}, choose the App and press “Unsuspend”.`,
    },
    ru: {
      title: 'GitHub App приостановлено',
      happened: (details) => `GitHub App приостановлено для репозитория${of(details)}.`,
      todo: `Откройте ${INSTALLATIONS}, выберите GitHub App и нажмите «Unsuspend».`,
    },
  },
  github_app_clock_wrong: {
    en: {
      title: 'The clock is wrong',
      happened: 'GitHub does not accept the App’s key: this machine’s clock is wrong.',
      todo: 'Set this machine’s clock. Then run it again.',
    },
    ru: {
      title: 'Часы идут неверно',
      happened: 'GitHub не принимает ключ GitHub App: часы этой машины идут неверно.',
      todo: 'Настройте часы этой машины. Потом запустите снова.',
    },
  },
  github_token_lifetime_forbidden: {
    traits: ['needs_github_token'],
    en: {
      title: 'The GitHub token is valid for too long',
      happened: ({ input, count, formats }) =>
        `The organization refuses the token in ${input('github-token')}: it is valid for ${given(count, (days) => `more than ${formats.plural(days, DAYS)}`) || 'too long'}.`,
      todo: ({ count, command, formats }) =>
        `Create a token that expires ${given(count, (days) => `within ${formats.plural(days, DAYS)}`) || 'sooner'} at ${TOKENS}, or a GitHub App instead: ${command('setup')}.`,
    },
    ru: {
      title: 'Срок токена GitHub слишком большой',
      happened: ({ input, count, formats }) =>
        `Организация не принимает токен из ${input('github-token')}: его срок ${given(count, (days) => `больше ${formats.plural(days, DAYS_RU)}`) || 'слишком большой'}.`,
      todo: ({ count, command, formats }) =>
        `Создайте токен со сроком ${given(count, (days) => `не больше ${formats.plural(days, DAYS_RU)}`) || 'короче'} на ${TOKENS} или GitHub App вместо него: ${command('setup')}.`,
    },
  },
  github_token_kind_forbidden: {
    traits: ['needs_github_token'],
    en: {
      title: 'The organization forbids this kind of token',
      happened: ({ input }) =>
        `The organization does not accept the kind of token in ${input('github-token')}.`,
      todo: (details) =>
        `Create a fine-grained token with “${right(details)}: Read and write” at ${TOKENS}, or a GitHub App instead: ${details.command('setup')}.`,
    },
    ru: {
      title: 'Организация не принимает такие токены',
      happened: ({ input }) => `Организация не принимает токены такого вида, как в ${input('github-token')}.`,
      todo: (details) =>
        `Создайте fine-grained токен с правом «${right(details)}: Read and write» на ${TOKENS} или GitHub App вместо него: ${details.command('setup')}.`,
    },
  },
  github_token_needs_sso: {
    traits: ['needs_github_token'],
    en: {
      title: 'The GitHub token needs single sign-on',
      happened: ({ input }) =>
        `The organization uses SAML single sign-on, and the token in ${input('github-token')} is not authorized for it.`,
      todo: 'Open https://github.com/settings/tokens and press “Configure SSO” next to the token.',
    },
    ru: {
      title: 'Токену GitHub нужен единый вход',
      happened: ({ input }) =>
        `В организации включён единый вход SAML, а токен из ${input('github-token')} для него не подтверждён.`,
      todo: 'Откройте https://github.com/settings/tokens и нажмите «Configure SSO» рядом с токеном.',
    },
  },
  github_token_not_approved: {
    traits: ['needs_github_token'],
    en: {
      title: 'The GitHub token waits for approval',
      happened: ({ input }) =>
        `An owner of the organization has not approved the token in ${input('github-token')} yet.`,
      todo: `Ask an owner to approve it; ${TOKENS} shows its state. Then run it again.`,
    },
    ru: {
      title: 'Токен GitHub ждёт одобрения',
      happened: ({ input }) => `Владелец организации ещё не одобрил токен из ${input('github-token')}.`,
      todo: `Попросите его одобрить токен; состояние видно на ${TOKENS}. Потом запустите снова.`,
    },
  },
  github_address_not_allowed: {
    en: {
      title: 'GitHub does not accept this IP address',
      happened: 'The organization has an IP allow list, and this machine’s address is not on it.',
      todo: 'Ask an owner to add the address of the runner, or use a repository of your own account.',
    },
    ru: {
      title: 'GitHub не принимает этот IP-адрес',
      happened: 'В организации включён список разрешённых IP-адресов, адреса этой машины в нём нет.',
      todo: 'Попросите владельца добавить адрес раннера или возьмите репозиторий в своём аккаунте.',
    },
  },
  repository_moved: {
    en: {
      title: 'The repository has another name now',
      happened: ({ name, ...details }) =>
        `GitHub says that the repository${of(details)} was renamed or moved${given(name, (now) => `: it is ${code(now)} now`)}.`,
      todo: ({ forEnvironment, command }) =>
        `${capitalize(
          forEnvironment(
            'start the workflow again in the repository under its new name',
            `run ${command('setup --repository OWNER/NAME')} with the new name`,
          ),
        )}.`,
    },
    ru: {
      title: 'Репозиторий переименован',
      happened: ({ name, ...details }) =>
        `Репозиторий${of(details)} на GitHub переименован или перенесён${given(name, (now) => `: теперь это ${code(now)}`)}.`,
      todo: ({ forEnvironment, command }) =>
        `${capitalize(
          forEnvironment(
            'запустите workflow снова в репозитории с новым именем',
            `выполните ${command('setup --repository OWNER/NAME')} с новым именем`,
          ),
        )}.`,
    },
  },
  repository_archived: {
    en: {
      title: 'The repository is archived',
      happened: (details) =>
        `The repository${of(details)} is archived on GitHub, so its secrets can’t be changed.`,
      todo: 'Unarchive it in its settings, under “Danger Zone”, or use another repository.',
    },
    ru: {
      title: 'Репозиторий в архиве',
      happened: (details) =>
        `Репозиторий${of(details)} на GitHub в архиве, поэтому его секреты изменить нельзя.`,
      todo: 'Верните его из архива в настройках, в разделе «Danger Zone», или возьмите другой репозиторий.',
    },
  },
} satisfies Rows
