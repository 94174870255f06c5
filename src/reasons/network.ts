import type { Rows } from './row.js'
import { capitalize, cause, given } from './sentence.js'

export const network = {
  hh_unreachable: {
    traits: ['retryable'],
    en: {
      title: 'HeadHunter can’t be reached',
      happened: (details) => `No connection to HeadHunter was possible${cause(details)}.`,
      todo: ({ input, tryLater }) =>
        `${tryLater}. If it happens often, check ${input('api-url')}, the network and the proxy.`,
    },
    ru: {
      title: 'HeadHunter недоступен',
      happened: (details) => `Не удалось соединиться с HeadHunter${cause(details)}.`,
      todo: ({ input, tryLater }) =>
        `${tryLater}. Если повторяется, проверьте ${input('api-url')}, сеть и прокси.`,
    },
  },
  proxy_refused: {
    traits: ['retryable'],
    en: {
      title: 'The proxy refused the request',
      happened: (details) => `The proxy refused the request to HeadHunter${cause(details)}.`,
      todo: 'Check the address, name and password in `https_proxy`, and that the proxy allows api.hh.ru. To bypass the proxy, use `no_proxy`.',
    },
    ru: {
      title: 'Прокси не пропустил запрос',
      happened: (details) => `Прокси не пропустил запрос к HeadHunter${cause(details)}.`,
      todo: 'Проверьте адрес, имя и пароль в `https_proxy` и разрешён ли на прокси api.hh.ru. Обойти прокси можно через `no_proxy`.',
    },
  },
  proxy_unsupported: {
    en: {
      title: 'This kind of proxy is not supported',
      happened: ({ code: kind }) =>
        `The proxy variable is not an HTTP proxy${given(kind, (name) => `, but ${name}`)}, so HeadHunter was not called.`,
      todo: 'Set `https_proxy` to an HTTP proxy, such as `http://proxy.example:3128`. Write special characters in its name and password as `%`-escapes.',
    },
    ru: {
      title: 'Такой прокси не поддерживается',
      happened: ({ code: kind }) =>
        `В переменной прокси не HTTP-прокси${given(kind, (name) => `, а ${name}`)}, поэтому запроса к HeadHunter не было.`,
      todo: 'Укажите в `https_proxy` HTTP-прокси, например `http://proxy.example:3128`. Спецсимволы в имени и пароле запишите через `%`.',
    },
  },
  certificate_rejected: {
    en: {
      title: 'HeadHunter’s certificate is not trusted',
      happened: (details) =>
        `This machine does not trust the certificate shown for HeadHunter${cause(details)}. Nothing was sent.`,
      todo: 'If your network decrypts TLS, set `NODE_EXTRA_CA_CERTS` to its certificate file. If it does not, use another network.',
    },
    ru: {
      title: 'Нет доверия сертификату HeadHunter',
      happened: (details) =>
        `Эта машина не доверяет сертификату, показанному от имени HeadHunter${cause(details)}. Ничего не отправлено.`,
      todo: 'Если ваша сеть расшифровывает TLS, укажите файл её сертификата в `NODE_EXTRA_CA_CERTS`. Если нет, смените сеть.',
    },
  },
  connection_lost: {
    traits: ['retryable'],
    en: {
      title: 'The connection broke',
      happened: (details) => `The connection to HeadHunter broke before an answer came${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}. If it happens often, check the network and the proxy.`,
    },
    ru: {
      title: 'Соединение оборвалось',
      happened: (details) => `Соединение с HeadHunter оборвалось до ответа${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}. Если повторяется, проверьте сеть и прокси.`,
    },
  },
  timed_out: {
    traits: ['retryable'],
    en: {
      title: 'HeadHunter was too slow',
      happened: ({ lasts, formats }) =>
        `HeadHunter did not answer${given(lasts, (ms) => ` within ${formats.duration(ms)}`) || ' in time'}.`,
      todo: ({ input, tryLater }) =>
        `${tryLater}. If it happens often, increase ${input('request-timeout')}.`,
    },
    ru: {
      title: 'HeadHunter отвечает слишком долго',
      happened: ({ lasts, formats }) =>
        `HeadHunter не ответил ${given(lasts, (ms) => `за ${formats.duration(ms)}`) || 'вовремя'}.`,
      todo: ({ input, tryLater }) => `${tryLater}. Если повторяется, увеличьте ${input('request-timeout')}.`,
    },
  },
  answer_cut_off: {
    traits: ['retryable'],
    en: {
      title: 'HeadHunter’s answer was cut off',
      happened: (details) => `HeadHunter’s answer broke off before its end${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}. If it happens often, check the network and the proxy.`,
    },
    ru: {
      title: 'Ответ HeadHunter оборвался',
      happened: (details) => `Ответ HeadHunter пришёл не целиком${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}. Если повторяется, проверьте сеть и прокси.`,
    },
  },
  answer_too_large: {
    en: {
      title: 'HeadHunter’s answer is too large',
      happened: 'The answer was far larger than HeadHunter’s answers are, so it was not read.',
      todo: ({ input }) =>
        `Check that ${input('api-url')} is \`https://api.hh.ru\` and that no proxy answers instead. If so, open an issue.`,
    },
    ru: {
      title: 'Слишком большой ответ',
      happened: 'Ответ намного больше обычных ответов HeadHunter, поэтому его не прочитали.',
      todo: ({ input }) =>
        `Проверьте, что ${input('api-url')} — это \`https://api.hh.ru\` и что вместо него не отвечает прокси. Если всё так, создайте issue.`,
    },
  },
  answer_not_json: {
    en: {
      title: 'HeadHunter’s answer can’t be read',
      happened: (details) => `HeadHunter’s address sent no data, perhaps a web page${cause(details)}.`,
      todo: ({ input, tryLater }) =>
        `${tryLater}. If it happens often, check ${input('api-url')}, the proxy and whether your network asks you to sign in.`,
    },
    ru: {
      title: 'Ответ HeadHunter не прочитать',
      happened: (details) => `С адреса HeadHunter пришли не данные, возможно, веб-страница${cause(details)}.`,
      todo: ({ input, tryLater }) =>
        `${tryLater}. Если повторяется, проверьте ${input('api-url')}, прокси и не просит ли ваша сеть войти.`,
    },
  },
  answer_unexpected: {
    en: {
      title: 'An unknown answer from HeadHunter',
      happened: (details) => `HeadHunter’s answer is not one that its documentation names${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}. If it happens often, look for a newer version or open an issue.`,
    },
    ru: {
      title: 'Неизвестный ответ HeadHunter',
      happened: (details) => `Такого ответа нет в документации HeadHunter${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}. Если повторяется, поищите новую версию или создайте issue.`,
    },
  },
  redirected: {
    en: {
      title: 'HeadHunter’s address redirects elsewhere',
      happened: (details) =>
        `HeadHunter’s address redirected the request${cause(details)}. It was not followed, so no token was sent there.`,
      todo: ({ input }) =>
        `Check that ${input('api-url')} is \`https://api.hh.ru\` and that no proxy or sign-in page of your network answers.`,
    },
    ru: {
      title: 'Адрес HeadHunter перенаправляет',
      happened: (details) =>
        `Адрес HeadHunter перенаправил запрос${cause(details)}. Запрос туда не ушёл, токен никуда не отправлен.`,
      todo: ({ input }) =>
        `Проверьте, что ${input('api-url')} — это \`https://api.hh.ru\` и что не отвечает прокси или страница входа вашей сети.`,
    },
  },
  hh_unavailable: {
    traits: ['retryable'],
    en: {
      title: 'HeadHunter has a fault',
      happened: (details) => `HeadHunter’s servers have a fault${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}.`,
    },
    ru: {
      title: 'Сбой у HeadHunter',
      happened: (details) => `Сбой на серверах HeadHunter${cause(details)}.`,
      todo: ({ tryLater }) => `${tryLater}.`,
    },
  },
  rate_limited: {
    traits: ['retryable'],
    en: {
      title: 'Too many requests',
      happened: (details) => `HeadHunter received too many requests from this IP address${cause(details)}.`,
      todo: ({ tryLater }) =>
        `${tryLater}. If it happens often, look for another program that calls HeadHunter from this address.`,
    },
    ru: {
      title: 'Слишком много запросов',
      happened: (details) => `HeadHunter получил слишком много запросов с этого IP-адреса${cause(details)}.`,
      todo: ({ tryLater }) =>
        `${tryLater}. Если повторяется, поищите другую программу, которая обращается к HeadHunter с этого адреса.`,
    },
  },
  address_filtered: {
    en: {
      title: 'HeadHunter’s protection refused this IP address',
      happened: (details) =>
        `DDoS-Guard, HeadHunter’s protection, refused this machine’s IP address${cause(details)}. The tokens are not affected.`,
      todo: ({ forEnvironment }) =>
        `${capitalize(forEnvironment('run it again: GitHub gives each run another machine', 'try again later'))}. If that does not help, run it ${forEnvironment('on a self-hosted runner or your own computer', 'from another network')}.`,
    },
    ru: {
      title: 'Защита HeadHunter не приняла этот IP-адрес',
      happened: (details) =>
        `DDoS-Guard, защита HeadHunter, не пропустил IP-адрес этой машины${cause(details)}. На токены это не влияет.`,
      todo: ({ forEnvironment }) =>
        `${capitalize(forEnvironment('запустите ещё раз: GitHub каждый раз даёт другую машину', 'попробуйте позже'))}. Если не поможет, запускайте ${forEnvironment('на self-hosted раннере или своём компьютере', 'из другой сети')}.`,
    },
  },
  region_blocked: {
    en: {
      title: 'HeadHunter does not serve this region',
      happened: (details) =>
        `HeadHunter does not serve the region of this machine’s IP address${cause(details)}. The tokens are not affected.`,
      todo: ({ forEnvironment }) =>
        `Run it ${forEnvironment('on a self-hosted runner or your own computer', 'on a machine')} in a region that HeadHunter serves.`,
    },
    ru: {
      title: 'HeadHunter не обслуживает этот регион',
      happened: (details) =>
        `HeadHunter не обслуживает регион IP-адреса этой машины${cause(details)}. На токены это не влияет.`,
      todo: ({ forEnvironment }) =>
        `Запускайте ${forEnvironment('на self-hosted раннере или своём компьютере', 'на машине')} в регионе, который HeadHunter обслуживает.`,
    },
  },
  captcha_required: {
    en: {
      title: 'HeadHunter asks for a captcha',
      happened: (details) => `HeadHunter asks for a captcha, which a program can’t solve${cause(details)}.`,
      todo: 'Sign in to hh.ru in your browser and solve the captcha if it is shown. Then run it again.',
    },
    ru: {
      title: 'HeadHunter просит капчу',
      happened: (details) => `HeadHunter просит капчу, а программа её решить не может${cause(details)}.`,
      todo: 'Войдите на hh.ru в браузере и решите капчу, если она появится. Потом запустите снова.',
    },
  },
} satisfies Rows
