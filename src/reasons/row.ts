/** Details for a sentence. Never a token, a body or personal data. */
export interface Details {
  /** HTTP status. */
  status?: number
  /** The other side's own short code, such as `ECONNREFUSED` or `bad_gateway`: letters, digits and `_` only. */
  code?: string
  /** The field of `bad_argument`; the name of a secret, a repository, an environment or a file. */
  name?: string
  /** `owner/repository`, where secrets are kept. */
  repository?: string
  environment?: string
  /** GitHub's `x-accepted-github-permissions`, such as `secrets=write`. */
  permission?: string
  /** A moment: milliseconds since the epoch. */
  at?: number
  /** A length of time in milliseconds. */
  lasts?: number
  /** The new chat of `telegram_chat_upgraded`. */
  chat?: string
  count?: number
  /** A new pair has to be saved in this run, not in a later one. */
  isDue?: boolean
  /** What was issued is in no store. */
  isUnsaved?: boolean
  /** Only a person can do the same again: no later run has what this one had. */
  onlyByHand?: boolean
}

export type Language = 'en' | 'ru'

/** Where a sentence is read: steps and names differ there. */
export type Environment =
  /** A run's log, summary or message. */
  | { kind: 'workflow' }
  /**
   * A person's own computer. `nameOf` is an input's name there, such as `HH_MAX_WAIT`; `call` is what they type for a
   * command, such as `npm start -- login` for `login`.
   */
  | { kind: 'terminal'; nameOf: (input: string) => string; call: (words: string) => string }
  /** The documents, for readers of both. */
  | { kind: 'documents' }

/** The forms of a word by the names of `Intl.PluralRules`; `other` replaces those that are missing. */
export type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** Numbers, moments and lengths of time as the language writes them. Moments: milliseconds since the epoch. */
export interface Formats {
  /** The time zone of moments: IANA, such as `Europe/Moscow`. */
  timeZone: string
  number(value: number): string
  /** `5 resumes`, `5 резюме`: the number with the matching form of the word. */
  plural(count: number, forms: PluralForms): string
  /** The matching form of the word, without the number. */
  form(count: number, forms: PluralForms): string
  /** `24 November`; with the year if it is not the current one. */
  day(at: number): string
  /** `at 16:05` where that is clear, else `on 24 November at 16:05`; «в 16:05», «24 ноября в 16:05». */
  moment(at: number): string
  /** `16:05` where that is clear, else `24 Nov, 16:05`: for tables. */
  short(at: number): string
  /** `2 hours 5 minutes`: the two largest units, in the case after “in”, “for”, «через». */
  duration(ms: number): string
  /** `2 h 5 min`: the short form. */
  span(ms: number): string
}

/** What depends on the language and on the place where a sentence is read. */
export interface Phrasing {
  formats: Formats
  isTerminal: boolean
  /** Steps in a workflow, and those on a computer; the documents print both. */
  forEnvironment: (workflow: string, terminal: string) => string
  /** The program's command as the person types it, between backticks: `login` gives `hh-resume-touch login`. */
  command: (words: string) => string
  /** An input by its name in the reader's environment, between backticks. */
  input: (name: string) => string
  /** How to get a new pair, for the end of a sentence: lower case, no full stop. */
  authorizeAgain: string
  /** The same as the beginning of a sentence. */
  newCode: string
  /** When the same is tried again: the beginning of a sentence, no full stop. */
  tryLater: string
  /** The same where only a person can try again. */
  tryByHand: string
}

/** A sentence without details can be a string. Every detail is optional, so the sentence must read well without it. */
export type Sentence = string | ((context: Details & Phrasing) => string)

/** The texts of one reason. */
export interface Words {
  /** A few words for headings and annotations; no full stop. */
  title: string
  happened: Sentence
  /** What to do; left out where nothing is to be done. */
  todo?: Sentence
  /** Only for the troubleshooting page, in Markdown: more than fits into a message. */
  more?: string
}

/** Traits of a reason, by which the program decides. */
export type Trait =
  /** A temporary fault of HeadHunter or the network: the request is sent again. */
  | 'retryable'
  /** The client id or the client secret is not accepted. */
  | 'refuses_application'
  /** The access token is not accepted; another one can be. */
  | 'refuses_access_token'
  /** The refresh token is not accepted; another pair can be. */
  | 'refuses_refresh_token'
  /** The access token has no access left that a revocation could end. */
  | 'nothing_to_revoke'
  /** HeadHunter acted on a request for a pair, and the answer never came. */
  | 'answer_lost'
  /** The value in `auth-code` can't be used again. */
  | 'code_used_up'
  /** A person has to sign in in a browser: exit code 3. */
  | 'needs_login'
  /** A new code helps if the rest of the advice does not. */
  | 'needs_login_at_last'
  /** Another GitHub token helps. */
  | 'needs_github_token'

export interface Row {
  traits?: readonly Trait[]
  en: Words
  ru: Words
}

export type Rows = Record<string, Row>
