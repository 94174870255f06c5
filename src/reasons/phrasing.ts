import type { Environment, Formats, Language, Phrasing } from './row.js'

type Steps = Omit<Phrasing, 'authorizeAgain' | 'newCode' | 'tryLater'>
type Phrases = Pick<Phrasing, 'authorizeAgain' | 'newCode' | 'tryLater'>

/** How sentences are put in one language for the readers of one place. */
export function phrasingFor(language: Language, environment: Environment, formats: Formats): Phrasing {
  const { onOwnComputer, phrases } = LANGUAGES[language]
  const isTerminal = environment.kind === 'terminal'
  const steps: Steps = {
    formats,
    isTerminal,
    forEnvironment: (workflow, terminal) => {
      if (environment.kind === 'documents') return `${workflow} (${onOwnComputer}: ${terminal})`
      return isTerminal ? terminal : workflow
    },
    command: (words) => `\`${isTerminal ? environment.call(words) : `hh-resume-touch ${words}`.trim()}\``,
    input: (name) => `\`${isTerminal ? environment.nameOf(name) : name}\``,
  }
  return { ...steps, ...phrases(steps) }
}

const LANGUAGES: Record<Language, { onOwnComputer: string; phrases: (steps: Steps) => Phrases }> = {
  en: {
    onOwnComputer: 'on your own computer',
    phrases: ({ isTerminal, forEnvironment, command, input }) => ({
      authorizeAgain: forEnvironment(
        `get a new code in the browser, run the workflow by hand and paste the code into its ${input('auth-code')} field`,
        `run ${command('login')}`,
      ),
      newCode: forEnvironment(
        `Get a new code in the browser and hand it in within a few minutes, in the ${input('auth-code')} field of a run by hand`,
        `Run ${command('login')} for a new code`,
      ),
      tryLater: isTerminal
        ? 'Try again in a few minutes'
        : 'Nothing for now: the next run tries again by itself',
    }),
  },
  ru: {
    onOwnComputer: 'на своём компьютере',
    phrases: ({ isTerminal, forEnvironment, command, input }) => ({
      authorizeAgain: forEnvironment(
        `получите в браузере новый код, запустите workflow вручную и вставьте код в поле ${input('auth-code')}`,
        `выполните ${command('login')}`,
      ),
      newCode: forEnvironment(
        `Получите в браузере новый код и за несколько минут передайте его: запустите workflow вручную и вставьте код в поле ${input('auth-code')}`,
        `Получите новый код: выполните ${command('login')}`,
      ),
      tryLater: isTerminal
        ? 'Попробуйте ещё раз через несколько минут'
        : 'Пока ничего: следующий запуск попробует снова сам',
    }),
  },
}
