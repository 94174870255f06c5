import { code } from '../../reasons/index.js'
import { formats, RESUMES } from '../en/words.js'
import type { CliMessages } from './types.js'

export const en: CliMessages = {
  help: {
    description:
      'Keeps your resumes on hh.ru on top, and never loses the account’s one-time token pair. Without credentials it shows a demonstration on a built-in sandbox.',
    examplesTitle: 'Examples:',
    examples: [
      { command: code('hh-resume-touch'), does: 'touch what may be touched now (or the demonstration)' },
      { command: code('hh-resume-touch login'), does: 'get a token pair in the browser' },
      { command: code('hh-resume-touch resumes'), does: 'what there is, and when it may be touched' },
      { command: code('hh-resume-touch touch --watch'), does: 'stay and touch every four hours' },
      { command: code('hh-resume-touch setup'), does: 'put it all into a GitHub repository' },
      { command: code('hh-resume-touch doctor'), does: 'check everything, change nothing' },
      { command: code('hh-resume-touch touch --json'), does: 'for scripts' },
    ],
    exitCodes: 'Exit codes: 0 done, 1 a problem, 2 wrong usage or settings, 3 authorize again.',
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
      touch: 'touch every resume that may be touched now',
      login: 'get a token pair in the browser and save it to .env',
      resumes: 'list your resumes: status, views, next touch',
      status: 'tell why a resume can’t be touched, and what to fill in',
      setup: 'the whole way to a GitHub repository that touches by itself',
      doctor: 'check everything and touch nothing',
      demo: 'show the life of a token pair on the built-in sandbox',
      logout: 'revoke the token pair at HeadHunter and empty it in .env',
      sandbox: 'start stand-ins for HeadHunter, GitHub and Telegram on this machine',
    },
    options: {
      envFile: 'the file with the settings (default: HH_ENV_FILE, else .env)',
      language: 'en or ru',
      help: 'show this help',
      version: 'show the version',
      json: 'print one JSON value and nothing else',
      verbose: 'tell each request: method, route, status, duration',
      dryRun: 'check everything, say what would happen, change nothing',
      maxWait: 'how long to wait for a resume that is about to be touchable, such as 15m',
      watch: 'stay, and touch whenever HeadHunter allows, until Ctrl-C',
      code: 'an authorization code, or the whole address you were redirected to',
      noPkce: 'leave out PKCE, should HeadHunter refuse it',
      noBrowser: 'open no browser and no port: paste the address instead',
      repository: 'owner/name on GitHub (default: the remote of this working copy)',
      environment: 'save to the secrets of this environment',
      setupDryRun: 'show every step and change nothing',
      force: 'get a new token pair though there is one, and replace a workflow that differs',
      yes: 'ask nothing: take settings and defaults',
      keepPair: 'leave the token pair in .env too (it must not be used in both places)',
      anyToken: 'take a classic or OAuth token too, though it opens far more',
      workflow: 'where to write the workflow',
      schedule: 'cron expression for the workflow',
      localOnly: 'only empty .env, without asking HeadHunter',
      port: 'the first of three ports in a row (default: free ones)',
    },
    resumeArgument: 'id of a resume, or its end',
  },
  usage: {
    unknownOption: (option) => `There is no option ${code(option)}.`,
    unknownCommand: (command) => `There is no command ${code(command)}.`,
    argumentMissing: (option) => `${code(option)} needs a value.`,
    badValue: (option) => `${code(option)} has a value that is not allowed.`,
    tooManyArguments: 'There are more arguments than this command takes.',
    didYouMean: (options) => `Did you mean ${options.map(code).join(' or ')}?`,
    npmTookOptions: `npm keeps options to itself unless ${code('--')} stands before them.`,
    seeHelp: `${code('hh-resume-touch --help')} tells what there is.`,
    needsAnswer: (setting) =>
      `A question would have to be asked here, but there is no terminal: give ${code(setting)} ${setting.startsWith('--') ? 'on the command line' : 'in the environment or in .env'}.`,
    abandoned: 'Stopped; what was not yet done stays as it was.',
    unexpected: (short) =>
      `Something happened that this program is not prepared for (${short}); please open an issue and name the version.`,
  },
  answers: { yes: 'Yes', no: 'No' },
  settings: {
    missing: (setting, file) =>
      `${code(setting)} is missing: write it into ${code(file)}, or run ${code('hh-resume-touch login')}, which asks for it.`,
    noTokens: (file) =>
      `There is no token pair in ${code(file)} yet: run ${code('hh-resume-touch login')} to get one in the browser.`,
    envFile: {
      is_folder: (file) =>
        `${code(file)} is a folder, not a file: name another one with ${code('--env-file')}.`,
      unreadable: (file, why) => `${code(file)} can’t be read (${why}): give your user the right to read it.`,
      not_text: (file) => `${code(file)} is not plain text: save it as UTF-8.`,
      bad_lines: (file, lines, count) =>
        count === 1
          ? `Line ${lines} of ${code(file)} is neither a setting nor a comment: write ${code('NAME=value')}, with every quote closed, or put ${code('#')} in front.`
          : `Lines ${lines} of ${code(file)} are neither settings nor comments: write ${code('NAME=value')}, with every quote closed, or put ${code('#')} in front.`,
    },
  },
  touch: {
    environmentWins: (file) =>
      `The new token pair is in ${code(file)}, but the environment still sets ${code('HH_ACCESS_TOKEN')} or ${code('HH_REFRESH_TOKEN')}, which outweighs the file: take them out of the environment.`,
  },
  watch: {
    until: (at) => `Next look on ${formats.moment(at)}.`,
    countdown: (lasts) => `In ${formats.duration(lasts)} · Ctrl-C ends`,
    ended: 'Ended; nothing was left half-done.',
  },
  login: {
    whereToGetApplication:
      'The application’s id and secret stand at https://dev.hh.ru/admin, where you can also register one.',
    clientId: 'Client ID of your HeadHunter application',
    clientSecret: 'Client secret (not shown while you type)',
    clearField: 'Ctrl-U clears the field.',
    isInFile: (setting, file) => `${code(setting)} stands in ${code(file)}.`,
    isInEnvironment: (setting) => `${code(setting)} is set in the environment.`,
    opened: (url) => `Your browser opens HeadHunter’s page. If it does not, open this address:\n${url}`,
    openYourself: (url) => `Open this address in a browser and allow access:\n${url}`,
    waiting: 'Waiting for the browser to come back, 10 minutes at most … (Ctrl-C ends)',
    paste: 'Paste the address to which the browser was sent, or the code in it',
    pasteOrWait:
      'As a rule there is nothing to paste: a browser on this machine comes back by itself. If yours is on another one, paste the address to which it was sent',
    pastedNothing:
      'There is no code in it, or not all of it: copy the whole address from the browser’s address bar.',
    portTaken: (port, why) =>
      why === 'EACCES'
        ? `Port ${port} of the redirect URI may not be opened by your user (EACCES): paste the address instead, or save a redirect URI with a port above 1024 in the application and in ${code('HH_REDIRECT_URI')}.`
        : `Port ${port} of the redirect URI can’t be had (${why}), another program may be using it: end that program, or run ${code('hh-resume-touch login --no-browser')} and paste the address.`,
    ends: {
      refused: (error) =>
        error === 'access_denied'
          ? 'Access was refused on HeadHunter’s page, so there is no token pair; run the command again if that was a mistake.'
          : `HeadHunter’s page refused (${error}): check the client id and the redirect URI, then run the command again.`,
      wrong_state:
        'The answer belongs to another attempt (its state differs), so its code was not used: close old tabs and run the command again.',
      nothing: 'There is no code in what was given: copy the whole address from the browser’s address bar.',
      timed_out:
        'Nobody came back from HeadHunter’s page within 10 minutes; run the command again when you are ready.',
      interrupted: 'Stopped; nothing was changed.',
      needs_code: `When the browser was sent on, hand its whole address over: ${code('hh-resume-touch login --code "ADDRESS"')}.`,
    },
    pages: {
      code: { title: 'It worked', text: 'You can close this tab and go back to the terminal.' },
      refused: {
        title: 'Access was refused',
        text: 'No token was issued. The terminal tells what you can do.',
      },
      wrong_state: {
        title: 'This belongs to another attempt',
        text: 'The code was not used. Close old tabs, go back to the terminal and run login again.',
      },
      nothing: {
        title: 'There is no code here',
        text: 'Please go back to the terminal and follow its link.',
      },
    },
    saved: (file) => `The token pair is saved in ${code(file)}.`,
    seesResumes: (count) => `HeadHunter shows ${formats.plural(count, RESUMES)} in this account.`,
    next: `Next: ${code('hh-resume-touch resumes')} to look, ${code('hh-resume-touch touch')} to touch, ${code('hh-resume-touch setup')} for GitHub.`,
    environmentHides: (setting) =>
      `The environment sets ${code(setting)}, which outweighs the new one in the file: take it out of the environment.`,
  },
  demo: {
    title: 'The life of a token pair, in fast motion',
    notReal:
      'This is a demonstration on a built-in sandbox: no real account, no network, nothing is sent to HeadHunter. The code that runs is the Action’s own.',
    scenes: {
      authorize: {
        title: 'You authorize',
        text: 'The run exchanges the code for a token pair, saves it to the repository’s secrets, then touches.',
      },
      tooEarly: {
        title: 'Ten minutes later',
        text: 'HeadHunter allows one touch in four hours; too early is no error.',
      },
      fourHoursLater: { title: 'Four hours later', text: 'Time for the next touch.' },
      rotation: {
        title: 'Fifteen days later',
        text: 'The access token has died. The refresh token is good for one use: its successor is saved before anything else.',
      },
      saveFails: {
        title: 'The bad day',
        text: 'Again the pair must be renewed, and at that very moment GitHub stops taking secrets. The new pair exists nowhere else: it is printed, sealed.',
      },
      recovery: {
        title: 'You follow the advice',
        text: 'You give the GitHub token its right back, start the workflow by hand and paste the recovery code.',
      },
    },
    secretReplaced: (name) => `Secret ${code(name)} holds the new token.`,
    end: 'That was the sandbox; what now?',
    whatNow: [
      { command: code('hh-resume-touch login'), does: 'get a token pair for your own account' },
      { command: code('hh-resume-touch setup'), does: 'let a GitHub repository do it' },
      { command: code('hh-resume-touch sandbox'), does: 'try every command on the sandbox first' },
      { command: code('hh-resume-touch --help'), does: 'everything else' },
    ],
  },
  resumes: {
    columns: { title: 'Title', id: 'Id', status: 'Status', views: 'Views', touchable: 'Touchable' },
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
    touchable: (when) => `Touchable: ${when}.`,
    allWell: 'Every resume is published and can be touched in its time.',
    named: (wanted) => `${code(wanted)}:`,
    missing: (fields) => `Not filled in yet: ${fields.join(', ')}.`,
    moderator: (note) => `The moderator’s note: ${note}`,
  },
  logout: {
    revoked: 'HeadHunter has withdrawn the token pair: nobody can use it any more.',
    wasDead: 'HeadHunter no longer accepted the token pair anyway.',
    nothingToRevoke: (file) => `There is no token pair in ${code(file)}, so there was nothing to withdraw.`,
    notRevoked: (file) =>
      `The pair was not withdrawn, so it is still in ${code(file)}; try again later, or empty the file alone with ${code('--local-only')}.`,
    emptied: (file) => `${code(file)} holds no tokens any more.`,
    inEnvironment: (setting) => `${code(setting)} is still set in the environment: take it out there.`,
    leaked: [
      'If a token has leaked: change the password at https://hh.ru, which ends every token of your account.',
      'If the client secret has leaked: get a new one at https://dev.hh.ru/admin and write it into .env and the repository’s secrets.',
      'If the GitHub token has leaked: delete it at https://github.com/settings/personal-access-tokens.',
      'A pair in a repository’s secrets is another one: delete HH_ACCESS_TOKEN and HH_REFRESH_TOKEN in its settings, too.',
    ],
  },
  sandbox: {
    started: 'The sandbox is up: stand-ins for HeadHunter, GitHub and Telegram, on this machine only.',
    environment: 'In another terminal, paste this (or save it as a file and name it with --env-file):',
    environmentPowerShell: 'In another PowerShell, paste this:',
    works: `Then ${code('login')}, ${code('resumes')}, ${code('touch')}, ${code('doctor')} and ${code('setup')} work on it; what they save goes to .env.sandbox.`,
    clock: `Here, ${code('+4h')} or ${code('+15d')} and Enter move its clock.`,
    end: 'Ctrl-C ends it, and everything is forgotten.',
    telegramGot: (text) => `Telegram got a message: ${text}`,
    moved: (moment) => `It is now ${moment} in the sandbox.`,
    notUnderstood: `Write a length of time, such as ${code('+4h')} or ${code('+15d')}.`,
    portTaken: (port, why) =>
      `The ports from ${port} to ${port + 2} can’t be had (${why}): choose another with ${code('--port')}, or leave it out for free ones.`,
    badPort: `${code('--port')} must be a number from 1 to 65533.`,
    ended: 'The sandbox is gone.',
  },
  doctor: {
    settings: (file) => `The settings in ${code(file)} and in the environment make sense.`,
    settingsWithoutFile: 'The settings in the environment make sense.',
    reachable: (host) => `HeadHunter can be reached at ${code(host)}.`,
    pairWorks: 'HeadHunter accepts the token pair.',
    pairAtGitHub: (repository) =>
      `The token pair is in the secrets of ${code(repository)}, not here: a dry run of the workflow checks it.`,
    methodsAllowed: 'The application may use the applicant methods.',
    touchableNow: (title) => `${title}: can be touched now.`,
    touchableAt: (title, at) => `${title}: can be touched again on ${formats.moment(at)}.`,
    fileWritable: (file) => `The next token pair can be saved in ${code(file)}.`,
    noGitHubToken: (setting) => `GitHub was not checked: there is no ${code(setting)} here.`,
    noRepository: `GitHub was not checked: name the repository with ${code('--repository')}.`,
    gitHubWorks: (repository) => `The GitHub token can see the secrets of ${code(repository)}.`,
    gitHubTokenUntil: (at) => `The last day of the GitHub token is ${formats.day(at)}.`,
    noTelegram: 'Telegram is not set up; that is fine.',
    telegramWorks: (bot, chat) => `Telegram knows the bot @${bot} and the chat “${chat}”.`,
    allWell: 'All is well. Nothing was touched.',
    crosses: (count) =>
      `${formats.plural(count, { one: 'thing needs', other: 'things need' })} your attention. Nothing was touched.`,
  },
  setup: {
    steps: {
      repository: 'The repository',
      application: 'The HeadHunter application',
      pair: 'The token pair',
      resumes: 'The resumes',
      gitHubToken: 'The GitHub token',
      telegram: 'Telegram',
      secrets: 'The secrets',
      workflow: 'The workflow',
    },
    dryRun:
      'A rehearsal: every step is shown, nothing is changed. Only to try the GitHub token, a probe is written into the secrets and deleted at once.',
    dryRunEnd: 'That was the rehearsal; without `--dry-run` it is done for real.',
    stopped: 'What was done so far is kept: run the command again to go on.',
    wouldAsk: (setting) => `${code(setting)} would be asked for here.`,
    wouldLogIn: 'Here the browser would open to get a token pair.',
    wouldWrite: (secret) => `The secret ${code(secret)} would be written.`,
    wouldWriteFile: (file) => `${code(file)} would be written.`,
    whichRepository: 'Which repository on GitHub shall touch? (a private one keeps its logs to yourself)',
    notRepository: (where) =>
      `${code(where)} must be of the form ${code('owner/name')}, or the repository’s address.`,
    repositoryForm: `Write it as ${code('owner/name')}, or paste the repository’s address (Ctrl-U clears the field).`,
    repositoryIs: (repository) => `${code(repository)} will touch the resumes.`,
    repositoryIsPublic:
      'The repository is public: titles and ids of resumes are hidden in its logs. A private repository is the better home.',
    applicationKnown: 'Client id and secret are there.',
    pairInFile: (file) => `The token pair in ${code(file)} would be used.`,
    loginNeedsPerson: `A new token pair is needed, for which somebody must press “Allow” in a browser: run the command without ${code('--yes')}.`,
    pairWorks: 'HeadHunter accepts the token pair.',
    pairAtGitHub: (repository) =>
      `The token pair is in the secrets of ${code(repository)} already (${code('--force')} gets a new one).`,
    pairMoved: (file, repository) =>
      `The pair now lives in the secrets of ${code(repository)}, and no longer in ${code(file)}: two places would renew it behind each other’s back. To touch from here as well, run ${code('hh-resume-touch login')}, which gets this machine a pair of its own.`,
    pairKept: (file) =>
      `The pair is still in ${code(file)}, too: use it in one place only, or the other loses it at the next renewal.`,
    whichResumes: 'Which resumes shall be touched?',
    allPublished: 'All that are published',
    someResumes: 'Some of them',
    tickResumes: 'Tick them with the space bar',
    tickOne: 'None was ticked: tick one with the space bar, then press Enter.',
    resumesBySecret: (repository) =>
      `Those that the secret ${code('HH_RESUME_IDS')} of ${code(repository)} names; for others, set ${code('HH_RESUME_IDS')} (ids, or ${code('all')}) and run the command again.`,
    resumesAre: (ids) =>
      ids === 'all' ? 'All published resumes are touched.' : `These are touched: ${ids}.`,
    strangerId: (id) =>
      `This account has no resume with the id ${code(id)}: check ${code('HH_RESUME_IDS')}, every run would fail on it.`,
    makeToken: (link, repository) => [
      'GitHub lets no workflow save secrets with its own token, so one with just this right is needed:',
      `1. Open ${link}`,
      `2. Under “Repository access” choose “Only select repositories” and ${code(repository)}; the rest is filled in.`,
      '3. Press “Generate token” and copy it.',
    ],
    token: 'Paste the token (it is not shown)',
    tokenEmpty: 'Paste the token, or press Ctrl-C to stop.',
    tokenOfApp:
      'This is a token of an App or of a job, which dies within the hour: a fine-grained personal token is needed here.',
    tokenTooBroad:
      'This token opens all your repositories to whoever gets hold of it; a fine-grained one opens the secrets of a single repository.',
    useBroadToken: 'Use it all the same?',
    tokenRefused: `The token was not used: make a fine-grained one, or insist with ${code('--any-token')}.`,
    tokenWorks: (repository) => `The token may write the secrets of ${code(repository)}: just tried.`,
    tokenUntil: (at) => `Its last day is ${formats.day(at)}; each run warns two weeks before.`,
    wantTelegram: 'Shall a Telegram bot tell you of each run?',
    telegramKnown: 'Bot and chat are set.',
    telegramSkipped: 'No messages; that can be changed at any time.',
    makeBot: 'Write /newbot to @BotFather, who answers with the bot’s token.',
    botToken: 'Paste the bot’s token (it is not shown)',
    notBotToken: 'That is no bot’s token: copy it whole from @BotFather, digits, colon and letters.',
    writeToBot: (bot) =>
      `Now open https://t.me/${bot} and press “Start” (or add the bot to a group and write there) …`,
    whichChat: 'In which chat shall it write?',
    chatId: 'Nothing came; type the chat’s number or @channel',
    testMessage: (repository) => `This is hh-resume-touch: messages about ${repository} arrive here.`,
    telegramWorks: (chat) => `A test message has arrived in “${chat}”.`,
    secretKept: (name) => `${code(name)} is there already and stays (${code('--force')} writes it anew).`,
    secretWritten: (name) => `${code(name)} is written.`,
    notSchedule: `${code('--schedule')} must be a cron expression of five fields, such as ${code('13,43 * * * *')}.`,
    workflowSame: (file) => `${code(file)} is there and as it should be.`,
    workflowKept: (file) =>
      `${code(file)} differs from what would be written, and stays (${code('--force')} replaces it).`,
    workflowWritten: (file) => `${code(file)} is written.`,
    replaceWorkflow: (file) => `${file} differs from what would be written. Replace it?`,
    cannotWrite: (file, why) =>
      `${code(file)} can’t be written (${why}): give your user the right to write there.`,
    envFileHidden: (file) => `${code(file)} is for secrets, so git now ignores it.`,
    whatNext: 'What is left to do',
    commit: 'Commit and push:',
    notHere: (repository) =>
      `This folder is not the working copy of ${code(repository)}, so the workflow is not there by itself.`,
    putByLink: (path) =>
      `To put it there, open this page, on which ${code(path)} is filled in, and press “Commit changes”:`,
    putByHand: (file, path) =>
      file === path
        ? `If it is there already, or to do it with git, copy ${code(file)} into the working copy, then commit and push it.`
        : `If it is there already, or to do it with git, copy ${code(file)} into the working copy as ${code(path)}, then commit and push it.`,
    tryIt: (repository) =>
      `Try it: https://github.com/${repository}/actions/workflows/touch-resumes.yml, “Run workflow”. Green: you are done.`,
  },
}
