import type { Level, Reason, Verdict } from '../domain/diagnostic.js'
import { PROJECT_URL } from '../domain/project.js'
import type { ResumeResult, RunReport } from '../domain/report.js'
import type { ReasonMessage } from '../i18n/types.js'
import { isolate } from './markup.js'
import { type Audience, namesOf } from './redaction.js'

/** One thing that a person is told of, in words: a finding, an input, or what kept resumes from being touched. */
export interface Entry {
  level: Level
  reason: Reason
  /** No full stop. */
  title: string
  /** What happened and what to do; of an input, one sentence that says both. Code stands in backticks. */
  sentences: string[]
  /** HeadHunter's request ids, for its support. */
  requestIds: string[]
}

const WEIGHT: Record<Level, number> = { problem: 0, warning: 1, notice: 2 }

/** All that a run has to tell, the weightiest first, each thing once. */
export function entriesOf(report: RunReport, audience: Audience): Entry[] {
  const entries = [...findingEntries(report, audience), ...failureEntries(report, audience)]
  return entries.toSorted((a, b) => WEIGHT[a.level] - WEIGHT[b.level])
}

/** The section on a verdict in the documents. */
export const detailsUrl = (reason: Reason, { messages }: Pick<Audience, 'messages'>): string => {
  const file = messages.language === 'ru' ? 'troubleshooting.ru.md' : 'troubleshooting.md'
  return `${PROJECT_URL}/blob/main/docs/${file}#${reason}`
}

function findingEntries({ findings, inputProblems = [] }: RunReport, { messages }: Audience): Entry[] {
  return findings.flatMap(({ level, verdict }): Entry[] => {
    if (verdict.reason !== 'invalid_inputs' || inputProblems.length === 0)
      return [entry(level, [verdict], messages.reasons)]
    const { title } = messages.reasons.invalid_inputs
    return inputProblems.map(({ kind, input, facts }) => ({
      level,
      reason: 'invalid_inputs',
      title,
      sentences: [messages.inputs[kind](input, facts)],
      requestIds: [],
    }))
  })
}

/** Resumes that failed for the same reason share an entry: the advice need not be read ten times. */
function failureEntries({ resumes }: RunReport, audience: Audience): Entry[] {
  const { messages } = audience
  const names = namesOf(resumes, audience)
  const groups = new Map<string, { verdicts: Verdict[]; titles: string[] }>()
  resumes.forEach((resume, index) => {
    if (resume.outcome !== 'failed') return
    const key = sameWords(resume, messages.reasons)
    const group = groups.get(key) ?? { verdicts: [], titles: [] }
    group.verdicts.push(resume.verdict)
    group.titles.push(names[index]?.title ?? '')
    groups.set(key, group)
  })
  return [...groups.values()].map(({ verdicts, titles }) => {
    const told = entry('problem', verdicts, messages.reasons)
    return { ...told, title: `${listed(titles, audience)}: ${told.title}` }
  })
}

/** One is enough for HeadHunter's support; more only push the advice away. */
const MOST_IDS = 3

const sameWords = (
  { verdict: { reason, facts } }: ResumeResult,
  reasons: Record<Reason, ReasonMessage>,
): string => `${reason} ${reasons[reason].happened(facts)}`

function entry(level: Level, verdicts: Verdict[], reasons: Record<Reason, ReasonMessage>): Entry {
  const { reason, facts } = verdicts[0] as Verdict
  const { title, happened, todo } = reasons[reason]
  const requestIds = [...new Set(verdicts.flatMap(({ requestId }) => requestId ?? []))].slice(0, MOST_IDS)
  return { level, reason, title, sentences: [happened(facts), todo(facts)], requestIds }
}

const NAMED = 3
const TITLE_LENGTH = 60

function listed(titles: string[], { messages }: Audience): string {
  const named = titles.slice(0, NAMED).map((title) => isolate(shorten(title, TITLE_LENGTH)))
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
