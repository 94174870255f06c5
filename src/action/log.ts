import { nextTouchOf, type RunReport } from '../domain/report.js'
import { shorten } from '../report/entries.js'
import { headline, SYMBOLS, symbol } from '../report/headline.js'
import { isolateBidi } from '../report/markup.js'
import { type Audience, namesOf } from '../report/redaction.js'

const TITLE_LENGTH = 80

/** The end of a log: each resume, the result, the tokens. Problems stand beside it, as annotations or in a list. */
export function logLines(report: RunReport, audience: Audience): string[] {
  const { messages } = audience
  const names = namesOf(report.resumes, audience)
  const resumes = report.resumes.map((resume, index) => {
    const { outcome, diagnostic } = resume
    const title = escapeCommand(shorten(names[index]?.title ?? '', TITLE_LENGTH))
    const nextAt = nextTouchOf(resume)
    const next = nextAt === undefined ? '' : `; ${messages.report.next(nextAt)}`
    return `${SYMBOLS[outcome]} ${title}: ${messages.reasons[diagnostic.reason].title}${next}`
  })
  const { tokensRotated, accessTokenExpiresAt } = report
  return [
    ...resumes,
    ...(tokensRotated ? [messages.report.tokensRotated] : []),
    ...(accessTokenExpiresAt === undefined ? [] : [messages.report.accessTokenUntil(accessTokenExpiresAt)]),
    `${symbol(report)} ${headline(report, messages)}`,
  ]
}

/** The runner obeys `##[command]` anywhere in a line; in someone's title it is only text. */
const escapeCommand = (title: string): string => isolateBidi(title).replaceAll('##[', '## [')
