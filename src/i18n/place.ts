import { INPUT_NAMES, type InputName } from '../settings/names.js'
import type { Messages, ProgressMessages, ReasonMessage } from './types.js'

/** Where a sentence is read, since the same advice has other steps and other names there. */
export type Place =
  /** A run's log, summary or message. */
  | { kind: 'workflow' }
  /**
   * A person's own computer. `nameOf` is an input's name there, such as `HH_MAX_WAIT`; `call` is what they type for a
   * command, such as `npm start -- login` for `login`.
   */
  | { kind: 'terminal'; nameOf: (input: InputName) => string; call: (words: string) => string }
  /** The documents, for readers of either. */
  | { kind: 'documents' }

const MARKED = /⟦([^¦]*)¦([^⟧]*)⟧/g
const MARKED_FOR_TERMINAL = /⟪([^¦]*)¦([^⟫]*)⟫/g
const CODE = /`([a-z-]+)`/g
const COMMAND = /`hh-resume-touch(?: ([^`]+))?`/g

/** Steps in a workflow, and what stands in their place on one's own computer; `messagesAt` chooses. */
export const either = (workflow: string, terminal: string): string => `⟦${workflow}¦${terminal}⟧`

/** The same where a reader of the documents needs only the first. */
export const atTerminal = (own: string, elsewhere: string): string => `⟪${elsewhere}¦${own}⟫`

/** A sentence with the program's commands as the person types them. */
export const calledAs = (call: (words: string) => string, sentence: string): string =>
  sentence.replace(COMMAND, (_, words: string | undefined) => `\`${call(words ?? '')}\``)

/** A catalogue's messages as they are read in one place. */
export function messagesAt(place: Place, messages: Messages): Messages {
  const tell = teller(place, messages)
  const { reasons, progress, report } = messages
  return {
    ...messages,
    reasons: mapValues(
      reasons,
      ({ title, happened, todo }): ReasonMessage => ({
        title,
        happened: (details) => tell(happened(details)),
        todo: (details) => tell(todo(details)),
      }),
    ),
    inputs: mapValues(messages.inputs, (say) => (input, details) => tell(say(input, details))),
    progress: mapValues(progress, (say) => (told: never) => tell(say(told))) as ProgressMessages,
    report: { ...report, recoveryCodeUse: tell(report.recoveryCodeUse) },
  }
}

function teller(place: Place, { report }: Messages): (sentence: string) => string {
  const general = (sentence: string) => sentence.replace(MARKED_FOR_TERMINAL, '$1')
  if (place.kind === 'workflow') return (sentence) => general(sentence).replace(MARKED, '$1')
  if (place.kind === 'documents')
    return (sentence) =>
      general(sentence).replace(MARKED, (_, workflow, own) => `${workflow} (${report.onOwnComputer(own)})`)
  return (sentence) =>
    calledAs(
      place.call,
      sentence
        .replace(MARKED_FOR_TERMINAL, '$2')
        .replace(MARKED, '$2')
        .replace(CODE, (code, name) => (isInput(name) ? `\`${place.nameOf(name)}\`` : code)),
    )
}

const isInput = (name: string): name is InputName => (INPUT_NAMES as readonly string[]).includes(name)

const mapValues = <K extends string, A, B>(record: Record<K, A>, change: (value: A) => B): Record<K, B> =>
  Object.fromEntries(Object.entries<A>(record).map(([key, value]) => [key, change(value)])) as Record<K, B>
