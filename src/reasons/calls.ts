import type { Rows } from './row.js'
import { cause, code, given } from './sentence.js'

export const calls = {
  user_agent_unset: {
    en: {
      title: 'HeadHunter saw no application name',
      happened: 'HeadHunter insists on the name of an application, and the request came without one.',
      todo: ({ input }) =>
        `Leave ${input('user-agent')} empty, or give a name and a contact, such as \`MyResume/1.0 (me@example.com)\`; if a proxy strips the \`User-Agent\` header, make it stop.`,
    },
    ru: {
      title: 'HeadHunter не увидел имени приложения',
      happened: 'Запрос пришёл в HeadHunter без имени приложения, а без него HeadHunter не отвечает.',
      todo: ({ input }) =>
        `Оставьте ${input('user-agent')} пустым или укажите имя и контакт, например \`MyResume/1.0 (me@example.com)\`; если заголовок \`User-Agent\` вырезает прокси, отключите это.`,
    },
  },
  user_agent_blacklisted: {
    en: {
      title: 'HeadHunter refuses this application’s name',
      happened: ({ input }) =>
        `The name in ${input('user-agent')} is on HeadHunter’s list of names that it does not serve.`,
      todo: ({ input }) =>
        `Put a name of your own with a contact into ${input('user-agent')}, such as \`MyResume/1.0 (me@example.com)\`.`,
    },
    ru: {
      title: 'HeadHunter не принимает это имя приложения',
      happened: ({ input }) =>
        `Имя из ${input('user-agent')} стоит у HeadHunter в списке тех, кого он не обслуживает.`,
      todo: ({ input }) =>
        `Укажите в ${input('user-agent')} своё имя приложения и контакт, например \`MyResume/1.0 (me@example.com)\`.`,
    },
  },
  bad_argument: {
    en: {
      title: 'HeadHunter rejects a value',
      happened: ({ name }) =>
        `HeadHunter does not accept a value that it was sent${given(name, (field) => ` (${code(field)})`)}.`,
      todo: ({ input }) =>
        `Check ${input('host')} and ${input('resume-ids')}; if they are right, please open an issue and give the request id.`,
    },
    ru: {
      title: 'HeadHunter не принимает одно из значений',
      happened: ({ name }) =>
        `HeadHunter не принял одно из присланных значений${given(name, (field) => ` (${code(field)})`)}.`,
      todo: ({ input }) =>
        `Проверьте ${input('host')} и ${input('resume-ids')}; если они верны, создайте, пожалуйста, issue и приложите номер запроса.`,
    },
  },
  bad_request: {
    en: {
      title: 'HeadHunter rejects the request',
      happened: (details) => `HeadHunter rejected the request without saying why${cause(details)}.`,
      todo: 'Open the resume on the site and see whether it asks for something to be filled in or corrected; if not, please open an issue and give the request id.',
    },
    ru: {
      title: 'HeadHunter отклонил запрос',
      happened: (details) => `HeadHunter отклонил запрос и не сказал почему${cause(details)}.`,
      todo: 'Откройте резюме на сайте и посмотрите, не просят ли что-то заполнить или исправить; если нет, создайте, пожалуйста, issue и приложите номер запроса.',
    },
  },
  not_found: {
    en: {
      title: 'HeadHunter did not find it',
      happened: ({ input }) =>
        `HeadHunter says that there is no such thing at this address: a resume that was deleted, or a wrong ${input('api-url')}.`,
      todo: ({ input }) =>
        `Check the ids in ${input('resume-ids')} against your resumes on the site, and that ${input('api-url')} is \`https://api.hh.ru\`.`,
    },
    ru: {
      title: 'HeadHunter этого не нашёл',
      happened: ({ input }) =>
        `HeadHunter отвечает, что по этому адресу ничего нет: резюме удалено или ${input('api-url')} неверен.`,
      todo: ({ input }) =>
        `Сверьте ${input('resume-ids')} со своими резюме на сайте и проверьте, что в ${input('api-url')} стоит \`https://api.hh.ru\`.`,
    },
  },
  method_not_allowed: {
    en: {
      title: 'The wrong kind of request',
      happened: (details) =>
        `HeadHunter does not take this kind of request at this address${cause(details)}.`,
      todo: ({ input }) =>
        `Check that ${input('api-url')} is \`https://api.hh.ru\`; if it is, look for a newer version of this action.`,
    },
    ru: {
      title: 'Не тот вид запроса',
      happened: (details) => `HeadHunter не принимает по этому адресу такой запрос${cause(details)}.`,
      todo: ({ input }) =>
        `Проверьте, что в ${input('api-url')} стоит \`https://api.hh.ru\`; если да, поищите новую версию.`,
    },
  },
  access_token_unknown: {
    traits: ['refuses_access_token', 'nothing_to_revoke', 'needs_login'],
    en: {
      title: 'HeadHunter does not know the access token',
      happened: 'HeadHunter does not recognize the access token.',
      todo: ({ authorizeAgain }) =>
        `Check that the secret holds the whole token and nothing else; if it does, ${authorizeAgain}.`,
    },
    ru: {
      title: 'HeadHunter не знает этот токен доступа',
      happened: 'HeadHunter не узнал токен доступа.',
      todo: ({ authorizeAgain }) =>
        `Проверьте, что в секрете лежит токен целиком и ничего лишнего; если так и есть, ${authorizeAgain}.`,
    },
  },
  access_token_expired: {
    traits: ['refuses_access_token'],
    en: {
      title: 'The access token has expired',
      happened: 'The access token has expired, as each does after 14 days.',
      todo: ({ authorizeAgain }) =>
        `With its refresh token at hand it is renewed by itself; without one, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Токен доступа истёк',
      happened: 'Токен доступа истёк, как и положено через 14 дней.',
      todo: ({ authorizeAgain }) =>
        `Если есть refresh-токен, пара обновится сама; если нет, ${authorizeAgain}.`,
    },
  },
  access_token_revoked: {
    traits: ['refuses_access_token', 'nothing_to_revoke', 'needs_login'],
    en: {
      title: 'The access token was withdrawn',
      happened: 'The access token no longer counts: access was withdrawn, or the password was changed.',
      todo: ({ authorizeAgain }) => `If the run could not renew it, authorize again: ${authorizeAgain}.`,
    },
    ru: {
      title: 'Токен доступа отозван',
      happened: 'Токен доступа больше не действует: доступ отозвали или сменился пароль.',
      todo: ({ authorizeAgain }) =>
        `Если запуск не смог обновить его сам, авторизуйтесь заново: ${authorizeAgain}.`,
    },
  },
  application_deleted: {
    traits: ['nothing_to_revoke'],
    en: {
      title: 'HeadHunter no longer knows the application',
      happened: 'HeadHunter says that the application behind your client id does not exist any more.',
      todo: 'Look at https://dev.hh.ru/admin whether it is still there; if it is gone, your tokens are gone with it, and only HeadHunter’s support or another application of your own can help.',
    },
    ru: {
      title: 'HeadHunter больше не знает приложение',
      happened: 'HeadHunter говорит, что приложения с вашим client id больше нет.',
      todo: 'Посмотрите на https://dev.hh.ru/admin, на месте ли оно; если его нет, токены пропали вместе с ним, и помогут только поддержка HeadHunter или другое ваше приложение.',
    },
  },
  user_token_expected: {
    traits: ['needs_login'],
    en: {
      title: 'This is an application’s token',
      happened:
        'The access token belongs to the application itself, and HeadHunter wants one that belongs to a person.',
      todo: ({ authorizeAgain }) => `Authorize as yourself: ${authorizeAgain}.`,
    },
    ru: {
      title: 'Это токен приложения, а не человека',
      happened: 'Токен доступа принадлежит самому приложению, а HeadHunter нужен токен человека.',
      todo: ({ authorizeAgain }) => `Авторизуйтесь под своим именем: ${authorizeAgain}.`,
    },
  },
  forbidden: {
    en: {
      title: 'HeadHunter forbids it',
      happened: (details) => `HeadHunter refused the request as forbidden${cause(details)}.`,
      todo: 'Check that the tokens belong to the account that owns the resume; a dry run tells more.',
    },
    ru: {
      title: 'HeadHunter запретил запрос',
      happened: (details) => `HeadHunter ответил, что это запрещено${cause(details)}.`,
      todo: ({ input }) =>
        `Проверьте, что токены от того же аккаунта, что и резюме; пробный запуск (${input('dry-run')}) покажет больше.`,
    },
  },
  application_may_not_touch: {
    en: {
      title: 'This application may not touch resumes',
      happened:
        'HeadHunter accepts your access token but does not let this application list or raise resumes: on 2025-12-15 it closed these methods to third-party applications; your tokens are fine, and nothing was spent.',
      todo: 'No setting can change that: use the button on the site, HeadHunter’s own Telegram bot @hh_rabota_bot or its paid auto-raise, and switch this schedule off.',
      more: 'On 2025-12-15 HeadHunter ended the methods for applicants in its API for third-party applications. Your tokens still work for reading your profile, which is why the sign-in succeeds; listing and raising resumes does not. Whether some older applications kept that access is not known. Nobody can lend you theirs: that breaks HeadHunter’s rules and puts your account into strange hands. What remains:\n\n- the button on the resume’s page on the site, every four hours;\n- HeadHunter’s own Telegram bot [@hh_rabota_bot](https://t.me/hh_rabota_bot);\n- HeadHunter’s paid auto-raise.',
    },
    ru: {
      title: 'HeadHunter не даёт этому приложению поднимать резюме',
      happened:
        'HeadHunter принял ваш токен доступа, но не пустил приложение к методам соискателя: 15 декабря 2025 года он закрыл их для сторонних приложений; с токенами всё в порядке, ничего не потрачено.',
      todo: 'Настройками этого не исправить: поднимайте резюме кнопкой на сайте, через бота HeadHunter @hh_rabota_bot или платным автоподнятием, а расписание здесь отключите.',
      more: '15 декабря 2025 года HeadHunter закрыл в своём API методы соискателя для сторонних приложений. Читать профиль ваши токены по-прежнему могут, поэтому вход и проходит; получать список резюме и поднимать их — нет. Остался ли этот доступ у каких-то старых приложений, неизвестно. Чужое приложение не выручит: это нарушает правила HeadHunter и отдаёт ваш аккаунт в чужие руки. Что остаётся:\n\n- кнопка на странице резюме на сайте, раз в четыре часа;\n- бот самого HeadHunter [@hh_rabota_bot](https://t.me/hh_rabota_bot);\n- платное автоподнятие HeadHunter.',
    },
  },
  not_an_applicant: {
    traits: ['needs_login'],
    en: {
      title: 'This is not an applicant’s account',
      happened:
        'The tokens belong to an account that is no applicant’s, an employer’s perhaps, so it has no resumes.',
      todo: ({ authorizeAgain }) =>
        `Sign in to the site as the applicant, then authorize again: ${authorizeAgain}.`,
    },
    ru: {
      title: 'Это не аккаунт соискателя',
      happened:
        'Токены от аккаунта, который не принадлежит соискателю (может быть, от аккаунта работодателя), и резюме в нём нет.',
      todo: ({ authorizeAgain }) =>
        `Войдите на сайт как соискатель и авторизуйтесь заново: ${authorizeAgain}.`,
    },
  },
} satisfies Rows
