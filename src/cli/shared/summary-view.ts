import type { RunReport } from '../../domain/report.js'
import { entriesOf, shorten } from '../../report/entries.js'
import { headline, SYMBOLS, symbol } from '../../report/headline.js'
import { isolateBidi } from '../../report/markup.js'
import { type Audience, namesOf } from '../../report/redaction.js'
import { printEntry } from './report-view.js'
import type { Screen } from './screen.js'
import { tableLines } from './table.js'

const TITLE_LENGTH = 60

/** The step summary of a run for a terminal: what to do on top, the result, the resumes, the tokens. */
export function printSummary(report: RunReport, audience: Audience, screen: Screen): void {
  const { messages } = audience
  for (const entry of entriesOf(report, audience)) printEntry(entry, audience, screen)
  screen.print(screen.paint('bold', `${symbol(report)} ${headline(report, messages)}`))
  for (const line of resumeLines(report, audience, screen.width)) screen.print(line)
  for (const line of tokenLines(report, audience)) screen.mark('note', line)
}

function resumeLines({ resumes }: RunReport, audience: Audience, width: number): string[] {
  if (resumes.length === 0) return []
  const { columns, views, inMoscow } = audience.messages.report
  const zone = `(${inMoscow('').trim()})`
  const { formats, reasons } = audience.messages
  const names = namesOf(resumes, audience)
  const moment = (at: number | undefined) => (at === undefined ? '—' : formats.moscow(at))
  return tableLines(
    [
      { title: columns.resume, flexible: true },
      { title: columns.outcome },
      { title: `${columns.freshSince} ${zone}` },
      { title: `${columns.nextTouch} ${zone}` },
      { title: columns.views, align: 'right' },
    ],
    resumes.map((resume, index) => [
      isolateBidi(shorten(names[index]?.title ?? '', TITLE_LENGTH)),
      `${SYMBOLS[resume.outcome]} ${reasons[resume.diagnostic.reason].title}`,
      moment(resume.updatedAt),
      moment(resume.nextTouchAt),
      resume.views === undefined ? '' : views(resume.views, resume.newViews ?? 0),
    ]),
    width,
  )
}

function tokenLines(
  { tokensRotated, accessTokenExpiresAt, storeHealth }: RunReport,
  { messages }: Audience,
): string[] {
  const words = messages.report
  const lastDay = storeHealth?.tokenExpiresAt
  return [
    tokensRotated ? words.tokensRotated : '',
    accessTokenExpiresAt === undefined ? '' : words.accessTokenUntil(accessTokenExpiresAt),
    storeHealth === undefined ? '' : words.saving[storeHealth.saving],
    lastDay === undefined ? '' : words.githubTokenUntil(lastDay),
  ].filter((line) => line !== '')
}
