import { warning } from '../domain/diagnostics.js'
import { isRed, type RunReport } from '../domain/report.js'
import type { Shutdown } from '../domain/shutdown.js'
import type { Messages } from '../i18n/index.js'
import type { ReportedDiagnostic } from '../reasons/index.js'
import { detailsUrl, type Entry, entriesOf } from '../report/entries.js'
import { anchor, escapeHtml, sentenceHtml, shorten } from '../report/markup.js'
import {
  type Audience,
  headline,
  type ResumeRow,
  resultLine,
  resumeFacts,
  resumeRows,
  SYMBOLS,
} from '../report/view.js'
import type { Notify, Settings } from '../settings/settings.js'
import { sendTelegram, type TelegramRequest } from './client.js'

/** Whether this run's message is wanted. A dry run and one with invalid inputs send none. */
export function isWanted(notify: Notify, report: RunReport): boolean {
  if (report.dryRun || report.inputProblems !== undefined || notify === 'never') return false
  if (notify === 'always' || isRed(report)) return true
  const changed = report.tokensRotated || report.resumes.some(({ outcome }) => outcome === 'touched')
  return notify === 'changes' && changed
}

export interface MessageOptions {
  messages: Messages
  /** The run's page on GitHub. */
  runUrl?: string | undefined
}

export interface NotifyOptions extends MessageOptions, Pick<TelegramRequest, 'transport' | 'clock'> {
  shutdown: Pick<Shutdown, 'cancelled'>
}

/**
 * Sends at most one message, after the rest of the report; a signal ends the wait. A failure is a warning and does not turn
 * the run red.
 */
export async function notify(
  report: RunReport,
  settings: Pick<Settings, 'telegram' | 'notify' | 'requestTimeoutMs'>,
  { shutdown, ...options }: NotifyOptions,
): Promise<ReportedDiagnostic[]> {
  const { telegram, requestTimeoutMs: timeoutMs } = settings
  if (telegram === undefined || report.cancelled || !isWanted(settings.notify, report)) return []
  const text = telegramMessage(report, options)
  const sending = sendTelegram({ ...telegram, ...options, text, timeoutMs })
  const sent = await Promise.race([sending, shutdown.cancelled])
  return sent === undefined || sent.ok ? [] : [warning(sent.diagnostic)]
}

/** Telegram's limit (Bot API, `sendMessage`), counted in UTF-16 units after the entities are parsed. */
const LIMIT = 4096
/** Of a red run, in characters: fits a phone's screen. */
const RED_LIMIT = 599
const TITLE_LENGTH = 140

/**
 * The message in Telegram's HTML: the most severe problem with its advice, the titles of the others, a line for each
 * resume. The log and the summary have the rest. It goes to the owner's chat, so nothing is hidden.
 */
export function telegramMessage(report: RunReport, options: MessageOptions): string {
  const parts = partsOfMessage(report, options)
  const limit = isRed(report) ? RED_LIMIT : LIMIT
  for (const kept of lessAndLess(parts)) {
    const message = compose(parts, kept)
    if (message !== '' && visibleText(message).length <= limit) return message
  }
  return escapeHtml(resultLine(report, options.messages))
}

/** Each line as HTML. */
interface Parts {
  /** Of the worst. */
  title: string | undefined
  sentences: string[]
  otherTitles: string[]
  resumes: string[]
  /** Replaces the resumes if none fits. */
  result: string
  foot: { news: string[]; link: string[] }
  more: (count: number) => string
}

function partsOfMessage(report: RunReport, { messages, runUrl }: MessageOptions): Parts {
  const audience: Audience = { messages, hidden: false }
  const { andMore, runLink, tokensRotated } = messages.report
  const red = isRed(report)
  const [worst, ...others] = entriesOf(report, audience).filter(
    ({ severity }) => !red || severity !== 'notice',
  )
  // Resumes that failed are named above.
  const rows = resumeRows(report, audience).filter(({ outcome }) => outcome !== 'failed')
  const isOnlyNews = report.tokensRotated && !red && !rows.some(({ outcome }) => outcome === 'touched')
  return {
    title: worst && titleHtml(worst, audience),
    sentences: (worst?.sentences ?? []).map(sentenceHtml),
    otherTitles: others.map((entry) => titleHtml(entry, audience)),
    resumes: rows.map((row) => resumeHtml(row, messages)),
    result: escapeHtml(headline(report, messages)),
    foot: {
      news: isOnlyNews ? [`🔑 ${escapeHtml(tokensRotated)}`] : [],
      link: red && runUrl !== undefined ? [anchor(runLink, runUrl)] : [],
    },
    more: (count) => escapeHtml(andMore(count)),
  }
}

/** How many items of each list are kept. */
type Kept = Record<'sentences' | 'otherTitles' | 'resumes', number>

/** The full text; then with fewer resumes, fewer titles, fewer sentences. The last sentences, the advice, are kept. */
function* lessAndLess({ sentences, otherTitles, resumes }: Parts): Generator<Kept> {
  const all = { sentences: sentences.length, otherTitles: otherTitles.length, resumes: resumes.length }
  for (let kept = all.resumes; kept >= 0; kept--) yield { ...all, resumes: kept }
  for (let kept = all.otherTitles; kept >= 0; kept--) yield { ...all, resumes: 0, otherTitles: kept }
  for (let kept = all.sentences; kept >= 0; kept--) yield { sentences: kept, resumes: 0, otherTitles: 0 }
}

function compose(parts: Parts, kept: Kept): string {
  const { title, sentences, otherTitles, resumes, result, foot, more } = parts
  const list = (lines: string[], count: number) =>
    count < lines.length ? [...lines.slice(0, count), more(lines.length - count)] : lines
  const said = sentences.slice(sentences.length - kept.sentences).join(' ')
  const worst = title === undefined ? [] : [title, said]
  const rows = kept.resumes === 0 && resumes.length > 0 ? [result] : list(resumes, kept.resumes)
  const sections = [worst, list(otherTitles, kept.otherTitles), [...rows, ...foot.news], foot.link]
  return sections
    .map((lines) => lines.filter((line) => line !== '').join('\n'))
    .filter((section) => section !== '')
    .join('\n\n')
}

const MARKS = { problem: '❌', warning: '⚠️', notice: 'ℹ️' } as const

/** The title links to its section in the documents. */
const titleHtml = ({ severity, title, reason }: Entry, audience: Audience): string =>
  `${MARKS[severity]} <b>${anchor(shorten(title, TITLE_LENGTH), detailsUrl(reason, audience))}</b>`

const resumeHtml = (row: ResumeRow, messages: Messages): string =>
  [
    `${SYMBOLS[row.outcome]} ${anchor(row.title, row.url)}`,
    ...resumeFacts(row, messages).map(escapeHtml),
  ].join(' · ')

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

/** The text that is left after Telegram has parsed the HTML. */
export const visibleText = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity)
