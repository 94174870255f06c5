import type { Terminal } from './terminal.js'

/** Every question names the setting or option that answers it without a terminal. */
interface Question {
  message: string
  /** `HH_CLIENT_ID`, `--repository`. */
  setting: string
}

export interface TextQuestion extends Question {
  initial?: string
  placeholder?: string
  /** The problem, as a sentence; undefined if valid. */
  validate?(value: string): string | undefined
  /** Cancels the question. */
  signal?: AbortSignal
}

export interface ConfirmQuestion extends Question {
  yes: string
  no: string
  initial: boolean
}

export interface Choice<T> {
  value: T
  label: string
  hint?: string
}

export interface ChoiceQuestion<T> extends Question {
  choices: Choice<T>[]
}

/** Asks the person. */
export interface Prompter {
  text(question: TextQuestion): Promise<string>
  /** Input that is not shown. */
  secret(question: TextQuestion): Promise<string>
  confirm(question: ConfirmQuestion): Promise<boolean>
  choose<T extends string>(question: ChoiceQuestion<T> & { initial?: T }): Promise<T>
  chooseMany<T extends string>(question: ChoiceQuestion<T> & { initial: T[] }): Promise<T[]>
}

/** There is no terminal to ask at; `setting` is the setting to give instead. */
export class NeedsAnswer extends Error {
  readonly setting: string

  constructor(setting: string) {
    super(`nobody can be asked for ${setting}`)
    this.name = 'NeedsAnswer'
    this.setting = setting
  }
}

/** The person pressed Ctrl-C or Escape at a question. */
export class Abandoned extends Error {
  constructor() {
    super('the person left the question open')
    this.name = 'Abandoned'
  }
}

/** The first of an event, which cancels the question, and an answer. */
export async function askMeanwhile<T>(
  ask: Prompter,
  question: TextQuestion,
  awaited: Promise<T>,
): Promise<{ came: T } | { answer: string }> {
  const over = new AbortController()
  const answered = ask.text({ ...question, signal: over.signal }).then(
    (answer) => ({ answer }),
    (error) => (over.signal.aborted ? new Promise<never>(() => {}) : Promise.reject(error)),
  )
  try {
    return await Promise.race([awaited.then((came) => ({ came })), answered])
  } finally {
    over.abort()
  }
}

type Clack = typeof import('@clack/prompts')

/** Questions at a terminal; without one each is a `NeedsAnswer` error. */
export function createPrompter({ stdin, stdout, interactive }: Terminal): Prompter {
  const streams = { input: stdin as never, output: stdout as never }
  /** Clack is loaded at the first question. */
  async function answerTo<A>(
    { setting }: Question,
    ask: (clack: Clack) => Promise<A>,
  ): Promise<Exclude<A, symbol>> {
    if (!interactive) throw new NeedsAnswer(setting)
    const clack = await import('@clack/prompts')
    const answer = await ask(clack)
    if (clack.isCancel(answer)) throw new Abandoned()
    return answer as Exclude<A, symbol>
  }
  const typing = ({ message, validate, signal, initial, placeholder }: TextQuestion) => ({
    ...streams,
    message,
    ...(validate && { validate: (value: string | undefined) => validate((value ?? '').trim()) }),
    ...(signal && { signal }),
    ...(initial !== undefined && { initialValue: initial }),
    ...(placeholder !== undefined && { placeholder }),
  })
  const choosing = <T>({ message, choices }: ChoiceQuestion<T>) => ({
    ...streams,
    message,
    options: choices as Choice<string>[],
    showInstructions: false,
  })
  return {
    text: async (question) => (await answerTo(question, ({ text }) => text(typing(question)))).trim(),
    secret: async (question) =>
      (await answerTo(question, ({ password }) => password(typing(question)))).trim(),
    confirm: (question) => {
      const { message, yes, no, initial } = question
      const options = { ...streams, message, active: yes, inactive: no, initialValue: initial }
      return answerTo(question, ({ confirm }) => confirm(options))
    },
    choose: <T extends string>(question: ChoiceQuestion<T> & { initial?: T }) => {
      const { initial } = question
      const options = { ...choosing(question), ...(initial !== undefined && { initialValue: initial }) }
      return answerTo(question, ({ select }) => select<string>(options)) as Promise<T>
    },
    chooseMany: <T extends string>(question: ChoiceQuestion<T> & { initial: T[] }) => {
      const options = { ...choosing(question), initialValues: question.initial as string[], required: false }
      return answerTo(question, ({ multiselect }) => multiselect<string>(options)) as Promise<T[]>
    },
  }
}
