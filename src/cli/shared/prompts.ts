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

/** Questions at a terminal; without one each is a `NeedsAnswer` error. */
export const createPrompter = (terminal: Terminal): Prompter =>
  terminal.interactive ? askingPrompter(terminal) : silentPrompter

const refuse = async ({ setting }: Question): Promise<never> => {
  throw new NeedsAnswer(setting)
}

const silentPrompter: Prompter = {
  text: refuse,
  secret: refuse,
  confirm: refuse,
  choose: refuse,
  chooseMany: refuse,
}

function askingPrompter({ stdin, stdout }: Terminal): Prompter {
  const streams = { input: stdin as never, output: stdout as never }
  const checked = ({ validate }: TextQuestion) =>
    validate === undefined ? {} : { validate: (value: string | undefined) => validate((value ?? '').trim()) }
  const signalled = ({ signal }: TextQuestion) => (signal === undefined ? {} : { signal })

  return {
    async text(question) {
      const { text, isCancel } = await import('@clack/prompts')
      const { message, initial, placeholder } = question
      const answer = await text({
        ...streams,
        message,
        ...(initial === undefined ? {} : { initialValue: initial }),
        ...(placeholder === undefined ? {} : { placeholder }),
        ...checked(question),
        ...signalled(question),
      })
      if (isCancel(answer)) throw new Abandoned()
      return answer.trim()
    },
    async secret(question) {
      const { password, isCancel } = await import('@clack/prompts')
      const options = { ...streams, message: question.message, ...checked(question), ...signalled(question) }
      const answer = await password(options)
      if (isCancel(answer)) throw new Abandoned()
      return answer.trim()
    },
    async confirm({ message, yes, no, initial }) {
      const { confirm, isCancel } = await import('@clack/prompts')
      const answer = await confirm({ ...streams, message, active: yes, inactive: no, initialValue: initial })
      if (isCancel(answer)) throw new Abandoned()
      return answer
    },
    async choose({ message, choices, initial }) {
      const { select, isCancel } = await import('@clack/prompts')
      const answer = await select<string>({
        ...streams,
        message,
        options: choices,
        showInstructions: false,
        ...(initial === undefined ? {} : { initialValue: initial }),
      })
      if (isCancel(answer)) throw new Abandoned()
      return answer as (typeof choices)[number]['value']
    },
    async chooseMany({ message, choices, initial }) {
      const { multiselect, isCancel } = await import('@clack/prompts')
      const answer = await multiselect<string>({
        ...streams,
        message,
        options: choices,
        initialValues: initial,
        showInstructions: false,
        required: false,
      })
      if (isCancel(answer)) throw new Abandoned()
      return answer as (typeof choices)[number]['value'][]
    },
  }
}
