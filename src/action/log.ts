import { maskedForms } from '../domain/mask.js'
import type { ProgressEvent, ProgressReporter } from '../domain/progress.js'
import type { RunReport } from '../domain/report.js'
import type { Messages } from '../i18n/index.js'
import { detailsUrl, entriesOf } from '../report/entries.js'
import { escapeCommand } from '../report/markup.js'
import { progressLine, recoveryCodeFrame, recoveryCodeMarkdown } from '../report/progress.js'
import { appendSummary } from '../report/summary.js'
import { type Audience, resultLine, resumeLine, resumeRows } from '../report/view.js'

/** What `@actions/core` offers for a log. */
export interface ActionsLog {
  setSecret(secret: string): void
  info(line: string): void
  startGroup(name: string): void
  endGroup(): void
  debug(line: string): void
}

/** What `@actions/core` offers for annotations. */
export type Annotator = Record<
  Annotation['severity'],
  (message: string, properties: { title: string }) => void
>

export interface Annotation {
  severity: 'error' | 'warning' | 'notice'
  title: string
  message: string
}

const LEVELS = { problem: 'error', warning: 'warning', notice: 'notice' } as const

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
  const { tokensRotated, accessTokenExpiresAt } = report
  return [
    ...resumeRows(report, audience).map((row) => escapeCommand(resumeLine(row, messages))),
    ...(tokensRotated ? [messages.report.tokensRotated] : []),
    ...(accessTokenExpiresAt === undefined ? [] : [messages.report.accessTokenUntil(accessTokenExpiresAt)]),
    resultLine(report, messages),
  ]
}

export interface ActionsProgressReporterOptions {
  core: ActionsLog
  messages: Messages
  /** `GITHUB_STEP_SUMMARY` */
  summaryFile: string | undefined
}

type Group = keyof Messages['report']['groups']

/** The folding group of each step; other steps are printed outside a group. */
const GROUPS: Partial<Record<ProgressEvent['kind'], Group>> = {
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
}

/** Printed outside a group, so that they are visible at once. */
const IN_THE_OPEN: readonly ProgressEvent['kind'][] = ['waiting', 'interrupted_while_saving']

export interface ActionsProgressReporter extends ProgressReporter {
  /** Closes the open group, before the report is printed. */
  end(): void
}

export function createActionsProgressReporter(
  options: ActionsProgressReporterOptions,
): ActionsProgressReporter {
  const { core, messages, summaryFile } = options
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
      const group = IN_THE_OPEN.includes(progress.kind) ? undefined : (GROUPS[progress.kind] ?? open)
      enter(group)
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
