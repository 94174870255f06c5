import type { Rows } from './row.js'
import { code, given } from './sentence.js'

export const pair = {
  refresh_token_missing: {
    traits: ['needs_login'],
    en: {
      title: 'There is no refresh token',
      happened:
        'HeadHunter did not take the access token, or none was given, and there is no refresh token to get a new one with.',
      todo: ({ input, authorizeAgain }) =>
        `Check that ${input('refresh-token')} is filled from its secret; if there is none yet, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Нет refresh-токена',
      happened:
        'Токен доступа не задан или HeadHunter его не принял, а refresh-токена, чтобы получить новый, нет.',
      todo: ({ input, authorizeAgain }) =>
        `Проверьте, что ${input('refresh-token')} заполняется из своего секрета; если токена ещё нет, ${authorizeAgain}.`,
    },
  },
  refresh_token_not_issued: {
    traits: ['needs_login'],
    en: {
      title: 'No refresh token came',
      happened: ({ at, formats }) =>
        `HeadHunter’s answer held an access token but no refresh token. The access token works${given(at, (end) => ` until ${formats.day(end)}`)} and can’t be renewed.`,
      todo: ({ at, formats, authorizeAgain }) =>
        `Sign in again before ${given(at, (end) => formats.day(end)) || 'it expires'}: ${authorizeAgain}.`,
    },
    ru: {
      title: 'Refresh-токен не пришёл',
      happened: ({ at, formats }) =>
        `В ответе HeadHunter есть access-токен, но нет refresh-токена. Access-токен действует${given(at, (end) => ` до ${formats.day(end)}`)}, обновить его нельзя.`,
      todo: ({ at, formats, authorizeAgain }) =>
        `Войдите заново ${given(at, (end) => `до ${formats.day(end)}`) || 'раньше, чем он истечёт'}: ${authorizeAgain}.`,
    },
  },
  no_published_resumes: {
    en: {
      title: 'No published resume',
      happened: 'This account has no published resume, so there was nothing to touch.',
      todo: 'Publish a resume on the site, and check that the tokens belong to the account you mean.',
    },
    ru: {
      title: 'Нет опубликованных резюме',
      happened: 'В этом аккаунте нет опубликованных резюме, поднимать нечего.',
      todo: 'Опубликуйте резюме на сайте и проверьте, что токены от нужного аккаунта.',
    },
  },
  partner_missing: {
    en: {
      title: 'The two tokens do not belong together',
      happened: ({ at, formats }) =>
        `HeadHunter refused the access token, yet says that the one which came with this refresh token still lives${given(at, (day) => `, at the latest until ${formats.day(day)}`)}: the two secrets are not of one pair; nothing was spent.`,
      todo: ({ at, formats }) =>
        `Put the access token that came with this refresh token into its secret, or wait: ${given(at, (day) => `from ${formats.day(day)} on`) || 'within 14 days'} it heals by itself.`,
      more: 'HeadHunter renews a pair only after its access token has expired, 14 days after it was issued. So if the access token in your secrets is not the one that came with the refresh token, there is nothing to be done with the refresh token until then. If you authorize again instead, all works at once.',
    },
    ru: {
      title: 'Токены не из одной пары',
      happened: ({ at, formats }) =>
        `HeadHunter не принял токен доступа, но говорит, что токен, выданный вместе с этим refresh-токеном, ещё действует${given(at, (day) => ` и истечёт не позже ${formats.day(day)}`)}: в секретах лежат токены из разных пар; ничего не потрачено.`,
      todo: ({ at, formats }) =>
        `Положите в секрет токен доступа, выданный вместе с этим refresh-токеном, или подождите: ${given(at, (day) => `не позже ${formats.day(day)}`) || 'не позже чем через 14 дней'} всё наладится само.`,
      more: 'HeadHunter обновляет пару только после того, как истёк её токен доступа, через 14 дней после выдачи. Если в секретах лежит токен доступа не из той пары, что refresh-токен, до этого срока с refresh-токеном ничего не сделать. Если авторизоваться заново, всё заработает сразу.',
    },
  },
  refreshed_elsewhere: {
    en: {
      title: 'Another run renewed the pair',
      happened:
        'Another run has just renewed the token pair and saved it; this one still held the old pair, so it stopped and wrote nothing.',
      todo: 'Nothing to do: the next run works with the new pair.',
      more: 'Two runs were on their way at once, or a run waited in the queue while another one renewed the pair. GitHub hands the secrets to a run when it is queued, so the later one still held the old pair. The workflow in the README has a `concurrency` group, which makes this rare.',
    },
    ru: {
      title: 'Пару обновил другой запуск',
      happened:
        'Пару токенов только что обновил и сохранил другой запуск; у этого была ещё старая, поэтому он остановился и ничего не записал.',
      todo: 'Делать ничего не нужно: следующий запуск возьмёт новую пару.',
      more: 'Два запуска шли одновременно, или один стоял в очереди, пока другой обновлял пару. GitHub отдаёт запуску секреты, когда ставит его в очередь, поэтому у того, что пришёл позже, была ещё старая пара. В workflow из README есть группа `concurrency`: с ней так бывает редко.',
    },
  },
  refresh_answer_lost: {
    traits: ['answer_lost', 'needs_login'],
    en: {
      title: 'The new pair was lost on its way',
      happened:
        'HeadHunter renewed the pair, but its answer never arrived: the old tokens are spent and nobody knows the new ones.',
      todo: ({ authorizeAgain }) => `Authorize again: ${authorizeAgain}.`,
      more: 'This is one of the two losses that no program can prevent; the other is a machine that is switched off between HeadHunter’s answer and the first write. Your account and resumes are in no danger: only the tokens are.',
    },
    ru: {
      title: 'Новая пара потерялась в пути',
      happened:
        'HeadHunter обновил пару, но ответ не дошёл: старые токены потрачены, а новых никто не знает.',
      todo: ({ authorizeAgain }) => `Авторизуйтесь заново: ${authorizeAgain}.`,
      more: 'Это одна из двух потерь, которых не может предотвратить никакая программа; вторая — машина, выключенная между ответом HeadHunter и первой записью. Аккаунту и резюме ничто не угрожает: потеряны только токены.',
    },
  },
  exchange_answer_lost: {
    traits: ['code_used_up', 'answer_lost', 'needs_login'],
    en: {
      title: 'The answer to the code was lost',
      happened:
        'HeadHunter took the authorization code, but its answer never arrived: the code is spent and nobody knows the pair that came of it.',
      todo: ({ authorizeAgain }) => `Authorize again: ${authorizeAgain}.`,
    },
    ru: {
      title: 'Ответ на код потерялся в пути',
      happened:
        'HeadHunter принял код авторизации, но ответ не дошёл: код потрачен, а полученных по нему токенов никто не знает.',
      todo: ({ authorizeAgain }) => `Авторизуйтесь заново: ${authorizeAgain}.`,
    },
  },
  save_failed: {
    en: {
      title: 'The new token pair could not be saved',
      happened: ({ repository }) =>
        `HeadHunter issued a new token pair that could not be saved${given(repository, (name) => ` to ${code(name)}`)}; it is in the recovery code that this run printed in its log and summary.`,
      todo: ({ forEnvironment, input }) =>
        `Fix what keeps the pair from being saved (it is named beside this), then ${forEnvironment(
          `run the workflow by hand and paste the recovery code into its ${input('auth-code')} field`,
          `put the recovery code into ${input('auth-code')} and run again`,
        )}.`,
      more: 'The code is sealed with your client secret and the access token that was just replaced, and that token still stands in its secret. So don’t touch the secrets of both tokens before the code is used. Paste the code into `auth-code`, not into a secret: the run that gets it first asks HeadHunter whether it is still ok, and so can’t bury a newer pair. There is no signal of minutes, yet do it soon: as long as it isn’t done, every run is red.',
    },
    ru: {
      title: 'Новую пару токенов не удалось сохранить',
      happened: ({ repository }) =>
        `HeadHunter выдал новую пару токенов, но сохранить её${given(repository, (name) => ` в ${code(name)}`)} не удалось; она лежит в коде восстановления, который этот запуск напечатал в журнале и в сводке.`,
      todo: ({ forEnvironment, input }) =>
        `Устраните то, что мешает сохранить пару (причина названа рядом), затем ${forEnvironment(
          `запустите workflow вручную и вставьте код восстановления в поле ${input('auth-code')}`,
          `положите код восстановления в ${input('auth-code')} и запустите снова`,
        )}.`,
      more: 'Код запечатан вашим client secret и токеном доступа, который только что заменили; этот токен всё ещё лежит в своём секрете. Поэтому не меняйте секреты обоих токенов, пока код не пущен в дело. Вставляйте код в `auth-code`, а не в секрет: запуск, получив его, сначала спросит HeadHunter, годится ли он ещё, и не затрёт более новую пару. Минуты не решают, но не откладывайте: до тех пор каждый запуск будет красным.',
    },
  },
  save_failed_no_code: {
    traits: ['needs_login'],
    en: {
      title: 'The new token pair is lost',
      happened:
        'HeadHunter issued a new token pair that could not be saved, and without an old access token no recovery code could be sealed.',
      todo: ({ authorizeAgain }) =>
        `Fix what keeps the pair from being saved (it is named beside this), then authorize again: ${authorizeAgain}.`,
    },
    ru: {
      title: 'Новая пара токенов потеряна',
      happened:
        'HeadHunter выдал новую пару токенов, но сохранить её не удалось, а без старого токена доступа код восстановления не сделать.',
      todo: ({ authorizeAgain }) =>
        `Устраните то, что мешает сохранить пару (причина названа рядом), затем авторизуйтесь заново: ${authorizeAgain}.`,
    },
  },
  settle_failed: {
    en: {
      title: 'The pair is safe but not yet in order',
      happened:
        'The new token pair is saved as a whole; writing the two tokens into their own secrets did not succeed.',
      todo: 'Nothing to do: the next run does it.',
    },
    ru: {
      title: 'Пара сохранена, но не разложена по секретам',
      happened:
        'Новая пара токенов сохранена целиком; записать оба токена в их собственные секреты не удалось.',
      todo: 'Делать ничего не нужно: это сделает следующий запуск.',
    },
  },
  settle_postponed: {
    en: {
      title: 'The saved pair is used as it is',
      happened: ({ at, formats }) =>
        `The token pair is saved as a whole and was used; its two tokens were not yet written into their own secrets, since ${given(at, (end) => `the access token ends so soon, ${formats.moment(end)}`) || 'the secret may have been changed during this run'}.`,
      todo: 'Nothing to do: a later run does it.',
    },
    ru: {
      title: 'Сохранённая пара пока лежит целиком',
      happened: ({ at, formats }) =>
        `Пара токенов сохранена целиком и работает; раскладывать токены по их секретам пока не стали: ${given(at, (end) => `токен доступа вот-вот истечёт, ${formats.moment(end)}`) || 'секрет могли изменить во время этого запуска'}.`,
      todo: 'Делать ничего не нужно: это сделает один из следующих запусков.',
    },
  },
  recovered: {
    traits: ['code_used_up'],
    en: {
      title: 'The token pair is recovered',
      happened: 'HeadHunter accepted the pair from the recovery code and it is saved: all is well again.',
      todo: ({ input }) =>
        `Nothing to do; the recovery code is of no more use, and ${input('auth-code')} can be emptied.`,
    },
    ru: {
      title: 'Пара токенов восстановлена',
      happened: 'HeadHunter принял пару из кода восстановления, она сохранена: всё снова в порядке.',
      todo: ({ input }) =>
        `Делать ничего не нужно; код восстановления больше не понадобится, поле ${input('auth-code')} можно очистить.`,
    },
  },
  recovery_code_unreadable: {
    traits: ['needs_login', 'needs_login_at_last'],
    en: {
      title: 'The recovery code can’t be read',
      happened:
        'The recovery code could not be opened: it was not copied whole, or the client secret or the access token in the secrets is no longer the one it was made with.',
      todo: ({ authorizeAgain }) =>
        `Copy it once more from its first letter to its last, and leave the access token’s secret as it was in that run; if that does not help, ${authorizeAgain}.`,
      more: 'Three things must be as they were in the run that printed the code: the code itself, from `hhrc1.` to its last letter; `client-secret`; and the secret with the access token. If one of them was changed, nobody can open the code any more.',
    },
    ru: {
      title: 'Код восстановления не читается',
      happened:
        'Код восстановления не удалось открыть: он скопирован не целиком либо client secret или токен доступа в секретах уже не те, с которыми он сделан.',
      todo: ({ authorizeAgain }) =>
        `Скопируйте его ещё раз от первой буквы до последней и не меняйте секрет с токеном доступа; если не поможет, ${authorizeAgain}.`,
      more: 'Три вещи должны быть такими же, как в запуске, который напечатал код: сам код, от `hhrc1.` до последней буквы, `client-secret` и секрет с токеном доступа. Если хоть что-то из этого изменилось, открыть код уже не может никто.',
    },
  },
  recovery_code_dead: {
    traits: ['code_used_up', 'needs_login', 'needs_login_at_last'],
    en: {
      title: 'The recovery code has outlived its pair',
      happened:
        'HeadHunter no longer accepts the token pair in this recovery code: it was renewed or withdrawn since.',
      todo: ({ input, authorizeAgain }) =>
        `Empty ${input('auth-code')} if the run works without it; otherwise, ${authorizeAgain}.`,
    },
    ru: {
      title: 'Код восстановления устарел',
      happened:
        'HeadHunter больше не принимает пару токенов из этого кода восстановления: с тех пор её обновили или отозвали.',
      todo: ({ input, authorizeAgain }) =>
        `Если запуск обходится без него, очистите ${input('auth-code')}; если нет, ${authorizeAgain}.`,
    },
  },
  recovery_not_saved: {
    en: {
      title: 'The recovered pair is not saved yet',
      happened: ({ at, formats }) =>
        `The pair from the recovery code works, but it was not saved${given(at, (end) => `, since its access token ends so soon, ${formats.moment(end)}`)}.`,
      todo: ({ at, forEnvironment, input }) =>
        `Keep the recovery code and ${forEnvironment('run the workflow by hand', 'run this again')} with it in ${input('auth-code')} once more${given(at, () => ', when that moment has passed') || ', after fixing what keeps the pair from being saved, if that is named beside this'}.`,
    },
    ru: {
      title: 'Восстановленная пара ещё не сохранена',
      happened: ({ at, formats }) =>
        `Пара из кода восстановления работает, но она не сохранена${given(at, (end) => `: её токен доступа вот-вот истечёт, ${formats.moment(end)}`)}.`,
      todo: ({ at, forEnvironment, input }) =>
        `Не выбрасывайте код восстановления и ещё раз запустите ${forEnvironment('workflow вручную', 'программу')} с ним в ${input('auth-code')}${given(at, () => ', когда этот срок пройдёт') || ', а если рядом названо, что мешает сохранить пару, сначала устраните это'}.`,
    },
  },
  staged_pair_unreadable: {
    traits: ['needs_login'],
    en: {
      title: 'The saved pair can’t be read',
      happened: ({ name }) =>
        `The refresh token’s secret${given(name, (secret) => ` ${code(secret)}`)} holds a pair as this program saves it, but damaged.`,
      todo: ({ authorizeAgain }) => `Don’t edit that secret by hand; ${authorizeAgain}.`,
    },
    ru: {
      title: 'Сохранённая пара не читается',
      happened: ({ name }) =>
        `В секрете refresh-токена${given(name, (secret) => ` ${code(secret)}`)} лежит пара, сохранённая этой программой, но она испорчена.`,
      todo: ({ authorizeAgain }) => `Не правьте этот секрет руками; ${authorizeAgain}.`,
    },
  },
  staged_pair_dead: {
    traits: ['needs_login'],
    en: {
      title: 'The saved pair is dead',
      happened:
        'HeadHunter no longer accepts the token pair that an earlier run saved: it was renewed or withdrawn elsewhere.',
      todo: ({ authorizeAgain }) => `Authorize again: ${authorizeAgain}.`,
    },
    ru: {
      title: 'Сохранённая пара больше не действует',
      happened:
        'HeadHunter больше не принимает пару токенов, которую сохранил один из прошлых запусков: её обновили в другом месте или отозвали.',
      todo: ({ authorizeAgain }) => `Авторизуйтесь заново: ${authorizeAgain}.`,
    },
  },
  authorize_soon: {
    traits: ['needs_login'],
    en: {
      title: 'The access token can’t be renewed',
      happened: ({ at, formats }) =>
        `The access token still works${given(at, (end) => ` until ${formats.day(end)}`)}, but there is no refresh token that could renew it.`,
      todo: ({ at, formats, authorizeAgain }) =>
        `Authorize again before ${given(at, (end) => formats.day(end)) || 'it ends'}: ${authorizeAgain}.`,
    },
    ru: {
      title: 'Токен доступа нечем будет обновить',
      happened: ({ at, formats }) =>
        `Токен доступа ещё работает${given(at, (end) => ` и истечёт ${formats.moment(end)}`)}, но refresh-токена, который мог бы его обновить, нет.`,
      todo: ({ at, formats, authorizeAgain }) =>
        `Авторизуйтесь заново ${given(at, (end) => `до ${formats.day(end)}`) || 'раньше, чем он истечёт'}: ${authorizeAgain}.`,
    },
  },
  would_refresh: {
    en: {
      title: 'The token pair would be renewed',
      happened:
        'The access token no longer works: a real run would renew the token pair now, save it and go on.',
      todo: 'Nothing to do: the next real run does it.',
    },
    ru: {
      title: 'Пара токенов обновилась бы',
      happened:
        'Токен доступа больше не действует: настоящий запуск сейчас обновил бы пару токенов, сохранил её и продолжил.',
      todo: 'Делать ничего не нужно: это сделает следующий настоящий запуск.',
    },
  },
  would_exchange: {
    en: {
      title: 'The code would be exchanged',
      happened: 'A real run would exchange the authorization code for a token pair now, save it and go on.',
      todo: ({ input }) => `Run it without ${input('dry-run')} within minutes, since the code expires soon.`,
    },
    ru: {
      title: 'Код обменяли бы на токены',
      happened:
        'Настоящий запуск сейчас обменял бы код авторизации на пару токенов, сохранил её и продолжил.',
      todo: ({ input }) => `Запустите без ${input('dry-run')} в ближайшие минуты: код быстро истекает.`,
    },
  },
  would_settle: {
    en: {
      title: 'The saved pair would be put in order',
      happened:
        'A real run would save the pair that it was given as a whole and write its two tokens into their own secrets.',
      todo: ({ input }) =>
        `Nothing to do if it stands in the secrets; if it comes from a recovery code, run it without ${input('dry-run')} and with the same code.`,
    },
    ru: {
      title: 'Сохранённую пару разложили бы по секретам',
      happened:
        'Настоящий запуск сохранил бы эту пару целиком и записал оба токена в их собственные секреты.',
      todo: ({ input }) =>
        `Если пара лежит в секретах, делать ничего не нужно; если она из кода восстановления, запустите без ${input('dry-run')} с тем же кодом.`,
    },
  },
} satisfies Rows
