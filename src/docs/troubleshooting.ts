import { calls } from '../messages/en/calls.js'
import { network } from '../messages/en/network.js'
import { oauth } from '../messages/en/oauth.js'
import { pair } from '../messages/en/pair.js'
import { resumes } from '../messages/en/resumes.js'
import { run } from '../messages/en/run.js'
import { store } from '../messages/en/store.js'
import { telegram } from '../messages/en/telegram.js'
import { catalogue, type Language, type ReasonMessage } from '../messages/index.js'
import { sentence } from '../report/markdown.js'
import type { Reason } from '../verdicts.js'
import { en } from './troubleshooting.en.js'
import { ru } from './troubleshooting.ru.js'

export type Theme = 'run' | 'resumes' | 'pair' | 'store' | 'oauth' | 'calls' | 'network' | 'telegram'

/** What a page says beyond the catalogue, in Markdown. */
export interface TroubleshootingPage {
  /** From the page's heading to the guides that the sections point at. */
  opening: string
  themes: Record<Theme, string>
  happened: string
  todo: string
  /** Points from advice that ends in a new authorization to the guide that shows it. */
  stepByStep: string
  /** More on a verdict, where a person needs steps. */
  more: Partial<Record<Reason, string>>
}

const THEMES: Record<Theme, object> = { run, resumes, pair, store, oauth, calls, network, telegram }
const PAGES: Record<Language, TroubleshootingPage> = { en, ru }

/** `docs/troubleshooting.md` or `.ru.md`, whole: a section for each verdict, with its code as the heading. */
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
  '<!-- Generated from src/messages and src/docs by `npm run docs`: change those, not this file. -->'

function section(reason: Reason, message: ReasonMessage, page: TroubleshootingPage): string {
  const { title, happened, todo } = message
  const more = page.more[reason]
  const advice = todo({})
  return [
    `### ${reason}`,
    `**${sentence(title.charAt(0).toUpperCase() + title.slice(1))}**`,
    `- ${page.happened}: ${sentence(happened({}))}\n- ${page.todo}: ${sentence(advice)}`,
    ...(advice.includes(LOGIN) ? [page.stepByStep] : []),
    ...(more === undefined ? [] : [more.trim()]),
  ].join('\n\n')
}
