import type { Rows } from './row.js'
import { cause, code, given } from './sentence.js'

export const oauth = {
  client_unknown: {
    traits: ['refuses_application'],
    en: {
      title: 'The client id or secret is wrong',
      happened: 'HeadHunter does not know this combination of client id and client secret.',
      todo: ({ input }) =>
        `Copy both once more from your application’s page at https://dev.hh.ru/admin into ${input('client-id')} and ${input('client-secret')}.`,
    },
    ru: {
      title: 'Неверный client id или client secret',
      happened: 'HeadHunter не знает такой пары client id и client secret.',
      todo: ({ input }) =>
        `Скопируйте оба ещё раз со страницы вашего приложения на https://dev.hh.ru/admin в ${input('client-id')} и ${input('client-secret')}.`,
    },
  },
  client_credentials_refused: {
    traits: ['refuses_application'],
    en: {
      title: 'HeadHunter refuses the application',
      happened: 'HeadHunter says that the application is unknown or deleted, or that its secret is wrong.',
      todo: 'Look at https://dev.hh.ru/admin whether the application is still there, and copy client id and client secret from it once more; if both were right, run it again.',
    },
    ru: {
      title: 'HeadHunter не принимает приложение',
      happened: 'HeadHunter говорит, что приложение неизвестно или удалено либо его client secret неверен.',
      todo: 'Посмотрите на https://dev.hh.ru/admin, на месте ли приложение, и скопируйте оттуда client id и client secret ещё раз; если они были верны, просто запустите снова.',
    },
  },
  account_locked: {
    en: {
      title: 'HeadHunter locked the account',
      happened: 'HeadHunter has locked your account.',
      todo: 'Write to HeadHunter’s support from the site and give the request id; only they can unlock it.',
    },
    ru: {
      title: 'HeadHunter заблокировал аккаунт',
      happened: 'HeadHunter заблокировал ваш аккаунт.',
      todo: 'Напишите в поддержку HeadHunter с сайта и укажите номер запроса: снять блокировку могут только там.',
    },
  },
  password_invalidated: {
    en: {
      title: 'HeadHunter wants a new password',
      happened: 'HeadHunter has invalidated your password, and with it your tokens.',
      todo: ({ authorizeAgain }) =>
        `Set a new password on the site, then authorize again: ${authorizeAgain}.`,
    },
    ru: {
      title: 'HeadHunter требует новый пароль',
      happened: 'HeadHunter сбросил ваш пароль, а с ним и токены.',
      todo: ({ authorizeAgain }) =>
        `Задайте на сайте новый пароль, потом авторизуйтесь заново: ${authorizeAgain}.`,
    },
  },
  login_not_verified: {
    en: {
      title: 'The account is not confirmed',
      happened: 'Your account at HeadHunter is not confirmed yet.',
      todo: 'Sign in to the site and confirm your e-mail or telephone there; then run this again.',
    },
    ru: {
      title: 'Аккаунт не подтверждён',
      happened: 'Ваш аккаунт на HeadHunter ещё не подтверждён.',
      todo: 'Войдите на сайт и подтвердите почту или телефон, потом запустите снова.',
    },
  },
  redirect_uri_mismatch: {
    en: {
      title: 'The redirect address differs',
      happened:
        'The redirect address differs from the one saved in your application, so HeadHunter refused the code.',
      todo: ({ input }) =>
        `Copy the Redirect URI from https://dev.hh.ru/admin into ${input('redirect-uri')} letter by letter, get a new code and try again.`,
      more: 'Scheme, host, port and a slash at the end all count: `http://localhost:8080` and `http://localhost:8080/` may be two different things to HeadHunter. Both sign-in and exchange have to use the same one.',
    },
    ru: {
      title: 'Redirect URI не совпадает',
      happened:
        'Redirect URI отличается от того, что записан в вашем приложении, поэтому HeadHunter не принял код.',
      todo: ({ input }) =>
        `Скопируйте Redirect URI с https://dev.hh.ru/admin в ${input('redirect-uri')} буква в букву, получите новый код и попробуйте снова.`,
      more: 'Важно всё: схема, хост, порт и косая черта в конце. `http://localhost:8080` и `http://localhost:8080/` для HeadHunter могут быть разными адресами. При входе и при обмене кода адрес должен быть один и тот же.',
    },
  },
  refresh_token_empty: {
    traits: ['refuses_refresh_token', 'needs_login'],
    en: {
      title: 'There is no refresh token',
      happened: 'The access token has expired and no refresh token was given to renew it.',
      todo: ({ input, authorizeAgain }) =>
        `Check that ${input('refresh-token')} is filled from its secret; if there is none, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Нет refresh-токена',
      happened: 'Токен доступа истёк, а refresh-токена, чтобы его обновить, нет.',
      todo: ({ input, authorizeAgain }) =>
        `Проверьте, что ${input('refresh-token')} заполняется из своего секрета; если токена нет, ${authorizeAgain}.`,
    },
  },
  refresh_token_unknown: {
    traits: ['refuses_refresh_token', 'needs_login'],
    en: {
      title: 'HeadHunter does not know the refresh token',
      happened: 'HeadHunter says that this refresh token is not one of its own.',
      todo: ({ authorizeAgain }) =>
        `Check that the secret holds the whole refresh token and not the access token; if it does, ${authorizeAgain}.`,
    },
    ru: {
      title: 'HeadHunter не знает этот refresh-токен',
      happened: 'HeadHunter говорит, что такого refresh-токена он не выдавал.',
      todo: ({ authorizeAgain }) =>
        `Проверьте, что в секрете лежит refresh-токен целиком, а не токен доступа; если так и есть, ${authorizeAgain}.`,
    },
  },
  refresh_token_malformed: {
    traits: ['refuses_refresh_token', 'needs_login'],
    en: {
      title: 'The refresh token is damaged',
      happened: 'HeadHunter can’t read the refresh token: a part is missing or something was added.',
      todo: ({ authorizeAgain }) =>
        `Copy it once more, whole and without quotes; if you no longer have it, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Refresh-токен испорчен',
      happened: 'HeadHunter не может прочитать refresh-токен: часть потерялась или что-то прибавилось.',
      todo: ({ authorizeAgain }) =>
        `Скопируйте его ещё раз, целиком и без кавычек; если его больше нет, ${authorizeAgain}.`,
    },
  },
  refresh_token_spent: {
    traits: ['refuses_refresh_token', 'needs_login'],
    en: {
      title: 'The refresh token was used before',
      happened:
        'This one-time refresh token was used before, and the pair that came of it is not in your secrets: its answer was lost, an earlier run could not save it and printed a recovery code, another machine uses the same pair, or an old run was started again.',
      todo: ({ forEnvironment, command, input }) =>
        `Look for a recovery code in what the last failed runs printed; ${forEnvironment(
          `if there is none, get a new code in the browser; then run the workflow by hand and paste the code into its ${input('auth-code')} field`,
          `if there is one, put it into ${input('auth-code')} and run again; if not, run ${command('login')}`,
        )}.`,
      more: 'A refresh token works once. HeadHunter answers with a new pair, and this program saves it before it does anything else. When HeadHunter says that the token was used before and the secrets hold no newer pair, one of these is the cause:\n\n- an earlier run could not save the pair and printed a recovery code: look through the red runs before this one; [save_failed](#save_failed) tells what to do with it;\n- the answer of HeadHunter was lost on its way, or the machine died in the second between the answer and the saving;\n- the same pair is used in two places, such as GitHub and your own computer: give each a pair of its own by authorizing once for each;\n- somebody pressed **Re-run** on an old run, or put old values back into the secrets.',
    },
    ru: {
      title: 'Refresh-токен уже использован',
      happened:
        'Этот одноразовый refresh-токен уже использован, а полученной по нему пары в ваших секретах нет: потерялся ответ HeadHunter, прошлый запуск не смог сохранить пару и напечатал код восстановления, ту же пару использует другая машина или кто-то перезапустил старый запуск.',
      todo: ({ forEnvironment, command, input }) =>
        `Поищите код восстановления в том, что напечатали последние неудачные запуски; ${forEnvironment(
          `если его нет, получите в браузере новый код; затем запустите workflow вручную и вставьте код в поле ${input('auth-code')}`,
          `если он есть, положите его в ${input('auth-code')} и запустите снова; если нет, выполните ${command('login')}`,
        )}.`,
      more: 'Refresh-токен срабатывает один раз. HeadHunter отвечает новой парой, и программа сохраняет её раньше всего остального. Если HeadHunter говорит, что токен уже использован, а в секретах нет пары новее, причина одна из этих:\n\n- прошлый запуск не смог сохранить пару и напечатал код восстановления: просмотрите красные запуски перед этим; что делать с кодом, сказано в [save_failed](#save_failed);\n- ответ HeadHunter потерялся в пути, или машина выключилась в ту секунду, которая отделяет ответ от сохранения;\n- одной парой пользуются в двух местах, например на GitHub и на своём компьютере: авторизуйтесь для каждого отдельно, чтобы у каждого была своя пара;\n- кто-то нажал **Re-run** на старом запуске или вернул в секреты старые значения.',
    },
  },
  refresh_token_revoked: {
    traits: ['refuses_refresh_token', 'needs_login'],
    en: {
      title: 'The refresh token was withdrawn',
      happened: 'The refresh token no longer counts: your password expired, or access was withdrawn.',
      todo: ({ authorizeAgain }) => `Authorize again: ${authorizeAgain}.`,
    },
    ru: {
      title: 'Refresh-токен отозван',
      happened: 'Refresh-токен больше не действует: истёк срок пароля или доступ отозвали.',
      todo: ({ authorizeAgain }) => `Авторизуйтесь заново: ${authorizeAgain}.`,
    },
  },
  refresh_token_deactivated: {
    traits: ['refuses_refresh_token', 'needs_login'],
    en: {
      title: 'The password was changed',
      happened: 'Your password at HeadHunter was changed, which ended all tokens.',
      todo: ({ authorizeAgain }) => `Authorize again: ${authorizeAgain}.`,
    },
    ru: {
      title: 'Пароль сменился',
      happened: 'Пароль на HeadHunter сменился, и все токены перестали действовать.',
      todo: ({ authorizeAgain }) => `Авторизуйтесь заново: ${authorizeAgain}.`,
    },
  },
  access_token_not_expired: {
    en: {
      title: 'Too early to renew the pair',
      happened: ({ at, formats }) =>
        `HeadHunter does not renew the pair yet: the access token that came with this refresh token still lives${given(at, (day) => `, at the latest until ${formats.day(day)}`)}; nothing was spent.`,
      todo: ({ at, formats }) =>
        `Put the access token of the same pair into its secret, or wait: ${given(at, (day) => `from ${formats.day(day)} on `) || 'at most 14 days from its issue, and '}it heals by itself.`,
    },
    ru: {
      title: 'Обновлять пару ещё рано',
      happened: ({ at, formats }) =>
        `HeadHunter пока не обновляет пару: токен доступа, выданный вместе с этим refresh-токеном, ещё действует${given(at, (day) => `, истечёт он самое позднее ${formats.day(day)}`)}; ничего не потрачено.`,
      todo: ({ at, formats }) =>
        `Положите в секрет токен доступа из той же пары или подождите: ${given(at, (day) => `начиная с ${formats.day(day)}`) || 'не позже чем через 14 дней после его выдачи'} всё наладится само.`,
    },
  },
  auth_code_unknown: {
    traits: ['code_used_up', 'needs_login'],
    en: {
      title: 'HeadHunter does not know the code',
      happened:
        'HeadHunter does not know this authorization code: a part may be missing, or it belongs to another application.',
      todo: ({ newCode }) => `${newCode}.`,
    },
    ru: {
      title: 'HeadHunter не знает этот код',
      happened:
        'HeadHunter не знает такого кода авторизации: он скопирован не целиком или выдан другому приложению.',
      todo: ({ newCode }) => `${newCode}.`,
    },
  },
  auth_code_used: {
    traits: ['code_used_up', 'needs_login', 'needs_login_at_last'],
    en: {
      title: 'The code was used before',
      happened: 'This authorization code was exchanged before; each works only once.',
      todo: ({ input, authorizeAgain }) =>
        `Empty ${input('auth-code')} if your tokens work; otherwise, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Код уже использован',
      happened: 'Этот код авторизации уже обменяли на токены; каждый код срабатывает один раз.',
      todo: ({ input, authorizeAgain }) =>
        `Если токены у вас рабочие, очистите ${input('auth-code')}; если нет, ${authorizeAgain}.`,
    },
  },
  auth_code_expired: {
    traits: ['code_used_up', 'needs_login'],
    en: {
      title: 'The code has expired',
      happened: 'The authorization code has expired; it lives for minutes only.',
      todo: ({ newCode }) => `${newCode}.`,
    },
    ru: {
      title: 'Код истёк',
      happened: 'Код авторизации истёк: он живёт считаные минуты.',
      todo: ({ newCode }) => `${newCode}.`,
    },
  },
  auth_code_revoked: {
    traits: ['code_used_up', 'needs_login'],
    en: {
      title: 'The code was withdrawn',
      happened: 'HeadHunter has withdrawn this authorization code.',
      todo: ({ newCode }) => `${newCode}.`,
    },
    ru: {
      title: 'Код отозван',
      happened: 'HeadHunter отозвал этот код авторизации.',
      todo: ({ newCode }) => `${newCode}.`,
    },
  },
  code_verifier_mismatch: {
    traits: ['needs_login'],
    en: {
      title: 'The code belongs to another sign-in',
      happened: 'The authorization code was made by another sign-in than the one that tried to use it.',
      todo: 'Start the sign-in again from the beginning and use the newest browser page only.',
    },
    ru: {
      title: 'Код от другого входа',
      happened: 'Этот код авторизации получен не в том входе, который пытается его использовать.',
      todo: 'Начните вход с начала и пользуйтесь только последней открытой страницей браузера.',
    },
  },
  grant_type_unsupported: {
    en: {
      title: 'HeadHunter does not know this kind of renewal',
      happened: 'HeadHunter did not accept the kind of token request, though its documentation names it.',
      todo: ({ input }) =>
        `Check that ${input('api-url')} is \`https://api.hh.ru\`; if it is, please open an issue and give the request id.`,
    },
    ru: {
      title: 'HeadHunter не знает такого запроса токена',
      happened: 'HeadHunter не принял такой вид запроса токена, хотя в его документации он есть.',
      todo: ({ input }) =>
        `Проверьте, что в ${input('api-url')} стоит \`https://api.hh.ru\`; если да, создайте, пожалуйста, issue и приложите номер запроса.`,
    },
  },
  refresh_too_early: {
    en: {
      title: 'Too early for a new token',
      happened: 'HeadHunter says that it is too early for another token.',
      todo: 'Nothing for now: the next run tries again by itself.',
    },
    ru: {
      title: 'За новым токеном ещё рано',
      happened: 'HeadHunter говорит, что для нового токена ещё рано.',
      todo: 'Пока ничего: следующий запуск попробует снова сам.',
    },
  },
  token_forbidden: {
    en: {
      title: 'HeadHunter forbids the token request',
      happened: (details) => `HeadHunter refused the token request as forbidden${cause(details)}.`,
      todo: 'Check at https://dev.hh.ru/admin that the application is still active; write to HeadHunter’s support with the request id if it is.',
    },
    ru: {
      title: 'HeadHunter запретил запрос токена',
      happened: (details) => `HeadHunter ответил, что запрос токена запрещён${cause(details)}.`,
      todo: 'Проверьте на https://dev.hh.ru/admin, что приложение активно; если активно, напишите в поддержку HeadHunter и укажите номер запроса.',
    },
  },
  token_request_refused: {
    en: {
      title: 'HeadHunter refused the token request',
      happened: ({ code: short, ...details }) =>
        `HeadHunter refused the token request for a reason that its documentation does not name${given(short, (name) => ` (${code(name)})`) || cause(details)}.`,
      todo: ({ authorizeAgain }) =>
        `Run it again; if that does not help, authorize again: ${authorizeAgain}.`,
    },
    ru: {
      title: 'HeadHunter отклонил запрос токена',
      happened: ({ code: short, ...details }) =>
        `HeadHunter отклонил запрос токена по причине, которой нет в его документации${given(short, (name) => ` (${code(name)})`) || cause(details)}.`,
      todo: ({ authorizeAgain }) =>
        `Запустите ещё раз; если не поможет, авторизуйтесь заново: ${authorizeAgain}.`,
    },
  },
  token_answer_unreadable: {
    traits: ['answer_lost', 'needs_login'],
    en: {
      title: 'The new tokens can’t be read',
      happened: (details) =>
        `HeadHunter answered the request for tokens, but no tokens can be read from the answer${cause(details)}. The old ones are spent.`,
      todo: ({ authorizeAgain }) =>
        `Authorize again: ${authorizeAgain}. If it happens twice, write to HeadHunter’s support and give the request id.`,
    },
    ru: {
      title: 'Новые токены не прочитать',
      happened: (details) =>
        `HeadHunter ответил на запрос токенов, но прочитать токены из ответа не удалось${cause(details)}. Старые потрачены.`,
      todo: ({ authorizeAgain }) =>
        `Войдите заново: ${authorizeAgain}. Если повторится, напишите в поддержку HeadHunter и укажите номер запроса.`,
    },
  },
} satisfies Rows
