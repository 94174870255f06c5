import { code } from '../../reasons/index.js'
import { formats, RESUMES } from '../ru/words.js'
import type { CliMessages } from './types.js'

export const ru: CliMessages = {
  help: {
    description:
      'Держит ваши резюме на hh.ru наверху и не теряет одноразовую пару токенов аккаунта. Без настроек показывает демонстрацию на встроенной песочнице.',
    examplesTitle: 'Примеры:',
    examples: [
      { command: code('hh-resume-touch'), does: 'поднять всё, что можно поднять сейчас (или демонстрация)' },
      { command: code('hh-resume-touch login'), does: 'получить пару токенов в браузере' },
      { command: code('hh-resume-touch resumes'), does: 'какие есть резюме и когда их можно поднять' },
      { command: code('hh-resume-touch touch --watch'), does: 'остаться и поднимать каждые четыре часа' },
      { command: code('hh-resume-touch setup'), does: 'настроить репозиторий на GitHub' },
      { command: code('hh-resume-touch doctor'), does: 'проверить всё, ничего не меняя' },
      { command: code('hh-resume-touch touch --json'), does: 'для скриптов' },
    ],
    exitCodes:
      'Коды возврата: 0 готово, 1 проблема, 2 неверный вызов или настройки, 3 нужна новая авторизация.',
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
      resumes: 'показать резюме: статус, просмотры, когда можно поднять',
      status: 'объяснить, почему резюме нельзя поднять и что в нём заполнить',
      setup: 'весь путь до репозитория на GitHub, который поднимает резюме сам',
      doctor: 'проверить всё, ничего не поднимая',
      demo: 'показать жизнь пары токенов на встроенной песочнице',
      logout: 'отозвать пару токенов у HeadHunter и стереть её в .env',
      sandbox: 'запустить на этой машине заменители HeadHunter, GitHub и Telegram',
    },
    options: {
      envFile: 'файл с настройками (по умолчанию HH_ENV_FILE, иначе .env)',
      language: 'en или ru',
      help: 'показать эту справку',
      version: 'показать версию',
      json: 'напечатать одно значение JSON и больше ничего',
      verbose: 'рассказывать о каждом запросе: метод, маршрут, статус, время',
      dryRun: 'проверить всё, сказать, что было бы, и ничего не менять',
      maxWait: 'сколько ждать резюме, которое вот-вот можно будет поднять, например 15m',
      watch: 'остаться и поднимать, как только HeadHunter разрешит, до Ctrl-C',
      code: 'код авторизации или весь адрес, на который вас перенаправили',
      noPkce: 'без PKCE, если HeadHunter его не примет',
      noBrowser: 'не открывать ни браузер, ни порт: адрес вставляете вы',
      repository: 'owner/name на GitHub (по умолчанию из git remote)',
      environment: 'сохранять в секреты окружения (environment) с этим именем',
      setupDryRun: 'показать каждый шаг, ничего не меняя',
      force: 'получить новую пару токенов, хотя она есть, и заменить отличающийся workflow',
      yes: 'ничего не спрашивать: брать настройки и значения по умолчанию',
      keepPair: 'оставить пару токенов и в .env (пользоваться ею можно только в одном месте)',
      anyToken: 'принять и classic- или OAuth-токен, хотя он открывает гораздо больше',
      workflow: 'куда записать workflow',
      schedule: 'расписание workflow в формате cron',
      localOnly: 'только стереть в .env, не обращаясь к HeadHunter',
      port: 'первый из трёх портов подряд (по умолчанию свободные)',
    },
    resumeArgument: 'id резюме или его конец',
  },
  usage: {
    unknownOption: (option) => `Параметра ${code(option)} нет.`,
    unknownCommand: (command) => `Команды ${code(command)} нет.`,
    argumentMissing: (option) => `Параметру ${code(option)} нужно значение.`,
    badValue: (option) => `Значение параметра ${code(option)} не подходит.`,
    tooManyArguments: 'Аргументов больше, чем принимает эта команда.',
    didYouMean: (options) => `Может быть, ${options.map(code).join(' или ')}?`,
    npmTookOptions: `npm забирает параметры себе, если перед ними не стоит ${code('--')}.`,
    seeHelp: `Что есть, покажет ${code('hh-resume-touch --help')}.`,
    needsAnswer: (setting) =>
      `Здесь нужно задать вопрос, но терминала нет: укажите ${code(setting)} ${setting.startsWith('--') ? 'в командной строке' : 'в окружении или в .env'}.`,
    abandoned: 'Остановлено; что не успело измениться, осталось как было.',
    unexpected: (short) =>
      `Случилось то, к чему программа не готова (${short}); создайте, пожалуйста, issue и укажите версию.`,
  },
  answers: { yes: 'Да', no: 'Нет' },
  settings: {
    missing: (setting, file) =>
      `Не хватает ${code(setting)}: впишите в ${code(file)} или запустите ${code('hh-resume-touch login')}, он спросит сам.`,
    noTokens: (file) =>
      `В ${code(file)} ещё нет пары токенов: запустите ${code('hh-resume-touch login')}, чтобы получить её в браузере.`,
    envFile: {
      is_folder: (file) =>
        `${code(file)} оказался папкой, а не файлом: назовите другой через ${code('--env-file')}.`,
      unreadable: (file, why) =>
        `${code(file)} не читается (${why}): дайте своему пользователю право на чтение.`,
      not_text: (file) => `${code(file)} сохранён не как обычный текст: сохраните его в UTF-8.`,
      bad_lines: (file, lines, count) =>
        count === 1
          ? `Строка ${lines} в ${code(file)} не похожа ни на настройку, ни на комментарий: напишите ${code('ИМЯ=значение')}, закрыв все кавычки, или поставьте перед ней ${code('#')}.`
          : `Строки ${lines} в ${code(file)} не похожи ни на настройки, ни на комментарии: напишите ${code('ИМЯ=значение')}, закрыв все кавычки, или поставьте перед ними ${code('#')}.`,
    },
  },
  touch: {
    environmentWins: (file) =>
      `Новая пара токенов лежит в ${code(file)}, но в окружении заданы ${code('HH_ACCESS_TOKEN')} или ${code('HH_REFRESH_TOKEN')}, а они важнее файла: уберите их из окружения.`,
  },
  watch: {
    until: (at) => `Следующая проверка: ${formats.moment(at)}.`,
    countdown: (lasts) => `Через ${formats.duration(lasts)} · Ctrl-C закончит`,
    ended: 'Закончено; ничего не осталось сделанным наполовину.',
  },
  login: {
    whereToGetApplication:
      'Id и секрет приложения видны на https://dev.hh.ru/admin, там же приложение можно зарегистрировать.',
    clientId: 'Client ID вашего приложения HeadHunter',
    clientSecret: 'Client secret (при вводе не показывается)',
    clearField: 'Ctrl-U очистит поле.',
    isInFile: (setting, file) => `${code(setting)} записан в ${code(file)}.`,
    isInEnvironment: (setting) => `${code(setting)} задан в окружении.`,
    opened: (url) => `В браузере откроется страница HeadHunter. Если не открылась, вот её адрес:\n${url}`,
    openYourself: (url) => `Откройте этот адрес в браузере и разрешите доступ:\n${url}`,
    waiting: 'Жду возвращения из браузера, не дольше 10 минут … (Ctrl-C закончит)',
    paste: 'Вставьте адрес, на который перешёл браузер, или код из него',
    pasteOrWait:
      'Обычно вставлять ничего не нужно: браузер на этой машине вернётся сам. Если он на другой, вставьте адрес, на который он перешёл',
    pastedNothing: 'Кода здесь нет, или он неполный: скопируйте весь адрес из адресной строки браузера.',
    portTaken: (port, why) =>
      why === 'EACCES'
        ? `Порт ${port} из redirect URI вашему пользователю открыть нельзя (EACCES): вставьте адрес сами или задайте redirect URI с портом выше 1024 в приложении и в ${code('HH_REDIRECT_URI')}.`
        : `Порт ${port} из redirect URI занять не удалось (${why}), возможно, он занят другой программой: закройте её или запустите ${code('hh-resume-touch login --no-browser')} и вставьте адрес.`,
    ends: {
      refused: (error) =>
        error === 'access_denied'
          ? 'На странице HeadHunter доступ не разрешили, поэтому пары токенов нет; если это вышло случайно, запустите команду ещё раз.'
          : `Страница HeadHunter ответила отказом (${error}): проверьте client id и redirect URI и запустите команду ещё раз.`,
      wrong_state:
        'Пришёл ответ на другую попытку (state не совпал), его код не использован: закройте старые вкладки и запустите команду ещё раз.',
      nothing: 'Кода здесь нет: скопируйте весь адрес из адресной строки браузера.',
      timed_out:
        'За 10 минут со страницы HeadHunter никто не вернулся; запустите команду ещё раз, когда будете готовы.',
      interrupted: 'Остановлено; ничего не изменилось.',
      needs_code: `Когда браузер перейдёт дальше, передайте весь его адрес: ${code('hh-resume-touch login --code "АДРЕС"')}.`,
    },
    pages: {
      code: { title: 'Получилось', text: 'Вкладку можно закрыть и вернуться в терминал.' },
      refused: { title: 'Доступ не разрешён', text: 'Токен не выдан. Что делать, сказано в терминале.' },
      wrong_state: {
        title: 'Это ответ на другую попытку',
        text: 'Код не использован. Закройте старые вкладки, вернитесь в терминал и запустите команду ещё раз.',
      },
      nothing: {
        title: 'Кода здесь нет',
        text: 'Вернитесь, пожалуйста, в терминал и откройте ссылку из него.',
      },
    },
    saved: (file) => `Пара токенов сохранена в ${code(file)}.`,
    seesResumes: (count) => `HeadHunter показывает в этом аккаунте ${formats.plural(count, RESUMES)}.`,
    next: `Дальше: ${code('hh-resume-touch resumes')} посмотреть, ${code('hh-resume-touch touch')} поднять, ${code('hh-resume-touch setup')} для GitHub.`,
    environmentHides: (setting) =>
      `В окружении задано ${code(setting)}, и оно важнее нового значения в файле: уберите его из окружения.`,
  },
  demo: {
    title: 'Жизнь пары токенов в ускоренной съёмке',
    notReal:
      'Это демонстрация на встроенной песочнице: ни настоящего аккаунта, ни сети, HeadHunter ничего не получает. А работает код самого Action.',
    scenes: {
      authorize: {
        title: 'Вы авторизуетесь',
        text: 'Запуск обменивает код на пару токенов, сохраняет её в секреты репозитория и только потом поднимает резюме.',
      },
      tooEarly: {
        title: 'Через десять минут',
        text: 'HeadHunter разрешает поднимать резюме раз в четыре часа; «рано» — не ошибка.',
      },
      fourHoursLater: { title: 'Через четыре часа', text: 'Пора поднимать снова.' },
      rotation: {
        title: 'Через пятнадцать дней',
        text: 'Токен доступа умер. Refresh-токен одноразовый: прежде всего остального сохраняется новая пара.',
      },
      saveFails: {
        title: 'Плохой день',
        text: 'Пару снова пора обновить, и в этот самый миг GitHub перестаёт принимать секреты. Новой пары больше нет нигде: она печатается, запечатанная.',
      },
      recovery: {
        title: 'Вы делаете, что сказано',
        text: 'Вы возвращаете токену GitHub его право, запускаете workflow вручную и вставляете код восстановления.',
      },
    },
    secretReplaced: (name) => `В секрете ${code(name)} новый токен.`,
    end: 'Это была песочница; что дальше?',
    whatNow: [
      { command: code('hh-resume-touch login'), does: 'получить пару токенов для своего аккаунта' },
      { command: code('hh-resume-touch setup'), does: 'поручить всё репозиторию на GitHub' },
      { command: code('hh-resume-touch sandbox'), does: 'сначала испробовать все команды на песочнице' },
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
    allWell: 'Все резюме опубликованы, каждое можно поднять в своё время.',
    named: (wanted) => `${code(wanted)}:`,
    missing: (fields) => `Ещё не заполнено: ${fields.join(', ')}.`,
    moderator: (note) => `Замечание модератора: ${note}`,
  },
  logout: {
    revoked: 'HeadHunter отозвал пару токенов: больше ею никто не воспользуется.',
    wasDead: 'HeadHunter и так уже не принимал эту пару токенов.',
    nothingToRevoke: (file) => `В ${code(file)} нет пары токенов, отзывать нечего.`,
    notRevoked: (file) =>
      `Пара не отозвана и поэтому осталась в ${code(file)}; попробуйте позже или сотрите её только в файле: ${code('--local-only')}.`,
    emptied: (file) => `В ${code(file)} токенов больше нет.`,
    inEnvironment: (setting) => `${code(setting)} всё ещё задан в окружении: уберите его там.`,
    leaked: [
      'Если утёк токен: смените пароль на https://hh.ru, это прекращает все токены аккаунта.',
      'Если утёк client secret: получите новый на https://dev.hh.ru/admin и впишите его в .env и в секреты репозитория.',
      'Если утёк токен GitHub: удалите его на https://github.com/settings/personal-access-tokens.',
      'Пара в секретах репозитория другая: удалите HH_ACCESS_TOKEN и HH_REFRESH_TOKEN и в его настройках.',
    ],
  },
  sandbox: {
    started: 'Песочница работает: заменители HeadHunter, GitHub и Telegram, только на этой машине.',
    environment: 'Вставьте это в другом терминале (или сохраните в файл и назовите его через --env-file):',
    environmentPowerShell: 'Вставьте это в другом PowerShell:',
    works: `После этого на ней работают ${code('login')}, ${code('resumes')}, ${code('touch')}, ${code('doctor')} и ${code('setup')}; что они сохраняют, попадает в .env.sandbox.`,
    clock: `Здесь ${code('+4h')} или ${code('+15d')} и Enter переводят её часы.`,
    end: 'Ctrl-C закончит, и всё забудется.',
    telegramGot: (text) => `Telegram получил сообщение: ${text}`,
    moved: (moment) => `В песочнице теперь ${moment}.`,
    notUnderstood: `Напишите отрезок времени, например ${code('+4h')} или ${code('+15d')}.`,
    portTaken: (port, why) =>
      `Порты с ${port} по ${port + 2} занять не удалось (${why}): выберите другие через ${code('--port')} или не указывайте его, найдутся свободные.`,
    badPort: `${code('--port')} должен быть числом от 1 до 65533.`,
    ended: 'Песочницы больше нет.',
  },
  doctor: {
    settings: (file) => `Настройки в ${code(file)} и в окружении верны.`,
    settingsWithoutFile: 'Настройки в окружении верны.',
    reachable: (host) => `HeadHunter доступен по адресу ${code(host)}.`,
    pairWorks: 'HeadHunter принимает пару токенов.',
    pairAtGitHub: (repository) =>
      `Пара токенов лежит в секретах ${code(repository)}, а не здесь: её проверит пробный запуск workflow.`,
    methodsAllowed: 'Приложению доступны методы соискателя.',
    touchableNow: (title) => `${title}: можно поднять сейчас.`,
    touchableAt: (title, at) => `${title}: можно будет поднять ${formats.moment(at)}.`,
    fileWritable: (file) => `Следующую пару токенов можно сохранить в ${code(file)}.`,
    noGitHubToken: (setting) => `GitHub не проверен: здесь нет ${code(setting)}.`,
    noRepository: `GitHub не проверен: назовите репозиторий через ${code('--repository')}.`,
    gitHubWorks: (repository) => `Токен GitHub видит секреты ${code(repository)}.`,
    gitHubTokenUntil: (at) => `Последний день токена GitHub: ${formats.day(at)}.`,
    noTelegram: 'Telegram не настроен, это не ошибка.',
    telegramWorks: (bot, chat) => `Telegram знает бота @${bot} и чат «${chat}».`,
    allWell: 'Всё в порядке. Ничего не поднято.',
    crosses: (count) =>
      `${formats.plural(count, { one: 'пункт требует', few: 'пункта требуют', many: 'пунктов требуют', other: 'пункта требуют' })} внимания. Ничего не поднято.`,
  },
  setup: {
    steps: {
      repository: 'Репозиторий',
      application: 'Приложение HeadHunter',
      pair: 'Пара токенов',
      resumes: 'Резюме',
      gitHubToken: 'Токен GitHub',
      telegram: 'Telegram',
      secrets: 'Секреты',
      workflow: 'Workflow',
    },
    dryRun:
      'Репетиция: каждый шаг показывается, ничего не меняется. Только чтобы проверить токен GitHub, в секреты записывается проба и сразу удаляется.',
    dryRunEnd: 'Это была репетиция; без `--dry-run` всё будет сделано по-настоящему.',
    stopped: 'Что уже сделано, сохранено: чтобы продолжить, запустите команду ещё раз.',
    wouldAsk: (setting) => `Здесь был бы задан вопрос о ${code(setting)}.`,
    wouldLogIn: 'Здесь открылся бы браузер, чтобы получить пару токенов.',
    wouldWrite: (secret) => `Секрет ${code(secret)} был бы записан.`,
    wouldWriteFile: (file) => `Файл ${code(file)} был бы записан.`,
    whichRepository:
      'Какой репозиторий на GitHub будет поднимать резюме? (журналы закрытого видите только вы)',
    notRepository: (where) =>
      `${code(where)} должен иметь вид ${code('owner/name')} или быть адресом репозитория.`,
    repositoryForm: `Напишите его как ${code('owner/name')} или вставьте адрес репозитория (Ctrl-U очистит поле).`,
    repositoryIs: (repository) => `Поднимать резюме будет ${code(repository)}.`,
    repositoryIsPublic:
      'Репозиторий открытый: названия и id резюме в его журналах скрыты. Закрытый репозиторий подходит лучше.',
    applicationKnown: 'Client id и client secret есть.',
    pairInFile: (file) => `Использовалась бы пара токенов из ${code(file)}.`,
    loginNeedsPerson: `Нужна новая пара токенов, а для этого кто-то должен нажать в браузере «Разрешить»: запустите команду без ${code('--yes')}.`,
    pairWorks: 'HeadHunter принимает пару токенов.',
    pairAtGitHub: (repository) =>
      `Пара токенов уже в секретах ${code(repository)} (${code('--force')} получит новую).`,
    pairMoved: (file, repository) =>
      `Пара теперь живёт в секретах ${code(repository)}, а в ${code(file)} её больше нет: из двух мест её обновляли бы в обход друг друга. Чтобы поднимать и отсюда, запустите ${code('hh-resume-touch login')}: у этой машины будет своя пара.`,
    pairKept: (file) =>
      `Пара осталась и в ${code(file)}: пользуйтесь ею только в одном месте, иначе при следующем обновлении другое её потеряет.`,
    whichResumes: 'Какие резюме поднимать?',
    allPublished: 'Все опубликованные',
    someResumes: 'Некоторые',
    tickResumes: 'Отметьте их пробелом',
    tickOne: 'Ничего не отмечено: отметьте резюме пробелом, затем нажмите Enter.',
    resumesBySecret: (repository) =>
      `Те, что названы в секрете ${code('HH_RESUME_IDS')} репозитория ${code(repository)}; чтобы выбрать другие, задайте ${code('HH_RESUME_IDS')} (id или ${code('all')}) и запустите команду ещё раз.`,
    resumesAre: (ids) => (ids === 'all' ? 'Поднимаются все опубликованные резюме.' : `Поднимаются: ${ids}.`),
    strangerId: (id) =>
      `В этом аккаунте нет резюме с id ${code(id)}: проверьте ${code('HH_RESUME_IDS')}, иначе каждый запуск будет красным.`,
    makeToken: (link, repository) => [
      'Своим токеном ни один workflow не может сохранять секреты, нужен отдельный, только с этим правом:',
      `1. Откройте ${link}`,
      `2. В «Repository access» выберите «Only select repositories» и ${code(repository)}; остальное уже заполнено.`,
      '3. Нажмите «Generate token» и скопируйте его.',
    ],
    token: 'Вставьте токен (он не показывается)',
    tokenEmpty: 'Вставьте токен или нажмите Ctrl-C, чтобы остановиться.',
    tokenOfApp:
      'Это токен приложения или задания, он умирает в течение часа: здесь нужен персональный fine-grained токен.',
    tokenTooBroad:
      'Этот токен открывает все ваши репозитории каждому, кто его получит; fine-grained токен открывает секреты одного репозитория.',
    useBroadToken: 'Всё равно использовать?',
    tokenRefused: `Токен не использован: создайте fine-grained или настойте на своём: ${code('--any-token')}.`,
    tokenWorks: (repository) => `Токен может записывать секреты ${code(repository)}: проверено на деле.`,
    tokenUntil: (at) => `Его последний день: ${formats.day(at)}; запуски предупредят за две недели.`,
    wantTelegram: 'Присылать сообщения о запусках через бота в Telegram?',
    telegramKnown: 'Бот и чат заданы.',
    telegramSkipped: 'Без сообщений; это можно изменить в любое время.',
    makeBot: 'Напишите @BotFather команду /newbot, в ответ он пришлёт токен бота.',
    botToken: 'Вставьте токен бота (он не показывается)',
    notBotToken: 'Это не токен бота: скопируйте его у @BotFather целиком, с цифрами, двоеточием и буквами.',
    writeToBot: (bot) =>
      `Теперь откройте https://t.me/${bot} и нажмите «Начать» (или добавьте бота в группу и напишите там) …`,
    whichChat: 'В какой чат писать?',
    chatId: 'Ничего не пришло; введите номер чата или @channel',
    testMessage: (repository) => `Это hh-resume-touch: сюда приходят сообщения о ${repository}.`,
    telegramWorks: (chat) => `Пробное сообщение дошло в «${chat}».`,
    secretKept: (name) => `${code(name)} уже есть и остаётся (${code('--force')} запишет заново).`,
    secretWritten: (name) => `${code(name)} записан.`,
    notSchedule: `${code('--schedule')} должен быть выражением cron из пяти полей, например ${code('13,43 * * * *')}.`,
    workflowSame: (file) => `${code(file)} есть и такой, как нужно.`,
    workflowKept: (file) =>
      `${code(file)} отличается от того, что было бы записано, и остаётся (${code('--force')} заменит его).`,
    workflowWritten: (file) => `${code(file)} записан.`,
    replaceWorkflow: (file) => `${file} отличается от того, что было бы записано. Заменить?`,
    cannotWrite: (file, why) =>
      `${code(file)} не записывается (${why}): дайте своему пользователю право на запись.`,
    envFileHidden: (file) => `В ${code(file)} место секретам, поэтому git его теперь не видит.`,
    whatNext: 'Что осталось сделать',
    commit: 'Закоммитьте и отправьте:',
    notHere: (repository) => `Эта папка не рабочая копия ${code(repository)}, сам workflow туда не попадёт.`,
    putByLink: (path) =>
      `Чтобы он появился там, откройте эту страницу, на ней ${code(path)} уже заполнен, и нажмите «Commit changes»:`,
    putByHand: (file, path) =>
      file === path
        ? `Если он там уже есть или вам удобнее git, скопируйте ${code(file)} в рабочую копию, закоммитьте и отправьте.`
        : `Если он там уже есть или вам удобнее git, скопируйте ${code(file)} в рабочую копию как ${code(path)}, закоммитьте и отправьте.`,
    tryIt: (repository) =>
      `Попробуйте: https://github.com/${repository}/actions/workflows/touch-resumes.yml, «Run workflow». Зелёный запуск — готово.`,
  },
}
