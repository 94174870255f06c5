import { isRed, nextTouchOf, type ResumeResult, type RunReport, type Visibility } from '../domain/report.js'
import type { StoreHealth } from '../domain/store.js'
import type { Counts, Messages } from '../i18n/index.js'
import type { Redact } from '../settings/settings.js'
import { isolateBidi, shorten } from './markup.js'

/** For whom: the language, and whether titles and ids are hidden. */
export interface Audience {
  messages: Messages
  hidden: boolean
}

/** `auto` hides unless the event says that the repository is private, since it can be public. */
export const hides = (redact: Redact, visibility: Visibility): boolean =>
  redact === 'always' || (redact === 'auto' && visibility !== 'private')

/** A resume's name, by which its owner recognizes it. */
export interface ResumeName {
  id: string
  title: string
  /** Its page on the site; undefined when it is not known or hidden. */
  url: string | undefined
}

/** The names of all resumes of a run, in their order. Titles that are not unique, or hidden, get a part of the id. */
export function namesOf(resumes: readonly ResumeName[], { hidden, messages }: Audience): ResumeName[] {
  return resumes.map((resume, index) => {
    const position = messages.report.resume(index + 1)
    if (hidden) return { id: tail(resume.id), title: withTail(position, resume.id), url: undefined }
    const { id, title, url } = resume
    if (title === '') return { id, title: id, url }
    const unique = resumes.filter((other) => other.title === title).length === 1
    return { id, title: unique ? title : withTail(title, id), url }
  })
}

const SHOWN = 4

/** The last four characters of an id; nothing of a short one, which they would reveal. */
const tail = (id: string): string => (id.length > SHOWN ? `…${id.slice(-SHOWN)}` : '')

const withTail = (name: string, id: string): string => (tail(id) === '' ? name : `${name} (${tail(id)})`)

/** Printed before each resume. It also keeps a title that is a `::command` from beginning a log line. */
export const SYMBOLS: Record<ResumeResult['outcome'], string> = { touched: '✅', skipped: '🕓', failed: '❌' }

/** Before the headline. */
export function symbol(report: RunReport): string {
  if (isRed(report)) return SYMBOLS.failed
  return report.resumes.some(({ outcome }) => outcome === 'touched') ? SYMBOLS.touched : SYMBOLS.skipped
}

/** The run in one line, for the ends of logs and the tops of pages; no full stop. */
export function headline(report: RunReport, { report: words }: Messages): string {
  if (report.inputProblems !== undefined) return words.invalidInputs
  const before = [report.cancelled ? words.cancelled : '', report.dryRun ? words.dryRun : '']
  return [...before, resultOf(report, words)].filter((part) => part !== '').join('. ')
}

function resultOf(report: RunReport, words: Messages['report']): string {
  // A canceled run can have touched resumes without getting the answer.
  if (report.resumes.length === 0) return report.cancelled ? '' : words.nothingTouched
  const problems = report.diagnostics.filter(({ severity }) => severity === 'problem').length
  return words.result(countsOf(report), report.cancelled ? 0 : problems)
}

function countsOf({ resumes }: RunReport): Counts {
  const count = (outcome: string, dry: boolean) =>
    resumes.filter((resume) => resume.outcome === outcome && (resume.diagnostic.reason === 'dry_run') === dry)
      .length
  return {
    touched: count('touched', false),
    wouldTouch: count('skipped', true),
    later: count('skipped', false),
    failed: count('failed', false),
  }
}

/** One resume, prepared for every output. */
export interface ResumeRow {
  outcome: ResumeResult['outcome']
  reason: ResumeResult['diagnostic']['reason']
  /** On one line, shortened, not yet escaped. */
  title: string
  url: string | undefined
  result: string
  /** Milliseconds since the epoch. */
  nextAt: number | undefined
  /** `12 (+3)`; empty when unknown. */
  views: string
}

const TITLE_LENGTH = 80

export function resumeRows(report: RunReport, audience: Audience): ResumeRow[] {
  const { messages } = audience
  const names = namesOf(report.resumes, audience)
  return report.resumes.map((resume, index) => {
    const { outcome, diagnostic, views, newViews } = resume
    return {
      outcome,
      reason: diagnostic.reason,
      title: isolateBidi(shorten(names[index]?.title ?? '', TITLE_LENGTH)),
      url: names[index]?.url,
      result: messages.reasons[diagnostic.reason].title,
      nextAt: nextTouchOf(resume, report.endedAt),
      views: views === undefined ? '' : viewsOf(views, newViews ?? 0, messages),
    }
  })
}

/** `12 (+3)` */
export const viewsOf = (views: number, newViews: number, { formats }: Messages): string =>
  newViews > 0 ? `${formats.number(views)} (+${formats.number(newViews)})` : formats.number(views)

/** The text after a resume's name; a touch and a wait need no words besides the mark. */
export function resumeFacts({ reason, result, nextAt, views }: ResumeRow, { report }: Messages): string[] {
  const isPlain = reason === 'touched' || (reason === 'too_early' && nextAt !== undefined)
  const facts = [
    isPlain ? '' : result,
    nextAt === undefined ? '' : report.nextAt(nextAt),
    views === '' ? '' : `👁 ${views}`,
  ]
  return facts.filter((fact) => fact !== '')
}

/** `✅ Engineer · next at 16:01 · 👁 12 (+3)` */
export const resumeLine = (row: ResumeRow, messages: Messages): string =>
  [`${SYMBOLS[row.outcome]} ${row.title}`, ...resumeFacts(row, messages)].join(' · ')

/** `✅ 3 resumes raised · next in 3 h 59 min (01:35)` */
export const resultLine = (report: RunReport, messages: Messages): string =>
  [`${symbol(report)} ${headline(report, messages)}`, nextLine(report, messages) ?? []].flat().join(' · ')

/** `next in 3 h 59 min (01:35)`, with the zone's name if wanted; undefined when it is not known. */
export function nextLine(
  { resumes, endedAt }: RunReport,
  { report }: Messages,
  zone?: string,
): string | undefined {
  const times = resumes.flatMap((resume) => nextTouchOf(resume, endedAt) ?? [])
  if (times.length === 0) return undefined
  const at = Math.min(...times)
  return report.next(at, at - endedAt, zone)
}

/** Lines on the token pair. */
export const pairLines = (
  { tokensRotated, accessTokenExpiresAt: expiresAt }: RunReport,
  { report: words }: Messages,
): string[] => [
  ...(tokensRotated ? [words.tokensRotated] : []),
  ...(expiresAt === undefined ? [] : [words.accessTokenUntil(expiresAt)]),
]

/** The same, with whether the next pair can be saved. */
export function tokenLines(report: RunReport, messages: Messages): string[] {
  const { storeHealth } = report
  if (storeHealth === undefined) return pairLines(report, messages)
  const { saving, githubTokenUntil } = messages.report
  const { saving: state, tokenExpiresAt } = storeHealth
  return [
    ...pairLines(report, messages),
    ...(isDoubtful(storeHealth) ? [] : [saving[state]]),
    ...(tokenExpiresAt === undefined ? [] : [githubTokenUntil(tokenExpiresAt)]),
  ]
}

/** Warnings that do not concern saving; any other one replaces the line that the next pair can be saved. */
const NO_DOUBT: readonly string[] = ['github_token_expires_soon', 'probe_not_deleted']

const isDoubtful = ({ saving, diagnostics }: StoreHealth): boolean =>
  (saving === 'verified' || saving === 'likely') &&
  diagnostics.some(({ diagnostic }) => !NO_DOUBT.includes(diagnostic.reason))
