import type { Environment, Formats, Language, Phrasing } from './row.js'
import { capitalize } from './sentence.js'

type Phrases = Pick<Phrasing, 'authorizeAgain' | 'tryLater' | 'tryByHand'>
type Steps = Omit<Phrasing, 'newCode' | keyof Phrases>

/** The documents have a guide of this name, to which the troubleshooting page links the phrase. */
export const NEW_CODE: Record<Language, string> = { en: 'get a new code', ru: 'получите новый код' }

const TRY_AGAIN: Record<Language, string> = {
  en: 'Try again in a few minutes',
  ru: 'Попробуйте ещё раз через несколько минут',
}

/** The phrases of one language in one environment. */
export function phrasingFor(language: Language, environment: Environment, formats: Formats): Phrasing {
  const { onOwnComputer, phrases } = LANGUAGES[language]
  const isTerminal = environment.kind === 'terminal'
  const steps: Steps = {
    formats,
    isTerminal,
    forEnvironment: (workflow, terminal) => {
      if (environment.kind === 'documents') return `${workflow} (${onOwnComputer}: ${onlyThere(terminal)})`
      return isTerminal ? terminal : workflow
    },
    command: (words) => `\`${isTerminal ? environment.call(words) : `npx hh-resume-touch ${words}`.trim()}\``,
    input: (name) => `\`${isTerminal ? environment.nameOf(name) : name}\``,
  }
  const known = phrases(steps)
  const authorizeAgain = environment.kind === 'documents' ? NEW_CODE[language] : known.authorizeAgain
  return { ...steps, ...known, authorizeAgain, newCode: capitalize(authorizeAgain) }
}

/** Within a sentence, with the code's own name there: `auth-code` is a field of the workflow. */
const onlyThere = (steps: string): string =>
  `${steps.charAt(0).toLowerCase()}${steps.slice(1)}`.replaceAll('`auth-code`', '`HH_AUTH_CODE`')

const LANGUAGES: Record<Language, { onOwnComputer: string; phrases: (steps: Steps) => Phrases }> = {
  en: {
    onOwnComputer: 'on your own computer',
    phrases: ({ isTerminal, forEnvironment, command, input }) => ({
      authorizeAgain: forEnvironment(
        `${NEW_CODE.en}, run the workflow by hand and paste the code into ${input('auth-code')}`,
        `run ${command('login')}`,
      ),
      tryLater: isTerminal ? TRY_AGAIN.en : 'Wait: the next run tries again',
      tryByHand: TRY_AGAIN.en,
    }),
  },
  ru: {
    onOwnComputer: 'на своём компьютере',
    phrases: ({ isTerminal, forEnvironment, command, input }) => ({
      authorizeAgain: forEnvironment(
        `${NEW_CODE.ru}, запустите workflow вручную и вставьте код в ${input('auth-code')}`,
        `выполните ${command('login')}`,
      ),
      tryLater: isTerminal ? TRY_AGAIN.ru : 'Подождите: следующий запуск попробует снова',
      tryByHand: TRY_AGAIN.ru,
    }),
  },
}
