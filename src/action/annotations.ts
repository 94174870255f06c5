import type { RunReport } from '../domain/report.js'
import { detailsUrl, entriesOf } from '../report/entries.js'
import type { Audience } from '../report/redaction.js'

export interface Annotation {
  severity: 'error' | 'warning' | 'notice'
  title: string
  message: string
}

/** What `@actions/core` offers for annotations. */
export type Annotator = Record<
  Annotation['severity'],
  (message: string, properties: { title: string }) => void
>

const LEVELS = { problem: 'error', warning: 'warning', notice: 'notice' } as const

/** One for each thing that a run has to tell. */
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
