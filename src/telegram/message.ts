import { isRed, nextTouchOf, type ResumeResult, type RunReport } from '../domain/report.js'
import type { Messages } from '../i18n/types.js'
import { detailsUrl, type Entry, entriesOf, shorten } from '../report/entries.js'
import { headline, SYMBOLS, symbol } from '../report/headline.js'
import { isolateBidi, type Part, partsOf } from '../report/markup.js'
import { type Audience, namesOf, type ResumeName } from '../report/redaction.js'
import type { Notify } from '../settings/settings.js'

/** Whether this run's message is wanted. A dry run and one with invalid inputs tell nobody. */
export function isWanted(notify: Notify, report: RunReport): boolean {
  if (report.dryRun || report.inputProblems !== undefined || notify === 'never') return false
  if (notify === 'always' || isRed(report)) return true
  const changed = report.tokensRotated || report.resumes.some(({ outcome }) => outcome === 'touched')
  return notify === 'changes' && changed
}

export interface MessageOptions {
  messages: Messages
  /** The run's page on GitHub. */
  runUrl?: string
}

/** A piece of the message: its HTML, and its length as Telegram counts, without tags and with entities decoded. */
interface Piece {
  html: string
  length: number
}

/** Telegram's limit (Bot API, `sendMessage`), counted in UTF-16 units after the entities are parsed. */
const LIMIT = 4096
const TITLE_LENGTH = 100

/** The message in Telegram's HTML. It goes to the owner's own chat, so nothing is hidden. */
export function telegramMessage(report: RunReport, { messages, runUrl }: MessageOptions): string {
  const audience: Audience = { messages, hidden: false }
  const { andMore, runLink } = messages.report
  const head = piece(`${symbol(report)} <b>${escapeHtml(headline(report, messages))}</b>`)
  const foot = runUrl === undefined ? [] : [piece(`\n${anchor(runLink, runUrl)}`)]
  const names = namesOf(report.resumes, audience)
  const more = (count: number) => piece(escapeHtml(andMore(count)))
  const lists = [
    entriesOf(report, audience).map((entry) => entryPiece(entry, audience)),
    report.resumes.map((resume, index) => resumePiece(resume, names[index], messages)),
  ]
  let room = LIMIT - total([head, ...foot])
  const middle = lists.flatMap((list, index) => {
    // What comes later keeps room for the line that says how much is missing.
    const reserved = index === 0 && report.resumes.length > 0 ? more(report.resumes.length).length + 1 : 0
    const fitting = within(list, room - reserved, more)
    room -= total(fitting)
    return fitting
  })
  return [head, ...middle, ...foot].map(({ html }) => html).join('\n')
}

/** As many as there is room for; the last one then says how many are missing. */
function within(list: Piece[], room: number, more: (count: number) => Piece): Piece[] {
  if (total(list) <= room) return list
  for (let kept = list.length - 1; kept > 0; kept--) {
    const pieces = [...list.slice(0, kept), more(list.length - kept)]
    if (total(pieces) <= room) return pieces
  }
  return [more(list.length)]
}

/** With the line breaks between the pieces. */
const total = (pieces: Piece[]): number => pieces.reduce((sum, { length }) => sum + length + 1, 0)

const MARKS = { problem: '❗', warning: '⚠️', notice: 'ℹ️' } as const

function entryPiece({ severity, title, sentences, reason, requestIds }: Entry, audience: Audience): Piece {
  const { details, requestId } = audience.messages.report
  const lines = [
    `\n${MARKS[severity]} <b>${escapeHtml(title)}</b>`,
    sentences.map(sentenceHtml).join(' '),
    ...requestIds.map((id) => `<i>${escapeHtml(requestId(id))}</i>`),
    anchor(details, detailsUrl(reason, audience)),
  ]
  return piece(lines.join('\n'))
}

function resumePiece(resume: ResumeResult, name: ResumeName | undefined, messages: Messages): Piece {
  const { outcome, diagnostic, views, newViews } = resume
  const nextAt = nextTouchOf(resume)
  const title = isolateBidi(shorten(name?.title ?? '', TITLE_LENGTH))
  const details = [
    messages.reasons[diagnostic.reason].title,
    nextAt === undefined ? '' : messages.report.next(nextAt),
    views === undefined ? '' : `👁 ${messages.report.views(views, newViews ?? 0)}`,
  ].filter((part) => part !== '')
  const told = name?.url === undefined ? escapeHtml(title) : anchor(title, name.url)
  return piece(`\n${SYMBOLS[outcome]} ${told}\n${escapeHtml(details.join('; '))}`)
}

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** A link; Telegram shows nothing of an address that is none, so the bare text stands instead. */
function anchor(text: string, url: string): string {
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  return isWeb ? `<a href="${escapeHtml(new URL(url).href)}">${escapeHtml(text)}</a>` : escapeHtml(text)
}

const sentenceHtml = (text: string): string => partsOf(text).map(partHtml).join('')

function partHtml({ kind, text }: Part): string {
  if (kind === 'code') return `<code>${escapeHtml(text)}</code>`
  return escapeHtml(kind === 'telegram' ? `@${text}` : text)
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

const piece = (html: string): Piece => ({ html, length: visibleText(html).length })

/** What of the HTML is left after Telegram has parsed it. */
export const visibleText = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity)
