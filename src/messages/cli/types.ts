import type { Redirect } from '../../hh/authorize.js'

type Page = { title: string; text: string }
type Scene = 'authorize' | 'tooEarly' | 'fourHoursLater' | 'rotation' | 'saveFails' | 'recovery'

/** What the terminal command says beyond the catalogue of verdicts, in one language. Moments: ms since the epoch. */
export interface CliMessages {
  help: {
    description: string
    /** Printed below the list of commands; no text of the other language. */
    examples: string
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
    seeHelp: (command: string) => string
    needsAnswer: (setting: string) => string
    abandoned: string
    unexpected: (code: string) => string
  }
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
    countdown: (at: number, lasts: number) => string
    ended: string
  }
  login: {
    whereToGetApplication: string
    clientId: string
    clientSecret: string
    opened: (url: string) => string
    openYourself: (url: string) => string
    waiting: string
    paste: string
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
    whatNow: string[]
  }
}
