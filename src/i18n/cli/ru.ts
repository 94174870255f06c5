import { PROJECT_URL } from '../../domain/project.js'
import { code } from '../../reasons/index.js'
import type { Formats } from '../formats.js'
import { RESUMES } from '../ru.js'
import type { CliMessages } from './en.js'

export const ru = (formats: Formats): CliMessages => ({
  help: {
    description:
      'Поднимает ваши резюме на hh.ru и сохраняет вход в аккаунт. Без команды поднимает, а без настроек показывает демонстрацию.',
    examplesTitle: 'Примеры:',
    examples: [
      { command: code('hh-resume-touch check'), does: 'заработает ли у меня, работает ли ещё?' },
      { command: code('hh-resume-touch setup'), does: 'настроить на GitHub или на этом компьютере' },
      { command: code('hh-resume-touch login'), does: 'получить пару токенов в браузере' },
      { command: code('hh-resume-touch resumes'), does: 'ваши резюме и когда их можно поднять' },
      { command: code('hh-resume-touch touch --watch'), does: 'остаться и поднимать каждые четыре часа' },
      { command: code('hh-resume-touch touch --json'), does: 'для скриптов' },
    ],
    exitCodes:
      'Коды выхода: 0 готово, 1 проблема, 2 неверный вызов или настройки, 3 нужно войти заново, 130 прервано.',
    settings: 'Настройки берутся из окружения и из .env: HH_CLIENT_ID, HH_CLIENT_SECRET, …',
    words: { '[options]': '[параметры]', '[command]': '[команда]' },
    moreInEnglish: 'In English: add --language en',
    titles: {
      'Usage:': 'Вызов:',
      'Arguments:': 'Аргументы:',
      'Options:': 'Параметры:',
      'Commands:': 'Команды:',
    },
    commands: {
      touch: 'поднять все резюме, которые сейчас можно поднять',
      login: 'получить пару токенов в браузере и сохранить её в .env',
      resumes: 'показать резюме; для одного — почему его нельзя поднять',
      setup: 'настроить всё на GitHub или на этом компьютере',
      check: 'заработает ли у меня, работает ли ещё? ничего не поднимает',
      demo: 'показать на встроенной песочнице, как обновляется пара токенов',
      logout: 'отозвать пару токенов у HeadHunter и убрать её из .env',
      sandbox: 'запустить на этой машине заменители HeadHunter, GitHub и Telegram',
    },
    options: {
      settings: 'файл с настройками (по умолчанию HH_ENV_FILE, иначе .env)',
      language: 'en или ru',
      help: 'показать эту справку',
      version: 'показать версию',
      json: 'напечатать одно значение JSON и больше ничего',
      verbose: 'печатать каждый запрос: метод, маршрут, статус, время',
      dryRun: 'проверить всё, сказать, что было бы, и ничего не поднимать',
      maxWait: 'сколько ждать резюме, которое скоро можно будет поднять, например 15m',
      watch: 'остаться и поднимать, как только HeadHunter разрешит, до Ctrl-C',
      code: 'код авторизации или весь адрес, на который перешёл браузер',
      noPkce: 'без PKCE, если HeadHunter его не примет',
      noBrowser: 'не открывать ни браузер, ни порт: адрес вставляете вы',
      savePair: 'сохранить пару токенов в .env, если приложение работает',
      repository: 'owner/name на GitHub (по умолчанию из git remote)',
      environment: 'сохранять в секреты окружения (environment) с этим именем',
      setupDryRun: 'показать каждый шаг; только пробный секрет записывается и удаляется',
      force: 'получить новую пару токенов, хотя она есть, и заменить отличающийся workflow',
      yes: 'ничего не спрашивать: брать настройки и значения по умолчанию',
      keepPair: 'оставить пару токенов и в .env (пользоваться ею можно только в одном месте)',
      anyToken: 'принять и classic- или OAuth-токен, хотя он открывает гораздо больше',
      workflow: 'куда записать workflow',
      schedule: 'расписание workflow в формате cron',
      on: 'где запускать: github или computer',
      account: 'настроить для второго человека, его секреты начинаются с этого имени',
      daytime: 'без запусков ночью, по часам этого компьютера',
      remove: 'убрать расписание с этого компьютера',
      localOnly: 'только убрать из .env, не обращаясь к HeadHunter',
      port: 'первый из трёх портов подряд (по умолчанию свободные)',
      forbidden: 'с приложением, которому HeadHunter не открывает резюме',
    },
    resumeArgument: 'id резюме, его конец или название',
  },
  usage: {
    unknownOption: (option) => `Параметра ${code(option)} нет.`,
    unknownCommand: (command) => `Команды ${code(command)} нет.`,
    argumentMissing: (option) => `Параметру ${code(option)} нужно значение.`,
    badValue: (option) => `Значение параметра ${code(option)} не подходит.`,
    tooManyArguments: 'Аргументов больше, чем принимает эта команда.',
    didYouMean: (words) => `Может быть, ${words.map(code).join(' или ')}?`,
    npmTookOptions: (command) =>
      `npm забрал параметры себе, поэтому ничего не сделано. Поставьте перед командой ${code('--')}: ${code(command)}.`,
    seeHelp: `Что есть, покажет ${code('hh-resume-touch --help')}.`,
    needsAnswer: (setting) =>
      `Здесь нет терминала, чтобы задать вопрос. Укажите ${code(setting)} ${setting.startsWith('--') ? 'в командной строке' : 'в окружении или в .env'}.`,
    interrupted: 'Прервано. Что не было сделано, осталось как было.',
    folderGone: 'Папка, в которой запущена эта команда, удалена. Перейдите в другую.',
    unexpected: (short) =>
      `Ошибка, которой программа не знает (${short}). Создайте, пожалуйста, issue и укажите версию.`,
  },
  answers: { yes: 'Да', no: 'Нет' },
  settings: {
    missing: (setting, file) =>
      `Не хватает ${code(setting)}. Впишите в ${code(file)} или запустите ${code('hh-resume-touch login')}, он спросит сам.`,
    noTokens: (file) =>
      `В ${code(file)} ещё нет пары токенов. Запустите ${code('hh-resume-touch login')}, чтобы получить её в браузере.`,
    envFile: {
      is_folder: (file) => `${code(file)} — папка, а не файл. Назовите другой через ${code('--settings')}.`,
      unreadable: (file, why) =>
        `${code(file)} не читается (${why}). Дайте своему пользователю право на чтение.`,
      not_text: (file) => `${code(file)} — не обычный текст. Сохраните его в UTF-8.`,
      bad_lines: (file, lines, count) =>
        count === 1
          ? `Строка ${lines} в ${code(file)} — не настройка и не комментарий. Напишите ${code('ИМЯ=значение')}, закрыв все кавычки, или поставьте перед ней ${code('#')}.`
          : `Строки ${lines} в ${code(file)} — не настройки и не комментарии. Напишите ${code('ИМЯ=значение')}, закрыв все кавычки, или поставьте перед ними ${code('#')}.`,
    },
  },
  touch: {
    environmentWins: (file) =>
      `Новая пара токенов — в ${code(file)}, но в окружении заданы ${code('HH_ACCESS_TOKEN')} или ${code('HH_REFRESH_TOKEN')}, а они важнее файла. Уберите их из окружения.`,
  },
  watch: {
    until: (at) => `Следующая проверка: ${formats.moment(at)}.`,
    countdown: (lasts) => `Через ${formats.duration(lasts)} · Ctrl-C закончит`,
    ended: 'Закончено. Больше ничего не поднимается.',
  },
  login: {
    whereToGetApplication: (redirectUri) =>
      `Id и секрет приложения — на https://dev.hh.ru/admin. Redirect URI в нём должен быть ${redirectUri}\nПриложения ещё нет? Зарегистрируйте его там же. Напишите, что оно только для вас и поднимает ваши резюме. Заявку рассматривают до 15 рабочих дней.`,
    clientId: 'Client ID вашего приложения HeadHunter',
    clientSecret: 'Client secret (при вводе не показывается)',
    redirectUri: 'Redirect URI, буква в букву как в приложении',
    clearField: 'Ctrl-U очистит поле.',
    isInFile: (setting, file) => `${code(setting)} задан в ${code(file)}.`,
    isInEnvironment: (setting) => `${code(setting)} задан в окружении. Исправьте его там.`,
    opened: (url) => `В браузере откроется страница HeadHunter. Если не открылась, вот её адрес:\n${url}`,
    openYourself: (url) => `Откройте этот адрес в браузере и разрешите доступ:\n${url}`,
    waiting: 'Жду браузер, не дольше 10 минут … (Ctrl-C закончит)',
    paste:
      'Вставьте адрес, на который перешёл браузер. Если на странице HeadHunter ошибка, нажмите Enter и исправьте данные приложения',
    pasteOrWait:
      'Жду браузер. Если на странице HeadHunter ошибка, нажмите Enter и исправьте данные приложения. Если браузер на другой машине, вставьте адрес, на который он перешёл',
    pastedNothing: 'Здесь нет целого кода. Скопируйте весь адрес из адресной строки браузера.',
    portTaken: (port, why) =>
      why === 'EACCES'
        ? `Вашему пользователю нельзя открыть порт ${port} из redirect URI (EACCES). Вставьте адрес сами или задайте redirect URI с портом выше 1024 в приложении и в ${code('HH_REDIRECT_URI')}.`
        : `Порт ${port} из redirect URI занят (${why}). Закройте программу, которая его занимает, или вставьте адрес из браузера; с ${code('--no-browser')} он спрашивается.`,
    ends: {
      refused: (error) =>
        error === 'access_denied'
          ? 'На странице HeadHunter доступ не разрешили, поэтому пары токенов нет. Если это вышло случайно, запустите команду ещё раз.'
          : `Страница HeadHunter ответила отказом (${error}). Проверьте client id и redirect URI и запустите команду ещё раз.`,
      wrong_state:
        'Это адрес другой попытки (state не совпал). Закройте старые вкладки и откройте последнюю ссылку.',
      nothing: 'Кода здесь нет. Скопируйте весь адрес из адресной строки браузера.',
      timed_out:
        'За 10 минут со страницы HeadHunter никто не вернулся. Запустите команду ещё раз, когда будете готовы.',
      needs_code: `Когда браузер перейдёт дальше, передайте весь его адрес: ${code('hh-resume-touch login --code "АДРЕС"')}.`,
    },
    pages: {
      code: { title: 'Готово', text: 'Вкладку можно закрыть и вернуться в терминал.' },
      failed: { title: 'Не получилось', text: 'Пары токенов нет. Почему, сказано в терминале.' },
      refused: {
        title: 'Доступ не разрешён',
        text: 'Пары токенов нет. Что делать, сказано в терминале.',
      },
      wrong_state: {
        title: 'Это ответ на другую попытку',
        text: 'Код не использован. Закройте старые вкладки и откройте последнюю ссылку из терминала.',
      },
      nothing: {
        title: 'Кода здесь нет',
        text: 'Вернитесь в терминал и откройте ссылку из него.',
      },
    },
    saved: (file) => `Пара токенов сохранена в ${code(file)}.`,
    seesResumes: (count) => `HeadHunter показывает в этом аккаунте ${formats.plural(count, RESUMES)}.`,
    next: `Дальше: ${code('hh-resume-touch resumes')} — посмотреть, ${code('hh-resume-touch touch')} — поднять, ${code('hh-resume-touch setup')} — поручить это машине.`,
    environmentHides: (setting) =>
      `В окружении задан ${code(setting)}, и он важнее нового значения в файле. Уберите его из окружения.`,
  },
  demo: {
    title: 'Как обновляется пара токенов, в ускоренной съёмке',
    notReal:
      'Демонстрация на встроенной песочнице: ни аккаунта, ни сети, HeadHunter ничего не получает. Работает код самого action.',
    scenes: {
      authorize: {
        title: 'Вы входите',
        text: 'Запуск обменивает код на пару токенов, сохраняет её в секреты репозитория и только потом поднимает резюме.',
      },
      tooEarly: {
        title: 'Через десять минут',
        text: 'HeadHunter разрешает поднимать резюме раз в четыре часа. «Рано» — не ошибка.',
      },
      fourHoursLater: { title: 'Через четыре часа', text: 'Пора поднимать снова.' },
      rotation: {
        title: 'Через пятнадцать дней',
        text: 'Access-токен истёк. Refresh-токен одноразовый: новая пара сохраняется раньше всего остального.',
      },
      saveFails: {
        title: 'GitHub отказывается сохранять',
        text: 'Пару снова пора обновить, а GitHub перестал принимать секреты. Новой пары больше нет нигде: она печатается зашифрованной.',
      },
      recovery: {
        title: 'Вы делаете, что сказано',
        text: 'Вы возвращаете токену GitHub его право, запускаете workflow вручную и вставляете код восстановления.',
      },
      refused: {
        title: 'А если HeadHunter отказывает вашему приложению',
        text: 'С 15.12.2025 у большинства приложений нет доступа к резюме. Каждый запуск закончился бы так.',
      },
    },
    secretReplaced: (name) => `В секрете ${code(name)} новый токен.`,
    end: 'Это была песочница. Что дальше?',
    whatNow: [
      { command: code('hh-resume-touch check'), does: 'за минуту узнать, работает ли ваше приложение' },
      { command: code('hh-resume-touch setup'), does: 'настроить на GitHub или на этом компьютере' },
      { command: code('hh-resume-touch sandbox'), does: 'сначала испробовать команды на песочнице' },
      { command: code('hh-resume-touch --help'), does: 'всё остальное' },
    ],
  },
  resumes: {
    columns: { title: 'Название', id: 'Id', status: 'Статус', views: 'Просмотры', touchable: 'Поднять' },
    statuses: {
      published: 'опубликовано',
      not_published: 'не опубликовано',
      blocked: 'заблокировано',
      on_moderation: 'на модерации',
      unknown: 'неизвестно',
    },
    none: 'В этом аккаунте нет резюме.',
    now: 'сейчас',
    notWhileSo: '—',
    touchable: (when) => `Можно поднять: ${when}.`,
    noneSuch: (wanted) =>
      `Резюме с таким id или названием нет: ${code(wanted)}. Все покажет ${code('hh-resume-touch resumes')}.`,
    missing: (fields) => `Ещё не заполнено: ${fields.join(', ')}.`,
    moderator: (note) => `Замечание модератора: ${note}`,
  },
  logout: {
    revoked: 'HeadHunter отозвал пару токенов: больше ею никто не воспользуется.',
    wasDead: 'HeadHunter уже не принимал эту пару токенов.',
    stillUsable: (file) =>
      `HeadHunter не знает этого access-токена, а пару отзывает только по нему. Refresh-токен в ${code(file)}, возможно, ещё действует, поэтому ничего не удалено.`,
    whatEndsIt: [
      'Чтобы прекратить его наверняка, смените пароль на https://hh.ru: это отзовёт все токены аккаунта.',
      `Если верный access-токен есть в другом месте, задайте его в ${code('HH_ACCESS_TOKEN')} и запустите команду ещё раз. ${code('hh-resume-touch logout --local-only')} только убирает пару с этой машины.`,
    ],
    nothingToRevoke: (file) => `В ${code(file)} нет пары токенов, отзывать нечего.`,
    notRevoked: (file) =>
      `Пара не отозвана и осталась в ${code(file)}. Попробуйте позже или только уберите её: ${code('--local-only')}.`,
    emptied: (file) => `В ${code(file)} токенов больше нет.`,
    inEnvironment: (setting) => `${code(setting)} всё ещё задан в окружении. Уберите его там.`,
    atGitHub: `В секретах репозитория своя пара. Чтобы убрать её, удалите там ${code('HH_ACCESS_TOKEN')} и ${code('HH_REFRESH_TOKEN')}.`,
    leaked: `Если утёк токен или секрет: ${PROJECT_URL}/blob/main/docs/security.ru.md#после-утечки`,
  },
  sandbox: {
    started: 'Песочница работает: заменители HeadHunter, GitHub и Telegram, только на этой машине.',
    environment: 'Вставьте это в другом терминале:',
    environmentPowerShell: 'Вставьте это в другом PowerShell:',
    orFile: 'Или сохраните эти строки в файл и называйте его в каждой команде: --settings ФАЙЛ',
    forbidden: 'Этому приложению HeadHunter не открывает резюме.',
    works: `После этого на ней работают ${code('check')}, ${code('login')}, ${code('resumes')}, ${code('touch')} и ${code('setup')}. Что они сохраняют, попадает в ${code('.env.sandbox')} или в названный вами файл.`,
    clock: `Здесь ${code('+4h')} или ${code('+15d')} и Enter переводят её часы.`,
    end: 'Ctrl-C закончит, и всё забудется.',
    telegramGot: (text) => `Telegram получил сообщение: ${text}`,
    moved: (moment) => `В песочнице теперь ${moment}.`,
    notUnderstood: `Напишите отрезок времени, например ${code('+4h')} или ${code('+15d')}.`,
    portTaken: (port, why) =>
      `Порты с ${port} по ${port + 2} заняты (${why}). Выберите другие через ${code('--port')} или не указывайте его, найдутся свободные.`,
    badPort: `${code('--port')} должен быть числом от 1 до 65533.`,
    ended: 'Песочница закончила работу.',
  },
  check: {
    newcomer:
      'Проверка, доступны ли резюме вашему приложению HeadHunter. Без вашего согласия ничего не сохранится.',
    reaches: (count) =>
      `Вашему приложению доступны резюме: HeadHunter показывает ${formats.plural(count, RESUMES)}. Разрешено ли поднимать, покажет первое поднятие.`,
    refused:
      'У вашего приложения нет доступа к резюме: HeadHunter закрыл его большинству приложений 15.12.2025.',
    remains: [
      'Что остаётся, начиная с самого простого:',
      '1. Бот самого HeadHunter в Telegram, бесплатно, каждые четыре часа: @hh_rabota_bot',
      '2. Кнопка на сайте: https://hh.ru/applicant/resumes',
      '3. Платное автоподнятие HeadHunter.',
    ],
    unknown: 'Узнать, доступны ли резюме вашему приложению, не удалось.',
    pairRevoked: 'Пара токенов отозвана, ничего не сохранено.',
    pairNotRevoked:
      'Ничего не сохранено, но отозвать пару токенов не удалось. Она истечёт сама через 14 дней; смена пароля на https://hh.ru прекратит её сразу.',
    savePair: (file) => `Сохранить приложение и пару токенов в ${file}?`,
    next: `Дальше: ${code('hh-resume-touch setup')} настроит всё на GitHub или на этом компьютере.`,
    settings: (file) => `Настройки в ${code(file)} и в окружении верны.`,
    settingsWithoutFile: 'Настройки в окружении верны.',
    reachable: (host) => `HeadHunter доступен по адресу ${code(host)}.`,
    pairWorks: 'HeadHunter принимает пару токенов.',
    pairAtGitHub: (repository) =>
      `Пара токенов — в секретах ${code(repository)}, а не здесь. Её проверит пробный запуск workflow.`,
    methodsAllowed: 'Приложению доступны ваши резюме.',
    touchableNow: (title) => `${title}: можно поднять сейчас.`,
    touchableAt: (title, at) => `${title}: можно будет поднять ${formats.moment(at)}.`,
    fileWritable: (file) => `Следующую пару токенов можно сохранить в ${code(file)}.`,
    noGitHubToken: (setting) => `GitHub не проверен: здесь нет ${code(setting)}.`,
    noRepository: `GitHub не проверен: назовите репозиторий через ${code('--repository')}.`,
    appWorks: (repository) => `Ваш GitHub App видит секреты ${code(repository)}.`,
    gitHubWorks: (repository) => `Токен GitHub видит секреты ${code(repository)}.`,
    gitHubTokenUntil: (at) => `Токен GitHub действует до ${formats.day(at)}.`,
    noTelegram: 'Telegram не настроен, это не ошибка.',
    telegramWorks: (bot, chat) => `Telegram знает бота @${bot} и чат «${chat}».`,
    allWell: 'Всё в порядке. Ничего не поднято.',
    pairNotChecked: 'Ошибок не найдено. Пара токенов не проверялась. Ничего не поднято.',
    failures: (count) =>
      `${formats.plural(count, { one: 'пункт требует', few: 'пункта требуют', many: 'пунктов требуют', other: 'пункта требуют' })} внимания. Ничего не поднято.`,
  },
  setup: {
    steps: {
      application: 'Приложение HeadHunter',
      repository: 'Репозиторий',
      rights: 'Право сохранять токены',
      resumes: 'Резюме',
      telegram: 'Telegram',
      secrets: 'Секреты',
      workflow: 'Workflow',
      entry: 'Расписание',
    },
    dryRun:
      'Репетиция: все шаги показываются, ничего не меняется. Только если есть токен GitHub, пробный секрет записывается и сразу удаляется.',
    dryRunEnd: `Это была репетиция. Без ${code('--dry-run')} всё будет сделано.`,
    stopped: 'Сделанное сохранено. Чтобы продолжить, запустите команду ещё раз.',
    wouldAsk: (setting) => `Здесь будет вопрос; ответить заранее можно через ${code(setting)}.`,
    wouldMakeApp: `Здесь открывается GitHub, чтобы создать ваше GitHub App. Или задайте ${code('HH_GITHUB_TOKEN')}.`,
    wouldLogIn: 'Здесь открывается браузер, чтобы вы нажали «Разрешить» на HeadHunter.',
    wouldWrite: (secret) => `Секрет ${code(secret)} был бы записан.`,
    wouldWriteFile: (file) => `Файл ${code(file)} был бы записан:`,
    notAccount: `${code('--account')} — латинские буквы, цифры и подчёркивания, например ${code('ANNA')}. С этого начинаются секреты второго человека.`,
    notSchedule: `${code('--schedule')} — выражение cron из пяти полей, например ${code('13 * * * *')}.`,
    applicationWorks: (count) =>
      `Приложению доступны ваши резюме: ${formats.number(count)}. Client id, client secret и токены сохранены.`,
    nothingKept: 'Токены отозваны, ничего не сохранено.',
    pairInFile: (file) => `Использовались бы токены из ${code(file)}.`,
    pairWorks: 'HeadHunter принимает токены.',
    loginNeedsPerson: `Нужны новые токены, а для этого надо нажать «Разрешить» в браузере. Запустите команду без ${code('--yes')}.`,
    pairAtGitHub: (repository) =>
      `Токены уже в секретах ${code(repository)} (${code('--force')} получит новые).`,
    whichPlace: 'Где запускать?',
    atGitHub: 'GitHub: работает и при выключенном компьютере',
    onThisComputer: 'Этот компьютер',
    whichRepository: 'Какой репозиторий на GitHub? (лучше приватный: логи публичного видны всем)',
    makeRepository: (url) => `Репозитория ещё нет? Создайте приватный: ${url}`,
    notRepository: (where) => `${code(where)} — это ${code('owner/name')} или адрес репозитория.`,
    repositoryForm: `Введите ${code('owner/name')} или вставьте адрес репозитория (Ctrl-U очистит поле).`,
    repositoryIs: (repository) => `Репозиторий: ${code(repository)}.`,
    repositoryIsPublic:
      'Репозиторий публичный: названия и id резюме в логах скрыты. Приватный подходит лучше.',
    createRepository: (repository) => `${repository} не существует или не виден gh. Создать приватный?`,
    repositoryNotCreated: (repository) =>
      `GitHub не создал ${code(repository)}: проверьте имя и может ли gh создавать там репозитории.`,
    repositoryCreated: (repository) => `Приватный репозиторий ${code(repository)} создан.`,
    whichRights: 'Сам workflow не может сохранять новые токены. Чем ему это делать?',
    rightsKept: 'Как раньше: остаётся в секретах, остальное сейчас запишет gh',
    rightsByApp: 'Ваше приложение GitHub: два клика, не истекает',
    rightsByToken: 'Токен, который вы создадите и вставите',
    rightsWork: (repository) => `Секреты ${code(repository)} записываются (проверено).`,
    opened: (url) => `Открывается браузер. Если нет, откройте адрес:\n${url}`,
    openYourself: (url) => `Откройте адрес в браузере на этом компьютере:\n${url}`,
    app: {
      create: 'Перейти на GitHub',
      howToMake: 'Первый клик: «Create GitHub App».',
      waitForMade: 'Жду первого клика … Enter: выбрать другое',
      howToInstall: (repository, url) => [
        `Второй клик: «Install», только для ${code(repository)}. Страница уже открыта; если нет: ${url}`,
      ],
      waitForInstalled: 'Жду второго клика … Enter: другой репозиторий',
      codeRefused: 'GitHub не выдал приложение: код устарел или уже использован.',
      timedOut: 'За 10 минут никто не нажал. Запустите команду ещё раз, когда будете готовы.',
      failedPage: { title: 'Не получилось', text: 'Причина — в терминале.' },
    },
    makeToken: (link, repository) => [
      `1. Откройте ${link}`,
      `2. «Repository access»: «Only select repositories», ${code(repository)}. Остальное заполнено.`,
      '3. «Generate token», скопируйте его.',
    ],
    token: 'Вставьте токен (он не показывается)',
    tokenEmpty: 'Вставьте токен или нажмите Ctrl-C.',
    tokenOfApp: 'Этот токен истечёт в течение часа: он от приложения или джобы. Создайте fine-grained токен.',
    tokenTooBroad: 'Этот токен открывает все ваши репозитории. Fine-grained открывает секреты одного.',
    useBroadToken: 'Всё равно использовать?',
    tokenRefused: `Токен не использован. Создайте fine-grained или добавьте ${code('--any-token')}.`,
    tokenUntil: (at) => `Последний день токена: ${formats.day(at)}. Запуски предупредят за две недели.`,
    whichResumes: 'Какие резюме?',
    allPublished: 'Все опубликованные',
    someResumes: 'Некоторые',
    tickResumes: 'Отметьте пробелом',
    tickOne: 'Ничего не отмечено. Отметьте пробелом, затем нажмите Enter.',
    resumesBySecret: (repository) =>
      `Те, что в секрете ${code('HH_RESUME_IDS')} репозитория ${code(repository)}. Для других задайте ${code('HH_RESUME_IDS')} (id или ${code('all')}) и запустите команду ещё раз.`,
    resumesAre: (ids) => (ids === 'all' ? 'Поднимаются все опубликованные резюме.' : `Поднимаются: ${ids}.`),
    strangerId: (id) => `В этом аккаунте нет резюме с id ${code(id)}: проверьте ${code('HH_RESUME_IDS')}.`,
    wantTelegram: 'Присылать сообщения через бота в Telegram?',
    telegramKnown: 'Бот и чат заданы.',
    telegramSkipped: 'Без сообщений. Если понадобятся, запустите команду ещё раз.',
    makeBot: 'Напишите @BotFather команду /newbot. В ответе будет токен бота.',
    botToken: 'Вставьте токен бота (он не показывается)',
    notBotToken: 'Это не токен бота: скопируйте его целиком, с цифрами, двоеточием и буквами.',
    writeToBot: (bot) =>
      `Откройте https://t.me/${bot} и нажмите «Начать» (или добавьте бота в группу и напишите там) …`,
    whichChat: 'В какой чат?',
    chatOrWait: 'Жду вашего сообщения … или введите номер чата или @channel',
    testMessage: (where) => `hh-resume-touch: сюда приходят сообщения${where === '' ? '' : ` о ${where}`}.`,
    telegramWorks: (chat) => `Пробное сообщение дошло в «${chat}».`,
    secretWritten: (name) => `${code(name)} записан.`,
    pairMoved: (file, repository) =>
      `Токены теперь в секретах ${code(repository)}, в ${code(file)} их больше нет: одна пара работает в одном месте. Для этого компьютера запустите ${code('hh-resume-touch login')}.`,
    pairKept: (file) => `Токены остались и в ${code(file)}. Пользуйтесь ими только в одном месте.`,
    pairRenewed: (file) => `Токены в ${code(file)} тем временем обновились. Новые тоже записываются.`,
    form: {
      account: 'Чей это код',
      authCode: 'Обычно пусто. Для первого кода или того, о котором просит красный запуск',
      dryRun: 'Всё проверить, ничего не поднимать',
    },
    workflowSame: (file) => `${code(file)} есть и такой, как нужно.`,
    workflowKept: (file) => `${code(file)} изменён и остаётся (${code('--force')} заменит его).`,
    workflowWritten: (file) => `${code(file)} записан.`,
    workflowCommitted: (repository) => `Workflow закоммичен в ${code(repository)}.`,
    ghCannotCommit: `gh не может коммитить workflow (${code('gh auth refresh -s workflow')} это разрешит).`,
    replaceWorkflow: (file) => `${file} изменён. Заменить?`,
    cannotWrite: (file, why) => `${code(file)} не записывается (${why}): проверьте права на папку.`,
    envFileHidden: (file) => `git теперь не видит ${code(file)}: там секреты.`,
    commitNow: (files) => `Закоммитить и отправить ${files}?`,
    gitFailed: (command, why) =>
      `${code(command)} не сработал${why === '' ? '' : `: «${why}»`}. Доделайте сами: команды ниже.`,
    pushed: 'Закоммичено и отправлено.',
    pageOpened: (path) => `В браузере открыт ${code(path)}, он заполнен. Нажмите «Commit changes».`,
    putByHand: (repository, path, url) =>
      `Скопируйте его в ${code(repository)} как ${code(path)}: через git или на ${url}`,
    dryRunNow: 'Сделать пробный запуск?',
    watching: (url) => `Запуск: ${url}`,
    dryRunGreen: 'Запуск зелёный: всё работает.',
    dryRunNotStarted: (url) => `Запустить не удалось. Нажмите «Run workflow» сами: ${url}`,
    dryRunNotGreen: (url) => `Запуск пока не зелёный. Что в нём: ${url}`,
    whatNext: 'Что осталось',
    commit: 'Закоммитьте и отправьте:',
    tryIt: (url) => `Попробуйте, нажмите «Run workflow»: ${url}`,
    nextTouch: (at) => `Следующее поднятие: ${formats.short(at)} или в течение часа после.`,
    computer: {
      write: 'Записать это?',
      wouldRun: 'Затем:',
      written: (minute) =>
        `Расписание действует: запуск каждый час, в ${minute} минут. ${code('hh-resume-touch setup --remove')} уберёт его.`,
      kept: (settings, file) =>
        `Запуски по расписанию не видят переменных среды. Поэтому в ${code(file)} попадут: ${settings.map(code).join(', ')}.`,
      proxyNotSeen: (settings) =>
        `Запуски по расписанию увидят ${settings.map(code).join(', ')}, только если система задаёт это для вашей учётной записи, а не для одного терминала.`,
      notWritten: 'Ничего не записано.',
      noScheduler: `systemd здесь не работает. Добавьте строку через ${code('crontab -e')}:`,
      removeByHand: `systemd здесь не работает. Уберите строку через ${code('crontab -e')}.`,
      removed: 'Расписание убрано.',
      nothingThere: 'Расписания не было.',
      failed: (what, why) => `${code(what)} не сработал (${why}). Расписание не действует.`,
      linger: `Работает, пока вы вошли в систему. Чтобы всегда: ${code('loginctl enable-linger')}.`,
      log: (command) => `Лог: ${code(command)}.`,
    },
  },
})
