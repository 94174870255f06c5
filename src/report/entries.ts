import type { Diagnostic, Reason, Severity } from '../domain/diagnostic.js'
import { PROJECT_URL } from '../domain/project.js'
import type { ResumeResult, RunReport } from '../domain/report.js'
import type { ReasonMessage } from '../i18n/types.js'
import { isolateBidi } from './markup.js'
import { type Audience, namesOf } from './redaction.js'

/** One thing that a person is told of, in words: a reported, an input, or what kept resumes from being touched. */
export interface Entry {
  severity: Severity
  reason: Reason
  /** No full stop. */
  title: string
  /** What happened and what to do; of an input, one sentence that says both. Code stands in backticks. */
  sentences: string[]
  /** HeadHunter's request ids, for its support. */
  requestIds: string[]
}

const WEIGHT: Record<Severity, number> = { problem: 0, warning: 1, notice: 2 }

/** All that a run has to tell, the weightiest first, each thing once. */
export function entriesOf(report: RunReport, audience: Audience): Entry[] {
  const entries = [...diagnosticEntries(report, audience), ...failureEntries(report, audience)]
  return entries.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])
}

/** The section on a diagnostic in the documents. */
export const detailsUrl = (reason: Reason, { messages }: Pick<Audience, 'messages'>): string => {
  const file = messages.language === 'ru' ? 'troubleshooting.ru.md' : 'troubleshooting.md'
  return `${PROJECT_URL}/blob/main/docs/${file}#${reason}`
}

function diagnosticEntries({ diagnostics, inputProblems = [] }: RunReport, { messages }: Audience): Entry[] {
  return diagnostics.flatMap(({ severity, diagnostic }): Entry[] => {
    if (diagnostic.reason !== 'invalid_inputs' || inputProblems.length === 0)
      return [entry(severity, [diagnostic], messages.reasons)]
    const { title } = messages.reasons.invalid_inputs
    return inputProblems.map(({ kind, input, details }) => ({
      severity,
      reason: 'invalid_inputs',
      title,
      sentences: [messages.inputs[kind](input, details)],
      requestIds: [],
    }))
  })
}

/** Resumes that failed for the same reason share an entry: the advice need not be read ten times. */
function failureEntries({ resumes }: RunReport, audience: Audience): Entry[] {
  const { messages } = audience
  const names = namesOf(resumes, audience)
  const groups = new Map<string, { diagnostics: Diagnostic[]; titles: string[] }>()
  resumes.forEach((resume, index) => {
    if (resume.outcome !== 'failed') return
    const key = sameWords(resume, messages.reasons)
    const group = groups.get(key) ?? { diagnostics: [], titles: [] }
    group.diagnostics.push(resume.diagnostic)
    group.titles.push(names[index]?.title ?? '')
    groups.set(key, group)
  })
  return [...groups.values()].map(({ diagnostics, titles }) => {
    const told = entry('problem', diagnostics, messages.reasons)
    return { ...told, title: `${listed(titles, audience)}: ${told.title}` }
  })
}

/** One is enough for HeadHunter's support; more only push the advice away. */
const MOST_IDS = 3

const sameWords = (
  { diagnostic: { reason, details } }: ResumeResult,
  reasons: Record<Reason, ReasonMessage>,
): string => `${reason} ${reasons[reason].happened(details)}`

function entry(severity: Severity, diagnostics: Diagnostic[], reasons: Record<Reason, ReasonMessage>): Entry {
  const { reason, details } = diagnostics[0] as Diagnostic
  const { title, happened, todo } = reasons[reason]
  const requestIds = [...new Set(diagnostics.flatMap(({ requestId }) => requestId ?? []))].slice(0, MOST_IDS)
  return { severity, reason, title, sentences: [happened(details), todo(details)], requestIds }
}

const NAMED = 3
const TITLE_LENGTH = 60

function listed(titles: string[], { messages }: Audience): string {
  const named = titles.slice(0, NAMED).map((title) => isolateBidi(shorten(title, TITLE_LENGTH)))
  const rest = titles.length - named.length
  return rest === 0 ? named.join(', ') : `${named.join(', ')} ${messages.report.andMore(rest)}`
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Cut to so many characters as a reader counts them, on one line, with an ellipsis where something is missing. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  const characters = [...graphemes.segment(line)].map(({ segment }) => segment)
  return characters.length <= length
    ? line
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
}
