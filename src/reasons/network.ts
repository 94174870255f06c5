import type { Rows } from './row.js'
import { cause, given } from './sentence.js'

export const network = {
  hh_unreachable: {
    traits: ['retryable'],
    en: {
      title: 'HeadHunter can’t be reached',
      happened: (details) => `No connection to HeadHunter could be made${cause(details)}.`,
      todo: ({ input, tryLater }) =>
        `${tryLater}; if it keeps happening, check ${input('api-url')}, the network and the proxy of the machine that runs this.`,
    },
    ru: {
      title: 'HeadHunter недоступен',
      happened: (details) => `Не удалось соединиться с HeadHunter${cause(details)}.`,
      todo: ({ input, tryLater }) =>
        `${tryLater}; если так каждый раз, проверьте ${input('api-url')}, сеть и прокси на машине, где идёт запуск.`,
    },
  },
  proxy_refused: {
    traits: ['retryable'],
    en: {
      title: 'The proxy refused',
      happened: (details) => `The proxy did not let the request to HeadHunter through${cause(details)}.`,
      todo: 'Check the address, name and password in `https_proxy`, and that the proxy lets api.hh.ru pass; `no_proxy` goes around it.',
    },
    ru: {
      title: 'Прокси не пропустил запрос',
      happened: (details) => `Прокси не пропустил запрос к HeadHunter${cause(details)}.`,
      todo: 'Проверьте адрес, имя и пароль в `https_proxy` и разрешён ли на прокси api.hh.ru; обойти прокси можно через `no_proxy`.',
    },
  },
  proxy_unsupported: {
    en: {
      title: 'This kind of proxy is not supported',
      happened: ({ code: kind }) =>
        `The proxy variable does not name an HTTP proxy${given(kind, (name) => `, but ${name}`)}, so nothing was sent.`,
      todo: 'Set `https_proxy` to an HTTP proxy, such as `http://proxy.example:3128`. Write special characters in its name and password as `%`-escapes.',
    },
    ru: {
      title: 'Такой прокси не поддерживается',
      happened: ({ code: kind }) =>
        `В переменной прокси указан не HTTP-прокси${given(kind, (name) => `, а ${name}`)}, поэтому ничего не отправлено.`,
      todo: 'Укажите в `https_proxy` HTTP-прокси, например `http://proxy.example:3128`. Спецсимволы в имени и пароле запишите через `%`.',
    },
  },
  certificate_rejected: {
    en: {
      title: 'HeadHunter’s certificate is not trusted',
      happened: (details) =>
        `The certificate shown in HeadHunter’s name is not one that this machine trusts${cause(details)}, so nothing was sent.`,
      todo: 'If your network decrypts TLS traffic, as many offices do, name its certificate file in `NODE_EXTRA_CA_CERTS`; if it doesn’t, use another network and don’t switch the check off.',
    },
    ru: {
      title: 'Нет доверия сертификату HeadHunter',
      happened: (details) =>
        `Эта машина не доверяет сертификату, предъявленному от имени HeadHunter${cause(details)}, поэтому ничего не отправлено.`,
      todo: 'Если ваша сеть расшифровывает TLS, как бывает в офисах, укажите файл её сертификата в `NODE_EXTRA_CA_CERTS`; если нет, смените сеть и не отключайте проверку.',
    },
  },
  connection_lost: {
    traits: ['retryable'],
    en: {
      title: 'The connection broke',
      happened: (details) => `The connection to HeadHunter broke before its answer came${cause(details)}.`,
      todo: ({ tryLater }) =>
        `${tryLater}; if it keeps happening, check the network and the proxy of the machine that runs this.`,
    },
    ru: {
      title: 'Соединение оборвалось',
      happened: (details) => `Соединение с HeadHunter оборвалось раньше, чем пришёл ответ${cause(details)}.`,
      todo: ({ tryLater }) =>
        `${tryLater}; если так каждый раз, проверьте сеть и прокси на машине, где идёт запуск.`,
    },
  },
  timed_out: {
    traits: ['retryable'],
    en: {
      title: 'HeadHunter was too slow',
      happened: ({ lasts, formats }) =>
        `HeadHunter did not answer in time${given(lasts, (ms) => `: this run waits ${formats.duration(ms)} for each answer`)}.`,
      todo: ({ input, tryLater }) => `${tryLater}; if it keeps happening, raise ${input('request-timeout')}.`,
    },
    ru: {
      title: 'HeadHunter отвечает слишком долго',
      happened: ({ lasts, formats }) =>
        `HeadHunter не ответил вовремя${given(lasts, (ms) => `: каждого ответа этот запуск ждёт ${formats.duration(ms)}`)}.`,
      todo: ({ input, tryLater }) =>
        `${tryLater}; если так каждый раз, увеличьте ${input('request-timeout')}.`,
    },
  },
  answer_cut_off: {
    traits: ['retryable'],
    en: {
      title: 'HeadHunter’s answer was cut off',
      happened: (details) => `HeadHunter’s answer stopped in the middle${cause(details)}.`,
      todo: ({ tryLater }) =>
        `${tryLater}; if it keeps happening, check the network and the proxy of the machine that runs this.`,
    },
    ru: {
      title: 'Ответ HeadHunter оборвался',
      happened: (details) => `Ответ HeadHunter оборвался на середине${cause(details)}.`,
      todo: ({ tryLater }) =>
        `${tryLater}; если так каждый раз, проверьте сеть и прокси на машине, где идёт запуск.`,
    },
  },
  answer_too_large: {
    en: {
      title: 'HeadHunter’s answer is too large',
      happened: 'The answer was far larger than anything HeadHunter sends, and was not read to its end.',
      todo: ({ input }) =>
        `Check that ${input('api-url')} is \`https://api.hh.ru\` and that no proxy answers in its place; if so, please open an issue.`,
    },
    ru: {
      title: 'Слишком большой ответ',
      happened: 'Ответ намного больше всего, что присылает HeadHunter, поэтому его не стали дочитывать.',
      todo: ({ input }) =>
        `Проверьте, что в ${input('api-url')} стоит \`https://api.hh.ru\` и что вместо HeadHunter не отвечает прокси; если всё так, создайте, пожалуйста, issue.`,
    },
  },
  answer_not_json: {
    en: {
      title: 'HeadHunter’s answer can’t be read',
      happened: (details) =>
        `Instead of data HeadHunter’s address sent something else, perhaps a web page${cause(details)}.`,
      todo: ({ input, tryLater }) =>
        `${tryLater}; if it keeps happening, check ${input('api-url')} and whether a proxy or a sign-in page of your network answers in HeadHunter’s place.`,
    },
    ru: {
      title: 'Ответ HeadHunter не разобрать',
      happened: (details) =>
        `Вместо данных с адреса HeadHunter пришло что-то другое, возможно веб-страница${cause(details)}.`,
      todo: ({ input, tryLater }) =>
        `${tryLater}; если так каждый раз, проверьте ${input('api-url')} и не отвечает ли вместо HeadHunter прокси или страница входа вашей сети.`,
    },
  },
  answer_unexpected: {
    en: {
      title: 'An unknown answer from HeadHunter',
      happened: (details) =>
        `HeadHunter answered in a way that its documentation does not describe${cause(details)}.`,
      todo: ({ tryLater }) =>
        `${tryLater}; if it keeps happening, look for a newer version of this action, and open an issue if there is none.`,
    },
    ru: {
      title: 'Незнакомый ответ HeadHunter',
      happened: (details) => `HeadHunter ответил так, как в его документации не описано${cause(details)}.`,
      todo: ({ tryLater }) =>
        `${tryLater}; если так каждый раз, поищите новую версию, а если её нет, создайте, пожалуйста, issue.`,
    },
  },
  redirected: {
    en: {
      title: 'HeadHunter’s address points elsewhere',
      happened: (details) =>
        `HeadHunter’s address redirected the request elsewhere${cause(details)}; the run did not follow, so that no token goes astray.`,
      todo: ({ input }) =>
        `Check that ${input('api-url')} is \`https://api.hh.ru\`, and whether a proxy or a sign-in page of your network stands in between.`,
    },
    ru: {
      title: 'Адрес HeadHunter ведёт в другое место',
      happened: (details) =>
        `С адреса HeadHunter пришло перенаправление в другое место${cause(details)}; запуск туда не пошёл, чтобы токен не попал к чужим.`,
      todo: ({ input }) =>
        `Проверьте, что в ${input('api-url')} стоит \`https://api.hh.ru\` и что на пути нет прокси или страницы входа вашей сети.`,
    },
  },
  hh_unavailable: {
    traits: ['retryable'],
    en: {
      title: 'HeadHunter is having trouble',
      happened: (details) => `HeadHunter’s servers have trouble of their own at the moment${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}.`,
    },
    ru: {
      title: 'У HeadHunter неполадки',
      happened: (details) => `Сейчас неполадки у самого HeadHunter${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}.`,
    },
  },
  rate_limited: {
    traits: ['retryable'],
    en: {
      title: 'Too many requests',
      happened: (details) =>
        `HeadHunter received too many requests from this machine’s address in a short time${cause(details)}.`,
      todo: ({ tryLater }) =>
        `${tryLater}; if it keeps happening, look for another program that calls HeadHunter from the same address.`,
    },
    ru: {
      title: 'Слишком много запросов',
      happened: (details) =>
        `С адреса этой машины к HeadHunter за короткое время пришло слишком много запросов${cause(details)}.`,
      todo: ({ tryLater }) =>
        `${tryLater}; если так каждый раз, поищите другую программу, которая обращается к HeadHunter с того же адреса.`,
    },
  },
  address_filtered: {
    en: {
      title: 'HeadHunter’s guard turned this address away',
      happened: (details) =>
        `DDoS-Guard, which stands before HeadHunter, did not let this machine’s address in${cause(details)}; your tokens are fine.`,
      todo: 'Run it again, since GitHub gives each run another machine; if it keeps happening, use a self-hosted runner or your own computer.',
      more: 'Data centres share their addresses with all kinds of programs, so the guard before HeadHunter distrusts them at times. A dry run (`dry-run: true`) shows whether the address gets through without changing anything. A self-hosted runner on your own line, or the terminal command with cron, avoids it for good.',
    },
    ru: {
      title: 'Защита HeadHunter не пустила этот адрес',
      happened: (details) =>
        `DDoS-Guard, который стоит перед HeadHunter, не пустил адрес этой машины${cause(details)}; с вашими токенами всё в порядке.`,
      todo: 'Запустите ещё раз: GitHub каждый раз даёт другую машину; если не помогает, возьмите свой (self-hosted) раннер или свой компьютер.',
      more: 'Адресами дата-центров пользуются самые разные программы, поэтому защита HeadHunter временами им не доверяет. Пробный запуск (`dry-run: true`) покажет, проходит ли адрес, и ничего не изменит. Насовсем помогает свой (self-hosted) раннер на своём интернете или команда в терминале по cron.',
    },
  },
  region_blocked: {
    en: {
      title: 'HeadHunter is closed to this region',
      happened: (details) =>
        `HeadHunter does not serve the region that this machine’s address belongs to${cause(details)}; your tokens are fine.`,
      todo: 'Run it from a machine in a region that HeadHunter serves: a self-hosted runner or your own computer.',
    },
    ru: {
      title: 'HeadHunter закрыт для этого региона',
      happened: (details) =>
        `HeadHunter не обслуживает регион, к которому относится адрес этой машины${cause(details)}; с вашими токенами всё в порядке.`,
      todo: 'Запускайте с машины в регионе, который HeadHunter обслуживает: со своего (self-hosted) раннера или со своего компьютера.',
    },
  },
  captcha_required: {
    en: {
      title: 'HeadHunter asks for a captcha',
      happened: (details) =>
        `HeadHunter wants a captcha to be solved${cause(details)}, which a program can’t and shouldn’t do.`,
      todo: 'Open hh.ru in your browser, sign in and solve it if you are asked; then run this again.',
    },
    ru: {
      title: 'HeadHunter просит капчу',
      happened: (details) =>
        `HeadHunter просит решить капчу${cause(details)}, а программа этого не может и не должна.`,
      todo: 'Откройте hh.ru в браузере, войдите и решите капчу, если её покажут; потом запустите снова.',
    },
  },
} satisfies Rows
