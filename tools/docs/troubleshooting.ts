import { catalogue } from '../../src/i18n/index.js'
import {
  type Language,
  type Reason,
  type ReasonMessage,
  THEMES,
  type Theme,
} from '../../src/reasons/index.js'
import { sentence } from '../../src/report/markup.js'
import { en } from './troubleshooting.en.js'
import { ru } from './troubleshooting.ru.js'

/** What a page says beyond the catalogue, in Markdown. */
export interface TroubleshootingPage {
  /** From the page's heading to the guides that the sections point at. */
  opening: string
  themes: Record<Theme, string>
  happened: string
  todo: string
  /** Points from advice that ends in a new authorization to the guide that shows it. */
  stepByStep: string
}

const PAGES: Record<Language, TroubleshootingPage> = { en, ru }

/** `docs/troubleshooting.md` or `.ru.md`, whole: a section for each diagnostic, with its code as the heading. */
export function troubleshooting(language: Language): string {
  const page = PAGES[language]
  const { reasons } = catalogue(language, { kind: 'documents' })
  const themes = Object.entries(THEMES).flatMap(([theme, group]) => [
    `## ${page.themes[theme as Theme]}`,
    ...Object.keys(group).map((reason) => section(reason as Reason, reasons[reason as Reason], page)),
  ])
  return `${[GENERATED, page.opening.trim(), ...themes].join('\n\n')}\n`
}

/** Whatever ends in a new authorization names this command for those who run it on their own computer. */
const LOGIN = 'hh-resume-touch login'

const GENERATED =
  '<!-- Generated from src/reasons and tools/docs by `npm run docs`: change those, not this file. -->'

function section(reason: Reason, message: ReasonMessage, page: TroubleshootingPage): string {
  const { title, happened, todo, more } = message
  const advice = todo({})
  return [
    `### ${reason}`,
    `**${sentence(title.charAt(0).toUpperCase() + title.slice(1))}**`,
    `- ${page.happened}: ${sentence(happened({}))}\n- ${page.todo}: ${sentence(advice)}`,
    ...(advice.includes(LOGIN) ? [page.stepByStep] : []),
    ...(more === undefined ? [] : [more.trim()]),
  ].join('\n\n')
}
