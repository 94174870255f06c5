import type { Rows } from './row.js'
import { code, given } from './sentence.js'

export const pair = {
  refresh_token_missing: {
    traits: ['needs_login'],
    en: {
      title: 'There is no refresh token',
      happened: 'There is no valid access token, and no refresh token to get a new one.',
      todo: ({ input, authorizeAgain }) =>
        `If ${input('refresh-token')} is empty by mistake, correct that. If there is none, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Нет refresh-токена',
      happened: 'Нет действующего access-токена и нет refresh-токена, чтобы получить новый.',
      todo: ({ input, authorizeAgain }) =>
        `Если ${input('refresh-token')} пуст по ошибке, исправьте это. Если токена нет, ${authorizeAgain}.`,
    },
  },
  refresh_token_not_issued: {
    traits: ['needs_login'],
    en: {
      title: 'No refresh token came',
      happened: ({ at, isUnsaved, formats }) =>
        `HeadHunter’s answer held an access token but no refresh token. The access token works${given(at, (end) => ` until ${formats.day(end)}`)} and can’t be renewed.${given(isUnsaved, () => ' It could not be saved: only this run has it.')}`,
      todo: ({ isUnsaved, authorizeAgain }) =>
        `${isUnsaved ? 'First correct what prevented saving: the run names it. Then' : 'Before it expires,'} ${authorizeAgain}.`,
    },
    ru: {
      title: 'Refresh-токен не пришёл',
      happened: ({ at, isUnsaved, formats }) =>
        `В ответе HeadHunter есть access-токен, но нет refresh-токена. Access-токен действует${given(at, (end) => ` до ${formats.day(end)}`)}, обновить его нельзя.${given(isUnsaved, () => ' Сохранить его не удалось: он есть только у этого запуска.')}`,
      todo: ({ isUnsaved, authorizeAgain }) =>
        `${isUnsaved ? 'Сначала устраните причину: её называет запуск. Потом' : 'Пока он не истёк,'} ${authorizeAgain}.`,
    },
  },
  no_published_resumes: {
    en: {
      title: 'No published resume',
      happened: 'This account has no published resume, so there is nothing to raise.',
      todo: 'Publish a resume on the site. If you have one, check that the tokens belong to that account.',
    },
    ru: {
      title: 'Нет опубликованных резюме',
      happened: 'В этом аккаунте нет опубликованных резюме, поднимать нечего.',
      todo: 'Опубликуйте резюме на сайте. Если оно есть, проверьте, что токены от того же аккаунта.',
    },
  },
  partner_missing: {
    en: {
      title: 'The two tokens are from different pairs',
      happened: 'The access token and the refresh token are from different pairs. Nothing was spent.',
      todo: ({ at, formats, newCode }) =>
        `${newCode}. Or wait${given(at, (day) => ` until ${formats.day(day)}`) || ', at most 14 days'}: then the refresh token works.`,
      more: 'HeadHunter accepts a refresh token only after the access token of the same pair has expired.',
    },
    ru: {
      title: 'Токены из разных пар',
      happened: 'Access-токен и refresh-токен — из разных пар. Ничего не потрачено.',
      todo: ({ at, formats, newCode }) =>
        `${newCode}. Или подождите ${given(at, (day) => `до ${formats.day(day)}`) || 'не дольше 14 дней'}: потом refresh-токен сработает.`,
      more: 'HeadHunter принимает refresh-токен только после того, как истёк access-токен из той же пары.',
    },
  },
  refreshed_elsewhere: {
    en: {
      title: 'Another run renewed the pair',
      happened:
        'Another run renewed and saved the token pair, so this one stopped. The next run uses the new pair.',
      more: 'GitHub gives a run its secrets when it is queued. A run that waited can hold the old pair. The `concurrency` group of the workflow in the README makes this rare.',
    },
    ru: {
      title: 'Пару обновил другой запуск',
      happened:
        'Другой запуск обновил и сохранил пару токенов, поэтому этот остановился. Следующий возьмёт новую пару.',
      more: 'GitHub передаёт секреты запуску, когда ставит его в очередь. У ждавшего запуска может быть старая пара. Группа `concurrency` в workflow из README делает это редким.',
    },
  },
  refresh_answer_lost: {
    traits: ['answer_lost', 'needs_login'],
    en: {
      title: 'The new pair was lost on its way',
      happened:
        'HeadHunter renewed the pair, but its answer did not arrive. The old tokens are spent, the new ones unknown.',
      todo: ({ newCode }) => `${newCode}.`,
      more: 'No program can prevent this loss. The account and the resumes are not affected.',
    },
    ru: {
      title: 'Новая пара потерялась в пути',
      happened: 'HeadHunter обновил пару, но его ответ не дошёл. Старые токены потрачены, новые неизвестны.',
      todo: ({ newCode }) => `${newCode}.`,
      more: 'Такую потерю не может предотвратить никакая программа. Аккаунт и резюме она не затронула.',
    },
  },
  exchange_answer_lost: {
    traits: ['code_used_up', 'answer_lost', 'needs_login'],
    en: {
      title: 'The answer to the code was lost',
      happened:
        'HeadHunter’s answer to the code did not arrive. It may have accepted the code, which then can’t be used again.',
      todo: ({ newCode }) => `${newCode}.`,
    },
    ru: {
      title: 'Ответ на код потерялся в пути',
      happened:
        'Ответ HeadHunter на код не дошёл. Возможно, HeadHunter принял код, тогда второй раз код не сработает.',
      todo: ({ newCode }) => `${newCode}.`,
    },
  },
  save_failed: {
    en: {
      title: 'The new token pair could not be saved',
      happened: ({ repository }) =>
        `The new token pair could not be saved${given(repository, (name) => ` to ${code(name)}`)}. It is in the recovery code that this run printed.`,
      todo: ({ forEnvironment, input }) =>
        `First correct what prevented saving: the run names it. Then ${forEnvironment(
          `run the workflow by hand and paste the recovery code into ${input('auth-code')}`,
          `put the recovery code into ${input('auth-code')} and run again`,
        )}.`,
      more: 'Until the code is used, do not change `client-secret` or the tokens’ secrets: they open the code. Paste it into `auth-code`, not into a secret: the run first checks that HeadHunter accepts the pair.',
    },
    ru: {
      title: 'Новая пара токенов не сохранена',
      happened: ({ repository }) =>
        `Новую пару токенов не удалось сохранить${given(repository, (name) => ` в ${code(name)}`)}. Она в коде восстановления, который напечатал этот запуск.`,
      todo: ({ forEnvironment, input }) =>
        `Сначала устраните причину: её называет запуск. Потом ${forEnvironment(
          `запустите workflow вручную и вставьте код восстановления в ${input('auth-code')}`,
          `вставьте код восстановления в ${input('auth-code')} и запустите снова`,
        )}.`,
      more: 'Пока код не использован, не меняйте `client-secret` и секреты токенов: код открывается только с ними. Вставляйте его в `auth-code`, а не в секрет: запуск сначала проверит, что HeadHunter принимает пару.',
    },
  },
  save_failed_no_code: {
    traits: ['needs_login'],
    en: {
      title: 'The new token pair is lost',
      happened:
        'The new token pair could not be saved. Without an old access token no recovery code is possible.',
      todo: ({ authorizeAgain }) =>
        `First correct what prevented saving: the run names it. Then ${authorizeAgain}.`,
    },
    ru: {
      title: 'Новая пара токенов потеряна',
      happened:
        'Новую пару токенов не удалось сохранить. Без старого access-токена код восстановления невозможен.',
      todo: ({ authorizeAgain }) => `Сначала устраните причину: её называет запуск. Потом ${authorizeAgain}.`,
    },
  },
  settle_failed: {
    en: {
      title: 'The saved pair is not split yet',
      happened:
        'The new token pair is saved as one value. The next run writes its two tokens into their own secrets.',
    },
    ru: {
      title: 'Сохранённая пара ещё не разделена',
      happened:
        'Новая пара токенов сохранена одним значением. Следующий запуск запишет оба токена в их секреты.',
    },
  },
  settle_postponed: {
    en: {
      title: 'The saved pair is not split yet',
      happened: ({ at, formats }) =>
        `The saved pair works but was not split into its secrets: ${given(at, (end) => `its access token expires ${formats.moment(end)}`) || 'a secret may have changed during this run'}. A later run does it.`,
    },
    ru: {
      title: 'Сохранённая пара ещё не разделена',
      happened: ({ at, formats }) =>
        `Сохранённая пара работает, но не разделена по секретам: ${given(at, (end) => `её access-токен истекает ${formats.moment(end)}`) || 'секрет могли изменить во время запуска'}. Это сделает один из следующих запусков.`,
    },
  },
  recovered: {
    traits: ['code_used_up'],
    en: {
      title: 'The token pair is recovered',
      happened: 'The pair from the recovery code works and is saved. The code can’t be used again.',
    },
    ru: {
      title: 'Пара токенов восстановлена',
      happened: 'Пара из кода восстановления работает и сохранена. Второй раз код не сработает.',
    },
  },
  recovery_code_unreadable: {
    traits: ['needs_login', 'needs_login_at_last'],
    en: {
      title: 'The recovery code can’t be opened',
      happened:
        'The recovery code is incomplete, or the client secret or the access token has changed since.',
      todo: ({ input, authorizeAgain }) =>
        `If runs work without it, empty ${input('auth-code')}. If not, copy the whole code again. If that does not help, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Код восстановления не открыть',
      happened:
        'Код восстановления скопирован не целиком, либо с тех пор изменились client secret или access-токен.',
      todo: ({ input, authorizeAgain }) =>
        `Если запуски работают без него, очистите ${input('auth-code')}. Если нет, скопируйте код ещё раз целиком. Если не поможет, ${authorizeAgain}.`,
    },
  },
  recovery_code_dead: {
    traits: ['code_used_up', 'needs_login', 'needs_login_at_last'],
    en: {
      title: 'The recovery code is no longer valid',
      happened:
        'HeadHunter no longer accepts the pair in this recovery code: it was renewed or revoked since.',
      todo: ({ input, authorizeAgain }) =>
        `If runs work without it, empty ${input('auth-code')}. If not, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Код восстановления больше не действует',
      happened:
        'HeadHunter больше не принимает пару из этого кода восстановления: её с тех пор обновили или отозвали.',
      todo: ({ input, authorizeAgain }) =>
        `Если запуски работают без него, очистите ${input('auth-code')}. Если нет, ${authorizeAgain}.`,
    },
  },
  recovery_not_saved: {
    en: {
      title: 'The recovered pair is not saved yet',
      happened: ({ at, formats }) =>
        `The pair from the recovery code works but was not saved${given(at, (end) => `: its access token expires ${formats.moment(end)}`)}.`,
      todo: ({ at, forEnvironment, input }) =>
        `Keep the code. ${given(at, () => 'After that moment') || 'Correct what prevents saving, if it is named here. Then'} ${forEnvironment(
          `run the workflow by hand and paste the code into ${input('auth-code')}`,
          `run again with the code in ${input('auth-code')}`,
        )}.`,
    },
    ru: {
      title: 'Восстановленная пара ещё не сохранена',
      happened: ({ at, formats }) =>
        `Пара из кода восстановления работает, но не сохранена${given(at, (end) => `: её access-токен истекает ${formats.moment(end)}`)}.`,
      todo: ({ at, forEnvironment, input }) =>
        `Сохраните код. ${given(at, () => 'После этого времени') || 'Устраните причину, если она названа здесь. Потом'} ${forEnvironment(
          `запустите workflow вручную и вставьте код в ${input('auth-code')}`,
          `запустите снова с кодом в ${input('auth-code')}`,
        )}.`,
    },
  },
  staged_pair_unreadable: {
    traits: ['needs_login'],
    en: {
      title: 'The saved pair can’t be read',
      happened: ({ name }) =>
        `The secret${given(name, (secret) => ` ${code(secret)}`) || ' of the refresh token'} holds a saved token pair that is damaged.`,
      todo: ({ newCode }) => `${newCode}. Do not edit that secret by hand.`,
    },
    ru: {
      title: 'Сохранённая пара не читается',
      happened: ({ name }) =>
        `В секрете ${given(name, code) || 'refresh-токена'} лежит сохранённая пара токенов, но она испорчена.`,
      todo: ({ newCode }) => `${newCode}. Не правьте этот секрет вручную.`,
    },
  },
  staged_pair_dead: {
    traits: ['needs_login'],
    en: {
      title: 'The saved pair is no longer valid',
      happened: ({ input }) =>
        `HeadHunter no longer accepts the token pair in ${input('refresh-token')}: it was renewed elsewhere or revoked.`,
      todo: ({ newCode }) => `${newCode}.`,
    },
    ru: {
      title: 'Сохранённая пара больше не действует',
      happened: ({ input }) =>
        `HeadHunter больше не принимает пару токенов из ${input('refresh-token')}: её обновили в другом месте или отозвали.`,
      todo: ({ newCode }) => `${newCode}.`,
    },
  },
  authorize_soon: {
    traits: ['needs_login'],
    en: {
      title: 'The access token can’t be renewed',
      happened: ({ at, formats, input }) =>
        `The token in ${input('access-token')} still works${given(at, (end) => ` until ${formats.day(end)}`)}. It can’t be renewed: ${input('refresh-token')} holds no usable value.`,
      todo: ({ authorizeAgain }) => `Before it expires, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Access-токен нельзя обновить',
      happened: ({ at, formats, input }) =>
        `Токен из ${input('access-token')} ещё действует${given(at, (end) => ` до ${formats.day(end)}`)}. Обновить его нельзя: значение ${input('refresh-token')} не подходит.`,
      todo: ({ authorizeAgain }) => `Пока он не истёк, ${authorizeAgain}.`,
    },
  },
  would_refresh: {
    en: {
      title: 'The token pair would be renewed',
      happened: 'HeadHunter no longer accepts the access token. A real run would renew the pair and save it.',
    },
    ru: {
      title: 'Пара токенов обновилась бы',
      happened:
        'HeadHunter больше не принимает access-токен. Настоящий запуск обновил бы пару и сохранил её.',
    },
  },
  would_exchange: {
    en: {
      title: 'The code would be exchanged',
      happened: 'A real run would exchange the code for a token pair and save it.',
      todo: ({ input }) => `Run it without ${input('dry-run')} within minutes: the code expires soon.`,
    },
    ru: {
      title: 'Код обменяли бы на токены',
      happened: 'Настоящий запуск обменял бы код на пару токенов и сохранил её.',
      todo: ({ input }) => `Запустите без ${input('dry-run')} в ближайшие минуты: код скоро истечёт.`,
    },
  },
  would_settle: {
    en: {
      title: 'The pair would be saved',
      happened: 'A real run would save this pair and write its two tokens into their own secrets.',
      todo: ({ input }) =>
        `If the pair is from a recovery code, run it with that code and without ${input('dry-run')}.`,
    },
    ru: {
      title: 'Пару сохранили бы',
      happened: 'Настоящий запуск сохранил бы эту пару и записал оба токена в их секреты.',
      todo: ({ input }) =>
        `Если пара из кода восстановления, запустите с этим кодом и без ${input('dry-run')}.`,
    },
  },
} satisfies Rows
