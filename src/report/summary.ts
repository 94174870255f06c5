import { appendFileSync } from 'node:fs'
import { nextTouchOf, type ResumeResult, type RunReport } from '../domain/report.js'
import type { Messages } from '../i18n/types.js'
import { detailsUrl, type Entry, entriesOf, shorten } from './entries.js'
import { headline, SYMBOLS, symbol } from './headline.js'
import { escapeMarkdown, escapeUntrusted, link, sentence } from './markdown.js'
import { type Audience, namesOf, type ResumeName } from './redaction.js'

const TITLE_LENGTH = 80
/** GitHub takes 1 MiB a step; a row is a few hundred bytes, an entry at most a few thousand. */
const MOST_ROWS = 200
const MOST_ENTRIES = 50

/** The step summary, in GitHub's Markdown: what to do, if anything, then the result, the resumes, the tokens. */
export function summaryOf(report: RunReport, audience: Audience): string {
  const { messages } = audience
  const entries = entriesOf(report, audience)
  const notices = entries.filter(({ severity }) => severity === 'notice')
  const urgent = entries.filter(({ severity }) => severity !== 'notice')
  const sections = [
    advice(urgent, audience),
    `## ${symbol(report)} ${sentence(headline(report, messages))}`,
    resumeTable(report, audience),
    tokens(report, messages),
    notes(notices, audience),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

/** Appends to `GITHUB_STEP_SUMMARY`; false when there is no such file, or none that can be written. */
export function appendSummary(path: string | undefined, markdown: string): boolean {
  if (path === undefined || path === '') return false
  try {
    appendFileSync(path, `${markdown}\n`)
    return true
  } catch {
    return false
  }
}

function advice(entries: Entry[], audience: Audience): string {
  if (entries.length === 0) return ''
  const { report: words } = audience.messages
  const kind = entries[0]?.severity === 'problem' ? 'CAUTION' : 'WARNING'
  const list = cut(entries, MOST_ENTRIES, (entry) => item(entry, audience), words.andMore)
  return quoted([`[!${kind}]`, `**${sentence(words.whatToDo)}**`, ...list.flatMap((line) => ['', line])])
}

function notes(entries: Entry[], audience: Audience): string {
  if (entries.length === 0) return ''
  const { report: words } = audience.messages
  const list = cut(entries, MOST_ENTRIES, (entry) => item(entry, audience), words.andMore)
  return [`### ${sentence(words.notes)}`, ...list].join('\n\n')
}

/** What happened, then on lines of their own what to do, and what support asks for. */
function item({ title, sentences, reason, requestIds }: Entry, audience: Audience): string {
  const { report: words } = audience.messages
  const [first = '', ...rest] = sentences.map(sentence)
  const details = link(sentence(words.details), detailsUrl(reason, audience))
  const ids = requestIds.map((id) => escapeMarkdown(words.requestId(id)))
  const small = [details, `\`${reason}\``, ...ids].join(' · ')
  return [`- **${escapeMarkdown(title)}.** ${first}`, ...rest, `<sub>${small}</sub>`].join('<br>')
}

function resumeTable({ resumes }: RunReport, audience: Audience): string {
  if (resumes.length === 0) return ''
  const { columns, andMore } = audience.messages.report
  const head = [columns.resume, columns.outcome, columns.freshSince, columns.nextTouch, columns.views]
  const names = namesOf(resumes, audience)
  const rows = resumes.map((resume, index) => row(resume, names[index], audience))
  return [
    cells(head.map(sentence)),
    cells([':--', ':--', ':--', ':--', '--:']),
    ...rows.slice(0, MOST_ROWS),
    ...(rows.length > MOST_ROWS ? [cells([andMore(rows.length - MOST_ROWS), '', '', '', ''])] : []),
  ].join('\n')
}

/** The mark stands first: in a narrow window the other columns are out of sight. */
function row(resume: ResumeResult, name: ResumeName | undefined, audience: Audience): string {
  const { messages } = audience
  const { outcome, diagnostic, updatedAt, views, newViews } = resume
  const title = escapeUntrusted(shorten(name?.title ?? '', TITLE_LENGTH))
  const told = audience.hidden ? unbroken(title) : link(title, name?.url)
  const result = sentence(messages.reasons[diagnostic.reason].title)
  return cells([
    `${SYMBOLS[outcome]}&nbsp;${told}`,
    diagnostic.reason === 'touched' ? result : link(result, detailsUrl(diagnostic.reason, audience)),
    moment(updatedAt, messages),
    moment(nextTouchOf(resume), messages),
    views === undefined ? '' : inOnePiece(messages.report.views(views, newViews ?? 0)),
  ])
}

/** Both zones, one below the other, so that the table stays narrow. */
function moment(at: number | undefined, { formats, report }: Messages): string {
  if (at === undefined) return '—'
  const zones = [report.inMoscow(formats.moscow(at)), report.inUtc(formats.utc(at))]
  return zones.map(inOnePiece).join('<br>')
}

function tokens(report: RunReport, { report: words }: Messages): string {
  const { tokensRotated, accessTokenExpiresAt, storeHealth } = report
  const expiresAt = storeHealth?.tokenExpiresAt
  const lines = [
    tokensRotated ? words.tokensRotated : '',
    accessTokenExpiresAt === undefined ? '' : words.accessTokenUntil(accessTokenExpiresAt),
    storeHealth === undefined ? '' : words.saving[storeHealth.saving],
    expiresAt === undefined ? '' : words.githubTokenUntil(expiresAt),
  ].filter((line) => line !== '')
  if (lines.length === 0) return ''
  return [`### ${sentence(words.tokens)}`, '', ...lines.map((line) => `- ${sentence(line)}`)].join('\n')
}

function cut<T>(all: T[], most: number, line: (one: T) => string, more: (count: number) => string): string[] {
  const lines = all.slice(0, most).map(line)
  return all.length > most ? [...lines, `- ${sentence(more(all.length - most))}`] : lines
}

const inOnePiece = (text: string): string => unbroken(sentence(text))
const unbroken = (markdown: string): string => markdown.replace(/\s/g, '&nbsp;')
const cells = (texts: string[]): string => `| ${texts.join(' | ')} |`
const quoted = (lines: string[]): string => lines.map((line) => `> ${line}`.trimEnd()).join('\n')
