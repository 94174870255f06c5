import type { Rows } from './row.js'
import { cause, code, given } from './sentence.js'

export const oauth = {
  client_unknown: {
    traits: ['refuses_application'],
    en: {
      title: 'The client id or client secret is wrong',
      happened: 'HeadHunter does not know this client id with this client secret.',
      todo: ({ input }) =>
        `Copy both from https://dev.hh.ru/admin into ${input('client-id')} and ${input('client-secret')} again.`,
    },
    ru: {
      title: 'Неверный client id или client secret',
      happened: 'HeadHunter не знает такого сочетания client id и client secret.',
      todo: ({ input }) =>
        `Скопируйте оба с https://dev.hh.ru/admin в ${input('client-id')} и ${input('client-secret')} ещё раз.`,
    },
  },
  client_credentials_refused: {
    traits: ['refuses_application'],
    en: {
      title: 'HeadHunter refuses the application',
      happened:
        'HeadHunter refuses the application: it is unknown or deleted, or its client secret is wrong.',
      todo: ({ input }) =>
        `Copy ${input('client-id')} and ${input('client-secret')} from https://dev.hh.ru/admin again. If both were right, run it again.`,
    },
    ru: {
      title: 'HeadHunter не принимает приложение',
      happened: 'HeadHunter не принимает приложение: его нет, оно удалено или client secret неверен.',
      todo: ({ input }) =>
        `Скопируйте ${input('client-id')} и ${input('client-secret')} с https://dev.hh.ru/admin ещё раз. Если оба были верны, запустите снова.`,
    },
  },
  account_locked: {
    en: {
      title: 'HeadHunter locked the account',
      happened: 'HeadHunter locked your account.',
      todo: 'Write to HeadHunter’s support on the site and give the request id.',
    },
    ru: {
      title: 'HeadHunter заблокировал аккаунт',
      happened: 'HeadHunter заблокировал ваш аккаунт.',
      todo: 'Напишите в поддержку HeadHunter на сайте и укажите номер запроса.',
    },
  },
  password_invalidated: {
    traits: ['needs_login'],
    en: {
      title: 'HeadHunter wants a new password',
      happened: 'HeadHunter invalidated your password, and your tokens with it.',
      todo: ({ authorizeAgain }) => `Set a new password on the site. Then ${authorizeAgain}.`,
    },
    ru: {
      title: 'HeadHunter требует новый пароль',
      happened: 'HeadHunter сбросил ваш пароль, а с ним и токены.',
      todo: ({ authorizeAgain }) => `Задайте на сайте новый пароль. Потом ${authorizeAgain}.`,
    },
  },
  login_not_verified: {
    en: {
      title: 'The account is not confirmed',
      happened: 'Your HeadHunter account is not confirmed yet.',
      todo: 'Sign in to the site and confirm your e-mail or phone. Then run it again.',
    },
    ru: {
      title: 'Аккаунт не подтверждён',
      happened: 'Ваш аккаунт HeadHunter ещё не подтверждён.',
      todo: 'Войдите на сайт и подтвердите почту или телефон. Потом запустите снова.',
    },
  },
  redirect_uri_mismatch: {
    en: {
      title: 'The redirect URI differs',
      happened:
        'HeadHunter refused the code: the redirect URI differs from the one saved in your application.',
      todo: ({ input, authorizeAgain }) =>
        `Copy the redirect URI from https://dev.hh.ru/admin into ${input('redirect-uri')} exactly. Then ${authorizeAgain}.`,
      more: 'Scheme, host, port and a slash at the end count: `http://localhost:8080` and `http://localhost:8080/` can differ. The address where you get the code must contain the same redirect URI.',
    },
    ru: {
      title: 'Redirect URI не совпадает',
      happened: 'HeadHunter не принял код: redirect URI не такой, как в вашем приложении.',
      todo: ({ input, authorizeAgain }) =>
        `Скопируйте redirect URI с https://dev.hh.ru/admin в ${input('redirect-uri')} без изменений. Потом ${authorizeAgain}.`,
      more: 'Важны схема, хост, порт и косая черта в конце: `http://localhost:8080` и `http://localhost:8080/` могут различаться. В адресе, по которому вы получаете код, должен быть тот же redirect URI.',
    },
  },
  refresh_token_empty: {
    traits: ['refuses_refresh_token', 'needs_login'],
    en: {
      title: 'There is no refresh token',
      happened: 'The access token has expired, and there is no refresh token to renew it.',
      todo: ({ input, authorizeAgain }) =>
        `If ${input('refresh-token')} is empty by mistake, correct that. If there is none, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Нет refresh-токена',
      happened: 'Access-токен истёк, а refresh-токена, чтобы обновить пару, нет.',
      todo: ({ input, authorizeAgain }) =>
        `Если ${input('refresh-token')} пуст по ошибке, исправьте это. Если токена нет, ${authorizeAgain}.`,
    },
  },
  refresh_token_unknown: {
    traits: ['refuses_refresh_token', 'needs_login'],
    en: {
      title: 'HeadHunter does not know the refresh token',
      happened: 'HeadHunter does not know this refresh token.',
      todo: ({ input, authorizeAgain }) =>
        `Check that ${input('refresh-token')} holds the whole refresh token, not the access token. If it does, ${authorizeAgain}.`,
    },
    ru: {
      title: 'HeadHunter не знает этот refresh-токен',
      happened: 'HeadHunter не знает этот refresh-токен.',
      todo: ({ input, authorizeAgain }) =>
        `Проверьте, что в ${input('refresh-token')} refresh-токен целиком, а не access-токен. Если это так, ${authorizeAgain}.`,
    },
  },
  refresh_token_malformed: {
    traits: ['refuses_refresh_token', 'needs_login'],
    en: {
      title: 'The refresh token is damaged',
      happened: 'HeadHunter can’t read the refresh token: something is missing or was added.',
      todo: ({ input, authorizeAgain }) =>
        `Check that ${input('refresh-token')} holds the whole token without quotes. If it does, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Refresh-токен испорчен',
      happened: 'HeadHunter не может прочитать refresh-токен: в нём чего-то не хватает или есть лишнее.',
      todo: ({ input, authorizeAgain }) =>
        `Проверьте, что в ${input('refresh-token')} токен целиком и без кавычек. Если это так, ${authorizeAgain}.`,
    },
  },
  refresh_token_spent: {
    traits: ['refuses_refresh_token', 'needs_login'],
    en: {
      title: 'The refresh token was already used',
      happened: 'This one-time refresh token was already used, and the new pair is not saved here.',
      todo: ({ forEnvironment, input, authorizeAgain }) =>
        `If an earlier run printed a recovery code, ${forEnvironment('run the workflow by hand', 'run again')} with it in ${input('auth-code')}. If not, ${authorizeAgain}.`,
      more: 'A refresh token works once. Possible causes:\n\n- an earlier run could not save the new pair and printed a recovery code: see [save_failed](#save_failed);\n- HeadHunter’s answer was lost, or the machine went off before the pair was saved;\n- the same pair is used in two places: get a pair of its own for each;\n- an old run was started again, or old values were put back into the secrets.',
    },
    ru: {
      title: 'Refresh-токен уже использован',
      happened: 'Этот одноразовый refresh-токен уже использован, а новая пара здесь не сохранена.',
      todo: ({ forEnvironment, input, authorizeAgain }) =>
        `Если прошлый запуск напечатал код восстановления, запустите ${forEnvironment('workflow вручную', 'снова')} с ним в ${input('auth-code')}. Если нет, ${authorizeAgain}.`,
      more: 'Refresh-токен срабатывает один раз. Возможные причины:\n\n- прошлый запуск не смог сохранить новую пару и напечатал код восстановления: см. [save_failed](#save_failed);\n- ответ HeadHunter потерялся или машина выключилась до сохранения пары;\n- одной парой пользуются в двух местах: получите для каждого свою пару;\n- кто-то перезапустил старый запуск или вернул в секреты старые значения.',
    },
  },
  refresh_token_revoked: {
    traits: ['refuses_refresh_token', 'needs_login'],
    en: {
      title: 'The refresh token was revoked',
      happened:
        'HeadHunter revoked the refresh token. Possible causes: a sign-in with a one-time password, an expired or invalidated password, withdrawn access.',
      todo: ({ authorizeAgain }) => `If the site asks for a new password, set it. Then ${authorizeAgain}.`,
    },
    ru: {
      title: 'Refresh-токен отозван',
      happened:
        'HeadHunter отозвал refresh-токен. Возможные причины: вход по одноразовому паролю, истёкший или сброшенный пароль, отзыв доступа.',
      todo: ({ authorizeAgain }) => `Если сайт просит новый пароль, задайте его. Потом ${authorizeAgain}.`,
    },
  },
  refresh_token_deactivated: {
    traits: ['refuses_refresh_token', 'needs_login'],
    en: {
      title: 'The password was changed',
      happened: 'Your HeadHunter password was changed, so all tokens are invalid.',
      todo: ({ newCode }) => `${newCode}.`,
    },
    ru: {
      title: 'Пароль изменился',
      happened: 'Пароль на HeadHunter изменился, поэтому все токены недействительны.',
      todo: ({ newCode }) => `${newCode}.`,
    },
  },
  access_token_not_expired: {
    en: {
      title: 'Too early to renew the pair',
      happened: ({ at, formats }) =>
        `HeadHunter does not renew the pair yet: its access token is valid${given(at, (day) => ` until ${formats.day(day)}`)}. Nothing was spent.`,
      todo: ({ authorizeAgain }) => `Wait until it expires, at most 14 days. Or ${authorizeAgain}.`,
    },
    ru: {
      title: 'Обновлять пару ещё рано',
      happened: ({ at, formats }) =>
        `HeadHunter пока не обновляет пару: её access-токен действует${given(at, (day) => ` до ${formats.day(day)}`)}. Ничего не потрачено.`,
      todo: ({ authorizeAgain }) => `Подождите, пока он истечёт, не дольше 14 дней. Или ${authorizeAgain}.`,
    },
  },
  auth_code_unknown: {
    traits: ['code_used_up', 'needs_login'],
    en: {
      title: 'HeadHunter does not know the code',
      happened:
        'HeadHunter does not know this authorization code: it is not whole, or belongs to another application.',
      todo: ({ newCode }) => `${newCode}.`,
    },
    ru: {
      title: 'HeadHunter не знает этот код',
      happened: 'HeadHunter не знает этот код: он скопирован не целиком или выдан другому приложению.',
      todo: ({ newCode }) => `${newCode}.`,
    },
  },
  auth_code_used: {
    traits: ['code_used_up', 'needs_login', 'needs_login_at_last'],
    en: {
      title: 'The code was already used',
      happened: 'This authorization code was already used; each code works once.',
      todo: ({ input, authorizeAgain }) =>
        `If the tokens work, empty ${input('auth-code')}. If not, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Код уже использован',
      happened: 'Этот код уже использован; каждый код срабатывает один раз.',
      todo: ({ input, authorizeAgain }) =>
        `Если токены работают, очистите ${input('auth-code')}. Если нет, ${authorizeAgain}.`,
    },
  },
  auth_code_expired: {
    traits: ['code_used_up', 'needs_login'],
    en: {
      title: 'The code has expired',
      happened: 'The authorization code has expired; it is valid for minutes only.',
      todo: ({ newCode }) => `${newCode}.`,
    },
    ru: {
      title: 'Код истёк',
      happened: 'Код истёк: он действует всего несколько минут.',
      todo: ({ newCode }) => `${newCode}.`,
    },
  },
  auth_code_revoked: {
    traits: ['code_used_up', 'needs_login'],
    en: {
      title: 'The code was revoked',
      happened: 'HeadHunter revoked this authorization code.',
      todo: ({ newCode }) => `${newCode}.`,
    },
    ru: {
      title: 'Код отозван',
      happened: 'HeadHunter отозвал этот код.',
      todo: ({ newCode }) => `${newCode}.`,
    },
  },
  code_verifier_mismatch: {
    traits: ['needs_login'],
    en: {
      title: 'The code belongs to another sign-in',
      happened: 'The authorization code belongs to another sign-in than this one.',
      todo: 'Start the sign-in again and use only the newest browser page.',
    },
    ru: {
      title: 'Код от другого входа',
      happened: 'Код получен не в этом входе, а в другом.',
      todo: 'Начните вход заново и пользуйтесь только последней открытой страницей браузера.',
    },
  },
  grant_type_unsupported: {
    en: {
      title: 'HeadHunter does not know this token request',
      happened: 'HeadHunter does not accept this kind of token request.',
      todo: ({ input }) =>
        `Check that ${input('api-url')} is \`https://api.hh.ru\`. If it is, open an issue with the request id.`,
    },
    ru: {
      title: 'HeadHunter не знает такого запроса токена',
      happened: 'HeadHunter не принимает такой вид запроса токена.',
      todo: ({ input }) =>
        `Проверьте, что ${input('api-url')} — это \`https://api.hh.ru\`. Если да, создайте issue с номером запроса.`,
    },
  },
  refresh_too_early: {
    en: {
      title: 'Too early for a new token',
      happened: 'HeadHunter does not issue a new token yet.',
      todo: ({ tryLater }) => `${tryLater}.`,
    },
    ru: {
      title: 'За новым токеном ещё рано',
      happened: 'HeadHunter пока не выдаёт новый токен.',
      todo: ({ tryLater }) => `${tryLater}.`,
    },
  },
  token_forbidden: {
    en: {
      title: 'HeadHunter forbids the token request',
      happened: (details) => `HeadHunter refused the token request as forbidden${cause(details)}.`,
      todo: 'Check at https://dev.hh.ru/admin that the application is active. If it is, write to HeadHunter’s support with the request id.',
    },
    ru: {
      title: 'HeadHunter запретил запрос токена',
      happened: (details) => `HeadHunter ответил, что запрос токена запрещён${cause(details)}.`,
      todo: 'Проверьте на https://dev.hh.ru/admin, что приложение активно. Если да, напишите в поддержку HeadHunter с номером запроса.',
    },
  },
  token_request_refused: {
    traits: ['needs_login_at_last'],
    en: {
      title: 'HeadHunter refused the token request',
      happened: ({ code: short, ...details }) =>
        `HeadHunter refused the token request for an undocumented reason${given(short, (name) => ` (${code(name)})`) || cause(details)}.`,
      todo: ({ authorizeAgain }) => `Run it again. If that does not help, ${authorizeAgain}.`,
    },
    ru: {
      title: 'HeadHunter отклонил запрос токена',
      happened: ({ code: short, ...details }) =>
        `HeadHunter отклонил запрос токена по причине, которой нет в документации${given(short, (name) => ` (${code(name)})`) || cause(details)}.`,
      todo: ({ authorizeAgain }) => `Запустите ещё раз. Если не поможет, ${authorizeAgain}.`,
    },
  },
  token_answer_unreadable: {
    // Something on the way can have answered in HeadHunter's place, and asking twice does no harm.
    traits: ['retryable', 'answer_lost', 'needs_login'],
    en: {
      title: 'The new tokens can’t be read',
      happened: (details) =>
        `HeadHunter’s answer to the token request can’t be read${cause(details)}. The old tokens are probably spent.`,
      todo: ({ newCode }) =>
        `${newCode}. If it happens twice, write to HeadHunter’s support with the request id.`,
    },
    ru: {
      title: 'Новые токены не прочитать',
      happened: (details) =>
        `Ответ HeadHunter на запрос токенов не прочитать${cause(details)}. Старые токены, вероятно, потрачены.`,
      todo: ({ newCode }) =>
        `${newCode}. Если повторится, напишите в поддержку HeadHunter с номером запроса.`,
    },
  },
} satisfies Rows
