import { maskedForms } from '../domain/mask.js'
import type { ProgressEvent, ProgressReporter } from '../domain/progress.js'
import type { RunReport } from '../domain/report.js'
import type { Messages } from '../i18n/index.js'
import type { Severity } from '../reasons/index.js'
import { detailsUrl, entriesOf } from '../report/entries.js'
import { escapeCommand } from '../report/markup.js'
import { progressLine, recoveryCodeFrame, recoveryCodeMarkdown } from '../report/progress.js'
import { appendSummary } from '../report/summary.js'
import { type Audience, pairLines, resultLine, resumeLine, resumeRows } from '../report/view.js'

/** What `@actions/core` offers for a log. */
export interface ActionsLog {
  setSecret(secret: string): void
  info(line: string): void
  startGroup(name: string): void
  endGroup(): void
  debug(line: string): void
}

const LEVELS = { problem: 'error', warning: 'warning', notice: 'notice' } as const

export interface Annotation {
  severity: (typeof LEVELS)[Severity]
  title: string
  message: string
}

/** What `@actions/core` offers for annotations. */
export type Annotator = Record<
  Annotation['severity'],
  (message: string, properties: { title: string }) => void
>

/** One annotation for each entry of the report. */
export const annotationsOf = (report: RunReport, audience: Audience): Annotation[] =>
  entriesOf(report, audience).map(({ severity, reason, title, sentences, requestIds }) => ({
    severity: LEVELS[severity],
    title,
    message: [
      sentences.join(' '),
      `${audience.messages.report.details}: ${detailsUrl(reason, audience)}`,
      ...requestIds.map(audience.messages.report.requestId),
    ].join('\n'),
  }))

export function annotate(annotations: Annotation[], core: Annotator): void {
  for (const { severity, title, message } of annotations) core[severity](message, { title })
}

/** The end of the log: each resume, the tokens, the result. Problems are printed as annotations. */
export function logLines(report: RunReport, audience: Audience): string[] {
  const { messages } = audience
  return [
    ...resumeRows(report, audience).map((row) => escapeCommand(resumeLine(row, messages))),
    ...pairLines(report, messages),
    resultLine(report, messages),
  ]
}

type Group = keyof Messages['report']['groups']

/** The folding group of each step; undefined: outside a group, to be visible at once. Others stay in the open group. */
const GROUPS: Partial<Record<ProgressEvent['kind'], Group | undefined>> = {
  exchanging_code: 'tokens',
  refreshing: 'tokens',
  listening: 'tokens',
  saving_pair: 'tokens',
  pair_staged: 'tokens',
  pair_settled: 'tokens',
  looking_for_other_run: 'tokens',
  listed: 'resumes',
  touching: 'resumes',
  verifying: 'resumes',
  waiting: undefined,
  interrupted_while_saving: undefined,
}

export interface ActionsProgressReporter extends ProgressReporter {
  /** Closes the open group, before the report is printed. */
  end(): void
}

/** `summaryFile`: `GITHUB_STEP_SUMMARY`. */
export function createActionsProgressReporter({
  core,
  messages,
  summaryFile,
}: {
  core: ActionsLog
  messages: Messages
  summaryFile: string | undefined
}): ActionsProgressReporter {
  let open: Group | undefined

  const enter = (group: Group | undefined): void => {
    if (group === open) return
    if (open !== undefined) core.endGroup()
    if (group !== undefined) core.startGroup(messages.report.groups[group])
    open = group
  }

  return {
    mask(secret) {
      for (const form of maskedForms(secret)) core.setSecret(form)
    },
    report(progress) {
      enter(progress.kind in GROUPS ? GROUPS[progress.kind] : open)
      core.info(progressLine(progress, messages))
    },
    recoveryCode(code) {
      enter(undefined)
      core.info(recoveryCodeFrame(code, messages))
      appendSummary(summaryFile, recoveryCodeMarkdown(code, messages))
    },
    debug: (line) => core.debug(line),
    end: () => enter(undefined),
  }
}
