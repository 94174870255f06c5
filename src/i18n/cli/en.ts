import { PROJECT_URL } from '../../domain/project.js'
import { code } from '../../reasons/index.js'
import { RESUMES } from '../en.js'
import type { Formats } from '../formats.js'

/** The texts of the terminal command other than reasons. Moments: milliseconds since the epoch. */
export const en = (formats: Formats) => ({
  help: {
    description:
      'Raises your hh.ru resumes and keeps you signed in. Without a command it raises; without credentials it shows a demonstration.',
    examplesTitle: 'Examples:',
    examples: [
      { command: code('hh-resume-touch check'), does: 'will it work for me, does it still work?' },
      { command: code('hh-resume-touch setup'), does: 'set it up on GitHub or on this computer' },
      { command: code('hh-resume-touch login'), does: 'get a token pair in the browser' },
      { command: code('hh-resume-touch resumes'), does: 'your resumes and when they can be raised' },
      { command: code('hh-resume-touch touch --watch'), does: 'stay and raise every four hours' },
      { command: code('hh-resume-touch touch --json'), does: 'for scripts' },
    ],
    exitCodes: 'Exit codes: 0 done, 1 a problem, 2 wrong usage or settings, 3 log in again, 130 interrupted.',
    settings: 'Settings come from the environment and from .env: HH_CLIENT_ID, HH_CLIENT_SECRET, …',
    words: { '[options]': '[options]', '[command]': '[command]' },
    moreInEnglish: 'По-русски: добавьте --language ru',
    titles: {
      'Usage:': 'Usage:',
      'Arguments:': 'Arguments:',
      'Options:': 'Options:',
      'Commands:': 'Commands:',
    },
    commands: {
      touch: 'raise every resume that can be raised now',
      login: 'get a token pair in the browser and save it to .env',
      resumes: 'list your resumes; for one of them, why it can’t be raised',
      setup: 'set everything up, on GitHub or on this computer',
      check: 'will it work for me, does it still work? raises nothing',
      demo: 'show on the built-in sandbox how a token pair is renewed',
      logout: 'revoke the token pair at HeadHunter and remove it from .env',
      sandbox: 'start stand-ins for HeadHunter, GitHub and Telegram on this machine',
    },
    options: {
      settings: 'the file with the settings (default: HH_ENV_FILE, else .env)',
      language: 'en or ru',
      help: 'show this help',
      version: 'show the version',
      json: 'print one JSON value and nothing else',
      verbose: 'print each request: method, route, status, duration',
      dryRun: 'check everything, say what would happen, raise nothing',
      maxWait: 'how long to wait for a resume that can be raised soon, such as 15m',
      watch: 'stay and raise whenever HeadHunter allows, until Ctrl-C',
      code: 'an authorization code, or the whole address the browser was sent to',
      noPkce: 'leave out PKCE, in case HeadHunter refuses it',
      noBrowser: 'open no browser and no port: paste the address instead',
      savePair: 'save the token pair to .env if the application works',
      repository: 'owner/name on GitHub (default: the remote of this working copy)',
      environment: 'save to the secrets of this environment',
      setupDryRun: 'show every step; only a probe secret is written and deleted',
      force: 'get a new token pair though there is one, and replace a workflow that differs',
      yes: 'ask nothing: take settings and defaults',
      keepPair: 'leave the token pair in .env too (it must not be used in both places)',
      anyToken: 'take a classic or OAuth token too, though it opens far more',
      workflow: 'where to write the workflow',
      schedule: 'cron expression for the workflow',
      on: 'where it is to run: github or computer',
      account: 'set up a further person, whose secrets begin with this name',
      daytime: 'no runs at night, by this computer’s clock',
      remove: 'take the schedule away from this computer',
      localOnly: 'only remove it from .env, without asking HeadHunter',
      port: 'the first of three ports in a row (default: free ones)',
      forbidden: 'with an application that HeadHunter keeps away from resumes',
    },
    resumeArgument: 'id of a resume, its end, or its title',
  },
  usage: {
    unknownOption: (option: string) => `There is no option ${code(option)}.`,
    unknownCommand: (command: string) => `There is no command ${code(command)}.`,
    argumentMissing: (option: string) => `${code(option)} needs a value.`,
    badValue: (option: string) => `The value of ${code(option)} is not allowed.`,
    tooManyArguments: 'There are more arguments than this command takes.',
    didYouMean: (words: string[]) => `Did you mean ${words.map(code).join(' or ')}?`,
    npmTookOptions: (command: string) =>
      `npm kept your options to itself, so nothing was done. Write ${code('--')} before the command: ${code(command)}.`,
    seeHelp: `${code('hh-resume-touch --help')} lists what there is.`,
    needsAnswer: (setting: string) =>
      `There is no terminal to ask a question in. Give ${code(setting)} ${setting.startsWith('--') ? 'on the command line' : 'in the environment or in .env'}.`,
    interrupted: 'Interrupted. What was not done yet stays as it was.',
    folderGone: 'The folder that this command was started in has been deleted. Go to another one.',
    unexpected: (short: string) =>
      `An error that this program does not know (${short}). Please open an issue and name the version.`,
  },
  answers: { yes: 'Yes', no: 'No' },
  settings: {
    missing: (setting: string, file: string) =>
      `${code(setting)} is missing. Write it into ${code(file)}, or run ${code('hh-resume-touch login')}, which asks for it.`,
    noTokens: (file: string) =>
      `There is no token pair in ${code(file)} yet. Run ${code('hh-resume-touch login')} to get one in the browser.`,
    envFile: {
      is_folder: (file: string) =>
        `${code(file)} is a folder, not a file. Name another one with ${code('--settings')}.`,
      unreadable: (file: string, why: string) =>
        `${code(file)} can’t be read (${why}). Give your user the right to read it.`,
      not_text: (file: string) => `${code(file)} is not plain text. Save it as UTF-8.`,
      bad_lines: (file: string, lines: string, count: number) =>
        count === 1
          ? `Line ${lines} of ${code(file)} is neither a setting nor a comment. Write ${code('NAME=value')}, with every quote closed, or put ${code('#')} in front.`
          : `Lines ${lines} of ${code(file)} are neither settings nor comments. Write ${code('NAME=value')}, with every quote closed, or put ${code('#')} in front.`,
    },
  },
  touch: {
    environmentWins: (file: string) =>
      `The new token pair is in ${code(file)}, but the environment sets ${code('HH_ACCESS_TOKEN')} or ${code('HH_REFRESH_TOKEN')}, which outweighs the file. Remove them from the environment.`,
  },
  watch: {
    until: (at: number) => `Next look ${formats.moment(at)}.`,
    countdown: (lasts: number) => `In ${formats.duration(lasts)} · Ctrl-C ends`,
    ended: 'Ended. Nothing is raised any more.',
  },
  login: {
    whereToGetApplication: (redirectUri: string) =>
      `Id and secret of your application are at https://dev.hh.ru/admin. Its redirect URI must be ${redirectUri}\nNone yet? Register one there. Say that it is for yourself and raises your own resumes. HeadHunter’s review takes up to 15 working days.`,
    clientId: 'Client ID of your HeadHunter application',
    clientSecret: 'Client secret (not shown while you type)',
    redirectUri: 'Redirect URI, letter by letter as saved in the application',
    clearField: 'Ctrl-U clears the field.',
    isInFile: (setting: string, file: string) => `${code(setting)} is set in ${code(file)}.`,
    isInEnvironment: (setting: string) => `${code(setting)} is set in the environment. Correct it there.`,
    opened: (url: string) =>
      `Your browser opens HeadHunter’s page. If it does not, open this address:\n${url}`,
    openYourself: (url: string) => `Open this address in a browser and allow access:\n${url}`,
    waiting: 'Waiting for the browser, 10 minutes at most … (Ctrl-C ends)',
    paste:
      'Paste the address the browser was sent to. If HeadHunter’s page shows an error, press Enter to correct the application’s values',
    pasteOrWait:
      'Waiting for the browser. If HeadHunter’s page shows an error, press Enter to correct the application’s values. If the browser is on another machine, paste the address it was sent to',
    pastedNothing: 'There is no whole code in it. Copy the whole address from the browser’s address bar.',
    portTaken: (port: number, why: string) =>
      why === 'EACCES'
        ? `Your user is not allowed to open port ${port} of the redirect URI (EACCES). Paste the address instead, or save a redirect URI with a port above 1024 in the application and in ${code('HH_REDIRECT_URI')}.`
        : `Port ${port} of the redirect URI is not free (${why}). End the program that uses it, or paste the address from the browser; ${code('--no-browser')} asks for it.`,
    ends: {
      refused: (error: string) =>
        error === 'access_denied'
          ? 'Access was refused on HeadHunter’s page, so there is no token pair. If that was a mistake, run the command again.'
          : `HeadHunter’s page refused (${error}). Check the client id and the redirect URI, then run the command again.`,
      wrong_state:
        'This address belongs to another attempt (its state differs). Close old tabs and use the newest link.',
      nothing: 'There is no code in what was given. Copy the whole address from the browser’s address bar.',
      timed_out:
        'Nobody came back from HeadHunter’s page within 10 minutes. Run the command again when you are ready.',
      needs_code: `When the browser was sent on, pass its whole address: ${code('hh-resume-touch login --code "ADDRESS"')}.`,
    },
    pages: {
      code: { title: 'Done', text: 'You can close this tab and go back to the terminal.' },
      failed: { title: 'It did not work', text: 'There is no token pair. The terminal says why.' },
      refused: {
        title: 'Access was refused',
        text: 'There is no token pair. The terminal says what you can do.',
      },
      wrong_state: {
        title: 'This belongs to another attempt',
        text: 'The code was not used. Close old tabs and open the newest link from the terminal.',
      },
      nothing: {
        title: 'There is no code here',
        text: 'Go back to the terminal and open its link.',
      },
    },
    saved: (file: string) => `The token pair is saved in ${code(file)}.`,
    seesResumes: (count: number) => `HeadHunter shows ${formats.plural(count, RESUMES)} in this account.`,
    next: `Next: ${code('hh-resume-touch resumes')} to look, ${code('hh-resume-touch touch')} to raise, ${code('hh-resume-touch setup')} to have it done for you.`,
    environmentHides: (setting: string) =>
      `The environment sets ${code(setting)}, which outweighs the new one in the file. Remove it from the environment.`,
  },
  demo: {
    title: 'How a token pair is renewed, in fast motion',
    notReal:
      'A demonstration on a built-in sandbox: no account, no network, nothing is sent to HeadHunter. The code is the action’s own.',
    scenes: {
      authorize: {
        title: 'You log in',
        text: 'The run exchanges the code for a token pair, saves it to the repository’s secrets, then raises.',
      },
      tooEarly: {
        title: 'Ten minutes later',
        text: 'HeadHunter allows one raise in four hours. Too early is no error.',
      },
      fourHoursLater: { title: 'Four hours later', text: 'Time for the next raise.' },
      rotation: {
        title: 'Fifteen days later',
        text: 'The access token has expired. The refresh token works once: the new pair is saved before anything else.',
      },
      saveFails: {
        title: 'GitHub refuses to save',
        text: 'The pair must be renewed again, and GitHub stops taking secrets at that moment. The new pair exists nowhere else: it is printed, encrypted.',
      },
      recovery: {
        title: 'You follow the advice',
        text: 'You give the GitHub token its right back, start the workflow by hand and paste the recovery code.',
      },
      refused: {
        title: 'And if HeadHunter refuses your application',
        text: 'Since 2025-12-15 most applications have no access to resumes. Every run would end like this.',
      },
    },
    secretReplaced: (name: string) => `Secret ${code(name)} holds the new token.`,
    end: 'That was the sandbox. What now?',
    whatNow: [
      { command: code('hh-resume-touch check'), does: 'find out in a minute whether yours works' },
      { command: code('hh-resume-touch setup'), does: 'set it up on GitHub or on this computer' },
      { command: code('hh-resume-touch sandbox'), does: 'try every command on the sandbox first' },
      { command: code('hh-resume-touch --help'), does: 'everything else' },
    ],
  },
  resumes: {
    columns: { title: 'Title', id: 'Id', status: 'Status', views: 'Views', touchable: 'Can be raised' },
    statuses: {
      published: 'published',
      not_published: 'not published',
      blocked: 'blocked',
      on_moderation: 'being moderated',
      unknown: 'unknown',
    },
    none: 'There are no resumes in this account.',
    now: 'now',
    notWhileSo: '—',
    touchable: (when: string) => `Can be raised: ${when}.`,
    noneSuch: (wanted: string) =>
      `No resume has the id or title ${code(wanted)}. ${code('hh-resume-touch resumes')} lists them all.`,
    missing: (fields: string[]) => `Not filled in yet: ${fields.join(', ')}.`,
    moderator: (note: string) => `The moderator’s note: ${note}`,
  },
  logout: {
    revoked: 'HeadHunter has revoked the token pair: nobody can use it any more.',
    wasDead: 'HeadHunter no longer accepted the token pair.',
    stillUsable: (file: string) =>
      `HeadHunter does not know this access token and revokes a pair only by its access token. The refresh token in ${code(file)} may still be valid, so nothing was removed.`,
    whatEndsIt: [
      `To end it for sure, change the password at https://hh.ru: that ends every token of your account.`,
      `If the right access token is elsewhere, set ${code('HH_ACCESS_TOKEN')} to it and run the command again. ${code('hh-resume-touch logout --local-only')} only removes the pair from this machine.`,
    ],
    nothingToRevoke: (file: string) =>
      `There is no token pair in ${code(file)}, so there was nothing to revoke.`,
    notRevoked: (file: string) =>
      `The pair was not revoked, so it is still in ${code(file)}. Try again later, or only remove it with ${code('--local-only')}.`,
    emptied: (file: string) => `${code(file)} holds no tokens any more.`,
    inEnvironment: (setting: string) => `${code(setting)} is still set in the environment. Remove it there.`,
    atGitHub: `The repository’s secrets keep their own pair. To remove it, delete ${code('HH_ACCESS_TOKEN')} and ${code('HH_REFRESH_TOKEN')} there.`,
    leaked: `If a token or secret has leaked: ${PROJECT_URL}/blob/main/docs/security.md#after-a-leak`,
  },
  sandbox: {
    started: 'The sandbox runs: stand-ins for HeadHunter, GitHub and Telegram, on this machine only.',
    environment: 'In another terminal, paste this:',
    environmentPowerShell: 'In another PowerShell, paste this:',
    orFile: 'Or save these lines as a file and name it in each command: --settings FILE',
    forbidden: 'HeadHunter keeps this application away from resumes.',
    works: `Then ${code('check')}, ${code('login')}, ${code('resumes')}, ${code('touch')} and ${code('setup')} work on it. What they save goes to ${code('.env.sandbox')}, or to the file that you named.`,
    clock: `Here, ${code('+4h')} or ${code('+15d')} and Enter move its clock.`,
    end: 'Ctrl-C ends it, and everything is forgotten.',
    telegramGot: (text: string) => `Telegram got a message: ${text}`,
    moved: (moment: string) => `It is now ${moment} in the sandbox.`,
    notUnderstood: `Write a duration such as ${code('+4h')} or ${code('+15d')}.`,
    portTaken: (port: number, why: string) =>
      `The ports from ${port} to ${port + 2} are not free (${why}). Choose another with ${code('--port')}, or leave it out for free ones.`,
    badPort: `${code('--port')} must be a number from 1 to 65533.`,
    ended: 'The sandbox has ended.',
  },
  check: {
    newcomer:
      'This checks whether your HeadHunter application reaches your resumes. Nothing is saved unless you agree.',
    reaches: (count: number) =>
      `Your application reaches your resumes: HeadHunter shows ${formats.plural(count, RESUMES)}. Whether raising is allowed shows with the first raise.`,
    refused:
      'Your application does not reach your resumes: HeadHunter closed this to most applications on 2025-12-15.',
    remains: [
      'What remains, the easiest first:',
      '1. HeadHunter’s own bot in Telegram, free, every four hours: @hh_rabota_bot',
      '2. The button on the site: https://hh.ru/applicant/resumes',
      '3. HeadHunter’s paid automatic raising.',
    ],
    unknown: 'Whether your application reaches your resumes could not be found out.',
    pairRevoked: 'The token pair was revoked and nothing was saved.',
    pairNotRevoked:
      'Nothing was saved, but the token pair could not be revoked. It expires by itself in 14 days; changing the password at https://hh.ru ends it now.',
    savePair: (file: string) => `Save the application and its token pair in ${file}?`,
    next: `Next: ${code('hh-resume-touch setup')} sets it up on GitHub or on this computer.`,
    settings: (file: string) => `The settings in ${code(file)} and in the environment make sense.`,
    settingsWithoutFile: 'The settings in the environment make sense.',
    reachable: (host: string) => `HeadHunter can be reached at ${code(host)}.`,
    pairWorks: 'HeadHunter accepts the token pair.',
    pairAtGitHub: (repository: string) =>
      `The token pair is in the secrets of ${code(repository)}, not here. A dry run of the workflow checks it.`,
    methodsAllowed: 'The application reaches your resumes.',
    touchableNow: (title: string) => `${title}: can be raised now.`,
    touchableAt: (title: string, at: number) => `${title}: can be raised again ${formats.moment(at)}.`,
    fileWritable: (file: string) => `The next token pair can be saved in ${code(file)}.`,
    noGitHubToken: (setting: string) => `GitHub was not checked: there is no ${code(setting)} here.`,
    noRepository: `GitHub was not checked: name the repository with ${code('--repository')}.`,
    appWorks: (repository: string) => `Your GitHub App can see the secrets of ${code(repository)}.`,
    gitHubWorks: (repository: string) => `The GitHub token can see the secrets of ${code(repository)}.`,
    gitHubTokenUntil: (at: number) => `The GitHub token is valid until ${formats.day(at)}.`,
    noTelegram: 'Telegram is not set up, which is fine.',
    telegramWorks: (bot: string, chat: string) => `Telegram knows the bot @${bot} and the chat “${chat}”.`,
    allWell: 'All is well. Nothing was raised.',
    pairNotChecked: 'Nothing wrong was found. The token pair was not checked. Nothing was raised.',
    failures: (count: number) =>
      `${formats.plural(count, { one: 'thing needs', other: 'things need' })} your attention. Nothing was raised.`,
  },
  setup: {
    steps: {
      application: 'Your HeadHunter application',
      repository: 'The repository',
      rights: 'The right to save tokens',
      resumes: 'The resumes',
      telegram: 'Telegram',
      secrets: 'The secrets',
      workflow: 'The workflow',
      entry: 'The schedule',
    },
    dryRun:
      'A rehearsal: every step is shown, nothing is changed. Only a probe secret is written and deleted, if there is a GitHub token.',
    dryRunEnd: `That was the rehearsal. Without ${code('--dry-run')} it is done.`,
    stopped: 'What is done is kept. Run the command again to go on.',
    wouldAsk: (setting: string) => `${code(setting)} would be asked for.`,
    wouldMakeApp: `GitHub would open, for you to make an App of your own; or set ${code('HH_GITHUB_TOKEN')}.`,
    wouldLogIn: 'The browser would open, for you to press “Allow” at HeadHunter.',
    wouldWrite: (secret: string) => `The secret ${code(secret)} would be written.`,
    wouldWriteFile: (file: string) => `${code(file)} would be written:`,
    notAccount: `${code('--account')} must be letters, digits and underscores, such as ${code('ANNA')}. It names the secrets of a further person.`,
    notSchedule: `${code('--schedule')} must be a cron expression of five fields, such as ${code('13 * * * *')}.`,
    applicationWorks: (count: number) =>
      `The application reaches your resumes: ${formats.plural(count, RESUMES)}. Client id, secret and tokens are saved.`,
    nothingKept: 'The tokens are revoked, and nothing was saved.',
    pairInFile: (file: string) => `The tokens in ${code(file)} would be used.`,
    pairWorks: 'HeadHunter accepts the tokens.',
    loginNeedsPerson: `New tokens are needed, and somebody must press “Allow” in a browser. Run the command without ${code('--yes')}.`,
    pairAtGitHub: (repository: string) =>
      `The tokens are in the secrets of ${code(repository)} already (${code('--force')} gets new ones).`,
    whichPlace: 'Where shall it run?',
    atGitHub: 'GitHub: also while this computer is off',
    onThisComputer: 'This computer',
    whichRepository:
      'Which repository on GitHub? (a private one: logs of a public one can be read by everybody)',
    makeRepository: (url: string) => `No repository yet? Make a private one: ${url}`,
    notRepository: (where: string) =>
      `${code(where)} must be ${code('owner/name')}, or the address of the repository.`,
    repositoryForm: `Write ${code('owner/name')}, or paste the address of the repository (Ctrl-U clears the field).`,
    repositoryIs: (repository: string) => `Repository: ${code(repository)}.`,
    repositoryIsPublic:
      'It is public: titles and ids of resumes are hidden in its logs. A private one is better.',
    createRepository: (repository: string) =>
      `${repository} is not there, or not visible to gh. Create it, private?`,
    repositoryNotCreated: (repository: string) =>
      `GitHub did not create ${code(repository)}: check the name, and whether gh may create repositories there.`,
    repositoryCreated: (repository: string) => `${code(repository)} is created, private.`,
    whichRights: 'A workflow can’t save renewed tokens by itself. With what shall it?',
    rightsKept: 'As before: it stays in the secrets, and gh writes the rest this once',
    rightsByApp: 'A GitHub App of your own: two clicks, never expires',
    rightsByToken: 'A token that you make and paste',
    rightsWork: (repository: string) => `The secrets of ${code(repository)} can be written (tried).`,
    opened: (url: string) => `Your browser opens. If it does not, open this address:\n${url}`,
    openYourself: (url: string) => `Open this address in a browser on this computer:\n${url}`,
    app: {
      create: 'Go on to GitHub',
      howToMake: 'First click: “Create GitHub App”.',
      waitForMade: 'Waiting for the first click … Enter: choose something else',
      howToInstall: (repository: string, url: string) => [
        `Second click: “Install”, for ${code(repository)} only. The page is open already; if not: ${url}`,
      ],
      waitForInstalled: 'Waiting for the second click … Enter: another repository',
      codeRefused: 'GitHub did not give the App out: its code was too old, or used before.',
      timedOut: 'Nobody clicked within 10 minutes. Run the command again when you are ready.',
      failedPage: { title: 'That did not work', text: 'The terminal says why.' },
    },
    makeToken: (link: string, repository: string) => [
      `1. Open ${link}`,
      `2. “Repository access”: “Only select repositories”, ${code(repository)}. The rest is filled in.`,
      '3. “Generate token”, and copy it.',
    ],
    token: 'Paste the token (it is not shown)',
    tokenEmpty: 'Paste the token, or press Ctrl-C to stop.',
    tokenOfApp:
      'This token expires within the hour: it is an App’s or a job’s. Make a fine-grained personal token.',
    tokenTooBroad: 'This token opens all your repositories. A fine-grained one opens the secrets of one.',
    useBroadToken: 'Use it all the same?',
    tokenRefused: `The token was not used. Make a fine-grained one, or add ${code('--any-token')}.`,
    tokenUntil: (at: number) => `The token’s last day is ${formats.day(at)}. Runs warn two weeks before.`,
    whichResumes: 'Which resumes?',
    allPublished: 'All that are published',
    someResumes: 'Some of them',
    tickResumes: 'Mark them with the space bar',
    tickOne: 'None is marked. Mark one with the space bar, then press Enter.',
    resumesBySecret: (repository: string) =>
      `Those in the secret ${code('HH_RESUME_IDS')} of ${code(repository)}. For others, set ${code('HH_RESUME_IDS')} (ids, or ${code('all')}) and run the command again.`,
    resumesAre: (ids: string) =>
      ids === 'all' ? 'All published resumes are raised.' : `These are raised: ${ids}.`,
    strangerId: (id: string) =>
      `This account has no resume with the id ${code(id)}: check ${code('HH_RESUME_IDS')}.`,
    wantTelegram: 'Messages by a Telegram bot?',
    telegramKnown: 'Bot and chat are set.',
    telegramSkipped: 'No messages. Run the command again if you want them later.',
    makeBot: 'Write /newbot to @BotFather. The answer holds the bot’s token.',
    botToken: 'Paste the bot’s token (it is not shown)',
    notBotToken: 'That is not a bot’s token: copy it whole, with digits, colon and letters.',
    writeToBot: (bot: string) =>
      `Open https://t.me/${bot} and press “Start” (or add the bot to a group and write there) …`,
    whichChat: 'In which chat?',
    chatOrWait: 'Waiting for your message … or type the chat’s number or @channel',
    testMessage: (where: string) =>
      `hh-resume-touch: messages${where === '' ? '' : ` about ${where}`} arrive here.`,
    telegramWorks: (chat: string) => `A test message has arrived in “${chat}”.`,
    secretWritten: (name: string) => `${code(name)} is written.`,
    pairMoved: (file: string, repository: string) =>
      `The tokens are now in the secrets of ${code(repository)}, and no longer in ${code(file)}: one pair works in one place only. For this computer, run ${code('hh-resume-touch login')}.`,
    pairKept: (file: string) => `The tokens are still in ${code(file)}, too. Use them in one place only.`,
    pairRenewed: (file: string) =>
      `The tokens in ${code(file)} were renewed meanwhile. The new ones are written, too.`,
    form: {
      account: 'Whose code it is',
      authCode: 'Usually empty. For the first code, or one that a red run asks for',
      dryRun: 'Check everything, raise nothing',
    },
    workflowSame: (file: string) => `${code(file)} is there and as it should be.`,
    workflowKept: (file: string) => `${code(file)} was changed, and stays (${code('--force')} replaces it).`,
    workflowWritten: (file: string) => `${code(file)} is written.`,
    workflowCommitted: (repository: string) => `The workflow is committed to ${code(repository)}.`,
    ghCannotCommit: `gh may not commit workflows (${code('gh auth refresh -s workflow')} allows it).`,
    replaceWorkflow: (file: string) => `${file} was changed. Replace it?`,
    cannotWrite: (file: string, why: string) =>
      `${code(file)} can’t be written (${why}): check the rights on the folder.`,
    envFileHidden: (file: string) => `git now ignores ${code(file)}, where secrets are.`,
    commitNow: (files: string) => `Commit and push ${files} now?`,
    gitFailed: (command: string, why: string) =>
      `${code(command)} did not work${why === '' ? '' : `: “${why}”`}. Finish by hand: the commands are below.`,
    pushed: 'Committed and pushed.',
    pageOpened: (path: string) => `Your browser shows ${code(path)}, filled in. Press “Commit changes”.`,
    putByHand: (repository: string, path: string, url: string) =>
      `Copy it to ${code(repository)} as ${code(path)}, with git or at ${url}`,
    dryRunNow: 'Start a dry run, to try it?',
    watching: (url: string) => `The run: ${url}`,
    dryRunGreen: 'The run is green: it works.',
    dryRunNotStarted: (url: string) => `The run could not be started. Press “Run workflow” yourself: ${url}`,
    dryRunNotGreen: (url: string) => `The run is not green yet. What it says: ${url}`,
    whatNext: 'What is left to do',
    commit: 'Commit and push:',
    tryIt: (url: string) => `Try it, press “Run workflow”: ${url}`,
    nextTouch: (at: number) => `The next raise: ${formats.short(at)}, or within the hour after.`,
    computer: {
      write: 'Write this?',
      wouldRun: 'Then:',
      written: (minute: number) =>
        `The schedule is active: a run starts every hour, at ${minute} minutes past. ${code('hh-resume-touch setup --remove')} removes it.`,
      kept: (settings: string[], file: string) =>
        `Scheduled runs do not see the environment, so ${code(file)} gets: ${settings.map(code).join(', ')}.`,
      proxyNotSeen: (settings: string[]) =>
        `Scheduled runs see ${settings.map(code).join(', ')} only if the system sets it for your account, not for this terminal alone.`,
      notWritten: 'Nothing was written.',
      noScheduler: `systemd does not run here. Add this line with ${code('crontab -e')}:`,
      removeByHand: `systemd does not run here. Take the line out with ${code('crontab -e')}.`,
      removed: 'The schedule is removed.',
      nothingThere: 'There was no schedule.',
      failed: (what: string, why: string) =>
        `${code(what)} did not work (${why}). The schedule is not active.`,
      linger: `It runs while you are logged in. For all the time: ${code('loginctl enable-linger')}.`,
      log: (command: string) => `The log: ${code(command)}.`,
    },
  },
})

/** The same in any language. */
export type CliMessages = ReturnType<typeof en>
