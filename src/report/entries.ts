import type { InputProblem } from '../domain/input-problem.js'
import { PROJECT_URL } from '../domain/project.js'
import type { RunReport } from '../domain/report.js'
import type { Messages } from '../i18n/index.js'
import {
  type Diagnostic,
  type Reason,
  type ReportedDiagnostic,
  type Severity,
  sentencesOf,
} from '../reasons/index.js'
import { isolateBidi, shorten } from './markup.js'
import { type Audience, namesOf } from './view.js'

/** One message of the report: on a diagnostic, an input, or resumes that failed. */
export interface Entry {
  severity: Severity
  reason: Reason
  /** No full stop. */
  title: string
  /** What happened, then what to do, if anything; for an input, one sentence with both. Code is in backticks. */
  sentences: string[]
  /** HeadHunter's request ids, for its support. */
  requestIds: string[]
}

const WEIGHT: Record<Severity, number> = { problem: 0, warning: 1, notice: 2 }

/** All messages of a run, the most severe first, without repetition. */
export const entriesOf = (report: RunReport, audience: Audience): Entry[] =>
  [
    ...diagnosticEntries(report.diagnostics, audience.messages, report.inputProblems),
    ...failureEntries(report, audience),
  ].toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])

/** The section on a reason in the documents. */
export const detailsUrl = (reason: Reason, { messages }: Pick<Audience, 'messages'>): string => {
  const file = messages.language === 'ru' ? 'troubleshooting.ru.md' : 'troubleshooting.md'
  return `${PROJECT_URL}/blob/main/docs/${file}#${reason}`
}

export function diagnosticEntries(
  diagnostics: readonly ReportedDiagnostic[],
  messages: Messages,
  inputProblems: InputProblem[] = [],
): Entry[] {
  return diagnostics.flatMap(({ severity, diagnostic }): Entry[] => {
    if (diagnostic.reason !== 'invalid_inputs' || inputProblems.length === 0)
      return [entry(severity, [diagnostic], messages)]
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

/** Resumes that failed for the same reason share an entry, so that the advice is not repeated. */
function failureEntries({ resumes }: RunReport, audience: Audience): Entry[] {
  const { messages } = audience
  const names = namesOf(resumes, audience)
  const groups = new Map<string, { diagnostics: Diagnostic[]; titles: string[] }>()
  resumes.forEach(({ outcome, diagnostic }, index) => {
    if (outcome !== 'failed') return
    const key = `${diagnostic.reason} ${messages.reasons[diagnostic.reason].happened(diagnostic.details)}`
    const group = groups.get(key) ?? { diagnostics: [], titles: [] }
    group.diagnostics.push(diagnostic)
    group.titles.push(names[index]?.title ?? '')
    groups.set(key, group)
  })
  return [...groups.values()].map(({ diagnostics, titles }) => {
    const said = entry('problem', diagnostics, messages)
    return { ...said, title: `${listed(titles, audience)}: ${said.title}` }
  })
}

/** One is enough for HeadHunter's support; more would hide the advice. */
const MOST_IDS = 3

function entry(severity: Severity, diagnostics: Diagnostic[], { reasons }: Messages): Entry {
  const { reason, details } = diagnostics[0] as Diagnostic
  const requestIds = [...new Set(diagnostics.flatMap(({ requestId }) => requestId ?? []))].slice(0, MOST_IDS)
  return {
    severity,
    reason,
    title: reasons[reason].title,
    sentences: sentencesOf(reasons[reason], details),
    requestIds,
  }
}

const NAMED = 3
const LENGTH_ALONE = 60
const LENGTH_IN_LIST = 25

function listed(titles: string[], { messages }: Audience): string {
  const length = titles.length === 1 ? LENGTH_ALONE : LENGTH_IN_LIST
  const named = titles.slice(0, NAMED).map((title) => isolateBidi(shorten(title, length)))
  const rest = titles.length - named.length
  return rest === 0 ? named.join(', ') : `${named.join(', ')} ${messages.report.andMore(rest)}`
}
