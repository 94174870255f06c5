import type { ResumeStatus } from '../../domain/headhunter.js'
import type { Redirect } from '../../headhunter/authorize.js'

type Page = { title: string; text: string }
export type CommandLine = { command: string; does: string }
type Scene = 'authorize' | 'tooEarly' | 'fourHoursLater' | 'rotation' | 'saveFails' | 'recovery'

/** What the terminal command says beyond the catalogue of diagnostics, in one language. Moments: ms since the epoch. */
export interface CliMessages {
  help: {
    description: string
    examplesTitle: string
    /** Each with what it does. */
    examples: CommandLine[]
    exitCodes: string
    settings: string
    /** What stands in the line on usage. */
    words: Record<'[options]' | '[command]', string>
    moreInEnglish: string
    titles: Record<'Usage:' | 'Arguments:' | 'Options:' | 'Commands:', string>
    commands: Record<
      'touch' | 'login' | 'resumes' | 'status' | 'setup' | 'doctor' | 'demo' | 'logout' | 'sandbox',
      string
    >
    options: Record<
      | 'envFile'
      | 'language'
      | 'help'
      | 'version'
      | 'json'
      | 'verbose'
      | 'dryRun'
      | 'maxWait'
      | 'watch'
      | 'code'
      | 'noPkce'
      | 'noBrowser'
      | 'repository'
      | 'environment'
      | 'setupDryRun'
      | 'force'
      | 'yes'
      | 'keepPair'
      | 'anyToken'
      | 'workflow'
      | 'schedule'
      | 'localOnly'
      | 'port',
      string
    >
    resumeArgument: string
  }
  usage: {
    unknownOption: (option: string) => string
    unknownCommand: (command: string) => string
    argumentMissing: (option: string) => string
    badValue: (option: string) => string
    tooManyArguments: string
    /** Options that are similar. */
    didYouMean: (options: string[]) => string
    npmTookOptions: string
    seeHelp: string
    needsAnswer: (setting: string) => string
    abandoned: string
    unexpected: (code: string) => string
  }
  /** To a question for yes or no. */
  answers: { yes: string; no: string }
  settings: {
    missing: (setting: string, file: string) => string
    noTokens: (file: string) => string
    envFile: {
      is_folder: (file: string) => string
      unreadable: (file: string, code: string) => string
      not_text: (file: string) => string
      bad_lines: (file: string, lines: string, count: number) => string
    }
  }
  touch: { environmentWins: (file: string) => string }
  watch: {
    until: (at: number) => string
    countdown: (lasts: number) => string
    ended: string
  }
  login: {
    whereToGetApplication: string
    clientId: string
    clientSecret: string
    /** After what is wrong with an answer, which stays in the field. */
    clearField: string
    isInFile: (setting: string, file: string) => string
    isInEnvironment: (setting: string) => string
    opened: (url: string) => string
    openYourself: (url: string) => string
    waiting: string
    paste: string
    /** The same while the browser may come back by itself, too. */
    pasteOrWait: string
    pastedNothing: string
    portTaken: (port: number, code: string) => string
    ends: {
      refused: (error: string) => string
      wrong_state: string
      nothing: string
      timed_out: string
      interrupted: string
      needs_code: string
    }
    pages: Record<Redirect['kind'], Page>
    saved: (file: string) => string
    seesResumes: (count: number) => string
    next: string
    environmentHides: (setting: string) => string
  }
  demo: {
    title: string
    notReal: string
    scenes: Record<Scene, Page>
    secretReplaced: (name: string) => string
    end: string
    whatNow: CommandLine[]
  }
  resumes: {
    columns: { title: string; id: string; status: string; views: string; touchable: string }
    statuses: Record<ResumeStatus, string>
    none: string
    now: string
    /** Instead of a time: it can't be touched in this state. */
    notWhileSo: string
    touchable: (when: string) => string
    allWell: string
    named: (wanted: string) => string
    missing: (fields: string[]) => string
    moderator: (note: string) => string
  }
  logout: {
    revoked: string
    wasDead: string
    nothingToRevoke: (file: string) => string
    notRevoked: (file: string) => string
    emptied: (file: string) => string
    inEnvironment: (setting: string) => string
    leaked: string[]
  }
  sandbox: {
    started: string
    environment: string
    environmentPowerShell: string
    works: string
    /** Only where what is typed can be read. */
    clock: string
    end: string
    telegramGot: (text: string) => string
    moved: (moment: string) => string
    notUnderstood: string
    portTaken: (port: number, code: string) => string
    badPort: string
    ended: string
  }
  doctor: {
    settings: (file: string) => string
    settingsWithoutFile: string
    reachable: (host: string) => string
    pairWorks: string
    pairAtGitHub: (repository: string) => string
    methodsAllowed: string
    touchableNow: (title: string) => string
    touchableAt: (title: string, at: number) => string
    fileWritable: (file: string) => string
    noGitHubToken: (setting: string) => string
    noRepository: string
    gitHubWorks: (repository: string) => string
    gitHubTokenUntil: (at: number) => string
    noTelegram: string
    telegramWorks: (bot: string, chat: string) => string
    allWell: string
    crosses: (count: number) => string
  }
  setup: {
    steps: Record<
      'repository' | 'application' | 'pair' | 'resumes' | 'gitHubToken' | 'telegram' | 'secrets' | 'workflow',
      string
    >
    dryRun: string
    dryRunEnd: string
    stopped: string
    wouldAsk: (setting: string) => string
    wouldLogIn: string
    wouldWrite: (secret: string) => string
    wouldWriteFile: (file: string) => string
    whichRepository: string
    notRepository: (where: string) => string
    repositoryForm: string
    repositoryIs: (repository: string) => string
    repositoryIsPublic: string
    applicationKnown: string
    pairInFile: (file: string) => string
    loginNeedsPerson: string
    pairWorks: string
    pairAtGitHub: (repository: string) => string
    pairMoved: (file: string, repository: string) => string
    pairKept: (file: string) => string
    whichResumes: string
    allPublished: string
    someResumes: string
    tickResumes: string
    tickOne: string
    resumesBySecret: (repository: string) => string
    resumesAre: (ids: string) => string
    strangerId: (id: string) => string
    makeToken: (link: string, repository: string) => string[]
    token: string
    tokenEmpty: string
    tokenOfApp: string
    tokenTooBroad: string
    useBroadToken: string
    tokenRefused: string
    tokenWorks: (repository: string) => string
    tokenUntil: (at: number) => string
    wantTelegram: string
    telegramKnown: string
    telegramSkipped: string
    makeBot: string
    botToken: string
    notBotToken: string
    writeToBot: (bot: string) => string
    whichChat: string
    chatId: string
    testMessage: (repository: string) => string
    telegramWorks: (chat: string) => string
    secretKept: (name: string) => string
    secretWritten: (name: string) => string
    notSchedule: string
    workflowSame: (file: string) => string
    workflowKept: (file: string) => string
    workflowWritten: (file: string) => string
    replaceWorkflow: (file: string) => string
    cannotWrite: (file: string, code: string) => string
    envFileHidden: (file: string) => string
    whatNext: string
    commit: string
    notHere: (repository: string) => string
    putByLink: (path: string) => string
    putByHand: (file: string, path: string) => string
    tryIt: (repository: string) => string
  }
}
