import type { Rows } from './row.js'
import { cause, code, given } from './sentence.js'

export const calls = {
  user_agent_unset: {
    en: {
      title: 'HeadHunter got no application name',
      happened: 'HeadHunter needs the name of an application, and the request came without one.',
      todo: ({ input }) =>
        `Empty ${input('user-agent')}, or set it to a name and a contact, such as \`MyResume/1.0 (me@example.com)\`. Check that no proxy removes the header \`User-Agent\`.`,
    },
    ru: {
      title: 'HeadHunter не получил имени приложения',
      happened: 'HeadHunter требует имя приложения, а запрос пришёл без него.',
      todo: ({ input }) =>
        `Очистите ${input('user-agent')} или укажите имя и контакт, например \`MyResume/1.0 (me@example.com)\`. Проверьте, что прокси не удаляет заголовок \`User-Agent\`.`,
    },
  },
  user_agent_blacklisted: {
    en: {
      title: 'HeadHunter refuses this application name',
      happened: ({ input }) => `HeadHunter does not accept the name in ${input('user-agent')}.`,
      todo: ({ input }) =>
        `Set ${input('user-agent')} to a name of your own with a contact, such as \`MyResume/1.0 (me@example.com)\`.`,
    },
    ru: {
      title: 'HeadHunter не принимает это имя приложения',
      happened: ({ input }) => `HeadHunter не принимает имя из ${input('user-agent')}.`,
      todo: ({ input }) =>
        `Укажите в ${input('user-agent')} своё имя приложения и контакт, например \`MyResume/1.0 (me@example.com)\`.`,
    },
  },
  bad_argument: {
    en: {
      title: 'HeadHunter refuses a value',
      happened: ({ name }) =>
        `HeadHunter does not accept a value in the request${given(name, (field) => ` (${code(field)})`)}.`,
      todo: ({ input }) =>
        `Check ${input('host')} and ${input('resume-ids')}. If they are right, open an issue with the request id.`,
    },
    ru: {
      title: 'HeadHunter не принимает значение',
      happened: ({ name }) =>
        `HeadHunter не принимает одно из значений в запросе${given(name, (field) => ` (${code(field)})`)}.`,
      todo: ({ input }) =>
        `Проверьте ${input('host')} и ${input('resume-ids')}. Если они верны, создайте issue с номером запроса.`,
    },
  },
  bad_request: {
    en: {
      title: 'HeadHunter refused the request',
      happened: (details) => `HeadHunter refused the request without a reason${cause(details)}.`,
      todo: 'Open the resume on the site and correct what it asks for. If it asks for nothing, open an issue with the request id.',
    },
    ru: {
      title: 'HeadHunter отклонил запрос',
      happened: (details) => `HeadHunter отклонил запрос без объяснения${cause(details)}.`,
      todo: 'Откройте резюме на сайте и исправьте то, что просят. Если ничего не просят, создайте issue с номером запроса.',
    },
  },
  not_found: {
    en: {
      title: 'HeadHunter did not find it',
      happened: ({ input }) =>
        `HeadHunter found nothing at this address. The resume was deleted, or ${input('api-url')} is wrong.`,
      todo: ({ input }) =>
        `Compare ${input('resume-ids')} with your resumes on the site. Check that ${input('api-url')} is \`https://api.hh.ru\`.`,
    },
    ru: {
      title: 'HeadHunter этого не нашёл',
      happened: ({ input }) =>
        `HeadHunter ничего не нашёл по этому адресу. Резюме удалено или ${input('api-url')} неверен.`,
      todo: ({ input }) =>
        `Сверьте ${input('resume-ids')} со своими резюме на сайте. Проверьте, что ${input('api-url')} — это \`https://api.hh.ru\`.`,
    },
  },
  method_not_allowed: {
    en: {
      title: 'HeadHunter does not take this kind of request',
      happened: (details) =>
        `HeadHunter does not take this kind of request at this address${cause(details)}.`,
      todo: ({ input }) =>
        `Check that ${input('api-url')} is \`https://api.hh.ru\`. If it is, look for a newer version.`,
    },
    ru: {
      title: 'HeadHunter не принимает такой запрос',
      happened: (details) => `HeadHunter не принимает такой запрос по этому адресу${cause(details)}.`,
      todo: ({ input }) =>
        `Проверьте, что ${input('api-url')} — это \`https://api.hh.ru\`. Если да, поищите новую версию.`,
    },
  },
  access_token_unknown: {
    traits: ['refuses_access_token', 'nothing_to_revoke', 'needs_login'],
    en: {
      title: 'HeadHunter does not know the access token',
      happened: 'HeadHunter does not know this access token.',
      todo: ({ input, authorizeAgain }) =>
        `Check that ${input('access-token')} holds the whole token and nothing else. If it does, ${authorizeAgain}.`,
    },
    ru: {
      title: 'HeadHunter не знает этот access-токен',
      happened: 'HeadHunter не знает этот access-токен.',
      todo: ({ input, authorizeAgain }) =>
        `Проверьте, что в ${input('access-token')} токен целиком и ничего лишнего. Если это так, ${authorizeAgain}.`,
    },
  },
  access_token_expired: {
    traits: ['refuses_access_token'],
    en: {
      title: 'The access token has expired',
      happened: 'The access token has expired, as each does after 14 days.',
      todo: ({ authorizeAgain }) =>
        `With a refresh token the next run renews it. Without one, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Access-токен истёк',
      happened: 'Access-токен истёк: он действует 14 дней.',
      todo: ({ authorizeAgain }) =>
        `Если есть refresh-токен, следующий запуск обновит пару. Если нет, ${authorizeAgain}.`,
    },
  },
  access_token_revoked: {
    traits: ['refuses_access_token', 'nothing_to_revoke', 'needs_login'],
    en: {
      title: 'The access token was revoked',
      happened:
        'HeadHunter revoked the access token. Possible causes: a sign-in with a one-time password, a changed or invalidated password, withdrawn access.',
      todo: ({ authorizeAgain }) => `If the site asks for a new password, set it. Then ${authorizeAgain}.`,
      more: 'Signing in to the site with a one-time password revokes other tokens. While HeadHunter waits for a new password, it revokes new tokens at once.',
    },
    ru: {
      title: 'Access-токен отозван',
      happened:
        'HeadHunter отозвал access-токен. Возможные причины: вход по одноразовому паролю, смена или сброс пароля, отзыв доступа.',
      todo: ({ authorizeAgain }) => `Если сайт просит новый пароль, задайте его. Потом ${authorizeAgain}.`,
      more: 'Вход на сайт по одноразовому паролю отзывает другие токены. Пока HeadHunter ждёт новый пароль, он сразу отзывает и новые токены.',
    },
  },
  application_deleted: {
    traits: ['nothing_to_revoke'],
    en: {
      title: 'HeadHunter does not know the application',
      happened: 'HeadHunter says that the application with your client id no longer exists.',
      todo: 'Look for it at https://dev.hh.ru/admin. If it is gone, register another one or write to HeadHunter’s support.',
      more: 'The tokens of a deleted application are deleted with it.',
    },
    ru: {
      title: 'HeadHunter не знает приложение',
      happened: 'HeadHunter сообщает, что приложения с вашим client id больше нет.',
      todo: 'Проверьте, есть ли оно на https://dev.hh.ru/admin. Если нет, зарегистрируйте другое или напишите в поддержку HeadHunter.',
      more: 'Токены удалённого приложения удаляются вместе с ним.',
    },
  },
  user_token_expected: {
    traits: ['needs_login'],
    en: {
      title: 'This is an application’s token',
      happened: 'The access token belongs to the application, and HeadHunter needs a person’s token.',
      todo: ({ newCode }) => `${newCode}.`,
    },
    ru: {
      title: 'Это токен приложения, а не человека',
      happened: 'Access-токен принадлежит приложению, а HeadHunter нужен токен человека.',
      todo: ({ newCode }) => `${newCode}.`,
    },
  },
  forbidden: {
    en: {
      title: 'HeadHunter forbids the request',
      happened: (details) => `HeadHunter refused the request as forbidden${cause(details)}.`,
      todo: ({ command }) =>
        `Check that the tokens belong to the account with the resume. ${command('check')} shows more.`,
    },
    ru: {
      title: 'HeadHunter запретил запрос',
      happened: (details) => `HeadHunter ответил, что запрос запрещён${cause(details)}.`,
      todo: ({ command }) =>
        `Проверьте, что токены от того аккаунта, где лежит резюме. Подробнее покажет ${command('check')}.`,
    },
  },
  application_may_not_touch: {
    en: {
      title: 'Your application has no access to resumes',
      happened: 'HeadHunter ended the access of third-party applications to resumes on 2025-12-15.',
      todo: ({ forEnvironment }) =>
        `${forEnvironment('Disable the workflow', 'Remove the schedule, if there is one')}. Raise resumes with HeadHunter’s bot @hh_rabota_bot or on the site.`,
      more: 'The tokens are valid, and nothing was spent: no setting changes this. Whether some older applications kept the access is not known. Do not use somebody else’s application: that breaks HeadHunter’s rules and gives them access to your account. What remains:\n\n- HeadHunter’s bot [@hh_rabota_bot](https://t.me/hh_rabota_bot), every four hours, free;\n- the button on the resume’s page, every four hours;\n- HeadHunter’s paid auto-raise.',
    },
    ru: {
      title: 'У вашего приложения нет доступа к резюме',
      happened: 'HeadHunter закрыл доступ к резюме для сторонних приложений 15.12.2025.',
      todo: ({ forEnvironment }) =>
        `${forEnvironment('Отключите workflow', 'Уберите запуск по расписанию, если он есть')}. Поднимайте резюме через бота HeadHunter @hh_rabota_bot или на сайте.`,
      more: 'Токены действуют, ничего не потрачено: настройками это не исправить. Сохранился ли доступ у каких-то старых приложений, неизвестно. Не берите чужое приложение: это нарушает правила HeadHunter и открывает доступ к вашему аккаунту. Что остаётся:\n\n- бот HeadHunter [@hh_rabota_bot](https://t.me/hh_rabota_bot), раз в четыре часа, бесплатно;\n- кнопка на странице резюме, раз в четыре часа;\n- платное автоподнятие HeadHunter.',
    },
  },
  not_an_applicant: {
    traits: ['needs_login'],
    en: {
      title: 'This is not an applicant’s account',
      happened: 'The tokens belong to an account that is not an applicant’s, so it has no resumes.',
      todo: ({ authorizeAgain }) => `Sign in to the site as the applicant. Then ${authorizeAgain}.`,
    },
    ru: {
      title: 'Это не аккаунт соискателя',
      happened: 'Токены от аккаунта, который не принадлежит соискателю, поэтому резюме в нём нет.',
      todo: ({ authorizeAgain }) => `Войдите на сайт как соискатель. Потом ${authorizeAgain}.`,
    },
  },
} satisfies Rows
