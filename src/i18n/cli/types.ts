/** What `setup` says, in one language. Moments: milliseconds since the epoch. */
export interface SetupMessages {
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
