import { appendFileSync } from 'node:fs'
import type { RunReport } from '../domain/report.js'
import type { Messages } from '../i18n/index.js'
import { capitalize } from '../reasons/index.js'
import { detailsUrl, type Entry, entriesOf } from './entries.js'
import { escapeMarkdown, escapeUntrusted, link, sentence } from './markup.js'
import {
  type Audience,
  headline,
  nextLine,
  type ResumeRow,
  resumeRows,
  SYMBOLS,
  symbol,
  tokenLines,
} from './view.js'

/** GitHub takes 1 MiB a step; a row is a few hundred bytes, an entry at most a few thousand. */
const MOST_ROWS = 200
const MOST_ENTRIES = 50

/** The step summary, in GitHub's Markdown: the result, what is wrong and what to do, the resumes, the tokens. */
export function summaryOf(report: RunReport, audience: Audience): string {
  const { messages } = audience
  const entries = entriesOf(report, audience)
  const isNotice = ({ severity }: Entry) => severity === 'notice'
  const sections = [
    `## ${symbol(report)} ${sentence(headline(report, messages))}`,
    alert(
      entries.filter((entry) => !isNotice(entry)),
      audience,
    ),
    // With the zone's name, which holds for the table's times too.
    sentence(capitalize(nextLine(report, messages, messages.formats.timeZone) ?? '')),
    resumeTable(report, audience),
    tokens(report, messages),
    notes(entries.filter(isNotice), audience),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

/** Diagnostics that came after the summary, such as a failed message. */
export const alertOf = (report: RunReport, audience: Audience): string =>
  alert(entriesOf(report, audience), audience)

/** Appends to `GITHUB_STEP_SUMMARY`; false if there is no such file, or it can't be written. */
export function appendSummary(path: string | undefined, markdown: string): boolean {
  if (path === undefined || path === '') return false
  try {
    appendFileSync(path, `${markdown}\n`)
    return true
  } catch {
    return false
  }
}

function alert(entries: Entry[], audience: Audience): string {
  if (entries.length === 0) return ''
  const kind = entries[0]?.severity === 'problem' ? 'CAUTION' : 'WARNING'
  const lines = `[!${kind}]\n${items(entries, audience).join('\n\n')}`.split('\n')
  return lines.map((line) => `> ${line}`.trimEnd()).join('\n')
}

function notes(entries: Entry[], audience: Audience): string {
  if (entries.length === 0) return ''
  return [`### ${sentence(audience.messages.report.notes)}`, ...items(entries, audience)].join('\n\n')
}

function items(entries: Entry[], audience: Audience): string[] {
  const { andMore } = audience.messages.report
  const shown = entries.slice(0, MOST_ENTRIES).map((entry) => item(entry, audience))
  const rest = entries.length - shown.length
  return rest > 0 ? [...shown, sentence(andMore(rest))] : shown
}

/** What happened, then in separate lines what to do and the request id for the support. */
function item({ title, sentences, reason, requestIds }: Entry, audience: Audience): string {
  const { report: words } = audience.messages
  const details = link(sentence(words.details), detailsUrl(reason, audience))
  const ids = requestIds.map((id) => escapeMarkdown(words.requestId(id)))
  const small = [details, `\`${reason}\``, ...ids].join(' · ')
  return [`**${escapeMarkdown(title)}**`, ...sentences.map(sentence), `<sub>${small}</sub>`].join('<br>')
}

function resumeTable(report: RunReport, audience: Audience): string {
  if (report.resumes.length === 0) return ''
  const { columns, andMore } = audience.messages.report
  const head = [columns.nextTouch, columns.resume, columns.views]
  const rows = resumeRows(report, audience).map((row) => tableRow(row, audience))
  return [
    cells(head.map(sentence)),
    cells([':--', ':--', '--:']),
    ...rows.slice(0, MOST_ROWS),
    ...(rows.length > MOST_ROWS ? [cells(['', andMore(rows.length - MOST_ROWS), ''])] : []),
  ].join('\n')
}

/**
 * The next time is the first column, since a long title would push it off a phone's screen. The result is below the
 * title, where the mark is not enough.
 */
function tableRow(
  { outcome, reason, title, url, result, nextAt, views }: ResumeRow,
  audience: Audience,
): string {
  const { formats } = audience.messages
  const name = escapeUntrusted(title)
  const resume = `${SYMBOLS[outcome]}&nbsp;${audience.hidden ? unbroken(name) : link(name, url)}`
  const details = link(sentence(result), detailsUrl(reason, audience))
  return cells([
    nextAt === undefined ? '—' : unbroken(sentence(formats.short(nextAt))),
    reason === 'touched' ? resume : `${resume}<br>${details}`,
    unbroken(sentence(views)),
  ])
}

function tokens(report: RunReport, messages: Messages): string {
  const lines = tokenLines(report, messages).map((line) => `- ${sentence(line)}`)
  return lines.length === 0 ? '' : [`### ${sentence(messages.report.tokens)}`, '', ...lines].join('\n')
}

const unbroken = (markdown: string): string => markdown.replace(/\s/g, '&nbsp;')
const cells = (texts: string[]): string => `| ${texts.join(' | ')} |`
