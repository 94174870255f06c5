import { catalogue } from '../../src/i18n/index.js'
import {
  type Language,
  NEW_CODE,
  type Reason,
  type ReasonMessage,
  sentencesOf,
  THEMES,
  type Theme,
} from '../../src/reasons/index.js'
import { sentence } from '../../src/report/markup.js'
import { en, type TroubleshootingPage } from './troubleshooting.en.js'
import { ru } from './troubleshooting.ru.js'

const PAGES: Record<Language, TroubleshootingPage> = { en, ru }

/** `docs/troubleshooting.md` or `.ru.md`, whole: a section for each reason, with its code as the heading. */
export function troubleshooting(language: Language): string {
  const page = PAGES[language]
  const { reasons } = catalogue(language, { kind: 'documents' })
  const toGuide = (text: string) =>
    text.replace(new RegExp(NEW_CODE[language], 'i'), `[$&](#${page.newCode})`)
  const themes = Object.entries(THEMES).flatMap(([theme, group]) => [
    `## ${page.themes[theme as Theme]}`,
    ...Object.keys(group).map((reason) => section(reason as Reason, reasons[reason as Reason], toGuide)),
  ])
  return `${[GENERATED, page.opening.trim(), ...themes].join('\n\n')}\n`
}

const GENERATED =
  '<!-- Generated from src/reasons and tools/docs by `npm run docs`: change those, not this file. -->'

/** What happened, what to do, and more: a paragraph each. */
function section(reason: Reason, message: ReasonMessage, toGuide: (text: string) => string): string {
  const [happened = '', ...todo] = sentencesOf(message, {}).map((text) => toGuide(sentence(text)))
  const more = message.more === undefined ? [] : [message.more.trim()]
  return [`### ${reason}`, happened, ...todo, ...more].join('\n\n')
}
